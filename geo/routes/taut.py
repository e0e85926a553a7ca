"""Draw a way over the water taut: the shortest that passes its land on the same sides.

Where a way bends, whatever corners of the water lie in the triangle of the bend and its
neighbours hold it up: it is laid round their hull, until no bend can be drawn shorter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from geo.routes import sphere
from geo.routes.cells import ranges
from geo.routes.chart import Chart
from geo.routes.sight import are_clear
from geo.routes.sphere import Bools, Floats, Ints

OFF_KM = 0.010
"""Corners are passed this far outside the edge of the kept water, so that lines clear it."""
FIXED, SLACK = -1, -2
"""What no corner holds: what stays, and what is yet to be drawn taut."""
_WIDEST = 0.2
"""Bends whose neighbours lie further from the middle (as a cosine) are left as they are."""
_MOST_TURNS = 4000
_LEAST_KM = 1e-5
_FEW = 3
"""So few bends are not worth a look at all of them at once."""
_THIRDS = np.array([[1], [2]])


class Bend(NamedTuple):
    """A point of a way: its unit vector, and the corner it rounds, ``FIXED`` or ``SLACK``."""

    vector: Floats
    corner: int


def taut(chart: Chart, way: list[Bend], *, anew: bool = True) -> list[Bend]:
    """Draw a way taut; its ends and what is ``FIXED`` stay.

    Parameters
    ----------
    chart : Chart
        What it keeps clear of.
    way : list of Bend
        Points that see each other one after another.
    anew : bool
        Whether any bend may be slack, or the first alone.
    """
    drawn = _straightened(chart, way) if anew else list(way)
    slack = [*~_are_held(chart, *_table(drawn))] if anew else [False] * len(drawn)
    slack[1:2] = [True]
    at = 1
    for _ in range(_MOST_TURNS):
        while 0 < at < len(drawn) - 1 and not slack[at]:
            at += 1
        if at >= len(drawn) - 1:
            break
        slack[at] = False
        bends = drawn[at - 1 : at + 2]
        laid = None if _is_held(chart, *bends) else _laid(chart, *bends)
        if laid is None or [bend.corner for bend in laid] == [drawn[at].corner]:
            continue
        drawn[at : at + 1] = laid
        slack[at : at + 1] = [True] * len(laid)
        slack[at - 1] = slack[at + len(laid)] = True
        at = max(1, at - 1)
    return drawn


def _straightened(chart: Chart, way: list[Bend]) -> list[Bend]:
    """Leave out bends that nothing holds where those left see each other past them.

    First all go at once, since most may; where land then hides the next bend, two between
    stay, until something beside them has gone. Few are left to be laid one by one.
    """
    vectors, corners = _table(way)
    left, stays = np.arange(len(way)), np.zeros(len(way), dtype=bool)
    while True:
        at = _held_at(chart, vectors[left], corners[left], stays[left])
        if len(left) - len(at) < _FEW:
            return [way[number] for number in left.tolist()]
        gaps = np.flatnonzero(np.diff(at) > 1)
        first, last = at[gaps], at[gaps + 1]
        seen = are_clear(chart, vectors[left[first]], vectors[left[last]])
        thirds = first + (last - first) * _THIRDS // 3
        stays[left[thirds[:, ~seen]]] = True
        first, last = first[seen], last[seen]
        stays[left[first]] = stays[left[last]] = False
        left = np.delete(left, ranges(first + 1, last))


def _held_at(chart: Chart, vectors: Floats, corners: Ints, stays: Bools) -> Ints:
    """List which bends would be left if all went that nothing holds, one after another."""
    at = np.arange(len(corners))
    while True:
        held = _are_held(chart, vectors[at], corners[at]) | stays[at]
        held[[0, -1]] = True
        if held.all():
            return at
        at = at[held]


def _table(way: list[Bend]) -> tuple[Floats, Ints]:
    """Give the vectors and the corners of bends."""
    return np.array([bend.vector for bend in way]), np.array([bend.corner for bend in way])


def _are_held(chart: Chart, vectors: Floats, corners: Ints) -> Bools:
    """Tell which bends stay: those that are fixed or held by their own land from within."""
    held: Bools = np.asarray(corners == FIXED)
    at = np.flatnonzero(corners[1:-1] >= 0) + 1
    if not len(at):
        return held
    come = sphere.cross(vectors[at - 1], vectors[at])
    go = sphere.cross(vectors[at], vectors[at + 1])
    turn = np.where(sphere.each_dot(come, vectors[at + 1]) > 0, 1.0, -1.0)
    good = np.ones(len(at), dtype=bool)
    for beside in (chart.before(corners[at]), chart.after(corners[at])):
        land = chart.vectors(beside)
        good &= (turn * sphere.each_dot(land, come) > 0) & (
            turn * sphere.each_dot(land, go) > 0
        )
    held[at] = good
    return held


def _is_held(chart: Chart, before: Bend, bend: Bend, after: Bend) -> bool:
    """Tell the same of one bend, sooner."""
    if bend.corner < 0:
        return bend.corner == FIXED
    beside = chart.beside(bend.corner)
    here = bend.vector.tolist()
    come, go = _normal(before.vector.tolist(), here), _normal(here, after.vector.tolist())
    turn = _dot(come, after.vector.tolist())
    return all(turn * _dot(normal, land) > 0 for normal in (come, go) for land in beside)


def _normal(a: list[float], b: list[float]) -> tuple[float, float, float]:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _laid(chart: Chart, before: Bend, bend: Bend, after: Bend) -> list[Bend] | None:
    """Lay a way round what lies in the triangle of a bend; None where it cannot be shorter."""
    a, b, c = before.vector, bend.vector, after.vector
    three = np.stack([a, b, c])
    middle = a + b + c
    middle /= math.sqrt(middle @ middle)
    if (three @ middle).min() < _WIDEST:
        return None
    corners = chart.inside(a, b, c)
    flat = sphere.gnomonic(middle, np.concatenate([three, chart.vectors(corners)]))
    flat -= flat[0]
    (x, y), (east, north) = flat[1:3].tolist()
    size = math.hypot(east, north)
    if size < _LEAST_KM:
        return []
    side = math.copysign(1 / size, east * y - north * x)
    height = flat[3:] @ (side * np.array([-north, east]))
    above = np.flatnonzero(height > _LEAST_KM)
    along = flat[3:][above] @ np.array([east / size, north / size])
    round_ = corners[above[_hull(along, height[above], size)]]
    found = [Bend(*pair) for pair in zip(pushed(chart, round_), round_.tolist(), strict=True)]
    new = _length([a, *(one.vector for one in found), c])
    return found if new < _length([a, b, c]) - 1e-12 else None


def _hull(x: Floats, y: Floats, size: float) -> Ints:
    """List the points of the upper hull between (0, 0) and (size, 0), in order."""
    order = np.lexsort((y, x))
    chain: list[tuple[float, float, int]] = [(0.0, 0.0, -1)]
    points = zip(x[order].tolist(), y[order].tolist(), order.tolist(), strict=True)
    for px, py, number in (*points, (size, 0.0, -1)):
        while len(chain) > 1:
            (ax, ay, _), (bx, by, _) = chain[-2:]
            if (bx - ax) * (py - ay) < (by - ay) * (px - ax):
                break
            chain.pop()
        chain.append((px, py, number))
    return np.array([number for _, _, number in chain[1:-1]], dtype=np.int64)


def _length(vectors: list[Floats]) -> float:
    places = [vector.tolist() for vector in vectors]
    return sum(map(math.dist, places[1:], places))


def pushed(chart: Chart, corners: Ints, off_km: float = OFF_KM) -> Floats:
    """Move corners of a chart into its water, so that both their edges lie so far off."""
    corner = chart.vectors(corners)
    before, after = chart.vectors(chart.before(corners)), chart.vectors(chart.after(corners))
    back = sphere.normalised(before - sphere.each_dot(before, corner)[:, None] * corner)
    on = sphere.normalised(after - sphere.each_dot(after, corner)[:, None] * corner)
    outward = -(back + on)
    size = sphere.norms(outward)[:, None]
    aside = sphere.cross(on, corner)
    outward = np.where(size > 1e-9, outward / np.maximum(size, 1e-12), aside)
    slope = np.sqrt(np.maximum(1 - sphere.each_dot(back, outward) ** 2, 0.0))
    off = off_km / sphere.RADIUS_KM / np.maximum(slope, 1 / 3)
    return sphere.normalised(corner + outward * off[:, None])
