"""Find the reach of the corners of a network: how far along the ways that pass them lead.

A corner's reach is the most that a shortest way which passes it runs on either side of it
(Gutman 2004). A search that is further than that from both its ends passes the corner by.
Near ways are followed from all corners, far ones from some only: of open water, and of what
Natural Earth has as land, where ways cost more and so lead further.
"""

from __future__ import annotations

import heapq
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt
from scipy import sparse

from geo.routes.seaway import KNOWN, REACHES_KM
from geo.routes.sphere import Floats, Ints

Int32s = npt.NDArray[np.int32]


class Round(NamedTuple):
    """From one corner of each cell of so many km, ways are followed as far as ``reach_km``.

    Where ``inland``, that is from corners that no arc leads to over water of both maps.
    """

    cell_km: float
    reach_km: float
    inland: bool = False


ENDLESS = (Round(400.0, np.inf), Round(60.0, np.inf, inland=True))
"""Ways are followed to wherever they lead."""
ROUNDS = (
    Round(0.01, 4 * REACHES_KM[KNOWN - 1]),
    Round(8.0, 350.0),
    Round(30.0, 1500.0),
    *ENDLESS,
)
"""First from every corner, twice as far as it takes to tell the least classes' reach."""


def both_ways(size: int, arcs: Ints, km: Floats) -> sparse.csr_matrix:
    """Lay arcs between so many corners out as a matrix of what each costs, either way."""
    half = sparse.csr_matrix((km, arcs.T), shape=(size, size))
    return (half + half.T).tocsr()


def reach_km(
    spots: Floats, net: sparse.csr_matrix, inland: Ints, rounds: Sequence[Round]
) -> Floats:
    """Find the reach of every corner.

    Parameters
    ----------
    spots : array of shape (n, 3)
        The corners in kilometres from the Earth's middle.
    net : matrix
        Their arcs, from ``both_ways``.
    inland : array of int
        The corners on Natural Earth's land.
    rounds : sequence of Round
        How far ways are followed from how many corners.
    """
    size = len(spots)
    first, to = net.indptr.astype(np.int64), net.indices.astype(np.int32)
    found = np.zeros(size)
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        for cell_km, most_km, is_inland in rounds:
            some = inland if is_inland else np.arange(size)
            cells = np.floor(spots[some] / cell_km).astype(np.int64)
            sources = some[np.unique(cells, axis=0, return_index=True)[1]]
            parts = [sources[at :: 4 * workers] for at in range(4 * workers)]
            follow = partial(_reach, first, to, net.data, most_km)
            for part in pool.map(follow, parts):
                np.maximum(found, part, out=found)
            print("reach", cell_km, len(sources), flush=True)
    return found


@numba.njit(cache=False, nogil=True)
def _reach(first: Ints, to: Int32s, km: Floats, most_km: float, sources: Ints) -> Floats:
    """Follow the shortest ways from some corners, and note how far they run past each."""
    size = len(first) - 1
    found = np.zeros(size)
    best = np.full(size, np.inf)
    behind = np.full(size, -1, dtype=np.int32)
    height = np.zeros(size)
    order = np.empty(size, dtype=np.int32)
    for source in sources:
        count = 0
        best[source] = 0.0
        behind[source] = -1
        heap = [(0.0, np.int32(source))]
        touched = [np.int32(source)]
        while heap:
            so_far, at = heapq.heappop(heap)
            if so_far > best[at]:
                continue
            order[count] = at
            count += 1
            for step in range(first[at], first[at + 1]):
                onward, total = to[step], so_far + km[step]
                if total < best[onward] and total <= most_km:
                    if best[onward] == np.inf:
                        touched.append(onward)
                    best[onward], behind[onward] = total, at
                    heapq.heappush(heap, (total, onward))
        for place in range(count - 1, -1, -1):
            at = order[place]
            found[at] = max(found[at], min(best[at], height[at]))
            if behind[at] >= 0:
                length = best[at] - best[behind[at]]
                height[behind[at]] = max(height[behind[at]], height[at] + length)
        for at in touched:
            best[at], height[at] = np.inf, 0.0
    return found
