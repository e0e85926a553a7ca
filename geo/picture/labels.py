"""What a label says, where it may stand, and the ground that it covers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from shapely.geometry.base import BaseGeometry
from shapely.prepared import PreparedGeometry, prep

from geo.picture.spots import END, MIDDLE, START, Box, Spot
from geo.picture.widths import text_width

LEADING = 1.22
_BESIDE = 5.0
"""How much farther than beside its home a label may stand without a thread."""
_FROM_MARK = 6.0
_BIT = 4.0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of a label: what it says and how it is set."""

    text: str
    size: float
    cls: str
    bold: bool = False
    spacing: float = 0.0
    lang: str = ""

    @property
    def width(self) -> float:
        """Estimate its width in pixels."""
        return text_width(self.text, self.size, self.bold, self.spacing)


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of words with the spots they may stand on, the best first.

    Attributes
    ----------
    inside : geometry, optional
        Ground that the label must lie on, in pixels; outside it, a spot is not free.
    home : tuple of float, optional
        What the label names, in pixels: where it ends up far from it, a thread leads there,
        which crosses no other name and no other mark.
    others : tuple of tuple of float
        What other labels name, in pixels: it rather stands by none of them.
    touch : float
        How far from its home a label still stands beside it, in pixels.
    across : float
        What it costs where another line, and no thread, runs between the label and its home.
    worth : float
        What it costs to leave it out, beyond what that costs of any label.
    free : bool
        Whether it may not even cross the lines: context, that gives way to the story.
    least_width, foot : float
        Room for what is drawn with the words, at their width and beneath them.
    """

    words: tuple[Words, ...]
    spots: tuple[Spot, ...]
    inside: PreparedGeometry[BaseGeometry] | None = None
    home: tuple[float, float] | None = None
    others: tuple[tuple[float, float], ...] = ()
    touch: float = 8.0
    across: float = 0.0
    worth: float = 0.0
    free: bool = False
    least_width: float = 0.0
    foot: float = 0.0

    def ground(self) -> Callable[[Spot], Box]:
        """Tell what the label covers on a spot."""
        width, height = _block(self.words)
        width, height = max(self.least_width, width), height + self.foot
        before = {START: 0.0, MIDDLE: width / 2, END: width}

        def covered(spot: Spot) -> Box:
            left = spot.x - before[spot.anchor]
            return Box(left, spot.y - height / 2, left + width, spot.y + height / 2)

        return covered

    def is_astray(self, box: Box) -> bool:
        """Tell whether it would lie nearer by a bit to one of the others than to its home."""
        if self.home is None:
            return False
        far = math.dist(box.nearest(*self.home), self.home)
        return any(math.dist(box.nearest(*at), at) + _BIT < far for at in self.others)

    def thread(self, box: Box) -> tuple[tuple[float, float], ...]:
        """Give the ends of the thread from what it names to its ground, if that is far."""
        if self.home is None:
            return ()
        x, y = self.home
        near = box.nearest(x, y)
        far = math.dist(near, self.home)
        if far < self.touch + _BESIDE:
            return ()
        start = (x + (near[0] - x) * _FROM_MARK / far, y + (near[1] - y) * _FROM_MARK / far)
        return start, near


@dataclass(frozen=True, slots=True)
class Placed:
    """A label on its spot."""

    label: Label
    spot: Spot
    box: Box

    @property
    def thread(self) -> tuple[tuple[float, float], ...]:
        """Give the ends of the thread from what it names, if it is not beside it."""
        return self.label.thread(self.box)


@lru_cache(maxsize=4096)
def _block(lines: tuple[Words, ...]) -> tuple[float, float]:
    """Measure lines of words, one beneath the other."""
    return max(words.width for words in lines), sum(words.size * LEADING for words in lines)


def prepared(geometry: BaseGeometry) -> PreparedGeometry[BaseGeometry]:
    """Prepare ground for many questions whether a label lies on it."""
    return prep(geometry)
