"""How far it is between corners of the network at least, by their lengths to landmarks.

Two corners lie no nearer to each other than their lengths to a landmark differ (Goldberg and
Harrelson 2005).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.routes.sphere import Floats, Ints, Singles

MARK_KM = 2.0
"""Lengths to landmarks are kept in this unit."""
_ROUNDED = 2
"""Differences of them are good to so many units."""


class Told(NamedTuple):
    """What landmarks tell of a position that sees some corners, a number for each.

    To a corner whose length is ``middle`` it is no less than ``more``, and to others as much
    more as theirs differs, in units of ``MARK_KM``.
    """

    middle: Singles
    more: Singles


class Landmarks:
    """The lengths of corners to landmarks.

    Parameters
    ----------
    planes : array of uint8, shape (2, k, n)
        For each of k landmarks and n corners the length, in units of ``MARK_KM``, as
        ``geo.routes.packing.packed`` lays out the steps from corner to corner.
    """

    def __init__(self, planes: npt.NDArray[np.uint8]) -> None:
        self._lengths = np.empty(planes.shape[:0:-1], dtype=np.uint16)
        for at, (low, high) in enumerate(zip(*planes, strict=True)):  # each in the cache
            step = high.astype(np.uint16)
            step <<= 8
            step |= low
            odd = step & np.uint16(1)
            step >>= 1
            step ^= np.negative(odd, out=odd)
            step.cumsum(out=self._lengths[:, at])

    def told(self, nodes: Ints, km: Floats) -> Told:
        """Tell of a position that sees corners so many kilometres off."""
        lengths = self._lengths.take(nodes, axis=0)
        off = km[:, None] / MARK_KM
        most, least = (lengths - off).max(axis=0), (lengths + off).min(axis=0)
        return Told(
            ((least + most) / 2).astype(np.float32),
            ((least - most) / 2 - _ROUNDED).astype(np.float32),
        )

    def least_km(self, nodes: Ints, *positions: Told) -> list[Singles]:
        """Give how far it is from corners to each position, at least."""
        lengths = self._lengths.take(nodes, axis=0).T.astype(np.float32, order="C")
        found = []
        for middle, more in positions:
            off = np.abs(lengths - middle[:, None])
            off += more[:, None]
            found.append(MARK_KM * off.max(axis=0))
        return found
