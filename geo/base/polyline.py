"""Write lines as short texts that a page can carry, and read them back.

A line is one or more *runs*, joined by ``!``. A run is a digit, the number of decimal
places of its coordinates, and then two integers a vertex: latitude, then longitude, in
units of the last place; the first vertex as it is, each later one as the difference from
the one before. An integer is doubled and, where negative, inverted, so that its sign is
its lowest bit; it is then written five bits at a time, lowest first, each group as a letter
of ``ALPHABET``, with 32 added where more follow. The letters need no escape in JSON,
JavaScript or HTML.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.model import LatLon

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def encode(points: Sequence[LatLon] | NDArray[Any], places: NDArray[Any] | int) -> str:
    """Write a line.

    Parameters
    ----------
    points : sequence of LatLon, or array of shape (n, 2)
        The vertices, latitude first; of a ring, the first is not repeated at the end.
    places : int or array of int
        Decimal places, of all or of each vertex.
    """
    if not len(points):
        return ""
    digits = np.broadcast_to(np.asarray(places), len(points))
    cuts = [0, *(np.flatnonzero(np.diff(digits)) + 1).tolist(), len(points)]
    return "!".join(_run(points[i:j], int(digits[i])) for i, j in itertools.pairwise(cuts))


def _run(points: Sequence[LatLon] | NDArray[Any], places: int) -> str:
    grid = np.rint(np.asarray(points) * 10**places).astype(int)
    moved = np.any(np.diff(grid, axis=0, prepend=grid[:1] - 1), axis=1)
    steps = np.diff(grid[moved], axis=0, prepend=0)
    return str(places) + "".join(_integer(value) for value in steps.ravel().tolist())


def _integer(value: int) -> str:
    rest = ~(value << 1) if value < 0 else value << 1
    out = ""
    while rest > 31:
        out += ALPHABET[32 | (rest & 31)]
        rest >>= 5
    return out + ALPHABET[rest]


def decode(text: str) -> tuple[LatLon, ...]:
    """Read a line back."""
    return tuple(point for run in text.split("!") if run for point in _read(run))


def _read(run: str) -> Iterator[LatLon]:
    unit = 10 ** int(run[0])
    values: list[int] = []
    value = shift = 0
    for letter in run[1:]:
        group = _VALUES[letter]
        value |= (group & 31) << shift
        shift += 5
        if group < 32:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    for lat, lon in np.cumsum(np.reshape(values, (-1, 2)), axis=0).tolist():
        yield LatLon(lat / unit, lon / unit)
