"""Draw "Which border?": a row for each line tried, the reported figure as a band across."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo import palette
from geo.model import Verdict
from geo.picture import svg
from geo.picture.widths import text_width
from geo.story import breaks
from geo.story.values import Band, BorderQuestion, LineRow

WIDE_FROM = 560
"""Below this width a row's name stands above its line."""

_NAME, _FIGURE, _WORD, _FOOT = 14.0, 13.0, 13.0, 13.0
_LINE = 18.0
_GAP = 20.0
_DOT = 5.5
_ROOM = 0.08
"""The part of the span of the figures that is kept free on either side."""

_MOST = 0.6
"""The part of the scale that a figure may take at most."""

_LEAST_SPAN = 0.25
"""The span of the axis over its highest figure, where the figures lie close together."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row laid out: its name in lines, the top of its ground, the height of its axis."""

    row: LineRow
    name: tuple[str, ...]
    top: float
    axis: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """The chart laid out: rows, and where the axis runs."""

    rows: tuple[_Row, ...]
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


def chart(
    question: BorderQuestion, width: int = 640, prefix: str = "chart", standalone: bool = False
) -> str:
    """Draw the chart.

    Parameters
    ----------
    question : BorderQuestion
    width : int
        Pixels; the height follows from the rows.
    prefix : str
        Begins the one id in the picture, of its title.
    standalone : bool
        Carry fonts and the light colours along, for a file of its own.

    Returns
    -------
    str
        An ``<svg>`` without script or ``style`` attributes.
    """
    plan = _plan(question, float(width))
    end = plan.rows[-1].bottom if plan.rows else 0.0
    bands = [*([question.band] if question.band else []), *question.also]
    body = [_band(band, plan, end, width, number) for number, band in enumerate(bands)]
    body += [_draw(row, plan, width) for row in plan.rows]
    height = math.ceil(end + (_LINE * len(bands) + 8 if bands else 2))
    title = f"{prefix}-title"
    colours = f".dots{{{palette.variables(palette.LIGHT)}}}"
    return svg.element(
        "svg",
        svg.element("title", svg.text(question.heading), id=title),
        svg.element("style", colours + chart_css()) if standalone else "",
        *body,
        xmlns="http://www.w3.org/2000/svg",
        cls="dots",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=title,
    )


def _plan(question: BorderQuestion, width: float) -> _Plan:
    wide = width >= WIDE_FROM
    words = max((_verdict_width(row) for row in question.rows), default=0.0)
    if wide:
        longest = max(
            (text_width(row.name, _NAME, row.default) for row in question.rows), default=0.0
        )
        column = min(longest, 0.36 * width)
        left, right = column + _GAP, width - words - _GAP
        room = column
    else:
        left, right = _DOT + 3, width - _DOT - 3
        room = width - words - _GAP
    low, high = _domain(question)

    def part(row: LineRow) -> float:
        return (_DOT + 6 + text_width(row.figure, _FIGURE, bold=True)) / (right - left)

    high = with_room(low, high, [row for row in question.rows if not row.far], part)
    return _Plan(tuple(_rows(question, room, wide)), left, right, low, high, wide)


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


def _rows(question: BorderQuestion, room: float, wide: bool) -> Iterator[_Row]:
    top = 0.0
    for row in question.rows:
        name = wrap(row.name, room, lambda text, row=row: text_width(text, _NAME, row.default))  # type: ignore[misc]  # bound at once
        block = _LINE * len(name)
        height = max(32.0, block + 12) if wide else block + 34
        axis = top + height / 2 if wide else top + block + 14
        yield _Row(row, name, top, axis, top + height)
        top += height


def wrap(text: str, room: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Break a text into lines no wider than there is room; a long word stays whole."""
    lines: list[str] = []
    for word in breaks.pieces(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines) or ("",)


def _draw(laid: _Row, plan: _Plan, width: float) -> str:
    row, y = laid.row, laid.axis
    cls = "d-name d-default" if row.default else "d-name"
    first = y - _LINE * (len(laid.name) - 1) / 2 + 4.8 if plan.wide else laid.top + 14
    out = [
        svg.element("text", svg.text(line), cls=cls, x=0.0, y=first + number * _LINE)
        for number, line in enumerate(laid.name)
    ]
    out.append(_line("d-axis", plan.left, plan.right, y))
    if not row.far and plan.x(row.high) - plan.x(row.low) > 2 * _DOT:
        out.append(_line("d-span", plan.x(row.low), plan.x(row.high), y))
    if not row.far:
        out.append(_mark(row, plan.x(row.value), y))
    out.append(_figure(row, plan, y))
    out += _verdict(laid, plan, width)
    return svg.element("g", *out)


def _verdict(laid: _Row, plan: _Plan, width: float) -> Iterator[str]:
    """Write the verdict: symbol and word apart, as a text in SVG is set in one face alone."""
    row = laid.row
    x = plan.right + _GAP if plan.wide else width - _verdict_width(row)
    y = laid.axis + 4.6 if plan.wide else laid.top + 14
    mark = "d-" + row.verdict.value.replace("_", "-")
    yield svg.element("text", svg.text(row.symbol), cls=f"d-word d-symbol {mark}", x=x, y=y)
    x += text_width(f"{row.symbol} ", _WORD, bold=True)
    yield svg.element("text", svg.text(row.word), cls=f"d-word {mark}", x=x, y=y)


def _line(cls: str, left: float, right: float, y: float) -> str:
    return svg.element("line", cls=cls, x1=left, x2=right, y1=y, y2=y)


def _mark(row: LineRow, x: float, y: float) -> str:
    """Draw a dot, filled for the default line; a diamond for an approximate reference."""
    if row.approximate:
        reach = _DOT + 1.2
        corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        data = svg.path(np.array(corners), closed=True)
        return svg.element("path", cls="d-mark", d=data)
    return svg.element(
        "circle", cls="d-mark d-full" if row.default else "d-mark", cx=x, cy=y, r=_DOT
    )


def _figure(row: LineRow, plan: _Plan, y: float) -> str:
    """Write the figure beside the mark and its span, on the side where there is room.

    That of a far line has an arrow, at the end of the scale.
    """
    if row.far:
        beyond = svg.text(f"{row.figure} →")
        return svg.element("text", beyond, cls="d-figure d-end", x=plan.right, y=y + 4.6)
    gap = _DOT + 6
    right = max(plan.x(row.value) + gap, plan.x(row.high) + 5)
    fits = right + text_width(row.figure, _FIGURE, bold=True) <= plan.right + (
        _GAP if plan.wide else 3
    )
    x = right if fits else min(plan.x(row.value) - gap, plan.x(row.low) - 5)
    cls = "d-figure" if fits else "d-figure d-end"
    return svg.element("text", svg.text(row.figure), cls=cls, x=x, y=y + 4.6)


def _band(band: Band, plan: _Plan, end: float, width: float, number: int) -> str:
    """Draw a band across all rows, as wide as the figure's interval, and its words.

    The first is of the figure that the verdicts are about; the others are greyer.
    """
    left, right = plan.x(band.low), plan.x(band.high)
    if right - left < 3:
        left, right = left - 1.5, left + 1.5
    half = text_width(band.label, _FOOT) / 2
    x = min(max((left + right) / 2, half), width - half)
    return svg.element(
        "rect",
        cls="d-also" if number else "d-band",
        x=left,
        y=0.0,
        width=right - left,
        height=end,
    ) + svg.element(
        "text", svg.text(band.label), cls="d-foot", x=x, y=end + _LINE * (number + 1)
    )


def _verdict_width(row: LineRow) -> float:
    return text_width(f"{row.symbol} {row.word}", _WORD, bold=True)


def chart_css() -> str:
    """Give the rules of the chart; colours are the custom properties of the page."""
    verdicts = "".join(
        f".dots .d-{name}{{fill:var(--{name})}}"
        for name in (verdict.value.replace("_", "-") for verdict in Verdict)
    )
    return (
        f".dots text{{font-family:{palette.SANS};font-variant-numeric:tabular-nums;"
        f"fill:var(--text)}}.dots .d-name{{font-size:{_NAME:g}px}}"
        ".dots .d-default{font-weight:600}"
        ".dots .d-axis{stroke:var(--rule);stroke-width:1}"
        ".dots .d-span{stroke:var(--text);stroke-width:2}"
        ".dots .d-mark{fill:var(--paper);stroke:var(--text);stroke-width:2}"
        ".dots .d-full{fill:var(--text)}"
        f".dots .d-figure{{font-size:{_FIGURE:g}px;font-weight:600}}"
        ".dots .d-end{text-anchor:end}"
        f".dots .d-word{{font-size:{_WORD:g}px;font-weight:600}}{verdicts}"
        ".dots .d-symbol{font-weight:400}"
        ".dots .d-band{fill:var(--band)}"
        ".dots .d-also{fill:var(--quiet);fill-opacity:.16}"
        f".dots .d-foot{{font-size:{_FOOT:g}px;fill:var(--quiet);text-anchor:middle}}"
    )
