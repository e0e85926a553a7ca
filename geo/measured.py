"""A report as plain values for ``measure --json``; names are stable, fields may be added."""

from __future__ import annotations

from math import isinf
from typing import Any

from geo.export.geojson import route_geometry
from geo.model import Distance, Interval, Route
from geo.report import ClaimResult, Report
from geo.story.notes import notes
from geo.story.values import Story
from geo.story.voice import Voice


def as_json(report: Report, story: Story) -> dict[str, Any]:
    """Give what was measured, with the story's sentences.

    Lengths are kilometres, positions by name or longitude first in geometries;
    a bound that is infinite is null.
    """
    sentences = {row.claim: row for row in story.table}
    return {
        "case": report.case.id,
        "language": story.lang,
        "viewpoint": story.viewpoint,
        "legs": _legs(report, story),
        "distances": _distances(report, story),
        "claims": [
            {
                "id": result.claim.id,
                "verdict": result.verdict,
                "sentence": sentences[result.claim.id].sentence,
                "reported": _interval(result.reported, result),
                "measured": _interval(result.measured, result),
                "text": sentences[result.claim.id].text,
                "about": result.claim.about,
                "source": result.claim.source,
            }
            for result in report.claims
        ],
        "conflicts": [
            {
                "question": conflict.question.id,
                "claims": [claim for answer in conflict.answers for claim in answer.claims],
                "sentence": sentence,
                "answers": [
                    {"claims": answer.claims, "origins": answer.origins}
                    for answer in conflict.answers
                ],
            }
            for conflict, sentence in zip(report.conflicts, story.conflicts, strict=True)
        ],
        "credits": story.credits,
    }


def interval(km: Interval) -> dict[str, float | None]:
    """Give an interval; a bound that is infinite is None."""
    bounds = {"value": km.value, "low": km.low, "high": km.high}
    return {name: None if isinf(bound) else round(bound, 6) for name, bound in bounds.items()}


def _interval(
    found: Interval | None, result: ClaimResult
) -> dict[str, float | str | None] | None:
    return None if found is None else {**interval(found), "unit": result.unit}


def _legs(report: Report, story: Story) -> list[dict[str, Any]]:
    notes = {card.id: [card.aside, *card.notes] for card in story.cards}
    return [
        {
            "id": result.leg.id,
            "mode": result.leg.mode,
            "basis": result.leg.basis,
            "length_km": interval(result.route.length_km),
            "great_circle_km": round(result.route.great_circle_km, 6),
            "schematic_km": round(result.route.schematic_km, 6),
            "land_km": round(result.route.land_km, 6),
            "countries": result.route.countries,
            "geometry": route_geometry(result.route),
            "notes": notes[result.leg.id],
        }
        for result in report.legs
    ]


def _distances(report: Report, story: Story) -> list[dict[str, Any]]:
    rows = {(q.place, row.line): row for q in story.borders for row in q.rows}
    return [
        {
            "id": found.id,
            "from": found.place.id,
            "country": found.distance.country,
            "line": found.distance.line,
            "km": interval(found.distance.km),
            "nearest": found.distance.nearest._asdict(),
            "dataset": found.distance.dataset,
            "by_dataset": dict(found.distance.by_dataset),
            "default": found.default,
            "inside": found.distance.inside,
            "approximate": found.distance.approximate,
            "verdict": found.verdict,
            "sentence": rows[found.place.id, found.distance.line].sentence,
        }
        for found in report.distances
    ]


def distance_json(found: Distance) -> dict[str, Any]:
    """Give one distance to a border, for ``distance --json``."""
    return {
        "country": found.country,
        "line": found.line,
        "km": interval(found.km),
        "nearest": found.nearest._asdict(),
        "inside": found.inside,
        "dataset": found.dataset,
        "by_dataset": dict(found.by_dataset),
        "approximate": found.approximate,
    }


def route_json(found: Route) -> dict[str, Any]:
    """Give one route, for ``route --json``."""
    return {
        "mode": found.mode,
        "length_km": interval(found.length_km),
        "great_circle_km": round(found.great_circle_km, 6),
        "geometry": route_geometry(found),
        "land_km": round(found.land_km, 6),
        "schematic_km": round(found.schematic_km, 6),
        "passages": found.passages,
        "countries": found.countries,
        "notes": notes(Voice("en"), found.notes),
    }
