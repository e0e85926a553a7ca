"""Outlines of water, by cells: what lies near a position, along an arc or in a triangle.

An outline's corners are in order, the water on their left. Nothing of it is kept as
geometries: whether a line crosses it, and whether a position lies in the water, are signs
of products of a few thousand numbers at a time.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from geo.routes import sphere
from geo.routes.lazily import Lazily
from geo.routes.sphere import Bools, Floats, Ints, Whole

Floats32 = npt.NDArray[np.float32]
CELL = 0.25
"""Degrees of a cell."""
BLOCK = 16
"""Cells of a block, in either direction."""
_ROWS, _COLUMNS = round(180 / CELL), round(360 / CELL)
_SEAM = 180.0 - 1e-7
_KEPT = 50_000
_BLUR = 2e-6
"""What sums of caps in single precision may be off."""


class Chart:
    """Outlines of water.

    Parameters
    ----------
    grid : array of int, shape (n, 2)
        The corners, longitude first, in units of ``unit`` degrees.
    counts : array of int
        How many corners each outline has.
    unit : float
        Degrees.
    closed : bool
        Whether each outline is a ring, which ends where it begins.
    """

    def __init__(self, grid: Whole, counts: Ints, unit: float, *, closed: bool) -> None:
        self._grid, self._unit = grid, unit
        ends = np.cumsum(counts)
        self._starts = ends - counts
        self._last = np.zeros(len(grid), dtype=bool)
        self._last[ends - 1] = True
        self._closed = closed
        self._ends = ends
        self._vectors = Lazily(
            (len(grid), 3), lambda some: sphere.units(np.asarray(grid[some] * unit))
        )
        self._beside: dict[int, tuple[list[float], list[float]]] = {}
        self._index()

    def _index(self) -> None:
        """List the runs of corners in each cell, and how far edges reach out of it."""
        cell = _cells(self._grid, self._unit)
        starts = np.flatnonzero(np.diff(cell, prepend=-1))
        order = np.argsort(cell[starts], kind="stable")
        stops = np.append(starts[1:], len(cell))
        across = np.abs(np.diff(self._grid, axis=0, append=self._grid[-1:]))
        steps = np.maximum(across[:, 0], across[:, 1])
        steps[self._last] = 0
        if self._closed:
            shut = self._grid[self._ends - 1] - self._grid[self._starts]
            steps[self._ends - 1] = np.abs(shut).max(axis=1)
        steps[steps > 90 / self._unit] = 0  # where the map is cut
        longest = np.maximum.reduceat(steps, starts)[order] * self._unit
        self._run_starts, self._run_stops = starts[order], stops[order]
        cells, first = np.unique(cell[starts][order].astype(np.int64), return_index=True)
        self._first = np.append(first, len(starts))
        reach = np.maximum.reduceat(longest, first)
        middle = sphere.units(_middles(cells))
        half = np.hypot(CELL, CELL * np.cos(np.radians(_lowest(cells)))) / 2
        reach = np.radians(half + reach * 1.42) + 1e-6
        self._cap = _caps(middle, reach)
        self._index_blocks(cells, middle, reach)

    def _index_blocks(self, cell: Ints, middle: Floats, reach: Floats) -> None:
        """List the cells of each block, and how far they reach."""
        block = cell // _COLUMNS // BLOCK * 100 + cell % _COLUMNS // BLOCK
        self._by_block = np.argsort(block, kind="stable")
        _, begin = np.unique(block[self._by_block], return_index=True)
        self._block_first = np.append(begin, len(block))
        middle, reach = middle[self._by_block], reach[self._by_block]
        whole = sphere.normalised(np.add.reduceat(middle, begin, axis=0))
        own = np.repeat(np.arange(len(begin)), np.diff(self._block_first))
        away = np.arccos(np.minimum(sphere.each_dot(middle, whole[own]), 1.0)) + reach
        self._block_cap = _caps(whole, np.maximum.reduceat(away, begin)).T.copy()

    def __len__(self) -> int:
        return len(self._grid)

    def grid(self, corners: Ints) -> Whole:
        """Give corners in units of the chart, longitude first."""
        return np.asarray(self._grid[corners])

    def degrees(self, corners: Ints) -> Floats:
        """Give corners in degrees, longitude first."""
        return np.asarray(self._grid[corners] * self._unit)

    def vectors(self, corners: Ints) -> Floats:
        """Give corners as unit vectors."""
        return self._vectors[corners]

    def after(self, corners: Ints) -> Ints:
        """Give the next corner of each; of the last one of an open outline, itself."""
        found = corners + 1
        last = self._last[corners]
        if last.any():
            at = np.searchsorted(self._ends, corners[last], side="right")
            found[last] = self._starts[at] if self._closed else corners[last]
        return np.asarray(found)

    def before(self, corners: Ints) -> Ints:
        """Give the corner before each; of the first one of an open outline, itself."""
        found = corners - 1
        at = np.searchsorted(self._starts, corners, side="right") - 1
        first = self._starts[at] == corners
        found[first] = self._ends[at[first]] - 1 if self._closed else corners[first]
        return np.asarray(found)

    def beside(self, corner: int) -> tuple[list[float], list[float]]:
        """Give the corners before and after one as unit vectors, kept for the next time."""
        found = self._beside.get(corner)
        if found is None:
            at = np.array([corner])
            before, after = self.vectors(np.append(self.before(at), self.after(at))).tolist()
            if len(self._beside) >= _KEPT:
                self._beside.clear()
            found = self._beside[corner] = before, after
        return found

    def _listed(self, cells: Ints) -> Ints:
        """List the corners of some cells."""
        runs = ranges(self._first[cells], self._first[cells + 1])
        return ranges(self._run_starts[runs], self._run_stops[runs])

    def _edges(self, cells: Ints) -> Ints:
        """List the edges of some cells by their first corner, without cuts of the map."""
        found = self._listed(cells)
        return np.asarray(found[self.are_whole(found)])

    def are_whole(self, corners: Ints) -> Bools:
        """Tell from which corners an edge leads on that is no cut of the map."""
        whole = np.ones(len(corners), dtype=bool) if self._closed else ~self._last[corners]
        seam = round(_SEAM / self._unit)
        at = np.flatnonzero(np.abs(self._grid[corners, 0]) >= seam)
        if len(at):
            whole[at] &= np.abs(self._grid[self.after(corners[at]), 0]) < seam
        return whole

    def near(self, vector: Floats, reach_km: float) -> Ints:
        """List the edges that come within a distance of a position, and others near by.

        Parameters
        ----------
        vector : array of shape (3,)
            The position as a unit vector.
        """
        return self._edges(self._cells_near(vector, reach_km))

    def corners_near(self, vector: Floats, reach_km: float) -> Ints:
        """List the corners within a distance of a position."""
        found = self._listed(self._cells_near(vector, reach_km))
        wide = np.cos(reach_km / sphere.LEAST_KM)
        return np.asarray(found[sphere.dots(self.vectors(found), vector) > wide])

    @np.errstate(invalid="ignore")  # BLAS may flag what it pads its rows with
    def _cells_near(self, vector: Floats, reach_km: float) -> Ints:
        reach = reach_km / sphere.LEAST_KM
        wide = np.array([*vector, -np.cos(reach), np.sin(reach)], dtype=np.float32)
        at = np.flatnonzero(wide @ self._block_cap > -_BLUR)
        cells = self._by_block[ranges(self._block_first[at], self._block_first[at + 1])]
        return np.asarray(cells[self._cap.take(cells, axis=0) @ wide > -_BLUR])

    @np.errstate(invalid="ignore")  # the same
    def along(self, here: Floats, there: Floats) -> tuple[Ints, Ints]:
        """List the edges that may cross arcs, cuts of the map too: which arc, and which edge.

        Parameters
        ----------
        here, there : array of shape (n, 3)
            Both ends of each arc, unit vectors.
        """
        middles = sphere.normalised(here + there)
        normals = sphere.normalised(sphere.cross(here, there)).astype(np.float32)
        near = np.clip(sphere.each_dot(middles, here), 0, 1)
        wide = np.empty((len(here), 5), np.float32)
        wide[:, :3], wide[:, 3], wide[:, 4] = middles, -near, np.sqrt(1 - near * near)
        caps = self._block_cap
        met = (np.abs(normals @ caps[:3]) < caps[4]) & (wide @ caps > -_BLUR)
        arc, block = np.divmod(np.flatnonzero(met), met.shape[1])
        arc, at = _spread(arc, self._block_first[block], self._block_first[block + 1])
        arc, cell = _meeting(arc, self._by_block[at], wide, normals, self._cap)
        arc, run = _spread(arc, self._first[cell], self._first[cell + 1])
        return _spread(arc, self._run_starts[run], self._run_stops[run])

    @np.errstate(invalid="ignore")  # the same
    def inside(self, a: Floats, b: Floats, c: Floats) -> Ints:
        """List the corners in a triangle of arcs, less than a quarter of the Earth wide."""
        corners = np.stack([a, b, c])
        normals = sphere.normalised(sphere.cross(corners, corners[[1, 2, 0]]))
        if normals[0] @ c < 0:
            normals = -normals
        middle = a + b + c
        middle /= math.sqrt(middle @ middle)
        near = min(float((corners @ middle).min()), 1.0)
        wide = np.array([*middle, -near, math.sqrt(1 - near * near)], dtype=np.float32)
        inward = np.ones((3, 5), dtype=np.float32)
        inward[:, :3], inward[:, 3] = normals, 0

        def met(caps: Floats32) -> Ints:
            return np.flatnonzero((caps @ wide > -_BLUR) & (caps @ inward.T > 0).all(axis=1))

        at = met(self._block_cap.T)
        cells = self._by_block[ranges(self._block_first[at], self._block_first[at + 1])]
        found = self._listed(cells[met(self._cap.take(cells, axis=0))])
        vectors = self.vectors(found)
        close = np.flatnonzero(sphere.dots(vectors, middle) > near - 1e-12)
        within = (vectors[close] @ normals.T > -1e-10).all(axis=1)
        inside: Ints = found[close[within]]
        return inside

    def side(self, edge: int, vector: Floats, spot: Floats) -> bool:
        """Tell whether a position lies on the water's side of the edge nearest to it.

        Parameters
        ----------
        edge : int
            The edge, by its first corner.
        vector, spot : array of shape (3,)
            The position, and the point of the edge that is nearest to it.
        """
        onward = int(self.after(np.array([edge]))[0])
        here, there = self.vectors(np.array([edge, onward]))
        left = bool(sphere.cross(here, there) @ vector > 0)
        for corner, end in ((edge, here), (onward, there)):
            if np.abs(spot - end).sum() < 1e-9:  # the nearest is a corner: by its turn
                at = np.array([corner])
                beside = np.array([self.before(at)[0], self.after(at)[0]])
                if corner in beside:
                    return left
                back, on = self.vectors(beside)
                first = sphere.cross(back, end) @ vector > 0
                second = sphere.cross(end, on) @ vector > 0
                convex = sphere.cross(back, end) @ on > 0
                return bool(first and second) if convex else bool(first or second)
        return left


def _cells(grid: Whole, unit: float) -> Whole:
    """Give each corner, in units of the grid, the number of its cell."""
    size = round(CELL / unit)
    column = (grid[:, 0] + round(180 / unit)) // size % _COLUMNS
    row = np.clip((grid[:, 1] + round(90 / unit)) // size, 0, _ROWS - 1)
    return np.asarray(row * _COLUMNS + column, dtype=np.int32)


def _caps(middles: Floats, reach: Floats) -> Floats32:
    """Give caps about cells: the middle, and the cosine and sine of the reach."""
    wide = np.minimum(reach + _BLUR, 1.57)
    return np.stack([*middles.T, np.cos(wide), np.sin(wide)], axis=1).astype(np.float32)


def _meeting(
    arc: Ints, number: Ints, wide: Floats32, normals: Floats32, caps: Floats32
) -> tuple[Ints, Ints]:
    """Keep the pairs of an arc and a cap that meet."""
    near = np.vecdot(wide.take(arc, axis=0), caps.take(number, axis=0)) > -_BLUR
    arc, number = arc[near], number[near]
    cap = caps.take(number, axis=0)
    met = np.abs(np.vecdot(normals.take(arc, axis=0), cap[:, :3])) < cap[:, 4]
    return arc[met], number[met]


def _middles(cells: Ints) -> Floats:
    """Give the middles of cells in degrees."""
    row, column = np.divmod(cells, _COLUMNS)
    return np.stack([(column + 0.5) * CELL - 180, (row + 0.5) * CELL - 90], axis=1)


def _lowest(cells: Ints) -> Floats:
    """Give the latitude of each cell that is nearest to the equator."""
    south = cells // _COLUMNS * CELL - 90
    return np.asarray(np.minimum(np.abs(south), np.abs(south + CELL)))


def ranges(starts: Ints, stops: Ints) -> Ints:
    """Lay the whole numbers of many ranges one after another."""
    number = stops - starts
    ends = number.cumsum()
    found: Ints = (starts - ends + number).repeat(number)
    found += np.arange(len(found))
    return found


def _spread(owner: Ints, starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """Lay the whole numbers of many ranges one after another, and the owner of each."""
    return owner.repeat(stops - starts), ranges(starts, stops)
