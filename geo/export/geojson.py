"""A case as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from geo.export.features import Fact, Feature, bounds, features
from geo.model import Interval
from geo.report import Report
from geo.story.values import Row, Story


def collection(report: Report, story: Story) -> dict[str, Any]:
    """Give a case as a feature collection: places, circles, legs, measured lines.

    Every feature says what it is (``kind``), and carries the sentences of the
    story; the collection carries title, viewpoint, credit, licence and sources.
    """
    return {
        "type": "FeatureCollection",
        "title": story.title,
        "description": story.summary,
        "language": story.lang,
        "viewpoint": story.viewpoint,
        "credits": list(story.credits),
        "licence": story.licence,
        "sources": [
            {"id": row.id, "title": row.title, "details": row.details, "url": row.url or None}
            for row in story.sources
        ],
        "features": [_feature(feature) for feature in features(report, story)],
    }


def dumps(report: Report, story: Story) -> str:
    """Write a case as GeoJSON text."""
    found = collection(report, story)
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _feature(feature: Feature) -> Mapping[str, Any]:
    properties: dict[str, Any] = {
        "kind": feature.kind,
        "name": feature.name,
        "description": "\n".join(feature.words),
        **{name: _value(fact) for name, fact in feature.facts.items()},
    }
    if feature.claims:
        properties["claims"] = [_claim(row) for row in feature.claims]
    return {
        "type": "Feature",
        "id": feature.id,
        "geometry": feature.geometry,
        "properties": properties,
    }


def _value(fact: Fact) -> Any:  # noqa: ANN401 - JSON has no narrower type
    return bounds(fact) if isinstance(fact, Interval) else fact


def _claim(row: Row) -> Mapping[str, Any]:
    return {
        "id": row.claim,
        "text": row.text,
        "by": row.by,
        "verdict": row.verdict,
        "sentence": row.sentence,
    }
