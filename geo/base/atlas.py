"""The names of the shipped base map: countries, waters and towns, as values.

Everything is repeated 360° further where a view crosses the antimeridian, so that
whoever asks never deals with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon

from geo import store
from geo.model import LatLon
from geo.nations import country_name

Extent = tuple[float, float, float, float]
"""South, west, north, east, in degrees; west and east may go beyond ±180."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town, for orientation; ``country`` is an ISO 3166 alpha-2 code."""

    name: str
    at: LatLon
    population: int
    country: str


@dataclass(frozen=True, slots=True)
class Country:
    """Where a country's name goes; the lower the rank, the earlier it shows.

    ``width_km`` is the width of its largest piece of land.
    """

    iso3: str
    iso2: str
    at: LatLon
    rank: int
    width_km: float

    def name(self, lang: str) -> str:
        """Name the country in a language, without remarks in brackets."""
        return country_name(self.iso2, lang)


@dataclass(frozen=True, slots=True)
class Water:
    """Where the name of a sea, gulf or lake goes; rank 0 is an ocean, 4 a strait."""

    names: Mapping[str, str]
    at: LatLon
    rank: int


@dataclass(frozen=True, slots=True)
class Area:
    """A disputed area, its names by language, and the countries that claim it (alpha-3)."""

    names: Mapping[str, str]
    claimed: tuple[str, ...]
    shape: MultiPolygon

    @property
    def at(self) -> LatLon:
        """Where its name goes: inside its largest piece."""
        inside = max(self.shape.geoms, key=lambda part: part.area).representative_point()
        return LatLon(inside.y, inside.x)


Named = TypeVar("Named", Town, Country, Water)


def turns(extent: Extent) -> tuple[int, ...]:
    """Tell how many degrees to shift the world, for each copy that a view shows."""
    _, west, _, east = extent
    return tuple(turn for turn in (0, -360, 360) if west < 180 + turn and east > turn - 180)


@cache
def towns() -> tuple[Town, ...]:
    """List the towns of the world, the best known first."""
    return tuple(
        Town(row["name"], _at(row), int(row["population"]), row["country"])
        for row in store.table("towns.csv")
    )


@cache
def countries() -> tuple[Country, ...]:
    """List the countries of the world."""
    return tuple(
        Country(row["iso3"], row["iso2"], _at(row), int(row["rank"]), float(row["width_km"]))
        for row in store.table("base-countries.csv")
    )


@cache
def waters() -> tuple[Water, ...]:
    """List the seas, gulfs and great lakes of the world."""
    return tuple(
        Water({lang: row[lang] for lang in ("en", "id")}, _at(row), int(row["rank"]))
        for row in store.table("base-waters.csv")
    )


def within(named: Callable[[], tuple[Named, ...]], extent: Extent) -> Iterator[Named]:
    """Give those of some named things that lie in an extent: ``within(towns, extent)``."""
    items, at = named(), _positions(named)
    south, west, north, east = extent
    for turn in turns(extent):
        inside = (at >= (south, west - turn)) & (at <= (north, east - turn))
        for number in np.flatnonzero(inside.all(axis=1)).tolist():
            item = items[number]
            where = LatLon(item.at.lat, item.at.lon + turn)
            yield replace(item, at=where) if turn else item


@cache
def _positions(named: Callable[[], tuple[Named, ...]]) -> NDArray[np.float64]:
    return np.array([item.at for item in named()], dtype=float)


def _at(row: Mapping[str, str]) -> LatLon:
    return LatLon(float(row["lat"]), float(row["lon"]))
