"""Where a label may stand: boxes, and the spots around what it names, the best first."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.base.thin import Array

START, MIDDLE, END = "start", "middle", "end"
_ASIDE = 4.0
"""What it costs to stand aside of where a line leads; right behind its end, twice that."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downward."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes share any ground."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in this box, not on its edge."""
        return self.left < x < self.right and self.top < y < self.bottom

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Give the point of this box that is nearest to another."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def within(self, other: Box) -> bool:
        """Tell whether this box lies wholly in another."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def grown(self, by: float) -> Box:
        """Give the box with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def around(x: float, y: float, radius: float) -> Box:
    """Give the box around a disc."""
    return Box(x - radius, y - radius, x + radius, y + radius)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label may stand: the anchor of its block's vertical middle, in pixels."""

    x: float
    y: float
    anchor: str = MIDDLE
    cost: float = 0.0


def beside(x: float, y: float, gap: float, lines: int = 1) -> tuple[Spot, ...]:
    """List the spots around a point: right, left, above, below, the corners, then farther."""
    rise = 7.0 + 7.0 * lines
    near = [
        Spot(x + gap, y, START, 0),
        Spot(x - gap, y, END, 0.5),
        Spot(x, y - gap - rise / 2, MIDDLE, 1.2),
        Spot(x, y + gap + rise / 2, MIDDLE, 1.2),
        Spot(x + gap * 0.8, y - rise / 2 - 1, START, 1),
        Spot(x + gap * 0.8, y + rise / 2 + 1, START, 1),
        Spot(x - gap * 0.8, y - rise / 2 - 1, END, 1.5),
        Spot(x - gap * 0.8, y + rise / 2 + 1, END, 1.5),
    ]
    return (*near, *_rings(x, y, gap))


def onward(
    start: tuple[float, float], end: tuple[float, float], gap: float, lines: int, width: float
) -> tuple[Spot, ...]:
    """List the spots around the end of a line, rather beyond it: what is named lies there."""
    way = (end[0] - start[0], end[1] - start[1])
    spots = []
    for spot in beside(*end, gap, lines):
        middle = spot.x + {START: width / 2, MIDDLE: 0.0, END: -width / 2}[spot.anchor]
        to = (middle - end[0], spot.y - end[1])
        sizes = max(math.hypot(*to) * math.hypot(*way), 1.0)
        ahead = (to[0] * way[0] + to[1] * way[1]) / sizes
        spots.append(replace(spot, cost=spot.cost + _ASIDE * (1 - ahead)))
    return tuple(spots)


def _rings(x: float, y: float, gap: float) -> Iterator[Spot]:
    for step in range(1, 7):
        reach = gap + 9.0 * step
        for corner in range(12):
            turn = math.tau * corner / 12
            dx, dy = math.cos(turn), math.sin(turn)
            anchor = START if dx > 0.3 else END if dx < -0.3 else MIDDLE
            yield Spot(x + reach * dx, y + reach * dy, anchor, 6.0 + 4.0 * step)


def along(points: Sequence[tuple[float, float]], gap: float) -> tuple[Spot, ...]:
    """List the spots on both sides of a straight line, its middle first."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    nx, ny = (y1 - y0) / length, (x0 - x1) / length
    spots = []
    for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        x, y = x0 + part * (x1 - x0), y0 + part * (y1 - y0)
        for side in (1, -1):
            dx, dy = nx * side, ny * side
            anchor = START if dx > 0.35 else END if dx < -0.35 else MIDDLE
            for reach in (gap, gap + 8, gap + 18):
                lift = 1.0 + abs(dy)
                cost = 12 * abs(part - 0.5) + (reach - gap) / 4
                spots.append(Spot(x + dx * reach, y + dy * reach * lift, anchor, cost))
    return tuple(sorted(spots, key=lambda spot: spot.cost))


def grid(
    x: float,
    y: float,
    reach: float,
    step: float,
    frame: Box,
    are_kept: Callable[[Array], npt.NDArray[np.bool_]] | None = None,
) -> tuple[Spot, ...]:
    """List spots spread over the frame within reach of a point, the nearest first.

    ``are_kept`` tells which of some pixels, of shape (n, 2), are of use.
    """
    across = np.arange(int(frame.left) + 10, int(frame.right) - 9, int(step * 1.6))
    down = np.arange(int(frame.top) + 10, int(frame.bottom) - 9, int(step))
    found = np.stack(np.meshgrid(across, down, indexing="ij"), axis=-1).reshape(-1, 2)
    if frame.left <= x <= frame.right and frame.top <= y <= frame.bottom:
        found = np.append(found, [(x, y)], axis=0)
    far = np.hypot(*(found - (x, y)).T)
    found, far = found[far <= reach], far[far <= reach]
    if are_kept is not None:
        kept = are_kept(found)
        found, far = found[kept], far[kept]
    order = np.lexsort((found[:, 1], found[:, 0], far))
    each = zip(found[order].tolist(), (far[order] / 12).tolist(), strict=True)
    return tuple(Spot(float(u), float(v), MIDDLE, cost) for (u, v), cost in each)
