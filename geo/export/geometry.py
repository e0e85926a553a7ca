"""Geometry as RFC 7946 wants it: longitude first, cut at the antimeridian."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, copysign, floor
from typing import Any

from shapely import union_all
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geo.model import LatLon, Route

DIGITS = 7
"""Decimals of a degree: a centimetre."""
SEAM = 10**-DIGITS
"""Nearer to the antimeridian than this, in degrees, a position lies on it."""
LEAST_RADIUS_KM = 1e-4
"""A smaller circle than of ten centimetres has no room between such decimals."""

Position = list[float]
Geometry = dict[str, Any]
"""A geometry object of GeoJSON."""


def position(at: LatLon) -> Position:
    """Give a position longitude first, the longitude from -180 to 180."""
    lon = at.lon if -180 <= at.lon <= 180 else (at.lon + 180) % 360 - 180
    return _rounded(lon, at.lat)


def point(at: LatLon) -> Geometry:
    """Give a position as a Point."""
    return {"type": "Point", "coordinates": position(at)}


def route(found: Route) -> Geometry:
    """Give a leg's line, cut at the antimeridian."""
    points: list[LatLon] = []
    for stretch in found.stretches:
        points += stretch.points[1:] if points else stretch.points
    return line(points)


def schematic(found: Route) -> Geometry:
    """Give what is schematic of a leg's line, cut at the antimeridian."""
    runs = [stretch.points for stretch in found.stretches if stretch.schematic]
    return _lines([part for points in runs for part in line_coordinates(points)])


def line(points: Sequence[LatLon]) -> Geometry:
    """Give a line as a LineString or, where it is cut, a MultiLineString."""
    return _lines(line_coordinates(points))


def _lines(parts: list[list[Position]]) -> Geometry:
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def line_coordinates(points: Sequence[LatLon]) -> list[list[Position]]:
    """Cut a line at the antimeridian.

    Parameters
    ----------
    points : sequence of LatLon
        Two or more; longitudes go on beyond ±180° where the line crosses.

    Returns
    -------
    list of list of [lon, lat]
        One part, or more where the line crosses; parts meet at ±180°.
    """
    parts: list[list[Position]] = []
    turn = 0
    for start, end in (piece for pair in pairwise(points) for piece in _pieces(*pair)):
        here = _turn((start.lon + end.lon) / 2)
        if not parts or here != turn:
            turn = here
            parts.append([_shifted(start, turn)])
        parts[-1].append(_shifted(end, turn))
    return parts or [[position(points[0]), position(points[-1])]]


def area(points: Sequence[LatLon]) -> Geometry:
    """Give what a ring encloses as a Polygon or, where it is cut, a MultiPolygon.

    Parameters
    ----------
    points : sequence of LatLon
        Closed; longitudes go on beyond ±180° where the ring crosses. A ring that
        ends a whole turn from where it began goes around a pole, and holds it.

    Returns
    -------
    mapping
        Outer rings run counter-clockwise; parts meet at ±180°.
    """
    whole = Polygon([(at.lon, at.lat) for at in _around_pole(points)])
    west, _, east, _ = whole.bounds
    if west >= -180 and east <= 180:
        return {"type": "Polygon", "coordinates": [_ring(whole)]}
    turns = range(_turn(west), ceil((east + 180) / 360))
    # On the grid, so that parts that meet where the ring begins leave no sliver between.
    parts = union_all([_within(whole, turn) for turn in turns], grid_size=SEAM)
    polygons = [part for part in _polygons(parts) if part.area > SEAM**2]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": [_ring(polygons[0])]}
    return {"type": "MultiPolygon", "coordinates": [[_ring(part)] for part in polygons]}


def _pieces(start: LatLon, end: LatLon) -> Iterator[tuple[LatLon, LatLon]]:
    """Cut an edge where it crosses the antimeridian; one of no length has no piece."""
    if start == end:
        return
    low, high = sorted((start.lon, end.lon))
    seam = 360 * _turn(high) - 180
    if not low + SEAM < seam < high - SEAM:
        yield start, end
        return
    share = (seam - start.lon) / (end.lon - start.lon)
    at = LatLon(start.lat + (end.lat - start.lat) * share, seam)
    yield start, at
    yield at, end


def _turn(lon: float) -> int:
    """Tell in which turn of the globe a longitude lies: 0 from -180 up to 180."""
    return floor((lon + 180) / 360)


def _shifted(at: LatLon, turn: int) -> Position:
    return _rounded(at.lon - 360 * turn, at.lat)


def _rounded(lon: float, lat: float) -> Position:
    return [round(lon, DIGITS) + 0.0, round(lat, DIGITS) + 0.0]


def _around_pole(points: Sequence[LatLon]) -> Sequence[LatLon]:
    """Close a ring that goes around a pole by way of that pole."""
    first, last = points[0], points[-1]
    if abs(last.lon - first.lon) < 180:
        return points
    pole = copysign(90, max((at.lat for at in points), key=abs))
    return (*points, LatLon(pole, last.lon), LatLon(pole, first.lon))


def _within(whole: Polygon, turn: int) -> BaseGeometry:
    """Cut out what lies in one turn of the globe, and bring it to ±180°."""
    frame = box(360 * turn - 180, -90, 360 * turn + 180, 90)
    return translate(whole.intersection(frame), xoff=-360 * turn)


def _polygons(found: BaseGeometry) -> list[Polygon]:
    if isinstance(found, MultiPolygon):
        return sorted(found.geoms, key=lambda part: part.bounds)
    return [found] if isinstance(found, Polygon) else []


def _ring(part: Polygon) -> list[Position]:
    return [_rounded(lon, lat) for lon, lat in orient(part).exterior.coords]
