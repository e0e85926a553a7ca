"""Canals on a course: their lines, and how a port beside one joins it."""

from __future__ import annotations

import numpy as np

from geo.routes import sphere, straits, waters
from geo.routes.sight import are_clear
from geo.routes.sphere import Floats

BESIDE_KM = 30.0
"""A port whose way to a canal's end is no longer lies beside it."""
_STEP_KM = 0.5
_LEAST_KM = 0.1
_TRIED = 64


def line(here: Floats, there: Floats) -> tuple[str, Floats]:
    """Name the canal between two of the canals' ends, and give its line."""
    for name, canal in straits.CANALS.items():
        found = sphere.units(np.array([(p.lon, p.lat) for p in canal]))
        for turned in (found, found[::-1]):
            if (
                np.abs(turned[0] - here).max() < 1e-9
                and np.abs(turned[-1] - there).max() < 1e-9
            ):
                return name, turned
    raise AssertionError((here, there))


def joined(way: Floats, canal: Floats) -> tuple[Floats, Floats]:
    """Let a port beside a canal join it where that is shortest, not out at its end.

    Parameters
    ----------
    way : array of shape (n, 3)
        From the port to the canal's end.
    canal : array of shape (m, 3)
        The canal from there on.

    Returns
    -------
    tuple
        The way to where it joins the canal, and the canal from there on.
    """
    way_km = _along_km(way)
    if way_km[-1] > BESIDE_KM:
        return way, canal
    here, there = (sphere.fine(line, _STEP_KM) for line in (way, canal))
    here_km, there_km = _along_km(here), _along_km(there)
    near = there_km < BESIDE_KM
    there, there_km = there[near], there_km[near]
    spots, others = sphere.on_ellipsoid_km(here), sphere.on_ellipsoid_km(there)
    across = np.linalg.norm(spots[:, None] - others, axis=2)
    saved = (here_km[-1] - here_km)[:, None] + there_km - across
    order = np.argsort(-saved, axis=None)[: int((saved > _LEAST_KM).sum())]
    for first in range(0, len(order), _TRIED):
        out, into = np.unravel_index(order[first : first + _TRIED], saved.shape)
        clear = np.flatnonzero(are_clear(waters.shore(), here[out], there[into]))
        if len(clear):
            at, to = out[clear[0]], into[clear[0]]
            before = way[way_km < here_km[at]]
            after = canal[_along_km(canal) > there_km[to]]
            return np.vstack([before, here[at]]), np.vstack([there[to], after])
    return way, canal


def _along_km(line: Floats) -> Floats:
    """Give how far each vector of a line lies along it."""
    return np.append(0.0, np.cumsum(sphere.steps_km(line)))
