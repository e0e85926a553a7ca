"""Where the marks of "Which border?" stand, in per cent of the strip that holds them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geo.picture.axis import with_room
from geo.picture.widths import text_width
from geo.story.values import Band, BorderQuestion, LineRow

_STRIP = 300.0
"""How wide the scale is at the least, in pixels."""
_BESIDE = 12
"""How far a figure stands from its interval, in pixels."""
_LETTER = 1.0
"""The part of the scale, in percent, that half a letter of a band's name takes on a phone."""
_ROOM = 0.12
"""The part of the span of the figures that is kept free on either side."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A measured distance with its interval, and the side on which its figure stands."""

    low: float
    value: float
    high: float
    figure: float
    dx: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Span:
    """A reported figure as a band across the rows, and where the middle of its name is."""

    label: str
    x: float
    width: float
    name: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The rows with their marks, and the bands across them, that of the verdicts first."""

    rows: tuple[tuple[LineRow, Mark], ...]
    band: Span | None
    also: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All bands."""
        return (*([self.band] if self.band else []), *self.also)


def lay_out(question: BorderQuestion) -> Chart:
    """Place every row's mark, and the bands, on one scale."""
    bands = [band for band in (question.band, *question.also) if band]
    ends = [end for row in question.rows if not row.far for end in (row.low, row.high)]
    ends += [end for band in bands for end in (band.low, band.high) if math.isfinite(end)]
    low, high = _scale(ends, [row for row in question.rows if not row.far])

    def part(value: float) -> float:
        return round(100 * (min(max(value, low), high) - low) / (high - low), 2)

    def across(band: Band) -> Span:
        left, right = part(band.low), part(band.high)
        name = _name(band.label, (left + right) / 2)
        return Span(band.label, left, round(right - left, 2), name)

    span = across(question.band) if question.band else None
    also = tuple(map(across, question.also))

    def mark(row: LineRow) -> Mark:
        if row.far:
            return Mark(100, 100, 100, 100, 0, "end")
        left, value, right = part(row.low), part(row.value), part(row.high)
        figure = 100 * _part(row)
        before_band = span is not None and right < span.x < right + figure
        if right <= 100.02 - figure and not (before_band and left > figure):
            return Mark(left, value, right, right, _BESIDE, "start")
        return Mark(left, value, right, left, -_BESIDE, "end")

    return Chart(tuple((row, mark(row)) for row in question.rows), span, also)


def _scale(ends: Sequence[float], rows: Sequence[LineRow]) -> tuple[float, float]:
    """Set the ends of the scale, with room for the figure beside an interval as long as it."""
    low, high = min(ends), max(ends)
    span = high - low or 1
    begin, end = max(0.0, low - span * _ROOM), high + span * _ROOM
    return begin, with_room(begin, end, rows, _part)


def _part(row: LineRow) -> float:
    """Tell what part of the scale a figure takes beside its interval."""
    return (text_width(row.figure, 13, bold=True) + _BESIDE + 1) / _STRIP


def _name(label: str, middle: float) -> float:
    """Set the name of a band in its middle, or as near to it as the scale has room for."""
    half = min(_LETTER * len(label), 50.0)
    return round(min(max(middle, half), 100 - half), 2)
