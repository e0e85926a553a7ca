"""Make the network of sea ways: the corners of the kept water, joined and put in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import seamend
import seasight
import seathin
import shapely
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from seamarks import marks_km
from seamesh import Mesh, mesh
from seareach import ENDLESS, ROUNDS, both_ways, reach_km
from shapely.geometry.base import BaseGeometry

from geo.routes import gates, shoals, sphere
from geo.routes.afar import SEEN_KM
from geo.routes.byways import BYWAYS
from geo.routes.seaway import KNOWN, REACHES_KM, canals_cost_km
from geo.routes.sphere import Bools, Floats, Ints
from geo.routes.straits import CANALS, FARAWAY, STRAITS

FOREIGN, STRAIT = 60.0, 10.0
"""Ways over Natural Earth's land are taken as so much longer: only at need; in straits less."""
_WIDE = 3.0
_PIECE_KM = 10.0
"""Arcs are held against land in pieces, which bend from a line on the map by metres."""
_LEAST_SEA = 1000
_SOME, _FEW = 100_000, 10_000
"""So many arcs are held against gates, or land, at a time."""


class Graph(NamedTuple):
    """The network, the canals' ends after its corners.

    Attributes
    ----------
    corners : array of shape (n,)
        Which corners of the room they are, in order.
    sight, reach : array of int
        How far each is seen, as a class of ``SEEN_KM``, and how far the ways lead that
        pass it, as a class of ``REACHES_KM``.
    sea : array of int
        The sea that each is of, by number, the largest first.
    arcs : array of shape (m, 2)
        Pairs of corners, the smaller number first, in order.
    more_km : array of shape (m,)
        What each costs beyond its length.
    marks_km : array of shape (seamarks.MARKS, n)
        How far they are from landmarks, in the largest sea.
    """

    corners: Ints
    sight: npt.NDArray[np.uint8]
    reach: npt.NDArray[np.uint8]
    sea: npt.NDArray[np.uint8]
    arcs: Ints
    more_km: Floats
    marks_km: Floats


def graph(
    rings: Sequence[Floats],
    natural: Sequence[BaseGeometry],
    narrows: BaseGeometry,
    towns: Floats,
) -> Graph:
    """Make the network.

    Parameters
    ----------
    rings : sequence of array of shape (n, 2)
        The outlines of the room in degrees, the water on their left.
    natural : sequence of geometry
        Natural Earth's land, in small pieces.
    narrows : geometry
        Where it closes straits.
    towns : array of shape (t, 2)
        In degrees, longitude first.
    """
    ends = canal_ends()
    of = mesh(rings, ends)
    free = len(of.corners) + np.arange(len(ends))
    arcs, foreign = _once(*seasight.pairs(of, _marked(of, natural), free))
    spots = sphere.on_ellipsoid_km(of.vectors)
    km = sphere.lengths_km(spots[arcs[:, 0]], spots[arcs[:, 1]])
    foreign[foreign] = _over(of.vectors, arcs[foreign], natural)
    cost = km * _times(of.vectors, arcs, foreign, narrows) + _faraway(of.vectors, arcs)
    some = seathin.apart(spots, arcs, km, cost)
    some[some] = seathin.needed(spots, arcs[some], cost[some])
    some = seamend.mended(spots, arcs, cost, some)
    off = ~_over_shoals(of.vectors, arcs)  # by these legs go round shoals
    some[off] = seamend.mended(spots, arcs[off], cost[off], some[off])
    arcs, km, cost = arcs[some], km[some], cost[some]
    sea = _seas(len(spots), arcs)
    wet = sea[arcs[:, 0]] >= 0
    arcs, km, cost = arcs[wet], km[wet], cost[wet]
    if np.setdiff1d(free, arcs).size:
        raise SystemExit("A canal's end sees no corner; move it to open water.")
    used = np.setdiff1d(np.unique(arcs), free)
    used = np.concatenate([used[np.argsort(of.corners[used])], free])
    number = np.full(len(spots), -1)
    number[used] = np.arange(len(used))
    arcs = np.sort(number[arcs], axis=1)
    order = np.lexsort((arcs[:, 1], arcs[:, 0]))
    arcs, km, cost = arcs[order], km[order], cost[order]
    sight = _classes(len(used), arcs, km)
    canals = len(used) - len(free) + np.arange(len(free)).reshape(-1, 2)
    joined, whole = np.concatenate([arcs, canals]), np.append(cost, canals_cost_km())
    net, canals_shut = both_ways(len(used), joined, whole), both_ways(len(used), arcs, cost)
    inland = np.setdiff1d(np.arange(len(used) - len(free)), arcs[cost - km < 1.0])
    found_km = np.maximum(
        reach_km(spots[used], net, inland, ROUNDS),
        reach_km(spots[used], canals_shut, inland, ENDLESS),
    )
    reach = np.searchsorted(REACHES_KM, found_km).astype(np.uint8)
    reach[sight > 0] = np.maximum(reach[sight > 0], KNOWN)  # ways from here leave a round
    reach[len(used) - len(free) :] = len(REACHES_KM)
    marks = marks_km(spots[used], net, sea[used] == 0, towns)
    corners = of.corners[used[: -len(free)]]
    return Graph(corners, sight, reach, sea[used].astype(np.uint8), arcs, cost - km, marks)


def _once(arcs: Ints, foreign: Bools) -> tuple[Ints, Bools]:
    """List each pair of corners once, in order; over land is what is told as such each time."""
    order = np.lexsort((foreign, arcs[:, 1], arcs[:, 0]))
    arcs = arcs[order]
    first = np.append(True, (np.diff(arcs, axis=0) != 0).any(axis=1))
    return arcs[first], foreign[order[first]]


def _seas(count: int, arcs: Ints) -> Ints:
    """Give the number of each corner's sea, the largest 0; -1 in bays that no way passes."""
    net = sparse.csr_matrix((np.ones(len(arcs), dtype=np.int8), arcs.T), shape=(count, count))
    label = connected_components(net, directed=False)[1]
    sizes = np.bincount(label)
    number = np.full(len(sizes), -1)
    large = np.flatnonzero(sizes > _LEAST_SEA)
    number[large[np.argsort(-sizes[large])]] = np.arange(len(large))
    return np.asarray(number[label])


def _classes(count: int, arcs: Ints, km: Floats) -> npt.NDArray[np.uint8]:
    """Tell how far each corner is seen."""
    sight = np.zeros(count, dtype=np.uint8)
    for least in SEEN_KM:
        sight[np.unique(arcs[km > least])] += 1
    return sight


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


def _over(vectors: Floats, arcs: Ints, natural: Sequence[BaseGeometry]) -> Bools:
    """Tell which arcs pass over Natural Earth's land."""
    parts = range(0, len(arcs), _FEW)
    found = [_passes(vectors, arcs[at : at + _FEW], natural) for at in parts]
    return np.concatenate(found, dtype=bool)


def _passes(vectors: Floats, arcs: Ints, natural: Sequence[BaseGeometry]) -> Bools:
    """Tell which of some arcs pass over land."""
    here, there = (vectors[ends] for ends in arcs.T)
    count = np.ceil(sphere.angles(here, there) * (sphere.RADIUS_KM / _PIECE_KM) + 1e-9)
    at = np.repeat(np.arange(len(here)), count.astype(np.int64))
    share = (np.arange(len(at)) - (np.cumsum(count) - count)[at]) / count[at]
    first, last = (
        sphere.degrees(here[at] + (there - here)[at] * part[:, None])
        for part in (share, share + 1 / count[at])
    )
    # What crosses the antimeridian goes on beyond it, where no land is drawn.
    last[:, 0] += 360 * np.round((first[:, 0] - last[:, 0]) / 360)
    lines = shapely.linestrings(np.stack([first, last], axis=1))
    found = np.zeros(len(arcs), dtype=bool)
    found[at[shapely.STRtree(natural).query(lines, predicate="intersects")[0]]] = True
    return found


def _over_shoals(vectors: Floats, arcs: Ints) -> Bools:
    """Tell which arcs pass a shoal."""
    parts = (arcs[at : at + _SOME] for at in range(0, len(arcs), _SOME))
    found = [shoals.are_over(vectors[some[:, 0]], vectors[some[:, 1]]) for some in parts]
    return np.concatenate(found)


def _times(vectors: Floats, arcs: Ints, foreign: Bools, narrows: BaseGeometry) -> Floats:
    """Give how many times as long arcs are taken: more over land, in narrows less."""
    found = np.where(foreign, FOREIGN, 1.0)
    at = np.flatnonzero(foreign)
    lon, lat = sphere.degrees(vectors[arcs[at]].sum(axis=1)).T
    found[at[shapely.contains_xy(narrows, lon, lat)]] = STRAIT
    return found


def _faraway(vectors: Floats, arcs: Ints) -> Floats:
    """Give what arcs cost beyond their length where they pass a faraway strait or a byway."""
    km = FARAWAY | {name: byway.km for name, byway in BYWAYS.items()}
    of = gates.laid_out(
        {name: STRAITS[name] for name in FARAWAY}
        | {name: byway.gates for name, byway in BYWAYS.items()}
    )
    each_km = np.array([km[name] for name in of.names])
    found = np.zeros(len(arcs))
    for first in range(0, len(arcs), _SOME):
        some = arcs[first : first + _SOME]
        crossed = gates.crossed(vectors[some[:, 0]], vectors[some[:, 1]], of)
        found[first : first + _SOME] = crossed @ each_km
    return found
