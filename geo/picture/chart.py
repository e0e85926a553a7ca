"""Draw "Which border?": a row for each line tried, the reported figure as a band across."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from geo import palette
from geo.model import Verdict
from geo.picture import svg
from geo.picture.axis import (
    DOT,
    FIGURE,
    GAP,
    LINE,
    NAME,
    WORD,
    Plan,
    Row,
    lay_out,
    verdict_width,
)
from geo.picture.widths import text_width
from geo.story.values import Band, BorderQuestion, LineRow

_FOOT = 13.0


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
    plan = lay_out(question, float(width))
    end = plan.rows[-1].bottom if plan.rows else 0.0
    bands = [*([question.band] if question.band else []), *question.also]
    body = [_band(band, plan, end, width, number) for number, band in enumerate(bands)]
    body += [_draw(row, plan, width) for row in plan.rows]
    height = math.ceil(end + (LINE * len(bands) + 8 if bands else 2))
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


def _draw(laid: Row, plan: Plan, width: float) -> str:
    row, y = laid.row, laid.axis
    cls = "d-name d-default" if row.default else "d-name"
    first = y - LINE * (len(laid.name) - 1) / 2 + 4.8 if plan.wide else laid.top + 14
    out = [
        svg.element("text", svg.text(line), cls=cls, x=0.0, y=first + number * LINE)
        for number, line in enumerate(laid.name)
    ]
    out.append(_line("d-axis", plan.left, plan.right, y))
    if not row.far and plan.x(row.high) - plan.x(row.low) > 2 * DOT:
        out.append(_line("d-span", plan.x(row.low), plan.x(row.high), y))
    if not row.far:
        out.append(_mark(row, plan.x(row.value), y))
    out.append(_figure(row, plan, y))
    out += _verdict(laid, plan, width)
    return svg.element("g", *out)


def _verdict(laid: Row, plan: Plan, width: float) -> Iterator[str]:
    """Write the verdict: symbol and word apart, as a text in SVG is set in one face alone."""
    row = laid.row
    x = plan.right + GAP if plan.wide else width - verdict_width(row)
    y = laid.axis + 4.6 if plan.wide else laid.top + 14
    mark = f"d-{palette.verdict(row.verdict)}"
    yield svg.element("text", svg.text(row.symbol), cls=f"d-word d-symbol {mark}", x=x, y=y)
    x += text_width(f"{row.symbol} ", WORD, bold=True)
    yield svg.element("text", svg.text(row.word), cls=f"d-word {mark}", x=x, y=y)


def _line(cls: str, left: float, right: float, y: float) -> str:
    return svg.element("line", cls=cls, x1=left, x2=right, y1=y, y2=y)


def _mark(row: LineRow, x: float, y: float) -> str:
    """Draw a dot, filled for the default line; a diamond for an approximate reference."""
    if row.approximate:
        reach = DOT + 1.2
        corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        data = svg.path(np.array(corners), closed=True)
        return svg.element("path", cls="d-mark", d=data)
    return svg.element(
        "circle", cls="d-mark d-full" if row.default else "d-mark", cx=x, cy=y, r=DOT
    )


def _figure(row: LineRow, plan: Plan, y: float) -> str:
    """Write the figure beside the mark and its span, on the side where there is room.

    That of a far line has an arrow, at the end of the scale.
    """
    if row.far:
        beyond = svg.text(f"{row.figure} →")
        return svg.element("text", beyond, cls="d-figure d-end", x=plan.right, y=y + 4.6)
    gap = DOT + 6
    right = max(plan.x(row.value) + gap, plan.x(row.high) + 5)
    fits = right + text_width(row.figure, FIGURE, bold=True) <= plan.right + (
        GAP if plan.wide else 3
    )
    x = right if fits else min(plan.x(row.value) - gap, plan.x(row.low) - 5)
    cls = "d-figure" if fits else "d-figure d-end"
    return svg.element("text", svg.text(row.figure), cls=cls, x=x, y=y + 4.6)


def _band(band: Band, plan: Plan, end: float, width: float, number: int) -> str:
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
        "text", svg.text(band.label), cls="d-foot", x=x, y=end + LINE * (number + 1)
    )


def chart_css() -> str:
    """Give the rules of the chart; colours are the custom properties of the page."""
    verdicts = "".join(
        f".dots .d-{name}{{fill:var(--{name})}}" for name in map(palette.verdict, Verdict)
    )
    return (
        f".dots text{{font-family:{palette.SANS};font-variant-numeric:tabular-nums;"
        f"fill:var(--text)}}.dots .d-name{{font-size:{NAME:g}px}}"
        ".dots .d-default{font-weight:600}"
        ".dots .d-axis{stroke:var(--rule);stroke-width:1}"
        ".dots .d-span{stroke:var(--text);stroke-width:2}"
        ".dots .d-mark{fill:var(--paper);stroke:var(--text);stroke-width:2}"
        ".dots .d-full{fill:var(--text)}"
        f".dots .d-figure{{font-size:{FIGURE:g}px;font-weight:600}}"
        ".dots .d-end{text-anchor:end}"
        f".dots .d-word{{font-size:{WORD:g}px;font-weight:600}}{verdicts}"
        ".dots .d-symbol{font-weight:400}"
        ".dots .d-band{fill:var(--band)}"
        ".dots .d-also{fill:var(--quiet);fill-opacity:.16}"
        f".dots .d-foot{{font-size:{_FOOT:g}px;fill:var(--quiet);text-anchor:middle}}"
    )
