"""Lanes for legs on one track, out and back: drawn on one line, one would hide the other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from shapely.geometry import LineString

SHARED = 0.3
"""The part of the shorter of two legs from which on they share a track."""
_LEAST = 8.0
"""How long what they share must be, in widths of what looks like one line."""

Shift = tuple[float, float]


def beside(courses: Sequence[LineString], near: float) -> tuple[Shift, ...]:
    """Tell for each leg where it is drawn beside its track, in lanes.

    Parameters
    ----------
    courses : sequence of LineString
        The legs in a plane, in their order.
    near : float
        Lines that lie closer than this look like one.

    Returns
    -------
    tuple of (float, float)
        Nothing for the first leg on a track; the next ones lie to either side of it, across
        the way from its start to its end, or across the ways of all that they share.
    """
    lanes: list[int] = []
    across: list[Shift] = []
    for number, course in enumerate(courses):
        others = [i for i in range(number) if _share(courses[i], course, near)]
        taken = {lanes[i] for i in others}
        lanes.append(next(lane for lane in _either_side() if lane not in taken))
        across.append(_across_all([across[i] for i in others]) if others else _across(course))
    return tuple((lane * x, lane * y) for lane, (x, y) in zip(lanes, across, strict=True))


def _either_side() -> itertools.chain[int]:
    return itertools.chain([0], *([lane, -lane] for lane in range(1, 51)))


def _share(one: LineString, other: LineString, near: float) -> bool:
    short, long = sorted((one, other), key=lambda line: line.length)
    least = max(_LEAST * near, SHARED * short.length)
    if short.length < least or short.distance(long) > near:
        return False
    return bool(short.intersection(long.buffer(near)).length >= least)


def _across(course: LineString) -> Shift:
    """Give the direction square to the way from a line's start to its end."""
    (x0, y0), (x1, y1) = course.coords[0], course.coords[-1]
    length = math.hypot(x1 - x0, y1 - y0)
    return ((y0 - y1) / length, (x1 - x0) / length) if length else (0.0, 1.0)


def _across_all(ways: Sequence[Shift]) -> Shift:
    """Give the direction between those that are square to several ways."""
    (x0, y0), *others = ways
    x, y = x0, y0
    for dx, dy in others:
        side = math.copysign(1.0, x0 * dx + y0 * dy)
        x, y = x + side * dx, y + side * dy
    length = math.hypot(x, y)
    return x / length, y / length
