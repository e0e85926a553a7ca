"""The shortest way around obstacles in a plane, exactly.

A shortest way among polygons bends only at their convex corners, and where it
bends it is tangent to them (T. Lozano-Pérez and M. A. Wesley, "An algorithm for
planning collision-free paths among polyhedral obstacles", Communications of the
ACM 22 (1979), 560-570). The graph of corners that see each other is searched by
A* (P. E. Hart, N. J. Nilsson and B. Raphael, 1968) and built only where the search
goes: what a corner sees is asked when the search comes to it.

The plane is whichever the caller likes, as long as its straight lines are
geodesics (a gnomonic projection); lengths are measured in space.
All arrays are of shape (n, 2).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Points = npt.NDArray[np.float64]
Lift = Callable[[Points], Points]
"""Gives positions in space (shape (n, 3), metres from the Earth's middle) of points."""

OFFSET = 1.5
"""How far corners stand off their polygon, in units of the plane (metres)."""
MOST = 6000
"""Searches among more corners than this are refused: they would take minutes."""
_SLACK = 0.2
"""How far a line may miss being tangent, in the same unit: room for rounding."""
_SHARP = 0.2
"""Corners sharper than twice the arc sine of this are moved off less than a mitre would."""
_NOWHERE = -1
_EARTH_M = 6_371_000.0


class CrowdedError(Exception):
    """More corners lie within the bound than are worth searching."""


class Corners:
    """The convex corners of polygons, moved off by ``OFFSET``.

    Attributes
    ----------
    at : array of shape (n, 2)
        Where the corners stand.
    before, after : array of shape (n, 2)
        The directions to the neighbours on the outline.
    """

    def __init__(self, obstacles: BaseGeometry) -> None:
        rings = [
            ring
            for part in shapely.get_parts(obstacles)
            for ring in (part.exterior, *part.interiors)
        ]
        found = [_convex(ring) for ring in rings] or [np.empty((0, 3, 2))]
        at, self.before, self.after = np.concatenate(found).transpose(1, 0, 2)
        self.at = at

    def keep(self, mask: npt.NDArray[np.bool_]) -> None:
        """Drop the corners that a mask does not select."""
        self.at, self.before, self.after = self.at[mask], self.before[mask], self.after[mask]


def _convex(ring: BaseGeometry) -> npt.NDArray[np.float64]:
    """Give position and directions of a ring's convex corners, shape (n, 3, 2).

    Rings are turned so that the obstacle lies on their left: outer rings run
    counter-clockwise and holes clockwise, as ``shapely.normalize`` does not.
    """
    points = shapely.get_coordinates(ring)[:-1]
    before = np.roll(points, 1, axis=0) - points
    after = np.roll(points, -1, axis=0) - points
    back = _unit(before)
    ahead = _unit(after)
    outward = -_unit(back + ahead)
    convex = _cross(-before, after) > 0
    slant = np.abs(_cross(outward, ahead))  # the sine of half the corner's angle
    moved = points + (OFFSET / np.maximum(slant, _SHARP))[:, None] * outward
    return np.stack([moved, before, after], axis=1)[convex]


def _unit(vectors: Points) -> Points:
    """Scale vectors to length one."""
    length = np.hypot(vectors[:, 0], vectors[:, 1])
    return vectors / np.maximum(length, 1e-12)[:, None]


def _cross(one: Points, two: Points) -> npt.NDArray[np.float64]:
    """Give the cross products of vectors."""
    return np.asarray(one[..., 0] * two[..., 1] - one[..., 1] * two[..., 0])


def _aside(along: Points, before: Points, after: Points) -> npt.NDArray[np.bool_]:
    """Tell whether both neighbours of a corner lie on one side of a direction.

    A neighbour within ``_SLACK`` of the line counts for either side.
    """
    sides = _cross(along, before), _cross(along, after)
    low, high = np.minimum(*sides), np.maximum(*sides)
    return np.asarray((low >= -_SLACK) | (high <= _SLACK))


def arc(one: Points, two: Points) -> npt.NDArray[np.float64]:
    """Give the lengths along the Earth between positions in space, in metres.

    The chord is lengthened as on a sphere. On the ellipsoid that is off by less
    than 1 in 10 million at 200 km and 5 in a million at 1000 km, enough to choose
    by; what is reported is measured on the ellipsoid.
    """
    chord = np.sqrt(((one - two) ** 2).sum(axis=-1))
    return np.asarray(2 * _EARTH_M * np.arcsin(np.minimum(chord / (2 * _EARTH_M), 1.0)))


class Graph:
    """Start, end and corners within a bound, and who sees whom.

    Parameters
    ----------
    start, end : array of shape (2,)
        Ends of the way, outside all obstacles.
    obstacles : geometry
        Polygons, outer rings counter-clockwise; touching one counts as crossing it.
    lift : callable
        Gives positions in space, between which lengths are measured.
    bound : float
        Ways longer than this are not looked for, in metres.
    """

    def __init__(
        self, start: Points, end: Points, obstacles: BaseGeometry, lift: Lift, bound: float
    ) -> None:
        shapely.prepare(obstacles)
        corners = Corners(obstacles)
        self.free = not shapely.intersects(obstacles, shapely.points([start, end])).any()
        ends, space = lift(np.stack([start, end])), lift(corners.at)
        near = arc(space, ends[0]) + arc(space, ends[1]) <= bound
        corners.keep(near)
        if len(corners.at) > MOST:
            raise CrowdedError
        self.at = np.concatenate([start[None], end[None], corners.at])
        blank = np.zeros((2, 2))
        self.before = np.concatenate([blank, corners.before])
        self.after = np.concatenate([blank, corners.after])
        self.space = np.concatenate([ends, space[near]])
        self.left = arc(self.space, ends[1])
        self.obstacles, self.bound = obstacles, bound

    def tangent(self, node: int, others: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Tell which straight lines from a node pass tangent at both their ends."""
        along = _unit(self.at[others] - self.at[node])
        return _aside(along, self.before[others], self.after[others]) & _aside(
            along, self.before[node], self.after[node]
        )

    def sees(self, node: int, others: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Tell which nodes a node sees past the obstacles."""
        ends = self.at[others]
        lines = np.stack([np.broadcast_to(self.at[node], ends.shape), ends], axis=1)
        hidden = shapely.intersects(self.obstacles, shapely.linestrings(lines))
        return np.asarray(~np.atleast_1d(hidden))

    def shortest(self) -> Points | None:
        """Search the shortest way from start to end, None where none is in bound."""
        if not self.free:
            return None
        count = len(self.at)
        best = np.full(count, np.inf)
        come = np.full(count, _NOWHERE)
        done = np.zeros(count, dtype=bool)
        best[0] = 0.0
        heap = [(float(self.left[0]), 0)]
        while heap:
            _, node = heapq.heappop(heap)
            if done[node]:
                continue
            done[node] = True
            if node == 1:
                return self._trace(come)
            for other in self._improve(node, best, done):
                come[other] = node
                heapq.heappush(heap, (float(best[other] + self.left[other]), int(other)))
        return None

    def _improve(
        self, node: int, best: npt.NDArray[np.float64], done: npt.NDArray[np.bool_]
    ) -> npt.NDArray[np.int64]:
        """Shorten the ways to what a node sees; give the nodes that it was shorter for."""
        others = np.flatnonzero(~done)
        reach = best[node] + arc(self.space[others], self.space[node])
        limit = np.minimum(self.bound, best[1])
        good = (reach < best[others]) & (reach + self.left[others] <= limit)
        others, reach = others[good], reach[good]
        good = self.tangent(node, others)
        others, reach = others[good], reach[good]
        good = self.sees(node, others)
        best[others[good]] = reach[good]
        seen: npt.NDArray[np.int64] = others[good]
        return seen

    def _trace(self, come: npt.NDArray[np.int64]) -> Points:
        """Follow the way back from the end."""
        way = [1]
        while way[-1] != 0:
            way.append(int(come[way[-1]]))
        return self.at[way[::-1]]


def shortest(
    start: Points, end: Points, obstacles: BaseGeometry, lift: Lift, bound: float
) -> Points | None:
    """Find the shortest way around obstacles, from start to end.

    Parameters
    ----------
    start, end : array of shape (2,)
        Ends of the way, outside all obstacles.
    obstacles : geometry
        Polygons, outer rings counter-clockwise; a way may not touch them.
    lift : callable
        Gives positions in space, between which lengths are measured.
    bound : float
        Ways longer than this are not looked for, in metres.

    Returns
    -------
    array of shape (n, 2) or None
        The ends and the corners between them; None where no way is within bound.

    Raises
    ------
    CrowdedError
        If more than ``MOST`` corners lie within bound.
    """
    graph = Graph(start, end, obstacles, lift, bound)
    return graph.shortest()
