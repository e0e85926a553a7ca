"""Choose what a map shows beneath a story: land, lakes, borders, names.

The base is coarse where nothing happens and sharp around the places of the story. It
holds data, no colours: ``geo.palette`` and whoever draws it decide how it looks.
Geometries are shapely's, longitude first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely.geometry import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.base import atlas, layers
from geo.base.atlas import Area, Country, Extent, Town, Water
from geo.base.layers import Box
from geo.base.thin import Array, Tolerance
from geo.model import LatLon

SHARP = 0.0005
"""Tolerance near the places of a story, in degrees: about 50 m."""
OUTSIDE = 0.4
"""Tolerance beyond the extent, in degrees."""
GRAINS = 4000
"""The extent's longer side over the tolerance inside it."""
DETAIL_KM = 150.0
CUT = ("land", "borders")


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


def prepare() -> None:
    """Read what every base is chosen from, before one is asked for."""
    for name in ("land", "lakes", "rivers", "borders", "disputed"):
        layers.layer(name)
    for named in (atlas.towns, atlas.countries, atlas.waters):
        named()


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
        that is moved never ends; it repeats the world by itself, and what is drawn is given
        once. Without them, what is given may end a little outside, and is given again
        beyond the antimeridian.

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
    margin = 0.02 * max(north - south, east - west)
    low, high = max(south - margin, -90.0), min(north + margin, 90.0)
    reach = (west - margin, low, east + margin, high)
    turns = (0,) if beyond else atlas.turns(extent)
    view = (-180.0, south, 180.0, north) if beyond and _is_cut(extent) else _box(extent)

    def drawn(name: str, within: Box | None) -> list[Any]:
        return [shape for shape, _ in _drawn(name, turns, tolerance, within)]

    return Base(
        land=MultiPolygon(drawn("land", None if beyond else reach)),
        lakes=MultiPolygon(drawn("lakes", view)),
        rivers=MultiLineString(drawn("rivers", view)),
        borders=MultiLineString(drawn("borders", None if beyond else reach)),
        disputed=tuple(_disputed(view, turns, tolerance)),
        towns=_towns(focus, extent, detail_km),
        countries=tuple(atlas.within(atlas.countries, extent)),
        waters=tuple(atlas.within(atlas.waters, extent)),
        focus=tuple(focus),
        extent=extent,
        detail_km=detail_km,
        sharp=sharp,
        grain=grain,
    )


def _box(extent: Extent) -> Box:
    south, west, north, east = extent
    return west, south, east, north


def _is_cut(extent: Extent) -> bool:
    """Tell whether the antimeridian crosses an extent."""
    return extent[1] < -180 or extent[3] > 180


def _drawn(
    name: str, turns: Sequence[int], tolerance: Tolerance, within: Box | None
) -> Iterator[tuple[BaseGeometry, Mapping[str, Any]]]:
    """Give what is left of a layer in a view, as often as the view shows the world.

    Each polygon or line comes with what the file says of it; land and borders are cut
    off where a view ends.
    """
    for turn in turns:
        layer = layers.layer(name).shifted(turn)
        yield from layers.thinned(layer, tolerance, within, cut=name in CUT)


def tolerance_of(
    focus: Sequence[LatLon], extent: Extent, detail_km: float, grains: Sequence[float]
) -> Tolerance:
    """Give the tolerance at each vertex: near the focus, inside the extent, outside."""
    south, west, north, east = extent
    sharp, grain, outside = grains

    def at(points: Array) -> Array:
        lon, lat = points.T
        inside = ((lon - west) % 360 <= east - west) & (lat >= south) & (lat <= north)
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


def _disputed(view: Box, turns: Sequence[int], tolerance: Tolerance) -> Iterator[Area]:
    found: dict[str, tuple[Mapping[str, Any], list[Any]]] = {}
    for shape, told in _drawn("disputed", turns, tolerance, view):
        found.setdefault(told["en"], (told, []))[1].append(shape)
    for told, parts in found.values():
        names = {lang: str(told[lang]) for lang in ("en", "id")}
        yield Area(names, tuple(str(told["claimed"]).split()), MultiPolygon(parts))


def _towns(focus: Sequence[LatLon], extent: Extent, detail_km: float) -> tuple[Town, ...]:
    """Choose large towns wherever there is room, and smaller ones near the focus."""
    south, west, north, east = extent
    everyone = list(atlas.within(atlas.towns, extent))
    where = np.array([(town.at.lon, town.at.lat) for town in everyone]).reshape(-1, 2)
    gap = max(north - south, east - west) / 16
    room = np.where(_near(where, focus, detail_km), min(gap, detail_km / 111 / 5), gap)
    chosen: list[Town] = []
    left = np.arange(len(everyone))
    while len(left):
        best = left[0]
        chosen.append(everyone[best])
        apart = _apart(where[best], where[left])
        left = left[apart > np.minimum(room[best], room[left])]
    return tuple(chosen)


def _apart(one: Array, others: Array) -> Array:
    """Distances in degrees of latitude, near enough to space labels."""
    stretch = np.cos(np.radians((one[1] + others[:, 1]) / 2))
    away: Array = np.hypot(one[1] - others[:, 1], (one[0] - others[:, 0]) * stretch)
    return away
