"""Give each corner of the network its hubs: with them a way is looked up, not searched.

Pruned landmark labelling, after Akiba, Iwata and Yoshida (2013, "Fast exact shortest-path
distance queries on large networks by pruned landmark labeling"): corners are taken from the
busiest on, and a search from each goes only as far as no way by a busier one is as short.
Every shortest way then passes a hub that both its ends have in their lists.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_SOURCES, _SEED = 400, 7
_EQUAL = 1e-9


class Labels(NamedTuple):
    """The hubs of each node, busiest first.

    ``first`` tells where a node's begin; ``hub`` is a node's place in the order, ``parent``
    the next node on the way to the hub, ``place`` where among that node's hubs it stands.
    """

    order: Ints
    first: Ints
    hub: Ints
    parent: Ints
    place: Ints


def busiest(net: sparse.csr_matrix, spread: Ints) -> Ints:
    """Order nodes by how many shortest ways from a sample of others pass them."""
    lots = np.random.default_rng(_SEED)
    passed = np.zeros(net.shape[0])
    for source in lots.permutation(spread)[:_SOURCES].tolist():
        km, parent = dijkstra(net, indices=source, return_predecessors=True)
        weight = np.where(np.isfinite(km), 1.0, 0.0)
        order = np.argsort(-np.where(np.isfinite(km), km, -1.0), kind="stable")
        order = order[(parent[order] >= 0)]
        up = parent.tolist()
        heavy = weight.tolist()
        for node in order.tolist():
            heavy[up[node]] += heavy[node]
        passed += heavy
    return np.argsort(-passed, kind="stable")


def labels(net: sparse.csr_matrix, order: Ints) -> Labels:
    """Search from every node, the first of the order first, as far as it is needed."""
    count = net.shape[0]
    near = [
        list(zip(net.indices[a:b].tolist(), net.data[a:b].tolist(), strict=True))
        for a, b in zip(net.indptr[:-1], net.indptr[1:], strict=True)
    ]
    hubs: list[dict[int, float]] = [{} for _ in range(count)]
    parents: list[list[int]] = [[] for _ in range(count)]
    for rank, source in enumerate(order.tolist()):
        own = hubs[source].copy()
        best = {source: 0.0}
        heap = [(0.0, source, source)]
        done = set()
        while heap:
            km, node, parent = heapq.heappop(heap)
            if node in done:
                continue
            done.add(node)
            there = hubs[node]
            few, many = (own, there) if len(own) < len(there) else (there, own)
            limit = km + _EQUAL
            if any(hub in many and many[hub] + d <= limit for hub, d in few.items()):
                continue
            there[rank] = km
            parents[node].append(parent)
            for other, step in near[node]:
                length = km + step
                if length < best.get(other, np.inf):
                    best[other] = length
                    heapq.heappush(heap, (length, other, node))
    sizes = np.array([len(found) for found in hubs])
    first = np.concatenate([[0], np.cumsum(sizes)])
    hub = np.array([rank for found in hubs for rank in found], dtype=np.int64)
    parent = np.array([node for found in parents for node in found], dtype=np.int64)
    key = np.repeat(np.arange(count), sizes) * count + hub
    place = np.searchsorted(key, parent * count + hub) - first[parent]
    return Labels(order, first, hub, parent, place)
