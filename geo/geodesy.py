"""Geodesics on the WGS 84 ellipsoid.

The geodesic problems are solved by PROJ, after C. F. F. Karney, "Algorithms for
geodesics", Journal of Geodesy 87 (2013), 43-55. Lengths are kilometres, angles
degrees, positions ``LatLon``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from pyproj import Geod

from geo.model import LatLon

WGS84 = Geod(ellps="WGS84")


def inverse(start: LatLon, end: LatLon) -> tuple[float, float]:
    """Give length and bearing of the geodesic between two positions.

    Returns
    -------
    tuple of float
        Length in kilometres; bearing at the start in degrees from north, 0 to 360.
    """
    azimuth, _, metres = WGS84.inv(start.lon, start.lat, end.lon, end.lat)
    return metres / 1000, azimuth % 360


def distance_km(start: LatLon, end: LatLon) -> float:
    """Measure the geodesic between two positions, in kilometres."""
    return inverse(start, end)[0]


def direct(start: LatLon, bearing: float, length_km: float) -> LatLon:
    """Go a length along a bearing, and give the position reached."""
    lon, lat, _ = WGS84.fwd(start.lon, start.lat, bearing, length_km * 1000)
    return LatLon(lat, lon)


def length_km(points: Sequence[LatLon] | npt.NDArray[np.float64]) -> float:
    """Measure a line of geodesic edges, in kilometres; of an array, latitudes come first."""
    if len(points) < 2:
        return 0.0
    lats, lons = np.asarray(points, dtype=float).T
    return float(WGS84.line_length(lons, lats)) / 1000


POLE = 90.0
"""The latitude, either way, that is a point."""


def between(start: LatLon, end: LatLon, step_km: float) -> tuple[LatLon, ...]:
    """Lay positions along a geodesic no further apart than a step, both ends included.

    Longitudes go on beyond ±180° where the geodesic crosses the antimeridian.
    """
    steps = max(1, int(np.ceil(distance_km(start, end) / step_km)))
    inner = WGS84.npts(start.lon, start.lat, end.lon, end.lat, steps - 1) if steps > 1 else []
    return unwrap([start, *(LatLon(lat, lon) for lon, lat in inner), end])


def unwrap(points: Sequence[LatLon]) -> tuple[LatLon, ...]:
    """Shift longitudes by whole turns so that neighbours never lie over 180° apart.

    A pole, which has every longitude, takes that of its neighbour.
    """
    out: list[LatLon] = []
    for lat, lon in points:
        turns = round((lon - out[-1].lon) / 360) if out else 0
        at_pole = out and abs(lat) == POLE
        out.append(LatLon(lat, out[-1].lon if at_pole else lon - 360 * turns))
        if len(out) == 2 and abs(out[0].lat) == POLE:
            out[0] = LatLon(out[0].lat, out[1].lon)
    return tuple(out)


def circle(centre: LatLon, radius_km: float, corners: int = 72) -> tuple[LatLon, ...]:
    """Draw the circle of a radius around a centre, closed, counter-clockwise."""
    bearings = [-360 * corner / corners for corner in range(corners + 1)]
    return unwrap([direct(centre, bearing, radius_km) for bearing in bearings])
