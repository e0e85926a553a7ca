"""Triangulate the kept water on the sphere, so that each of its edges is one of a triangle.

The convex hull of unit vectors is their Delaunay triangulation. Edges of the water that
it lacks are cut in about halves until it has them all: in those that end at a corner of the
water at a power of two from it, so that two that meet there at a small angle are not cut for
ever in turns (J. Ruppert, 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.spatial import ConvexHull

from geo.routes import sphere
from geo.routes.sphere import Bools, Floats, Ints

_SEAM = 180.0
_ROUNDS = 40


class Mesh(NamedTuple):
    """Triangles of water.

    Attributes
    ----------
    degrees, vectors : array of shape (n, 2) and (n, 3)
        The corners, longitude first, and as unit vectors.
    before, after : array of shape (n,)
        The corners beside each on its ring, the water on the left; -1 on no ring.
    triangles : array of shape (t, 3)
        Corners, counter-clockwise as seen from above.
    across : array of shape (t, 3)
        The triangle across the edge opposite each corner; -1 where the water ends.
    edges : array of shape (m, 2)
        The corners along the rings, without those that edges were cut at.
    corners : array of shape (k,)
        Which corner of the rings, laid one after another, each of the first k is.
    """

    degrees: Floats
    vectors: Floats
    before: Ints
    after: Ints
    triangles: Ints
    across: Ints
    edges: Ints
    corners: Ints


def mesh(rings: Sequence[Floats], more: Floats) -> Mesh:
    """Triangulate what lies on the left of rings, and some positions in it.

    Parameters
    ----------
    rings : sequence of array of shape (n, 2)
        In degrees, longitude first, each without its closing corner.
    more : array of shape (m, 2)
        Positions in the water; they come after the corners of the rings.
    """
    degrees, edges, corners = _network(rings)
    degrees, whole = np.concatenate([degrees, more]), edges
    first = len(degrees)
    for _ in range(_ROUNDS):
        vectors = sphere.units(degrees)
        triangles = _hull(vectors)
        missing = ~_has(triangles, edges, len(degrees))
        print("mesh", len(degrees), "missing", int(missing.sum()), flush=True)
        if not missing.any():
            break
        degrees, edges = _split(degrees, edges, missing, first)
    else:
        raise SystemExit("The triangulation does not come to follow the water's edges.")
    triangles, across = _water(triangles, edges, len(degrees))
    before, after = np.full((2, len(degrees)), -1)
    after[edges[:, 0]] = edges[:, 1]
    before[edges[:, 1]] = edges[:, 0]
    return Mesh(degrees, vectors, before, after, triangles, across, whole, corners)


def _network(rings: Sequence[Floats]) -> tuple[Floats, Ints, Ints]:
    """Merge corners that are the same, and leave out edges where the map is cut."""
    spots = np.concatenate(rings)
    counts = np.array([len(ring) for ring in rings])
    ends = np.cumsum(counts)
    after = np.arange(1, len(spots) + 1)
    after[ends - 1] = ends - counts
    folded = np.where(spots[:, :1] >= _SEAM, spots - (360, 0), spots)
    _, first, number = np.unique(
        np.round(folded, 6), axis=0, return_index=True, return_inverse=True
    )
    order = np.argsort(first)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    degrees, number = folded[first[order]], place[number.ravel()]
    seam = abs(spots[:, 0]) >= _SEAM
    kept = ~(seam & seam[after]) & (number != number[after])
    return degrees, np.stack([number, number[after]], axis=1)[kept], first[order]


def _hull(vectors: Floats) -> Ints:
    """Triangulate unit vectors, counter-clockwise."""
    triangles = ConvexHull(vectors).simplices.astype(np.int64)
    a, b, c = (vectors[triangles[:, i]] for i in range(3))
    turned = np.einsum("ij,ij->i", np.cross(a, b), c) < 0
    triangles[turned] = triangles[turned][:, [0, 2, 1]]
    return np.asarray(triangles)


def _keys(here: Ints, there: Ints, count: int) -> Ints:
    return here * np.int64(count) + there


def _sides(triangles: Ints, count: int) -> Ints:
    """Give a number to each directed edge of triangles; column i lies opposite corner i."""
    return np.stack(
        [_keys(triangles[:, (i + 1) % 3], triangles[:, (i + 2) % 3], count) for i in range(3)],
        axis=1,
    )


def _has(triangles: Ints, edges: Ints, count: int) -> Bools:
    keys = np.sort(_sides(triangles, count).ravel())
    asked = _keys(edges[:, 0], edges[:, 1], count)
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.asarray(keys[at] == asked)


def _split(degrees: Floats, edges: Ints, missing: Bools, first: int) -> tuple[Floats, Ints]:
    """Cut edges in about halves; so many corners come first that are no cuts."""
    here, there = degrees[edges[missing, 0]], degrees[edges[missing, 1]]
    step = there - here
    step[:, 0] = (step[:, 0] + 180) % 360 - 180
    middle = here + step * _shares(
        sphere.units(here), sphere.units(there), edges[missing] < first
    )
    new = len(degrees) + np.arange(len(middle))
    halves = np.concatenate(
        [
            np.stack([edges[missing, 0], new], axis=1),
            np.stack([new, edges[missing, 1]], axis=1),
        ]
    )
    return np.concatenate([degrees, middle]), np.concatenate([edges[~missing], halves])


def _shares(here: Floats, there: Floats, corners: Bools) -> Floats:
    """Give where edges are cut, as a share of each, by which of their ends are corners."""
    length = sphere.norms(there - here)
    share = np.exp2(np.round(np.log2(length / 2))) / length
    start, end = corners.T
    return np.where(start == end, 0.5, np.where(start, share, 1 - share))[:, None]


def _water(triangles: Ints, edges: Ints, count: int) -> tuple[Ints, Ints]:
    """Keep the triangles on the left of the edges, and join them to each other."""
    sides = _sides(triangles, count).ravel()
    order = np.argsort(sides)
    back = _keys(sides % count, sides // count, count)
    across = order[np.searchsorted(sides[order], back)] // 3
    walls = np.sort(
        np.concatenate(
            [_keys(edges[:, 0], edges[:, 1], count), _keys(edges[:, 1], edges[:, 0], count)]
        )
    )
    at = np.minimum(np.searchsorted(walls, sides), len(walls) - 1)
    across[walls[at] == sides] = -1
    across = across.reshape(-1, 3)
    left, right = (_beside(sides, order, edges[:, ends], count) for ends in ((0, 1), (1, 0)))
    wet, dry = np.zeros((2, len(triangles)), dtype=bool)
    dry[right] = True
    dry[left] = False
    front = np.unique(left)
    while len(front):
        wet[front] = True
        front = np.unique(across[front])
        front = front[front >= 0]
        front = front[~wet[front] & ~dry[front]]
    number = np.where(wet, np.cumsum(wet) - 1, -1)
    kept = across[wet]
    return triangles[wet], np.where(kept >= 0, number[kept], -1)


def _beside(sides: Ints, order: Ints, edges: Ints, count: int) -> Ints:
    """List the triangles on the left of directed edges."""
    keys = _keys(edges[:, 0], edges[:, 1], count)
    at = np.minimum(np.searchsorted(sides[order], keys), len(order) - 1)
    return np.asarray(order[at[sides[order[at]] == keys]] // 3)
