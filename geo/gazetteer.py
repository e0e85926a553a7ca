"""Find the towns nearest to a position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from geo import store
from geo.geodesy import distance_km
from geo.model import LatLon
from geo.pieces import countries
from geo.territory import alpha2

TOWNS = "towns.csv"
FIRST = 64
"""So many towns are sorted at first: most who ask take a few."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town, and how far it lies from the position asked for."""

    name: str
    country: str
    at: LatLon
    km: float


def towns_near(at: LatLon) -> Iterator[Town]:
    """Give the towns of the bundled gazetteer, the nearest to a position first."""
    rows, spots = _index()
    (here,) = _on_sphere(np.array([at]))
    for number in _ascending(-(spots @ here)):
        row = rows[number]
        spot = LatLon(float(row["lat"]), float(row["lon"]))
        yield Town(row["name"], row["country"], spot, distance_km(at, spot))


def towns_of(country: str, at: LatLon, within_km: float) -> Iterator[Town]:
    """Give a country's towns within a distance of a position, the nearest first.

    Those of territories within the country are its towns as well.

    Parameters
    ----------
    country : str
        ISO 3166 alpha-3 code.
    """
    known = countries()
    codes = {alpha2(code) for code in known if country in (code, known[code]["within"])}
    near = takewhile(lambda town: town.km <= within_km, towns_near(at))
    return (town for town in near if town.country in codes)


def _ascending(values: NDArray[np.float64]) -> Iterator[int]:
    """Give the places of values in ascending order, sorting no more of them than are taken."""
    given, many = 0, FIRST
    while given < len(values):
        many = min(many, len(values))
        among = np.flatnonzero(values <= np.partition(values, many - 1)[many - 1])
        order = among[np.argsort(values[among], kind="stable")]
        yield from order[given:].tolist()
        given, many = len(order), many * 8


@cache
def _index() -> tuple[tuple[Mapping[str, str], ...], NDArray[np.float64]]:
    rows = store.table(TOWNS)
    return rows, _on_sphere(np.array([(float(row["lat"]), float(row["lon"])) for row in rows]))


def _on_sphere(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Put positions (n x 2, degrees, latitude first) on the unit sphere (n x 3)."""
    lat, lon = np.radians(np.asarray(spots, dtype=np.float64)).T
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
