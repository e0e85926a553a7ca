"""Read the banks of the estuaries, whose mouths OpenStreetMap's seas end at, from its land.

Its land has inland waters cut out, so the rivers are there, joined to the sea; where they
are narrow the package, coarser inland than along the sea, has them in pieces, which Natural
Earth's water joins. Of all this is kept what a ship may come to: what meets the sea and is
no ditch, drawn with few corners, a little off the land.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise

import numpy as np
import shapely
from common import npm
from searoom import polygons, valid
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shores import Box, Floats, cut, mended, natural_earth, seas

from geo.routes.sphere import Ints
from geo.routes.waters import BROKEN, ESTUARIES, GRID

LANDS = ("@geo-maps/earth-lands-10m", "0.6.0")
_GAP, _BACK = 0.004, 1.6
"""Degrees from the water that joins the sea at which it is drawn on; how far back to it."""
_CLOSED = 0.002
"""Half the degrees between pieces of a river within which they are one."""
_APART, _FURTHER_APART = 0.01, {"Elbe": 0.015, "Saint Lawrence": 0.02}
"""Half the degrees between pieces of a river that Natural Earth's water joins."""
_LEAST_PIECE = 1e-6
_MARGIN = 0.02
"""Degrees about an estuary whose land is read too, so that its water ends at its box."""
_DITCH_M = 60.0
_OFF_M, _SLACK_M = 20.0, 14.0
"""How far off the land the water is drawn, and how far from there its outline may lie."""
_DEGREE_M = 111_195.0
_AT_SEA = 1e-3
"""Degrees within which the edge of an estuary lies at sea."""
_STEP = 5e-4


@cache
def water() -> dict[str, BaseGeometry]:
    """Give each estuary's water that joins the sea, in its box."""
    return {
        name: _joined(shapely.clip_by_rect(_off(_drawn_on(name, shape)), *ESTUARIES[name]))
        for name, shape in _waters().items()
    }


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


def _drawn_on(name: str, shape: BaseGeometry) -> BaseGeometry:
    """Join the pieces of a river with Natural Earth's water."""
    if name not in BROKEN:
        return shape
    land = shapely.union_all(cut(natural_earth(), BROKEN[name]))
    natural = shapely.box(*BROKEN[name]).difference(land)
    beyond = natural.difference(shapely.buffer(_joined(shape), _GAP))
    whole = shape.union(natural.intersection(shapely.buffer(beyond, _GAP * _BACK)))
    closed = shapely.clip_by_rect(_closed(whole, _CLOSED), *BROKEN[name])
    pieces = [part for part in polygons(shape) if part.area > _LEAST_PIECE]
    between = _closed(shapely.union_all(pieces), _FURTHER_APART.get(name, _APART))
    return shape.union(whole.union(closed).intersection(between))


def _closed(shape: BaseGeometry, degrees: float) -> BaseGeometry:
    """Fill what is narrower than twice some degrees between the parts of a geometry."""
    return shapely.buffer(shapely.buffer(shape, degrees, quad_segs=4), -degrees, quad_segs=4)


def _about(box: Box) -> Box:
    west, south, east, north = box
    return west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN


def _off(shape: BaseGeometry) -> BaseGeometry:
    """Draw water off the land with few corners, without ditches."""
    scale = np.array([np.cos(np.radians(shape.centroid.y)), 1.0]) * _DEGREE_M
    level = shapely.transform(shape, lambda p: p * scale)
    half = _DITCH_M / 2
    wide = level.buffer(-half - _OFF_M, quad_segs=3).buffer(half, quad_segs=3)
    return shapely.transform(valid(wide.simplify(_SLACK_M)), lambda p: p / scale)


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
    for name, shape in water().items():
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
