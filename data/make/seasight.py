"""Join the corners of a mesh that a ship rounds and that see each other.

Sight from a corner is followed from triangle to triangle through the edges between them,
in a window that narrows (triangular expansion, Bungiu et al. 2014, arXiv 1403.3905).
"""

from __future__ import annotations

import numba
import numpy as np
import numpy.typing as npt
from seamesh import Mesh

from geo.routes.sphere import Bools, Floats, Ints

Pairs = tuple[Ints, Bools]


def pairs(of: Mesh, marked: Bools, free: Ints) -> Pairs:
    """List the pairs of corners whose common line of sight touches the land at both.

    Parameters
    ----------
    of : Mesh
        The water.
    marked : array of bool
        Triangles to tell of, where a line passes them.
    free : array of int
        Corners that lie in the water, and touch nothing.

    Returns
    -------
    array of shape (n, 2) and array of bool
        The corners, the smaller number first, and whether the line passes a mark.
    """
    back, on = (of.vectors[np.maximum(side, 0)] for side in (of.before, of.after))
    turn = np.einsum("ij,ij->i", np.cross(back, of.vectors), on)
    round_ = (of.before >= 0) & (of.after >= 0) & (turn < -1e-13)
    round_[len(of.corners) :] = False  # an edge that was cut is still one edge
    kind = np.where(round_, 1, 0).astype(np.int8)
    kind[free] = 2
    first = np.searchsorted(np.sort(of.triangles.ravel()), np.arange(len(of.vectors) + 1))
    fans = np.argsort(of.triangles.ravel(), kind="stable")
    found, flags = _pairs(
        of.vectors,
        of.before,
        of.after,
        back,
        on,
        kind,
        of.triangles,
        of.across,
        first,
        fans,
        marked,
    )
    # What lies beside a ring is not told by signs: its edges are lines of sight, too.
    beside = np.sort(of.edges[(kind[of.edges] == 1).all(axis=1)], axis=1)
    return np.concatenate([found, beside]), np.append(flags, np.zeros(len(beside), dtype=bool))


@numba.njit(cache=False)
def _det(a: Floats, b: Floats, c: Floats) -> float:
    return (
        (a[1] * b[2] - a[2] * b[1]) * c[0]
        + (a[2] * b[0] - a[0] * b[2]) * c[1]
        + (a[0] * b[1] - a[1] * b[0]) * c[2]
    )


@numba.njit(cache=False)
def _between(here: Floats, right: Floats, ray: Floats, left: Floats) -> bool:
    """Tell whether a ray leaves a position between two others less than half a turn apart."""
    return _det(here, right, ray) >= 0 and _det(here, ray, left) >= 0


@numba.njit(cache=False)
def _touches(vectors: Floats, back: Floats, on: Floats, at: int, to: int) -> bool:
    """Tell whether a line from a corner to another leaves its land on one side."""
    here, there = vectors[at], vectors[to]
    return _det(here, there, back[at]) * _det(here, there, on[at]) >= 0


@numba.njit(cache=False)
def _joins(
    vectors: Floats,
    back: Floats,
    on: Floats,
    kind: npt.NDArray[np.int8],
    source: int,
    other: int,
) -> bool:
    """Tell whether a line in sight joins a corner and a later one."""
    if source >= other or kind[other] == 0:
        return False
    return (kind[source] == 2 or _touches(vectors, back, on, source, other)) and (
        kind[other] == 2 or _touches(vectors, back, on, other, source)
    )


@numba.njit(cache=False)
def _pairs(  # noqa: PLR0912 - compiled as one
    vectors: Floats,
    before: Ints,
    after: Ints,
    back: Floats,
    on: Floats,
    kind: npt.NDArray[np.int8],
    triangles: Ints,
    across: Ints,
    first: Ints,
    fans: Ints,
    marked: Bools,
) -> Pairs:
    size = 1 << 20
    out = np.empty((size, 2), dtype=np.int64)
    flag = np.empty(size, dtype=np.bool_)
    count = 0
    stack = np.empty((1 << 16, 6), dtype=np.int64)
    # Two more rays of each corner: its edges drawn on past it.
    behind = len(vectors)
    rays = np.concatenate((vectors, np.zeros((2, 3))))
    for source in range(len(vectors)):
        if kind[source] == 0:
            continue
        here = vectors[source]
        if kind[source] == 1:
            rays[behind] = 2 * (here @ back[source]) * here - back[source]
            rays[behind + 1] = 2 * (here @ on[source]) * here - on[source]
        depth = 0
        for fan in fans[first[source] : first[source + 1]]:
            triangle, corner = fan // 3, fan % 3
            right = triangles[triangle, (corner + 1) % 3]
            left = triangles[triangle, (corner + 2) % 3]
            for other in (right, left):
                if count == size:
                    out, flag, size = _grown(out, flag, size)
                if _joins(vectors, back, on, kind, source, other):
                    out[count, 0], out[count, 1] = source, other
                    flag[count] = marked[triangle]
                    count += 1
            onward = across[triangle, corner]
            if onward < 0:
                continue
            if kind[source] == 2:
                depth = _push(stack, depth, onward, right, left, right, left, marked[triangle])
                continue
            # A line that touches leads between one edge and the other drawn on.
            for cone in range(2):
                if cone == 0:
                    low, high = after[source], behind
                else:
                    low, high = behind + 1, before[source]
                if low == right or _between(here, rays[right], rays[low], rays[left]):
                    begin = low
                elif _between(here, rays[low], rays[right], rays[high]):
                    begin = right
                else:
                    continue
                end = left if _between(here, rays[low], rays[left], rays[high]) else high
                depth = _push(stack, depth, onward, right, left, begin, end, marked[triangle])
        while depth:
            depth -= 1
            triangle, edge_right, edge_left = stack[depth, 0], stack[depth, 1], stack[depth, 2]
            right, left = stack[depth, 3], stack[depth, 4]
            seen = stack[depth, 5] > 0 or marked[triangle]
            corner = 0
            while triangles[triangle, corner] == edge_right or (
                triangles[triangle, corner] == edge_left
            ):
                corner += 1
            apex = triangles[triangle, corner]
            there = vectors[apex]
            from_right = _det(here, rays[right], there)
            from_left = _det(here, there, rays[left])
            if from_right >= 0 and from_left >= 0:
                if count == size:
                    out, flag, size = _grown(out, flag, size)
                if _joins(vectors, back, on, kind, source, apex):
                    out[count, 0], out[count, 1] = source, apex
                    flag[count] = seen
                    count += 1
            for side in range(2):
                # The edge from the right end to the apex lies opposite the left end.
                if side == 0:
                    if from_right < 0:
                        continue
                    far = edge_left
                    new = (edge_right, apex, right, apex if from_left >= 0 else left)
                else:
                    if from_left < 0:
                        continue
                    far = edge_right
                    new = (apex, edge_left, apex if from_right >= 0 else right, left)
                place = 0
                while triangles[triangle, place] != far:
                    place += 1
                onward = across[triangle, place]
                if onward >= 0:
                    depth = _push(stack, depth, onward, new[0], new[1], new[2], new[3], seen)
    return out[:count], flag[:count]


@numba.njit(cache=False)
def _push(
    stack: Ints, depth: int, onward: int, a: int, b: int, right: int, left: int, seen: bool
) -> int:
    """Lay a triangle on the stack, the edge it is entered by, and the window."""
    stack[depth, 0], stack[depth, 1], stack[depth, 2] = onward, a, b
    stack[depth, 3], stack[depth, 4], stack[depth, 5] = right, left, 1 if seen else 0
    return depth + 1


@numba.njit(cache=False)
def _grown(out: Ints, flag: Bools, size: int) -> tuple[Ints, Bools, int]:
    more = np.empty((2 * size, 2), dtype=np.int64)
    flags = np.empty(2 * size, dtype=np.bool_)
    more[:size], flags[:size] = out, flag
    return more, flags, 2 * size
