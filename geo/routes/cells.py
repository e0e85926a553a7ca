"""Outlines by the cells that they run through: what may lie near by, along arcs, in a triangle.

Cells, and blocks of them, are caps of the sphere, as far about their middles as their edges
reach; whether caps meet is a sign of a sum.
"""

from __future__ import annotations

import math

import numpy as np

from geo.routes import sphere
from geo.routes.lazily import Lazily
from geo.routes.sphere import Floats, Ints, Singles, Whole

CELL = 0.25
"""Degrees of a cell."""
BLOCK = 16
"""Cells of a block, in either direction."""
_LONGEST = 16
"""Corners of a run."""
_ROWS, _COLUMNS = round(180 / CELL), round(360 / CELL)
_BLUR = 2e-6
"""What sums of caps in single precision may be off."""


class Cells:
    """The cells of outlines, and the runs of corners in each.

    Parameters
    ----------
    grid : array of int, shape (n, 2)
        The corners, longitude first, in units of ``unit`` degrees.
    steps : array of int, shape (n,)
        How far the edge from each leads east or north, whichever is more.
    unit : float
        Degrees.
    """

    def __init__(self, grid: Whole, steps: Ints | Whole, unit: float) -> None:
        cell = _numbers(grid, unit)
        starts = _begins(cell)
        stops = np.append(starts[1:], len(cell))
        numbers = _by_block(cell[starts])
        order = np.argsort(numbers, kind="stable")
        self._starts, self._stops = starts[order], stops[order]
        self._run_cap = Lazily(
            (len(starts), 5),
            lambda some: _run_caps(grid, steps, self._starts[some], self._stops[some], unit),
            np.float32,
        )
        numbers, first = np.unique(numbers[order], return_index=True)
        self._first = np.append(first, len(starts))
        cells = cell[self._starts[first]].astype(np.int64)
        longest = np.maximum.reduceat(steps, starts)[order] * unit
        reach = np.maximum.reduceat(longest, first)
        middle = sphere.units(_middles(cells))
        half = np.hypot(CELL, CELL * np.cos(np.radians(_lowest(cells)))) / 2
        reach = np.radians(half + reach * 1.42) + 1e-6
        self._cap = _caps(middle, reach)
        self._index_blocks(numbers // BLOCK**2, middle, reach)

    def _index_blocks(self, block: Whole, middle: Floats, reach: Floats) -> None:
        """List where the cells of each block begin, and how far they reach."""
        _, begin = np.unique(block, return_index=True)
        self._block_first = np.append(begin, len(block))
        whole = sphere.normalised(np.add.reduceat(middle, begin, axis=0))
        own = np.repeat(np.arange(len(begin)), np.diff(self._block_first))
        away = np.arccos(np.minimum(sphere.each_dot(middle, whole[own]), 1.0)) + reach
        self._block_cap = _caps(whole, np.maximum.reduceat(away, begin)).T.copy()

    @np.errstate(invalid="ignore")  # BLAS may flag what it pads its rows with
    def near(self, vector: Floats, reach_km: float) -> Ints:
        """List the corners of the cells that come within a distance of a position."""
        reach = reach_km / sphere.LEAST_KM
        wide = np.array([*vector, -np.cos(reach), np.sin(reach)], dtype=np.float32)
        at = np.flatnonzero(wide @ self._block_cap > -_BLUR)
        cells = self._of_blocks(at)
        return self._listed(cells[self._cap.take(cells, axis=0) @ wide > -_BLUR])

    @np.errstate(invalid="ignore")  # the same
    def along(self, here: Floats, there: Floats, normals: Floats) -> tuple[Ints, Ints, Ints]:
        """List the runs of corners that arcs may meet.

        Parameters
        ----------
        here, there : array of shape (n, 3)
            Both ends of each arc, unit vectors.
        normals : array of shape (n, 3)
            Of their planes, of any length.

        Returns
        -------
        tuple of array of int
            Which arc, and which corner; and which of these are the last of their runs.
        """
        middles = sphere.normalised(here + there)
        planes = sphere.normalised(normals).astype(np.float32)
        near = np.minimum(sphere.each_dot(middles, here), 1.0)
        wide = np.empty((len(here), 5), np.float32)
        wide[:, :3], wide[:, 3], wide[:, 4] = middles, -near, np.sqrt(1 - near * near)
        caps = self._block_cap
        met = sphere.products(wide, caps) > -_BLUR
        met &= np.abs(sphere.products(planes, caps[:3])) < caps[4]
        arc, block = np.divmod(np.flatnonzero(met), met.shape[1])
        arc, cell = _spread(arc, *_ends(self._block_first, block))
        arc, cell = _meeting(arc, cell, wide, planes, self._cap.take(cell, axis=0))
        arc, run = _spread(arc, *_ends(self._first, cell))
        arc, run = _meeting(arc, run, wide, planes, self._run_cap[run])
        starts, stops = self._starts.take(run), self._stops.take(run)
        return *_spread(arc, starts, stops), (stops - starts).cumsum() - 1

    @np.errstate(invalid="ignore")  # the same
    def inside(self, normals: Floats, middle: Floats, near: float) -> Ints:
        """List the corners of the cells that meet a triangle of arcs.

        Parameters
        ----------
        normals : array of shape (3, 3)
            Of the planes of its sides, inward.
        middle : array of shape (3,)
            Its middle, and ``near``, the cosine of how far its corners lie from there.
        """
        wide = np.array([*middle, -near, math.sqrt(1 - near * near)], dtype=np.float32)
        inward = np.ones((3, 5), dtype=np.float32)
        inward[:, :3], inward[:, 3] = normals, 0

        def met(caps: Singles) -> Ints:
            return np.flatnonzero((wide @ caps > -_BLUR) & ((inward @ caps).min(axis=0) > 0))

        cells = self._of_blocks(met(self._block_cap))
        return self._listed(cells[met(self._cap.take(cells, axis=0).T)])

    def _of_blocks(self, blocks: Ints) -> Ints:
        """List the cells of some blocks."""
        return ranges(*_ends(self._block_first, blocks))

    def _listed(self, cells: Ints) -> Ints:
        """List the corners of some cells."""
        runs = ranges(*_ends(self._first, cells))
        return ranges(self._starts.take(runs), self._stops.take(runs))


def _numbers(grid: Whole, unit: float) -> Whole:
    """Give each corner, in units of ``unit`` degrees, the number of its cell."""
    size = round(CELL / unit)
    column = np.minimum((grid[:, 0] + round(180 / unit)) // size, _COLUMNS - 1)
    row = np.minimum((grid[:, 1] + round(90 / unit)) // size, _ROWS - 1)
    return np.asarray(row * _COLUMNS + column, dtype=np.int32)


def _begins(cell: Whole) -> Ints:
    """List where runs of corners in a cell begin."""
    at = np.arange(len(cell), dtype=np.int32)
    begins = np.append(True, cell[1:] != cell[:-1])
    first = np.maximum.accumulate(at * begins)
    return np.flatnonzero((at - first) % _LONGEST == 0)


def _run_caps(
    grid: Whole, steps: Ints | Whole, starts: Ints, stops: Ints, unit: float
) -> Singles:
    """Give caps about the edges of runs of corners."""
    own, firsts = ranges(starts, stops), np.cumsum(stops - starts) - (stops - starts)
    grid, steps, starts = grid.take(own, axis=0), steps.take(own), firsts
    low, high = (least.reduceat(grid, starts, axis=0) for least in (np.minimum, np.maximum))
    middle = (low + high) * (unit / 2)
    half = (high - low) * (unit / 2) + np.maximum.reduceat(steps, starts)[:, None] * unit
    lowest = np.maximum(np.abs(middle[:, 1]) - half[:, 1], 0)
    east, north = half[:, 0] * np.cos(np.radians(lowest)), half[:, 1]
    return _caps(sphere.units(middle), np.radians(np.hypot(east, north)) + 1e-6)


def _caps(middles: Floats, reach: Floats) -> Singles:
    """Give caps about cells: the middle, and the cosine and sine of the reach."""
    wide = np.minimum(reach + _BLUR, 1.57)
    return np.stack([*middles.T, np.cos(wide), np.sin(wide)], axis=1).astype(np.float32)


def _meeting(
    arc: Ints, number: Ints, wide: Singles, planes: Singles, caps: Singles
) -> tuple[Ints, Ints]:
    """Keep the pairs of an arc and what has a number whose cap meets it."""
    near = sphere.each_dot(wide.take(arc, axis=0), caps) > -_BLUR
    arc, number, caps = arc.compress(near), number.compress(near), caps.compress(near, axis=0)
    across = sphere.each_dot(planes.take(arc, axis=0), caps[:, :3])
    met = np.abs(across) < caps[:, 4]
    return arc.compress(met), number.compress(met)


def _by_block(cells: Whole) -> Whole:
    """Give cells numbers by which those of a block follow each other."""
    row, column = np.divmod(cells, _COLUMNS)
    block = row // BLOCK * (_COLUMNS // BLOCK) + column // BLOCK
    return np.asarray(block * BLOCK**2 + row % BLOCK * BLOCK + column % BLOCK)


def _middles(cells: Ints) -> Floats:
    """Give the middles of cells in degrees."""
    row, column = np.divmod(cells, _COLUMNS)
    return np.stack([(column + 0.5) * CELL - 180, (row + 0.5) * CELL - 90], axis=1)


def _lowest(cells: Ints) -> Floats:
    """Give the latitude of each cell that is nearest to the equator."""
    south = cells // _COLUMNS * CELL - 90
    return np.asarray(np.minimum(np.abs(south), np.abs(south + CELL)))


def _ends(firsts: Ints, some: Ints) -> tuple[Ints, Ints]:
    """Give where some of what follows each other begin, and where they end."""
    return firsts.take(some), firsts.take(some + 1)


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
