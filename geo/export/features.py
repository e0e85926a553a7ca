"""A case as map features, once for every format: geometry, figures, and the story's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isinf

from geo import geodesy
from geo.export import geometry
from geo.export.geometry import Geometry
from geo.model import Interval
from geo.report import DistanceResult, LegResult, Report
from geo.story.bidi import undirected
from geo.story.values import Card, LineRow, MapPlace, Row, SourceRow, Story

Fact = str | float | Interval
STEP_KM = 50.0
"""How far apart a measured line's positions lie at most, so that it bends as a geodesic."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A thing on the map: what it is, how it is told, where it lies.

    ``id`` is unique in the case; ``kind`` is ``place``, ``uncertainty``, ``leg``,
    ``schematic`` or ``measured``. ``facts`` are for machines: features of a kind share
    their names, and lengths are kilometres whatever the story's unit.
    """

    id: str
    kind: str
    name: str
    lines: tuple[str, ...]
    geometry: Geometry
    facts: Mapping[str, Fact]
    claims: tuple[Row, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that is said of it, one sentence or label a line."""
        return (*self.lines, *(line for row in self.claims for line in _claim(row)))


def features(report: Report, story: Story) -> Iterator[Feature]:
    """List the places, their circles, the legs and the measured lines of a case.

    What is schematic of a leg follows it once more, so that it can be styled apart.
    """
    for place in story.places:
        yield _place(place)
        if place.radius_km >= geometry.LEAST_RADIUS_KM:
            yield _circle(place)
    cards = {card.number: card for card in story.cards}
    for number, leg in enumerate(report.legs, 1):
        yield _leg(leg, cards[number])
        if any(stretch.schematic for stretch in leg.route.stretches):
            yield _schematic(leg, cards[number], story.ui["schematic"])
    rows = ((cards[question.card], row) for question in story.borders for row in question.rows)
    for found, (card, row) in zip(report.distances, rows, strict=True):
        yield _measured(found, card, row)


def provenance(story: Story) -> tuple[str, ...]:
    """Say by which view borders are drawn, whose data it is, and under which licence."""
    return (story.viewpoint, *story.credits, story.licence)


def source(row: SourceRow) -> str:
    """Write a source on one line, its address last."""
    return " · ".join(part for part in (row.title, row.details, row.url) if part)


def bounds(found: Interval) -> dict[str, float | None]:
    """Give an interval by name; a bound that is infinite is None."""
    named = {"value": found.value, "low": found.low, "high": found.high}
    return {name: None if isinf(end) else round(end, 6) for name, end in named.items()}


def flat(facts: Mapping[str, Fact]) -> dict[str, str | float | None]:
    """Give facts as single values: ``km``, ``km_low`` and ``km_high`` for an interval."""
    out: dict[str, str | float | None] = {}
    for name, fact in facts.items():
        if isinstance(fact, Interval):
            out |= {_part(name, end): value for end, value in bounds(fact).items()}
        else:
            out[name] = fact
    return out


def _part(name: str, end: str) -> str:
    return name if end == "value" else f"{name}_{end}"


def _claim(row: Row) -> tuple[str, ...]:
    told = (f"{row.symbol} {row.word} · {row.text}", row.by, row.sentence, row.disagree)
    return tuple(line for line in told if line)


def _place(place: MapPlace) -> Feature:
    name, hint = place.name, place.name.hint
    return Feature(
        id=place.id,
        kind="place",
        name=name.text,
        lines=(hint, *place.popup) if hint else place.popup,
        geometry=geometry.point(place.at),
        facts={"own_name": undirected(name.own), "radius_km": place.radius_km},
    )


def _circle(place: MapPlace) -> Feature:
    return Feature(
        id=f"{place.id}:circle",
        kind="uncertainty",
        name=place.name.text,
        lines=place.popup,
        geometry=geometry.area(geodesy.circle(place.at, place.radius_km)),
        facts={"place": place.id, "radius_km": place.radius_km},
    )


def _leg(result: LegResult, card: Card) -> Feature:
    leg, route = result.leg, result.route
    return Feature(
        id=leg.id,
        kind="leg",
        name=card.heading,
        lines=(card.figure, card.aside, *card.notes),
        geometry=geometry.route(route),
        facts={
            "number": card.number,
            "mode": leg.mode.value,
            "basis": leg.basis.value,
            "figure": card.figure,
            "length_km": route.length_km,
            "great_circle_km": round(route.great_circle_km, 6),
            "schematic_km": round(route.schematic_km, 6),
            "dataset": "; ".join(route.datasets),
        },
        claims=card.rows,
    )


def _schematic(result: LegResult, card: Card, word: str) -> Feature:
    leg, route = result.leg, result.route
    return Feature(
        id=f"{leg.id}:schematic",
        kind="schematic",
        name=f"{card.heading} · {word}",
        lines=card.notes,
        geometry=geometry.schematic(route),
        facts={
            "number": card.number,
            "leg": leg.id,
            "mode": leg.mode.value,
            "basis": leg.basis.value,
            "schematic_km": round(route.schematic_km, 6),
        },
    )


def _measured(result: DistanceResult, card: Card, row: LineRow) -> Feature:
    """Make the line from a place to the nearest point of a border, as the geodesic it is."""
    found = result.distance
    notes = card.notes if result.default else (row.nearest_text,)
    return Feature(
        id=result.id,
        kind="measured",
        name=row.name,
        lines=(card.heading, row.label, row.sentence, *notes),
        geometry=geometry.line(geodesy.between(result.place.at, found.nearest, STEP_KM)),
        facts={
            "number": card.number,
            "place": result.place.id,
            "country": found.country,
            "line": found.line,
            "default": result.default,
            "approximate": found.approximate,
            "verdict": result.verdict.value,
            "figure": row.figure,
            "sentence": row.sentence,
            "nearest": row.nearest_text,
            "km": found.km,
            "dataset": found.dataset,
        },
        claims=card.rows if result.default else (),
    )
