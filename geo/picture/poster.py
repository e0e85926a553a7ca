"""A case as one picture: headline, finding, maps, key, sources and credit."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from geo import palette
from geo.picture import frame, legend, panel, setting
from geo.picture.canvas import Canvas, own_settings
from geo.picture.layout import Laid, lay_out, shape
from geo.picture.panel import Panel
from geo.picture.plot import INK, plot
from geo.picture.projection import suited
from geo.picture.setting import Line, Span, balanced, paragraph
from geo.picture.spots import Box
from geo.picture.typeface import Face
from geo.report import Report
from geo.story.values import Finding, LineRow, Story

SIZE = (1600, 900)
_SIDE = 760.0
"""The side of a square with the ground of a poster, in the units that type is set in."""
_MARGIN = 26.0
_GAP = 14.0
_HEADLINES = (30.0, 27.0, 24.0, 21.0, 18.0)


@own_settings()
def poster(
    report: Report, story: Story, size: tuple[int, int] = SIZE, ending: str = ".png"
) -> bytes:
    """Draw a case as one picture.

    Parameters
    ----------
    report : Report
    story : Story
    size : tuple of int
        Width and height in pixels; type and lines grow with them.
    ending : str
        ``.png`` or ``.svg``.
    """
    canvas = Canvas(size, math.sqrt(size[0] * size[1]) / _SIDE, ending)
    canvas.box(Box(-1, -1, canvas.width + 1, canvas.height + 1), fill=INK["paper"])
    top = _head(canvas, story)
    credit = _credit(canvas, story)
    right = canvas.width - _MARGIN
    shown = list(panel.panels(story))
    rows, bare = 1, True
    while True:
        key = credit - rows * legend.ROW - 10
        body = Box(_MARGIN, top + _GAP, right, key - _GAP)
        maps = _lay(report, story, shown, body, bare=bare)
        needed = legend.rows(story, maps.laid, right - _MARGIN)
        if needed <= rows and not bare:
            break
        rows, bare = max(rows, needed), False
    for card, box in maps.alone:
        panel.draw_alone(canvas, card, box)
    with_maps = zip(maps.laid, maps.ground, maps.boxes, maps.cards, strict=True)
    for laid, ground, box, each in with_maps:
        if each is None:
            plot(canvas, laid, ground)
        else:
            panel.draw(canvas, each, box, laid, ground)
    legend.draw(canvas, story, maps.laid, (_MARGIN, key), right - _MARGIN)
    return canvas.write(story.title, _description(story, shown), story.lang)


class _Maps(NamedTuple):
    """The maps of a poster laid out, the overview first; each its ground and its card's.

    The map of a single card shows all that an overview would, which is left out then.
    So are all maps but the overview where one would cut what its card is about: the
    cards stand ``alone`` in their boxes then.
    """

    laid: tuple[Laid, ...]
    ground: tuple[Box, ...]
    boxes: tuple[Box, ...]
    cards: tuple[Panel | None, ...]
    alone: tuple[tuple[Panel, Box], ...] = ()


def _lay(
    report: Report, story: Story, shown: list[Panel], body: Box, *, bare: bool = False
) -> _Maps:
    """Divide the body and lay out every map."""
    if len(shown) == 1:
        only, ground = panel.lay(report, story, shown[0], body, bare=bare)
        return _Maps((only,), (ground,), (body,), (shown[0],))
    scene = frame.scene(report, story, frame.OVERVIEW, _size(body))
    aspect = min(max(shape(scene, suited), 0.5), 3.0)
    overview, cells = divide(body, len(shown), aspect)
    width, height = _size(overview)
    first = lay_out(replace(scene, width=width, height=height), suited, bare=bare)
    each_cell = tuple(zip(shown, cells, strict=True))
    if any(panel.is_crowded(*each) for each in each_cell):
        return _Maps((first,), (overview,), (overview,), (None,), each_cell)
    rest = [panel.lay(report, story, *each, bare=bare) for each in each_cell]
    laid = (first, *(each for each, _ in rest))
    grounds = (overview, *(ground for _, ground in rest))
    return _Maps(laid, grounds, (overview, *cells), (None, *shown))


def _size(box: Box) -> tuple[float, float]:
    return box.right - box.left, box.bottom - box.top


def _description(story: Story, shown: list[Panel]) -> str:
    return " ".join((story.verdict_line, *(each.card.alt for each in shown))).strip()


def _head(canvas: Canvas, story: Story) -> float:
    """Write the headline and the finding, and give where they end."""
    room = canvas.width - 2 * _MARGIN
    top = setting.write(canvas, _headline(story.title, room), _MARGIN, _MARGIN - 6)
    top = setting.write(canvas, _finding(story, room), _MARGIN, top + 4) + 7
    ends = np.array([(_MARGIN, top), (canvas.width - _MARGIN, top)])
    canvas.lines([ends], INK["text"], 1.6)
    return top


def _headline(title: str, room: float) -> tuple[Line, ...]:
    """Set the headline on one line if it can be large there, else on two or more."""
    spans = [Span(title, Face.SERIF, INK["text"])]
    for most, sizes in ((1, _HEADLINES[:3]), (2, _HEADLINES), (3, _HEADLINES[2:])):
        for size in sizes:
            lines = balanced(spans, size, room, 1.16)
            if len(lines) <= most:
                return lines
    return paragraph(spans, _HEADLINES[-1], room, 1.16, 4)


def _finding(story: Story, room: float) -> tuple[Line, ...]:
    """Set the finding with its verdict; without one, the summary."""
    if story.borders:
        found: Finding | LineRow | None = frame.default_row(story.borders[0])
    else:
        found = next((card.finding for card in story.cards if card.finding), None)
    if not found or not story.verdict_line:
        return paragraph([Span(story.summary, Face.SANS, INK["quiet"])], 13.5, room, 1.32, 4)
    colour = INK[palette.verdict(found.verdict)]
    spans = [
        Span(f"{found.symbol} {found.word}", Face.BOLD, colour),
        Span(story.verdict_line, Face.SANS, INK["text"]),
    ]
    return balanced(spans, 14, room, 1.32, 4)


def _credit(canvas: Canvas, story: Story) -> float:
    """Write sources and credit from the bottom up, and give where they begin."""
    credit = [
        line
        for text in (story.source_line, story.viewpoint, " ".join(story.credits))
        if text
        for line in paragraph([Span(text, Face.SANS, INK["quiet"])], 9, _room(canvas), 1.3)
    ]
    start = canvas.height - _MARGIN + 8 - setting.height(credit)
    setting.write(canvas, credit, _MARGIN, start)
    ends = np.array([(_MARGIN, start - 5), (canvas.width - _MARGIN, start - 5)])
    canvas.lines([ends], INK["rule"], 1.0)
    return start


def _room(canvas: Canvas) -> float:
    return canvas.width - 2 * _MARGIN


def divide(body: Box, count: int, aspect: float) -> tuple[Box, list[Box]]:
    """Divide the body between the overview and the cards: beside it, or beneath.

    ``aspect`` is that of what the overview must show.
    """
    wide, high = _size(body)
    if not count:
        return body, []
    edge = body.left + (0.52 if count < 5 else 0.48) * wide
    fold = body.top + min(wide / 1.5, (0.5 if count < 4 else 0.4) * high)
    ways = (
        (
            Box(body.left, body.top, edge, body.bottom),
            _cells(Box(edge + 1.4 * _GAP, body.top, body.right, body.bottom), count),
        ),
        (
            Box(body.left, body.top, body.right, fold),
            _cells(Box(body.left, fold + _GAP, body.right, body.bottom), count),
        ),
    )
    return max(ways, key=lambda way: _worth(way[0], way[1], aspect))


def _worth(overview: Box, cells: list[Box], aspect: float) -> float:
    """Tell how much room a division gives to what is to be shown, in square pixels."""
    wide, high = _size(overview)
    room = min(wide, aspect * high) * min(high, wide / aspect)
    return room + sum(panel.map_room(*_size(cell)) for cell in cells)


def _cells(area: Box, count: int) -> list[Box]:
    """Divide an area into cells so that their maps are largest and well shaped."""
    ways = (_grid(area, count, columns) for columns in range(1, count + 1))
    return max(ways, key=lambda cells: panel.map_room(*_size(cells[0])))


def _grid(area: Box, count: int, columns: int) -> list[Box]:
    across, down = 1.4 * _GAP, _GAP
    width, height = _size(area)
    rows = math.ceil(count / columns)
    wide = (width - (columns - 1) * across) / columns
    high = (height - (rows - 1) * down) / rows
    corners = (
        (area.left + column * (wide + across), area.top + row * (high + down))
        for row, column in (divmod(number, columns) for number in range(count))
    )
    return [Box(left, top, left + wide, top + high) for left, top in corners]
