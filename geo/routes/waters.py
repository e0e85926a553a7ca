"""The charts that sea legs are found on: the shore, and the water that ships keep to.

The shore is the one of the border data, within 50 m of OpenStreetMap's; in estuaries, whose
mouths OpenStreetMap's seas end at, it is drawn from OpenStreetMap's land.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from geo import arcs, store
from geo.routes.chart import Chart
from geo.routes.estuaries import BANKS, ESTUARIES
from geo.routes.packing import GRID, unpacked
from geo.routes.sphere import Ints, Whole

ROOM = "sea-room.npz"
SHORES = ("borders-osm.arcs", BANKS)
_COARSE, _CELLS = 17, 138
"""Estuaries are looked for by cells of 2 ** 17 units of the shore, as many each way from 0."""


@cache
def room() -> Chart:
    """Read the water that ships keep to once."""
    found = store.arrays(ROOM)
    counts = unpacked(found["counts"]).astype(np.int64)
    grid = np.cumsum(unpacked(found["steps"]), axis=0, dtype=np.int32)
    return Chart(grid, counts, GRID, closed=True)


@cache
def shore() -> Chart:
    """Read the shore once."""
    coasts, coast_counts = _coasts(SHORES[0])
    found = store.arrays(BANKS)
    banks = np.cumsum(unpacked(found["steps"]), axis=0) * round(arcs.UNIT * GRID)
    counts = np.concatenate([coast_counts, unpacked(found["counts"]).astype(np.int64)])
    grid = np.concatenate([coasts, banks.astype(np.int32)])
    return Chart(grid, counts, 1 / arcs.UNIT, closed=False)


def _coasts(file: str) -> tuple[Whole, Ints]:
    """Read the arcs of a file between land and sea off estuaries, the sea on their left."""
    grids, counts = [], []
    for block in arcs.directory(file).blocks:
        left, right = (_is_sea(side) for side in (block.left, block.right))
        if left != right:
            grid, number = block.coarse()
            grids.append(grid if left else grid[::-1])
            counts.append(number if left else number[::-1])
    return _parted(np.concatenate(grids), np.concatenate(counts))


def _is_sea(side: arcs.Side) -> bool:
    """Tell whether a side is sea, or what nobody owns or claims."""
    return side.sea or not (side.owners or side.around or side.dispute)


def _parted(grid: Whole, counts: Ints) -> tuple[Whole, Ints]:
    """Keep what lies in no estuary."""
    kept = np.ones(len(grid), dtype=bool)
    kept[_in_estuaries(grid)] = False
    new = np.zeros(len(grid) + 1, dtype=bool)
    new[np.cumsum(counts) - counts] = True
    new[np.flatnonzero(~kept) + 1] = True
    starts = np.flatnonzero(new[:-1].compress(kept))
    return grid.compress(kept, axis=0), np.diff(np.append(starts, int(kept.sum())))


def _in_estuaries(grid: Whole) -> Ints:
    """List which points lie in an estuary; few lie in a degree that has one."""
    boxes = np.array(list(ESTUARIES.values())) * arcs.UNIT
    touched = np.zeros((2 * _CELLS, 2 * _CELLS), dtype=bool)
    for west, south, east, north in (np.floor(boxes).astype(np.int64) >> _COARSE) + _CELLS:
        touched[south : north + 1, west : east + 1] = True
    cell = (grid >> np.int32(_COARSE)) + np.int32(_CELLS)
    at = np.flatnonzero(touched.ravel().take(cell[:, 1] * (2 * _CELLS) + cell[:, 0]))
    lon, lat = grid[at].T
    found = np.zeros(len(at), dtype=bool)
    for west, south, east, north in boxes:
        found |= (lon > west) & (lon < east) & (lat > south) & (lat < north)
    return np.asarray(at[found])
