"""Mark vertices with the tolerance up to which they are kept, for ``geo.base.layers``."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.base.layers import FINEST, LETTERS, STEP

Array = NDArray[np.float64]


def from_the_west(geometry: BaseGeometry) -> BaseGeometry:
    """Let every ring of polygons begin at its westernmost vertex."""
    if not geometry.geom_type.endswith("Polygon"):
        return geometry
    parts = []
    for part in shapely.get_parts(geometry):
        rings = shapely.get_rings(part)
        shell, *holes = (_turned(shapely.get_coordinates(ring)) for ring in rings)
        parts.append(Polygon(shell, holes))
    return MultiPolygon(parts) if len(parts) > 1 else parts[0]


def _turned(ring: Array) -> Array:
    start = int(ring[:-1, 0].argmin())
    return np.concatenate((ring[start:-1], ring[: start + 1]))


def kept(geometry: BaseGeometry) -> str:
    """Write a letter for each vertex of a geometry, in the order of its coordinates.

    The ends of a line are always kept, and of a ring the vertex that it begins with and
    the one furthest from there.
    """
    lines = [
        ring
        for part in shapely.get_parts(geometry)
        for ring in (shapely.get_rings(part) if part.geom_type == "Polygon" else [part])
    ]
    return "".join(_letters(shapely.get_coordinates(line)) for line in lines)


def _letters(points: Array) -> str:
    if (points[0] != points[-1]).any():
        return _written(_heights(points))
    far = int(np.hypot(*(points - points[0]).T).argmax())
    return _written(np.concatenate((_heights(points[: far + 1])[:-1], _heights(points[far:]))))


def _written(heights: Array) -> str:
    steps = np.ceil(np.log2(np.maximum(heights, FINEST) / FINEST) / np.log2(STEP))
    return "".join(LETTERS[int(step)] for step in np.minimum(steps, len(LETTERS) - 1))


def _heights(points: Array) -> Array:
    """Give each vertex the tolerance at which Douglas and Peucker leave it out."""
    out = np.zeros(len(points))
    out[[0, -1]] = np.inf
    waiting = [(0, len(points) - 1, np.inf)]
    while waiting:
        first, last, limit = waiting.pop()
        if last - first < 2:
            continue
        away = _away(points[first + 1 : last], points[first], points[last])
        most = int(away.argmax())
        height = min(float(away[most]), limit)
        split = first + 1 + most
        out[split] = height
        waiting += [(first, split, height), (split, last, height)]
    return out


def _away(points: Array, one: Array, two: Array) -> Array:
    """Measure how far points lie from a straight line between two others.

    What machines differ in is rounded off: it would decide between equals.
    """
    way = two - one
    square = float(way @ way)
    share = np.clip(((points - one) @ way) / square, 0.0, 1.0) if square else 0.0
    rest: Array = points - one - np.multiply.outer(share, way)
    return np.hypot(rest[:, 0], rest[:, 1]).round(9)
