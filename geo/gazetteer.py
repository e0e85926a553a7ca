"""Find the town nearest to a position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

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
    """Find the nearest town of the bundled gazetteer, by chord and then geodesic.

    Parameters
    ----------
    at : LatLon
        Degrees, latitude first.
    """
    rows, tree = _index()
    _, found = tree.query(_chord(np.array([at])), k=1)
    row = rows[int(found[0])]
    spot = LatLon(float(row["lat"]), float(row["lon"]))
    return Town(row["name"], row["country"], spot, distance_km(at, spot))


def towns_near(at: LatLon, count: int) -> tuple[Town, ...]:
    """List the towns nearest to a position, in order."""
    rows, tree = _index()
    _, found = tree.query(_chord(np.array([at])), k=count)
    spots = [
        (row, LatLon(float(row["lat"]), float(row["lon"])))
        for row in (rows[int(i)] for i in found[0])
    ]
    return tuple(
        Town(row["name"], row["country"], spot, distance_km(at, spot)) for row, spot in spots
    )


@cache
def _index() -> tuple[list[Mapping[str, str]], cKDTree]:
    rows = list(store.table(TOWNS))
    spots = np.array([(float(row["lat"]), float(row["lon"])) for row in rows])
    return rows, cKDTree(_chord(spots))


def _chord(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Put positions (n x 2, degrees, latitude first) on the unit sphere (n x 3)."""
    lat, lon = np.radians(np.asarray(spots, dtype=np.float64)).T
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
