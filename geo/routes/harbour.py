"""Out of a harbour: the shortest way round its walls to the water that ships keep to.

It is searched by the least way first (Hart, Nilsson and Raphael 1968).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import numpy as np

from geo.routes import rings, sphere, waters
from geo.routes.chart import Chart
from geo.routes.sight import Horizon, are_clear
from geo.routes.sphere import Bools, Floats
from geo.routes.taut import pushed

_OFF_KM = 0.03
"""How far off a harbour's walls and points are rounded."""
_IN_KM = 0.005
"""How far inside the kept water its exits lie."""
_APART_KM = 0.4
_MOST_CORNERS, _MOST_EXITS = 1200, 60
_MOST_STEPS = 900
_ROUNDED_KM = 0.001
"""Chords from products of unit vectors are good to this."""


def leads(
    berth: Floats, reach_km: float, known: Floats | None = None, most_km: float = np.inf
) -> Iterator[Floats]:
    """Lead a ship from a berth to the kept water, the shortest way first.

    Parameters
    ----------
    berth : array of shape (3,)
        A position in the water of the coast, as a unit vector.
    reach_km : float
        How far the kept water may lie.
    known : array of shape (3,), optional
        Where it is entered as it is.
    most_km : float
        How long a lead may be.

    Yields
    ------
    array of shape (n, 3)
        The berth, the points that are rounded, and a position in the kept water that is in
        sight neither of what is known nor of the ends of those before.
    """
    exits = _exits(berth, reach_km)
    if not len(exits):
        return
    new = np.ones(len(exits), dtype=bool) if known is None else _unseen(known, exits)
    search = _Search(berth, exits, reach_km)
    for at in search.reached(most_km):
        if 0 < at <= len(exits) and new[at - 1] and rings.within(waters.room(), exits[at - 1]):
            yield search.way(at)
            new &= _unseen(exits[at - 1], exits)
        if not new.any():
            return


def _unseen(entry: Floats, exits: Floats) -> Bools:
    """Tell which exits a position in the kept water does not see."""
    return ~are_clear(waters.room(), np.repeat(entry[None], len(exits), axis=0), exits)


class _Search:
    """A search from a berth round the shore's corners, toward the nearest of some exits."""

    def __init__(self, berth: Floats, exits: Floats, reach_km: float) -> None:
        self._shore, self._edges = waters.shore(), waters.shore().near(berth, reach_km)
        corners = _corners(self._shore, berth, reach_km)
        self._spots = np.concatenate([berth[None], exits, corners])
        self._ahead = _ahead_km(self._spots, exits)
        self._best = np.full(len(self._spots), np.inf)
        self._best[0] = 0.0
        self._come = np.zeros(len(self._spots), dtype=np.int64)
        self._ends = len(exits)

    def reached(self, most_km: float) -> Iterator[int]:
        """Give what is reached by no more than so many kilometres, in order; exits are ends."""
        left, heap = np.ones(len(self._spots), dtype=bool), [(0.0, 0)]
        for _ in range(_MOST_STEPS):
            while heap and not left[heap[0][1]]:
                heapq.heappop(heap)
            if not heap or heap[0][0] > most_km:
                return
            _, at = heapq.heappop(heap)
            left[at] = False
            yield at
            if not 0 < at <= self._ends:
                self._leave(at, left, heap)

    def _leave(self, at: int, left: Bools, heap: list[tuple[float, int]]) -> None:
        """Go on from one spot to all that it sees."""
        spots, best = self._spots, self._best
        steps = best[at] + sphere.chords(spots, spots[at]) * sphere.RADIUS_KM
        others = np.flatnonzero(left & (steps < best))
        others = others[Horizon(self._shore, self._edges, spots[at]).clear(spots[others])]
        best[others] = steps[others]
        self._come[others] = at
        dues = (steps + self._ahead)[others].tolist()
        for due, other in zip(dues, others.tolist(), strict=True):
            heapq.heappush(heap, (due, other))

    def way(self, at: int) -> Floats:
        """Give the way to a spot."""
        way = [at]
        while way[-1]:
            way.append(int(self._come[way[-1]]))
        return np.asarray(self._spots[way[::-1]])


def _ahead_km(spots: Floats, exits: Floats) -> Floats:
    """Give how far it is from spots to the nearest exit, at least."""
    squares = sphere.each_dot(exits, exits) - 2 * (spots @ exits.T)
    squares = squares.min(axis=1) + sphere.each_dot(spots, spots)
    chords_km = np.sqrt(np.maximum(squares, 0.0)) * sphere.RADIUS_KM
    return np.asarray(np.maximum(chords_km - _ROUNDED_KM, 0.0))


def _exits(berth: Floats, reach_km: float) -> Floats:
    """List the nearest positions of the kept water."""
    room = waters.room()
    edges = room.near(berth, reach_km)
    here, there = room.vectors(edges), room.vectors(room.after(edges))
    middle = (here + there) / 2
    inward = sphere.normalised(sphere.cross(here, there))
    found = middle + inward * (_IN_KM / sphere.RADIUS_KM)
    km = sphere.chords(found, berth) * sphere.RADIUS_KM
    order = np.argsort(km)
    order = order[km[order] < reach_km]
    cells = np.floor(found[order] * (sphere.RADIUS_KM / _APART_KM)).astype(np.int64)
    first = np.sort(np.unique(cells, axis=0, return_index=True)[1])
    return np.asarray(found[order[first[:_MOST_EXITS]]])


def _corners(shore: Chart, berth: Floats, reach_km: float) -> Floats:
    """List the corners of the shore that a ship can round, nearest first."""
    edges = shore.near(berth, reach_km)
    here = shore.vectors(edges)
    before, after = shore.vectors(shore.before(edges)), shore.vectors(shore.after(edges))
    rounded = sphere.each_dot(sphere.cross(before, here), after) < 0
    km = sphere.chords(here, berth) * sphere.RADIUS_KM
    rounded &= km < reach_km
    at = np.flatnonzero(rounded)
    at = at[np.argsort(km[at])[:_MOST_CORNERS]]
    return pushed(shore, edges[at], _OFF_KM)
