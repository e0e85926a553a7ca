"""The chart of "Which border?" laid out: its rows, and the axis that its figures stand on."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from geo.picture.widths import text_width
from geo.story.breaks import wrap
from geo.story.values import BorderQuestion, LineRow

_WIDE_FROM = 560
"""Below this width a row's name stands above its line."""

NAME, FIGURE, WORD = 14.0, 13.0, 13.0
"""The type of a line's name, of its figure, and of its verdict."""
LINE = 18.0
GAP = 20.0
DOT = 5.5
_ROOM = 0.08
"""The part of the span of the figures that is kept free on either side."""

_MOST = 0.6
"""The part of the scale that a figure may take at most."""

_LEAST_SPAN = 0.25
"""The span of the axis over its highest figure, where the figures lie close together."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row laid out: its name in lines, the top of its ground, the height of its axis."""

    row: LineRow
    name: tuple[str, ...]
    top: float
    axis: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The chart laid out: rows, and where the axis runs."""

    rows: tuple[Row, ...]
    left: float
    right: float
    low: float
    high: float
    wide: bool

    def x(self, value: float) -> float:
        """Give the place of a value, at an end of the axis where it lies beyond."""
        inside = min(max(value, self.low), self.high)
        return self.left + (inside - self.low) / (self.high - self.low) * (
            self.right - self.left
        )


def lay_out(question: BorderQuestion, width: float) -> Plan:
    """Place the rows, and the axis where all figures have room."""
    wide = width >= _WIDE_FROM
    words = max((verdict_width(row) for row in question.rows), default=0.0)
    if wide:
        longest = max(
            (text_width(row.name, NAME, row.default) for row in question.rows), default=0.0
        )
        column = min(longest, 0.36 * width)
        left, right = column + GAP, width - words - GAP
        room = column
    else:
        left, right = DOT + 3, width - DOT - 3
        room = width - words - GAP
    low, high = _domain(question)

    def part(row: LineRow) -> float:
        return (DOT + 6 + text_width(row.figure, FIGURE, bold=True)) / (right - left)

    high = with_room(low, high, [row for row in question.rows if not row.far], part)
    return Plan(tuple(_rows(question, room, wide)), left, right, low, high, wide)


def _domain(question: BorderQuestion) -> tuple[float, float]:
    shown = (row for row in question.rows if not row.far)
    ends = [end for row in shown for end in (row.low, row.value, row.high)]
    for band in (question.band, *question.also):
        ends += [band.low, band.value, band.high] if band else []
    finite = [end for end in ends if math.isfinite(end)] or [0.0]
    low, high = min(finite), max(finite)
    span = max(high - low, _LEAST_SPAN * high, 1.0)
    middle, half = (low + high) / 2, span * (0.5 + _ROOM)
    return max(0.0, middle - half), middle + half


def with_room(
    low: float, high: float, rows: Sequence[LineRow], part: Callable[[LineRow], float]
) -> float:
    """Give the end of a scale on which each figure finds room on a side of its interval.

    ``part`` tells what part of the scale a figure takes beside its mark.
    """
    for _ in rows:
        longer = high
        for row in rows:
            figure = min(part(row), _MOST)
            if max(row.low - low, high - row.high) < figure * (high - low) * (1 - 1e-9):
                longer = max(longer, (row.high - figure * low) / (1 - figure))
        if longer == high:
            break
        high = longer
    return high


def _rows(question: BorderQuestion, room: float, wide: bool) -> Iterator[Row]:
    top = 0.0
    for row in question.rows:
        name = wrap(row.name, room, partial(text_width, size=NAME, bold=row.default))
        block = LINE * len(name)
        height = max(32.0, block + 12) if wide else block + 34
        axis = top + height / 2 if wide else top + block + 14
        yield Row(row, name, top, axis, top + height)
        top += height


def verdict_width(row: LineRow) -> float:
    """Tell how wide the symbol and the word of a verdict stand."""
    return text_width(f"{row.symbol} {row.word}", WORD, bold=True)
