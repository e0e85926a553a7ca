"""Draw a way over the water taut: the shortest that passes its land on the same sides.

Where a way bends, whatever corners of the water lie in the triangle of the bend and its
neighbours hold it up: it is laid round their hull, until no bend can be drawn shorter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from geo.routes import sphere
from geo.routes.bends import FIXED, Bend, straightened
from geo.routes.chart import Chart
from geo.routes.sphere import Floats, Ints

OFF_KM = 0.010
"""Corners are passed this far outside the edge of the kept water, so that lines clear it."""
_WIDEST = 0.2
"""Bends whose neighbours lie further from the middle (as a cosine) are left as they are."""
_MOST_TURNS = 4000
_LEAST_KM = 1e-5


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
    drawn, slack = straightened(chart, way) if anew else (list(way), [False] * len(way))
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
    three = np.array([a, b, c])
    middle = a + b + c
    middle /= math.sqrt(middle @ middle)
    near = min((three @ middle).tolist())
    if near < _WIDEST:
        return None
    corners = chart.inside(three, middle, min(near, 1.0))
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
    found = rounded(chart, round_)
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


def rounded(chart: Chart, corners: Ints) -> list[Bend]:
    """Give corners of a chart as bends of a way."""
    if not len(corners):
        return []
    return [*map(Bend, pushed(chart, corners), corners.tolist())]


def pushed(chart: Chart, corners: Ints, off_km: float = OFF_KM) -> Floats:
    """Move corners of a chart into its water, so that both their edges lie so far off."""
    corner, (before, after) = chart.vectors(corners), chart.vectors_beside(corners)
    back = sphere.normalised(before - sphere.each_dot(before, corner)[:, None] * corner)
    on = sphere.normalised(after - sphere.each_dot(after, corner)[:, None] * corner)
    outward = -(back + on)
    size = sphere.norms(outward)[:, None]
    aside = sphere.cross(on, corner)
    outward = np.where(size > 1e-9, outward / np.maximum(size, 1e-12), aside)
    slope = np.sqrt(np.maximum(1 - sphere.each_dot(back, outward) ** 2, 0.0))
    off = off_km / sphere.RADIUS_KM / np.maximum(slope, 1 / 3)
    return sphere.normalised(corner + outward * off[:, None])
