"""Find the town nearest to a position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from geo import store
from geo.geodesy import distance_km
from geo.model import LatLon

TOWNS = "towns.csv"


@dataclass(frozen=True, slots=True)
class Town:
    """A town, and how far it lies from the position asked for."""

    name: str
    country: str
    at: LatLon
    km: float


def nearest_town(at: LatLon) -> Town:
    """Find the nearest town of the bundled gazetteer.

    Parameters
    ----------
    at : LatLon
        Degrees, latitude first.
    """
    return next(towns_near(at))


def towns_near(at: LatLon) -> Iterator[Town]:
    """Give the towns of the bundled gazetteer, the nearest to a position first."""
    rows, spots = _index()
    (here,) = _on_sphere(np.array([at]))
    for number in np.argsort(-(spots @ here), kind="stable").tolist():
        row = rows[number]
        spot = LatLon(float(row["lat"]), float(row["lon"]))
        yield Town(row["name"], row["country"], spot, distance_km(at, spot))


@cache
def _index() -> tuple[tuple[Mapping[str, str], ...], NDArray[np.float64]]:
    rows = store.table(TOWNS)
    return rows, _on_sphere(np.array([(float(row["lat"]), float(row["lon"])) for row in rows]))


def _on_sphere(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Put positions (n x 2, degrees, latitude first) on the unit sphere (n x 3)."""
    lat, lon = np.radians(np.asarray(spots, dtype=np.float64)).T
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
