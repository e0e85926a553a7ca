"""What can be seen from a position over the water: rays against the edges of a chart."""

from __future__ import annotations

import numpy as np

from geo.routes import sphere
from geo.routes.chart import Chart
from geo.routes.sphere import Bools, Floats, Ints

_TURN = 2 * np.pi
_TOUCH = 1e-9
"""A target that lies on an edge is seen: so little of the ray is left."""


def clear(
    chart: Chart, edges: Ints, origin: Floats, targets: Floats, free_km: float = 0.0
) -> Bools:
    """Tell which targets are seen from a position past some edges of a chart.

    Parameters
    ----------
    chart : Chart
        The rings that hide.
    edges : array of int
        Edges of it that are looked at, by their first corner.
    origin, targets : array of shape (3,) and (n, 3)
        Unit vectors, less than a quarter of the Earth apart.
    free_km : float
        Edges hide nothing where they are crossed as near to the origin as this.
    """
    count = len(targets)
    if not count or not len(edges):
        return np.ones(count, dtype=bool)
    flat = sphere.gnomonic(origin, targets)
    here = sphere.gnomonic(origin, chart.vectors(edges))
    there = sphere.gnomonic(origin, chart.vectors(chart.after(edges)))
    seg, ray = _facing(flat, here, there)
    cross = here[seg, 0] * there[seg, 1] - here[seg, 1] * there[seg, 0]
    along = there[seg] - here[seg]
    across = flat[ray, 0] * along[:, 1] - flat[ray, 1] * along[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = cross / across
    hit = (share > 0) & (share < 1 - _TOUCH)
    if free_km:
        hit &= share * np.hypot(flat[ray, 0], flat[ray, 1]) > free_km
    seen = np.ones(count, dtype=bool)
    seen[ray[hit]] = False
    return seen


def _facing(flat: Floats, here: Floats, there: Floats) -> tuple[Ints, Ints]:
    """Pair edges with the rays whose bearings lie between those of their ends."""
    bearing = np.arctan2(flat[:, 1], flat[:, 0])
    order = np.argsort(bearing)
    sorted_ = bearing[order]
    start = np.arctan2(here[:, 1], here[:, 0])
    turn = np.arctan2(there[:, 1], there[:, 0]) - start
    turn -= _TURN * np.round(turn / _TURN)
    low, high = start + np.minimum(turn, 0), start + np.maximum(turn, 0)
    around = np.concatenate([sorted_ - _TURN, sorted_, sorted_ + _TURN])
    first = np.searchsorted(around, low, side="left")
    number = np.searchsorted(around, high, side="right") - first
    total = int(number.sum())
    seg = np.repeat(np.arange(len(here)), number)
    skip = np.repeat(first - (np.cumsum(number) - number), number)
    ray = order[(np.arange(total) + skip) % len(order)]
    return seg, ray


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
    found[_crossed(chart, here, there)[0]] = False
    return found


def outside_km(chart: Chart, line: Floats) -> float:
    """Measure what of a line lies outside the water of a chart, in kilometres.

    Parameters
    ----------
    chart : Chart
        Its edges have the water on their left.
    line : array of shape (n, 3)
        Unit vectors; the first lies in the water.
    """
    arcs, starts, ends = _crossed(chart, line[:-1], line[1:])
    found, out = 0.0, 0
    for at in range(int(arcs.min()), len(line) - 1) if len(arcs) else ():
        here, there = line[at], line[at + 1]
        edge, arc = (
            sphere.cross(starts[arcs == at], ends[arcs == at]),
            sphere.cross(here, there),
        )
        spots = sphere.cross(edge, np.broadcast_to(arc, edge.shape))
        spots *= np.where(spots @ (here + there) > 0, 1.0, -1.0)[:, None]
        turn = np.arctan2(np.linalg.norm(sphere.cross(here, spots), axis=1), spots @ here)
        leaves = edge @ here > 0
        out = max(out + int(leaves.sum()) - int((~leaves).sum()), 0)
        whole = float(np.arctan2(np.linalg.norm(arc), here @ there))
        found += float(turn[~leaves].sum() - turn[leaves].sum()) + out * whole
    return max(found, 0.0) * sphere.RADIUS_KM


def _crossed(chart: Chart, here: Floats, there: Floats) -> tuple[Ints, Floats, Floats]:
    """Give the arcs that cross edges, and both ends of the edges."""
    arcs, edges = chart.along(here, there)
    starts, ends = chart.vectors(edges), chart.vectors(chart.after(edges))
    dot, normal = sphere.each_dot, sphere.cross(here, there)[arcs]
    hit = np.flatnonzero(dot(starts, normal) * dot(ends, normal) < 0)
    arcs, starts, ends = arcs[hit], starts[hit], ends[hit]
    across = sphere.cross(starts, ends)
    hits = dot(across, here[arcs]) * dot(across, there[arcs]) < 0
    hits &= dot(starts + ends, (here + there)[arcs]) > 0
    return arcs[hits], starts[hits], ends[hits]
