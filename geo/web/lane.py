"""Where legs are drawn on the page's map, and their numbers: side by side on one track."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from shapely.geometry import LineString

from geo import geodesy
from geo.lanes import Shift, beside
from geo.model import LatLon
from geo.web.ground import MERCATOR_END

_ONE_LINE = 0.008
"""How close two legs look like one line, in parts of the map of the whole."""

Lines = tuple[tuple[LatLon, ...], ...]


def shifts(drawn: Mapping[str, Lines], whole: tuple[LatLon, LatLon]) -> Mapping[str, Shift]:
    """Tell where legs that share a track on the map of the whole are drawn, in lanes."""
    (west, north), (east, south) = (_mercator(corner) for corner in whole)
    ways = [LineString(map(_mercator, chain(*lines))) for lines in drawn.values()]
    near = _ONE_LINE * max(east - west, abs(south - north))
    return dict(zip(drawn, beside(ways, near), strict=True))


def _mercator(at: LatLon) -> tuple[float, float]:
    """Give the place of a position on the map, in degrees of longitude, y downward."""
    lat = math.radians(max(-MERCATOR_END, min(MERCATOR_END, at.lat)))
    return at.lon, -math.degrees(math.asinh(math.tan(lat)))


def aside(lines: Lines, shift: Shift) -> dict[str, Any]:
    """Tell a leg beside another's track how far it lies there, its number away from theirs."""
    if shift == (0, 0):
        return {}
    part = 0.35 if shift > (0, 0) else 0.65
    points = [at for line in lines for at in line]
    return {"shift": shift, "middle": middle(points, part)}


def middle(points: Sequence[LatLon], part: float = 0.5) -> LatLon:
    """Find the position half-way along a line, or another part, by length on the ellipsoid."""
    lats, lons = zip(*points, strict=True)
    reached = np.cumsum(geodesy.WGS84.line_lengths(lons, lats)) / 1000
    edge = min(int(np.searchsorted(reached, part * reached[-1])), len(points) - 2)
    start, end = points[edge], points[edge + 1]
    into = part * reached[-1] - (reached[edge - 1] if edge else 0)
    _, bearing = geodesy.inverse(start, end)
    return geodesy.unwrap([start, geodesy.direct(start, bearing, into)])[1]
