"""Give a thinned network back the arcs without which ways from afar come out longer.

Thinning tells of each arc that others replace it, and of ways along many only what adds up.
So whole ways are held against those along all arcs, from one corner of each of some cubes.
"""

from __future__ import annotations

import heapq
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numba
import numpy as np
from scipy.sparse import csr_matrix
from seareach import Int32s, both_ways

from geo.routes.sphere import Bools, Floats, Ints

LOSS = 5e-3
"""By what share a way may be longer than along all arcs, ..."""
_SLACK = 0.5
"""... and by how much of that one that is mended."""
_CUBE_KM = 900.0
_LEAST_KM = 5.0
_SOME = 8
"""So many corners are asked at a time, and what they miss is given back before the next."""


def mended(spots: Floats, arcs: Ints, cost: Floats, kept: Bools) -> Bools:
    """Tell which arcs to keep: those that are kept, and those that ways miss.

    Parameters
    ----------
    spots : array of shape (n, 3)
        The corners in kilometres from the Earth's middle.
    arcs : array of shape (m, 2)
        All pairs of corners that see each other, each once, in order.
    cost : array of shape (m,)
        In kilometres, no less than their lengths.
    kept : array of bool
        The arcs of the thinned network.
    """
    size, kept = len(spots), kept.copy()
    used = np.zeros(size, dtype=bool)
    used[arcs[kept]] = True
    ends = np.flatnonzero(used)
    cubes = np.floor(spots[ends] / _CUBE_KM).astype(np.int64)
    sources = ends[np.unique(cubes, axis=0, return_index=True)[1]]
    keys = arcs @ np.array([size, 1])
    whole = both_ways(size, arcs, cost)
    with ThreadPoolExecutor() as pool:
        for first in range(0, len(sources), _SOME):
            thin = both_ways(size, arcs[kept], cost[kept])
            miss = partial(_missed, whole, thin, used)
            for pairs in pool.map(miss, sources[first : first + _SOME]):
                kept[np.searchsorted(keys, pairs @ np.array([size, 1]))] = True
    print("mended from", len(sources), flush=True)
    return kept


def _missed(whole: csr_matrix, thin: csr_matrix, used: Bools, source: int) -> Ints:
    """List the pairs of corners, the smaller first, that ways from one miss."""
    nets = [(net.indptr.astype(np.int64), net.indices, net.data) for net in (whole, thin)]
    best, behind, order = _ways(*nets[0], source)
    longer, _, _ = _ways(*nets[1], source)
    ends = np.flatnonzero(_ends(best, behind, order, longer, used))
    return np.sort(np.stack([behind[ends], ends], axis=1), axis=1)


@numba.njit(cache=False, nogil=True)
def _ways(first: Ints, to: Int32s, km: Floats, source: int) -> tuple[Floats, Int32s, Int32s]:
    """Follow the shortest ways from a corner: how long, by which corner, and in which order."""
    size = len(first) - 1
    best = np.full(size, np.inf)
    behind = np.full(size, -1, dtype=np.int32)
    order = np.empty(size, dtype=np.int32)
    count = 0
    best[source] = 0.0
    heap = [(0.0, np.int32(source))]
    while heap:
        so_far, at = heapq.heappop(heap)
        if so_far > best[at]:
            continue
        order[count] = at
        count += 1
        for step in range(first[at], first[at + 1]):
            onward, total = to[step], so_far + km[step]
            if total < best[onward]:
                best[onward], behind[onward] = total, at
                heapq.heappush(heap, (total, onward))
    return best, behind, order[:count]


@numba.njit(cache=False, nogil=True)
def _ends(best: Floats, behind: Int32s, order: Int32s, longer: Floats, used: Bools) -> Bools:
    """Tell at which corners the arcs end that shortest ways miss: the last of each way."""
    found = np.zeros(len(best), dtype=np.bool_)
    for end in order:
        if not used[end] or best[end] < _LEAST_KM or longer[end] <= (1 + LOSS) * best[end]:
            continue
        most = (1 + LOSS * _SLACK) * best[end]
        at = end
        while longer[at] + best[end] - best[at] > most:
            found[at] = True
            at = behind[at]
        more, at = longer[at] - best[at], end
        while longer[at] > best[at] + more:
            longer[at] = best[at] + more
            at = behind[at]
    return found
