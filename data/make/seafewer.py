"""Draw the kept water with fewer corners: two that a ship rounds in turn become one.

Round capes are drawn by many short edges. Where two corners turn little together, the
edges before and after them are drawn on until they meet, out in the water, if nothing
lies between.
"""

from __future__ import annotations

import numpy as np
import shapely

from geo.routes.sphere import Bools, Floats, Ints

MOST_TURN = np.radians(34.0)
"""What two corners turn together, at most: twice what an edge of a round cape turns."""
MOST_OUT_M = 60.0
"""How far out the new corner lies of the old edge, at most."""
_ROUNDS = 3
_METRES = 111_195.0
_LEAST = 1e-12


def fewer(rings: list[Ints], grid: float) -> list[Ints]:
    """Merge corners of rings, the water on their left.

    Parameters
    ----------
    rings : list of array of shape (n, 2)
        Longitude first, each without its closing corner.
    grid : float
        Degrees of a unit.
    """
    for _ in range(_ROUNDS):
        rings = [ring for ring in _merged(rings, grid) if len(ring) > 2]
    return rings


def _merged(rings: list[Ints], grid: float) -> list[Ints]:
    """Merge pairs of corners, no two pairs beside each other."""
    counts = np.array([len(ring) for ring in rings])
    spots = np.asarray(np.concatenate(rings) * grid, dtype=np.float64)
    ends = np.cumsum(counts)
    after = np.arange(1, len(spots) + 1)
    after[ends - 1] = ends - counts
    before = np.empty_like(after)
    before[after] = np.arange(len(after))
    new, good = _corners(spots, before, after, grid)
    good = _alternate(good, before, after)
    good[good] = _is_free(spots, after, np.flatnonzero(good), new[good])
    moved = np.round(np.where(good[:, None], new, spots) / grid).astype(np.int64)
    kept = ~good[before]
    ring = np.repeat(np.arange(len(rings)), counts)
    cuts = np.searchsorted(ring[kept], np.arange(1, len(rings)))
    return np.split(moved[kept], cuts)


def _corners(spots: Floats, before: Ints, after: Ints, grid: float) -> tuple[Floats, Bools]:
    """Give where the edges before each corner and after the next one meet, and if it may be."""
    a, b, c, d = spots[before], spots, spots[after], spots[after[after]]
    scale = np.stack([np.cos(np.radians(b[:, 1])), np.ones(len(b))], axis=1)
    come, side, go = ((q - p) * scale for p, q in ((a, b), (b, c), (c, d)))
    first, second, whole = _cross(come, side), _cross(side, go), _cross(come, go)
    size = np.hypot(*side.T)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = _cross(side, go) / whole
        turn = np.arctan2(-whole, (come * go).sum(axis=1))
        out = -share * first / size
    new = b + share[:, None] * come / scale
    good = (first < -_LEAST) & (second < -_LEAST) & (turn > 0) & (turn < MOST_TURN)
    good &= (out * _METRES < MOST_OUT_M) & (np.abs(spots).max(axis=1) < 179.9)
    good &= (np.abs(np.stack([a, c, d]) - b).max(axis=(0, 2)) < 1) & (len(spots) > 0)
    return np.where(good[:, None], np.round(new / grid) * grid, b), good


def _cross(p: Floats, q: Floats) -> Floats:
    return np.asarray(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0])


def _alternate(good: Bools, before: Ints, after: Ints) -> Bools:
    """Keep no pair whose neighbours on either side are part of another."""
    found = np.zeros_like(good)
    for start in range(3):
        some = good & (np.arange(len(good)) % 3 == start)
        for step in (before, after):
            near = step
            for _ in range(3):
                some &= ~found[near]
                near = step[near]
        found |= some
    return found


def _is_free(spots: Floats, after: Ints, at: Ints, new: Floats) -> Bools:
    """Tell where what the water loses holds no other edge, nor part of what else it loses."""
    ring = np.stack([spots[at], new, spots[after[at]]], axis=1)
    lost = shapely.polygons(ring)
    edges = shapely.linestrings(np.stack([spots, spots[after]], axis=1))
    pairs = shapely.STRtree(np.asarray(edges)).query(lost, predicate="intersects")
    edge, own = pairs[1], at[pairs[0]]
    beside = (edge == own) | (edge == after[own]) | (after[edge] == own)
    free = np.ones(len(at), dtype=bool)
    free[pairs[0][~beside]] = False
    here, there = shapely.STRtree(np.asarray(lost)).query(lost, predicate="intersects")
    free[there[here < there]] = False
    return free
