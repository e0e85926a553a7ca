"""Places and data sets whose distances are known, and a slow measure of any distance."""

from __future__ import annotations

import math
from itertools import pairwise

from geographiclib.geodesic import Geodesic
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.model import LatLon

DEPOT = LatLon(45.88569, 40.04094)
OSM = "OpenStreetMap via @geo-maps 0.6.0"
NATURAL_EARTH = "Natural Earth 10m 5.1.1"
REGIONS = "Natural Earth 10m regions"


def reference_km(shape: BaseGeometry, at: LatLon) -> float:
    """Walk every edge in GeographicLib, then close in on the nearest stretch."""
    ring = list((shape.exterior if isinstance(shape, Polygon) else shape).coords)
    best = math.inf
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
        edge = Geodesic.WGS84.InverseLine(lat_a, lon_a, lat_b, lon_b)

        def metres(along: float, edge: object = edge) -> float:
            spot = edge.Position(along)  # type: ignore[attr-defined]
            return float(Geodesic.WGS84.Inverse(*at, spot["lat2"], spot["lon2"])["s12"])

        low, high = 0.0, edge.s13
        while high - low > 1e-4:
            step = (high - low) / 16
            tries = [low + step * i for i in range(17)]
            nearest_try = min(tries, key=metres)
            best = min(best, metres(nearest_try))
            low, high = max(0.0, nearest_try - step), min(edge.s13, nearest_try + step)
    return best / 1000
