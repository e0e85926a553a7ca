"""The shipped layers of the base map, thinned for a view by marks made in advance.

Every vertex carries a letter: the tolerance up to which it is kept when its line is
simplified (Douglas and Peucker, "Algorithms for the reduction of the number of points",
Cartographica 10 (1973), 112-122). So to thin a layer is to choose vertices, and a coast
that is sharp near a story's places and coarse far from them has no seam.

Geometries are longitude first, as shapely has them; tolerances are degrees.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LinearRing, Polygon
from shapely.geometry.base import BaseGeometry

from geo import store
from geo.base.thin import Array, Tolerance, polygons

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

LETTERS = string.ascii_uppercase + string.ascii_lowercase
"""``A`` is the least: kept up to ``FINEST``; each further one is kept up to ``STEP`` times
the one before; the last is never left out."""
FINEST = 1e-4
STEP = 2**0.25
_SMALLEST = 3.0
_LARGE = 0.5
"""Degrees; what is larger may reach where the tolerance is another."""
_KEPT_UP_TO = FINEST * STEP ** np.arange(len(LETTERS))
_KEPT_UP_TO[-1] = np.inf


@dataclass(frozen=True, slots=True)
class Layer:
    """The lines of a layer, or the rings of its polygons, one after the other.

    Attributes
    ----------
    points : array of shape (n, 2)
        Longitude, latitude.
    kept : array of shape (n,)
        Up to which tolerance each vertex is kept.
    starts : array of int
        Where each line begins in ``points``, and where the last one ends.
    first : array of int
        Which ring each polygon begins with, and where the last one ends; each line
        alone, in a layer of lines.
    feature : array of int
        Which feature of the file each polygon or line belongs to.
    properties : tuple of mapping
        What the file says of each feature.
    closed : bool
        Whether it holds polygons.
    """

    points: Array
    kept: Array
    starts: NDArray[np.int64]
    first: NDArray[np.int64]
    feature: NDArray[np.int64]
    properties: tuple[Mapping[str, Any], ...]
    closed: bool

    def shifted(self, turn: float) -> Layer:
        """Repeat the layer some degrees further east."""
        return replace(self, points=self.points + np.array([turn, 0.0]))

    def bounds(self) -> NDArray[np.float64]:
        """Give west, south, east and north of each line, or of each polygon's outer ring."""
        low = np.minimum.reduceat(self.points, self.starts[:-1])
        high = np.maximum.reduceat(self.points, self.starts[:-1])
        return np.hstack((low, high))[self.first[:-1]]

    def chosen(self, parts: NDArray[np.bool_]) -> Layer:
        """Leave out the polygons or lines that a mask does not choose."""
        rings = np.repeat(parts, np.diff(self.first))
        vertices = np.repeat(rings, np.diff(self.starts))
        return replace(
            self,
            points=self.points[vertices],
            kept=self.kept[vertices],
            starts=_offsets(np.diff(self.starts)[rings]),
            first=_offsets(np.diff(self.first)[parts]),
            feature=self.feature[parts],
        )


def thinned(
    layer: Layer, tolerance: Tolerance, within: Box | None = None, *, cut: bool = False
) -> Iterator[tuple[BaseGeometry, Mapping[str, Any]]]:
    """Thin a layer, and leave out what is too small to see.

    What is smaller than a square of three tolerances is too small, a hole too; so is a
    line shorter than three tolerances.

    Parameters
    ----------
    layer : Layer
    tolerance : callable
    within : tuple of float, optional
        Leave out what lies wholly outside, and mend polygons where thinning has crossed
        their edges; a map of the whole world only fills them.
    cut : bool
        Cut off what lies outside as well.

    Yields
    ------
    tuple
        A polygon, or a line; and what the file says of its feature.
    """
    worth = _worth_it(layer.bounds(), tolerance)
    if within:
        worth &= _meets(layer.bounds(), within)
    if not worth.any():
        return
    left = _seen(layer.chosen(worth), tolerance)
    kind = shapely.GeometryType.POLYGON if layer.closed else shapely.GeometryType.LINESTRING
    offsets = (left.starts, left.first) if layer.closed else (left.starts,)
    found = shapely.from_ragged_array(kind, left.points, offsets)
    for shape, number in zip(found, left.feature.tolist(), strict=True):
        for part in _cut(shape, within) if cut and within else (shape,):
            for piece in _taken(part, tolerance, mend=within is not None):
                yield piece, layer.properties[number]


def _meets(bounds: Array, box: Box) -> NDArray[np.bool_]:
    west, south, east, north = bounds.T
    across = (west < box[2]) & (east > box[0])
    return np.asarray(across & (south < box[3]) & (north > box[1]))


def _cut(shape: BaseGeometry, box: Box) -> Iterator[BaseGeometry]:
    west, south, east, north = shape.bounds
    if west >= box[0] and south >= box[1] and east <= box[2] and north <= box[3]:
        yield shape
        return
    if not isinstance(shape, Polygon):
        yield shapely.clip_by_rect(shape, *box)
        return
    # What crosses itself is cut wrongly.
    whole = shape if shapely.is_valid(shape) else shapely.make_valid(_shortened(shape, box))
    for part in polygons(whole):
        yield from polygons(shapely.clip_by_rect(part, *box))


def _shortened(shape: Polygon, box: Box) -> Polygon:
    """Leave out vertices of a polygon that change nothing within a box: it is mended faster.

    Where three in a row lie beyond the same side, the way past the middle one does too.
    """
    rings = []
    for ring in (shape.exterior, *shape.interiors):
        points = shapely.get_coordinates(ring)[:-1]
        for axis, edge, sign in zip((0, 1, 0, 1), box, (-1, -1, 1, 1), strict=True):
            beyond = sign * (points[:, axis] - edge) > 0
            points = points[~(np.roll(beyond, 1) & beyond & np.roll(beyond, -1))]
        rings.append(points)
    shell, *holes = (points if len(points) > 2 else None for points in rings)
    return Polygon(shell, [hole for hole in holes if hole is not None])


def _taken(shape: BaseGeometry, tolerance: Tolerance, *, mend: bool) -> Iterator[BaseGeometry]:
    """Take lines or polygons apart; mend these, without slivers under a square tolerance."""
    if not mend or "Line" in shape.geom_type or shapely.is_valid(shape):
        yield from (shape,) if shape.geom_type == "Polygon" else shapely.get_parts(shape)
        return

    def whole(ring: LinearRing) -> bool:
        least = tolerance(shapely.get_coordinates(ring)).max() ** 2
        return bool(Polygon(ring).area >= least)

    for part in polygons(shapely.make_valid(shape)):
        if whole(part.exterior):
            yield Polygon(part.exterior, [hole for hole in part.interiors if whole(hole)])


def _worth_it(bounds: Array, tolerance: Tolerance) -> NDArray[np.bool_]:
    """Tell what is large enough to see, by its bounds and what holds at their middle."""
    west, south, east, north = bounds.T
    size = np.maximum(east - west, north - south)
    middle = np.column_stack(((west + east) / 2, (south + north) / 2))
    return np.asarray((size >= _SMALLEST * tolerance(middle)) | (size > _LARGE))


def _seen(layer: Layer, tolerance: Tolerance) -> Layer:
    """Leave out vertices, and the rings and lines of which nothing would be seen."""
    grain, begin = tolerance(layer.points), layer.starts[:-1]
    keep = layer.kept >= grain
    span = np.maximum.reduceat(layer.points, begin) - np.minimum.reduceat(layer.points, begin)
    count = np.add.reduceat(keep.astype(np.int64), begin)
    seen = span.max(axis=1) >= _SMALLEST * np.minimum.reduceat(grain, begin)
    seen &= count >= (4 if layer.closed else 2)
    seen &= np.repeat(seen[layer.first[:-1]], np.diff(layer.first))
    rings = np.add.reduceat(seen.astype(np.int64), layer.first[:-1])
    keep &= np.repeat(seen, np.diff(layer.starts))
    return replace(
        layer,
        points=layer.points[keep],
        kept=layer.kept[keep],
        starts=_offsets(count[seen]),
        first=_offsets(rings[rings > 0]),
        feature=layer.feature[rings > 0],
    )


@cache
@store.bulk()
def layer(name: str) -> Layer:
    """Read a layer once: ``land``, ``lakes``, ``rivers``, ``borders``, ``disputed``."""
    items = store.read_json(f"base-{name}.geojson.gz")["features"]
    closed = items[0]["geometry"]["type"].endswith("Polygon")
    parts = [_parts(item["geometry"], closed) for item in items]
    rings = [ring for part in chain(*parts) for ring in part]
    letters = np.frombuffer(
        "".join(item["properties"]["kept"] for item in items).encode(), np.uint8
    )
    values = np.zeros(128)
    values[np.frombuffer(LETTERS.encode(), np.uint8)] = _KEPT_UP_TO
    return Layer(
        points=np.fromiter(chain.from_iterable(chain.from_iterable(rings)), float).reshape(
            -1, 2
        ),
        kept=values[letters],
        starts=_offsets([len(ring) for ring in rings]),
        first=_offsets([len(part) for part in chain(*parts)]),
        feature=np.repeat(np.arange(len(items)), [len(part) for part in parts]),
        properties=tuple(item["properties"] for item in items),
        closed=closed,
    )


def _parts(geometry: Mapping[str, Any], closed: bool) -> list[Any]:
    """Give the polygons of a GeoJSON geometry, or its lines as polygons of one ring."""
    positions = geometry["coordinates"]
    parts = positions if geometry["type"].startswith("Multi") else [positions]
    return parts if closed else [[line] for line in parts]


def _offsets(counts: Any) -> NDArray[np.int64]:  # noqa: ANN401 - whatever numpy adds up
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64))).astype(np.int64)
