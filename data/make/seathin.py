"""Leave out arcs of a network that shorter ones replace (a greedy spanner)."""

from __future__ import annotations

import heapq

import numba
import numpy as np
import numpy.typing as npt

from geo.routes.sphere import Bools, Floats, Ints

LONGER, FAR_LONGER = 1e-2, 6e-3
"""An arc is left out where others lead to its end by no more than this share longer..."""
_FAR_KM = 30.0, 500.0
"""... which goes from the one to the other between these lengths."""


SHARE = 1e-2
"""Of long arcs whose ends lie as near to each other, in shares of their length, one is kept."""
_LONG_KM = 64.0
_MOST_SETTLED = 3000
"""Corners that are looked at for other ways, at most."""
_EAGER = 0.8
"""How much of ``LONGER`` a search may give away to reach its end sooner."""


def apart(spots: Floats, arcs: Ints, km: Floats, cost: Floats) -> Bools:
    """Tell which arcs to keep of the long ones that lie side by side: the cheapest of each."""
    kept = km < _LONG_KM
    size = np.floor(np.log2(np.maximum(km, 1.0))).astype(np.int64)
    for step in range(int(np.log2(_LONG_KM)), int(size.max()) + 1):
        some = np.flatnonzero((size == step) & ~kept)
        size_km = SHARE * 2.0**step * (2.0**step / _LONG_KM) ** 0.3
        cells = np.floor(spots[arcs[some]] / size_km).astype(np.int64)
        keys = np.concatenate([cells[:, 0], cells[:, 1]], axis=1)
        order = np.lexsort((cost[some], *keys.T))
        new = np.append(True, (np.diff(keys[order], axis=0) != 0).any(axis=1))
        kept[some[order[new]]] = True
    return kept


def needed(spots: Floats, arcs: Ints, km: Floats) -> Bools:
    """Tell which arcs are needed: between any ends the others are hardly longer.

    Parameters
    ----------
    spots : array of shape (n, 3)
        The corners in kilometres from the Earth's middle.
    arcs : array of shape (m, 2)
        Pairs of corners.
    km : array of shape (m,)
        What each arc costs, no less than its length.
    """
    order = np.argsort(km, kind="stable")
    longer = np.interp(np.log(km[order] + 1), np.log(_FAR_KM), (LONGER, FAR_LONGER))
    found = _needed(spots, arcs[order].astype(np.int32), km[order], longer, _EAGER)
    kept = np.zeros(len(arcs), dtype=bool)
    kept[order[found]] = True
    return kept


@numba.njit(cache=False)
def _apart(spots: Floats, here: int, there: int) -> float:
    x = spots[here, 0] - spots[there, 0]
    y = spots[here, 1] - spots[there, 1]
    z = spots[here, 2] - spots[there, 2]
    return np.sqrt(x * x + y * y + z * z)


@numba.njit(cache=False)
def _needed(
    spots: Floats, arcs: npt.NDArray[np.int32], km: Floats, longer: Floats, eagerness: float
) -> Bools:
    count = len(spots)
    head = np.full(count, -1, dtype=np.int32)
    size = 1 << 20
    link = np.empty(size, dtype=np.int32)
    target = np.empty(size, dtype=np.int32)
    cost = np.empty(size, dtype=np.float64)
    used = 0
    best = np.empty(count, dtype=np.float64)
    stamp = np.full(count, -1, dtype=np.int32)
    kept = np.zeros(len(arcs), dtype=np.bool_)
    for at in range(len(arcs)):
        start, end = arcs[at]
        limit = km[at] * (1 + longer[at])
        eager = 1 + eagerness * longer[at]
        heap = [(eager * _apart(spots, start, end), start)]
        best[start], stamp[start] = 0.0, at
        met = False
        left = _MOST_SETTLED
        while heap and left and not met:
            left -= 1
            rough, node = heapq.heappop(heap)
            so_far = best[node]
            if rough > so_far + eager * _apart(spots, node, end) + 1e-9:
                continue
            step = head[node]
            while step >= 0:
                other = target[step]
                reached = so_far + cost[step]
                ahead = _apart(spots, other, end)
                if reached + ahead <= limit and (stamp[other] != at or reached < best[other]):
                    if other == end:
                        met = True
                        break
                    best[other], stamp[other] = reached, at
                    heapq.heappush(heap, (reached + eager * ahead, other))
                step = link[step]
        if met:
            continue
        kept[at] = True
        for here, there in ((start, end), (end, start)):
            if used == size:
                link = np.concatenate((link, np.empty(size, dtype=np.int32)))
                target = np.concatenate((target, np.empty(size, dtype=np.int32)))
                cost = np.concatenate((cost, np.empty(size, dtype=np.float64)))
                size *= 2
            link[used], target[used], cost[used] = head[here], there, km[at]
            head[here] = used
            used += 1
    return kept
