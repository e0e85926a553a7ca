"""Find the nearest points of a line for many positions at once, through arrays.

``nearest`` tells how; here every step is done for all of them.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.edges import LARGEST, SMALLEST, Edges, in_space
from geo.geodesy import WGS84

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

_SEMIAXES = np.array([[WGS84.a], [WGS84.a], [WGS84.b]])

_LAMBERT_DRIFT = 1.2e-5
"""Three times what a million random pairs up to 10,000 km showed."""
FAR_M = 9.0e6
"""Beyond a quarter of the way round, an edge is nearest at one of its ends."""
_LAMBERT_FAR, _LAMBERT_FARTHEST = 2.0e9, 0.01
"""From there on an estimate errs by at most so many square metres over the way left to the
antipode, and such a share of a length: five million random pairs by 0.56 of that."""

STEPS = 12
TOLERANCE_M = 1e-5
DECIMALS = 9
"""Of a degree: a tenth of a millimetre."""
CHUNK = 4096
_WORKERS = -1
"""The tree is asked on every core."""
_AT_ONCE = 500_000
"""So many pieces of edges that may be nearest are looked at together: memory has an end."""


class Found(NamedTuple):
    """The nearest points of some positions: kilometres, positions, and the edges' labels."""

    km: Array
    lat: Array
    lon: Array
    label: Ints


def nearest_each(lines: Edges, lat: Array, lon: Array) -> Found:
    """Measure the geodesics from positions, in degrees, to the nearest points of the edges.

    Each comes out as ``nearest`` gives it.
    """
    spots, index = in_space(lon, lat), lines.index
    chord, _ = index.tree.query(spots.T, workers=_WORKERS)
    reach = _radius(chord, index.reach)
    counts = index.tree.query_ball_point(
        spots.T, reach, workers=_WORKERS, return_length=True, return_sorted=False
    )
    begun = (np.cumsum(counts) - counts) // _AT_ONCE
    found = [
        _nearest_each(lines, spots[:, rows], reach[rows], lat[rows], lon[rows])
        for rows in np.split(np.arange(len(counts)), np.flatnonzero(np.diff(begun)) + 1)
    ]
    return Found(*map(np.concatenate, zip(*found, strict=True)))


def _nearest_each(lines: Edges, spots: Array, reach: Array, lat: Array, lon: Array) -> Found:
    """Do so for some positions, from the pieces of edges within reach of each."""
    row, edge, share = _doubtful(lines, spots, reach)
    metres, lats, lons = _solved(lines.ends[edge], lat[row], lon[row], share)
    order = np.lexsort((edge, metres, row))
    first = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
    return Found(
        km=(metres[first] / 1000).round(DECIMALS),
        lat=lats[first].round(DECIMALS),
        lon=lons[first].round(DECIMALS),
        label=lines.label[edge[first]],
    )


def _radius(chord: Array | float, reach: float) -> Array:
    """Give the chord within which the middles of all pieces lie that may be nearest."""
    upper = 2 * SMALLEST * np.arcsin(np.minimum(chord / (2 * SMALLEST), 1.0)) + reach
    found: Array = 2 * LARGEST * np.sin(np.minimum(upper / (2 * LARGEST), np.pi / 2))
    return found + reach + 1e-6


def slack(
    lines: Edges, edge: Ints, foot: Array, other: Array, least: Array, best: Ints
) -> Array:
    """Bound how much an estimate may exceed the least one and still be the nearest."""
    away = foot - other
    drift = _LAMBERT_DRIFT * np.sqrt(np.einsum("ij,ij->j", away, away))
    left = np.maximum(np.pi * WGS84.a - least, 1.0)
    most = np.minimum(_LAMBERT_FAR / left, _LAMBERT_FARTHEST * least)
    far = np.where(least > FAR_M, most, 0.0)
    found: Array = drift + far + lines.sag[edge] + lines.sag[best] + 1e-4
    return found


def _doubtful(lines: Edges, spots: Array, reach: Array) -> tuple[Ints, Ints, Array]:
    """Give the edges that may be nearest to each spot, and where along them the foot may be."""
    index = lines.index
    near = index.tree.query_ball_point(spots.T, reach, workers=_WORKERS, return_sorted=False)
    counts = np.fromiter(map(len, near), dtype=np.int64, count=len(near))
    piece = np.fromiter(chain.from_iterable(near), dtype=np.int64, count=int(counts.sum()))
    row, edge = np.repeat(np.arange(len(counts)), counts), index.owner[piece]
    share, foot, metres = estimated(lines, edge, spots[:, row])
    least = np.minimum.reduceat(metres, np.cumsum(counts) - counts)[row]
    best = np.flatnonzero(metres == least)
    best = best[np.diff(row[best], prepend=-1) > 0][row]
    much = slack(lines, edge, foot, foot[:, best], least, edge[best])
    kept = np.flatnonzero(metres - least <= much)
    row, edge, share = row[kept], edge[kept], share[kept]
    # An edge that comes in pieces is asked once.
    _, once = np.unique(row * len(lines.ends) + edge, return_index=True)
    return row[once], edge[once], share[once]


def estimated(lines: Edges, edge: Ints, spot: Array) -> tuple[Array, Array, Array]:
    """Estimate how near edges come to spots.

    Returns
    -------
    tuple
        The share of each edge's chord at which it is nearest; that point in space; the
        geodesic to it by Lambert's formula, in metres.
    """
    start, step = lines.start.take(edge, axis=1), lines.step.take(edge, axis=1)
    share, foot = feet_of_chords(start, step, lines.square.take(edge), spot)
    return share, foot, _lambert(spot, foot)


def feet_of_chords(
    start: Array, step: Array, square: Array, spot: Array
) -> tuple[Array, Array]:
    """Give the share of each chord at which it is nearest, and that point in space."""
    share = np.einsum("ij,ij->j", spot - start, step) / square
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
    """Find where each edge comes nearest; of one that is far, from either end."""
    metres, lats, lons = _slid(ends, lat, lon, share)
    far = np.flatnonzero(metres > FAR_M)
    for begin in (0.0, 1.0) if len(far) else ():
        other = _slid(ends[far], lat[far], lon[far], np.full(len(far), begin))
        nearer = other[0] < metres[far]
        for held, found in zip((metres, lats, lons), other, strict=True):
            held[far[nearer]] = found[nearer]
    return metres, lats, lons


def _slid(ends: Array, lat: Array, lon: Array, share: Array) -> tuple[Array, Array, Array]:
    """Slide along each edge to the foot of the perpendicular, or to its end."""
    bearing, _, length = WGS84.inv(*ends.T)
    along = share * length
    todo = np.arange(len(ends))
    metres, lats, lons = (np.empty(len(ends)) for _ in range(3))
    for _ in range(STEPS):
        spot_lon, spot_lat, back = WGS84.fwd(
            ends[todo, 0], ends[todo, 1], bearing[todo], along[todo]
        )
        azimuth, _, away = WGS84.inv(spot_lon, spot_lat, lon[todo], lat[todo])
        metres[todo], lats[todo], lons[todo] = away, spot_lat, spot_lon
        turn, angle = np.radians(azimuth - back - 180), away / WGS84.a
        move = WGS84.a * np.arctan2(np.sin(angle) * np.cos(turn), np.cos(angle))
        after = np.minimum(np.maximum(along[todo] + move, 0.0), length[todo])
        going = np.abs(after - along[todo]) >= TOLERANCE_M
        along[todo] = after
        todo = todo[going]
        if not len(todo):
            break
    return metres, lats, lons
