"""The prepared network of sea ways: corners that ships round, joined where in sight."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from geo import store
from geo.routes import sphere, waters
from geo.routes.chart import Chart
from geo.routes.sphere import Floats, Ints
from geo.routes.straits import CANALS
from geo.routes.waters import GRID, unpacked

GRAPH = "sea-graph.npz"
MARK_KM = 2.0
"""Lengths to landmarks are kept in this unit."""
NEAR_KM = 25.0
"""Corners as near to an end are all looked for."""
SEEN_KM = (40.0, 300.0, 2000.0)
"""Corners of the classes from 1 on see others as far off..."""
SIGHTS_KM = (300.0, 2000.0, 9500.0)
"""... and are looked for as far as this."""
REACHES_KM = (120.0, 600.0, 2500.0)
"""Least reach of the classes of corners, from the second on."""
_SPARE, _SPARE_KM = 1.2, 10.0
"""A corner may have so much more reach than its class says: it was sampled."""
_KEPT = 20_000
"""Corners whose arcs are kept as lists, at most."""
_SOME = 100_000
"""Arcs whose lengths are worked out at a time, to need little memory."""


class Links(NamedTuple):
    """Corners in sight of a position, how far they are, and the position on the ellipsoid."""

    nodes: Ints
    km: Floats
    spot: Floats


class Seaway:
    """The network.

    Attributes
    ----------
    count : int
        How many corners there are; the ends of canals come after them.
    corners : array of int
        Which corners of the room they are.
    spots : array of shape (n, 3)
        Where they lie, in kilometres from the Earth's middle.
    sea : array of int
        The sea that each is of.
    reach : array of int
        How far ways lead that pass each, as a class, and ``bounds`` that of each class.
    marks : array of shape (n, m)
        How far each is from landmarks, in units of ``MARK_KM``.
    kept : dict
        What ``row`` gave.
    """

    def __init__(self) -> None:
        arrays, room = store.arrays(GRAPH), waters.room()
        self.corners: Ints = np.flatnonzero(np.unpackbits(arrays["nodes"])[: len(room)])
        degrees = room.degrees(self.corners)
        lines = [np.array([(p.lon, p.lat) for p in line]) for line in CANALS.values()]
        ends = np.concatenate([line[[0, -1]] for line in lines])
        self.count = len(degrees)
        self.spots = sphere.on_ellipsoid_km(sphere.units(np.concatenate([degrees, ends])))
        self._canals_km = canals_km()
        grid = np.round(degrees / GRID).astype(np.int32)
        self._chart = Chart(grid, np.array([self.count]), GRID, closed=False)
        sight = arrays["sight"][: self.count]
        tiers = [np.flatnonzero(sight > k) for k in range(len(SIGHTS_KM))]
        self._seen_far = [
            (nodes, np.ascontiguousarray(self.vectors(nodes).T, dtype=np.float32))
            for nodes in tiers
        ]
        self.sea = arrays["sea"]
        self.reach = arrays["reach"]
        self.bounds = [least * _SPARE + _SPARE_KM for least in REACHES_KM] + [np.inf]
        planes = arrays["marks"]
        self.marks = np.empty((planes.shape[2], planes.shape[1]), dtype=np.uint16)
        for mark in range(planes.shape[1]):
            self.marks[:, mark] = np.cumsum(unpacked(planes[:, mark]))
        self.kept: dict[int, list[tuple[int, float]]] = {}
        self._join(arrays)

    def _join(self, arrays: Mapping[str, Any]) -> None:
        """Lay the arcs out by both their ends."""
        degree = unpacked(arrays["degree"])
        here = np.repeat(np.arange(len(degree), dtype=np.int32), degree)
        there = here + unpacked(arrays["there"])
        km = np.empty(len(there), dtype=np.float32)
        for at in range(0, len(km), _SOME):
            some = slice(at, at + _SOME)
            km[some] = sphere.lengths_km(self.spots[here[some]], self.spots[there[some]])
        km[np.cumsum(unpacked(arrays["costly"]))] += unpacked(arrays["cost"])
        size = len(self.spots)
        first = np.append(0, np.cumsum(degree))
        order = np.argsort(there, kind="stable")
        first_back = np.append(0, np.cumsum(np.bincount(there, minlength=size)))
        self._rows = [(first, there, km), (first_back, here[order], km[order])]

    def vectors(self, nodes: Ints) -> Floats:
        """Give corners, or ends of canals, as unit vectors."""
        spots = self.spots[nodes]
        return np.asarray(spots / np.linalg.norm(spots, axis=1)[:, None])

    def near(self, vector: Floats) -> Ints:
        """List the corners within ``NEAR_KM`` of a position."""
        return self._chart.corners_near(vector, NEAR_KM)

    def far(self, vector: Floats, toward: Floats, most: int) -> Ints:
        """List corners further off that may be seen: those on the least way to an end."""
        found, total = [], []
        for (nodes, (x, y, z)), km in zip(self._seen_far, SIGHTS_KM, strict=True):
            a, b, c = vector.astype(np.float32)
            away = x * a + y * b + z * c  # not by @, whose threads wait for each other
            at = np.flatnonzero(away > np.cos(km / sphere.RADIUS_KM))
            at = at[away[at] < np.cos(NEAR_KM / sphere.RADIUS_KM)]
            left = x[at] * toward[0] + y[at] * toward[1] + z[at] * toward[2]
            found.append(nodes[at])
            total.append(np.arccos(np.clip(away[at], -1, 1)) + np.arccos(np.clip(left, -1, 1)))
        nodes, radians = np.concatenate(found), np.concatenate(total)
        if len(nodes) > most:
            nodes = nodes[np.argpartition(radians, most)[:most]]
        return np.asarray(nodes)

    def links(self, vector: Floats, nodes: Ints) -> Links:
        """Measure the arcs from a position to corners."""
        spot = sphere.on_ellipsoid_km(vector[None])
        return Links(nodes, sphere.lengths_km(spot, self.spots[nodes]), spot[0])

    def row(self, node: int) -> list[tuple[int, float]]:
        """Give the corners that one is joined to, and how far they are; they are kept."""
        found: list[tuple[int, float]] = []
        for first, there, km in self._rows:
            row = slice(first[node], first[node + 1])
            found += zip(there[row].tolist(), km[row].tolist(), strict=True)
        if node >= self.count:
            canal, side = divmod(node - self.count, 2)
            found.append((node + 1 - 2 * side, float(self._canals_km[canal])))
        if len(self.kept) >= _KEPT:
            self.kept.clear()
        self.kept[node] = found
        return found


def canals_km() -> Floats:
    """Measure the canals, in the order of ``CANALS``."""
    lines = [np.array([(p.lon, p.lat) for p in line]) for line in CANALS.values()]
    return np.array([_length_km(line) for line in lines])


def _length_km(line: Floats) -> float:
    """Measure a line in degrees."""
    spots = sphere.on_ellipsoid_km(sphere.units(line))
    return float(sphere.lengths_km(spots[1:], spots[:-1]).sum())


@cache
def seaway() -> Seaway:
    """Read the network once."""
    return Seaway()
