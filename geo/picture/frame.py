"""One map of a case alone: all its legs, one leg, or the distance to the border."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from babel.numbers import format_decimal

from geo.base import atlas
from geo.disputes import disputes
from geo.errors import ExportError, nearest
from geo.picture import typeface
from geo.picture.canvas import Canvas, own_settings
from geo.picture.layout import lay_out
from geo.picture.plot import plot
from geo.picture.projection import suited
from geo.picture.scene import Inset, InsetLine, InsetMeasured, InsetPlace
from geo.picture.spots import Box
from geo.report import LegResult, Report
from geo.story.values import BorderQuestion, Card, LineRow, MapPlace, Story
from geo.story.voice import capital

OVERVIEW, BORDER = "overview", "border"
_SIDE = 500.0
"""The side of a square with the ground of one map, in the units that type is set in."""


@own_settings()
def frame(
    report: Report,
    story: Story,
    which: str,
    size: tuple[int, int] = (1200, 675),
    ending: str = ".png",
) -> bytes:
    """Draw one map, without a headline.

    Parameters
    ----------
    report : Report
    story : Story
    which : str
        ``overview``, the id of a leg, or ``border`` (the first border asked about;
        ``border-2`` is the second).
    size : tuple of int
        Width and height in pixels; type and lines grow with them.
    ending : str
        ``.png`` or ``.svg``.

    Raises
    ------
    ExportError
        If the case has no such map.
    """
    scale = math.sqrt(size[0] * size[1]) / _SIDE
    canvas = Canvas(size, scale, ending)
    whole = Box(0, 0, canvas.width, canvas.height)
    shown = scene(report, story, which, (canvas.width, canvas.height))
    plot(canvas, lay_out(shown, suited), whole)
    return canvas.write(story.title, shown.title, story.lang)


def maps(report: Report, story: Story) -> tuple[str, ...]:
    """Name the maps of a case."""
    borders = (border_name(number) for number in range(len(story.borders)))
    return (OVERVIEW, *(result.leg.id for result in report.legs), *borders)


def border_name(number: int) -> str:
    """Name the map of a border question: ``border``, then ``border-2`` and on."""
    return f"{BORDER}-{number + 1}" if number else BORDER


def scene(report: Report, story: Story, which: str, size: tuple[float, float]) -> Inset:
    """Choose what a map shows."""
    known = maps(report, story)
    if which not in known:
        raise ExportError(f"This case has no map {which!r}{nearest(which, known)}")
    if which == OVERVIEW:
        return _overview(report, story, size)
    legs = {result.leg.id: result for result in report.legs}
    if which in legs:
        return _leg(legs[which], story, size)
    return _border(story.borders[known.index(which) - 1 - len(legs)], story, size)


def _overview(report: Report, story: Story, size: tuple[float, float]) -> Inset:
    ends = {end for r in report.legs for end in (r.leg.start, r.leg.end)}
    ends |= {asked.place for asked in story.borders}
    places = [place for place in story.places if place.id in ends]
    return _scene(
        story,
        size,
        " ".join(card.alt for card in story.cards),
        lines=[_line(result, story) for result in report.legs],
        places=places,
        measured=[_far(asked, story) for asked in story.borders],
    )


def _leg(result: LegResult, story: Story, size: tuple[float, float]) -> Inset:
    ends = {result.leg.start, result.leg.end}
    places = [place for place in story.places if place.id in ends]
    alt = _card(story, result).alt
    return _scene(story, size, alt, lines=[_line(result, story)], places=places)


def _border(asked: BorderQuestion, story: Story, size: tuple[float, float]) -> Inset:
    card = next(card for card in story.cards if card.number == asked.card)
    places = [place for place in story.places if place.id == asked.place]
    line = _measured(asked, story)
    return _scene(story, size, card.alt, places=places, measured=[line], near=True)


def _card(story: Story, result: LegResult) -> Card:
    return next(card for card in story.cards if card.mode and card.id == result.leg.id)


def _line(result: LegResult, story: Story) -> InsetLine:
    leg = result.leg
    return InsetLine(leg.mode, leg.basis, result.route.stretches, _card(story, result).number)


def _measured(asked: BorderQuestion, story: Story) -> InsetMeasured:
    start = next(place for place in story.places if place.id == asked.place)
    row = default_row(asked)
    return InsetMeasured(
        start.at,
        row.nearest,
        tuple(row.label.split(" · ")),
        (row.end,) if row.end else (),
        approximate=row.approximate,
        country=asked.country,
        line=row.line,
    )


def _far(asked: BorderQuestion, story: Story) -> InsetMeasured:
    """Give a measured line for a map on which it is short: numbered, its country named.

    One that runs to a disputed area is named by that, and one from inside a country by the
    border itself.
    """
    line, row = replace(_measured(asked, story), number=asked.card), default_row(asked)
    if line.line in disputes() or row.disputed or row.inside:
        return line
    named = (each for each in atlas.countries() if each.iso3 == asked.country)
    return replace(line, end_name=tuple(each.name(story.lang) for each in named))


def default_row(asked: BorderQuestion) -> LineRow:
    """Pick the line that the verdict uses."""
    return next((row for row in asked.rows if row.default), asked.rows[0])


def _scene(
    story: Story,
    size: tuple[float, float],
    title: str,
    lines: Sequence[InsetLine] = (),
    places: Sequence[MapPlace] = (),
    measured: Sequence[InsetMeasured] = (),
    near: bool = False,
) -> Inset:
    unit = story.ui[f"unit_{story.units}"]
    return Inset(
        prefix="map",
        title=title,
        lang=story.lang,
        unit=story.units,
        scale_text=lambda length: f"{format_decimal(length, locale=story.lang)} {unit}",
        width=size[0],
        height=size[1],
        lines=tuple(lines),
        places=tuple(_place(place, near) for place in places),
        measured=tuple(measured),
    )


def undrawn(story: Story) -> tuple[MapPlace, ...]:
    """Give the places whose name in its own script no face has every letter of."""
    return tuple(place for place in story.places if not typeface.drawable(place.name.own))


def unwritten(story: Story) -> tuple[str, ...]:
    """Give the words on a picture's maps and around them that no face has the letters of."""
    names = (place.name.text for place in story.places)
    texts = (story.title, story.verdict_line or story.summary, story.source_line, *names)
    return tuple(dict.fromkeys(word for text in texts for word in typeface.lost(text)))


def _place(place: MapPlace, near: bool = False) -> InsetPlace:
    """Give a place its name, and its own script only where a face has every letter.

    ``near`` says how well it is known as well.
    """
    name, aside = place.name, place.within if near else ""
    own = name.own if typeface.drawable(name.own) else ""
    known = any(typeface.drawable(letter, typeface.Face.BOLD) for letter in name.text)
    text = typeface.legible(name.text, typeface.Face.BOLD) if known else place.id
    return InsetPlace(
        place.at, replace(name, text=capital(text), own=own), place.radius_km, aside
    )
