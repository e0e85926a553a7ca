"""Find the core of a network: the corners that long ways pass, and how they are joined.

Corners are taken out one by one, the least needed first; where the shortest way between
two others led through one, a shortcut takes its place (the contraction of Geisberger et
al. 2008, doi 10.1007/978-3-540-68552-4_24). Those that are left are the core.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt
from seamesh import Bools, Floats, Ints

_SETTLED = 120
"""Corners that are looked at for a way around, at most: more shortcuts, no wrong ones."""
_TOLERANCE = 1e-4
"""A way around by so much longer makes a shortcut needless."""

Int32s = npt.NDArray[np.int32]
Network = tuple[Int32s, Int32s, Floats, Bools, Bools]


class Core(NamedTuple):
    """The core of a network.

    Attributes
    ----------
    inside : array of bool
        Which corners are of it.
    arcs : array of shape (n, 2)
        Pairs of its corners, the smaller number first, in order.
    km : array of shape (n,)
        What the shortest way from one to the other by corners outside costs.
    short : array of bool
        Which of them are no arcs of the network, but ways by other corners.
    """

    inside: Bools
    arcs: Ints
    km: Floats
    short: Bools


def core(count: int, arcs: Ints, km: Floats, kept: Ints, size: int) -> Core:
    """Find the core of a network.

    Parameters
    ----------
    count : int
        How many corners there are.
    arcs, km : array of shape (m, 2) and (m,)
        Pairs of them, and what each costs.
    kept : array of int
        Corners that are of the core whatever they weigh.
    size : int
        How many corners are left.
    """
    stays = np.zeros(count, dtype=np.bool_)
    stays[kept] = True
    lower, upper, cost, short, inside = _contracted(
        count, arcs.astype(np.int32), km, stays, size, _SETTLED, _TOLERANCE
    )
    order = np.lexsort((upper, lower))
    pairs = np.stack([lower, upper], axis=1).astype(np.int64)
    return Core(inside, pairs[order], cost[order], short[order])


@numba.njit(cache=False)
def _add(
    head: Int32s,
    link: Int32s,
    to: Int32s,
    cost: Floats,
    mid: Int32s,
    used: int,
    here: int,
    there: int,
    km: float,
    past: int,
) -> int:
    """Add half an arc, or make the one that is there cheaper."""
    step = head[here]
    while step >= 0:
        if to[step] == there:
            if km < cost[step]:
                cost[step], mid[step] = km, past
            return used
        step = link[step]
    link[used], to[used], cost[used], mid[used] = head[here], there, km, past
    head[here] = used
    return used + 1


@numba.njit(cache=False)
def _drop(head: Int32s, link: Int32s, to: Int32s, here: int, there: int) -> None:
    step, last = head[here], -1
    while step >= 0:
        if to[step] == there:
            if last < 0:
                head[here] = link[step]
            else:
                link[last] = link[step]
            return
        last, step = step, link[step]


@numba.njit(cache=False)
def _shortcuts(
    node: int,
    head: Int32s,
    link: Int32s,
    to: Int32s,
    cost: Floats,
    best: Floats,
    stamp: Ints,
    mark: int,
    settled: int,
    tolerance: float,
    out: Int32s,
    out_km: Floats,
) -> tuple[int, int, int]:
    """List the pairs of a corner's neighbours that need a shortcut past it."""
    count, degree = 0, 0
    first = head[node]
    while first >= 0:
        degree += 1
        start, start_km = to[first], cost[first]
        longest = 0.0
        other = link[first]
        while other >= 0:
            longest = max(longest, start_km + cost[other])
            other = link[other]
        if longest > 0:
            mark += 1
            best[start], stamp[start] = 0.0, mark
            heap = [(0.0, start)]
            left = settled
            while heap and left:
                so_far, at = heapq.heappop(heap)
                if so_far > best[at]:
                    continue
                if so_far > longest:
                    break
                left -= 1
                step = head[at]
                while step >= 0:
                    onward = to[step]
                    reached = so_far + cost[step]
                    if (
                        onward != node
                        and reached <= longest * (1 + tolerance)
                        and (stamp[onward] != mark or reached < best[onward])
                    ):
                        best[onward], stamp[onward] = reached, mark
                        heapq.heappush(heap, (reached, onward))
                    step = link[step]
            other = link[first]
            while other >= 0:
                end, km = to[other], start_km + cost[other]
                if stamp[end] != mark or best[end] > km * (1 + tolerance):
                    if count < len(out):
                        out[count, 0], out[count, 1], out_km[count] = start, end, km
                    count += 1
                other = link[other]
        first = link[first]
    return count, degree, mark


@numba.njit(cache=False)
def _contracted(
    count: int,
    arcs: Int32s,
    km: Floats,
    stays: Bools,
    core: int,
    settled: int,
    tolerance: float,
) -> Network:
    size = 40 * len(arcs) + 1024
    head = np.full(count, -1, dtype=np.int32)
    link, to = np.empty(size, dtype=np.int32), np.empty(size, dtype=np.int32)
    mid = np.empty(size, dtype=np.int32)
    cost = np.empty(size, dtype=np.float64)
    used = 0
    for at in range(len(arcs)):
        a, b = arcs[at]
        used = _add(head, link, to, cost, mid, used, a, b, km[at], -1)
        used = _add(head, link, to, cost, mid, used, b, a, km[at], -1)
    best = np.empty(count, dtype=np.float64)
    stamp = np.zeros(count, dtype=np.int64)
    mark = 0
    level = np.zeros(count, dtype=np.int32)
    rank = np.full(count, -1, dtype=np.int32)
    out = np.empty((1 << 20, 2), dtype=np.int32)
    out_km = np.empty(1 << 20, dtype=np.float64)
    heap = [(-1e9, -1)]
    for node in range(count):
        if stays[node]:
            continue
        new, degree, mark = _shortcuts(
            node, head, link, to, cost, best, stamp, mark, settled, tolerance, out, out_km
        )
        heap.append((2.0 * new - degree, node))
    heapq.heapify(heap)
    place = 0
    while heap and place < count - core:
        _, node = heapq.heappop(heap)
        if node < 0 or rank[node] >= 0:
            continue
        new, degree, mark = _shortcuts(
            node, head, link, to, cost, best, stamp, mark, settled, tolerance, out, out_km
        )
        weight = 2.0 * new - degree + level[node]
        if heap and weight > heap[0][0]:
            heapq.heappush(heap, (weight, node))
            continue
        rank[node] = place
        place += 1
        step = head[node]
        while step >= 0:
            other = to[step]
            level[other] = max(level[other], level[node] + 1)
            _drop(head, link, to, other, node)
            step = link[step]
        for each in range(new):
            a, b = out[each]
            used = _add(head, link, to, cost, mid, used, a, b, out_km[each], node)
            used = _add(head, link, to, cost, mid, used, b, a, out_km[each], node)
    lower, upper = np.empty(used, dtype=np.int32), np.empty(used, dtype=np.int32)
    whole, short = np.empty(used, dtype=np.float64), np.empty(used, dtype=np.bool_)
    made = 0
    for node in range(count):
        step = head[node] if rank[node] < 0 else -1
        while step >= 0:
            if node < to[step]:
                lower[made], upper[made] = node, to[step]
                whole[made], short[made] = cost[step], mid[step] >= 0
                made += 1
            step = link[step]
    return lower[:made], upper[:made], whole[:made], short[:made], rank < 0
