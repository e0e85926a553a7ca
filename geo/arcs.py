"""Read arcs: stretches of borders and coasts that each know what lies on their two sides.

``data/make/packing.py`` describes the file, ``data/make/sides.py`` the names of sides.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo import store

Array = NDArray[np.float64]

_START = 15
UNIT, _FINE = 1e5, 100.0
_CUT = 5e-5
"""A position this near the antimeridian, in degrees, lies on it: there the map is cut.

Some of the cut through Antarctica is drawn 2e-5 degrees beside it; no border runs there.
"""


@dataclass(frozen=True, slots=True)
class Side:
    """What lies on one side of an arc.

    Attributes
    ----------
    owners : frozenset of str
        ISO 3166 alpha-3 codes; more than one where claims overlap.
    sea : bool
        Whether it is sea rather than land with its lakes and rivers.
    dispute : str
        The name of the disputed area, if it lies in one.
    around : frozenset of str
        The countries around a small gap that none of them owns.
    coarse : bool
        Whether the arc is the edge of a region that is only known coarsely.
    """

    owners: frozenset[str]
    sea: bool
    dispute: str
    around: frozenset[str]
    coarse: bool


@dataclass(frozen=True, slots=True)
class Arcs:
    """Positions of arcs, n x 2 with longitude first, and how many each arc has."""

    points: Array
    counts: NDArray[np.int64]

    def turned(self) -> Arcs:
        """Turn every arc around, and their order with them."""
        return Arcs(self.points[::-1], self.counts[::-1])

    def each(self) -> list[Array]:
        """Give the positions of every arc."""
        return np.split(self.points, np.cumsum(self.counts)[:-1])

    def edges(self) -> Array:
        """Give every edge, n x 4: longitude and latitude of both ends."""
        inner = np.ones(len(self.points), dtype=bool)
        inner[np.cumsum(self.counts) - 1] = False
        start = np.flatnonzero(inner)
        return np.hstack((self.points[start], self.points[start + 1]))


_Packed = tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.uint32], NDArray[np.int8]]
"""Positions in whole units, how many each arc has, and which lie by how much beside."""


@dataclass(frozen=True, slots=True)
class Block:
    """The arcs of a file that have the same two sides."""

    file: str
    left: Side
    right: Side
    start: int
    size: int

    def read(self) -> Arcs:
        """Read and unpack the arcs; their left side is ``left``."""
        grid, counts, index, rest = self._unpacked()
        degrees = grid / UNIT
        degrees[index] = (grid[index] * _FINE + rest) / (UNIT * _FINE)
        lon = degrees[:, 0]
        cut = np.abs(lon) > 180 - _CUT
        lon[cut] = np.copysign(180.0, lon[cut])
        return Arcs(degrees, counts)

    def coarse(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Read the arcs in whole parts of a degree, ``1 / UNIT``, and how many each has."""
        grid, counts, index, rest = self._unpacked()
        grid[index] += np.rint(rest / _FINE).astype(np.int32)
        return grid, counts

    def _unpacked(self) -> _Packed:
        with store.sound(self.file):
            return _unpacked(zlib.decompress(store.span(self.file, self.start, self.size)))


@dataclass(frozen=True, slots=True)
class Directory:
    """What a file of arcs holds: countries by code, whose land is where, blocks of arcs."""

    countries: Mapping[str, Mapping[str, Any]]
    blocks: tuple[Block, ...]
    _cells: Sequence[Sequence[tuple[int, str, bool]]]

    def cell(self, lat: float, lon: float) -> tuple[tuple[str, ...], bool]:
        """Tell whose land the degree around a position may be, and whether all of it is."""
        runs = self._cells[min(int(lat + 90), 179)]
        east = min(int(lon + 180), 359)
        _, codes, sure = next(run for run in runs if east < run[0])
        return tuple(codes.split()), sure


@cache
def directory(file: str) -> Directory:
    """Read the directory of a file of arcs, without the arcs.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    with store.sound(file):
        size = int(store.span(file, 6, 8))
        found = json.loads(zlib.decompress(store.span(file, _START, size)))
        blocks = tuple(
            Block(file, _side(left), _side(right), _START + size + start, length)
            for left, right, start, length in found["blocks"]
        )
        return Directory(found["countries"], blocks, found["cells"])


@cache
def _side(name: str) -> Side:
    own, _, dispute = name.lstrip("!~#?").partition("@")
    codes = frozenset(own.split("+")) - {""}
    gap = "?" in name
    return Side(
        owners=frozenset() if gap else codes,
        sea="~" in name,
        dispute=dispute,
        around=codes if gap else frozenset(),
        coarse="!" in name,
    )


def _unpacked(raw: bytes) -> _Packed:
    arcs, points, fine = (int(n) for n in np.frombuffer(raw, "<u4", 3))
    at = 12
    counts = np.frombuffer(raw, "<u4", arcs, at).astype(np.int64)
    at += 4 * arcs
    index = np.frombuffer(raw, "<u4", fine, at)
    at += 4 * fine
    rest = np.frombuffer(raw, np.int8, 2 * fine, at).reshape(-1, 2)
    at += 2 * fine
    planes = np.frombuffer(raw, np.uint8, 8 * points, at).reshape(2, 4, points)
    signed = np.empty((points, 2, 4), dtype=np.uint8)
    signed[:] = planes.transpose(2, 0, 1)
    folded = signed.view("<u4")[:, :, 0]
    step = (folded >> 1).view(np.int32) ^ -(folded & 1).view(np.int32)
    return np.cumsum(step, axis=0, dtype=np.int32), counts, index, rest
