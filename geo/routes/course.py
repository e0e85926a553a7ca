"""The course of a sea leg, measured."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import repeat
from typing import NamedTuple

import numpy as np

from geo import geodesy
from geo.model import LatLon
from geo.routes import canals, estuaries, gates, sphere, waters
from geo.routes.bends import FIXED, SLACK, Bend
from geo.routes.berth import Berth
from geo.routes.laid import Laid, laid
from geo.routes.riverlines import Reach
from geo.routes.sight import outside_km
from geo.routes.sphere import Floats
from geo.routes.taut import taut

STEP_KM = 5.0
"""Edges of the line: at 60° a straight edge in degrees leaves its arc by 0.9 m."""
_MOST_BENDS, _MOST_KM = 24, 500.0
"""The way along the shore is drawn where a course has no more bends and is no longer."""
MILE_KM = 1.852
"""A nautical mile."""


class Course(NamedTuple):
    """A sea leg's line, and what was measured of it, in kilometres.

    ``estuaries`` tells how far it runs over land between pieces of their rivers, and
    ``shore_km`` is the length of the shortest way that passes the same land on the same
    sides, and may touch the shore. ``rounded`` names the shoals and byways that it goes
    round, and ``crossed`` those that it passes because no way leads round.
    """

    points: tuple[LatLon, ...]
    passages: tuple[str, ...]
    estuaries: Mapping[str, float]
    length_km: float
    land_km: float
    shore_km: float
    rounded: tuple[str, ...]
    crossed: tuple[str, ...]

    def turned(self) -> Course:
        """Go the other way."""
        return self._replace(points=self.points[::-1], passages=self.passages[::-1])


def shortest(start: Berth, end: Berth, shut: frozenset[str]) -> Course | None:
    """Find the shortest course between two berths; the arguments are those of ``laid``."""
    found = laid(start, end, shut)
    return found and _measured(found)


def into(course: Course, canal: Reach) -> Course:
    """Go on from the end of a course into a canal, joining it where that is shortest."""
    way, line = (
        sphere.units(np.array([(at.lon, at.lat) for at in points]))
        for points in (course.points, canal.points)
    )
    fine = sphere.degrees(np.concatenate(canals.joined(way, line)))
    km = geodesy.length_km(fine[:, ::-1])
    return course._replace(
        points=_places(fine),
        passages=(*course.passages, *canal.names),
        length_km=km,
        shore_km=course.shore_km + km - course.length_km,
    )


def _measured(found: Laid) -> Course:
    """Put a course together, its canals between its parts, and measure it."""
    start, end, ways = found.start, found.end, found.ways
    lines = [np.array([bend.vector for bend in way]) for way in ways]
    passages, pieces = list[str](), [start.lead]
    for at, line in enumerate(lines):
        if at:
            name, canal = canals.line(lines[at - 1][-1], line[0])
            passages.append(name)
            pieces.append(canal)
        passages += gates.names(line[:-1], line[1:])
        pieces.append(line)
    pieces.append(end.lead[::-1])
    stops = np.concatenate(_joined(pieces))
    stops = stops[np.append(True, (np.diff(stops, axis=0) != 0).any(axis=1))]
    length_km = _length_km(stops)
    fine = sphere.degrees(sphere.fine(stops, STEP_KM))
    gaps = estuaries.crossed_km(fine)
    return Course(
        points=_places(fine),
        passages=tuple(dict.fromkeys(passages)),
        estuaries=gaps,
        length_km=length_km,
        land_km=outside_km(waters.shore(), [start.lead, end.lead, *lines]) + sum(gaps.values()),
        shore_km=_shore_km(start, end, ways, length_km),
        rounded=found.rounded,
        crossed=found.crossed,
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


def _length_km(line: Floats) -> float:
    """Measure a line of vectors by its geodesics."""
    return geodesy.length_km(sphere.degrees(line)[:, ::-1])


def _places(degrees: Floats) -> tuple[LatLon, ...]:
    """Give degrees as positions whose longitudes do not jump."""
    lon = degrees[:, 0]
    if np.abs(lon[1:] - lon[:-1]).max(initial=0) > 180:
        lon = np.unwrap(lon, period=360)
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
    stops = np.array([bend.vector for bend in way])
    here, bend, there = stops[:-2], stops[1:-1], stops[2:]
    before, after = sphere.cross(here, bend), sphere.cross(bend, there)
    return sphere.angles(before, after)
