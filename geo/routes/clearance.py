"""Where a course may come nearer to the land than its clearance: at ends and in narrows.

A position is *narrow* for a clearance where no disc of that radius that holds
it lies wholly in the sea: a berth deep in a bay, a strait less wide than twice
the clearance. The open side of a cape is never narrow, so a course keeps off it.
Near a narrow position half the clearance is asked for, where that is too much a
quarter, and so on: a course leaves a berth by way of the widest water.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

from geo import geodesy
from geo.model import LatLon
from geo.routes import course
from geo.routes.course import Course
from geo.routes.window import Disc, Water, Window

Step = tuple[LatLon, LatLon]
Depths = npt.NDArray[np.float64]

MARGIN_M = 5.0
"""Kept off the land in any case: more than the coast's coordinates are rounded by."""
_LEVELS = 5
_RADII = (2.0, 4.0)
"""How far about a narrow position less is asked, in clearances; wider where that fails."""
_STEP_KM = 10.0
_ROUNDING = 1.005
"""Grown outlines stand this much off their arcs at most."""
_DETOUR = 1.1
"""Narrows are passed where keeping out of them is longer by more than a tenth."""


def bare() -> Water:
    """Give the sea up to the shore."""
    return Water((MARGIN_M,))


def keep_off(direct: Course, metres: float) -> Course:
    """Draw a course that keeps a clearance from the land.

    Parameters
    ----------
    direct : tuple of LatLon
        The shortest course, which touches the shore.
    metres : float
        The clearance.

    Returns
    -------
    tuple of LatLon
        The shortest course that keeps off but near its ends; where there is none,
        or one over a tenth longer than ``direct``, one through the narrows of
        ``direct``. A piece for which that fails too stays as it is in ``direct``.
    """
    limit = geodesy.length_km(direct) * 1000 * _DETOUR + 2 * metres
    water = relieved(direct, metres, _RADII[0], narrows=False)
    found = course.within(direct[0], direct[-1], water, limit)
    if found is None and limit > course.EXACT_M:
        found = course.along(direct, water)
    if found is not None and geodesy.length_km(found) * 1000 <= limit:
        return found
    for radius in _RADII:
        water = relieved(direct, metres, radius, narrows=True)
        if found := course.along(direct, water):
            return found
    return course.taut(direct, water, keep=True) or direct


def relieved(direct: Course, metres: float, radius: float, *, narrows: bool) -> Water:
    """Give the sea that keeps a clearance, but near the ends and, if asked, in narrows.

    Near an end is within ``radius`` clearances of it and, for an end in narrow
    water, on the way from there to the first position that is not narrow.
    """
    levels = tuple(metres / 2**step for step in range(_LEVELS))
    steps = [
        step for edge in pairwise(direct) for step in pairwise(geodesy.between(*edge, _STEP_KM))
    ]
    zone = steps if narrows else _zone(steps, metres) + _zone(steps[::-1], metres)
    reliefs = []
    for level in levels:
        deep = {
            p: radius * level for step in zone for p in _deep(*step, level, level * _ROUNDING)
        }
        ends = [end for end in (direct[0], direct[-1]) if _deep(end, end, level, 0.0)]
        deep.update(dict.fromkeys(ends, radius * level))
        reliefs.append(tuple(Disc(*item) for item in sorted(deep.items())))
    return Water((*levels, MARGIN_M), tuple(reliefs))


def _zone(steps: list[Step], metres: float) -> list[Step]:
    """Cut a course, in steps, at its first position that is not narrow."""
    zone: list[Step] = []
    for here, there in steps:
        places, depths = _depths(here, there, metres)
        wide = np.flatnonzero(depths <= metres * _ROUNDING)
        if len(wide):
            return [*zone, (here, places[wide[0]])] if wide[0] else zone
        zone.append((here, there))
    return zone


@lru_cache(maxsize=1024)
def _depths(here: LatLon, there: LatLon, metres: float) -> tuple[Course, Depths]:
    """Tell how deep positions along a geodesic lie within a clearance, in metres.

    That is how far it is to the nearest position that keeps it; 0 for those that do.
    """
    if course.is_open(here, there, Water((metres,))):
        return (here, there), np.zeros(2)
    places = geodesy.between(here, there, metres / 2000)
    window = Window(here, there, geodesy.distance_km(here, there) * 1000 + 8 * metres)
    shore = window.grown(metres)
    shapely.prepare(shore)
    points = np.asarray(shapely.points(window.flat(places)))
    inside = shapely.intersects(shore, points)
    depths = np.zeros(len(places))
    depths[inside] = shapely.distance(points[inside], shore.boundary)
    return places, depths


def _deep(here: LatLon, there: LatLon, metres: float, depth_m: float) -> list[LatLon]:
    """List the positions along a geodesic that lie deeper than that within a clearance."""
    places, depths = _depths(here, there, metres)
    return [place for place, depth in zip(places, depths, strict=True) if depth > depth_m]
