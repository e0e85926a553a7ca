"""The prepared network of sea ways: corners that ships round, joined where in sight."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from geo import store
from geo.model import LatLon
from geo.routes import chart, gates, sphere
from geo.routes.sphere import Bools, Floats, Ints
from geo.routes.straits import CANALS

GRAPH = "sea-graph.npz"
OFF_KM = 0.010
"""Corners are passed this far outside the edge of the kept water, so that lines clear it."""
LOCAL_KM = 150.0
"""Corners that matter only near by are searched within this distance of an end."""
MARK_KM = 0.5
"""Ways to the landmarks are kept in this unit."""
FOREIGN = 60.0
"""Ways across land of the coarser map are taken as so much longer: only at need."""


class Ends(NamedTuple):
    """Where a search starts or ends: corners, and how far it is to each."""

    vector: Floats
    nodes: Ints
    km: Floats


class Seaway:
    """Corners of the kept water, and the arcs between those that see each other.

    Attributes
    ----------
    vectors : array of shape (n, 3)
        The corners as unit vectors; the last ones are the canals' ends.
    """

    def __init__(self) -> None:
        arrays = store.arrays(GRAPH)
        room = chart.room()
        corner = np.cumsum(chart.unpacked(arrays["corner"]))
        self.count = len(corner)
        self.prev = room.vectors(room.before[corner])
        self.next = room.vectors(room.after[corner])
        corners = pushed(room.vectors(corner), self.prev, self.next)
        lines = [np.array([(p.lon, p.lat) for p in line]) for line in CANALS.values()]
        ends = np.concatenate([line[[0, -1]] for line in lines])
        self.vectors = np.concatenate([corners, sphere.units(ends)])
        self.spots = sphere.on_ellipsoid_km(self.vectors)
        self.narrow = _bits(arrays["narrow"], self.count, len(ends), last=False)
        self.core = _bits(arrays["core"], self.count, len(ends), last=True)
        self.row: Ints = np.where(self.core, np.cumsum(self.core) - 1, -1)
        marks = np.cumsum(chart.unpacked(arrays["marks"]), axis=1)
        self.marks = marks.astype(np.float32) * np.float32(MARK_KM)
        self._core_nodes = np.flatnonzero(self.core)
        self._core_spots = self.spots[self._core_nodes]
        self._place = np.full(len(self.vectors), -1)
        self._tree = cKDTree(self.vectors)
        self._join(arrays, [_length_km(line) for line in lines])
        self._shut: dict[frozenset[str], Bools] = {}

    def _join(self, arrays: Mapping[str, Any], canals_km: Sequence[float]) -> None:
        """Lay the arcs out by their first end, both ways; those of the canals come last."""
        degree = chart.unpacked(arrays["degree"])
        source = np.repeat(np.arange(len(degree)), degree)
        target = source + _by_row(chart.unpacked(arrays["target"]), degree)
        km = sphere.lengths_km(self.spots[source], self.spots[target])
        km[np.cumsum(chart.unpacked(arrays["foreign"]))] *= FOREIGN
        canal = self.count + 2 * np.arange(len(canals_km))
        source, target = np.append(source, canal), np.append(target, canal + 1)
        km = np.append(km, canals_km)
        self.edges = np.stack([source, target], axis=1)
        both = np.concatenate([source, target])
        order = np.argsort(both, kind="stable")
        size = len(self.vectors)
        self.first: Ints = np.searchsorted(both[order], np.arange(size + 1))
        self.neighbours = np.concatenate([target, source])[order]
        self.km = np.concatenate([km, km])[order]
        self.edge = np.tile(np.arange(len(source)), 2)[order]
        self._net = sparse.csr_matrix(
            (self.km, self.neighbours, self.first), shape=(size, size)
        )
        self.sea = connected_components(self._net, directed=False)[1]

    def around(self, vector: Floats, reach_km: float) -> Ints:
        """List the corners within a distance of a position."""
        chord = 2 * np.sin(reach_km / (2 * sphere.RADIUS_KM))
        return np.asarray(self._tree.query_ball_point(vector, chord), dtype=np.int64)

    def tangent(self, nodes: Ints, vector: Floats) -> Bools:
        """Tell which corners a line from a position would round, not run into."""
        found = np.ones(len(nodes), dtype=bool)
        own = nodes < self.count
        at = nodes[own]
        normal = sphere.cross(self.vectors[at], vector)
        before = (normal * self.prev[at]).sum(axis=1)
        after = (normal * self.next[at]).sum(axis=1)
        found[own] = before * after >= 0
        return found

    def bends(self, node: int, here: Floats, there: Floats) -> bool:
        """Tell whether a course from here to there by a corner bends round its land."""
        normal = sphere.cross(here, self.vectors[node])
        return bool((normal @ there) * (normal @ self.prev[node]) > 0)

    def km_from(self, vector: Floats, nodes: Ints) -> Floats:
        """Measure the arcs from a position to corners."""
        return sphere.lengths_km(sphere.on_ellipsoid_km(vector[None]), self.spots[nodes])

    def search_about(self, start: Ends, end: Ends) -> tuple[Bools, Floats]:
        """Tell which corners a search may pass, and how far it is from them to an end at least.

        They are the core, and what lies near the ends. The bound is the distance, and in
        the core, where that is more, what the ways from a few landmarks to the corner and
        to the end differ by; elsewhere it is nothing.
        """
        allowed = self.core.copy()
        bound = np.zeros(len(self.vectors))
        spot = sphere.on_ellipsoid_km(end.vector[None])
        local = [self.around(at.vector, LOCAL_KM) for at in (start, end)]
        for nodes in (*local, start.nodes, end.nodes):
            allowed[nodes] = True
            bound[nodes] = sphere.lengths_km(self.spots[nodes], spot)
        far = sphere.lengths_km(self._core_spots, spot)
        near, km = self._about_end(end, np.union1d(local[1], end.nodes))
        rows = self.row[near]
        entry = rows >= 0
        if entry.any():
            to_end = (self.marks[:, rows[entry]] + km[entry]).min(axis=1)
            apart = np.abs(self.marks - to_end[:, None].astype(np.float32)).max(axis=0)
            far = np.maximum(far, apart - 2 * MARK_KM)
        bound[self._core_nodes] = far
        return allowed, bound

    def _about_end(self, end: Ends, near: Ints) -> tuple[Ints, Floats]:
        """Measure the ways from an end to the corners about it."""
        self._place[near] = np.arange(len(near))
        first = self.first[near]
        sizes = self.first[near + 1] - first
        skip = np.repeat(first - (np.cumsum(sizes) - sizes), sizes)
        at = np.arange(int(sizes.sum())) + skip
        source, target = (
            np.repeat(np.arange(len(near)), sizes),
            self._place[self.neighbours[at]],
        )
        inside = target >= 0
        links = self._place[end.nodes]
        self._place[near] = -1
        rows = np.concatenate([source[inside], np.full(len(links), len(near))])
        columns = np.concatenate([target[inside], links])
        lengths = np.concatenate([self.km[at][inside], np.maximum(end.km, 1e-6)])
        size = len(near) + 1
        net = sparse.csr_matrix((lengths, (rows, columns)), shape=(size, size))
        km = dijkstra(net, indices=len(near))[:-1]
        reached = np.isfinite(km)
        return near[reached], km[reached]

    def shut(self, closed: frozenset[str]) -> Bools:
        """Tell which arcs pass a canal or a strait that is closed."""
        if closed not in self._shut:
            here, there = self.vectors[self.edges[:, 0]], self.vectors[self.edges[:, 1]]
            found = gates.shut(here, there, closed)
            found[len(found) - len(CANALS) :] = [name in closed for name in CANALS]
            self._shut[closed] = found
        return self._shut[closed]

    def canal(self, here: int, there: int) -> tuple[LatLon, ...]:
        """Give the line of the canal between two corners that are its ends, or nothing."""
        first = min(here, there) - self.count
        if first < 0 or first % 2 or abs(here - there) != 1:
            return ()
        line = list(CANALS.values())[first // 2]
        return line if here < there else line[::-1]


def _bits(packed: Any, count: int, more: int, *, last: bool) -> Bools:  # noqa: ANN401
    """Unpack a bit for each corner; the ends of canals all have the last."""
    found = np.unpackbits(packed)[:count] > 0
    return np.append(found, np.full(more, last))


def _length_km(line: Floats) -> float:
    """Measure a line in degrees."""
    spots = sphere.on_ellipsoid_km(sphere.units(line))
    return float(sphere.lengths_km(spots[1:], spots[:-1]).sum())


def _by_row(steps: Ints, degree: Ints) -> Ints:
    """Add up differences row by row, each row from nought."""
    found = np.cumsum(steps)
    first = np.cumsum(degree) - degree
    rows = first[degree > 0]
    return np.asarray(found - np.repeat(found[rows] - steps[rows], degree[degree > 0]))


def pushed(corner: Floats, before: Floats, after: Floats, off_km: float = OFF_KM) -> Floats:
    """Move corners of a chart's water into it, so that both their edges lie so far off."""
    back = _unit(before - (before * corner).sum(axis=1)[:, None] * corner)
    on = _unit(after - (after * corner).sum(axis=1)[:, None] * corner)
    outward = -(back + on)
    size = np.linalg.norm(outward, axis=1)[:, None]
    aside = sphere.cross(on, corner)
    outward = np.where(size > 1e-9, outward / np.maximum(size, 1e-12), aside)
    slope = np.sqrt(np.maximum(1 - (back * outward).sum(axis=1) ** 2, 0.0))
    off = off_km / sphere.RADIUS_KM / np.maximum(slope, 1 / 3)
    return _unit(corner + outward * off[:, None])


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1), 1e-15)[:, None])


@cache
def seaway() -> Seaway:
    """Read the network once."""
    return Seaway()


def search(way: Seaway, start: Ends, end: Ends, closed: frozenset[str]) -> list[int] | None:
    """Find the shortest way along the network between two ends (A*, with landmarks).

    Returns
    -------
    list of int or None
        The corners that are passed, in order; None where no way leads.
    """
    seas = set(way.sea[start.nodes].tolist()) & set(way.sea[end.nodes].tolist())
    if not seas:
        return None
    allowed, bound = way.search_about(start, end)
    shut = way.shut(closed)
    last = dict(zip(end.nodes.tolist(), end.km.tolist(), strict=True))
    best = dict(zip(start.nodes.tolist(), start.km.tolist(), strict=True))
    come: dict[int, int] = {}
    heap = [(km + float(bound[node]), node) for node, km in best.items()]
    heapq.heapify(heap)
    done: set[int] = set()
    goal, goal_km = -1, float("inf")
    while heap and heap[0][0] < goal_km:
        _, node = heapq.heappop(heap)
        if node in done:
            continue
        done.add(node)
        km = best[node]
        if km + last.get(node, float("inf")) < goal_km:
            goal, goal_km = node, km + last[node]
        row = slice(way.first[node], way.first[node + 1])
        near = way.neighbours[row]
        keep = allowed[near] & ~shut[way.edge[row]]
        near = near[keep]
        lengths = way.km[row][keep] + km
        steps = zip(
            near.tolist(), lengths.tolist(), (lengths + bound[near]).tolist(), strict=True
        )
        for other, length, estimate in steps:
            if length < best.get(other, float("inf")) and other not in done:
                best[other] = length
                come[other] = node
                heapq.heappush(heap, (estimate, other))
    if goal < 0:
        return None
    found = [goal]
    while found[-1] in come:
        found.append(come[found[-1]])
    return found[::-1]
