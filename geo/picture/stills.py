"""The still pictures of a case: its whole route, and each card's leg or measured line."""

from __future__ import annotations

from babel.numbers import format_decimal

from geo.picture.scene import Inset, InsetLine, InsetMeasured, InsetPlace
from geo.report import LegResult, Report
from geo.story.values import BorderQuestion, Card, MapPlace, Story

Size = tuple[int, int]
"""Width and height, in pixels."""


def overview(story: Story, report: Report, size: Size, prefix: str = "overview") -> Inset:
    """Show the whole route: every leg with its disc, every measured line, every place used."""
    used = {end for result in report.legs for end in (result.leg.start, result.leg.end)}
    used |= {asked.place for asked in story.borders}
    return _scene(
        story,
        size,
        prefix,
        route_alt(story),
        lines=tuple(_line(card, report) for card in story.cards if card.mode),
        places=tuple(_place(place) for place in story.places if place.id in used),
        measured=tuple(_measured(asked, story, named=False) for asked in story.borders),
    )


def still(
    card: Card, story: Story, report: Report, size: Size, prefix: str = "still"
) -> Inset | None:
    """Show a card's leg, or the distance that it asks for; None where it has neither."""
    prefix, alt = f"{prefix}-{card.number}", card.alt or card.heading
    if card.mode:
        leg = _result(card, report).leg
        ends = (place for place in story.places if place.id in {leg.start, leg.end})
        lines = (_line(card, report),)
        return _scene(story, size, prefix, alt, lines=lines, places=tuple(map(_place, ends)))
    asked = next((each for each in story.borders if each.card == card.number), None)
    if asked is None:
        return None
    start = next(place for place in story.places if place.id == asked.place)
    line = _measured(asked, story)
    return _scene(story, size, prefix, alt, places=(_place(start),), measured=(line,))


def route_alt(story: Story) -> str:
    """Say what the whole map shows: each leg and each distance with its figure."""
    shown = "; ".join(f"{card.number}. {card.heading}, {card.figure}" for card in story.cards)
    return f"{story.ui['map_label']}: {shown}."


def _result(card: Card, report: Report) -> LegResult:
    return next(result for result in report.legs if result.leg.id == card.id)


def _line(card: Card, report: Report) -> InsetLine:
    result = _result(card, report)
    return InsetLine(result.leg.mode, result.leg.basis, result.route.stretches, card.number)


def _measured(asked: BorderQuestion, story: Story, named: bool = True) -> InsetMeasured:
    start = next(place for place in story.places if place.id == asked.place)
    row = next((row for row in asked.rows if row.default), asked.rows[0])
    label = tuple(row.label.split(" · ")) if named else ()
    return InsetMeasured(start.at, row.nearest, label)


def _scene(
    story: Story,
    size: Size,
    prefix: str,
    alt: str,
    lines: tuple[InsetLine, ...] = (),
    places: tuple[InsetPlace, ...] = (),
    measured: tuple[InsetMeasured, ...] = (),
) -> Inset:
    unit = story.ui[f"unit_{story.units}"]
    return Inset(
        prefix=prefix,
        title=alt,
        lang=story.lang,
        unit=story.units,
        scale_text=lambda length: f"{format_decimal(length, locale=story.lang)} {unit}",
        width=size[0],
        height=size[1],
        lines=lines,
        places=places,
        measured=measured,
    )


def _place(place: MapPlace) -> InsetPlace:
    return InsetPlace(place.at, place.name, place.radius_km)
