"""A numbered card on a poster: heading, figure, verdict, and a map at its own scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo import palette
from geo.picture import frame, setting
from geo.picture.canvas import Canvas
from geo.picture.layout import DISC, lay_out
from geo.picture.plot import INK, disc, plot
from geo.picture.projection import suited
from geo.picture.setting import Line, Span, balanced, paragraph
from geo.picture.spots import Box
from geo.picture.typeface import Face
from geo.report import Report
from geo.story.values import Card, LineRow, Story

_GAP = 12.0
_INDENT = 2 * DISC + 7
_BESIDE_FROM = 1.75
"""A card that is so much wider than high has its words beside its map."""
_LEAST_MAP = 70.0


@dataclass(frozen=True, slots=True)
class Panel:
    """A card and the name of its map."""

    card: Card
    which: str
    row: LineRow | None = None
    """The line of the border that the verdict uses, on a card that asks for one."""


def panels(story: Story) -> Iterator[Panel]:
    """List the cards of a story with their maps."""
    asked = {question.card: number for number, question in enumerate(story.borders)}
    for card in story.cards:
        if card.mode is not None:
            yield Panel(card, card.id)
        elif card.number in asked:
            number = asked[card.number]
            row = frame.default_row(story.borders[number])
            yield Panel(card, frame.border_name(number), row)


def map_room(width: float, height: float) -> float:
    """Tell how much of a card of a size its map may take, in square pixels, well shaped."""
    wide, high = _map_size(width, height)
    return max(min(wide, 2.2 * high) * min(high, 0.75 * wide), 0.0)


def _map_size(width: float, height: float) -> tuple[float, float]:
    if width / height >= _BESIDE_FROM:
        return width - _words_width(width) - _GAP, height
    return width, max(height - 88.0, 0.0)


def _words_width(width: float) -> float:
    return min(0.42 * width, 190.0)


def draw(canvas: Canvas, report: Report, story: Story, panel: Panel, box: Box) -> None:
    """Draw a card in a box."""
    width, high = box.right - box.left, box.bottom - box.top
    if width / high >= _BESIDE_FROM:
        room = _words_width(width)
        _words(canvas, panel, box.left, box.top, room, high)
        ground = Box(box.left + room + _GAP, box.top, box.right, box.bottom)
    else:
        top = _words(canvas, panel, box.left, box.top, width, high - _LEAST_MAP)
        ground = Box(box.left, top + 5, box.right, box.bottom)
    size = (ground.right - ground.left, ground.bottom - ground.top)
    plot(canvas, lay_out(frame.scene(report, story, panel.which, size), suited), ground)


def _words(
    canvas: Canvas, panel: Panel, left: float, top: float, room: float, most: float
) -> float:
    """Write a card's words, the least important left out where there is no room for it."""
    card = panel.card
    colour = palette.leg(card.mode) if card.mode else "leg-measured"
    disc(canvas, (left + DISC, top + DISC), card.number, colour)
    heading = balanced(
        [Span(card.heading, Face.BOLD, INK["text"])], 13, room - _INDENT, 1.22, 4
    )
    under = top + max(setting.height(heading), 2 * DISC + 1) + 1
    setting.write(canvas, heading, left + _INDENT, top + max(0, 9.5 - 8 * len(heading)))
    for lines in _rest(panel, room):
        if under + setting.height(lines) > top + most:
            break
        under = setting.write(canvas, lines, left, under)
    return under


def _rest(panel: Panel, room: float) -> Iterator[tuple[Line, ...]]:
    """Give what follows the heading, the most important first."""
    card = panel.card
    yield paragraph([Span(card.figure, Face.SERIF, INK["text"])], 19, room, 1.2, 2)
    if panel.row is not None:
        yield _verdict(panel.row, room)
    yield paragraph([Span(card.aside, Face.SANS, INK["quiet"])], 10.5, room, 1.26, 3)


def _verdict(row: LineRow, room: float) -> tuple[Line, ...]:
    colour = INK[row.verdict.value.replace("_", "-")]
    reported = row.label.split(" · ")[-1]
    return paragraph(
        [
            Span(f"{row.symbol} {row.word}", Face.BOLD, colour),
            Span(f" {reported}", Face.SANS, INK["text"]),
        ],
        11.5,
        room,
        1.28,
        2,
    )
