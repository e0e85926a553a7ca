"""Shoals and narrows that ships avoid: which arcs lie over them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from geo.routes import sphere
from geo.routes.byways import BYWAYS
from geo.routes.flats import MARKS, SHOALS
from geo.routes.gates import Gates, crossed, laid_out
from geo.routes.sphere import Bools, Floats

_BESIDE_KM = 4.0
"""A course that bends as near to a mark as this goes round it."""


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


@cache
def _byways() -> Gates:
    """Lay out the gates of all byways together."""
    return laid_out({name: byway.gates for name, byway in BYWAYS.items()})


@cache
def _byways_km() -> Floats:
    """Give what each gate of a byway costs."""
    return np.array([BYWAYS[name].km for name in _byways().names])


def passed(here: Floats, there: Floats) -> tuple[str, ...]:
    """Name the shoals that a few arcs pass.

    Parameters
    ----------
    here, there : array of shape (n, 3)
        Both ends of each arc, unit vectors.
    """
    return _passed(here, there, _all())


def byways(here: Floats, there: Floats) -> tuple[str, ...]:
    """Name the byways that a few arcs pass; the arguments are those of ``passed``."""
    return _passed(here, there, _byways())


@cache
def _byways_marks() -> tuple[tuple[str, ...], Floats]:
    """Give the marks that the gates of byways end at, and whose each is."""
    found = dict.fromkeys(
        (name, end)
        for name, byway in BYWAYS.items()
        for pair in byway.gates
        for end in pair
        if end in MARKS.values()
    )
    places = np.array([(end.lon, end.lat) for _, end in found])
    return tuple(name for name, _ in found), sphere.units(places)


def byways_rounded(bends: Floats) -> tuple[str, ...]:
    """Name the byways that a course goes round, by the marks at their outer ends.

    Parameters
    ----------
    bends : array of shape (n, 3)
        Where it bends, unit vectors.
    """
    names, marks = _byways_marks()
    near = bends @ marks.T > np.cos(_BESIDE_KM / sphere.RADIUS_KM)
    return tuple(dict.fromkeys(names[at] for at in np.flatnonzero(near.any(axis=0))))


def byways_km(here: Floats, there: Floats) -> Floats:
    """Give how many km longer arcs from one position are taken, for the byways that they pass.

    Parameters
    ----------
    here : array of shape (3,)
        A unit vector.
    there : array of shape (n, 3)
        Unit vectors.
    """
    gates, each_km = _byways(), _byways_km()
    farthest = sphere.chords(there, here).max(initial=0.0)
    near = sphere.chords(gates.left, here) <= farthest + sphere.norms(gates.right - gates.left)
    if not near.any():
        return np.zeros(len(there))
    some = Gates(gates.names, *(column[near] for column in gates[1:]))
    over = crossed(np.repeat(here[None], len(there), axis=0), there, some)
    return np.asarray(over @ each_km[near])


def _passed(here: Floats, there: Floats, gates: Gates) -> tuple[str, ...]:
    at = np.flatnonzero(crossed(here, there, gates).any(axis=0))
    return tuple(dict.fromkeys(gates.names[i] for i in at))


def are_over(here: Floats, there: Floats) -> Bools:
    """Tell which of many arcs pass a shoal; the arguments are those of ``passed``."""
    found = np.zeros(len(here), dtype=bool)
    length = sphere.norms(here - there)
    for shoal in shoals().values():
        reach = length + shoal.reach_km / sphere.RADIUS_KM
        near = np.flatnonzero(sphere.chords(here, shoal.middle) <= reach)
        found[near] |= crossed(here[near], there[near], shoal.gates).any(axis=1)
    return found
