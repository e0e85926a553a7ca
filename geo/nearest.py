"""Find the point of a line that lies nearest to positions, exactly, on the ellipsoid.

1. A tree over the edges, in space, gives those near enough by their straight chords: a
   geodesic is never shorter than the arc, of the largest radius of curvature, over the
   chord between its ends, and never longer than that of the smallest.
2. W. D. Lambert's formula ("The distance between two widely separated points on the
   surface of the Earth", Journal of the Washington Academy of Sciences 32, 1942) gives the
   length to each within 1.5 parts in a million; the errors of two lengths from one position
   differ by ``_LAMBERT_DRIFT`` of the way between their ends at most. What it leaves in
   doubt is one edge or a few.
3. These are solved on the ellipsoid: from a point of the edge, the foot of the
   perpendicular on the sphere that fits best gives the next point, and each step shrinks
   the error by the flattening. Compare S. Baselga and J. C. Martínez-Llario,
   "Intersection and point-to-line solutions for geodesics on the ellipsoid", Studia
   Geophysica et Geodaetica 62 (2018), 353-363.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from geo.edges import LARGEST, SMALLEST, Edges, in_space
from geo.geodesy import WGS84
from geo.model import LatLon

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

_SEMIAXES = np.array([[WGS84.a], [WGS84.a], [WGS84.b]])

_LAMBERT_DRIFT = 1.2e-5
"""Three times what a million random pairs up to 10,000 km showed."""
_LAMBERT_REACH_M = 9.0e6
_LAMBERT_FAR = 0.01
"""Bound on the relative error from there to the antipode."""

_STEPS = 12
_TOLERANCE_M = 1e-5
_DECIMALS = 9
"""Of a degree: a tenth of a millimetre."""
CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest points of some positions: kilometres, positions, and the edges' labels."""

    km: Array
    lat: Array
    lon: Array
    label: Ints


def nearest(lines: Edges, at: LatLon) -> tuple[float, LatLon, int]:
    """Measure the geodesic from a position to the nearest point of the edges.

    Returns
    -------
    tuple
        Length in kilometres, within a micrometre of the edges as they are given; the
        point; the label of its edge.
    """
    spot = _spot_in_space(at)
    edge = _near_unindexed(lines, spot) if lines.once() else _near(lines, spot)
    share, foot, metres = _estimated(lines, edge, spot)
    best = int(np.argmin(metres))
    slack = _slack(lines, edge, foot, foot[:, best : best + 1], metres[best], edge[best])
    kept = np.flatnonzero(metres - metres[best] <= slack)
    # An edge that comes in pieces is asked once.
    doubtful = dict(zip(edge[kept].tolist(), share[kept].tolist(), strict=True))
    solved = [
        (*_solved_one(lines.ends[number].tolist(), at, part), number)
        for number, part in doubtful.items()
    ]
    metre, lat, lon, number = min(solved, key=lambda found: (found[0], found[3]))
    place = LatLon(round(lat, _DECIMALS), round(lon, _DECIMALS))
    return round(metre / 1000, _DECIMALS), place, int(lines.label[number])


def _near(lines: Edges, spot: Array) -> Ints:
    """Give the edges that may be nearest to a spot, by the tree; one may come twice."""
    index = lines.index
    chord, _ = index.tree.query(spot[:, 0])
    found = index.tree.query_ball_point(spot[:, 0], float(_radius(chord, index.reach)))
    edge: Ints = index.owner.take(found)
    return edge


def _near_unindexed(lines: Edges, spot: Array) -> Ints:
    """Give the edges that may be nearest to a spot, by the chords to all of them."""
    share = np.einsum("ij,ij->j", spot - lines.start, lines.step) / lines.square
    away = lines.start + np.clip(share, 0.0, 1.0) * lines.step - spot
    chord = np.sqrt(np.einsum("ij,ij->j", away, away))
    sag = float(lines.sag.max(initial=0.0))
    found: Ints = np.flatnonzero(chord <= _radius(chord.min() + sag, 0.0) + sag)
    return found


def nearest_each(lines: Edges, lat: Array, lon: Array, workers: int = 1) -> Found:
    """Measure the geodesics from positions, in degrees, to the nearest points of the edges.

    Each comes out as ``nearest`` gives it.
    """
    spots = in_space(lon, lat)
    row, edge, share = _doubtful(lines, spots, workers)
    metres, lats, lons = _solved(lines.ends[edge], lat[row], lon[row], share)
    order = np.lexsort((edge, metres, row))
    first = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
    return Found(
        km=(metres[first] / 1000).round(_DECIMALS),
        lat=lats[first].round(_DECIMALS),
        lon=lons[first].round(_DECIMALS),
        label=lines.label[edge[first]],
    )


def _radius(chord: Array | float, reach: float) -> Array:
    """Give the chord within which the middles of all pieces lie that may be nearest."""
    upper = 2 * SMALLEST * np.arcsin(np.minimum(chord / (2 * SMALLEST), 1.0)) + reach
    found: Array = 2 * LARGEST * np.sin(np.minimum(upper / (2 * LARGEST), np.pi / 2))
    return found + reach + 1e-6


def _slack(
    lines: Edges, edge: Ints, foot: Array, other: Array, least: Array, best: Ints
) -> Array:
    """Bound how much an estimate may exceed the least one and still be the nearest."""
    away = foot - other
    drift = _LAMBERT_DRIFT * np.sqrt(np.einsum("ij,ij->j", away, away))
    far = np.where(least > _LAMBERT_REACH_M, _LAMBERT_FAR * least, 0.0)
    slack: Array = drift + far + lines.sag[edge] + lines.sag[best] + 1e-4
    return slack


def _doubtful(lines: Edges, spots: Array, workers: int) -> tuple[Ints, Ints, Array]:
    """Give the edges that may be nearest to each spot, and where along them the foot may be."""
    index = lines.index
    chord, _ = index.tree.query(spots.T, workers=workers)
    near = index.tree.query_ball_point(
        spots.T, _radius(chord, index.reach), workers=workers, return_sorted=False
    )
    counts = np.fromiter(map(len, near), dtype=np.int64, count=len(near))
    piece = np.fromiter(chain.from_iterable(near), dtype=np.int64, count=int(counts.sum()))
    row, edge = np.repeat(np.arange(len(counts)), counts), index.owner[piece]
    share, foot, metres = _estimated(lines, edge, spots[:, row])
    least = np.minimum.reduceat(metres, np.cumsum(counts) - counts)[row]
    best = np.flatnonzero(metres == least)
    best = best[np.diff(row[best], prepend=-1) > 0][row]
    slack = _slack(lines, edge, foot, foot[:, best], least, edge[best])
    kept = np.flatnonzero(metres - least <= slack)
    row, edge, share = row[kept], edge[kept], share[kept]
    # An edge that comes in pieces is asked once.
    _, once = np.unique(row * len(lines.ends) + edge, return_index=True)
    return row[once], edge[once], share[once]


def _estimated(lines: Edges, edge: Ints, spot: Array) -> tuple[Array, Array, Array]:
    """Estimate how near edges come to spots.

    Returns
    -------
    tuple
        The share of each edge's chord at which it is nearest; that point in space; the
        geodesic to it by Lambert's formula, in metres.
    """
    share, foot = _feet_of_chords(lines, edge, spot)
    return share, foot, _lambert(spot, foot)


def _feet_of_chords(lines: Edges, edge: Ints, spot: Array) -> tuple[Array, Array]:
    """Give the share of each edge's chord at which it is nearest, and that point in space."""
    start, step = lines.start.take(edge, axis=1), lines.step.take(edge, axis=1)
    share = np.einsum("ij,ij->j", spot - start, step) / lines.square.take(edge)
    share = np.minimum(np.maximum(share, 0.0), 1.0)
    return share, start + share * step


def _lambert(spot: Array, foot: Array) -> Array:
    """Estimate geodesics between points in space, in metres, by Lambert's formula."""
    mine, other = spot / _SEMIAXES, foot / _SEMIAXES
    apart = mine - other
    square = np.einsum("ij,ij->j", apart, apart) / 4
    square = np.maximum(np.minimum(square, 1.0 - 1e-9), 1e-30)
    rest = 1.0 - square
    angle = 2 * np.arcsin(np.sqrt(square))
    bend = 2 * np.sqrt(square * rest)
    both, half = mine[2] + other[2], apart[2]
    flat = (angle - bend) * (both * both) / rest + (angle + bend) * (half * half) / square
    metres: Array = WGS84.a * angle - (WGS84.a * WGS84.f / 8) * flat
    return metres


def _solved(ends: Array, lat: Array, lon: Array, share: Array) -> tuple[Array, Array, Array]:
    """Slide along each edge to the foot of the perpendicular, or to its end."""
    bearing, _, length = WGS84.inv(*ends.T)
    along = share * length
    todo = np.arange(len(ends))
    metres, lats, lons = (np.empty(len(ends)) for _ in range(3))
    for _ in range(_STEPS):
        spot_lon, spot_lat, back = WGS84.fwd(
            ends[todo, 0], ends[todo, 1], bearing[todo], along[todo]
        )
        azimuth, _, away = WGS84.inv(spot_lon, spot_lat, lon[todo], lat[todo])
        metres[todo], lats[todo], lons[todo] = away, spot_lat, spot_lon
        turn, angle = np.radians(azimuth - back - 180), away / WGS84.a
        move = WGS84.a * np.arctan2(np.sin(angle) * np.cos(turn), np.cos(angle))
        after = np.minimum(np.maximum(along[todo] + move, 0.0), length[todo])
        going = np.abs(after - along[todo]) >= _TOLERANCE_M
        along[todo] = after
        todo = todo[going]
        if not len(todo):
            break
    return metres, lats, lons


def _solved_one(ends: list[float], at: LatLon, share: float) -> tuple[float, float, float]:
    """Do for one edge what ``_solved`` does for many, without arrays."""
    west, south, east, north = ends
    bearing, _, length = WGS84.inv(west, south, east, north)
    along = share * length
    away, lat, lon = math.inf, south, west
    for _ in range(_STEPS):
        lon, lat, back = WGS84.fwd(west, south, bearing, along)
        azimuth, _, away = WGS84.inv(lon, lat, at.lon, at.lat)
        turn, angle = math.radians(azimuth - back - 180), away / WGS84.a
        move = WGS84.a * math.atan2(math.sin(angle) * math.cos(turn), math.cos(angle))
        after = min(max(along + move, 0.0), length)
        going = abs(after - along) >= _TOLERANCE_M
        along = after
        if not going:
            break
    return away, lat, lon


def _spot_in_space(at: LatLon) -> Array:
    """Put one position into space, 3 x 1, without arrays on the way."""
    phi, lam = math.radians(at.lat), math.radians(at.lon)
    sine = math.sin(phi)
    normal = WGS84.a / math.sqrt(1 - WGS84.es * sine * sine)
    flat = normal * math.cos(phi)
    up = normal * (1 - WGS84.es) * sine
    return np.array([[flat * math.cos(lam)], [flat * math.sin(lam)], [up]])
