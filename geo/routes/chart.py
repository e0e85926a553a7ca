"""Outlines of water: what lies near a position, along an arc or in a triangle.

An outline's corners are in order, the water on their left. Nothing of it is kept as
geometries: whether a line crosses it, and whether a position lies in the water, are signs
of products of a few thousand numbers at a time.
"""

from __future__ import annotations

import numpy as np

from geo.routes import sphere
from geo.routes.cells import Cells
from geo.routes.lazily import Lazily
from geo.routes.sphere import Bools, Floats, Ints, Whole

_SEAM = 180.0 - 1e-7
_KEPT = 50_000
_ONWARD = np.array([1, 2, 0])


class Chart:
    """Outlines of water.

    Parameters
    ----------
    grid : array of int, shape (n, 2)
        The corners, longitude first, in units of ``unit`` degrees.
    counts : array of int
        How many corners each outline has.
    unit : float
        Degrees.
    closed : bool
        Whether the last corner of each outline is joined to its first.
    """

    def __init__(self, grid: Whole, counts: Ints, unit: float, *, closed: bool) -> None:
        self._grid, self._unit = grid, unit
        ends = np.cumsum(counts)
        self._starts = ends - counts
        self._last = np.zeros(len(grid), dtype=bool)
        self._last[ends - 1] = True
        self._closed = closed
        self._ends = ends
        self._beyond_last, self._before_first = self._turned(counts)
        self._vectors = Lazily(
            (len(grid), 3), lambda some: sphere.units(self.degrees(some)), np.float64
        )
        self._beside: dict[int, tuple[list[float], list[float]]] = {}
        self._cells = Cells(grid, self._steps(), unit)

    def _turned(self, counts: Ints) -> tuple[Ints, Ints]:
        """Give what follows each outline's last corner, and what comes before its first.

        An open outline that ends where it begins goes on from there, others end.
        """
        first, last = self._starts, self._ends - 1
        if self._closed:
            return first, last
        ring = (counts > 2) & (self._grid[first] == self._grid[last]).all(axis=1)
        return np.where(ring, first + 1, last), np.where(ring, last - 1, first)

    def _steps(self) -> Whole:
        """Measure how far the edge from each corner leads east or north, whichever is more."""
        across = np.abs(np.diff(self._grid, axis=0, append=self._grid[-1:]))
        steps = np.maximum(across[:, 0], across[:, 1])
        steps[self._last] = 0
        if self._closed:
            shut = self._grid[self._ends - 1] - self._grid[self._starts]
            steps[self._ends - 1] = np.abs(shut).max(axis=1)
        steps[steps > 90 / self._unit] = 0  # where the map is cut
        return np.asarray(steps)

    def __len__(self) -> int:
        return len(self._grid)

    def grid(self, corners: Ints) -> Whole:
        """Give corners in units of the chart, longitude first."""
        return np.asarray(self._grid.take(corners, axis=0))

    def degrees(self, corners: Ints) -> Floats:
        """Give corners in degrees, longitude first."""
        return np.asarray(self._grid.take(corners, axis=0) * self._unit)

    def vectors(self, corners: Ints) -> Floats:
        """Give corners as unit vectors."""
        return self._vectors[corners]

    def after(self, corners: Ints) -> Ints:
        """Give the next corner of each; of one where an outline ends, itself."""
        found = corners + 1
        last = self._last[corners]
        if last.any():
            at = np.searchsorted(self._ends, corners[last], side="right")
            found[last] = self._beyond_last[at]
        return np.asarray(found)

    def before(self, corners: Ints) -> Ints:
        """Give the corner before each; of one where an outline begins, itself."""
        found = corners - 1
        first = self._last[found]
        if first.any():
            at = np.searchsorted(self._starts, corners[first])
            found[first] = self._before_first[at]
        return np.asarray(found)

    def vectors_beside(self, corners: Ints) -> Floats:
        """Give the corners before and after each as unit vectors, of shape (2, n, 3)."""
        beside = self.before(corners), self.after(corners)
        return self.vectors(np.concatenate(beside)).reshape(2, -1, 3)

    def beside(self, corner: int) -> tuple[list[float], list[float]]:
        """Give the corners before and after one as unit vectors, kept for the next time."""
        found = self._beside.get(corner)
        if found is None:
            at = np.array([corner])
            before, after = self.vectors(np.append(self.before(at), self.after(at))).tolist()
            if len(self._beside) >= _KEPT:
                self._beside.clear()
            found = self._beside[corner] = before, after
        return found

    def are_whole(self, corners: Ints) -> Bools:
        """Tell from which corners an edge leads on that is no cut of the map."""
        whole = np.ones(len(corners), dtype=bool) if self._closed else ~self._last[corners]
        seam = round(_SEAM / self._unit)
        at = np.flatnonzero(np.abs(self._grid[corners, 0]) >= seam)
        if len(at):
            whole[at] &= np.abs(self._grid[self.after(corners[at]), 0]) < seam
        return whole

    def near(self, vector: Floats, reach_km: float) -> Ints:
        """List the edges that come within a distance of a position, and others near by.

        Parameters
        ----------
        vector : array of shape (3,)
            The position as a unit vector.
        """
        found = self._cells.near(vector, reach_km)
        return np.asarray(found[self.are_whole(found)])

    def corners_near(self, vector: Floats, reach_km: float) -> Ints:
        """List the corners within a distance of a position."""
        found = self._cells.near(vector, reach_km)
        wide = np.cos(reach_km / sphere.LEAST_KM)
        return np.asarray(found[sphere.dots(self.vectors(found), vector) > wide])

    def along(self, here: Floats, there: Floats, normals: Floats) -> tuple[Ints, Ints, Ints]:
        """List the edges that may cross arcs, cuts of the map too.

        Parameters
        ----------
        here, there, normals : array of shape (n, 3)
            Those of ``Cells.along``.

        Returns
        -------
        tuple of array of int
            Which arc, and which edge; and which of these do not end where the next begins.
        """
        arcs, edges, ends = self._cells.along(here, there, normals)
        last = self._last.take(edges)
        last[ends] = True
        return arcs, edges, np.flatnonzero(last)

    def inside(self, three: Floats, middle: Floats, near: float) -> Ints:
        """List the corners in a triangle of arcs, less than a quarter of the Earth wide.

        Parameters
        ----------
        three : array of shape (3, 3)
            The triangle's own corners.
        middle : array of shape (3,)
            Its middle, and ``near``, the cosine of how far its corners lie from there.
        """
        normals = sphere.normalised(sphere.cross(three, three.take(_ONWARD, axis=0)))
        if normals[0] @ three[2] < 0:
            normals = -normals
        found = self._cells.inside(normals, middle, near)
        vectors = self.vectors(found)
        close = np.flatnonzero(sphere.dots(vectors, middle) > near - 1e-12)
        within = (normals @ vectors[close].T > -1e-10).all(axis=0)
        inside: Ints = found[close[within]]
        return inside

    def side(self, edge: int, vector: Floats, spot: Floats) -> bool:
        """Tell whether a position lies on the water's side of the edge nearest to it.

        Parameters
        ----------
        edge : int
            The edge, by its first corner.
        vector, spot : array of shape (3,)
            The position, and the point of the edge that is nearest to it.
        """
        onward = int(self.after(np.array([edge]))[0])
        here, there = self.vectors(np.array([edge, onward]))
        left = bool(sphere.cross(here, there) @ vector > 0)
        for corner, end in ((edge, here), (onward, there)):
            if np.abs(spot - end).sum() < 1e-9:  # the nearest is a corner: by its turn
                at = np.array([corner])
                beside = np.array([self.before(at)[0], self.after(at)[0]])
                if corner in beside:
                    return left
                back, on = self.vectors(beside)
                first = sphere.cross(back, end) @ vector > 0
                second = sphere.cross(end, on) @ vector > 0
                convex = sphere.cross(back, end) @ on > 0
                return bool(first and second) if convex else bool(first or second)
        return left
