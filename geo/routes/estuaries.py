"""The estuaries whose banks are drawn apart, and where they are."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from geo import store
from geo.routes import sphere
from geo.routes.packing import GRID, unpacked
from geo.routes.sphere import Floats, Ints

BANKS = "sea-estuaries.npz"
_BESIDE_KM, _DEGREE_KM = 0.3, 111.2
"""A line that passes the middle of a gap as near runs over it."""
ESTUARIES: dict[str, tuple[float, float, float, float]] = {
    "Río de la Plata": (-58.6, -36.4, -54.9, -33.0),
    "Pará": (-50.9, -2.7, -48.2, -0.7),
    "Amazon": (-52.8, -1.75, -50.4, 0.2),
    "Patos": (-52.3, -32.2, -50.5, -30.0),
    "Northern Dvina": (39.5, 64.4, 40.7, 65.1),
    "Saint Lawrence": (-74.0, 45.3, -70.5, 47.2),
    "Meghna": (90.3, 22.3, 91.2, 23.6),
    "Yangon": (95.9, 16.2, 96.6, 17.0),
    "Sydney": (151.1, -33.92, 151.33, -33.77),
    "Gambia": (-16.65, 13.2, -15.8, 13.6),
    "Elbe": (8.8, 53.5, 10.05, 53.95),
    "Thames": (-0.2, 51.35, 0.8, 51.6),
    "Scheldt": (3.5, 51.15, 4.5, 51.55),
    "Haiphong": (106.6, 20.6, 107.0, 21.0),
    "Pearl River": (113.3, 22.7, 113.75, 23.2),
    "Patapsco": (-76.65, 39.1, -76.35, 39.32),
    "Delaware": (-75.6, 39.6, -74.95, 40.05),
    "Amur": (140.6, 52.9, 141.6, 53.4),
    "Taedong": (124.95, 38.6, 125.75, 38.85),
    "Yangtze": (120.4, 31.2, 121.6, 32.2),
    "Ou": (120.55, 27.9, 121.0, 28.1),
    "Bonny": (6.95, 4.35, 7.25, 4.85),
    "Barito": (114.4, -3.6, 114.7, -3.25),
    "Nieuwe Waterweg": (3.98, 51.83, 4.58, 52.01),
    "Weser": (8.4, 53.05, 8.79, 53.62),
    "Clyde": (-4.75, 55.84, -4.25, 55.98),
    "Cross River": (8.2, 4.75, 8.45, 5.05),
    "Tamar": (146.75, -41.47, 147.2, -41.0),
    "Pussur": (89.4, 21.7, 89.75, 22.6),
    "Salween": (97.45, 16.0, 97.75, 16.6),
    "Sarawak River": (110.3, 1.45, 110.65, 1.8),
    "Sabine Lake": (-94.0, 29.65, -93.7, 30.0),
    "Houston Ship Channel": (-95.32, 29.6, -94.85, 29.85),
    "Gironde": (-1.2, 44.8, -0.45, 45.65),
    "Don": (39.0, 46.95, 39.85, 47.3),
    "Volga": (47.0, 44.9, 48.2, 46.0),
    "Dnieper": (31.9, 46.4, 32.75, 46.75),
    "Yalu": (124.0, 39.75, 124.45, 40.15),
    "Kapuas": (109.0, -0.15, 109.4, 0.15),
    "Saigon River": (106.65, 10.3, 107.05, 10.85),
    "Chao Phraya": (100.4, 13.4, 100.7, 13.75),
    "Savannah River": (-81.2, 31.95, -80.8, 32.2),
    "Trave": (10.65, 53.84, 10.95, 54.02),
    "Pregolya": (19.85, 54.6, 20.55, 54.75),
    "Hooghly": (87.9, 21.9, 88.4, 22.65),
    "Columbia": (-124.1, 45.5, -122.6, 46.3),
    "Pechora": (52.5, 67.5, 54.5, 68.5),
}
"""Estuaries whose mouth OpenStreetMap's seas end at, by name: west, south, east, north.

General geography, drawn by hand.
"""


class _Gaps(NamedTuple):
    """Where pieces of rivers were joined over land: whose they are, and lines in degrees."""

    whose: Ints
    here: Floats
    there: Floats
    km: Floats


def crossed_km(degrees: Floats) -> dict[str, float]:
    """Tell how far a line runs over land between pieces of rivers, by their estuary.

    Rivers end at their ports, so that only those about the ends of a line are asked for.

    Parameters
    ----------
    degrees : array of shape (n, 2)
        The line, longitude first.
    """
    west, south, east, north = _boxes()
    lon, lat = degrees[[0, -1]].T[:, :, None]
    inside = (lon > west) & (lon < east) & (lat > south) & (lat < north)
    about = np.flatnonzero(inside.any(axis=0))
    if not len(about) or len(degrees) < 2:
        return {}
    gaps, names = _gaps(), list(ESTUARIES)
    at = np.flatnonzero(np.isin(gaps.whose, about))
    at = at[_along_km(degrees, (gaps.here[at] + gaps.there[at]) / 2) < _BESIDE_KM]
    km = np.bincount(gaps.whose[at], gaps.km[at], len(names))
    return {names[of]: float(km[of]) for of in np.flatnonzero(km).tolist()}


def _along_km(line: Floats, spots: Floats) -> Floats:
    """Measure how far spots lie from a line near by."""
    scale = np.stack([np.cos(np.radians(spots[:, 1])), np.ones(len(spots))], axis=1)[:, None]
    here, step = (line[:-1] - spots[:, None]) * scale, np.diff(line, axis=0) * scale
    size = np.maximum((step**2).sum(axis=2), 1e-18)
    share = np.clip(-(here * step).sum(axis=2) / size, 0, 1)
    nearest = here + step * share[:, :, None]
    return np.asarray(np.sqrt((nearest**2).sum(axis=2)).min(axis=1) * _DEGREE_KM)


@cache
def _boxes() -> Floats:
    return np.array(list(ESTUARIES.values())).T


@cache
def _gaps() -> _Gaps:
    found = store.arrays(BANKS)
    degrees: Floats = np.asarray(unpacked(found["gaps"]) * GRID, dtype=np.float64)
    here, there = degrees[:, :2], degrees[:, 2:]
    spots = [sphere.on_ellipsoid_km(sphere.units(ends)) for ends in (here, there)]
    return _Gaps(found["whose"].astype(np.int64), here, there, sphere.lengths_km(*spots))
