"""A case as GPX 1.1, for navigation programs: places as waypoints, lines as tracks."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from geo.export.features import Feature, features, provenance, source
from geo.export.xml import child, document
from geo.report import Report
from geo.story.appendix import LICENCE_URL
from geo.story.values import Story

EAST_END = 179.9999999
"""GPX has no 180° E: its longitudes end before."""


def dumps(report: Report, story: Story) -> str:
    """Write a case as GPX.

    GPX has no areas: a place's circle is told in its description. Lines are tracks
    and not routes, for programs lay routes anew along their own roads; that a
    line is computed, and nobody recorded it, stands in its description.
    """
    listed = tuple(features(report, story))
    root = ET.Element(
        "gpx",
        {"xmlns": "http://www.topografix.com/GPX/1/1", "version": "1.1", "creator": "Dateline"},
    )
    _metadata(root, story)
    for found in listed:
        if found.kind == "place":
            place = _at(root, "wpt", found.geometry["coordinates"])
            _told(place, found)
            child(place, "type", found.kind)
    for found in listed:
        if found.kind in {"leg", "measured"}:
            _track(root, found)
    return document(root)


def _metadata(root: ET.Element, story: Story) -> None:
    head = child(root, "metadata")
    sources = (source(row) for row in story.sources)
    child(head, "name", story.title)
    child(head, "desc", "\n".join((story.summary, *provenance(story), *sources)))
    child(child(head, "author"), "name", "Dateline")
    child(child(head, "copyright", author=story.credits[0]), "license", LICENCE_URL)
    for row in story.sources:
        if row.url:
            child(child(head, "link", href=row.url), "text", row.title)


def _track(root: ET.Element, found: Feature) -> None:
    track = child(root, "trk")
    _told(track, found)
    child(track, "src", str(found.facts["dataset"]))
    child(track, "type", found.kind)
    shape = found.geometry
    whole = shape["type"] == "LineString"
    for part in [shape["coordinates"]] if whole else shape["coordinates"]:
        segment = child(track, "trkseg")
        for position in part:
            _at(segment, "trkpt", position)


def _told(parent: ET.Element, found: Feature) -> None:
    child(parent, "name", found.name)
    child(parent, "desc", "\n".join(found.words))


def _at(parent: ET.Element, tag: str, position: Sequence[float]) -> ET.Element:
    lon, lat = position
    return child(parent, tag, lat=f"{lat:.7f}", lon=f"{min(lon, EAST_END):.7f}")
