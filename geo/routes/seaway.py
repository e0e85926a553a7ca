"""The prepared network of sea ways: corners that ships round, joined where in sight.

A few of the corners are the core, which long ways pass; they are joined by arcs and by
shortcuts past the others (see ``data/make/seaorder.py``). From either end the corners about
it are searched up to the core, and the core from one to the other, towards the end by
the lengths to landmarks (Goldberg and Harrelson 2005).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from geo import store
from geo.routes import sphere
from geo.routes.chart import Chart
from geo.routes.sphere import Floats, Ints
from geo.routes.straits import CANALS
from geo.routes.waters import GRID, unpacked

GRAPH = "sea-graph.npz"
KM = 0.1
"""How much longer shortcuts are than arcs is kept in this unit."""
_SPARE = 0.002
MARK_KM = 0.5
"""Lengths to landmarks are kept in this unit."""
ABOUT_KM = 150.0
"""Corners about an end are searched as far as this, or until one of the core is met."""
SIGHTS_KM = (40.0, 300.0, 2000.0, 9500.0)
"""A corner of class k is looked for as far as this from an end."""
Reach = dict[int, tuple[float, int]]
"""How far it is to corners, and the corner before each; -1 at the first."""


class Links(NamedTuple):
    """Corners in sight of a position, and how far they are."""

    nodes: Ints
    km: Floats


class Seaway:
    """The network.

    Attributes
    ----------
    count : int
        How many corners there are; the ends of canals come after them.
    vectors : array of shape (n, 3)
        The corners as unit vectors.
    core : array of bool
        Which corners are of the core; the ends of canals all are.
    """

    def __init__(self) -> None:
        arrays = store.arrays(GRAPH)
        grid = np.cumsum(unpacked(arrays["steps"]), axis=0, dtype=np.int32)
        lines = [np.array([(p.lon, p.lat) for p in line]) for line in CANALS.values()]
        ends = np.concatenate([line[[0, -1]] for line in lines])
        self.count = len(grid)
        self.vectors = sphere.units(np.concatenate([grid * GRID, ends]))
        self._spots = sphere.on_ellipsoid_km(self.vectors)
        single = np.ones(self.count, dtype=np.int64)
        self._chart = Chart(grid, single, GRID, closed=False)
        sight = arrays["sight"]
        self.core = np.append(np.unpackbits(arrays["core"])[: self.count] > 0, [True] * len(ends))
        inner = self.core[: self.count]
        self._seen_far = [
            np.flatnonzero((sight >= k) & inner) for k in range(1, len(SIGHTS_KM))
        ]
        self._join(arrays, np.array([_length_km(line) for line in lines]))
        self._place: Ints = np.cumsum(self.core) - 1
        self.marks = np.cumsum(unpacked(arrays["marks"]), axis=1).astype(np.float32) * MARK_KM

    def _join(self, arrays: Mapping[str, Any], canals_km: Floats) -> None:
        """Lay the arcs, and those of the core, out by both their ends."""
        degree = unpacked(arrays["degree"])
        here = np.repeat(np.arange(len(degree)), degree)
        there = here + unpacked(arrays["there"])
        km = self._lengths_km(here, there)
        km[np.cumsum(unpacked(arrays["costly"]))] += unpacked(arrays["cost"])
        self._arcs = Arcs(len(self.vectors), here, there, km)
        places = np.flatnonzero(self.core)
        degree = unpacked(arrays["core_degree"])
        row = np.repeat(np.arange(len(degree)), degree)
        here, there = places[row], places[row + unpacked(arrays["core_there"])]
        km = self._lengths_km(here, there)
        short = np.unpackbits(arrays["short"])[: len(km)] > 0
        km[short] += unpacked(arrays["more"]) * KM
        canals = self.count + np.arange(2 * len(canals_km)).reshape(-1, 2)
        self._core_arcs = Arcs(
            len(self.vectors),
            np.append(here, canals[:, 0]),
            np.append(there, canals[:, 1]),
            np.append(km, canals_km),
        )

    def _lengths_km(self, here: Ints, there: Ints) -> Floats:
        return sphere.lengths_km(self._spots[here], self._spots[there])

    def around(self, vector: Floats) -> Ints:
        """List the corners that a ship at a position may see."""
        tiers = [self._chart.corners_near(vector, SIGHTS_KM[0])]
        for nodes, km in zip(self._seen_far, SIGHTS_KM[1:], strict=True):
            tiers.append(nodes[self.vectors[nodes] @ vector > np.cos(km / sphere.RADIUS_KM)])
        return np.unique(np.concatenate(tiers))

    def km_from(self, vector: Floats, nodes: Ints) -> Floats:
        """Measure the arcs from a position to corners."""
        return sphere.lengths_km(sphere.on_ellipsoid_km(vector[None]), self._spots[nodes])

    def about(self, links: Links) -> Reach:
        """Search from corners until all ways on lead by the core; tell of those that do not."""
        core, arcs = self.core, self._arcs
        pairs = list(zip(links.nodes.tolist(), links.km.tolist(), strict=True))
        reach: Reach = {node: (km, -1) for node, km in pairs if core[node]}
        best = dict(pairs)
        heap = [(km, False, node, -1) for node, km in pairs if not core[node]]
        heapq.heapify(heap)
        done: set[int] = set()
        core_met = bool(reach)
        open_ = len(heap)
        while open_:
            km, by_core, node, before = heapq.heappop(heap)
            if km > ABOUT_KM and core_met:
                break
            open_ -= not by_core
            if node in done:
                continue
            done.add(node)
            if not by_core:
                if km < reach.get(node, (np.inf, -1))[0]:
                    reach[node] = (km, before)
                by_core = bool(core[node])
                core_met |= by_core
            for other, step in arcs.of(node):
                if km + step < best.get(other, np.inf):
                    best[other] = km + step
                    heapq.heappush(heap, (km + step, by_core, other, node))
                    open_ += not by_core
        return reach

    def _between(self, here: int, there: int, most_km: float) -> list[int]:
        """List the corners after one, up to another, on a way that is no longer than given."""
        best, come = {here: 0.0}, {here: -1}
        goal = self._spots[there]
        heap = [(0.0, here)]
        done: set[int] = set()
        while heap:
            _, node = heapq.heappop(heap)
            if node == there:
                break
            if node in done:
                continue
            done.add(node)
            near, lengths = self._arcs.row(node)
            lengths = lengths + best[node]
            ahead = self._spots[near] - goal
            estimates = lengths + np.sqrt((ahead * ahead).sum(axis=1))
            good = estimates <= most_km
            steps = zip(near[good].tolist(), lengths[good].tolist(), estimates[good].tolist(), strict=True)
            for other, km, estimate in steps:
                if km < best.get(other, most_km):
                    best[other], come[other] = km, node
                    heapq.heappush(heap, (estimate, other))
        found = [there]
        while (before := come.get(found[-1], here)) != here:
            found.append(before)
        return found[::-1]

    def across(
        self, start: Reach, end: Reach, known_km: float, closed: frozenset[str]
    ) -> tuple[float, list[int]]:
        """Search the core from what one search reaches of it to what another does.

        Parameters
        ----------
        start, end : mapping
            Both searches.
        known_km : float
            A way as long is known; longer ones are not looked for.
        closed : frozenset of str
            Canals that are closed.

        Returns
        -------
        km, corners
            The length from end to end, and the corners of the core that are passed.
        """
        goals = {node: km for node, (km, _) in end.items() if self.core[node]}
        shut = {self.count + 2 * at + side for at, name in enumerate(CANALS) if name in closed for side in (0, 1)}
        if not goals:
            return np.inf, []
        ahead = self._ahead(end, goals)
        best = {node: km for node, (km, _) in start.items() if self.core[node]}
        heap = [(km + float(ahead(np.array([node]))[0]), node) for node, km in best.items()]
        heapq.heapify(heap)
        come: dict[int, int] = {}
        done: set[int] = set(shut)
        goal, goal_km = -1, known_km
        while heap and heap[0][0] < goal_km:
            _, node = heapq.heappop(heap)
            if node in done:
                continue
            done.add(node)
            km = best[node]
            if km + goals.get(node, np.inf) < goal_km:
                goal, goal_km = node, km + goals[node]
            near, lengths = self._core_arcs.row(node)
            lengths = lengths + km
            estimates = lengths + ahead(near)
            good = np.flatnonzero(estimates < goal_km)
            steps = zip(
                near[good].tolist(), lengths[good].tolist(), estimates[good].tolist(), strict=True
            )
            for other, length, estimate in steps:
                if length < best.get(other, np.inf) and other not in done:
                    best[other], come[other] = length, node
                    heapq.heappush(heap, (estimate, other))
        if goal < 0:
            return np.inf, []
        found = [goal]
        while found[-1] in come:
            found.append(come[found[-1]])
        return goal_km, found[::-1]

    def _ahead(self, end: Reach, goals: Mapping[int, float]) -> Callable[[Ints], Floats]:
        """Give what tells how far it is at least from corners of the core to an end."""
        nodes = np.fromiter(goals, dtype=np.int64)
        km = np.fromiter(goals.values(), dtype=np.float64)
        marks = self.marks[:, self._place[nodes]]
        most, least = (marks + km).min(axis=1), (marks - km).max(axis=1)
        low = np.float64(2 * MARK_KM)

        def ahead(near: Ints) -> Floats:
            own = self.marks[:, self._place[near]]
            further = np.maximum(own - most[:, None], least[:, None] - own).max(axis=0)
            return np.maximum(further - low, 0.0)

        return ahead

    def path(self, start: Reach, core: list[int], end: Reach) -> list[int]:
        """List the corners from one search by some of the core to another, shortcuts undone."""
        found = _climbed(start, core[0])[::-1]
        for here, there in pairwise(core):
            found += self._undone(here, there)
        return [*found, *_climbed(end, core[-1])[1:]]

    def _undone(self, here: int, there: int) -> list[int]:
        """List the corners after one of the core, up to another that it is joined to."""
        near, lengths = self._core_arcs.row(here)
        km = float(lengths[near == there].min())
        if max(here, there) >= self.count and min(here, there) >= self.count:
            return [there]
        direct = float(self._lengths_km(np.array([here]), np.array([there]))[0])
        if km <= direct * (1 + 1e-9):
            return [there]
        return self._between(here, there, km * (1 + _SPARE) + 2 * KM)


class Arcs:
    """Arcs of a network, laid out by both their ends."""

    def __init__(self, count: int, here: Ints, there: Ints, km: Floats) -> None:
        both = np.concatenate([here, there])
        order = np.argsort(both, kind="stable")
        self._first: Ints = np.append(0, np.cumsum(np.bincount(both, minlength=count)))
        self._there = np.concatenate([there, here])[order]
        self._km = np.concatenate([km, km])[order]

    def row(self, node: int) -> tuple[Ints, Floats]:
        """Give the corners that one is joined to, and how far they are."""
        row = slice(self._first[node], self._first[node + 1])
        return self._there[row], self._km[row]

    def of(self, node: int) -> Iterator[tuple[int, float]]:
        """Give them one by one."""
        there, km = self.row(node)
        return zip(there.tolist(), km.tolist(), strict=True)


def _climbed(reach: Reach, node: int) -> list[int]:
    """List the corners from one that a search reached back to its first."""
    way = [node]
    while (before := reach[way[-1]][1]) >= 0:
        way.append(before)
    return way


def meeting(start: Reach, end: Reach) -> tuple[float, int]:
    """Give the length of the shortest way where two searches meet, and the corner."""
    if len(end) < len(start):
        start, end = end, start
    best, where = np.inf, -1
    for node, (km, _) in start.items():
        other = end.get(node)
        if other is not None and km + other[0] < best:
            best, where = km + other[0], node
    return best, where


def _length_km(line: Floats) -> float:
    """Measure a line in degrees."""
    spots = sphere.on_ellipsoid_km(sphere.units(line))
    return float(sphere.lengths_km(spots[1:], spots[:-1]).sum())


@cache
def seaway() -> Seaway:
    """Read the network once."""
    return Seaway()


def search(start: Links, end: Links, closed: frozenset[str]) -> list[list[int]] | None:
    """Find the shortest way along the network between two positions.

    Parameters
    ----------
    start, end : Links
        The corners in their sight.
    closed : frozenset of str
        Canals that are closed.

    Returns
    -------
    list of list of int, or None
        The corners in order, parted where a canal is passed; None where no way leads.
    """
    way = seaway()
    reaches = way.about(start), way.about(end)
    km, node = meeting(*reaches)
    core_km, core = way.across(*reaches, km, closed)
    if core_km < km:
        nodes = way.path(reaches[0], core, reaches[1])
    elif node >= 0:
        nodes = way.path(reaches[0], [node], reaches[1])
    else:
        return None
    parts: list[list[int]] = [[]]
    for at, one in enumerate(nodes):
        parts[-1].append(one)
        after = nodes[at + 1] if at + 1 < len(nodes) else -1
        if one >= way.count <= after and abs(one - after) == 1 and (min(one, after) - way.count) % 2 == 0:
            parts.append([])
    return parts
