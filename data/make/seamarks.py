"""Choose landmarks, by whose lengths a search tells how far it is to its end at least.

A corner lies no nearer to another than their lengths to a landmark differ. Of the places
near towns, far from each other, that one is taken next by which this comes nearest to the
lengths of the ways between all of them (a greedy cover, as in Goldberg and Werneck 2005).
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.routes import sphere
from geo.routes.sphere import Bools, Floats, Ints

MARKS = 8
"""Each takes 0.3 MB of what is shipped."""
_PLACE_KM, _TOWN_KM = 600.0, 25.0
"""Of each cube as wide one place is asked, as near to a town."""
_LEAST_KM = 300.0
"""Shorter ways are searched in no time."""
_SOME = 16
"""Ways are measured from so many places at a time."""


def marks_km(spots: Floats, net: csr_matrix, sea: Bools, towns: Floats) -> Floats:
    """Measure from landmarks to all corners.

    Parameters
    ----------
    spots, net
        The corners and their arcs, as ``seareach.reach_km`` takes them.
    sea : array of bool
        Which of them lie in the largest sea.
    towns : array of shape (t, 2)
        In degrees, longitude first.

    Returns
    -------
    array of shape (MARKS, n)
        0 beyond the largest sea.
    """
    places = _places(spots, np.flatnonzero(sea), towns)
    parts = np.split(places, range(_SOME, len(places), _SOME))
    between = np.concatenate([dijkstra(net, indices=part)[:, places] for part in parts])
    chosen = places[_cover(spots[places], between)]
    return np.where(sea, dijkstra(net, indices=chosen), 0.0)


def _places(spots: Floats, wet: Ints, towns: Floats) -> Ints:
    """List corners near towns, one a cube."""
    at_towns = sphere.on_ellipsoid_km(sphere.units(towns))
    off_km, nearest = cKDTree(spots[wet]).query(at_towns, distance_upper_bound=_TOWN_KM)
    near = wet[np.unique(nearest[np.isfinite(off_km)])]
    cubes = np.floor(spots[near] / _PLACE_KM).astype(np.int64)
    return np.asarray(near[np.unique(cubes, axis=0, return_index=True)[1]])


def _cover(spots: Floats, between: Floats) -> list[int]:
    """Choose among places those that tell most of how far it is between all of them."""
    here, there = np.triu_indices(len(between), 1)
    far = between[here, there] > _LEAST_KM
    here, there = here[far], there[far]
    whole = between[here, there]
    told = sphere.lengths_km(spots[here], spots[there]) / whole
    chosen: list[int] = []
    for _ in range(MARKS):
        covers = [np.maximum(told, abs(row[here] - row[there]) / whole) for row in between]
        chosen.append(int(np.argmax([cover.mean() for cover in covers])))
        told = covers[chosen[-1]]
    return chosen
