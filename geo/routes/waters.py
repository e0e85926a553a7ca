"""The charts that sea legs are found on: the shore, and the water that ships keep to.

The shore is the one of the border data, within 50 m of OpenStreetMap's; in estuaries, whose
mouths OpenStreetMap's seas end at, it is Natural Earth's.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from geo import arcs, store
from geo.routes.chart import Chart
from geo.routes.sphere import Bools, Floats, Ints

ROOM = "sea-room.npz"
SHORES = ("borders-osm.arcs", "borders-natural-earth.arcs")
GRID = 1e-4
"""Degrees of a unit of the shipped coordinates."""
_FINE = 1e-5
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
}
"""Estuaries whose mouth OpenStreetMap's seas end at, by name: west, south, east, north.

General geography, drawn by hand.
"""


@cache
def room() -> Chart:
    """Read the water that ships keep to once."""
    found = store.arrays(ROOM)
    counts = unpacked(found["counts"])
    grid = np.cumsum(unpacked(found["steps"]), axis=0, dtype=np.int32)
    return Chart(grid, counts, GRID, closed=True)


@cache
def narrow() -> Bools:
    """Tell of each corner of the room whether it lies nearer to land than ships keep."""
    return np.asarray(np.unpackbits(store.arrays(ROOM)["narrow"])[: len(room())] > 0)


@cache
def shore() -> Chart:
    """Read the shore once."""
    points, counts = zip(*(_coasts(file, estuary=at > 0) for at, file in enumerate(SHORES)))
    grid = np.round(np.concatenate(points) / _FINE).astype(np.int32)
    return Chart(grid, np.concatenate(counts), _FINE, closed=False)


def _coasts(file: str, *, estuary: bool) -> tuple[Floats, Ints]:
    """Read the arcs of a file between land and sea, the sea on their left."""
    points, counts = [], []
    for block in arcs.directory(file).blocks:
        left, right = (_is_sea(side) for side in (block.left, block.right))
        if left == right:
            continue
        read = block.read() if left else block.read().turned()
        points.append(read.points)
        counts.append(read.counts)
    return _parted(np.concatenate(points), np.concatenate(counts), estuary=estuary)


def _is_sea(side: arcs.Side) -> bool:
    """Tell whether a side is sea; Natural Earth's sea is what nobody owns or claims."""
    return side.sea or not (side.owners or side.around or side.dispute)


def _parted(points: Floats, counts: Ints, *, estuary: bool) -> tuple[Floats, Ints]:
    """Keep what lies in estuaries, or what does not."""
    inside = np.zeros(len(points), dtype=bool)
    for west, south, east, north in ESTUARIES.values():
        lon, lat = points.T
        inside |= (lon > west) & (lon < east) & (lat > south) & (lat < north)
    kept = inside == estuary
    arc = np.repeat(np.arange(len(counts)), counts)[kept]
    place = np.flatnonzero(kept)
    new = np.append(True, (np.diff(arc) > 0) | (np.diff(place) > 1))
    return points[kept], np.diff(np.append(np.flatnonzero(new), len(arc)))


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
