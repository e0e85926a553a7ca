"""Which way round: a rough way through the cells of the sea, whatever the distance.

Cells of one degree are divided into the seas that the land leaves in them; two
neighbours are linked where they share a stretch of open edge. The link is a
fact of the coast, however narrow the strait, so what is found can be sailed and
what is not found cannot. Lengths along the cells are rough: of two ways round
that differ by less than about a tenth, the longer one may be chosen.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.model import LatLon
from geo.routes import coast
from geo.routes.coast import Cell

_ENCLOSED = 300
"""Search this many seas before asking whether the end lies in a small enclosed one."""
_LEAST_OPEN = 1e-4
"""An open edge narrower than this many degrees (11 m) links nothing."""


class Sea(NamedTuple):
    """One of the seas of a cell, by number."""

    cell: Cell
    part: int


def chain(start: LatLon, end: LatLon) -> tuple[LatLon, ...] | None:
    """Find a rough way by sea: a point on each edge that is crossed.

    Parameters
    ----------
    start, end : LatLon
        Positions in the water.

    Returns
    -------
    tuple of LatLon or None
        Start, points and end, in order; straight lines between them may cross
        land within a cell. None where the two lie in different seas.
    """
    goal = _sea_of(end)
    first = _sea_of(start)
    best = {first: 0.0}
    come: dict[Sea, tuple[Sea, LatLon]] = {}
    heap = [(geodesy.distance_km(start, end), 0.0, first, start)]
    done: set[Sea] = set()
    while heap:
        _, length, sea, at = heapq.heappop(heap)
        if sea in done:
            continue
        done.add(sea)
        if sea == goal:
            return (start, *_trace(come, sea), end)
        if len(done) == _ENCLOSED and _is_enclosed(goal, first):
            return None
        for other, portal in links(sea):
            reach = length + geodesy.distance_km(at, portal)
            if other not in done and reach < best.get(other, float("inf")):
                best[other] = reach
                come[other] = (sea, portal)
                left = geodesy.distance_km(portal, end)
                heapq.heappush(heap, (reach + left, reach, other, portal))
    return None


def _is_enclosed(sea: Sea, other: Sea) -> bool:
    """Tell whether a sea opens to few others, and not to that one."""
    found = [sea]
    met = {sea}
    while found and len(met) < _ENCLOSED:
        for near, _ in links(found.pop(0)):
            if near not in met:
                met.add(near)
                found.append(near)
    return not found and other not in met


def _trace(come: dict[Sea, tuple[Sea, LatLon]], sea: Sea) -> list[LatLon]:
    """Follow the links back to the start."""
    way: list[LatLon] = []
    while sea in come:
        sea, portal = come[sea]
        way.append(portal)
    return way[::-1]


def _sea_of(place: LatLon) -> Sea:
    """Tell which sea of its cell a position lies in, or the nearest."""
    cell = Cell.at(place)
    west = cell.west + (place.lon - cell.west) % 360
    parts = seas(cell)
    at = shapely.Point(west, place.lat)
    return Sea(cell, min(range(len(parts)), key=lambda part: float(parts[part].distance(at))))


@cache
def seas(cell: Cell) -> tuple[BaseGeometry, ...]:
    """Divide the water of a cell into parts that do not meet."""
    water = shapely.difference(cell.box, coast.land(cell))
    return tuple(part for part in shapely.get_parts(water) if part.geom_type == "Polygon")


@cache
def links(sea: Sea) -> tuple[tuple[Sea, LatLon], ...]:
    """List the seas of the neighbouring cells that a sea opens to, with the point between."""
    return tuple(_links(sea))


def _links(sea: Sea) -> Iterator[tuple[Sea, LatLon]]:
    """Go round the four edges of a sea's cell."""
    south, west = sea.cell
    for row, column in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        other = Cell.of(south + row, west + column)
        if not -coast.POLEWARD <= other.south < coast.POLEWARD:
            continue
        shift = west + column - other.west
        edge = _edge(south, west, row, column)
        mine = shapely.intersection(seas(sea.cell)[sea.part], edge)
        if mine.length < _LEAST_OPEN:
            continue
        for part, polygon in enumerate(seas(other)):
            theirs = translate(polygon, xoff=shift) if shift else polygon
            shared = shapely.intersection(mine, theirs)
            if (widest := _widest(shared)) is not None:
                yield Sea(other, part), widest


def _edge(south: int, west: int, row: int, column: int) -> BaseGeometry:
    """Draw the edge of a cell towards a neighbour."""
    lat, lon = south + max(row, 0), west + max(column, 0)
    return shapely.LineString([(lon, lat), (lon + abs(row), lat + abs(column))])


def _widest(shared: BaseGeometry) -> LatLon | None:
    """Give the middle of the longest open stretch of an edge."""
    parts = list(shapely.get_parts(shapely.line_merge(shared)))
    longest = max(parts, key=lambda part: float(part.length), default=None)
    if longest is None or longest.length < _LEAST_OPEN:
        return None
    middle = longest.interpolate(0.5, normalized=True)
    return LatLon(middle.y, middle.x)
