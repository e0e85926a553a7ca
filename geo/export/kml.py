"""A case as KML 2.2, for Google Earth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from xml.etree import ElementTree as ET

from geo import palette
from geo.export.features import Feature, features, flat, provenance, source
from geo.export.geometry import Geometry, Position
from geo.export.xml import child, document
from geo.model import Mode
from geo.report import Report
from geo.story.values import Story

NAMESPACES = {
    "xmlns": "http://www.opengis.net/kml/2.2",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
}
AREA_OPACITY = 0.2


def dumps(report: Report, story: Story) -> str:
    """Write a case as KML: the legs, then a folder of places and one of each border's lines.

    Lines lie on the ground, cut at the antimeridian as in GeoJSON. Of a border's
    lines only the one that the verdict uses is shown at first.
    """
    everything = tuple(features(report, story))
    root = ET.Element("kml", NAMESPACES)
    body = child(root, "Document")
    child(body, "name", story.title)
    child(child(body, "atom:author"), "atom:name", "Dateline")
    sources = tuple(source(row) for row in story.sources)
    _description(body, (story.summary, *provenance(story), *sources))
    _styles(body)
    viewpoint, *credit, licence = provenance(story)
    about = {"language": story.lang, "viewpoint": viewpoint, "credit": "\n".join(credit)}
    _data(body, {**about, "licence": licence, "sources": "\n".join(sources)})
    _placemarks(body, [found for found in everything if found.kind in {"leg", "schematic"}])
    spots = [found for found in everything if found.kind in {"place", "uncertainty"}]
    _placemarks(_folder(body, story.ui["key_place"]), spots)
    for question in story.borders:
        tried = [
            found
            for found in everything
            if found.kind == "measured" and found.facts["number"] == question.card
        ]
        _placemarks(_folder(body, question.heading), tried)
    return document(root)


def _folder(parent: ET.Element, name: str) -> ET.Element:
    folder = child(parent, "Folder")
    child(folder, "name", name)
    return folder


def _placemarks(parent: ET.Element, listed: Sequence[Feature]) -> None:
    for found in listed:
        mark = child(parent, "Placemark")
        child(mark, "name", found.name)
        if found.facts.get("default") is False:
            child(mark, "visibility", "0")
        child(mark, "Snippet", maxLines="0")
        _description(mark, found.words)
        child(mark, "styleUrl", f"#{_style(found)}")
        _data(mark, {"id": found.id, "kind": found.kind, **flat(found.facts)})
        _geometry(mark, found.geometry)


def _description(parent: ET.Element, lines: Sequence[str]) -> None:
    """Write lines as the HTML that a viewer takes a description for."""
    child(parent, "description", "<br>\n".join(escape(line, quote=False) for line in lines))


def _data(parent: ET.Element, facts: Mapping[str, object]) -> None:
    extended = child(parent, "ExtendedData")
    for name, fact in facts.items():
        if fact is not None:
            text = str(fact).lower() if isinstance(fact, bool) else str(fact)
            child(child(extended, "Data", name=name), "value", text)


def _styles(body: ET.Element) -> None:
    colours = {palette.leg(mode): palette.LIGHT[palette.leg(mode)] for mode in Mode}
    for name, colour in {**colours, "measured": palette.LIGHT["leg-measured"]}.items():
        line = child(child(body, "Style", id=name), "LineStyle")
        child(line, "color", _colour(colour))
        child(line, "width", str(palette.LINE))
    # KML has no dots: over the line of its leg, a thin one of paper leaves two edges.
    hollow = child(child(body, "Style", id="schematic"), "LineStyle")
    child(hollow, "color", _colour(palette.LIGHT["paper"]))
    child(hollow, "width", str(palette.LINE / 2))
    area = child(body, "Style", id="uncertainty")
    line = child(area, "LineStyle")
    child(line, "color", _colour(palette.LIGHT["text"]))
    child(line, "width", str(palette.MEASURED))
    child(child(area, "PolyStyle"), "color", _colour(palette.LIGHT["text"], AREA_OPACITY))
    child(child(child(body, "Style", id="place"), "IconStyle"), "scale", "1")


def _style(found: Feature) -> str:
    return palette.leg(Mode(str(found.facts["mode"]))) if found.kind == "leg" else found.kind


def _colour(css: str, opacity: float = 1.0) -> str:
    """Turn ``#rrggbb`` into KML's ``aabbggrr``."""
    red, green, blue = css[1:3], css[3:5], css[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _geometry(parent: ET.Element, shape: Geometry) -> None:
    kind, held = shape["type"], shape["coordinates"]
    if kind.startswith("Multi"):
        parent = child(parent, "MultiGeometry")
        for part in held:
            _geometry(parent, {"type": kind.removeprefix("Multi"), "coordinates": part})
    elif kind == "Point":
        child(child(parent, "Point"), "coordinates", _positions([held]))
    elif kind == "LineString":
        line = child(parent, "LineString")
        child(line, "tessellate", "1")
        child(line, "coordinates", _positions(held))
    else:
        area = child(parent, "Polygon")
        child(area, "tessellate", "1")
        ring = child(child(area, "outerBoundaryIs"), "LinearRing")
        child(ring, "coordinates", _positions(held[0]))


def _positions(positions: Sequence[Position]) -> str:
    return " ".join(f"{lon:.7f},{lat:.7f}" for lon, lat in positions)
