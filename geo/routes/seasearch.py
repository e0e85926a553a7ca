"""The shortest way along the network of sea ways.

A search from one end leans towards the other by the lengths to landmarks, and passes corners
by that no way reaches as far beyond (Goldberg, Kaplan and Werneck 2006).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from operator import sub

import numpy as np

from geo.routes.seaway import MARK_KM, Links, Seaway, seaway
from geo.routes.straits import CANALS

_ROUNDED = 2
"""Lengths to landmarks are good to this many units in a difference."""


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
    if not np.intersect1d(way.sea[start.nodes], way.sea[end.nodes]).size:
        return None
    nodes = _way(way, start, end, closed) or _way(way, start, end, closed, wide=True)
    if nodes is None:
        return None
    parts: list[list[int]] = [[]]
    for at, one in enumerate(nodes):
        parts[-1].append(one)
        after = nodes[at + 1] if at + 1 < len(nodes) else -1
        if min(one, after) >= way.count and (one - way.count) // 2 == (after - way.count) // 2:
            parts.append([])
    return parts


def _way(
    of: Seaway, start: Links, end: Links, closed: frozenset[str], *, wide: bool = False
) -> list[int] | None:
    """List the corners of the shortest way; a wide search passes no corner by for its reach."""
    ahead = _ahead(of, end)
    goals = dict(zip(end.nodes.tolist(), end.km.tolist(), strict=True))
    best = dict(zip(start.nodes.tolist(), start.km.tolist(), strict=True))
    heap = [(km + ahead(node), km, node) for node, km in best.items()]
    heapq.heapify(heap)
    come: dict[int, int] = {}
    reach, rows = of.reach, of.kept
    bounds = [np.inf] * len(of.bounds) if wide else of.bounds
    shut = {
        of.count + 2 * at + side
        for at, name in enumerate(CANALS)
        if name in closed
        for side in (0, 1)
    }
    goal, goal_km = -1, np.inf
    while heap and heap[0][0] < goal_km:
        _, km, node = heapq.heappop(heap)
        if km > best[node]:
            continue
        if km + goals.get(node, np.inf) < goal_km:
            goal, goal_km = node, km + goals[node]
        for other, step in rows.get(node) or of.row(node):
            if other in shut and node in shut:
                continue
            reached = km + step
            if reached < best.get(other, np.inf):
                left = ahead(other)
                best[other] = reached
                if reached + left < goal_km and min(reached, left) <= bounds[reach[other]]:
                    come[other] = node
                    heapq.heappush(heap, (reached + left, reached, other))
    if goal < 0:
        return None
    found = [goal]
    while found[-1] in come:
        found.append(come[found[-1]])
    return found[::-1]


def _ahead(of: Seaway, end: Links) -> Callable[[int], float]:
    """Give what tells how far it is at least from a corner to an end."""
    x, y, z = end.spot.tolist()
    spots, marks = of.spots, of.marks
    own = marks[end.nodes].T * MARK_KM
    most = ((own + end.km).min(axis=1) / MARK_KM).tolist()
    least = ((own - end.km).max(axis=1) / MARK_KM).tolist()

    def ahead(node: int) -> float:
        px, py, pz = spots[node].tolist()
        straight = float(((px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2) ** 0.5)
        row = marks[node].tolist()
        further: float = max(*map(sub, row, most), *map(sub, least, row))
        return max(straight, (further - _ROUNDED) * MARK_KM)

    return ahead
