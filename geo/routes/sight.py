"""What can be seen from a position over the water: rays against the edges of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from geo.routes import sphere
from geo.routes.cells import ranges
from geo.routes.chart import Chart
from geo.routes.sphere import Bools, Floats, Ints

_TURN = 2 * np.pi
_TOUCH = 1e-9
"""A target that lies on an edge is seen: so little of the ray is left."""


class Horizon:
    """The edges about a position, as they hide what lies beyond them.

    Parameters
    ----------
    chart : Chart
        The rings that hide.
    edges : array of int
        Edges of it that are looked at, by their first corner.
    origin : array of shape (3,)
        The position, a unit vector.
    """

    def __init__(self, chart: Chart, edges: Ints, origin: Floats) -> None:
        self._origin = origin
        here = sphere.gnomonic(origin, chart.vectors(edges))
        there = sphere.gnomonic(origin, chart.vectors(chart.after(edges)))
        start = np.arctan2(here[:, 1], here[:, 0])
        turn = np.arctan2(there[:, 1], there[:, 0]) - start
        turn -= _TURN * np.round(turn / _TURN)
        self._low, self._high = start + np.minimum(turn, 0), start + np.maximum(turn, 0)
        self._along = there - here
        self._cross = here[:, 0] * there[:, 1] - here[:, 1] * there[:, 0]

    def clear(self, targets: Floats) -> Bools:
        """Tell which targets are seen.

        Parameters
        ----------
        targets : array of shape (n, 3)
            Unit vectors, less than a quarter of the Earth from the position.
        """
        seen = np.ones(len(targets), dtype=bool)
        if not len(targets) or not len(self._low):
            return seen
        flat = sphere.gnomonic(self._origin, targets)
        edge, ray = self._facing(np.arctan2(flat[:, 1], flat[:, 0]))
        along, toward = self._along.take(edge, axis=0), flat.take(ray, axis=0)
        across = toward[:, 0] * along[:, 1] - toward[:, 1] * along[:, 0]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = self._cross.take(edge) / across
        seen[ray[(share > 0) & (share < 1 - _TOUCH)]] = False
        return seen

    def _facing(self, bearings: Floats) -> tuple[Ints, Ints]:
        """Pair edges with the rays whose bearings lie between those of their ends."""
        order = bearings.argsort()
        sorted_ = bearings[order]
        around = np.concatenate([sorted_ - _TURN, sorted_, sorted_ + _TURN])
        first = around.searchsorted(self._low, side="left")
        last = around.searchsorted(self._high, side="right")
        edge = np.arange(len(first)).repeat(last - first)
        return edge, order[ranges(first, last) % len(order)]


def is_clear(chart: Chart, here: Floats, there: Floats) -> bool:
    """Tell whether an arc between two unit vectors crosses no edge of a chart."""
    return bool(are_clear(chart, here[None], there[None])[0])


def are_clear(chart: Chart, here: Floats, there: Floats) -> Bools:
    """Tell which arcs cross no edge of a chart.

    Parameters
    ----------
    here, there : array of shape (n, 3)
        Both ends of each arc, unit vectors.
    """
    found = np.ones(len(here), dtype=bool)
    if len(here):
        found[_crossed(chart, here, there)[0]] = False
    return found


def outside_km(chart: Chart, lines: Sequence[Floats]) -> float:
    """Measure what of some lines lies outside the water of a chart, in kilometres.

    Parameters
    ----------
    chart : Chart
        Its edges have the water on their left.
    lines : sequence of array of shape (n, 3)
        Unit vectors; the first of each lies in the water.
    """
    here = np.concatenate([line[:-1] for line in lines])
    there = np.concatenate([line[1:] for line in lines])
    arcs, starts, ends = _crossed(chart, here, there)
    if not len(arcs):
        return 0.0
    edge, plane = sphere.cross(starts, ends), sphere.cross(here, there)
    spots = sphere.cross(edge, plane[arcs])
    spots *= np.where(sphere.each_dot(spots, (here + there)[arcs]) > 0, 1.0, -1.0)[:, None]
    turn = sphere.angles(here[arcs], spots)
    leaves = sphere.each_dot(edge, here[arcs]) > 0
    turned = np.bincount(arcs, np.where(leaves, -turn, turn), len(here))
    leaving = np.bincount(arcs, np.where(leaves, 1.0, -1.0), len(here))
    found, first = 0.0, 0
    for line in lines:
        some = slice(first, first := first + len(line) - 1)
        whole = _times_out(leaving[some]) @ sphere.angles(here[some], there[some])
        found += max(float(turned[some].sum() + whole), 0.0)
    return found * sphere.RADIUS_KM


def _times_out(leaving: Floats | Ints) -> Floats:
    """Tell how often a line has left the water at the end of each arc and not come back."""
    steps = accumulate(leaving.tolist(), lambda out, more: max(out + more, 0.0), initial=0.0)
    return np.array(list(steps)[1:])


def _crossed(chart: Chart, here: Floats, there: Floats) -> tuple[Ints, Floats, Floats]:
    """Give the arcs that cross edges, and both ends of the edges."""
    dot, normals = sphere.each_dot, sphere.cross(here, there)
    arcs, edges, last = chart.along(here, there, normals)
    side = dot(chart.vectors(edges), normals.take(arcs, axis=0))
    beyond = np.empty_like(side)
    beyond[:-1] = side[1:]
    ends = chart.vectors(chart.after(edges.take(last)))
    beyond[last] = dot(ends, normals.take(arcs.take(last), axis=0))
    hit = np.flatnonzero(side * beyond < 0)
    arcs, edges = arcs.take(hit), edges.take(hit)
    starts, ends = chart.vectors(edges), chart.vectors(chart.after(edges))
    across = sphere.cross(starts, ends)
    here, there = here.take(arcs, axis=0), there.take(arcs, axis=0)
    hits = dot(across, here) * dot(across, there) < 0
    hits &= dot(starts + ends, here + there) > 0
    if hits.any():
        hits[hits] = chart.are_whole(edges[hits])
    return arcs[hits], starts[hits], ends[hits]
