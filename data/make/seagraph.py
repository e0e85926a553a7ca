"""Join the corners of the kept water that see each other, and leave out what is not needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from scipy import sparse
from scipy.sparse.csgraph import connected_components, dijkstra
from seasight import Bools, Corners, Floats, Ints, pairs, raster
from shapely.geometry.base import BaseGeometry

from geo.routes import sphere
from geo.routes.seaway import FOREIGN, MARK_KM, pushed
from geo.routes.straits import CANALS

LONGER = 3e-4
"""An arc is left out where two shorter ones are longer by no more than this share."""
CORE_KM = 100.0
"""A corner is of the core if a shortest way passes it as far as this from both ends."""
MARKS = 8
_SOURCES, _SOURCE_DEGREES, _SEED = 80, 3.0, 7
_LEAST_SEA = 30
"""Fewer corners joined to no others are a pocket."""
_STEP_KM = 6.0
_CANAL_KM = (40.0, 120.0, 300.0)
_CANAL_CORNERS = 12, 60


class Graph(NamedTuple):
    """The network: corners by their place among the rings' corners, and arcs by corner.

    The ends of canals come after the corners. ``foreign`` arcs cross land of Natural
    Earth; ``marks`` are lengths in units of ``MARK_KM`` from landmarks to the corners of the
    core and the ends of canals, shape (marks, n).
    """

    corner: Ints
    arcs: Ints
    foreign: Bools
    core: Bools
    narrow: Bools
    marks: Ints


class Outline:
    """The rings of the kept water: corners in units of the grid, one ring after another."""

    def __init__(self, rings: Sequence[Ints], grid: float) -> None:
        counts = np.array([len(ring) for ring in rings])
        self.degrees: Floats = np.concatenate(rings) * np.float64(grid)
        ends = np.cumsum(counts)
        self.after = np.arange(1, len(self.degrees) + 1)
        self.after[ends - 1] = ends - counts
        self.before = np.arange(-1, len(self.degrees) - 1)
        self.before[ends - counts] = ends - 1
        self.ring = np.repeat(np.arange(len(rings)), counts)
        self.vectors = sphere.units(self.degrees)

    def rounded(self) -> Ints:
        """List the corners that a ship can round, but where the map is cut."""
        back, here, on = self.vectors[self.before], self.vectors, self.vectors[self.after]
        turn = np.einsum("ij,ij->i", np.cross(back, here), on)
        inside = (abs(self.degrees[:, 0]) < 179.9995) & (self.degrees[:, 1] > -78.5)
        return np.flatnonzero((turn < -1e-13) & inside)

    def corners(self, at: Ints) -> Corners:
        """Give corners with what tells which lines touch them."""
        back, on = self.vectors[self.before[at]], self.vectors[self.after[at]]
        spots = pushed(self.vectors[at], back, on)
        return Corners(
            spots,
            _unit(np.cross(back, spots)),
            _unit(np.cross(on, spots)),
            self.degrees[at],
            self.ring[at],
        )


def graph(
    outline: Outline,
    drawn: Sequence[tuple[Floats, Sequence[Floats]]],
    natural: Sequence[BaseGeometry],
    narrow: Bools,
) -> Graph:
    """Make the network.

    Parameters
    ----------
    outline : Outline
        The rings of the kept water.
    drawn : sequence of outer ring and holes
        The same as polygons in degrees.
    natural : sequence of geometry
        Natural Earth's land.
    narrow : array of bool
        Which corners of the outline lie nearer to land than the clearance.
    """
    at = outline.rounded()
    corners = outline.corners(at)
    edge = Edges(outline.degrees, outline.degrees[outline.after])
    arcs = _kept(corners.vectors, pairs(corners, raster(drawn)), edge)
    arcs, used = _joined(arcs, len(at))
    at = at[used]
    corners = outline.corners(at)
    foreign = _foreign(corners.vectors, arcs, natural)
    links = _canal_links(corners, edge)
    arcs = np.concatenate([arcs, links])
    foreign = np.concatenate([foreign, np.zeros(len(links), dtype=bool)])
    order = np.lexsort((arcs[:, 1], arcs[:, 0]))
    arcs, foreign = arcs[order], foreign[order]
    net = _network(corners.vectors, arcs, foreign)
    core = _reach_km(net, corners.degrees) > CORE_KM
    core[len(at) :] = True
    return Graph(at, arcs, foreign, core[: len(at)], narrow[at], _marks(net)[:, core])


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1), 1e-15)[:, None])


class Edges:
    """Edges in degrees, against which arcs are held."""

    def __init__(self, here: Floats, there: Floats) -> None:
        cut = (abs(here[:, 0]) > 179.9995) & (abs(there[:, 0]) > 179.9995)
        both = np.stack([here[~cut], there[~cut]], axis=1)
        middle = both[..., 0].mean(axis=1)
        turned = [both[middle < -179] + (360, 0), both[middle > 179] - (360, 0)]
        lines = np.asarray(shapely.linestrings(np.concatenate([both, *turned])), dtype=object)
        self._tree = shapely.STRtree(lines)

    def crossed(self, vectors: Floats, arcs: Ints) -> Bools:
        """Tell which arcs between positions cross an edge."""
        found = np.zeros(len(arcs), dtype=bool)
        km = sphere.lengths_km(*(sphere.on_ellipsoid_km(vectors[arcs[:, i]]) for i in (0, 1)))
        order = np.argsort(km, kind="stable")
        total = np.cumsum(np.ceil(km[order] / _STEP_KM))
        start = 0
        while start < len(order):
            done = total[start - 1] if start else 0.0
            end = max(start + 1, int(np.searchsorted(total, done + 1.5e6)))
            some = order[start:end]
            owner, pieces = _pieces(vectors[arcs[some, 0]], vectors[arcs[some, 1]])
            hit, _ = self._tree.query(shapely.linestrings(pieces), predicate="intersects")
            found[some[owner[hit]]] = True
            start = end
        return found


def _pieces(here: Floats, there: Floats) -> tuple[Ints, npt.NDArray[np.float64]]:
    """Cut arcs into short edges in degrees; tell the arc of each."""
    angle = np.arctan2(
        np.linalg.norm(np.cross(here, there), axis=1), np.einsum("ij,ij->i", here, there)
    )
    count = np.maximum(1, np.ceil(angle * sphere.RADIUS_KM / _STEP_KM).astype(int))
    owner = np.repeat(np.arange(len(here)), count)
    step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    whole, sine = angle[owner], np.maximum(np.sin(angle[owner]), 1e-15)

    def spots(share: Floats) -> Floats:
        first, second = np.sin((1 - share) * whole) / sine, np.sin(share * whole) / sine
        return sphere.degrees(first[:, None] * here[owner] + second[:, None] * there[owner])

    start, end = spots(step / count[owner]), spots((step + 1) / count[owner])
    end[:, 0] = start[:, 0] + (end[:, 0] - start[:, 0] + 180) % 360 - 180
    return owner, np.stack([start, end], axis=1)


def _kept(vectors: Floats, arcs: Ints, edges: Edges) -> Ints:
    """Leave out arcs that are not clear, and then those that two shorter ones replace."""
    clear = arcs[~edges.crossed(vectors, arcs)]
    spots = sphere.on_ellipsoid_km(vectors)
    km = sphere.lengths_km(spots[clear[:, 0]], spots[clear[:, 1]])
    return np.asarray(clear[_needed(len(vectors), clear, km)])


def _needed(count: int, arcs: Ints, km: Floats) -> Bools:
    """Tell which arcs no two shorter arcs replace at hardly any more length."""
    source, target = np.concatenate([arcs, arcs[:, ::-1]]).T
    order = np.lexsort((target, source))
    source, target = source[order], target[order]
    number = np.tile(np.arange(len(arcs)), 2)[order]
    length = km[number]
    first = np.searchsorted(source, np.arange(count + 1))
    found = np.ones(len(arcs), dtype=bool)
    direct = np.full(count, np.inf)
    for node in range(count):
        row = slice(first[node], first[node + 1])
        near, steps = target[row], length[row]
        if len(near) < 2:
            continue
        starts, sizes = first[near], first[near + 1] - first[near]
        skip = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        at = np.arange(int(sizes.sum())) + skip
        direct[near] = steps
        end, leg, way = target[at], length[at], np.repeat(steps, sizes)
        whole = direct[end]
        direct[near] = np.inf
        with np.errstate(invalid="ignore"):
            longer = (way + leg <= whole * (1 + LONGER)) & (way < whole) & (leg < whole)
        longer &= np.isfinite(whole)
        drop = np.unique(end[longer])
        found[number[row][np.searchsorted(near, drop)]] = False
    return found


def _joined(arcs: Ints, count: int) -> tuple[Ints, Ints]:
    """Leave out pockets; renumber the arcs by the corners that are left."""
    one = np.ones(len(arcs), dtype=bool)
    joined = sparse.coo_matrix((one, (arcs[:, 0], arcs[:, 1])), shape=(count, count))
    label = connected_components(joined, directed=False)[1]
    used = np.bincount(label)[label] >= _LEAST_SEA
    number = np.cumsum(used) - 1
    kept = arcs[used[arcs[:, 0]]]
    return number[kept], np.flatnonzero(used)


def _foreign(vectors: Floats, arcs: Ints, natural: Sequence[BaseGeometry]) -> Bools:
    """Tell which arcs cross Natural Earth's land."""
    lands = shapely.get_parts(np.array(natural, dtype=object))
    rings = [
        np.array(ring.coords) for land in lands for ring in (land.exterior, *land.interiors)
    ]
    here, there = (
        np.concatenate([ring[cut] for ring in rings]) for cut in (np.s_[:-1], np.s_[1:])
    )
    crossed = Edges(here, there).crossed(vectors, arcs)
    spots = shapely.points(sphere.degrees(vectors))
    inside = np.zeros(len(vectors), dtype=bool)
    inside[shapely.STRtree(lands).query(spots, predicate="within")[0]] = True
    return np.asarray(crossed | inside[arcs].any(axis=1))


def _canal_links(corners: Corners, edges: Edges) -> Ints:
    """Join the ends of the canals to the corners in their sight."""
    count, found = len(corners.vectors), []
    ends = [end for line in CANALS.values() for end in (line[0], line[-1])]
    for at, end in enumerate(ends):
        spot = sphere.unit(end)
        links = np.zeros((0, 2), dtype=np.int64)
        for km in _CANAL_KM:
            near = np.flatnonzero(corners.vectors @ spot > np.cos(km / sphere.RADIUS_KM))
            near = near[(corners.back[near] @ spot) * (corners.on[near] @ spot) > 0]
            vectors = np.concatenate([corners.vectors[near], spot[None]])
            lines = np.stack([np.arange(len(near)), np.full(len(near), len(near))], axis=1)
            seen = near[~edges.crossed(vectors, lines)]
            links = np.stack([seen, np.full(len(seen), count + at)], axis=1)
            if len(seen) >= _CANAL_CORNERS[0]:
                break
        if not len(links):
            raise SystemExit(f"The canal's end at {end} sees no corner; move it to open water.")
        found.append(links[: _CANAL_CORNERS[1]])
    return np.concatenate(found)


def _network(vectors: Floats, arcs: Ints, foreign: Bools) -> sparse.csr_matrix:
    """Lay the network out as a matrix of kilometres, canals among it."""
    lines = [sphere.units(np.array([(p.lon, p.lat) for p in line])) for line in CANALS.values()]
    ends = [line[[0, -1]] for line in lines]
    spots = sphere.on_ellipsoid_km(np.concatenate([vectors, *ends]))
    km = sphere.lengths_km(spots[arcs[:, 0]], spots[arcs[:, 1]]) * np.where(foreign, FOREIGN, 1)
    through = [sphere.on_ellipsoid_km(line) for line in lines]
    canal_km = [float(sphere.lengths_km(line[1:], line[:-1]).sum()) for line in through]
    first = len(vectors) + 2 * np.arange(len(lines))
    both = np.concatenate([arcs, np.stack([first, first + 1], axis=1)])
    lengths = np.concatenate([km, canal_km])
    half = sparse.coo_matrix(
        (lengths, (both[:, 0], both[:, 1])), shape=(len(spots),) * 2
    ).tocsr()
    return half + half.T


def _reach_km(net: sparse.csr_matrix, degrees: Floats) -> Floats:
    """Tell how far from both ends of some shortest way each corner is passed.

    Shortest ways are those from a few hundred corners spread over the seas.
    """
    lots = np.random.default_rng(_SEED)
    order = lots.permutation(len(degrees))
    cell = np.floor(degrees[order] / _SOURCE_DEGREES) @ (1, 1000)
    spread = order[np.unique(cell, return_index=True)[1]]
    found = np.zeros(net.shape[0])
    for source in lots.permutation(spread)[:_SOURCES]:
        km, parent = dijkstra(net, indices=source, return_predecessors=True)
        reached = np.isfinite(km)
        further = _furthest(np.where(reached, km, 0.0), parent) - np.where(reached, km, 0.0)
        np.maximum(found, np.where(reached, np.minimum(km, further), 0.0), out=found)
    return found


def _furthest(km: Floats, parent: Ints) -> Floats:
    """Give the length of the longest way of a tree that leads by each node."""
    up = np.where(parent >= 0, parent, np.arange(len(parent)))
    depth, over = (parent >= 0).astype(int), up
    while (over[over] != over).any():
        depth, over = depth + depth[over], over[over]
    below = np.flatnonzero(parent >= 0)
    below = below[np.argsort(-depth[below], kind="stable")]
    found = km.copy()
    for level in np.split(below, np.flatnonzero(np.diff(depth[below])) + 1):
        np.maximum.at(found, up[level], found[level])
    return found


def _marks(net: sparse.csr_matrix) -> Ints:
    """Measure from landmarks that lie far from each other, in the largest sea."""
    label = connected_components(net, directed=False)[1]
    sea = label == np.bincount(label).argmax()
    rows: list[Floats] = []
    nearest_km = np.where(sea, dijkstra(net, indices=int(np.flatnonzero(sea)[0])), -1.0)
    for _ in range(MARKS):
        row = dijkstra(net, indices=int(np.argmax(nearest_km)))
        nearest_km = np.where(sea, np.minimum(nearest_km, row) if rows else row, -1.0)
        rows.append(np.where(sea, row, 0.0))
    return np.round(np.array(rows) / MARK_KM).astype(np.int64)
