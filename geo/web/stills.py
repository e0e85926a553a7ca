"""The still picture on each card: the same leg or measured line, where no script runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from babel.numbers import format_decimal

from geo.picture.inset import inset
from geo.picture.scene import Inset, InsetLine, InsetMeasured, InsetPlace
from geo.report import LegResult, Report
from geo.story.values import Card, MapPlace, Story

_SIZE = (390, 200)


def stills(story: Story, report: Report) -> Mapping[str, str]:
    """Draw each card's picture, by the card's id, as inline SVG."""
    legs = {result.leg.id: result for result in report.legs}
    out = {}
    for card in story.cards:
        if card.id in legs:
            out[card.id] = inset(_leg(card, legs[card.id], story))
        elif (scene := _border(card, story)) is not None:
            out[card.id] = inset(scene)
    return out


def _leg(card: Card, result: LegResult, story: Story) -> Inset:
    leg = result.leg
    line = InsetLine(leg.mode, leg.basis, result.route.stretches, card.number)
    ends = [place for place in story.places if place.id in {leg.start, leg.end}]
    return _scene(card, story, lines=(line,), places=tuple(map(_place, ends)))


def _border(card: Card, story: Story) -> Inset | None:
    asked = next((each for each in story.borders if each.card == card.number), None)
    if asked is None:
        return None
    start = next(place for place in story.places if place.id == asked.place)
    row = next((row for row in asked.rows if row.default), asked.rows[0])
    line = InsetMeasured(
        start.at,
        row.nearest,
        tuple(row.label.split(" · ")),
        (row.end,),
        approximate=row.approximate,
        country=asked.country,
        line=row.line,
    )
    place = replace(_place(start), aside=start.within)
    return _scene(card, story, places=(place,), measured=(line,))


def _scene(
    card: Card,
    story: Story,
    lines: tuple[InsetLine, ...] = (),
    places: tuple[InsetPlace, ...] = (),
    measured: tuple[InsetMeasured, ...] = (),
) -> Inset:
    unit = story.ui[f"unit_{story.units}"]
    return Inset(
        prefix=f"still-{card.number}",
        title=card.alt or card.heading,
        lang=story.lang,
        unit=story.units,
        scale_text=lambda length: f"{format_decimal(length, locale=story.lang)} {unit}",
        width=_SIZE[0],
        height=_SIZE[1],
        lines=lines,
        places=places,
        measured=measured,
    )


def _place(place: MapPlace) -> InsetPlace:
    return InsetPlace(place.at, place.name, place.radius_km)
