"""Whole numbers as the data files of sea legs have them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.routes.sphere import Ints, Whole

GRID = 1e-4
"""Degrees of a unit of the shipped coordinates."""


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
