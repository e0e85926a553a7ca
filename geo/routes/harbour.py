"""Out of a harbour: the shortest way round its walls to the water that ships keep to.

It is searched by the least way first (Hart, Nilsson and Raphael 1968).
"""

from __future__ import annotations

import heapq

import numpy as np

from geo.routes import rings, sphere, waters
from geo.routes.chart import Chart
from geo.routes.sight import Horizon
from geo.routes.sphere import Floats
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


def lead(berth: Floats, reach_km: float) -> Floats | None:
    """Lead a ship from a berth to the kept water.

    Parameters
    ----------
    berth : array of shape (3,)
        A position in the water of the coast, as a unit vector.
    reach_km : float
        How far the kept water may lie.

    Returns
    -------
    array of shape (n, 3) or None
        The berth, the points that are rounded, and a position in the kept water.
    """
    exits = _exits(berth, reach_km)
    if not len(exits):
        return None
    shore = waters.shore()
    edges = shore.near(berth, reach_km)
    spots = np.concatenate([berth[None], exits, _corners(shore, berth, reach_km)])
    ahead = _ahead_km(spots, exits)
    best = np.full(len(spots), np.inf)
    best[0] = 0.0
    come = np.zeros(len(spots), dtype=np.int64)
    left = np.ones(len(spots), dtype=bool)
    heap = [(0.0, 0)]
    for _ in range(_MOST_STEPS):
        while heap and not left[heap[0][1]]:
            heapq.heappop(heap)
        if not heap:
            return None
        _, at = heapq.heappop(heap)
        left[at] = False
        if 0 < at <= len(exits) and rings.within(waters.room(), spots[at]):
            way = [at]
            while way[-1]:
                way.append(int(come[way[-1]]))
            return np.asarray(spots[way[::-1]])
        steps = best[at] + sphere.chords(spots, spots[at]) * sphere.RADIUS_KM
        others = np.flatnonzero(left & (steps < best))
        others = others[Horizon(shore, edges, spots[at]).clear(spots[others])]
        best[others] = steps[others]
        come[others] = at
        dues = (steps + ahead)[others].tolist()
        for due, other in zip(dues, others.tolist(), strict=True):
            heapq.heappush(heap, (due, other))
    return None


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
