"""A picture's own projection: the true shape of its stretch of the Earth, in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from pyproj import Transformer
from shapely import MultiPolygon, Polygon, box, segmentize
from shapely.geometry.base import BaseGeometry

from geo.base import Extent
from geo.base.thin import Array
from geo.model import LatLon

_CONIC_FROM_KM = 2500.0
_SMALLEST_KM = 12.0
_SMEARED_M = 100 * 111_200.0
LOW = 30.0
"""Degrees of latitude up to which Equal Earth suits the surroundings of a middle."""
_AZIMUTHAL = ("laea", "aeqd")
_TORN_DEG = 1.0
_HARD_BY = 1e-6
"""Degrees from the edge of a projection to where a line that crosses it ends."""


@lru_cache(maxsize=32)
def _transformer(projection: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", projection, always_xy=True)


@dataclass(frozen=True, slots=True)
class View:
    """How positions become pixels: a projection, a scale and a shift.

    Attributes
    ----------
    projection : str
        As PROJ writes it; metres.
    lon_0 : float
        Its central meridian; longitudes are taken within 180° of it.
    metres_per_px : float
    left, top : float
        The projected position of the picture's upper left corner.
    width, height : float
        Pixels.
    """

    projection: str
    lon_0: float
    metres_per_px: float
    left: float
    top: float
    width: float
    height: float

    def pixels(self, lonlat: Array) -> Array:
        """Project rows of longitude, latitude to rows of x, y in pixels."""
        x, y = _transformer(self.projection).transform(*np.asarray(lonlat, dtype=float).T)
        scale = self.metres_per_px
        return np.column_stack(((x - self.left) / scale, (self.top - y) / scale))

    def line(self, points: Sequence[LatLon]) -> list[Array]:
        """Project a line, in the pieces that the edge of the projection leaves of it."""
        lonlat = np.array([(point.lon, point.lat) for point in points], dtype=float)
        if any(f"+proj={name} " in self.projection for name in _AZIMUTHAL):
            return [self.pixels(lonlat)]
        return [self.pixels(piece) for piece in _torn(lonlat, self.lon_0 - 180)]

    def at(self, place: LatLon) -> tuple[float, float]:
        """Project a position to x, y in pixels."""
        x, y = self.pixels(np.array([[place.lon, place.lat]]))[0].tolist()
        return x, y

    def extent(self, margin: float = 8.0) -> Extent:
        """Give south, west, north, east of what the picture shows, and some pixels more."""
        across = np.linspace(-margin, self.width + margin, 25)
        down = np.linspace(-margin, self.height + margin, 25)
        x, y = (grid.ravel() for grid in np.meshgrid(across, down))
        lat, lon = self._inverse(x, y)
        seen = np.isfinite(lon) & np.isfinite(lat)
        lat, lon = lat[seen], self.lon_0 + (lon[seen] - self.lon_0 + 180) % 360 - 180
        south, north = float(lat.min()), float(lat.max())
        poles = [pole for pole in (-90.0, 90.0) if self._shows(pole)]
        if poles or not seen.all():
            south, north = min([south, *poles]), max([north, *poles])
            return south, self.lon_0 - 180, north, self.lon_0 + 180
        return south, float(lon.min()), north, float(lon.max())

    def is_whole(self) -> bool:
        """Tell whether the picture shows the whole Earth, or much that its middle smears.

        The Earth ends in a corner then, where a projection has no position or that of
        another pixel; an equidistant one smears from 100° on.
        """
        corners = np.array([(0, 0), (1, 0), (0, 1), (1, 1)]) * (self.width, self.height)
        lat, lon = self._inverse(*corners.T)
        if not np.allclose(self.pixels(np.column_stack((lon, lat))), corners, atol=1):
            return True
        aside = corners * self.metres_per_px * (1, -1) + (self.left, self.top)
        return "+proj=aeqd " in self.projection and bool(np.hypot(*aside.T).max() > _SMEARED_M)

    def positions(self, pixels: Array) -> list[LatLon]:
        """Give the positions of rows of x, y in pixels."""
        lat, lon = self._inverse(*np.asarray(pixels, dtype=float).T)
        lon = (lon + 180) % 360 - 180
        return [LatLon(*at) for at in np.column_stack((lat, lon)).tolist()]

    def _inverse(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Give latitudes and longitudes of pixels; infinite beyond the Earth."""
        lon, lat = _transformer(self.projection).transform(
            self.left + x * self.metres_per_px,
            self.top - y * self.metres_per_px,
            direction="INVERSE",
        )
        return lat, lon

    def torn(self) -> BaseGeometry:
        """Give the surroundings of the spot that an azimuthal projection makes a circle of.

        It is the one opposite the middle; longitude first, on both sides of the cut there.
        """
        if not any(f"+proj={name} " in self.projection for name in _AZIMUTHAL):
            return Polygon()
        _, middle = _transformer(self.projection).transform(0, 0, direction="INVERSE")
        aside = _TORN_DEG / max(math.cos(math.radians(middle)), _TORN_DEG / 180)
        boxes = [
            box(lon - aside, -middle - _TORN_DEG, lon + aside, -middle + _TORN_DEG)
            for lon in (self.lon_0 - 180, self.lon_0 + 180)
        ]
        return segmentize(MultiPolygon(boxes), _TORN_DEG / 10)

    def _shows(self, pole: float) -> bool:
        x, y = self.pixels(np.array([[self.lon_0, pole]]))[0].tolist()
        return bool(0 <= x <= self.width and 0 <= y <= self.height)


def _torn(lonlat: Array, edge: float) -> list[Array]:
    """Cut a line where it crosses a meridian; both sides end hard by it."""
    turns = np.floor((lonlat[:, 0] - edge) / 360)
    at = np.flatnonzero(np.diff(turns)) + 1
    before, after = lonlat[at - 1], lonlat[at]
    lon = edge + 360 * np.maximum(turns[at - 1], turns[at])
    part = (lon - before[:, 0]) / (after - before)[:, 0]
    aside = _HARD_BY * np.sign((after - before)[:, 0])
    met = np.column_stack((lon, before[:, 1] + part * (after - before)[:, 1]))
    sides = np.stack((met - np.outer(aside, (1, 0)), met + np.outer(aside, (1, 0))), axis=1)
    whole = np.insert(lonlat, np.repeat(at, 2), sides.reshape(-1, 2), axis=0)
    return np.split(whole, at + 2 * np.arange(len(at)) + 1)


def fit(
    points: Sequence[LatLon],
    width: float,
    height: float,
    margins: tuple[float, float, float, float],
    projection: tuple[str, float] | None = None,
) -> View:
    """Fit positions into a picture, north up.

    Up to 2,500 km the projection is azimuthal equidistant about the middle; beyond, an
    equidistant conic on the stretch's own latitudes, where east-west lines keep their
    length better than in a cylinder and the north does not swell. What reaches over 90°
    from its middle is drawn in Equal Earth, which smears nothing along a rim.

    Parameters
    ----------
    points : sequence of LatLon
        What must be seen. Longitudes of neighbours may run beyond ±180.
    margins : tuple of float
        Top, right, bottom, left, in pixels, that stay free for names.
    projection : tuple, optional
        As PROJ writes it, and its central meridian, in place of those above.
    """
    lonlat = _rows(points)
    proj, lon_0 = projection or equidistant(points)
    x, y = _transformer(proj).transform(*lonlat.T)
    top, right, bottom, left = margins
    room = (width - left - right, height - top - bottom)
    spans = (max(np.ptp(x), _SMALLEST_KM * 1000), max(np.ptp(y), _SMALLEST_KM * 1000))
    scale = float(max(spans[0] / room[0], spans[1] / room[1]))
    middle = ((x.min() + x.max()) / 2, (y.min() + y.max()) / 2)
    return View(
        projection=proj,
        lon_0=lon_0,
        metres_per_px=scale,
        left=float(middle[0] - (left + room[0] / 2) * scale),
        top=float(middle[1] + (top + room[1] / 2) * scale),
        width=width,
        height=height,
    )


class Projecting(Protocol):
    """Chooses a projection, as PROJ writes it, and its central meridian."""

    def __call__(self, points: Sequence[LatLon], *, whole: bool = False) -> tuple[str, float]:
        """Choose one for positions, or for the ``whole`` Earth about them."""


def suit(
    points: Sequence[LatLon],
    width: float,
    height: float,
    margins: tuple[float, float, float, float],
    projecting: Projecting | None,
) -> View:
    """Fit positions into a picture, by the projection that is chosen for what it shows."""
    projecting = projecting or equidistant
    view = fit(points, width, height, margins, projecting(points))
    if not view.is_whole():
        return view
    return fit(points, width, height, margins, projecting(points, whole=True))


def equidistant(points: Sequence[LatLon], *, whole: bool = False) -> tuple[str, float]:
    """Choose an equidistant projection about the middle; for half the Earth, Equal Earth."""
    lonlat = _rows(points)
    west, south = lonlat.min(axis=0)
    east, north = lonlat.max(axis=0)
    lat, lon = float(south + north) / 2, float(west + east) / 2
    if _is_beyond_hemisphere(lonlat, lat, lon) or (whole and abs(lat) <= LOW):
        return f"+proj=eqearth +lon_0={lon!r} +datum=WGS84 +units=m", lon
    tail = f"+lat_0={lat:.4f} +lon_0={lon:.4f} +datum=WGS84 +units=m"
    across = 111 * max(north - south, (east - west) * math.cos(math.radians(lat)))
    if across < _CONIC_FROM_KM or abs(lat) < 12 or south * north < 0 or abs(lat) > 75:
        return f"+proj=aeqd {tail}", lon
    sixth = max((north - south) / 6, 2)
    parallels = f"+lat_1={south + sixth:.4f} +lat_2={north - sixth:.4f}"
    return f"+proj=eqdc {parallels} {tail}", lon


def _is_beyond_hemisphere(lonlat: Array, lat: float, lon: float) -> bool:
    """Tell whether some position lies over 90° from a middle, about which it is smeared."""
    aside, there = np.radians(lonlat - (lon, 0)).T
    here = math.radians(lat)
    near = math.sin(here) * np.sin(there) + math.cos(here) * np.cos(there) * np.cos(aside)
    return bool(near.min() < 0)


def _rows(points: Sequence[LatLon]) -> Array:
    """Give positions as rows of longitude, latitude, neighbours at most 180° apart."""
    lonlat = np.array([(point.lon, point.lat) for point in points], dtype=float)
    lonlat[:, 0] = np.unwrap(lonlat[:, 0], period=360)
    return lonlat
