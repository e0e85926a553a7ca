"""Find the point of a line that lies nearest to a position, exactly, on the ellipsoid.

A geodesic is never shorter than the arc, of the largest radius of curvature, over
the straight chord between its ends (Schur's comparison theorem). So the chord to an
edge bounds its distance from below, and only the few edges whose bound is short
enough are solved: from a point of the edge, the foot of the perpendicular on the
sphere that fits best gives the next point, and each step shrinks the error by the
flattening. Compare S. Baselga and J. C. Martínez-Llario, "Intersection and
point-to-line solutions for geodesics on the ellipsoid", Studia Geophysica et
Geodaetica 62 (2018), 353-363.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.geodesy import WGS84
from geo.model import LatLon

Array = NDArray[np.float64]

_POLAR_RADIUS = WGS84.a**2 / WGS84.b
"""The largest radius of curvature anywhere on the ellipsoid, in metres."""

_STEPS = 12
_TOLERANCE_M = 1e-5
_DECIMALS = 9
"""Of a degree: a tenth of a millimetre."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The geodesic edges of a line, or single points as edges without length.

    Attributes
    ----------
    ends : array, n x 4
        Longitude and latitude of both ends, in degrees.
    start, step : array, n x 3
        The first end in space and the way to the second, in metres.
    sag : array, n
        How far at most a geodesic edge rises above its chord, in metres.
    """

    ends: Array
    start: Array
    step: Array
    sag: Array


def edges(geometry: BaseGeometry) -> Edges:
    """Take polygons, lines or points apart into edges; longitude comes first in them.

    Edges along the antimeridian and at a pole are left out: that is where a map was
    cut, not where a country ends.
    """
    parts = [_parts(part) for part in shapely.get_parts(geometry)]
    ends = np.concatenate([edge for part in parts for edge in part]).reshape(-1, 4)
    west, south, east, north = ends.T
    cut = (np.abs(west) == 180) & (np.abs(east) == 180)
    cut |= (np.abs(south) == 90) & (np.abs(north) == 90)
    ends = ends[~cut]
    start, end = _in_space(ends[:, 0], ends[:, 1]), _in_space(ends[:, 2], ends[:, 3])
    step = end - start
    length = np.linalg.norm(step, axis=1)
    # A circle of the smallest radius of curvature bends most; a third is for safety.
    sag = length**2 / (6 * WGS84.b**2 / WGS84.a)
    return Edges(ends, start, step, sag)


def nearest(lines: Edges, at: LatLon) -> tuple[float, LatLon]:
    """Measure the geodesic from a position to the nearest point of the edges.

    Returns
    -------
    tuple
        Length in kilometres, within a micrometre of the edges as they are given, and
        the point.
    """
    bound = _lower_bound(lines, at)
    ends = lines.ends
    first = int(np.argmin(bound))
    best = float(_metres(at, ends[first, 0::2], ends[first, 1::2]).min())
    chosen = ends[bound <= best]
    best = min(best, float(_metres(at, chosen[:, 0], chosen[:, 1]).min()))
    chosen = ends[bound <= best]
    return _solve(chosen, at, best)


def _solve(ends: Array, at: LatLon, best: float) -> tuple[float, LatLon]:
    """Solve the edges that may come nearer than ``best`` metres, and take the nearest."""
    from_start = _metres(at, ends[:, 0], ends[:, 1])
    from_end = _metres(at, ends[:, 2], ends[:, 3])
    bearing, _, length = WGS84.inv(*ends.T)
    # No point of an edge lies further than half its length from its nearer end.
    near = np.minimum(from_start, from_end) - length / 2 <= best
    ends, bearing, length = ends[near], bearing[near], length[near]
    along = np.where(from_end[near] < from_start[near], length, 0.0)
    found = _feet(ends, at, bearing, length, along)
    lon, lat, _ = WGS84.fwd(ends[:, 0], ends[:, 1], bearing, found)
    lons, lats = (np.concatenate(x) for x in zip(ends[:, :2].T, ends[:, 2:].T, strict=True))
    lons, lats = np.concatenate((lons, lon)), np.concatenate((lats, lat))
    metres = _metres(at, lons, lats)
    chosen = int(np.argmin(metres))
    spot = LatLon(round(float(lats[chosen]), _DECIMALS), round(float(lons[chosen]), _DECIMALS))
    return float(metres[chosen]) / 1000, spot


def _feet(ends: Array, at: LatLon, bearing: Array, length: Array, along: Array) -> Array:
    """Slide along each edge to the foot of the perpendicular, or to its end."""
    for _ in range(_STEPS):
        lon, lat, back = WGS84.fwd(ends[:, 0], ends[:, 1], bearing, along)
        azimuth, _, metres = WGS84.inv(lon, lat, *_repeat(at, len(ends)))
        turn = np.radians(azimuth - back - 180)
        angle = metres / WGS84.a
        move = WGS84.a * np.arctan2(np.sin(angle) * np.cos(turn), np.cos(angle))
        after = np.clip(along + move, 0.0, length)
        done = np.abs(after - along).max(initial=0.0) < _TOLERANCE_M
        along = after
        if done:
            break
    return along


def _lower_bound(lines: Edges, at: LatLon) -> Array:
    """Bound the distance to each edge from below by the chord, in metres."""
    spot = _in_space(np.array([at.lon]), np.array([at.lat]))[0]
    way = spot - lines.start
    square = np.einsum("ij,ij->i", lines.step, lines.step)
    share = np.einsum("ij,ij->i", way, lines.step) / np.where(square > 0, square, 1.0)
    foot = way - np.clip(share, 0.0, 1.0)[:, None] * lines.step
    chord = np.sqrt(np.einsum("ij,ij->i", foot, foot)) - lines.sag - 1e-6
    half = np.clip(chord / (2 * _POLAR_RADIUS), 0.0, 1.0)
    arc: Array = 2 * _POLAR_RADIUS * np.arcsin(half)
    return arc


def _in_space(lon: Array, lat: Array) -> Array:
    """Put positions on the ellipsoid into space, in metres from its centre."""
    lam, phi = np.radians(lon), np.radians(lat)
    normal = WGS84.a / np.sqrt(1 - WGS84.es * np.sin(phi) ** 2)
    flat = normal * np.cos(phi)
    up = normal * (1 - WGS84.es) * np.sin(phi)
    return np.column_stack((flat * np.cos(lam), flat * np.sin(lam), up))


def _metres(at: LatLon, lon: Array, lat: Array) -> Array:
    length: Array = WGS84.inv(*_repeat(at, len(lon)), lon, lat)[2]
    return length


def _repeat(at: LatLon, count: int) -> tuple[Array, Array]:
    return np.full(count, at.lon), np.full(count, at.lat)


def _parts(part: BaseGeometry) -> list[Array]:
    """Give the edges of one polygon, line or point, each n x 4."""
    if part.geom_type == "Point":
        point = shapely.get_coordinates(part)
        return [np.hstack((point, point))]
    rings = shapely.get_rings(part) if part.geom_type == "Polygon" else [part]
    points = [shapely.get_coordinates(ring) for ring in rings]
    return [np.hstack((ring[:-1], ring[1:])) for ring in points]
