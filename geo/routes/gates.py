"""Which straits and shoals an arc passes: the gates of ``straits`` as unit vectors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from geo.routes import sphere
from geo.routes.sphere import Bools, Floats
from geo.routes.straits import SHOALS, STRAITS, Pairs

ROUND_KM = 3000.0
"""Ways round a shoal lie so near to it, and to an end; rivers count many times their length."""


class Gates(NamedTuple):
    """All gates: the strait of each, and its two ends and the normal of its plane."""

    names: tuple[str, ...]
    left: Floats
    right: Floats
    normal: Floats


@cache
def gates() -> Gates:
    """Lay out the gates of all straits once."""
    return _laid_out(STRAITS)


@cache
def _shoals() -> tuple[tuple[Gates, Floats, float], ...]:
    """Lay out the gates of each shoal, with their middle and the farthest of them from it."""
    found = []
    for name, pairs in SHOALS.items():
        shoal = _laid_out({name: pairs})
        ends = np.concatenate([shoal.left, shoal.right])
        middle = sphere.normalised(ends.sum(axis=0, keepdims=True))[0]
        found.append((shoal, middle, float(sphere.chords(ends, middle).max())))
    return tuple(found)


def _laid_out(named: Mapping[str, Pairs]) -> Gates:
    pairs = [(name, gate) for name, lines in named.items() for gate in lines]
    left, right = (
        sphere.units(np.array([(gate[end].lon, gate[end].lat) for _, gate in pairs]))
        for end in (0, 1)
    )
    return Gates(tuple(name for name, _ in pairs), left, right, sphere.cross(left, right))


def crossed(here: Floats, there: Floats, among: Gates | None = None) -> Bools:
    """Tell which gates are crossed by which arcs.

    Parameters
    ----------
    here, there : array of shape (n, 3)
        Both ends of each arc, unit vectors.
    among : Gates
        Those of all straits where none are given.

    Returns
    -------
    array of shape (n, gates)
    """
    _, left, right, normal = among or gates()
    plane = sphere.cross(here, there)
    found = (here @ normal.T) * (there @ normal.T) < 0
    found &= (plane @ left.T) * (plane @ right.T) < 0
    found &= (here + there) @ (left + right).T > 0
    return np.asarray(found)


def over_shoals(here: Floats, there: Floats) -> Bools:
    """Tell which arcs pass a shoal; the arguments are those of ``crossed``."""
    found = np.zeros(len(here), dtype=bool)
    steps = here - there
    length = np.sqrt((steps * steps).sum(axis=1))
    for shoal, middle, reach in _shoals():
        near = np.flatnonzero(sphere.chords(here, middle) <= length + reach)
        found[near] |= crossed(here[near], there[near], shoal).any(axis=1)
    return found


def about_shoals_km(here: Floats, there: Floats) -> float:
    """Tell how far from its nearer end ways lead round the shoals on a way; 0 without any.

    The arguments are the ends of its arcs, in order.
    """
    ends = np.stack([here[0], there[-1]])
    found = [
        float(sphere.chords(ends, middle).min() + reach) * sphere.RADIUS_KM + ROUND_KM
        for shoal, middle, reach in _shoals()
        if crossed(here, there, shoal).any()
    ]
    return max(found, default=0.0)


def names(here: Floats, there: Floats) -> list[str]:
    """Name the straits that arcs laid end to end pass, in order."""
    arcs, at = np.nonzero(crossed(here, there))
    gate = gates()
    middle = gate.left[at] + gate.right[at]
    along = -(here[arcs] * middle).sum(axis=1)
    order = np.lexsort((along, arcs))
    return list(dict.fromkeys(gate.names[i] for i in at[order]))
