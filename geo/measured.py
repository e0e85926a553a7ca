"""A report as plain values for ``measure --json``; names are stable, fields may be added."""

from __future__ import annotations

from typing import Any

from geo.export import geometry
from geo.export.features import bounds
from geo.model import Distance, Interval, LatLon, Route
from geo.report import ClaimResult, Report
from geo.story.notes import notes
from geo.story.values import Story
from geo.story.viewpoint import viewpoint
from geo.story.voice import Voice


def as_json(report: Report, story: Story) -> dict[str, Any]:
    """Give what was measured, with the story's sentences.

    Lengths are kilometres, positions by name or longitude first in geometries;
    a bound that is infinite is null.
    """
    return {
        "case": report.case.id,
        "language": story.lang,
        "viewpoint": story.viewpoint,
        "legs": _legs(report, story),
        "distances": _distances(report, story),
        "claims": _claims(report, story),
        "conflicts": _conflicts(report, story),
        "credits": story.credits,
    }


def _claims(report: Report, story: Story) -> list[dict[str, Any]]:
    return [
        {
            "id": result.claim.id,
            "verdict": result.verdict,
            "sentence": row.sentence,
            "reported": _interval(result.reported, result),
            "measured": _interval(result.measured, result),
            "text": row.text,
            "about": result.claim.about,
            "source": result.claim.source,
        }
        for result, row in zip(report.claims, story.table, strict=True)
    ]


def _conflicts(report: Report, story: Story) -> list[dict[str, Any]]:
    return [
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
    ]


def _interval(
    found: Interval | None, result: ClaimResult
) -> dict[str, float | str | None] | None:
    return None if found is None else {**bounds(found), "unit": result.unit}


def _legs(report: Report, story: Story) -> list[dict[str, Any]]:
    notes = {card.id: [card.aside, *card.notes] for card in story.cards}
    return [
        {
            "id": result.leg.id,
            "mode": result.leg.mode,
            "basis": result.leg.basis,
            "length_km": bounds(result.route.length_km),
            "great_circle_km": round(result.route.great_circle_km, 6),
            "schematic_km": round(result.route.schematic_km, 6),
            "land_km": round(result.route.land_km, 6),
            "countries": result.route.countries,
            "passages": result.route.passages,
            "geometry": geometry.route(result.route),
            "notes": notes[result.leg.id],
        }
        for result in report.legs
    ]


def _distances(report: Report, story: Story) -> list[dict[str, Any]]:
    rows = (row for question in story.borders for row in question.rows)
    return [
        {
            "id": found.id,
            "from": found.place.id,
            "country": found.distance.country,
            "line": found.distance.line,
            "km": bounds(found.distance.km),
            "nearest": found.distance.nearest._asdict(),
            "dataset": found.distance.dataset,
            "by_dataset": dict(found.distance.by_dataset),
            "default": found.default,
            "inside": found.distance.inside,
            "coast": found.distance.coast,
            "approximate": found.distance.approximate,
            "verdict": found.verdict,
            "sentence": row.sentence,
        }
        for found, row in zip(report.distances, rows, strict=True)
    ]


def distance_json(voice: Voice, found: Distance, at: LatLon) -> dict[str, Any]:
    """Give one distance from a point to a border, for ``distance --json``."""
    return {
        "country": found.country,
        "line": found.line,
        "km": bounds(found.km),
        "nearest": found.nearest._asdict(),
        "inside": found.inside,
        "dataset": found.dataset,
        "by_dataset": dict(found.by_dataset),
        "inside_by_dataset": dict(found.inside_by),
        "approximate": found.approximate,
        "neighbour": found.neighbour,
        "coast": found.coast,
        "viewpoint": viewpoint(voice, found.country, at, found.line),
    }


def route_json(voice: Voice, found: Route) -> dict[str, Any]:
    """Give one route, for ``route --json``."""
    return {
        "mode": found.mode,
        "length_km": bounds(found.length_km),
        "great_circle_km": round(found.great_circle_km, 6),
        "geometry": geometry.route(found),
        "land_km": round(found.land_km, 6),
        "schematic_km": round(found.schematic_km, 6),
        "passages": found.passages,
        "countries": found.countries,
        "notes": notes(voice, found.notes),
    }
