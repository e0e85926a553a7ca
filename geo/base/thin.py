"""Thin lines by a tolerance that varies along them, and take geometries apart.

A coast that is sharp near a story's places and coarse far away stays one line: each
run of vertices of one tolerance is simplified on its own (Douglas and Peucker, "Algorithms
for the reduction of the number of points", Cartographica 10 (1973), 112-122), and its
ends, which the neighbouring runs share, stay where they are. So there is no seam.

Geometries are longitude first, as shapely has them; tolerances are degrees.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

Array = NDArray[Any]
_SMALLEST = 3.0

Tolerance = Callable[[Array], Array]
"""Gives each vertex (rows of longitude, latitude) its tolerance."""


def polygons(geometry: BaseGeometry) -> Iterator[Polygon]:
    """Give the polygons within any geometry."""
    for part in shapely.get_parts(geometry):
        if isinstance(part, Polygon):
            yield from () if part.is_empty else (part,)
        elif isinstance(part, BaseMultipartGeometry):
            yield from polygons(part)


def lines(geometry: BaseGeometry) -> Iterator[LineString]:
    """Give the open lines within any geometry."""
    for part in shapely.get_parts(geometry):
        if isinstance(part, LineString):
            yield from () if part.is_empty else (part,)
        elif isinstance(part, BaseMultipartGeometry):
            yield from lines(part)


def thin_line(points: Array, tolerance: Array) -> Array:
    """Thin an open line; its ends stay.

    Parameters
    ----------
    points : array of shape (n, 2)
        Longitude, latitude.
    tolerance : array of shape (n,)
        Degrees, one a vertex.
    """
    cuts = [0, *(np.flatnonzero(np.diff(tolerance)) + 1), len(points) - 1]
    kept = [
        _simple(points[i : j + 1], tolerance[i])[:-1]
        for i, j in itertools.pairwise(cuts)
        if j > i
    ]
    return np.concatenate([*kept, points[-1:]])


def _simple(points: Array, tolerance: float) -> Array:
    thinned = LineString(points).simplify(tolerance, preserve_topology=False)
    return shapely.get_coordinates(thinned)


def thin_lines(courses: Iterable[LineString], tolerance: Tolerance) -> list[LineString]:
    """Thin open lines, and leave out those shorter than three tolerances."""
    out = []
    for course in courses:
        points = shapely.get_coordinates(course)
        grain = tolerance(points)
        if np.ptp(points, axis=0).max() > _SMALLEST * grain.min():
            out.append(LineString(thin_line(points, grain)))
    return out
