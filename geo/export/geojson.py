"""A case as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo.export.geometry import line_coordinates, position, ring
from geo.geodesy import circle
from geo.model import LatLon, Route
from geo.report import DistanceResult, LegResult, Report
from geo.story.values import LineRow, Story

Feature = Mapping[str, Any]


def collection(report: Report, story: Story) -> dict[str, Any]:
    """Give a case as a feature collection: places, their circles, legs, measured lines.

    Every feature says what it is (``kind``), and carries the sentences of the
    story; the collection carries title, viewpoint and credit.
    """
    return {
        "type": "FeatureCollection",
        "title": story.title,
        "language": story.lang,
        "viewpoint": story.viewpoint,
        "credits": list(story.credits),
        "features": [
            *_places(story),
            *(_leg(result, story) for result in report.legs),
            *_measured(report, story),
        ],
    }


def dumps(report: Report, story: Story) -> str:
    """Write a case as GeoJSON text."""
    return json.dumps(collection(report, story), ensure_ascii=False, indent=1) + "\n"


def _feature(id_: str, geometry: Mapping[str, Any], **properties: object) -> Feature:
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}


def _places(story: Story) -> Iterator[Feature]:
    for place in story.places:
        words = {"name": place.name.text, "own_name": place.name.own, "notes": place.popup}
        point = {"type": "Point", "coordinates": position(place.at)}
        yield _feature(place.id, point, kind="place", **words)
        area = {
            "type": "Polygon",
            "coordinates": [ring(circle(place.at, place.radius_km))],
        }
        yield _feature(
            f"{place.id}-circle", area, kind="uncertainty", radius_km=place.radius_km, **words
        )


def _leg(result: LegResult, story: Story) -> Feature:
    card = next(c for c in story.cards if c.id == result.leg.id)
    km = result.route.length_km
    return _feature(
        result.leg.id,
        route_geometry(result.route),
        kind="leg",
        number=card.number,
        mode=result.leg.mode,
        basis=result.leg.basis,
        heading=card.heading,
        figure=card.figure,
        length_km={"value": km.value, "low": km.low, "high": km.high},
        great_circle_km=result.route.great_circle_km,
        schematic_km=result.route.schematic_km,
        notes=[card.aside, *card.notes],
        claims=[
            {
                "id": r.claim,
                "text": r.text,
                "verdict": r.verdict,
                "sentence": r.sentence,
            }
            for r in card.rows
        ],
    )


def route_geometry(route: Route) -> dict[str, Any]:
    """Give a leg's line as a GeoJSON geometry, cut at the antimeridian."""
    points: list[LatLon] = []
    for stretch in route.stretches:
        points += stretch.points[1:] if points else stretch.points
    return line_geometry(points)


def line_geometry(points: Sequence[LatLon]) -> dict[str, Any]:
    """Give a line as a LineString, or where it is cut, a MultiLineString."""
    parts = line_coordinates(points)
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _measured(report: Report, story: Story) -> Iterator[Feature]:
    rows = {(q.place, row.line): row for q in story.borders for row in q.rows}
    for found in report.distances:
        yield _measured_line(found, rows[found.place.id, found.distance.line])


def _measured_line(found: DistanceResult, row: LineRow) -> Feature:
    km = found.distance.km
    return _feature(
        found.id,
        line_geometry((found.place.at, found.distance.nearest)),
        kind="measured",
        line=found.distance.line,
        name=row.name,
        default=found.default,
        approximate=found.distance.approximate,
        verdict=found.verdict,
        sentence=row.sentence,
        nearest=row.nearest_text,
        km={"value": km.value, "low": km.low, "high": km.high},
        dataset=found.distance.dataset,
    )
