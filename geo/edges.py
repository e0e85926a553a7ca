"""Prepare the geodesic edges of lines for questions of what is nearest."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.geodesy import WGS84

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

LARGEST, SMALLEST = WGS84.a**2 / WGS84.b, WGS84.b**2 / WGS84.a
"""Radii of curvature on the ellipsoid, in metres."""

SAG = 1 / (6 * SMALLEST)
"""Times the square of its length: the most that a geodesic edge rises above its chord.

A circle of the smallest radius of curvature bends most; a third is for safety.
"""

_PIECE_M = 1000.0
"""The tree holds edges in pieces of at most this length..."""
_EDGE_M = 20_000.0
"""... and edges that are longer than this are first divided, on the geodesic..."""
_WIDE_DEG = 0.1
"""... which none is that spans less."""


@dataclass(frozen=True, slots=True)
class Index:
    """A tree over edges, in pieces.

    Attributes
    ----------
    tree : cKDTree
        Middles of the pieces of edges, in space.
    owner : array of int
        The edge that each piece belongs to.
    reach : float
        How far a point of an edge may lie from the middle of its piece, in metres.
    """

    tree: cKDTree
    owner: Ints
    reach: float


@dataclass(frozen=True)
class Edges:
    """The geodesic edges of a line, or single points as edges without length.

    Attributes
    ----------
    ends : array, n x 4
        Longitude and latitude of both ends, in degrees.
    label : array of int, n
        A number of the caller's for each edge.
    start, step : array, 3 x n
        The first end in space and the way to the second, in metres.
    square : array, n
        The squares of the lengths of ``step``; 1 for a point.
    sag : array, n
        How far at most a geodesic edge rises above its chord, in metres.
    """

    ends: Array
    label: Ints
    start: Array
    step: Array
    square: Array
    sag: Array
    _asked: list[bool] = field(default_factory=list, repr=False, compare=False)

    def once(self) -> bool:
        """Tell whether this is the first question: without an index it is answered sooner."""
        self._asked.append(True)
        return len(self._asked) == 1

    @cached_property
    def index(self) -> Index:
        """Build the index once, when it is first asked for."""
        from scipy.spatial import cKDTree  # noqa: PLC0415 - slow, and one question needs none

        length = np.sqrt(np.einsum("ij,ij->j", self.step, self.step))
        middles, owner, half = _pieces(self.start, self.step, length)
        tree = cKDTree(middles.T, leafsize=24, balanced_tree=False, compact_nodes=False)
        return Index(tree, owner, float((half + self.sag).max(initial=0.0)))


def edges(geometry: BaseGeometry) -> Edges:
    """Take polygons, lines or points apart into edges; longitude comes first in them."""
    parts = [_parts(part) for part in shapely.get_parts(geometry)]
    ends = np.concatenate([edge for part in parts for edge in part]).reshape(-1, 4)
    return indexed(ends, np.zeros(len(ends), dtype=np.int64))


def indexed(ends: Array, label: Ints) -> Edges:
    """Prepare edges, n x 4 (longitude and latitude of both ends), for questions.

    Edges along the antimeridian and at a pole are left out: that is where a map was
    cut, not where a country ends.
    """
    west, south, east, north = ends.T
    cut = (np.abs(west) == 180) & (np.abs(east) == 180)
    cut |= (np.abs(south) == 90) & (np.abs(north) == 90)
    if cut.any():
        ends, label = ends[~cut], label[~cut]
    ends, label = _divided(ends, label)
    start, end = _ends_in_space(ends)
    step = end - start
    square = np.einsum("ij,ij->j", step, step)
    sag = square * SAG
    square[square == 0] = 1.0
    return Edges(ends, label, start, step, square, sag)


def _pieces(start: Array, step: Array, length: Array) -> tuple[Array, Ints, Array]:
    """Give the middles of the pieces of edges, 3 x n, their edges, and half their length."""
    middles, owner, half = start + step / 2, np.arange(len(length)), length / 2
    long = np.flatnonzero(length > _PIECE_M)
    if not len(long):
        return middles, owner, half
    count = np.ceil(length[long] / _PIECE_M).astype(np.int64)
    own = np.repeat(long, count)
    nth = np.arange(len(own)) - np.repeat(np.cumsum(count) - count, count)
    share = (nth + 0.5) / np.repeat(count, count)
    inner = start[:, own] + step[:, own] * share
    half[long] /= count
    # The first piece takes the place of the whole.
    middles[:, long] = inner[:, nth == 0]
    return (
        np.concatenate((middles, inner[:, nth > 0]), axis=1),
        np.concatenate((owner, own[nth > 0])),
        half,
    )


def _divided(ends: Array, label: Ints) -> tuple[Array, Ints]:
    """Divide long edges at points of their geodesics."""
    wide = np.abs(ends[:, 2:] - ends[:, :2]) > _WIDE_DEG
    maybe = np.flatnonzero(wide[:, 0] | wide[:, 1])
    bearing, _, metres = WGS84.inv(*ends[maybe].T)
    parts = np.ones(len(ends), dtype=np.int64)
    parts[maybe] = np.maximum(np.ceil(metres / _EDGE_M), 1)
    if len(ends) == parts.sum():
        return ends, label
    owner = np.repeat(np.arange(len(ends)), parts)
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(parts) - parts, parts)
    out = ends[owner]
    inner = np.flatnonzero(nth > 0)
    own = owner[inner]
    which = np.searchsorted(maybe, own)
    along = metres[which] * nth[inner] / parts[own]
    lon, lat, _ = WGS84.fwd(ends[own, 0], ends[own, 1], bearing[which], along)
    out[inner, 0], out[inner, 1] = lon, lat
    out[inner - 1, 2], out[inner - 1, 3] = lon, lat
    return out, label[owner]


def _ends_in_space(ends: Array) -> tuple[Array, Array]:
    """Put both ends of edges into space; most begin where the one before them ends."""
    start = in_space(ends[:, 0], ends[:, 1])
    end = np.empty_like(start)
    end[:, :-1] = start[:, 1:]
    alone = np.ones(len(ends), dtype=bool)
    alone[:-1] = (ends[:-1, 2] != ends[1:, 0]) | (ends[:-1, 3] != ends[1:, 1])
    end[:, alone] = in_space(ends[alone, 2], ends[alone, 3])
    return start, end


def in_space(lon: Array, lat: Array) -> Array:
    """Put positions on the ellipsoid into space, 3 x n, in metres from its centre."""
    lam, phi = np.radians(lon), np.radians(lat)
    sine = np.sin(phi)
    normal = WGS84.a / np.sqrt(1 - WGS84.es * sine * sine)
    flat = normal * np.cos(phi)
    return np.stack((flat * np.cos(lam), flat * np.sin(lam), normal * (1 - WGS84.es) * sine))


def _parts(part: BaseGeometry) -> list[Array]:
    """Give the edges of one polygon, line or point, each n x 4."""
    if part.geom_type == "Point":
        point = shapely.get_coordinates(part)
        return [np.hstack((point, point))]
    rings = shapely.get_rings(part) if part.geom_type == "Polygon" else [part]
    points = [shapely.get_coordinates(ring) for ring in rings]
    return [np.hstack((ring[:-1], ring[1:])) for ring in points]
