"""Where land is, in cells of one degree: full detail near Japan, coarse elsewhere.

A cell is named by the whole degrees of its south-west corner; longitudes of
cells run from -180 to 179. Geometries are shapely's, longitude first.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate

from geo import store
from geo.model import LatLon
from geo.routes.plane import Plane, polygons

FINE = "coast-japan-sea.geojson.gz"
COARSE = "coast-world.geojson.gz"
FINE_BOX = (126, 33, 143, 52)
"""West, south, east and north of the fine coast, whole degrees."""
POLEWARD = 84
"""No sea leg goes nearer to a pole than this latitude."""
_BLOCK = 10
_FEW_M = 100
"""Corners of land grown by no more than this are drawn with fewer vertices."""
_DEGREE_M = 110_500
"""No degree of latitude is shorter, in metres."""


class Cell(NamedTuple):
    """A square of one degree, by its south-west corner."""

    south: int
    west: int

    @classmethod
    def at(cls, place: LatLon) -> Cell:
        """Give the cell that a position lies in."""
        return cls.of(math.floor(place.lat), math.floor(place.lon))

    @classmethod
    def of(cls, south: int, west: int) -> Cell:
        """Name a cell whose longitude may lie beyond ±180°."""
        return cls(south, (west + 180) % 360 - 180)

    @property
    def fine(self) -> bool:
        """Whether the full-detail coast covers this cell."""
        west, south, east, north = FINE_BOX
        return west <= self.west < east and south <= self.south < north

    @property
    def box(self) -> Polygon:
        """The cell's outline."""
        return shapely.box(self.west, self.south, self.west + 1, self.south + 1)


@cache
def land(cell: Cell) -> MultiPolygon:
    """Cut the land of one cell; beyond ``POLEWARD`` everything counts as land."""
    if not -POLEWARD <= cell.south < POLEWARD:
        return MultiPolygon([cell.box])
    if cell.fine:
        found = _tree(FINE).query(cell.box, predicate="intersects")
        near = _tree(FINE).geometries[found]
    else:
        near = _block(cell.south // _BLOCK, cell.west // _BLOCK)
        near = near[shapely.intersects(near, cell.box)]
    return polygons(shapely.union_all(shapely.intersection(near, cell.box)))


@cache
def grown(cell: Cell, metres: float) -> MultiPolygon:
    """Grow the land by a distance, and cut what lies in one cell.

    The growing is done in an azimuthal equidistant projection about the middle of
    the cell: within a degree and a half its scale is off by less than 0.02 %, so a
    nautical mile of clearance is right to half a metre. Round corners are drawn
    around their arc, never within: the outline keeps at least ``metres``.
    """
    margin = 1.2 * metres / _DEGREE_M + 1e-6
    wide = margin / math.cos(math.radians(min(max(abs(cell.south), abs(cell.south + 1)), 89)))
    patch = _patch(cell, wide, margin)
    if patch.is_empty:
        return patch
    plane = Plane("aeqd", cell.south + 0.5, cell.west + 0.5)
    corners = 8 if metres > _FEW_M else 2
    radius = metres / math.cos(math.pi / 4 / corners)
    wide_land = shapely.buffer(plane.flatten(patch), radius, quad_segs=corners)
    back = shapely.transform(wide_land, plane.degrees)
    return polygons(shapely.intersection(shapely.make_valid(back), cell.box))


def _patch(cell: Cell, wide: float, high: float) -> MultiPolygon:
    """Gather the land of a cell and of a margin around it, in degrees."""
    reach = math.ceil(wide)
    parts = []
    for step in range(-reach, reach + 1):
        for row in (-1, 0, 1):
            other = Cell.of(cell.south + row, cell.west + step)
            shift = cell.west + step - other.west
            piece = land(other)
            parts.append(translate(piece, xoff=shift) if shift else piece)
    near = shapely.box(
        cell.west - wide, cell.south - high, cell.west + 1 + wide, cell.south + 1 + high
    )
    return polygons(shapely.union_all(shapely.intersection(parts, near)))


@cache
def _tree(file: str) -> shapely.STRtree:
    """Index the polygons of a coast."""
    return shapely.STRtree([feature.geometry for feature in store.features(file)])


@cache
def _block(row: int, column: int) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Cut the coarse land of a block of cells once, as continents are slow to cut."""
    west, south = column * _BLOCK, row * _BLOCK
    box = shapely.box(west, south, west + _BLOCK, south + _BLOCK)
    tree = _tree(COARSE)
    near = tree.geometries[tree.query(box, predicate="intersects")]
    return shapely.get_parts(polygons(shapely.union_all(shapely.intersection(near, box))))
