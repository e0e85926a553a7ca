"""Tables of numbers that are worked out as far as they are asked for."""

from __future__ import annotations

import math
import mmap
import sys
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from geo.routes.sphere import Ints, Whole

_Kind = TypeVar("_Kind", np.float32, np.float64)

_RUN = 7
"""2 ** 7 rows are worked out at a time."""


class Lazily(Generic[_Kind]):
    """A table whose rows are worked out, and many beside them, when some are first asked for.

    Parameters
    ----------
    shape : tuple of int
        How many rows there are, and how many numbers each has.
    work : callable
        Gives the numbers of some rows.
    kind : data type
        What they are kept as.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        work: Callable[[Ints], npt.NDArray[Any]],
        kind: type[_Kind],
    ) -> None:
        self._table: npt.NDArray[_Kind] = _untouched(shape, kind)
        self._work = work
        self._known = np.zeros((shape[0] >> _RUN) + 1, dtype=bool)

    def __len__(self) -> int:
        return len(self._table)

    def __getitem__(self, rows: Ints | Whole) -> npt.NDArray[_Kind]:
        """Give rows by their numbers."""
        runs = rows >> _RUN
        known = self._known.take(runs)
        if np.count_nonzero(known) < len(known):
            new = runs[~known]
            new = np.unique(new[np.append(True, new[1:] != new[:-1])])
            some = ((new << _RUN)[:, None] + np.arange(1 << _RUN)).ravel()
            some = some[: some.searchsorted(len(self._table))]
            self._table[some] = self._work(some)
            self._known[new] = True
        return np.asarray(self._table.take(rows, axis=0))


def _untouched(shape: tuple[int, ...], kind: type[_Kind]) -> npt.NDArray[_Kind]:
    """Lay out a table that takes memory only where it is written.

    NumPy asks Linux for huge pages, of which a few rows in each fill the whole.
    """
    size = math.prod(shape)
    room = max(size * np.dtype(kind).itemsize, 1)
    if sys.platform == "win32":
        pages = mmap.mmap(-1, room)
    else:
        pages = mmap.mmap(-1, room, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    return np.frombuffer(pages, dtype=kind, count=size).reshape(shape)
