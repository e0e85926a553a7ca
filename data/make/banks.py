"""Read the banks of the estuaries, whose mouths OpenStreetMap's seas end at, from its land.

Its land has inland waters cut out, so the rivers are there, joined to the sea; where they
are narrow the package, coarser inland than along the sea, has them in pieces. Up to the
ports in ``HEADS`` these are joined by the least land between them. Of all this is kept what
a ship may come to: what meets the sea and is no ditch, drawn with few corners, a little off
the land.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import shapely
from common import npm
from scipy import sparse
from scipy.sparse.csgraph import dijkstra
from searoom import polygons, valid
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shores import Box, Floats, cut, mended, seas

from geo.routes.estuaries import ESTUARIES
from geo.routes.packing import GRID
from geo.routes.sphere import Ints

LANDS = ("@geo-maps/earth-lands-10m", "0.6.0")
HEADS: dict[str, tuple[tuple[float, float], ...]] = {
    "Elbe": ((9.95, 53.535),),
    "Scheldt": ((4.33, 51.27),),
    "Haiphong": ((106.69, 20.87),),
    "Pearl River": ((113.43, 23.1),),
    "Thames": ((0.0, 51.505),),
    "Saint Lawrence": ((-73.52, 45.55),),
    "Yangtze": ((121.49, 31.24),),
    "Taedong": ((125.63, 38.74),),
    "Weser": ((8.73, 53.12),),
    "Clyde": ((-4.32, 55.87),),
    "Cross River": ((8.32, 4.97),),
    "Tamar": ((147.13, -41.43),),
    "Pussur": ((89.6, 22.49),),
    "Salween": ((97.62, 16.49),),
    "Sarawak River": ((110.4, 1.56),),
    "Sabine Lake": ((-93.95, 29.85),),
    "Houston Ship Channel": ((-95.27, 29.735),),
    "Gironde": ((-0.55, 44.87),),
    "Don": ((39.42, 47.12), (39.6, 47.17), (39.7, 47.2)),
    "Volga": ((47.55, 45.78),),
    "Dnieper": ((32.61, 46.62),),
    "Yalu": ((124.39, 40.1),),
    "Kapuas": ((109.34, -0.02),),
    "Saigon River": ((106.71, 10.77),),
    "Chao Phraya": ((100.57, 13.7),),
    "Savannah River": ((-81.14, 32.13),),
    "Trave": ((10.7, 53.89),),
    "Pregolya": ((20.45, 54.7),),
    "Hooghly": ((88.31, 22.55),),
    "Columbia": ((-122.76, 45.62),),
    "Pechora": ((53.02, 67.65),),
}
"""Ports up to which the pieces of a river are joined, by estuary, longitude first.

General geography, good to a kilometre.
"""
_MOST_GAP_M, _HEAD_M = 3000.0, 3000.0
"""Pieces further apart are not joined; how far off a port its river is looked for."""
_WIDTH_M = 190.0
"""Half the width that what joins two pieces is drawn with; narrow pieces are widened to it."""
_STEP_M = 1.0
"""What stepping from piece to piece counts as, beyond the gap."""
_LEAST_M2 = 2000.0
_MARGIN = 0.02
"""Degrees about an estuary whose land is read too, so that its water ends at its box."""
_DITCH_M = 60.0
_OFF_M, _SLACK_M = 20.0, 14.0
"""How far off the land the water is drawn, and how far from there its outline may lie."""
_DEGREE_M = 111_195.0
_AT_SEA = 1e-3
"""Degrees within which the edge of an estuary lies at sea."""
_STEP = 5e-4


class Banks(NamedTuple):
    """An estuary's water that joins the sea, in its box, and the gaps that were closed.

    ``gaps`` are lines over land between pieces of a river.
    """

    water: BaseGeometry
    gaps: list[BaseGeometry]


@cache
def banks() -> dict[str, Banks]:
    """Give each estuary's banks."""
    return {name: _banks(name, shape) for name, shape in _waters().items()}


def _banks(name: str, raw: BaseGeometry) -> Banks:
    """Draw an estuary's water off the land, its pieces joined up to its heads."""
    level = _Level(raw.centroid.y)
    water, sea = level.flat(raw), level.flat(_sea(_about(raw.bounds)))
    drawn = _off(water)
    joined, gaps = drawn, list[LineString]()
    for head in HEADS.get(name, ()):
        found = _gaps(_pieces(joined), sea, level.flat(shapely.Point(head)))
        strips = shapely.buffer(found, _WIDTH_M, quad_segs=4)
        joined, gaps = shapely.union_all([joined, *strips]), gaps + found
    if name in HEADS:
        joined = valid(_widened(joined).simplify(_SLACK_M))
    whole = shapely.clip_by_rect(level.degrees(joined), *ESTUARIES[name])
    over = [gap.difference(water) for gap in gaps]
    return Banks(
        _joined(whole),
        [level.degrees(part) for line in over for part in _lines(line)],
    )


class _Level:
    """Degrees laid flat at a latitude, in metres."""

    def __init__(self, lat: float) -> None:
        self._scale = np.array([np.cos(np.radians(lat)), 1.0]) * _DEGREE_M

    def flat(self, shape: BaseGeometry) -> BaseGeometry:
        return shapely.transform(shape, lambda p: p * self._scale)

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        return shapely.transform(shape, lambda p: p / self._scale)


def _waters() -> dict[str, BaseGeometry]:
    """Read the water in and about each estuary, lakes and all."""
    raw = json.loads((npm(*LANDS) / "map.geo.json").read_bytes())
    parts = [rings for item in raw["geometries"] for rings in item["coordinates"]]
    found: dict[str, list[BaseGeometry]] = {name: [] for name in ESTUARIES}
    boxes = {name: _about(box) for name, box in ESTUARIES.items()}
    for outer, *inner in parts:
        ring = np.array(outer)
        (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
        near = [
            name
            for name, box in boxes.items()
            if west < box[2] and east > box[0] and south < box[3] and north > box[1]
        ]
        lakes = [Polygon(np.array(lake)) for lake in inner] if near else []
        for name in near:
            land = mended(cut([Polygon(ring)], boxes[name]))
            found[name].append(land.difference(mended(cut(lakes, boxes[name]))))
    frames = {name: shapely.box(*box) for name, box in boxes.items()}
    return {name: frames[name].difference(shapely.union_all(found[name])) for name in boxes}


def _pieces(water: BaseGeometry) -> list[Polygon]:
    return [part for part in polygons(water) if part.area > _LEAST_M2]


def _gaps(pieces: list[Polygon], sea: BaseGeometry, head: BaseGeometry) -> list[LineString]:
    """List the gaps between pieces of a river from the sea to a port: least on the whole."""
    tree = shapely.STRtree(pieces)
    here, there = tree.query(pieces, "dwithin", _MOST_GAP_M)
    here, there = here[here < there], there[here < there]
    parts = np.array(pieces, dtype=object)
    metres = shapely.distance(parts[here], parts[there]) + _STEP_M
    count, first = len(pieces), np.flatnonzero(shapely.intersects(parts, sea))
    off = shapely.distance(parts, head)
    last = np.flatnonzero(off < (_HEAD_M if off.min() else 1e-9))
    edges = (
        np.concatenate([metres, np.full(len(first), _STEP_M), off[last] + _STEP_M]),
        (
            np.concatenate([here, first, last]),
            np.concatenate([there, np.full(len(first), count), np.full(len(last), count + 1)]),
        ),
    )
    net = sparse.csr_matrix(edges, shape=(count + 2, count + 2))
    _, before = dijkstra(net, directed=False, indices=count, return_predecessors=True)
    way = [int(before[count + 1])]
    while way[-1] != count:
        if way[-1] < 0:
            raise SystemExit(f"No water within reach leads from the sea to {head}.")
        way.append(int(before[way[-1]]))
    return [shapely.shortest_line(pieces[a], pieces[b]) for a, b in pairwise(way[:-1])]


def _widened(water: BaseGeometry) -> BaseGeometry:
    """Widen water where it is narrow, so that ships keep to its middle there."""
    wide = shapely.buffer(water, -_WIDTH_M, quad_segs=4)
    inner = shapely.buffer(water, -_DITCH_M / 2, quad_segs=4)
    necks = water.difference(shapely.buffer(inner, _DITCH_M / 2 + 1, quad_segs=4))
    thin = shapely.union(inner, necks).difference(
        shapely.buffer(wide, _WIDTH_M + 1, quad_segs=4)
    )
    return shapely.union(water, shapely.buffer(thin, _WIDTH_M, quad_segs=4))


def _lines(shape: BaseGeometry) -> list[BaseGeometry]:
    return [line for line in shapely.get_parts(shape) if line.length > 0]


def _about(box: Box) -> Box:
    west, south, east, north = box
    return west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN


def _off(water: BaseGeometry) -> BaseGeometry:
    """Draw water off the land with few corners, without ditches."""
    half = _DITCH_M / 2
    wide = water.buffer(-half - _OFF_M, quad_segs=3).buffer(half, quad_segs=3)
    return valid(wide.simplify(_SLACK_M))


def _joined(shape: BaseGeometry) -> BaseGeometry:
    """Keep the waters that meet the sea."""
    sea = _sea(_about(shape.bounds))
    return shapely.union_all([part for part in polygons(shape) if part.intersects(sea)])


def _sea(box: Box) -> BaseGeometry:
    shores, islands = (mended(cut(kind, box)) for kind in seas())
    return shores.difference(islands)


def lines() -> list[Ints]:
    """List the shore of the estuaries on the grid, the water on its left.

    Where an estuary's box cuts a river off, the river is closed; towards the sea it is open.
    """
    found = []
    for name, (shape, _) in banks().items():
        box = ESTUARIES[name]
        sea = shapely.buffer(_sea(_about(box)), _AT_SEA)
        for part in polygons(shape):
            outline = shapely.geometry.polygon.orient(part)
            for ring in (outline.exterior, *outline.interiors):
                found += _open(np.array(ring.coords), box, sea)
    return [line for line in found if len(line) > 1]


def _open(ring: Floats, box: Box, sea: BaseGeometry) -> list[Ints]:
    """Leave out what of a ring follows the edge of a box at sea."""
    spots = [ring[:1]]
    for here, there in pairwise(ring):
        steps = 1
        if _on_edge(here, there, box):
            steps = int(np.ceil(np.abs(there - here).max() / _STEP))
        spots.append(here + (there - here) * (np.arange(1, steps + 1) / steps)[:, None])
    dense = np.concatenate(spots)
    middles = (dense[:-1] + dense[1:]) / 2
    edge = np.array([_on_edge(*pair, box) for pair in pairwise(dense)])
    left_out = edge & shapely.contains_xy(sea, middles)
    if left_out.any():
        first = int(np.argmax(left_out)) + 1
        dense = np.concatenate([dense[first:-1], dense[: first + 1]])
        left_out = np.roll(left_out, -first)
    pieces = np.split(np.arange(len(dense)), np.flatnonzero(left_out) + 1)
    drawn = [shapely.LineString(dense[p]).simplify(1e-9) for p in pieces if len(p) > 1]
    return [_whole(np.array(line.coords)) for line in drawn]


def _on_edge(here: Floats, there: Floats, box: Box) -> bool:
    return any(here[i % 2] == there[i % 2] == box[i] for i in range(4))


def _whole(spots: Floats) -> Ints:
    """Round a line to the grid, without steps of no length."""
    grid = np.round(spots / GRID).astype(np.int64)
    moves = np.append(True, (np.diff(grid, axis=0) != 0).any(axis=1))
    return np.asarray(grid[moves])
