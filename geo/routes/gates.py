"""Which straits an arc passes: the gates of ``straits`` as unit vectors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from geo.routes import sphere
from geo.routes.sphere import Bools, Floats
from geo.routes.straits import STRAITS, Pairs


class Gates(NamedTuple):
    """All gates: the strait of each, and its two ends and the normal of its plane."""

    names: tuple[str, ...]
    left: Floats
    right: Floats
    normal: Floats


@cache
def gates() -> Gates:
    """Lay out the gates of all straits once."""
    return laid_out(STRAITS)


def laid_out(named: Mapping[str, Pairs]) -> Gates:
    """Lay out named gates as unit vectors."""
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


def names(here: Floats, there: Floats) -> list[str]:
    """Name the straits that arcs laid end to end pass, in order."""
    arcs, at = np.nonzero(crossed(here, there))
    gate = gates()
    middle = gate.left[at] + gate.right[at]
    along = -(here[arcs] * middle).sum(axis=1)
    order = np.lexsort((along, arcs))
    return list(dict.fromkeys(gate.names[i] for i in at[order]))
