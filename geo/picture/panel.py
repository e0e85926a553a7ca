"""A numbered card on a poster: heading, figure, verdict, and a map at its own scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo import palette
from geo.picture import frame, setting
from geo.picture.canvas import Canvas
from geo.picture.discs import DISC
from geo.picture.layout import Laid, lay_out
from geo.picture.plot import INK, disc, plot
from geo.picture.projection import suited
from geo.picture.setting import Line, Span, balanced, paragraph
from geo.picture.spots import Box
from geo.picture.typeface import Face
from geo.report import Report
from geo.story.values import Card, Finding, Story

_GAP = 12.0
_INDENT = 2 * DISC + 7
_BESIDE_FROM = 1.75
"""A card that is so much wider than high has its words beside its map."""
_LEAST_MAP = 70.0
_SMALLER = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.65, 0.6)
_LEAST = 8.0
"""The parts of its size that a card's type may have, and the smallest type of all."""
_WIDER = (1.0, 1.15, 1.3, 1.45, 1.6)
"""How much wider words beside a map may stand where they would be cut otherwise."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A card and the name of its map."""

    card: Card
    which: str


def panels(story: Story) -> Iterator[Panel]:
    """List the cards of a story with their maps."""
    asked = {question.card: number for number, question in enumerate(story.borders)}
    for card in story.cards:
        if card.mode is not None:
            yield Panel(card, card.id)
        elif card.number in asked:
            yield Panel(card, frame.border_name(asked[card.number]))


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


def _room(panel: Panel, width: float, high: float) -> float:
    """Give words beside a map their width: more where no size of type brings them in."""
    rooms = [part * _words_width(width) for part in _WIDER]
    smallest = ((room, _height(_told(panel, room, _SMALLER[-1]))) for room in rooms)
    return next((room for room, height in smallest if height <= high), rooms[-1])


def lay(
    report: Report, story: Story, panel: Panel, box: Box, *, bare: bool = False
) -> tuple[Laid, Box]:
    """Lay the map of a card out, and give where in the card's box it stands."""
    width, high = box.right - box.left, box.bottom - box.top
    if width / high >= _BESIDE_FROM:
        room = _room(panel, width, high)
        ground = Box(box.left + room + _GAP, box.top, box.right, box.bottom)
    else:
        under = box.top + _height(_fitted(panel, width, high - _LEAST_MAP))
        ground = Box(box.left, under + 5, box.right, box.bottom)
    size = (ground.right - ground.left, ground.bottom - ground.top)
    scene = frame.scene(report, story, panel.which, size)
    return lay_out(scene, suited, bare=bare), ground


def draw(canvas: Canvas, panel: Panel, box: Box, laid: Laid, ground: Box) -> None:
    """Draw a card in a box, its map laid out."""
    width, high = box.right - box.left, box.bottom - box.top
    if width / high >= _BESIDE_FROM:
        _words(canvas, panel, box.left, box.top, _room(panel, width, high), high)
    else:
        _words(canvas, panel, box.left, box.top, width, high - _LEAST_MAP)
    plot(canvas, laid, ground)


def draw_alone(canvas: Canvas, panel: Panel, box: Box) -> None:
    """Draw a card in a box without its map, for words that find no room beside one."""
    _words(canvas, panel, box.left, box.top, box.right - box.left, box.bottom - box.top)


def is_crowded(panel: Panel, box: Box) -> bool:
    """Tell whether a card's heading is cut if its map stands in the box too."""
    width, high = box.right - box.left, box.bottom - box.top
    if width / high >= _BESIDE_FROM:
        heading = _fitted(panel, _room(panel, width, high), high)[0]
    else:
        heading = _fitted(panel, width, high - _LEAST_MAP)[0]
    words = " ".join(span.text for line in heading for span in line.spans)
    return words.split() != panel.card.heading.split()


def _words(
    canvas: Canvas, panel: Panel, left: float, top: float, room: float, most: float
) -> None:
    """Write a card's words."""
    card = panel.card
    colour = palette.leg(card.mode) if card.mode else "leg-measured"
    disc(canvas, (left + DISC, top + DISC), card.number, colour)
    heading, *rest = _fitted(panel, room, most)
    under = top + max(setting.height(heading), 2 * DISC + 1) + 1
    setting.write(canvas, heading, left + _INDENT, top + max(0, 9.5 - 8 * len(heading)))
    for lines in rest:
        under = setting.write(canvas, lines, left, under)


def _fitted(panel: Panel, room: float, most: float) -> tuple[tuple[Line, ...], ...]:
    """Set a card's words, all of them: smaller where there is no room for their size."""
    for part in _SMALLER:
        told = _told(panel, room, part)
        if _height(told) <= most:
            return told
    found, size = panel.card.finding, max(11.5 * _SMALLER[-1], _LEAST)
    word = _verdict(replace(found, reported=""), room, size) if found else ()
    return _cut(told, most, word)


def _told(panel: Panel, room: float, part: float) -> tuple[tuple[Line, ...], ...]:
    """Set the words of a card at a part of their size, the most important first."""
    card = panel.card
    heading = [Span(card.heading, Face.BOLD, INK["text"])]
    told = [balanced(heading, max(13 * part, _LEAST), room - _INDENT, 1.22)]
    figure = [Span(card.figure, Face.SERIF, INK["text"])]
    told.append(paragraph(figure, 19 * part, room, 1.2))
    if card.finding is not None:
        told.append(_verdict(card.finding, room, max(11.5 * part, _LEAST)))
    aside = [Span(card.aside, Face.SANS, INK["quiet"])]
    told.append(paragraph(aside, max(10.5 * part, _LEAST), room, 1.26))
    return tuple(told)


def _height(told: tuple[tuple[Line, ...], ...]) -> float:
    heading, *rest = told
    return max(setting.height(heading), 2 * DISC + 1) + 1 + sum(map(setting.height, rest))


def _cut(
    told: tuple[tuple[Line, ...], ...], most: float, word: tuple[Line, ...]
) -> tuple[tuple[Line, ...], ...]:
    """Cut what no size brings into a card: the last line of what is said aside, and on.

    Heading, figure and verdict stay whole but on a card too small for them: there of the
    verdict its ``word`` alone is left, and the heading loses the lines beneath its disc.
    """
    heading, figure, *verdict, aside = told
    while aside and _height((heading, figure, *verdict, aside)) > most:
        aside = setting.shorter(aside) if len(aside) > 1 else ()
    if verdict and len(verdict[0]) > 1 and _height((heading, figure, *verdict)) > most:
        verdict = [word]
    while (
        setting.height(heading) > 2 * DISC + 1 and _height((heading, figure, *verdict)) > most
    ):
        heading = setting.shorter(heading)
    return (heading, figure, *verdict, aside)


def _verdict(found: Finding, room: float, size: float) -> tuple[Line, ...]:
    colour = INK[palette.verdict(found.verdict)]
    return paragraph(
        [
            Span(f"{found.symbol} {found.word}", Face.BOLD, colour),
            Span(f" {found.reported}".rstrip(), Face.SANS, INK["text"]),
        ],
        size,
        room,
        1.28,
    )
