"""Which corners of the network of sea ways a shortest way between two positions may pass."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.routes import sphere
from geo.routes.cells import ranges
from geo.routes.sphere import Floats, Ints, Whole

_BLOCKS = 256, 16
"""So many corners of a class that follow each other are held together against a question."""
_DEGREE_KM = 111.7
"""A degree is nowhere longer than this."""


class Field:
    """The corners by their reach, in blocks of blocks.

    Parameters
    ----------
    grid : array of shape (n, 2)
        Where they lie, in units of ``step`` degrees, longitude first.
    step : float
        The unit.
    reach : array of uint8
        How far ways lead that pass each, as a class.
    """

    def __init__(self, grid: Whole, step: float, reach: npt.NDArray[np.uint8]) -> None:
        self._order = np.argsort(reach, kind="stable").astype(np.int32)
        grid = grid.take(self._order, axis=0)
        counts = np.bincount(reach)
        self._levels = [_Blocks(grid, step, counts, size) for size in _BLOCKS]
        large, small = self._levels
        self._firsts = small.starts.searchsorted(np.append(large.starts, len(reach)))

    def between(self, spots: Floats, most_km: float, bounds: Floats) -> Ints:
        """List corners, all among them that a way of some length may pass.

        Parameters
        ----------
        spots : array of shape (2, 3)
            The way's ends, in kilometres from the Earth's middle.
        most_km : float
            The way's length at most.
        bounds : array of float
            The reach of each class at most, in kilometres.
        """
        large, small = self._levels
        some = large.between(np.arange(len(large.starts)), spots, most_km, bounds)
        some = small.between(
            ranges(self._firsts[some], self._firsts[some + 1]), spots, most_km, bounds
        )
        return np.asarray(self._order.take(ranges(small.starts[some], small.stops[some])))


class _Blocks:
    """Corners that follow each other, and lie within some kilometres of a position.

    ``starts`` and ``stops`` tell which they are.
    """

    def __init__(self, grid: Whole, step: float, counts: Ints, size: int) -> None:
        firsts = np.cumsum(counts) - counts
        starts = [
            np.arange(first, first + count, size)
            for first, count in zip(firsts, counts, strict=True)
        ]
        self._class = np.repeat(np.arange(len(counts)), [len(some) for some in starts])
        self.starts = np.concatenate(starts)
        self.stops = np.append(self.starts[1:], len(grid))
        low, high = (
            np.stack([of.reduceat(side, self.starts) for side in grid.T], axis=1) * step
            for of in (np.minimum, np.maximum)
        )
        self._spots = sphere.columns(sphere.on_ellipsoid_km(sphere.units((low + high) / 2)))
        apart = (high - low) / 2
        south, north = low[:, 1], high[:, 1]
        nearest = np.where(south * north < 0, 0, np.minimum(abs(south), abs(north)))
        apart[:, 0] *= np.cos(np.radians(nearest))
        self._around_km = (_DEGREE_KM * apart.sum(axis=1)).astype(np.float32)

    def between(self, some: Ints, spots: Floats, most_km: float, bounds: Floats) -> Ints:
        """Leave those of some blocks that hold a corner which a way may pass."""
        away = sphere.about_km(self._spots.take(some, axis=1), sphere.columns(spots))
        start, end = away - self._around_km.take(some)
        good = np.minimum(start, end) <= bounds.take(self._class.take(some))
        good &= np.maximum(start, 0) + np.maximum(end, 0) <= most_km
        return some.compress(good)
