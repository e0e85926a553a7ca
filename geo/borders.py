"""Measure from a point to a country's border, and tell in which country a point lies.

Which border is part of the question: see ``LINES``. Distances are geodesics on WGS 84
to the geodesic edges of the border data, on two independent sets of data where both
have the line. Crimea stands in Ukraine (UN General Assembly resolution 68/262).
"""

from __future__ import annotations

import math
from functools import cache

import shapely
from shapely.geometry import MultiLineString, MultiPoint
from shapely.geometry.base import BaseGeometry

from geo import store
from geo.errors import MeasureError
from geo.model import Distance, Interval, LatLon
from geo.nearest import Edges, edges, nearest
from geo.store import Feature
from geo.territory import (
    CLAIMED,
    COARSE,
    DETAIL,
    LINES,
    REGIONS,
    WORLD,
    Part,
    area,
    check_country,
    drawn,
    lines,
    neighbours,
    world_area,
)

__all__ = [
    "LINES",
    "contains",
    "country_of",
    "disputed",
    "lines",
    "measure",
    "neighbours",
    "outline",
    "region_of",
]

COARSE_KM = 1.0
"""How far a line may run from its true course where it is only known at 1:10 million.

A tenth of a millimetre on such a map.
"""

_SAME_KM = 1e-6


def measure(
    start: LatLon, country: str, line: str = "recognised", radius_km: float = 0.0
) -> Distance:
    """Measure the geodesic from a point to the nearest point of a country's line.

    Parameters
    ----------
    start : LatLon
        Degrees on WGS 84, latitude first.
    country : str
        ISO 3166 alpha-3 code.
    line : str
        One of ``lines(country)``, or ``land:`` and the code of a neighbour. ``land`` is
        the nearest land border with any neighbour; ``Distance.neighbour`` tells whose.
    radius_km : float
        The radius of the place around ``start``; it widens the interval.

    Returns
    -------
    Distance
        In kilometres. The value, exact to a millimetre for the data that ``dataset``
        names; from an inner point, the distance outward. The bounds carry the radius,
        the spread between ``by_dataset`` (or ``COARSE_KM``, where that is one coarse
        set), and how far a front may run from its towns.

    Raises
    ------
    MeasureError
        If the point is not on Earth, the radius is negative, or the country or the
        line is unknown.
    """
    _check_point(start)
    if not (math.isfinite(radius_km) and radius_km >= 0):
        raise MeasureError(f"A radius of {radius_km} km is impossible; give 0 or more.")
    found = [(file, *_nearest(start, parts)) for file, parts in _parts(country, line).items()]
    names = store.datasets()
    by_dataset = {names[file].name: km for file, km, _, _ in found}
    file, km, spot, part = found[0]
    coarse = COARSE_KM if all(file in COARSE for file, *_ in found) else 0.0
    width = radius_km + part.radius_km + coarse
    low, high = min(by_dataset.values()) - width, max(by_dataset.values()) + width
    towns = line == "front_line"
    return Distance(
        start=start,
        country=country,
        line=line,
        km=Interval(km, max(0.0, low), high),
        nearest=spot,
        dataset=names[file].name,
        by_dataset=by_dataset,
        inside=_covers(area(country, line), start),
        approximate=towns,
        landmark=part.label if towns else "",
        neighbour="" if towns else part.label,
    )


def contains(country: str, point: LatLon) -> bool:
    """Tell whether a point lies in a country: its land with lakes and rivers, not its sea.

    Raises
    ------
    MeasureError
        If the point is not on Earth, or the country is not in the data.
    """
    _check_point(point)
    check_country(country)
    return country_of(point) == country


def country_of(point: LatLon) -> str:
    """Name the country that a point lies in (ISO 3166 alpha-3), or "" at sea.

    Raises
    ------
    MeasureError
        If the point is not on Earth.
    """
    _check_point(point)
    for code in DETAIL:
        if _covers(area(code), point):
            return code
    for code, entry in store.index(WORLD).items():
        west, south, east, north = entry.bbox
        if west <= point.lon <= east and south <= point.lat <= north:
            if not _covers(world_area(code), point):
                continue
            return _across(code, point) if code in DETAIL else code
    return ""


def region_of(country: str, point: LatLon) -> str:
    """Name the region (ISO 3166-2) that a point lies in or, within a coarse coast, nearest.

    Raises
    ------
    MeasureError
        If the point is not on Earth, or there are no regions of the country.
    """
    _check_point(point)
    if country not in REGIONS:
        known = ", ".join(REGIONS)
        raise MeasureError(f"There are no regions of {country!r} in the data; known: {known}")
    parts = _regions(country)
    for code, geometry in parts.items():
        if _covers(geometry, point):
            return code
    return min(parts, key=lambda code: nearest(edges(parts[code]), point)[0])


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
    parts = [part.geometry for part in next(iter(drawn(country, line).values()))]
    if len(parts) == 1:
        return parts[0]
    pieces = list(shapely.get_parts(parts))
    return MultiPoint(pieces) if line == "front_line" else MultiLineString(pieces)


@cache
def disputed() -> tuple[Feature, ...]:
    """List areas that two countries claim, in the data or by law, for drawing.

    Returns
    -------
    tuple of Feature
        ``id`` (``crimea``, or a region by ISO 3166-2), ``name``, ``claimed_by`` (ISO 3166
        alpha-3 codes); longitude first. Crimea comes first.
    """
    claimed_by = ("UKR", "RUS")
    crimea = {"id": "crimea", "name": "Crimea", "claimed_by": claimed_by}
    rest = store.index(REGIONS["UKR"])
    return (
        Feature(crimea, outline("UKR", "crimea")),
        *(
            Feature(
                {"id": code, "name": rest[code].properties["name"], "claimed_by": claimed_by},
                rest[code].geometry(),
            )
            for code in sorted(CLAIMED)
        ),
    )


@cache
def _parts(country: str, line: str) -> dict[str, list[tuple[Part, Edges]]]:
    return {
        file: [(part, edges(part.geometry)) for part in parts]
        for file, parts in drawn(country, line).items()
    }


def _nearest(at: LatLon, parts: list[tuple[Part, Edges]]) -> tuple[float, LatLon, Part]:
    """Measure to each part of a line, and take the nearest."""
    found = [(*nearest(own, at), part) for part, own in parts]
    return min(found, key=lambda item: item[0])


@cache
def _regions(country: str) -> dict[str, BaseGeometry]:
    return {code: entry.geometry() for code, entry in store.index(REGIONS[country]).items()}


def _across(code: str, point: LatLon) -> str:
    """Name the country just outside a finer border: the neighbour there, or "" at a coast."""
    land, coast = measure(point, code, "land"), measure(point, code)
    return land.neighbour if land.km.value <= coast.km.value + _SAME_KM else ""


def _covers(geometry: BaseGeometry, point: LatLon) -> bool:
    turns = (0, 360, -360) if abs(point.lon) == 180 else (0,)
    return any(
        bool(shapely.intersects_xy(geometry, point.lon + turn, point.lat)) for turn in turns
    )


def _check_point(point: LatLon) -> None:
    lat, lon = point
    if not -90 <= lat <= 90:
        raise MeasureError(
            f"Latitude {lat} is not on Earth: it runs from -90 to 90. Latitude comes first."
        )
    if not -180 <= lon <= 180:
        raise MeasureError(f"Longitude {lon} is not on Earth: it runs from -180 to 180.")
