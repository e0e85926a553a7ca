"""The border lines that were tried, thin enough for the page: sharp where they are nearest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from geo import borders
from geo.base.polyline import encode
from geo.base.thin import Array, lines, polygons, thin_lines
from geo.model import Distance, LatLon
from geo.web.seam import Seam

_NEAR_DEG = 1.2
_SHARP_DEG = 0.003
_COARSE_DEG = 0.04
_PLACES = 3


def outline(distance: Distance, cut: Seam) -> list[str]:
    """Write the line that a distance was measured to; towns are lines of one vertex."""
    return _outline(distance.country, distance.line, distance.nearest, cut)


@lru_cache(maxsize=64)
def _outline(country: str, line: str, nearest: LatLon, cut: Seam) -> list[str]:
    shape = borders.outline(country, line)
    thin = thin_lines(_courses(shape), lambda points: _tolerance(points, nearest))
    if "Point" in shape.geom_type:
        return [_written(town, cut) for town in shapely.get_parts(shape)]
    return [_written(course, cut) for course in thin]


def _courses(shape: BaseGeometry) -> Iterator[LineString]:
    """Take the rings and lines out of a border, neighbouring pieces joined."""
    for polygon in polygons(shape):
        yield from (LineString(ring) for ring in (polygon.exterior, *polygon.interiors))
    yield from lines(shapely.line_merge(MultiLineString(list(lines(shape)))))


def _tolerance(points: Array, nearest: LatLon) -> Array:
    away = np.abs(points - (nearest.lon, nearest.lat)).max(axis=1)
    return np.where(away < _NEAR_DEG, _SHARP_DEG, _COARSE_DEG)


def _written(course: BaseGeometry, cut: Seam) -> str:
    points = [LatLon(lat, lon) for lon, lat in shapely.get_coordinates(course).tolist()]
    return encode(cut.line(points), _PLACES)
