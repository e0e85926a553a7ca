"""Make the network of sea ways: the corners of the kept water, joined and put in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import seasight
import seathin
import shapely
from scipy import sparse
from scipy.sparse.csgraph import connected_components, dijkstra
from seamesh import Bools, Floats, Ints, Mesh, mesh
from seaorder import Core, core
from shapely.geometry.base import BaseGeometry

from geo.routes import gates, sphere
from geo.routes.seaway import SIGHTS_KM
from geo.routes.straits import CANALS, FARAWAY

FOREIGN = 60.0
"""Ways across Natural Earth's land are taken as so much longer: only at need."""
CORE = 20_000
"""How many corners are of the core."""
MARKS = 8
_WIDE = 3.0
_SOME = 500_000


class Graph(NamedTuple):
    """The network, the canals' ends after its corners.

    Attributes
    ----------
    degrees : array of shape (n, 2)
        The corners, longitude first.
    sight : array of int
        How far each is seen, as a class of ``SIGHTS_KM``.
    arcs : array of shape (m, 2)
        Pairs of corners, the smaller number first, in order.
    more_km : array of shape (m,)
        What each costs beyond its length.
    core : Core
        The corners that long ways pass, and how they are joined.
    marks_km : array of shape (MARKS, c)
        How far corners of the core are from landmarks.
    """

    degrees: Floats
    sight: npt.NDArray[np.uint8]
    arcs: Ints
    more_km: Floats
    core: Core
    marks_km: Floats


def graph(rings: Sequence[Floats], natural: Sequence[BaseGeometry]) -> Graph:
    """Make the network.

    Parameters
    ----------
    rings : sequence of array of shape (n, 2)
        The outlines of the coarse room in degrees, the water on their left.
    natural : sequence of geometry
        Natural Earth's land, in small pieces.
    """
    ends = canal_ends()
    of = mesh(rings, ends)
    free = np.array([np.flatnonzero((of.degrees == end).all(axis=1))[0] for end in ends])
    arcs, foreign = seasight.pairs(of, _marked(of, natural), free)
    spots = sphere.on_ellipsoid_km(of.vectors)
    km = sphere.lengths_km(spots[arcs[:, 0]], spots[arcs[:, 1]])
    cost = km * np.where(foreign, FOREIGN, 1.0) + _faraway(of.vectors, arcs)
    some = np.flatnonzero(seathin.apart(spots, arcs, cost))
    some = some[seathin.needed(spots, arcs[some], cost[some])]
    sight = np.zeros(len(of.vectors), dtype=np.uint8)
    for least in SIGHTS_KM[:-1]:
        sight[np.unique(arcs[some[km[some] > least]])] += 1
    used = np.setdiff1d(np.unique(arcs[some]), free)
    number = np.full(len(of.vectors), -1)
    number[np.append(used, free)] = np.arange(len(used) + len(free))
    if np.setdiff1d(free, arcs[some]).size:
        raise SystemExit("A canal's end sees no corner; move it to open water.")
    count = len(used) + len(free)
    joined = np.sort(number[arcs[some]], axis=1)
    order = np.lexsort((joined[:, 1], joined[:, 0]))
    joined, some = joined[order], some[order]
    ends_ = np.arange(len(used), count)
    found = core(count, joined, cost[some], ends_, CORE)
    more = cost[some] - km[some]
    return Graph(of.degrees[used], sight[used], joined, more, found, _marks_km(found))


def canal_ends() -> Floats:
    """List the ends of the canals, longitude first."""
    lines = CANALS.values()
    return np.array([(end.lon, end.lat) for line in lines for end in (line[0], line[-1])])


def _marked(of: Mesh, natural: Sequence[BaseGeometry]) -> Bools:
    """Tell which triangles meet Natural Earth's land: the large ones lie off it."""
    corners = of.degrees[of.triangles]
    small = np.flatnonzero(np.ptp(corners, axis=1).max(axis=1) < _WIDE)
    found = np.zeros(len(of.triangles), dtype=bool)
    shapes = shapely.polygons(corners[small])
    at, _ = shapely.STRtree(natural).query(shapes, predicate="intersects")
    found[small[at]] = True
    return found


def _faraway(vectors: Floats, arcs: Ints) -> Floats:
    """Give what arcs cost beyond their length where they pass a faraway strait."""
    columns = {
        at: FARAWAY[name] for at, name in enumerate(gates.gates().names) if name in FARAWAY
    }
    found = np.zeros(len(arcs))
    for first in range(0, len(arcs), _SOME):
        some = arcs[first : first + _SOME]
        crossed = gates.crossed(vectors[some[:, 0]], vectors[some[:, 1]])
        for at, km in columns.items():
            found[first : first + _SOME] += km * crossed[:, at]
    return found


def _marks_km(of: Core) -> Floats:
    """Measure from landmarks that lie far from each other, in the largest sea."""
    number = np.cumsum(of.inside) - 1
    size = int(of.inside.sum())
    half = sparse.csr_matrix((of.km, number[of.arcs].T), shape=(size, size))
    net = half + half.T
    label = connected_components(net, directed=False)[1]
    sea = label == np.bincount(label).argmax()
    rows: list[Floats] = []
    nearest_km = np.where(sea, dijkstra(net, indices=int(np.flatnonzero(sea)[0])), -1.0)
    for _ in range(MARKS):
        row = dijkstra(net, indices=int(np.argmax(nearest_km)))
        nearest_km = np.where(sea, np.minimum(nearest_km, row) if rows else row, -1.0)
        rows.append(np.where(sea, row, 0.0))
    return np.array(rows)
