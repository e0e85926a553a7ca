"""The shipped coast, and the water that ships keep to: rings, by cell, and what crosses them.

Both come as rings of corners with the water on their left. Nothing of them is kept as
geometries: whether a line crosses them, and whether a position lies in them, are signs
of products of a few thousand numbers at a time.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from geo import store
from geo.routes import sphere
from geo.routes.sphere import Floats, Ints

COAST = "sea-coast.npz"
ROOM = "sea-room.npz"
GRID = 1e-4
"""Degrees of a unit of the shipped coordinates."""
CELL = 0.5
"""Degrees of a cell."""
_LONGEST = 0.5
"""No edge of a ring is longer than this many degrees, in either direction."""
_ROWS, _COLUMNS = round(180 / CELL), round(360 / CELL)


class Chart:
    """Rings of corners, with an index of cells.

    Parameters
    ----------
    file : str
        A file that ``data/make/sea.py`` made: ``counts``, corners of each ring, and
        ``steps``, the corners of all as differences in ``GRID`` degrees, longitude first.
    """

    def __init__(self, file: str) -> None:
        arrays = store.arrays(file)
        counts = unpacked(arrays["counts"])
        self._grid = np.cumsum(unpacked(arrays["steps"]), axis=0, dtype=np.int32)
        ends = np.cumsum(counts)
        self.after = np.arange(1, len(self._grid) + 1)
        self.after[ends - 1] = ends - counts
        self.before = np.arange(-1, len(self._grid) - 1)
        self.before[ends - counts] = ends - 1
        seam = np.abs(self._grid[:, 0]) == round(180 / GRID)
        self._cut = seam & seam[self.after]  # where the map ends, not the water
        cell = _cells(self._grid)
        starts = np.flatnonzero(np.diff(cell, prepend=-1))
        order = np.argsort(cell[starts], kind="stable")
        self._starts = starts[order]
        self._stops = np.append(starts[1:], len(cell))[order]
        self._first = np.searchsorted(cell[starts][order], np.arange(_ROWS * _COLUMNS + 1))

    def __len__(self) -> int:
        return len(self._grid)

    def degrees(self, corners: Ints) -> Floats:
        """Give corners in degrees, longitude first."""
        return np.asarray(self._grid[corners] * GRID)

    def vectors(self, corners: Ints) -> Floats:
        """Give corners as unit vectors."""
        return sphere.units(self.degrees(corners))

    def near(self, degrees: Floats, reach_km: float) -> Ints:
        """List the edges (by their first corner) near any of some positions.

        Parameters
        ----------
        degrees : array of shape (n, 2)
            Positions in degrees, longitude first.
        reach_km : float
            Edges within this distance of a position are all listed, others may be.
        """
        high = reach_km / 110.5 + _LONGEST
        low, top = degrees[:, 1] - high, degrees[:, 1] + high
        rows = np.clip(np.floor((np.stack([low, top]) + 90) / CELL), 0, _ROWS - 1)
        steep = np.cos(np.radians(np.minimum(np.maximum(abs(low), abs(top)), 89.0)))
        wide = np.minimum(reach_km / 110.5 / steep + _LONGEST, 180.0)
        west = np.floor((degrees[:, 0] - wide + 180) / CELL)
        east = np.floor((degrees[:, 0] + wide + 180) / CELL)
        spans = set()
        for south, north, left, right in (
            np.stack([*rows, west, east], axis=1).astype(int).tolist()
        ):
            start, end = left % _COLUMNS, min(right, left + _COLUMNS - 1) % _COLUMNS
            for row in range(south, north + 1):
                base = row * _COLUMNS
                if start <= end:
                    spans.add((base + start, base + end + 1))
                else:
                    spans.add((base + start, base + _COLUMNS))
                    spans.add((base, base + end + 1))
        runs = [at for a, b in spans for at in range(self._first[a], self._first[b])]
        if not runs:
            return np.zeros(0, dtype=np.int64)
        starts, stops = self._starts[runs], self._stops[runs]
        number = stops - starts
        skip = np.repeat(starts - (np.cumsum(number) - number), number)
        listed = np.arange(int(number.sum())) + skip
        return np.asarray(listed[~self._cut[listed]])

    def side(self, edge: int, vector: Floats, spot: Floats) -> bool:
        """Tell whether a position lies on the water's side of the edge nearest to it.

        Parameters
        ----------
        edge : int
            The edge, by its first corner.
        vector, spot : array of shape (3,)
            The position, and the point of the edge that is nearest to it.
        """
        here, there = self.vectors(np.array([edge, self.after[edge]]))
        left = bool(sphere.cross(here, there) @ vector > 0)
        for corner, end in ((edge, here), (int(self.after[edge]), there)):
            if np.abs(spot - end).sum() < 1e-9:  # the nearest is a corner: by its turn
                beside = np.array([self.before[corner], self.after[corner]])
                back, on = self.vectors(beside)
                first = sphere.cross(back, end) @ vector > 0
                second = sphere.cross(end, on) @ vector > 0
                convex = sphere.cross(back, end) @ on > 0
                return bool(first and second) if convex else bool(first or second)
        return left


def _cells(grid: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Give each corner, in units of the grid, the number of its cell."""
    size = round(CELL / GRID)
    column = (grid[:, 0] + round(180 / GRID)) // size % _COLUMNS
    row = np.clip((grid[:, 1] + round(90 / GRID)) // size, 0, _ROWS - 1)
    return np.asarray(row * _COLUMNS + column, dtype=np.int32)


@cache
def coast() -> Chart:
    """Read the shipped coast once."""
    return Chart(COAST)


@cache
def room() -> Chart:
    """Read the water that ships keep to once."""
    return Chart(ROOM)


def packed(numbers: Ints) -> npt.NDArray[np.uint8]:
    """Lay whole numbers out byte by byte, the sign last, as they compress best.

    Parameters
    ----------
    numbers : array of int of any shape
        Between -2**31 and 2**31.

    Returns
    -------
    array of uint8
        Its first axis is the byte, from the lowest on.
    """
    folded = (numbers << 1) ^ (numbers >> 63)
    planes = [(folded >> 8 * byte & 255).astype(np.uint8) for byte in range(4)]
    while len(planes) > 1 and not planes[-1].any():
        planes.pop()
    return np.stack(planes)


def unpacked(planes: npt.NDArray[np.uint8]) -> Ints:
    """Turn what ``packed`` laid out back into whole numbers."""
    folded = np.zeros(planes.shape[1:], dtype=np.int64)
    for byte, plane in enumerate(planes):
        folded |= plane.astype(np.int64) << 8 * byte
    return np.asarray((folded >> 1) ^ -(folded & 1))
