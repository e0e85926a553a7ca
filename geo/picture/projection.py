"""Choose the projection that suits what a picture shows, among cartopy's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.geodesy import distance_km
from geo.model import LatLon

KM_PER_DEGREE = 111.2
_HEMISPHERE = 85.0
"""Degrees from the middle beyond which an azimuthal projection no longer suits."""


def suited(points: Sequence[LatLon]) -> tuple[str, float]:
    """Choose an equal-area projection centred on positions.

    Up to most of a hemisphere it is Lambert's azimuthal one, true to shape about the
    middle (Snyder, "Map Projections: A Working Manual", USGS 1987, 182: lengths are off
    by under 4 % within 3,500 km); beyond, Equal Earth about the middle meridian.

    Returns
    -------
    tuple
        The projection as PROJ writes it, in metres, and its central meridian.
    """
    import cartopy.crs as ccrs  # noqa: PLC0415 - slow to import, and only pictures need it

    lonlat = np.array([(point.lon, point.lat) for point in points], dtype=float)
    lons = np.unwrap(lonlat[:, 0], period=360)
    lat = float(lonlat[:, 1].min() + lonlat[:, 1].max()) / 2
    lon = float(lons.min() + lons.max()) / 2
    middle = LatLon(lat, lon)
    reach = max(distance_km(middle, point) for point in points) / KM_PER_DEGREE
    if reach <= _HEMISPHERE and np.ptp(lons) < 2 * _HEMISPHERE:
        return ccrs.LambertAzimuthalEqualArea(lon, lat).to_string(), lon
    return ccrs.EqualEarth(lon).to_string(), lon
