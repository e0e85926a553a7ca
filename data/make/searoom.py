"""Find the water that ships keep to: a nautical mile off the land, less in narrows.

A position is *narrow* for a clearance where no disc of that radius that holds it lies
wholly in the sea. Near narrow positions half the clearance is asked for, where that
is too much a quarter, and so on down to a thirty-second. The open side of a cape is never
narrow, so a course keeps the whole mile off it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from pyproj.enums import TransformDirection
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geo.routes.course import MILE_KM

CLEARANCE_M = 1000 * MILE_KM
LEVELS = 6
"""Clearances that are tried, each half of the one before: the last is 58 m."""
RELIEF = 2.0
"""How far about a narrow position less is asked, in clearances."""
SLACK_M = (32.0, 45.0, 45.0, 45.0, 45.0, 25.0)
"""How many metres more than each clearance are kept, so that outlines have few corners."""
ROUND = 8
"""Round corners are drawn by as many chords a quarter, which keep outside the arc."""
LEAST_NARROW = 2.5
"""A narrow place smaller than this many squared clearances is let be, if it joins no waters."""
AROUND_M, PIECE_M = 4000.0, 4000.0
"""How far about a narrow place waters must not meet, for it to join them."""
TOWN_KM = (80.0, 30.0, 30.0, 25.0, 20.0)
"""Narrow places are looked into where a town is as near: the fjords without one are many."""
FINE_M = 10.0
"""The shore is simplified by this much first, and kept off by as much more."""


Parts = np.ndarray[Any, Any]
Box = tuple[float, float, float, float]


class Flat:
    """The tile laid flat about its middle, in metres."""

    def __init__(self, south: float, west: float, size: float) -> None:
        at = f"+lat_0={south + size / 2} +lon_0={west + size / 2}"
        self._to = Transformer.from_crs(
            "EPSG:4326", f"+proj=aeqd {at} +ellps=WGS84", always_xy=True
        )
        self._middle = west + size / 2

    def flat(self, shape: BaseGeometry) -> BaseGeometry:
        """Project a geometry, its edges cut short so that they stay straight in degrees."""
        return shapely.transform(
            shapely.segmentize(shape, 0.05),
            lambda p: np.stack(self._to.transform(p[:, 0], p[:, 1]), axis=1),
        )

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """Turn a flat geometry back into degrees, longitudes near the tile's."""

        def back(p: np.ndarray) -> np.ndarray:
            lon, lat = self._to.transform(
                p[:, 0], p[:, 1], direction=TransformDirection.INVERSE
            )
            return np.stack(
                [self._middle + (lon - self._middle + 180) % 360 - 180, lat], axis=1
            )

        return shapely.transform(shape, back)


def room(
    land: BaseGeometry, frame: BaseGeometry, towns: Parts, straits: BaseGeometry
) -> BaseGeometry:
    """Give the water to keep to, in metres, of a frame that reaches beyond what is wanted."""
    shore = valid(shapely.simplify(valid(land), FINE_M))
    lowest = barest = _grown(shore, LEVELS - 1)
    found: list[BaseGeometry] = []
    zone = frame
    for level in range(LEVELS):
        metres = CLEARANCE_M / 2**level
        near = shore.intersection(shapely.buffer(zone, 2 * metres, quad_segs=3))
        found.append(zone.difference(_grown(near, level)))
        if level == LEVELS - 1:
            break
        wide = shapely.buffer(found[-1], metres + 2 * FINE_M, quad_segs=8)
        barest = shapely.union(barest, wide)  # what is wide, or land, is not narrow
        by_town = shapely.union_all(shapely.buffer(towns, TOWN_KM[level] * 1000, quad_segs=2))
        left = shapely.intersection(zone, by_town)
        water = shapely.get_parts(shapely.union_all(found))
        narrow = _narrow(left.difference(barest), water, metres, SLACK_M[level])
        free = valid(left.difference(lowest))
        narrow += [*_between(water, free, metres), *polygons(straits)]
        known = shapely.buffer(shapely.union_all(narrow), metres, quad_segs=3)
        narrow += _necks(shapely.union_all(water), free.difference(known), shore, metres)
        if not narrow:
            break
        about = shapely.buffer(shapely.union_all(narrow), RELIEF * metres, quad_segs=3)
        zone = shapely.intersection(about, frame)
    return shapely.union_all([valid(part) for part in found])


def _between(waters: Parts, left: BaseGeometry, metres: float) -> list[BaseGeometry]:
    """List what lies between waters that do not meet, though discs on both sides do."""
    return [part for _, _, part in _lenses(waters, left, metres)]


def _lenses(
    waters: Parts, left: BaseGeometry, metres: float
) -> Iterator[tuple[int, int, BaseGeometry]]:
    """Give what lies near two waters each, and which ones."""
    here, there = shapely.STRtree(waters).query(waters, "dwithin", 2.6 * metres)
    first = here < there
    here, there = here[first], there[first]
    near = np.full(len(waters), None)
    some = np.union1d(here, there)
    near[some] = shapely.buffer(waters[some], 1.3 * metres, quad_segs=3)
    found = shapely.intersection(shapely.intersection(near[here], near[there]), left)
    for at in np.flatnonzero(~shapely.is_empty(found)):
        yield int(here[at]), int(there[at]), found[at]


def _necks(
    water: BaseGeometry, left: BaseGeometry, shore: BaseGeometry, metres: float
) -> list[BaseGeometry]:
    """List what lies between waters that meet, but not near by, with no land in between.

    Between two points of land discs on both sides cover all, so that nothing is narrow.
    """
    found = []
    for local, free in _windows(water, left, left.bounds):
        west, south, east, north = free.bounds
        reach = 1.3 * metres
        bodies = shapely.clip_by_rect(
            polygons(local), west - reach, south - reach, east + reach, north + reach
        )
        bodies = bodies[~shapely.is_empty(bodies)]
        for here, there, lens in _lenses(bodies, free, metres):
            parts = np.array(polygons(lens), dtype=object)
            ways = shapely.shortest_line(parts, bodies[[[here], [there]]])
            found += list(parts[~shapely.intersects(ways, shore).any(axis=0)])
    return found


def _windows(
    water: BaseGeometry, left: BaseGeometry, box: Box
) -> Iterator[tuple[BaseGeometry, BaseGeometry]]:
    """Cut water to small boxes with a margin, and what is left to the boxes alone."""
    west, south, east, north = box
    window = (west - AROUND_M, south - AROUND_M, east + AROUND_M, north + AROUND_M)
    local, free = shapely.clip_by_rect(water, *window), shapely.clip_by_rect(left, *box)
    if local.is_empty or free.is_empty or local.area > 0.9999 * shapely.box(*window).area:
        return
    if max(east - west, north - south) <= PIECE_M:
        yield local, free
        return
    for half in _halves(box):
        yield from _windows(local, free, half)


def _narrow(
    left: BaseGeometry, waters: Parts, metres: float, slack: float
) -> list[BaseGeometry]:
    """List the narrow places that are large, or that join waters which do not meet near by."""
    sliver = slack + 0.02 * metres + FINE_M  # what an outline with few corners leaves
    parts = shapely.get_parts(shapely.buffer(shapely.buffer(left, -sliver), sliver))
    large = shapely.area(parts) > LEAST_NARROW * metres**2
    small = np.flatnonzero(~large)
    joins = small[_joining(parts[small], waters, metres)]
    return [*parts[large], *parts[joins]]


def _joining(parts: Parts, waters: Parts, metres: float) -> list[int]:
    """Tell which narrow places touch waters that do not meet within ``AROUND_M`` of them."""
    if not len(parts):
        return []
    reach = shapely.buffer(parts, metres * 1.5 + 4 * FINE_M, quad_segs=3)
    about = shapely.union(shapely.buffer(shapely.centroid(parts), AROUND_M, quad_segs=2), reach)
    near_parts = shapely.intersection(shapely.union_all(waters), shapely.union_all(about))
    pieces = np.array(_cut(near_parts, PIECE_M), dtype=object)
    if not len(pieces):
        return []
    tree = shapely.STRtree(pieces)
    touched = np.bincount(tree.query(reach, predicate="intersects")[0], minlength=len(parts))
    at, near = tree.query(about, predicate="intersects")
    found = []
    for part in np.flatnonzero(touched):
        local = shapely.intersection(pieces[near[at == part]], about[part])
        bodies = shapely.get_parts(shapely.union_all(local))
        if shapely.intersects(bodies, reach[part]).sum() > 1:
            found.append(int(part))
    return found


def _cut(shape: BaseGeometry, size: float) -> list[BaseGeometry]:
    """Cut a geometry in halves until each piece is no wider than a size."""
    west, south, east, north = shape.bounds
    if shape.is_empty or max(east - west, north - south) <= size:
        return list(polygons(shape)) if not shape.is_empty else []
    halves = _halves(shape.bounds)
    return [p for half in halves for p in _cut(shapely.clip_by_rect(shape, *half), size)]


def _halves(box: Box) -> list[Box]:
    """Halve a box across its longer side."""
    west, south, east, north = box
    if east - west >= north - south:
        middle = (west + east) / 2
        return [(west, south, middle, north), (middle, south, east, north)]
    middle = (south + north) / 2
    return [(west, south, east, middle), (west, middle, east, north)]


def _grown(shore: BaseGeometry, level: int) -> BaseGeometry:
    """Grow the shore, drawn with few corners, by at least the clearance of a level."""
    metres = CLEARANCE_M / 2**level + FINE_M + SLACK_M[level]
    around = metres / math.cos(math.pi / 4 / ROUND)
    grown = shapely.buffer(shore, around, quad_segs=ROUND)
    return valid(shapely.simplify(grown, SLACK_M[level]))


def valid(shape: BaseGeometry) -> BaseGeometry:
    """Mend a geometry, keeping its areas."""
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure")


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """List the polygons in whatever an operation gave."""
    parts: list[BaseGeometry] = [shape]
    while any(part.geom_type.startswith(("Multi", "Geometry")) for part in parts):
        parts = list(shapely.get_parts(np.array(parts, dtype=object)))
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
