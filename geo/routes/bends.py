"""The bends of a way over the water, and which of them no land holds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.routes import sphere
from geo.routes.cells import ranges
from geo.routes.chart import Chart
from geo.routes.sight import are_clear
from geo.routes.sphere import Bools, Floats, Ints

FIXED, SLACK = -1, -2
"""What no corner holds: what stays, and what is yet to be drawn taut."""
_FEW = 3
"""Fewer bends that may go are not worth a look at all of them at once."""
_THIRDS = np.array([[1], [2]])


class Bend(NamedTuple):
    """A point of a way: its unit vector, and the corner it rounds, ``FIXED`` or ``SLACK``."""

    vector: Floats
    corner: int


class _Bends(NamedTuple):
    """Bends as arrays.

    Attributes
    ----------
    corners : array of shape (n,)
    vectors : array of shape (n, 3)
    beside : array of shape (2, n, 3)
        The corners before and after those that they round; of length 0 where one rounds none.
    """

    corners: Ints
    vectors: Floats
    beside: Floats

    def at(self, some: Ints) -> _Bends:
        """Give some of them."""
        return _Bends(
            self.corners.take(some),
            self.vectors.take(some, axis=0),
            self.beside.take(some, axis=1),
        )

    def are_held(self) -> Bools:
        """Tell which stay: the ends, what is fixed, and what its own land holds from within."""
        held: Bools = self.corners == FIXED
        held[0] = held[-1] = True
        normals = sphere.cross(self.vectors[:-1], self.vectors[1:])
        turn = np.vecdot(normals[:-1], self.vectors[2:])
        land = self.beside[:, 1:-1]
        (a, b), (c, d) = (
            turn * np.vecdot(land, normal) > 0 for normal in (normals[:-1], normals[1:])
        )
        held[1:-1] |= a & b & c & d
        return held


def straightened(chart: Chart, way: list[Bend]) -> tuple[list[Bend], list[bool]]:
    """Leave out bends that nothing holds where those left see each other past them.

    First all go at once, since most may; where land then hides the next bend, two between
    stay, until something beside them has gone.

    Parameters
    ----------
    chart : Chart
        What the way keeps clear of.
    way : list of Bend
        Points that see each other one after another; both ends stay.

    Returns
    -------
    list of Bend
        What is left.
    list of bool
        Which of it is still held by nothing.
    """
    bends = _table(chart, way)
    left, stays = np.arange(len(way)), np.zeros(len(way), dtype=bool)
    while True:
        some = bends.at(left)
        held = some.are_held()
        at = _kept(some, held, stays[left])
        if len(left) - len(at) < _FEW:
            return [way[number] for number in left.tolist()], (~held).tolist()
        gaps = np.flatnonzero(np.diff(at) > 1)
        first, last = at[gaps], at[gaps + 1]
        seen = are_clear(chart, bends.vectors[left[first]], bends.vectors[left[last]])
        thirds = first + (last - first) * _THIRDS // 3
        stays[left[thirds[:, ~seen]]] = True
        first, last = first[seen], last[seen]
        stays[left[first]] = stays[left[last]] = False
        left = np.delete(left, ranges(first + 1, last))


def _kept(bends: _Bends, held: Bools, stays: Bools) -> Ints:
    """List which bends are left if all go that nothing holds, and then what they held."""
    at = np.arange(len(stays))
    while True:
        kept = held | stays
        if kept.all():
            return at
        some = np.flatnonzero(kept)
        at, stays, bends = at.take(some), stays.take(some), bends.at(some)
        held = bends.are_held()


def _table(chart: Chart, way: list[Bend]) -> _Bends:
    """Lay out bends."""
    vectors = np.array([bend.vector for bend in way])
    corners = np.array([bend.corner for bend in way])
    at = np.flatnonzero(corners >= 0)
    beside = np.zeros((2, len(way), 3))
    beside[:, at] = chart.vectors_beside(corners[at])
    return _Bends(corners, vectors, beside)
