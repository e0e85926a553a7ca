"""Draw the lines of countries on every set of data that has them, ready to measure to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiLineString, MultiPoint, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo import rings, store
from geo.arcs import Arcs
from geo.edges import Edges, edges, indexed
from geo.pieces import FILES, WORLD, Piece, has, pieces
from geo.territory import check_line

Array = NDArray[np.float64]

REGIONS = {"UKR": "borders-ukr-regions.geojson.gz"}
TOWNS = {"UKR": "front-line-towns.csv"}
COARSE = frozenset({WORLD, *REGIONS.values()})
"""Files at a scale of 1:10 million."""
COARSE_KM = 1.0
"""How far a line may run from its true course where it is only known at 1:10 million.

A tenth of a millimetre on such a map.
"""

CLEAR_DEGREES = 0.1
"""How far from an outline at 1:10 million a point is surely on one side of it, and more."""

KEPT = 64
"""How many lines, and areas, are kept drawn: those of a few countries."""

CRIMEA = frozenset({"UA-43", "UA-40"})
DONBAS = frozenset({"UA-14", "UA-09"})
CLAIMED = DONBAS | {"UA-23", "UA-65"}
"""Regions by ISO 3166-2; Russia claims these four, and held them in part in October 2023."""

WITHOUT = {
    "mainland": CRIMEA,
    "without_donbas": CRIMEA | DONBAS,
    "without_claimed": CRIMEA | CLAIMED,
}


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of an edge of a line.

    ``name`` is the neighbour's code on a land border, the name of a town on a front;
    ``radius_km`` is how far off the line may run where it is known no better, and
    ``coast`` tells that it is the edge of the land.
    """

    name: str = ""
    radius_km: float = 0.0
    coast: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The edges of a line, and what their labels stand for."""

    edges: Edges
    labels: tuple[Label, ...]


@lru_cache(maxsize=KEPT)
def drawn(country: str, line: str) -> Mapping[str, Line]:
    """Draw a line on every set of data that has it, the one to trust most first.

    Returns
    -------
    mapping
        Data file to the line in it.

    Raises
    ------
    MeasureError
        If the country or the line is unknown.
    """
    check_line(country, line)
    if line == "front_line":
        return {TOWNS[country]: _towns(country)}
    found = {}
    for file in FILES:
        if file == WORLD and line == "territorial_sea":
            continue
        if held := _pieces(file, country, line):
            found[file] = _line(held, 0.0 if file in COARSE else COARSE_KM)
    if country in REGIONS and (line == "crimea" or line in WITHOUT):
        found[REGIONS[country]] = Line(edges(_regions(country, line)), (Label(),))
    return found


@lru_cache(maxsize=4 * KEPT)
def area(country: str, line: str = "recognised", file: str = "") -> rings.Area:
    """Give the area that a line bounds; the recognised one where it bounds none.

    Without a data file, the first that has it.
    """
    check_line(country, line)
    whole = line if bounds_area(line) else "recognised"
    files = (file,) if file in FILES else FILES
    held = (file for file in files if has(file, country, whole))
    return _area(country, whole, next(held, ""))


@lru_cache(maxsize=KEPT)
def _area(country: str, line: str, file: str) -> rings.Area:
    """Build the area of a line in a file; without a file, that of regions."""
    held = [piece.arcs for piece in _pieces(file, country, line)] if file else []
    return rings.area(held or [_ringed(_regions(country, line))])


def bounds_area(line: str) -> bool:
    """Tell whether a line goes all around an area: a land border and a front do not."""
    return not line.startswith("land") and line != "front_line"


def outline(country: str, line: str = "recognised") -> BaseGeometry:
    """Give a line's geometry for drawing, from the data set that measures it first.

    Returns
    -------
    Polygon, MultiPolygon, MultiLineString or MultiPoint
        Longitude first, in degrees.

    Raises
    ------
    MeasureError
        If the country or the line is unknown.
    """
    check_line(country, line)
    if line == "front_line":
        return MultiPoint([spot for spot, _ in front(country)])
    held = _first(country, line)
    if line.startswith("land"):
        return MultiLineString([arc for piece in held for arc in piece.arcs.each()])
    return rings.polygons([piece.arcs for piece in held]) if held else _regions(country, line)


@cache
def coarse(country: str) -> BaseGeometry:
    """Give a country's recognised territory at 1:10 million, longitude first; maybe empty."""
    return rings.polygons([piece.arcs for piece in pieces(WORLD, country, "recognised")])


def _first(country: str, line: str) -> tuple[Piece, ...]:
    """Read the arcs of a line from the first file that has it."""
    held = (_pieces(file, country, line) for file in FILES if has(file, country, line))
    return next(held, ())


@lru_cache(maxsize=4)
def _pieces(file: str, country: str, line: str) -> tuple[Piece, ...]:
    """Read the arcs of a line, and keep those read last: they are asked for twice."""
    return tuple(pieces(file, country, line))


def _line(held: tuple[Piece, ...], radius_km: float) -> Line:
    """Prepare arcs; the ones known coarsely carry a radius."""
    labels = [Label(piece.neighbour, radius_km * piece.coarse, piece.coast) for piece in held]
    known = tuple(dict.fromkeys(labels))
    parts = [piece.arcs.edges() for piece in held]
    numbers = [known.index(label) for label in labels]
    label = np.repeat(numbers, [len(part) for part in parts])
    return Line(indexed(np.concatenate(parts), label), known)


@cache
def _regions(country: str, line: str) -> MultiPolygon:
    """Join regions; what is left inside is a seam, not a border."""
    parts = store.index(REGIONS[country])
    codes = CRIMEA if line == "crimea" else frozenset(parts) - WITHOUT[line]
    whole = shapely.union_all([parts[code].geometry() for code in sorted(codes)])
    return MultiPolygon([Polygon(part.exterior) for part in shapely.get_parts(whole)])


@cache
def _left_out(country: str, line: str) -> BaseGeometry:
    parts = store.index(REGIONS[country])
    gone = shapely.union_all([parts[code].geometry() for code in sorted(WITHOUT[line])])
    shapely.prepare(gone)
    return gone


def are_kept(country: str, line: str, lat: Array, lon: Array) -> NDArray[np.bool_]:
    """Tell which points of a country's border are clear of what a line leaves out."""
    spots = shapely.points(lon, lat)
    return np.asarray(~shapely.dwithin(_left_out(country, line), spots, CLEAR_DEGREES))


def _ringed(shape: BaseGeometry) -> Arcs:
    points, owner = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(shape)), return_index=True
    )
    return Arcs(points, np.bincount(owner))


def _towns(country: str) -> Line:
    rows = front(country)
    spots = np.array([spot * 2 for spot, _ in rows])
    return Line(indexed(spots, np.arange(len(rows))), tuple(label for _, label in rows))


def front(country: str) -> list[tuple[tuple[float, float], Label]]:
    """Read the towns of a country's front: where each is, longitude first, and its label."""
    return [
        ((float(row["lon"]), float(row["lat"])), Label(row["name"], float(row["radius_km"])))
        for row in store.table(TOWNS[country])
    ]


def as_of(country: str) -> str:
    """Tell for when a country's front is known, as a month: "2023-10"."""
    return max(row["as_of"] for row in store.table(TOWNS[country]))
