"""Corners of the network that others see from afar, and which of them ways may begin with."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from geo.routes import sphere
from geo.routes.landmarks import Landmarks, Told
from geo.routes.sphere import Bools, Floats, Ints, Singles

NEAR_KM = 25.0
"""Corners as near to an end are all looked for, and none of them here."""
SEEN_KM = (40.0, 300.0, 2000.0)
"""Corners of the classes from 1 on see others as far off..."""
SIGHTS_KM = (1000.0, 3000.0, 9500.0)
"""... and are looked for as far as this, ..."""
_CELLS, _EACH, _FIRST = 1000, 3, 300
"""From an end far out at sea, beside the first of all, so many of each square degree are looked
for: those of one coast, which hide each other, would else be all. Longitudes count so much."""
_BEYOND = 1.5
"""... and no further than so many times as far as the other end."""


class Asked(NamedTuple):
    """What is asked for.

    Attributes
    ----------
    vector, toward : array of shape (3,)
        A position, and where the way leads.
    told : Told or None
        What landmarks tell of where it leads, if corners in its sight are known.
    bounded : bool
        Whether to leave out those that no way passes so far from both ends: ways between
        ends that have corners near by.
    most : int
        How many corners of each class.
    tried : int
        No more than so many are left in any order.
    """

    vector: Floats
    toward: Floats
    told: Told | None
    bounded: bool
    most: int
    tried: int


class Far(NamedTuple):
    """Some corners, and how long a way by each of them is at least, in radians."""

    nodes: Ints
    whole: Singles

    def some(self, at: Ints | Bools | slice) -> Far:
        """Give some of them."""
        return Far(self.nodes[at], self.whole[at])


class Afar:
    """The corners of a class, from south to north.

    Parameters
    ----------
    nodes : array of int
        The corners.
    degrees : array of shape (n, 2)
        Where they lie, longitude first.
    bounds_km : array of float
        How far from the nearer end a way may pass each.
    sight_km : float
        How far off they are looked for.
    """

    def __init__(
        self, nodes: Ints, degrees: Floats, bounds_km: Floats, sight_km: float
    ) -> None:
        order = np.argsort(degrees[:, 1])
        self._nodes, self._sight_km = nodes[order], sight_km
        single: Floats = degrees[order].astype(np.float32)  # to be fast
        self._columns = sphere.units(single).T.copy()
        cells = np.floor(degrees[order]).astype(np.int64)
        self._cells = cells[:, 0] * _CELLS + cells[:, 1]
        turns = np.minimum(bounds_km[order] / sphere.LEAST_KM, np.pi)
        self._passed = np.cos(turns).astype(np.float32)

    def on_the_way(self, asked: Asked, landmarks: Landmarks) -> Far:
        """List those that may be seen, those on the least way first."""
        at, away, left = self._around(asked)
        nodes, left = self._nodes.take(at), np.arccos(left)
        if asked.told:
            (told_km,) = landmarks.least_km(nodes, asked.told)
            np.maximum(left, told_km / np.float32(sphere.RADIUS_KM), out=left)
        far = Far(nodes, np.arccos(away) + left)
        if asked.bounded:
            return far.some(_least(far.whole, asked.most))
        order = far.whole.argsort()
        return far.some(order[_spread(self._cells.take(at.take(order)))[: asked.most]])

    def _around(self, asked: Asked) -> tuple[Ints, Singles, Singles]:
        """List those near enough, and how far they are from both ends, as cosines."""
        vector, toward = asked.vector, asked.toward
        whole_km = math.acos(min(max(float(vector @ toward), -1.0), 1.0)) * sphere.RADIUS_KM
        sight = min(self._sight_km, _BEYOND * whole_km + NEAR_KM) / sphere.RADIUS_KM
        lat = math.asin(min(max(float(vector[2]), -1.0), 1.0))
        low, high = max(lat - sight, -math.pi / 2), min(lat + sight, math.pi / 2)
        edges = np.array([math.sin(low), math.sin(high)], dtype=np.float32)
        first, last = self._columns[2].searchsorted(edges)
        x, y, z = self._columns[:, first:last]
        a, b, c = vector.astype(np.float32)
        away = x * a + y * b + z * c  # not by @, whose threads wait for each other
        nearest = np.float32(math.cos(NEAR_KM / sphere.RADIUS_KM))
        at = np.flatnonzero((away > np.float32(math.cos(sight))) & (away < nearest))
        away, at = away.take(at), at + first
        a, b, c = toward.astype(np.float32)
        x, y, z = self._columns.take(at, axis=1)
        left = np.clip(x * a + y * b + z * c, -1, 1)
        if not asked.bounded:
            return at, away, left
        near = np.flatnonzero(np.maximum(away, left) > self._passed.take(at))
        return at.take(near), away.take(near), left.take(near)


def _least(numbers: Singles, most: int) -> Ints:
    """List where the least of some numbers are, in order."""
    if len(numbers) <= most:
        return np.asarray(numbers.argsort())
    some = numbers.argpartition(most)[:most]
    return np.asarray(some[numbers[some].argsort()])


def _spread(cells: Ints) -> Ints:
    """List where the first of all are, and else the first few of each cell, in order."""
    order = cells.argsort(kind="stable")
    sorted_ = cells[order]
    first = np.flatnonzero(np.append(True, sorted_[1:] != sorted_[:-1]))
    counts = np.diff(np.append(first, len(cells)))
    rank = np.arange(len(cells)) - np.repeat(first, counts)
    return np.union1d(np.arange(min(_FIRST, len(cells))), order[rank < _EACH])
