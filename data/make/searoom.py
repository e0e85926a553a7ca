"""Find the water that ships keep to: a nautical mile off the land, less in narrows.

A position is *narrow* for a clearance where no disc of that radius that holds it lies
wholly in the sea. Near narrow positions half the clearance is asked for, where that
is too much a quarter, and so on down to a sixteenth. The open side of a cape is never
narrow, so a course keeps the whole mile off it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from pyproj.enums import TransformDirection
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

CLEARANCE_M = 1852.0
LEVELS = 5
"""Clearances that are tried, each half of the one before: the last is 116 m."""
RELIEF = 2.0
"""How far about a narrow position less is asked, in clearances."""
SLACK = (0.045, 0.1, 0.2, 0.3, 0.4)
"""How much more than the clearance is kept, so that outlines may be drawn with few corners."""
LEAST_NARROW = 2.5
"""A narrow place smaller than this many squared clearances is let be, if it joins no waters."""
TOWN_KM = (80.0, 30.0, 30.0, 25.0)
"""Narrow places are looked into where a town is as near: the fjords without one are many."""
FINE_M = 15.0
"""The shore is simplified by this much first, and kept off by as much more."""


Parts = np.ndarray[Any, Any]


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


def room(land: BaseGeometry, frame: BaseGeometry, towns: Parts) -> BaseGeometry:
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
        wide = shapely.buffer(found[-1], metres * (1 + SLACK[level]) + 2 * FINE_M, quad_segs=8)
        barest = shapely.union(barest, wide)  # what is wide, or land, is not narrow
        by_town = shapely.union_all(shapely.buffer(towns, TOWN_KM[level] * 1000, quad_segs=2))
        left = shapely.intersection(zone, by_town)
        water = shapely.get_parts(shapely.union_all(found))
        narrow = _narrow(left.difference(barest), water, metres)
        narrow += _necks(water, valid(left.difference(lowest)), metres)
        if not narrow:
            break
        about = shapely.buffer(shapely.union_all(narrow), RELIEF * metres, quad_segs=3)
        zone = shapely.intersection(about, frame)
    return shapely.union_all([valid(part) for part in found])


def _necks(waters: Parts, left: BaseGeometry, metres: float) -> list[BaseGeometry]:
    """List what lies between waters that do not meet, though discs on both sides do."""
    near = shapely.buffer(waters, 1.3 * metres, quad_segs=3)
    here, there = shapely.STRtree(near).query(near, predicate="intersects")
    first = here < there
    between = shapely.intersection(near[here[first]], near[there[first]])
    found = shapely.intersection(between, left)
    return list(found[~shapely.is_empty(found)])


def _narrow(left: BaseGeometry, waters: Parts, metres: float) -> list[BaseGeometry]:
    """List the narrow places that are large, or that join waters which do not meet."""
    sliver = 0.02 * metres + FINE_M  # arcs are drawn by chords, which leaves slivers
    parts = shapely.get_parts(shapely.buffer(shapely.buffer(left, -sliver), sliver))
    large = shapely.area(parts) > LEAST_NARROW * metres**2
    reach = shapely.buffer(parts, metres * 1.5 + 4 * FINE_M, quad_segs=3)
    at, _ = shapely.STRtree(waters).query(reach, predicate="intersects")
    joins = np.bincount(at, minlength=len(parts)) > 1
    return list(parts[large | joins])


def _grown(shore: BaseGeometry, level: int) -> BaseGeometry:
    """Grow the shore, drawn with few corners, by at least the clearance of a level."""
    metres = CLEARANCE_M / 2**level
    slack = SLACK[level] * metres
    grown = shapely.buffer(shore, metres + slack + FINE_M, quad_segs=4)
    return valid(shapely.simplify(grown, slack - 0.02 * metres))


def valid(shape: BaseGeometry) -> BaseGeometry:
    """Mend a geometry, keeping its areas."""
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure")


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """List the polygons in whatever an operation gave."""
    parts: list[BaseGeometry] = [shape]
    while any(part.geom_type.startswith(("Multi", "Geometry")) for part in parts):
        parts = list(shapely.get_parts(np.array(parts, dtype=object)))
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
