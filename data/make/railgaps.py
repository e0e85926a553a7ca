"""Find the breaks of the mapped railways that are short enough to be bridged.

The source lost track here and there: steps shorter than its grid of 0.001 degree, some
bridges and tunnels, whatever its author's thinning dropped. A break shows as a dead end
that points at other track close by, to which the way along the map is long or none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt
from pyproj import Geod
from scipy.spatial import cKDTree

GRID_KM = 0.16
"""Across one cell of the grid: less than this apart, two vertices are one junction."""

BRIDGE_KM = 3.0
TUNNEL_KM = 6.0
"""From a dead end to track that it points at."""

BORDER_KM = 2.0
"""Across a border, where railways do end."""

LONG_WAY = 30.0
LEAST_WAY_KM = 20.0
"""A break's way round is so many times as long, and this long at least."""

LEAST_CELL_KM = 5.0
AHEAD_DEG = 75.0
FACING_DEG = 40.0
UNSEEN_KM = 0.5
"""A shorter break may lie to any side of a dead end."""

EARTH_KM = 6371.0
WGS84 = Geod(ellps="WGS84")

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Break = tuple[int, int, float]
Edges = Sequence[Break]
Near = dict[int, list[tuple[int, float]]]


def geodesics_km(nodes: Floats, here: Ints, there: Ints) -> Floats:
    """Measure the geodesics between pairs of vertices."""
    a, b = nodes[here], nodes[there]
    metres = WGS84.inv(a[:, 1], a[:, 0], b[:, 1], b[:, 0])[2]
    return np.asarray(metres, dtype=float) / 1000


class Parts:
    """Which vertices hang together (a union-find)."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def of(self, item: int) -> int:
        """Name the part of a vertex."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: int, other: int) -> bool:
        """Join two parts; False where they were one already."""
        one, other = self.of(one), self.of(other)
        self.parent[max(one, other)] = min(one, other)
        return one != other


def ways(at: Near, start: int, limit_km: float, end: int = -1) -> dict[int, float]:
    """Measure the ways from a vertex along the map, up to a limit (Dijkstra)."""
    heap = [(0.0, start)]
    done: dict[int, float] = {}
    while heap:
        km, here = heappop(heap)
        if here in done:
            continue
        done[here] = km
        if here == end:
            break
        for there, step in at.get(here, ()):
            if there not in done and km + step <= limit_km:
                heappush(heap, (km + step, there))
    return done


def neighbours(edges: Edges) -> Near:
    """List the vertices beside each vertex."""
    at: Near = defaultdict(list)
    for here, there, km in edges:
        at[here].append((there, km))
        at[there].append((here, km))
    return at


def pairs_within(nodes: Floats, heads: Ints, tails: Ints, reach_km: float) -> Ints:
    """Pair heads with the tails near them, as two columns."""
    lat, lon = np.radians(nodes).T
    unit = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    found = cKDTree(unit[tails]).query_ball_point(unit[heads], 1.01 * reach_km / EARTH_KM)
    ones = np.repeat(heads, [len(item) for item in found])
    others = tails[np.concatenate([np.sort(item) for item in found]).astype(int)]
    return np.asarray(np.column_stack([ones, others])[ones != others])


def azimuths(nodes: Floats, here: Ints, there: Ints) -> Floats:
    """Give the bearings from vertices to others, in degrees."""
    a, b = nodes[here], nodes[there]
    return np.asarray(WGS84.inv(a[:, 1], a[:, 0], b[:, 1], b[:, 0])[0])


def headings(nodes: Floats, at: Near, ends: Ints) -> dict[int, float]:
    """Tell where each dead end points, from track half a kilometre or so before it."""
    before = []
    for end in ends:
        last, here, km = -1, int(end), 0.0
        while km < UNSEEN_KM:
            onward = [(there, step) for there, step in at[here] if there != last]
            if len(onward) != 1:
                break
            last, (here, step) = here, onward[0]
            km += step
        before.append(here)
    points = azimuths(nodes, np.asarray(before), ends)
    return dict(zip(ends.tolist(), points.tolist(), strict=True))


def _candidates(nodes: Floats, at: Near) -> list[tuple[float, int, int]]:
    """List what lies ahead of dead ends within reach, the closest first."""
    ends = np.asarray(sorted(item for item, row in at.items() if len(row) == 1))
    known = np.asarray(sorted(at))
    heads, tails = pairs_within(nodes, ends, known, TUNNEL_KM).T
    km = geodesics_km(nodes, heads, tails)
    points = headings(nodes, at, ends)
    ahead = _off(azimuths(nodes, heads, tails), np.asarray([points[int(h)] for h in heads]))
    back = _off(
        azimuths(nodes, tails, heads), np.asarray([points.get(int(t), 999.0) for t in tails])
    )
    good = (km <= UNSEEN_KM) | ((km <= BRIDGE_KM) & (ahead <= AHEAD_DEG) & (back <= AHEAD_DEG))
    good |= (km <= TUNNEL_KM) & (ahead <= FACING_DEG) & (back <= FACING_DEG)
    order = np.lexsort((tails, heads, km))
    return [(float(km[i]), int(heads[i]), int(tails[i])) for i in order if good[i]]


def _off(bearing: Floats, heading: Floats) -> Floats:
    """Give the angle between bearings and headings; none where there is no heading."""
    turned = np.abs((bearing - heading + 180.0) % 360.0 - 180.0)
    return np.asarray(np.where(heading > 360.0, 0.0, turned))


def _limit_km(km: float) -> float:
    return LEAST_CELL_KM if km <= GRID_KM else max(LEAST_WAY_KM, LONG_WAY * km)


def bridges(
    nodes: Floats, edges: Edges, codes: Sequence[str], named: Sequence[Break]
) -> Iterator[Break]:
    """Give the breaks to bridge: two vertices, and the kilometres between them."""
    at = neighbours(edges)
    used: set[int] = set()
    for here, there, km in named:
        at[here].append((there, km))
        at[there].append((here, km))
        yield here, there, km
    for km, here, there in _candidates(nodes, at):
        if here in used or (km > BORDER_KM and codes[here] != codes[there]):
            continue
        limit = _limit_km(km)
        if there in ways(at, here, limit, there):
            continue
        used.update((here, there))
        at[here].append((there, km))
        at[there].append((here, km))
        yield here, there, km
    yield from _islands(nodes, at)


def _islands(nodes: Floats, at: Near) -> Iterator[Break]:
    """Join what still hangs apart, where it is closest to other parts."""
    parts = Parts(len(nodes))
    for here, row in at.items():
        for there, _ in row:
            parts.join(here, there)
    known = np.asarray(sorted(at))
    names = np.asarray([parts.of(int(item)) for item in known])
    small = known[names != np.bincount(names).argmax()]
    pairs = pairs_within(nodes, small, known, BRIDGE_KM)
    pairs = pairs[[parts.of(int(a)) != parts.of(int(b)) for a, b in pairs]]
    heads, tails = pairs.T
    km = geodesics_km(nodes, heads, tails)
    for item in np.lexsort((tails, heads, km)):
        here, there = int(heads[item]), int(tails[item])
        if km[item] <= BRIDGE_KM and parts.join(here, there):
            yield here, there, float(km[item])
