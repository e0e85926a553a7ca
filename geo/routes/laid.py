"""The ways of a sea leg between its berths: searched along the network and drawn taut."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.routes import rims, shoals, sphere, waters
from geo.routes.bends import FIXED, Bend
from geo.routes.berth import Berth
from geo.routes.leads import longest_km, others
from geo.routes.leaving import left
from geo.routes.links import (
    Seen,
    also,
    are_seen,
    is_at_sea,
    joined,
    off_shoals,
    see_each_other,
)
from geo.routes.rims import Rim
from geo.routes.seasearch import search
from geo.routes.seaway import Links, seaway
from geo.routes.sight import is_clear
from geo.routes.sphere import Floats
from geo.routes.taut import rounded, taut

_NEAR_KM, _TIMES = 500.0, 100
"""Between berths as near to each other all ways out of them are tried, and out of one to
which the other is nearer than so many times the lead."""
_BESIDE_KM = 10.0
"""Berths as near to each other are first tried without going out to the kept water."""
_LONG_KM = 10_000.0
"""Ways as long are not looked for by more corners: on the high sea there is little to gain."""
_MOST_ROUND = 3.0
"""A shoal is passed where the way round is more than so many times as long."""


class Laid(NamedTuple):
    """Two berths, and the ways between them, parted where a canal is passed.

    ``rounded`` names the shoals and byways that they go round, and ``crossed`` those that
    they pass because no way leads round, or none that is not far longer. ``known_km`` is how
    long the way along the network is that they follow, with what it costs beyond its length.
    """

    start: Berth
    end: Berth
    ways: list[list[Bend]]
    rounded: tuple[str, ...] = ()
    crossed: tuple[str, ...] = ()
    known_km: float = 0.0


def laid(start: Berth, end: Berth, shut: frozenset[str]) -> Laid | None:
    """Lay the shortest ways between two berths, or give None where none leads.

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
    found = _off_shoals(start, end, shut)
    return found and _told(found)


def _told(found: Laid) -> Laid:
    """Tell of the byways too that ways pass and go round."""
    crossed = shoals.byways(*_ends(found))
    bends = np.array([bend.vector for way in found.ways for bend in way])
    round_ = (name for name in shoals.byways_rounded(bends) if name not in crossed)
    return found._replace(rounded=(*found.rounded, *round_), crossed=(*found.crossed, *crossed))


def _off_shoals(start: Berth, end: Berth, shut: frozenset[str]) -> Laid | None:
    """Lay them round shoals where that is not far longer."""
    found = _laid(start, end, shut)
    over = shoals.passed(*_ends(found)) if found else ()
    if not found or not over:
        return found
    round_ = _laid(start, end, shut, rims.about(over), found.known_km)
    if round_ is None or _length(round_) > _MOST_ROUND * _length(found):
        return found._replace(crossed=over)
    still = shoals.passed(*_ends(round_))
    gone_round = tuple(name for name in over if name not in still)
    return round_._replace(rounded=gone_round, crossed=still)


def _laid(
    start: Berth,
    end: Berth,
    shut: frozenset[str],
    round_: Rim | None = None,
    known_km: float = 0.0,
) -> Laid | None:
    """Lay the shortest ways between two berths; round shoals by what lies about them."""
    deep, straight = round_ is not None, (start.entry[None], end.entry[None])
    if not see_each_other(start.entry, end.entry) or (deep and shoals.are_over(*straight)[0]):
        return _by_network(start, end, shut, round_, known_km)
    found = _drawn((start, end), (start, end), [[]])
    more_km = float(shoals.byways_km(start.entry, end.entry[None])[0])
    other = _by_network(start, end, shut, round_, known_km) if more_km else None
    if other and _length(other) < _length(found) + more_km / sphere.RADIUS_KM:
        return other
    return found


def _by_network(
    start: Berth, end: Berth, shut: frozenset[str], round_: Rim | None, known_km: float
) -> Laid | None:
    """Lay them along the network; the arguments are those of ``_laid``."""
    seen = Seen(start.entry, end.entry)
    away_km = float(np.linalg.norm(start.entry - end.entry)) * sphere.RADIUS_KM
    first, last = (
        _Sight(berth, some, deep=round_ is not None, away_km=away_km)
        for berth, some in zip((start, end), seen.links, strict=True)
    )
    way = search(first.seen, last.seen, shut, round_, known_km)
    if way is None:
        return None
    if way.km < _LONG_KM and (more := seen.further(way.km)):
        first.add(more[0])
        last.add(more[1])
        way = search(first.seen, last.seen, shut, round_, than_km=way.km) or way
    left_by = first.by(way.parts[0][0]), last.by(way.parts[-1][-1])
    return _drawn((start, end), left_by, way.parts)._replace(known_km=way.km)


def _drawn(
    own: tuple[Berth, Berth], left_by: tuple[Berth, Berth], parts: list[list[int]]
) -> Laid:
    """Draw ways by some corners taut, between berths as they are left for these."""
    start, end = left_by
    most_km = [longest_km(berth) for berth in own]
    ways = _ways(start.entry, end.entry, parts)
    start, ways[0] = left(start, ways[0], most_km[0])
    end, back = left(end, ways[-1][::-1], most_km[1])
    ways[-1] = back[::-1]
    return Laid(start, end, ways)


def _ends(found: Laid) -> tuple[Floats, Floats]:
    """Give both ends of each arc of ways, and of the leads to them."""
    lines = [np.array([bend.vector for bend in way]) for way in found.ways]
    lines += [found.start.lead, found.end.lead]
    here, there = [line[:-1] for line in lines], [line[1:] for line in lines]
    return np.concatenate(here), np.concatenate(there)


def _length(found: Laid) -> float:
    """Give the length of ways and of the leads to them, in radii by their chords."""
    here, there = _ends(found)
    return float(sphere.norms(here - there).sum())


class _Sight:
    """What is in sight of a berth, however it is left; if need be, off shoals."""

    def __init__(self, berth: Berth, seen: Links, *, deep: bool, away_km: float) -> None:
        self._deep, self._berths = deep, [berth]
        clear = off_shoals(seen, berth.entry) if deep else seen
        self._seen = [clear if len(clear.nodes) else seen]
        own_km = float(sphere.steps_km(berth.lead).sum())
        near = away_km < max(_NEAR_KM, _TIMES * own_km)
        for other in [] if deep else others(berth, all_round=near):
            more_km = float(sphere.steps_km(other.lead).sum() - own_km)
            self._berths.append(other)
            self._seen.append(also(other.entry, more_km))
        self.seen = joined(self._seen)

    def add(self, more: Links) -> None:
        """Add what else is in sight of the berth."""
        berth, seen = self._berths[0], self._seen[0]
        clear = off_shoals(more, berth.entry) if self._deep else more
        self._seen[0] = Links(
            np.append(seen.nodes, clear.nodes), np.append(seen.km, clear.km), seen.spot
        )
        self.seen = joined(self._seen)

    def by(self, node: int) -> Berth:
        """Give the berth as it is left for a corner."""
        km = [seen.km[seen.nodes == node].min(initial=np.inf) for seen in self._seen]
        return self._berths[int(np.argmin(km))]


def _is_beside(start: Berth, end: Berth) -> bool:
    """Tell whether a ship goes from one berth straight to the other."""
    here, there = start.lead[0], end.lead[0]
    if float(np.linalg.norm(here - there)) * sphere.RADIUS_KM > _BESIDE_KM:
        return False
    return is_clear(waters.shore(), here, there)


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
    found[0] = _straight_out(found[0])
    found[-1] = _straight_out(found[-1][::-1])[::-1]
    return found


def _straight_out(way: list[Bend]) -> list[Bend]:
    """Go straight from an end far out at sea to the last bend that it sees over no shoal.

    The network knows but some of the corners that are seen from there.
    """
    start = way[0].vector
    if len(way) < 3 or not is_at_sea(start):
        return way
    there = np.stack([bend.vector for bend in way[2:]])
    here = np.repeat(start[None], len(there), axis=0)
    seen = are_seen(start, there) & ~shoals.are_over(here, there)
    seen &= shoals.byways_km(start, there) == 0
    if not seen.any():
        return way
    last = 2 + int(np.flatnonzero(seen)[-1])
    return taut(waters.room(), [way[0], *way[last:]], anew=False)
