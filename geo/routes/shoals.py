"""Shoals and narrows that ships avoid: which arcs lie over them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from geo.routes import sphere
from geo.routes.flats import SHOALS
from geo.routes.gates import Gates, crossed, laid_out
from geo.routes.sphere import Bools, Floats


class Shoal(NamedTuple):
    """A shoal's gates, their middle, and how far the farthest of their ends is from it."""

    gates: Gates
    middle: Floats
    reach_km: float


@cache
def shoals() -> dict[str, Shoal]:
    """Lay out the gates of each shoal once."""
    found = {}
    for name, pairs in SHOALS.items():
        gates = laid_out({name: pairs})
        ends = np.concatenate([gates.left, gates.right])
        middle = sphere.normalised(ends.sum(axis=0, keepdims=True))[0]
        reach_km = float(sphere.chords(ends, middle).max()) * sphere.RADIUS_KM
        found[name] = Shoal(gates, middle, reach_km)
    return found


@cache
def _all() -> Gates:
    """Lay out the gates of all shoals together."""
    return laid_out(SHOALS)


def passed(here: Floats, there: Floats) -> list[str]:
    """Name the shoals that a few arcs pass.

    Parameters
    ----------
    here, there : array of shape (n, 3)
        Both ends of each arc, unit vectors.
    """
    gates = _all()
    at = np.flatnonzero(crossed(here, there, gates).any(axis=0))
    return list(dict.fromkeys(gates.names[i] for i in at))


def are_over(here: Floats, there: Floats) -> Bools:
    """Tell which of many arcs pass a shoal; the arguments are those of ``passed``."""
    found = np.zeros(len(here), dtype=bool)
    length = sphere.norms(here - there)
    for shoal in shoals().values():
        reach = length + shoal.reach_km / sphere.RADIUS_KM
        near = np.flatnonzero(sphere.chords(here, shoal.middle) <= reach)
        found[near] |= crossed(here[near], there[near], shoal.gates).any(axis=1)
    return found
