"""The course of a sea leg: searched along the network, drawn taut, and measured."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np

from geo import geodesy
from geo.model import LatLon
from geo.routes import canals, estuaries, gates, shoals, sphere, waters
from geo.routes.bends import FIXED, SLACK, Bend
from geo.routes.berth import Berth, entries, other
from geo.routes.links import also, links, off_shoals, see_each_other
from geo.routes.seasearch import search
from geo.routes.seaway import Links, seaway
from geo.routes.sight import is_clear, outside_km
from geo.routes.sphere import Floats, Ints
from geo.routes.taut import rounded, taut

STEP_KM = 5.0
"""Edges of the line: at 60° a straight edge in degrees leaves its arc by 0.9 m."""
_BESIDE_KM = 10.0
"""Berths as near to each other are first tried without going out to the kept water."""
_MOST_BENDS, _MOST_KM = 24, 500.0
"""The way along the shore is drawn where a course has no more bends and is no longer."""
_ROUND_KM = 100.0
"""Ways round a shoal lie so near to its gates, or are those of many others."""
MILE_KM = 1.852
"""A nautical mile."""


class Course(NamedTuple):
    """A sea leg's line, and what was measured of it, in kilometres.

    ``estuaries`` tells how far it runs over land between pieces of their rivers, and
    ``shore_km`` is the length of the shortest way that passes the same land on the same
    sides, and may touch the shore. ``rounded`` names the shoals that it goes round, and
    ``crossed`` those that it passes because no way leads round.
    """

    points: tuple[LatLon, ...]
    passages: tuple[str, ...]
    estuaries: Mapping[str, float]
    length_km: float
    land_km: float
    inshore_km: float
    shore_km: float
    rounded: tuple[str, ...] = ()
    crossed: tuple[str, ...] = ()


def shortest(start: Berth, end: Berth, shut: frozenset[str]) -> Course | None:
    """Find the shortest course between two berths, or None where no way leads.

    Parameters
    ----------
    start, end : Berth
        The ends.
    shut : frozenset of str
        Canals that are closed.
    """
    if _is_beside(start, end):
        start, end = (
            start._replace(lead=np.stack([start.lead[0], end.lead[0]])),
            end._replace(lead=end.lead[:1]),
        )
    laid = _laid(start, end, shut)
    if laid is None:
        return None
    over = tuple(shoals.passed(*_ends(laid.ways)))
    if not over:
        return _measured(*laid)
    round_ = _laid(start, end, shut, np.unique(np.concatenate([*map(_about, over)])))
    if round_ is None:
        return _measured(*laid)._replace(crossed=over)
    return _measured(*round_)._replace(rounded=over)


class _Laid(NamedTuple):
    """Two berths, and the ways between them, parted where a canal is passed."""

    start: Berth
    end: Berth
    ways: list[list[Bend]]


@cache
def _about(name: str) -> Ints:
    """List the corners about a shoal, by which ways may lead round it."""
    shoal = shoals.shoals()[name]
    return seaway().near(shoal.middle, shoal.reach_km + _ROUND_KM)


def _laid(
    start: Berth, end: Berth, shut: frozenset[str], round_: Ints | None = None
) -> _Laid | None:
    """Lay the shortest ways between two berths; by corners about shoals, round these."""
    deep, straight = round_ is not None, (start.entry[None], end.entry[None])
    if see_each_other(start.entry, end.entry) and not (deep and shoals.are_over(*straight)[0]):
        parts: list[list[int]] | None = [[]]
    else:
        seen = links(start.entry, end.entry)
        first, last = _Sight(start, seen[0], deep=deep), _Sight(end, seen[1], deep=deep)
        parts = search(first.seen, last.seen, shut, round_)
        if parts:
            start, end = first.by(parts[0][0]), last.by(parts[-1][-1])
    if parts is None:
        return None
    ways = _ways(start.entry, end.entry, parts)
    start, ways[0] = _left(start, ways[0])
    end, back = _left(end, ways[-1][::-1])
    ways[-1] = back[::-1]
    return _Laid(start, end, ways)


def _ends(ways: list[list[Bend]]) -> tuple[Floats, Floats]:
    """Give both ends of each arc of ways."""
    arcs = [arc for way in ways for arc in pairwise(way)]
    here, there = (np.stack([arc[at].vector for arc in arcs]) for at in (0, 1))
    return here, there


class _Sight:
    """What is in sight of a berth, on whichever side it is left; if need be, off shoals."""

    def __init__(self, berth: Berth, seen: Links, *, deep: bool) -> None:
        if deep:
            seen = off_shoals(seen, berth.entry)
        self._berth, self._own, self.seen = berth, seen, seen
        self._other = None if deep else other(berth)
        if self._other:
            more_km = _steps_km(self._other.lead).sum() - _steps_km(berth.lead).sum()
            self.seen = also(seen, self._other.entry, float(more_km))

    def by(self, node: int) -> Berth:
        """Give the berth as it is left for a corner."""
        own = self._own.km[self._own.nodes == node]
        here = self.seen.km[self.seen.nodes == node]
        return self._berth if not self._other or (own <= here).any() else self._other


def _is_beside(start: Berth, end: Berth) -> bool:
    """Tell whether a ship goes from one berth straight to the other."""
    here, there = start.lead[0], end.lead[0]
    if float(np.linalg.norm(here - there)) * sphere.RADIUS_KM > _BESIDE_KM:
        return False
    return is_clear(waters.shore(), here, there)


def _left(berth: Berth, way: list[Bend]) -> tuple[Berth, list[Bend]]:
    """Let a course leave a berth for the kept water where that is shortest on the whole."""
    if len(berth.lead) != 2:
        return berth, way
    for entry in entries(berth, way[1].vector):
        if is_clear(waters.room(), entry, way[1].vector):
            left = berth._replace(lead=np.stack([berth.lead[0], entry]))
            return left, taut(waters.room(), [Bend(entry, FIXED), *way[1:]], anew=False)
    return berth, way


def _ways(start: Floats, end: Floats, parts: list[list[int]]) -> list[list[Bend]]:
    """Draw the parts of a course between canals taut."""
    way = seaway()
    found = []
    for at, nodes in enumerate(parts):
        kept = [node for node in nodes if node < way.count]
        bends = rounded(waters.room(), way.corners[np.array(kept, dtype=np.int64)])
        first = start if at == 0 else way.vectors(np.array(nodes[:1]))[0]
        last = end if at == len(parts) - 1 else way.vectors(np.array(nodes[-1:]))[0]
        way_ = [Bend(first, FIXED), *bends, Bend(last, FIXED)]
        found.append(taut(waters.room(), way_))
    return found


def _measured(start: Berth, end: Berth, ways: list[list[Bend]]) -> Course:
    """Put a course together, its canals between its parts, and measure it."""
    room, lines = waters.narrow(), [np.stack([bend.vector for bend in way]) for way in ways]
    passages, inshore_km = [], 0.0
    pieces = [start.lead]
    for at, (way, line) in enumerate(zip(ways, lines, strict=True)):
        if at:
            name, canal = canals.line(lines[at - 1][-1], line[0])
            passages.append(name)
            pieces.append(canal)
        passages += gates.names(line[:-1], line[1:])
        narrow = [bend.corner >= 0 and bool(room[bend.corner]) for bend in way]
        steps = _steps_km(line)
        inshore_km += sum(
            float(km) for km, ends in zip(steps, pairwise(narrow), strict=True) if all(ends)
        )
        pieces.append(line)
    pieces.append(end.lead[::-1])
    stops = np.concatenate(_joined(pieces))
    stops = stops[np.append(True, (np.diff(stops, axis=0) != 0).any(axis=1))]
    ends_km = sum(float(_steps_km(at.lead).sum()) for at in (start, end))
    length_km = _length_km(stops)
    fine = sphere.degrees(sphere.fine(stops, STEP_KM))
    gaps = estuaries.crossed_km(fine)
    return Course(
        points=_places(fine),
        passages=tuple(dict.fromkeys(passages)),
        estuaries=gaps,
        length_km=length_km,
        land_km=outside_km(waters.shore(), [start.lead, end.lead, *lines]) + sum(gaps.values()),
        inshore_km=inshore_km + ends_km,
        shore_km=_shore_km(start, end, ways, length_km),
    )


def _joined(pieces: list[Floats]) -> list[Floats]:
    """Let ports at both ends of a course join the canals that they lie beside.

    ``pieces`` are a lead, ways with canals between them, and a lead.
    """
    if len(pieces) == 3:
        return pieces
    first = canals.joined(np.concatenate(pieces[:2]), pieces[2])
    rest = [*first[1:], *pieces[3:]]
    back, canal = (
        line[::-1] for line in canals.joined(np.concatenate(rest[-2:])[::-1], rest[-3][::-1])
    )
    return [first[0], *rest[:-3], canal, back]


def _steps_km(line: Floats) -> Floats:
    spots = sphere.on_ellipsoid_km(line)
    return sphere.lengths_km(spots[1:], spots[:-1])


def _length_km(line: Floats) -> float:
    """Measure a line of vectors by its geodesics."""
    return geodesy.length_km(sphere.degrees(line)[:, ::-1])


def _places(degrees: Floats) -> tuple[LatLon, ...]:
    """Give degrees as positions whose longitudes do not jump."""
    lon = np.unwrap(degrees[:, 0], period=360)
    pairs = zip(degrees[:, 1].tolist(), lon.tolist(), strict=True)
    return tuple(map(tuple.__new__, repeat(LatLon), pairs))  # as LatLon._make, sooner


def _shore_km(start: Berth, end: Berth, ways: list[list[Bend]], length_km: float) -> float:
    """Measure the shortest way along the shore; of a long one, about."""
    if sum(map(len, ways)) > _MOST_BENDS or length_km > _MOST_KM:
        return length_km - MILE_KM * sum(float(_turns(way).sum()) for way in ways)
    shorter = 0.0
    for at, way in enumerate(ways):
        before = start.lead[:-1] if at == 0 else way[:0]
        after = end.lead[-2::-1] if at == len(ways) - 1 else way[:0]
        line = np.stack([*before, *(bend.vector for bend in way), *after])
        slack = [Bend(vector, SLACK) for vector in line]
        slack[0], slack[-1] = Bend(line[0], FIXED), Bend(line[-1], FIXED)
        drawn = np.stack([bend.vector for bend in taut(waters.shore(), slack)])
        shorter += _length_km(line) - _length_km(drawn)
    return length_km - max(shorter, 0.0)


def _turns(way: list[Bend]) -> Floats:
    """Measure by what angle a course turns at each of its bends, in radians."""
    stops = np.stack([bend.vector for bend in way])
    here, bend, there = stops[:-2], stops[1:-1], stops[2:]
    before, after = sphere.cross(here, bend), sphere.cross(bend, there)
    return sphere.angles(before, after)
