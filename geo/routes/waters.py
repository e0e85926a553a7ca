"""The charts that sea legs are found on: the shore, and the water that ships keep to.

The shore is the one of the border data, within 50 m of OpenStreetMap's; in estuaries, whose
mouths OpenStreetMap's seas end at, it is drawn from OpenStreetMap's land.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from geo import arcs, store
from geo.routes.chart import Chart
from geo.routes.sphere import Bools, Floats, Ints, Whole

ROOM = "sea-room.npz"
BANKS = "sea-estuaries.npz"
SHORES = ("borders-osm.arcs", BANKS)
GRID = 1e-4
"""Degrees of a unit of the shipped coordinates."""
_COARSE, _CELLS = 17, 138
"""Estuaries are looked for by cells of 2 ** 17 units of the shore, as many each way from 0."""
ESTUARIES: dict[str, tuple[float, float, float, float]] = {
    "Río de la Plata": (-58.6, -36.4, -54.9, -33.0),
    "Pará": (-50.9, -2.7, -48.2, -0.7),
    "Amazon": (-52.8, -1.75, -50.4, 0.2),
    "Patos": (-52.3, -32.2, -50.5, -30.0),
    "Northern Dvina": (39.5, 64.4, 40.7, 65.1),
    "Saint Lawrence": (-74.0, 45.3, -70.5, 47.2),
    "Meghna": (90.3, 22.3, 91.2, 23.6),
    "Yangon": (95.9, 16.2, 96.6, 17.0),
    "Sydney": (151.1, -33.92, 151.33, -33.77),
    "Gambia": (-16.65, 13.2, -15.8, 13.6),
    "Elbe": (8.8, 53.5, 10.05, 53.95),
    "Thames": (-0.2, 51.35, 0.8, 51.6),
    "Scheldt": (3.5, 51.15, 4.5, 51.55),
    "Haiphong": (106.6, 20.6, 107.0, 21.0),
    "Pearl River": (113.3, 22.7, 113.75, 23.2),
    "Patapsco": (-76.65, 39.1, -76.35, 39.32),
    "Delaware": (-75.6, 39.6, -74.95, 40.05),
    "Amur": (140.6, 52.9, 141.6, 53.4),
    "Taedong": (124.95, 38.6, 125.75, 38.85),
    "Yangtze": (120.4, 31.3, 121.6, 32.2),
    "Ou": (120.55, 27.9, 121.0, 28.1),
    "Bonny": (6.95, 4.35, 7.25, 4.85),
    "Barito": (114.4, -3.6, 114.7, -3.25),
    "Nieuwe Waterweg": (3.98, 51.83, 4.58, 52.01),
}
"""Estuaries whose mouth OpenStreetMap's seas end at, by name: west, south, east, north.

General geography, drawn by hand.
"""
BROKEN: dict[str, tuple[float, float, float, float]] = {
    "Amazon": (-52.8, -1.75, -50.4, 0.2),
    "Elbe": (9.7, 53.5, 10.05, 53.65),
    "Scheldt": (4.22, 51.15, 4.5, 51.36),
    "Haiphong": (106.6, 20.75, 106.85, 21.0),
    "Pearl River": (113.3, 22.98, 113.6, 23.2),
    "Thames": (-0.2, 51.35, 0.36, 51.6),
    "Saint Lawrence": (-74.0, 45.3, -72.9, 46.2),
}
"""Where OpenStreetMap's land, coarse inland, has rivers in pieces, by their estuary.

Natural Earth's water joins the pieces. West, south, east, north.
"""


@cache
def _room() -> tuple[Chart, Bools]:
    found = store.arrays(ROOM)
    counts = unpacked(found["counts"]).astype(np.int64)
    grid = np.cumsum(unpacked(found["steps"]), axis=0, dtype=np.int32)
    narrow = np.unpackbits(found["narrow"])[: len(grid)] > 0
    return Chart(grid, counts, GRID, closed=True), np.asarray(narrow)


def room() -> Chart:
    """Give the water that ships keep to, read once."""
    return _room()[0]


def narrow() -> Bools:
    """Tell of each corner of the room whether it lies nearer to land than ships keep."""
    return _room()[1]


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


def estuaries(degrees: Floats) -> tuple[str, ...]:
    """Name the estuaries whose ``BROKEN`` parts hold some points, longitude first."""
    west, south, east, north = np.array(list(BROKEN.values())).T
    lon, lat = degrees.T[:, :, None]
    inside = (lon > west) & (lon < east) & (lat > south) & (lat < north)
    return tuple(np.array(list(BROKEN))[inside.any(axis=0)].tolist())


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


def unpacked(planes: npt.NDArray[np.uint8]) -> Whole:
    """Turn what ``packed`` laid out back into whole numbers."""
    folded = planes[0].astype(np.uint32)
    for byte, plane in enumerate(planes[1:], start=1):
        folded |= plane.astype(np.uint32) << np.uint32(8 * byte)
    sign = (folded & np.uint32(1)).view(np.int32)
    folded >>= np.uint32(1)
    return np.asarray(folded.view(np.int32) ^ -sign)
