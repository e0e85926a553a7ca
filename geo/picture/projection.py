"""Choose the projection that suits what a picture shows, among cartopy's."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from geo.geodesy import distance_km
from geo.model import LatLon
from geo.picture.project import LOW

KM_PER_DEGREE = 111.2
_HEMISPHERE = 85.0
"""Degrees from the middle beyond which an azimuthal projection no longer suits."""


def suited(points: Sequence[LatLon], *, whole: bool = False) -> tuple[str, float]:
    """Choose an equal-area projection centred on positions.

    Up to most of a hemisphere it is Lambert's azimuthal one, true to shape about the
    middle (Snyder, "Map Projections: A Working Manual", USGS 1987, 182: lengths are off
    by under 4 % within 3,500 km); beyond, Equal Earth about the middle meridian. So it is
    for a picture that shows the ``whole`` Earth around low latitudes: the azimuthal one
    smears what lies opposite. About others, Equal Earth does that to the poles.

    Returns
    -------
    tuple
        The projection as PROJ writes it, in metres, and its central meridian.
    """
    import cartopy.crs as ccrs  # noqa: PLC0415 - slow to import, and only pictures need it

    middle = _middle(points)
    reach = max(distance_km(middle, point) for point in points) / KM_PER_DEGREE
    if reach <= _HEMISPHERE and not (whole and abs(middle.lat) <= LOW):
        chosen = ccrs.LambertAzimuthalEqualArea(middle.lon, middle.lat)
    else:
        lons = np.unwrap([point.lon for point in points], period=360)
        middle = LatLon(0, float(lons.min() + lons.max()) / 2)
        chosen = ccrs.EqualEarth(middle.lon)
    return chosen.srs, middle.lon


def _middle(points: Sequence[LatLon]) -> LatLon:
    """Give the middle of positions: of their box or, around a pole, of their vectors."""
    lat, lon = np.array(points, dtype=float).T
    lon = np.unwrap(lon, period=360)
    if np.ptp(lon) < 2 * _HEMISPHERE:
        return LatLon(float(lat.min() + lat.max()) / 2, float(lon.min() + lon.max()) / 2)
    y, x = np.radians(lat), np.radians(lon)
    east, north, up = np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)
    mean = math.hypot(east.mean(), north.mean())
    return LatLon(
        math.degrees(math.atan2(up.mean(), mean)),
        math.degrees(math.atan2(north.mean(), east.mean())),
    )
