"""The shortest course through open water: exact where it can be, taut everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.model import LatLon
from geo.routes import coast, passage, visibility
from geo.routes.coast import Cell
from geo.routes.window import Water, Window

Course = tuple[LatLon, ...]

_DETOURS = (1.02, 1.06, 1.15, 1.4, 2.0, 3.0)
"""Bounds that are tried, in multiples of the distance."""
_ROOM_M = 10_000.0
"""Added to each bound, so that near places may be far by water."""
EXACT_M = 1_500_000.0
"""Courses up to this length are searched as a whole."""
_PIECES_M = (100_000.0, 200_000.0, 400_000.0)
"""Longer ones are drawn taut in pieces of these lengths, the last again and again."""
_STEP_KM = 10.0
_SWEEPS = 24
_TAUT_M = 20.0
"""Two sweeps that shorten a course by less than this are the last."""


def shortest(start: LatLon, end: LatLon, water: Water) -> Course | None:
    """Find the shortest course between two positions.

    Where a search among all corners of the coast is feasible (up to 1500 km and
    ``visibility.MOST`` corners) it is the shortest of all. Elsewhere it follows the
    way round that ``passage.chain`` finds, drawn taut: no piece of 400 km of it can
    be made shorter, unless that piece has too many corners itself.

    Returns
    -------
    tuple of LatLon or None
        The ends and the bends between them; None where no way leads.
    """
    rough = passage.chain(start, end)
    if rough is None:
        return None
    return along(rough, water)


def along(rough: Course, water: Water) -> Course | None:
    """Find the shortest course, given a rough one that shows the way round."""
    start, end = rough[0], rough[-1]
    if found := whole(start, end, water, _DETOURS[:3]):
        return found
    course = taut(rough, water)
    if course is not None and (length := geodesy.length_km(course) * 1000) <= EXACT_M:
        return within(start, end, water, length + 1) or course
    return course


def whole(
    start: LatLon, end: LatLon, water: Water, detours: Sequence[float] = _DETOURS
) -> Course | None:
    """Search the shortest course as a whole, within ever wider bounds."""
    length = geodesy.distance_km(start, end) * 1000
    for detour in detours:
        bound = length * detour + _ROOM_M
        if bound > EXACT_M:
            return None
        if found := within(start, end, water, bound):
            return found
    return None


@lru_cache(maxsize=1024)
def within(start: LatLon, end: LatLon, water: Water, bound_m: float) -> Course | None:
    """Search the shortest course no longer than a bound; None where the search is too wide."""
    window = Window(start, end, bound_m)
    ends = window.flat([start, end])
    try:
        found = visibility.shortest(
            ends[0], ends[1], window.obstacles(water), window.lift, bound_m
        )
    except visibility.CrowdedError:
        return None
    if found is None:
        return None
    return geodesy.unwrap((start, *window.places(found[1:-1]), end))


def taut(rough: Course, water: Water, *, keep: bool = False) -> Course | None:
    """Draw a rough course taut, piece by piece, until it shortens no more.

    A first sweep joins positions in open water along the rough course; later
    sweeps shorten pieces whose ends lie now here, now half a piece further, and
    leave out bends where the sea between their neighbours is open. A piece for
    which no way is found stays as it is with ``keep``; else there is no course.
    """
    course: Course = (rough[0],)
    for piece in _pieces(rough, water, _PIECES_M[0]):
        found = whole(piece[0], piece[-1], water)
        if found is None and not keep:
            return None
        course += (found or piece)[1:]
    course = _straighten(geodesy.unwrap(course), water)
    lengths = [geodesy.length_km(course) * 1000]
    for sweep in range(_SWEEPS):
        course = _sweep(course, water, _PIECES_M[min(1 + sweep // 2, 2)], sweep % 2 / 2)
        lengths.append(geodesy.length_km(course) * 1000)
        if sweep > 3 and lengths[-3] - lengths[-1] < _TAUT_M:
            break
    return course


def _sweep(course: Course, water: Water, length_m: float, phase: float) -> Course:
    """Replace pieces of a course by the shortest course between their ends."""
    result: Course = (course[0],)
    for piece in _pieces(course, water, length_m, phase):
        bound = geodesy.length_km(piece) * 1000 + 1
        result += (within(piece[0], piece[-1], water, round(bound)) or piece)[1:]
    return _straighten(geodesy.unwrap(result), water)


def _pieces(
    course: Course, water: Water, length_m: float, phase: float = 0.0
) -> Iterator[Course]:
    """Cut a course into pieces, in open water, each at least a length but the last."""
    piece, done = [course[0]], length_m * phase
    for here, there in pairwise(course):
        steps = geodesy.between(here, there, _STEP_KM)
        each = geodesy.distance_km(here, there) * 1000 / (len(steps) - 1)
        for step in steps[1:]:
            done += each
            if done >= length_m and step != there and _is_clear(step, water):
                yield (*piece, step)
                piece, done = [step], 0.0
        piece.append(there)
    yield tuple(piece)


def _is_clear(place: LatLon, water: Water) -> bool:
    """Tell whether a position keeps the outermost clearance."""
    cell = Cell.at(place)
    lon = cell.west + (place.lon - cell.west) % 360
    at = shapely.Point(lon, place.lat)
    return not shapely.intersects(coast.grown(cell, water.levels[0]), at)


def _straighten(course: Course, water: Water) -> Course:
    """Leave out bends where the sea between their neighbours is open."""
    kept = [course[0]]
    at = 0
    while at < len(course) - 1:
        step = 1
        while at + 2 * step < len(course) and is_open(course[at], course[at + 2 * step], water):
            step *= 2
        while at + step + 1 < len(course) and is_open(course[at], course[at + step + 1], water):
            step += 1
        at += step
        kept.append(course[at])
    return tuple(kept)


def is_open(start: LatLon, end: LatLon, water: Water) -> bool:
    """Tell whether the geodesic between two positions keeps the outermost clearance."""
    return not any(
        shapely.intersects(coast.grown(cell, water.levels[0]), line)
        for cell, line in _by_cell(geodesy.between(start, end, _STEP_KM))
    )


def _by_cell(points: Sequence[LatLon]) -> Iterator[tuple[Cell, shapely.MultiLineString]]:
    """Give the cells that a line of short edges touches, with its edges near each."""
    lat, lon = np.asarray(points, dtype=float).T
    cells: dict[Cell, list[int]] = {}
    for edge in range(len(points) - 1):
        rows = {math.floor(lat[edge]), math.floor(lat[edge + 1])}
        columns = {math.floor(lon[edge]), math.floor(lon[edge + 1])}
        for row in rows:
            for column in columns:
                cells.setdefault(Cell.of(row, column), []).append(edge)
    for cell, edges in cells.items():
        turn = 360 * round((lon[edges[0]] - cell.west) / 360)
        lines = [[(lon[i] - turn, lat[i]), (lon[i + 1] - turn, lat[i + 1])] for i in edges]
        yield cell, shapely.MultiLineString(lines)


def land_km(points: Sequence[LatLon]) -> float:
    """Measure how much of a line lies over land, its edges straight in degrees.

    Parameters
    ----------
    points : sequence of LatLon
        A line of edges of at most some tens of kilometres.
    """
    return sum(_over(line, coast.land(cell)) for cell, line in _by_cell(points))


def inshore_km(points: Sequence[LatLon], metres: float) -> float:
    """Measure how much of a line, as in ``land_km``, lies nearer to land than a distance."""
    return sum(_over(line, coast.grown(cell, metres)) for cell, line in _by_cell(points))


def _over(line: BaseGeometry, area: BaseGeometry) -> float:
    """Measure the part of a line in degrees that lies in an area, in kilometres."""
    parts = shapely.get_parts(shapely.intersection(line, area))
    lines = [part for part in parts if part.geom_type == "LineString"]
    return sum(geodesy.WGS84.geometry_length(part) for part in lines) / 1000
