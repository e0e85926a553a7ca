"""Thin lines and rings by a tolerance that varies along them.

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
_LARGE = 0.5
"""Degrees; what is larger may reach where the tolerance is another."""

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


def thin_ring(points: Array, tolerance: Array) -> Array:
    """Thin a closed ring; give it closed, or with under four vertices where nothing is left."""
    points, tolerance = points[:-1], tolerance[:-1]
    change = np.flatnonzero(tolerance != np.roll(tolerance, 1))
    start = int(change[0]) if len(change) else int(points[:, 0].argmin())
    order = (np.arange(len(points) + 1) + start) % len(points)
    ring, grain = points[order], tolerance[order]
    if len(change):
        return thin_line(ring, grain)
    # A closed line has no two ends to start from: cut it at its far side as well.
    far = int(np.hypot(*(ring - ring[0]).T).argmax())
    return np.concatenate([
        thin_line(ring[: far + 1], grain[: far + 1])[:-1],
        thin_line(ring[far:], grain[far:]),
    ])  # fmt: skip


def thin_polygons(areas: Iterable[Polygon], tolerance: Tolerance) -> list[Polygon]:
    """Thin polygons, and leave out those (and those holes) too small to see.

    What is smaller than a square of three tolerances is too small.
    """
    out: list[Polygon] = []
    for area in _worth_it(list(areas), tolerance):
        shell = _ring(area.exterior, tolerance)
        if shell is None:
            continue
        holes = [_ring(hole, tolerance) for hole in area.interiors]
        thinned = Polygon(shell, [hole for hole in holes if hole is not None])
        out += polygons(thinned if thinned.is_valid else shapely.make_valid(thinned))
    return out


def _worth_it(areas: list[Polygon], tolerance: Tolerance) -> list[Polygon]:
    """Leave out the many small ones at once, by their bounds and what holds at their middle."""
    if not areas:
        return []
    west, south, east, north = shapely.bounds(areas).T
    size = np.maximum(east - west, north - south)
    middle = np.column_stack(((west + east) / 2, (south + north) / 2))
    large = (size >= _SMALLEST * tolerance(middle)) | (size > _LARGE)
    return [areas[number] for number in np.flatnonzero(large)]


def _ring(ring: BaseGeometry, tolerance: Tolerance) -> Array | None:
    points = shapely.get_coordinates(ring)
    grain = tolerance(points)
    if np.ptp(points, axis=0).max() < _SMALLEST * grain.min():
        return None
    kept = thin_ring(points, grain)
    return kept if len(kept) > 3 else None


def thin_lines(courses: Iterable[LineString], tolerance: Tolerance) -> list[LineString]:
    """Thin open lines, and leave out those shorter than three tolerances."""
    out = []
    for course in courses:
        points = shapely.get_coordinates(course)
        grain = tolerance(points)
        if np.ptp(points, axis=0).max() > _SMALLEST * grain.min():
            out.append(LineString(thin_line(points, grain)))
    return out
