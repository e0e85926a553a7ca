"""Cut a map of overlapping areas into arcs that each know what lies on their two sides.

The outlines of all areas are noded together, so that an edge that several areas share
is one edge. Between two nodes the sides of a line stay the same: one question on each
side of an arc tells which areas cover it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ring = Array
"""Positions of a closed ring, n x 2, longitude first."""

GRID = 1e-9
"""Degrees to which the points where lines cross are rounded: a tenth of a millimetre."""

BESIDE = 2e-8
"""Degrees beside an arc at which its sides are asked for: well off where it was rounded to."""


@dataclass(frozen=True, slots=True)
class Arcs:
    """Lines between nodes.

    Attributes
    ----------
    points : array, n x 2
        Longitude and latitude, arc after arc.
    counts : array of int
        How many points each arc has.
    """

    points: Array
    counts: NDArray[np.int64]

    @property
    def first(self) -> NDArray[np.int64]:
        """Where each arc begins in ``points``."""
        return np.concatenate(([0], np.cumsum(self.counts)[:-1]))


def cut(rings: Iterable[Ring]) -> Arcs:
    """Node rings together, and merge what lies between nodes into arcs."""
    held = list(rings)
    owner = np.repeat(np.arange(len(held)), [len(ring) for ring in held])
    lines = shapely.linestrings(np.concatenate(held), indices=owner)
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(lines, grid_size=GRID)))
    # In an order of their own, so that the same rings give the same arcs.
    bounds = shapely.bounds(merged)
    merged = merged[np.lexsort(bounds.T)]
    points, owner = shapely.get_coordinates(merged, return_index=True)
    return Arcs(points, np.bincount(owner))


def beside(arcs: Arcs) -> Array:
    """Give a point on the left and one on the right of every arc, 2n x 2, in turn."""
    points, counts, first = arcs.points, arcs.counts, arcs.first
    step = np.diff(points, axis=0, append=points[-1:])
    length = np.hypot(*step.T)
    length[first + counts - 1] = -1.0
    # The middle of the longest edge is furthest from other lines.
    order = np.lexsort((length, np.repeat(np.arange(len(counts)), counts)))
    longest = order[np.cumsum(counts) - 1]
    along = step[longest] / length[longest, None]
    across = np.column_stack((-along[:, 1], along[:, 0])) * BESIDE
    middle = points[longest] + step[longest] / 2
    return np.stack((middle + across, middle - across), axis=1).reshape(-1, 2)


class Cover:
    """Tells which of many areas cover points: those with an odd number of rings around them."""

    def __init__(self, points: Array) -> None:
        self._points = points
        self._order = np.argsort(points[:, 0], kind="stable")
        self._lons = points[self._order, 0]

    def by(self, rings: Sequence[Sequence[Ring]]) -> NDArray[np.bool_]:
        """Tell for each point whether polygons (each a shell and its holes) cover it."""
        odd = np.zeros(len(self._points), dtype=bool)
        for shell, *holes in rings:
            area = shapely.Polygon(shell, holes)
            chosen = self._within(area.bounds)
            if len(chosen):
                shapely.prepare(area)
                odd[chosen] ^= shapely.contains_xy(area, self._points[chosen])
        return odd

    def _within(self, bounds: tuple[float, float, float, float]) -> NDArray[np.int64]:
        west, south, east, north = bounds
        start, end = np.searchsorted(self._lons, [west, np.nextafter(east, 999)])
        chosen = self._order[start:end]
        lat = self._points[chosen, 1]
        found: NDArray[np.int64] = chosen[(lat >= south) & (lat <= north)]
        return found


def grouped(arcs: Arcs, names: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], Arcs]:
    """Sort arcs by the names of their left and right sides, turned so that left comes first."""
    pieces = np.split(arcs.points, arcs.first[1:])
    found: dict[tuple[str, str], list[Array]] = defaultdict(list)
    for points, (left, right) in zip(pieces, names, strict=True):
        if left > right:
            found[left, right].append(points)
        elif left < right:
            found[right, left].append(points[::-1])
    return {
        key: Arcs(np.concatenate(held), np.array([len(points) for points in held]))
        for key, held in sorted(found.items())
    }
