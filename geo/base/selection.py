"""Choose what a map shows beneath a story: land, lakes, borders, names.

The base is coarse where nothing happens and sharp around the places of the story. It
holds data, no colours: ``geo.palette`` and whoever draws it decide how it looks.
Geometries are shapely's, longitude first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.base import atlas
from geo.base.atlas import Area, Country, Extent, Town, Water
from geo.base.thin import Array, Tolerance, lines, polygons, thin_lines, thin_polygons
from geo.model import LatLon

SHARP = 0.0005
"""Tolerance near the places of a story, in degrees: about 50 m."""
OUTSIDE = 0.4
"""Tolerance beyond the extent, in degrees."""
GRAINS = 4000
"""The extent's longer side over the tolerance inside it."""
DETAIL_KM = 150.0


@dataclass(frozen=True, slots=True)
class Base:
    """What a map shows beneath a story.

    Attributes
    ----------
    land, lakes : MultiPolygon
    rivers, borders : MultiLineString
        Borders are those between countries, on land; the coast is the land's edge.
    disputed : tuple of Area
    towns : tuple of Town
        The best known first.
    focus, extent, detail_km
        What was asked for.
    sharp, grain : float
        Tolerance near the focus, and elsewhere in the extent, in degrees.
    """

    land: MultiPolygon
    lakes: MultiPolygon
    rivers: MultiLineString
    borders: MultiLineString
    disputed: tuple[Area, ...]
    towns: tuple[Town, ...]
    countries: tuple[Country, ...]
    waters: tuple[Water, ...]
    focus: tuple[LatLon, ...]
    extent: Extent
    detail_km: float
    sharp: float
    grain: float


def select(
    focus: Sequence[LatLon],
    extent: Extent,
    detail_km: float = DETAIL_KM,
    sharp: float = SHARP,
    beyond: bool = True,
) -> Base:
    """Choose the base of a map.

    Parameters
    ----------
    focus : sequence of LatLon
        The places where something happens: ends of legs, nearest points of a border.
    extent : tuple of float
        South, west, north, east of the view with its margin.
    detail_km : float
        How far from a place of the focus the base is sharp.
    sharp : float
        Tolerance there, in degrees. The shipped coast is good for ``SHARP`` near the
        shipped case and for 0.004 elsewhere.
    beyond : bool
        Whether the coarsest land and borders are given beyond the extent, so that a map
        that is moved never ends. Without them, what is given may end a little outside.

    Raises
    ------
    DataError
        If a data file is missing or damaged.
    """
    south, west, north, east = extent
    grain = max(sharp, max(north - south, east - west) / GRAINS)
    tolerance = tolerance_of(
        focus, extent, detail_km, (sharp, grain, OUTSIDE if beyond else grain)
    )
    view = box(west, south, east, north)
    reach = None if beyond else view.buffer(0.02 * max(north - south, east - west))
    land, borders = (_cut(atlas.shapes(name, extent), reach) for name in ("land", "borders"))
    lakes = [item for item in atlas.shapes("lakes", extent) if item.intersects(view)]
    rivers = [item for item in atlas.shapes("rivers", extent) if item.intersects(view)]
    return Base(
        land=MultiPolygon(thin_polygons(_polygons(land), tolerance)),
        lakes=MultiPolygon(thin_polygons(_polygons(lakes), tolerance)),
        rivers=MultiLineString(thin_lines(_lines(rivers), tolerance)),
        borders=MultiLineString(thin_lines(_lines(borders), tolerance)),
        disputed=tuple(_disputed(extent, view, tolerance)),
        towns=_towns(focus, extent, detail_km),
        countries=tuple(atlas.within(atlas.countries(), extent)),
        waters=tuple(atlas.within(atlas.waters(), extent)),
        focus=tuple(focus),
        extent=extent,
        detail_km=detail_km,
        sharp=sharp,
        grain=grain,
    )


def _cut(items: Iterable[BaseGeometry], reach: BaseGeometry | None) -> Iterator[BaseGeometry]:
    if reach is None:
        yield from items
        return
    west, south, east, north = reach.bounds
    for item in items:
        left, low, right, high = item.bounds
        if left >= west and right <= east and low >= south and high <= north:
            yield item
        elif left < east and right > west and low < north and high > south:
            yield shapely.clip_by_rect(item, west, south, east, north)


def _polygons(items: Iterable[BaseGeometry]) -> Iterator[Polygon]:
    return (part for item in items for part in polygons(item))


def _lines(items: Iterable[BaseGeometry]) -> Iterator[LineString]:
    return (part for item in items for part in lines(item))


def tolerance_of(
    focus: Sequence[LatLon], extent: Extent, detail_km: float, grains: Sequence[float]
) -> Tolerance:
    """Give the tolerance at each vertex: near the focus, inside the extent, outside."""
    south, west, north, east = extent
    sharp, grain, outside = grains

    def at(points: Array) -> Array:
        lon, lat = points.T
        inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        out = np.where(inside, grain, max(outside, grain))
        out[_near(points, focus, detail_km)] = sharp
        return out

    return at


def _near(points: Array, focus: Sequence[LatLon], detail_km: float) -> Array:
    """Tell which vertices lie within a distance, on a sphere, of any place."""
    lon, lat = np.radians(points.T)
    out = np.zeros(len(points), dtype=bool)
    for place in focus:
        y, x = math.radians(place.lat), math.radians(place.lon)
        chord = (
            np.sin((lat - y) / 2) ** 2 + np.cos(lat) * math.cos(y) * np.sin((lon - x) / 2) ** 2
        )
        out |= chord < math.sin(detail_km / 6371 / 2) ** 2
    return out


def _disputed(extent: Extent, view: BaseGeometry, tolerance: Tolerance) -> Iterator[Area]:
    for area in atlas.areas(extent):
        if area.shape.intersects(view):
            shape = MultiPolygon(thin_polygons(area.shape.geoms, tolerance))
            if not shape.is_empty:
                yield Area(area.names, area.claimed, shape)


def _towns(focus: Sequence[LatLon], extent: Extent, detail_km: float) -> tuple[Town, ...]:
    """Choose large towns wherever there is room, and smaller ones near the focus."""
    south, west, north, east = extent
    everyone = list(atlas.within(atlas.towns(), extent))
    where = np.array([(town.at.lon, town.at.lat) for town in everyone]).reshape(-1, 2)
    gap = max(north - south, east - west) / 16
    near = _near(where, focus, detail_km)
    chosen: list[tuple[Town, float]] = []
    for town, close in zip(everyone, near.tolist(), strict=True):
        room = min(gap, detail_km / 111 / 5) if close else gap
        if all(_apart(town.at, other.at) > min(room, theirs) for other, theirs in chosen):
            chosen.append((town, room))
    return tuple(town for town, _ in chosen)


def _apart(one: LatLon, other: LatLon) -> float:
    """Distance in degrees of latitude, near enough to space labels."""
    stretch = math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(one.lat - other.lat, (one.lon - other.lon) * stretch)
