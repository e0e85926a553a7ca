"""A stretch of sea laid flat, so that geodesics are straight in it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.errors import RouteError
from geo.model import LatLon
from geo.routes import coast
from geo.routes.coast import Cell
from geo.routes.plane import Plane, Points, polygons, space

Figures = npt.NDArray[np.floating[Any]]

_CELL_M = 160_000.0
"""More than the diagonal of a cell, in metres."""
_DEGREE_M = 110_500.0


class Disc(NamedTuple):
    """A disc in which a clearance need not be kept."""

    centre: LatLon
    radius_m: float


@dataclass(frozen=True, slots=True)
class Water:
    """What counts as open water: clearances from the land, falling, with their reliefs.

    ``levels[0]`` metres are kept everywhere but within ``reliefs[0]``; there
    ``levels[1]`` are kept but within ``reliefs[1]``, and so on. The last level is
    always kept.
    """

    levels: tuple[float, ...]
    reliefs: tuple[tuple[Disc, ...], ...] = ()


class Window:
    """The sea that ways of a bounded length between two positions can use.

    The plane is the ellipsoidal gnomonic projection about the middle of the two,
    in which geodesics are straight lines to within a metre over 1000 km.

    Parameters
    ----------
    start, end : LatLon
        The two positions.
    bound_m : float
        The longest way, in metres; it must stay well below a quarter of the globe.
    """

    def __init__(self, start: LatLon, end: LatLon, bound_m: float) -> None:
        length_km, bearing = geodesy.inverse(start, end)
        self.middle = geodesy.direct(start, bearing, length_km / 2)
        self._plane = Plane("gnom", *self.middle)
        self.cells = _cells(start, end, self.middle, bound_m)

    def flat(self, places: Sequence[LatLon]) -> Points:
        """Give the plane's coordinates of positions, shape (n, 2), in metres."""
        degrees = np.asarray(places, dtype=float).reshape(-1, 2)[:, ::-1]
        return self._plane.flat(degrees)

    def places(self, points: Points) -> tuple[LatLon, ...]:
        """Give the positions of points of the plane."""
        degrees = self._plane.degrees(points).tolist()
        return tuple(LatLon(lat, lon) for lon, lat in degrees)

    def lift(self, points: Points) -> Points:
        """Give the positions in space of points of the plane, shape (n, 3), in metres."""
        return space(self._plane.degrees(points))

    def grown(self, metres: float, cells: Collection[Cell] | None = None) -> BaseGeometry:
        """Give the land grown by a distance, in the plane; of some cells or all."""
        chosen = sorted(self.cells if cells is None else self.cells.intersection(cells))
        parts = [part for cell in chosen for part in coast.grown(cell, metres).geoms]
        if not parts:
            return MultiPolygon()
        flat = self._plane.flatten(shapely.union_all(parts))
        return flat if shapely.is_valid(flat) else _mended(flat)

    def obstacles(self, water: Water) -> BaseGeometry:
        """Give what is not open water, in the plane, outer rings counter-clockwise."""
        found = self.grown(water.levels[0])
        for relief, level in zip(water.reliefs, water.levels[1:], strict=True):
            discs, near = self._discs(relief)
            if not near:
                break
            inner = shapely.intersection(self.grown(level, near), discs)
            found = shapely.union(shapely.difference(found, discs), inner)
        return polygons(found)

    def _discs(self, relief: Sequence[Disc]) -> tuple[BaseGeometry, frozenset[Cell]]:
        """Draw the discs that can matter here, and list the cells they meet."""
        around = {disc: _around(disc) for disc in relief}
        here = [disc for disc in relief if around[disc] & self.cells]
        centres = shapely.points(self.flat([disc.centre for disc in here]))
        discs = shapely.buffer(centres, [disc.radius_m for disc in here])
        met = frozenset(cell for disc in here for cell in around[disc])
        return shapely.union_all(discs), met & self.cells


def _around(disc: Disc) -> frozenset[Cell]:
    """List the cells that a small disc meets."""
    bearings = (45, 135, 225, 315)
    corners = (
        geodesy.direct(disc.centre, bearing, disc.radius_m / 700) for bearing in bearings
    )
    return frozenset(Cell.at(corner) for corner in corners)


def _cells(start: LatLon, end: LatLon, middle: LatLon, bound_m: float) -> frozenset[Cell]:
    """List the cells that meet the ellipse of ways no longer than a bound."""
    reach = bound_m / 2 / _DEGREE_M + 0.1
    south = max(math.floor(middle.lat - reach), -90)
    north = min(math.floor(middle.lat + reach), 89)
    flattest = min(max(abs(south), abs(north + 1)), 85)
    wide = min(reach / math.cos(math.radians(flattest)), 180.0)
    west, east = math.floor(middle.lon - wide), math.floor(middle.lon + wide)
    rows, columns = np.meshgrid(np.arange(south, north + 1), np.arange(west, east + 1))
    lat, lon = rows.ravel() + np.float64(0.5), columns.ravel() + np.float64(0.5)
    total = _metres(start, lat, lon) + _metres(end, lat, lon)
    keep = total <= bound_m + _CELL_M
    return frozenset(
        Cell.of(math.floor(y), math.floor(x)) for y, x in zip(lat[keep], lon[keep], strict=True)
    )


def _metres(place: LatLon, lat: Figures, lon: Figures) -> Figures:
    """Measure geodesics from a position to many."""
    _, _, metres = geodesy.WGS84.inv(
        np.full_like(lon, place.lon), np.full_like(lat, place.lat), lon, lat
    )
    return np.asarray(metres)


def _mended(land: BaseGeometry) -> BaseGeometry:
    """Make land valid; far beyond the plane's horizon it has no shape that could be."""
    try:
        return shapely.make_valid(land, method="structure")
    except shapely.GEOSException as error:
        raise RouteError(
            "The way by sea leads too far round to be laid flat in one piece; "
            "give positions to pass (via)."
        ) from error
