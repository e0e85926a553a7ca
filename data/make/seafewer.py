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
_DRAWS, _APART = 3, 3
_LOTS = 0x9E3779B1, 0x85EBCA77
_MOST_LOT = 0xFFFFFFFF
"""Pairs are drawn by lots, numbers that look random, of their position on the grid."""
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
    good = _alternate(good, spots / grid, before, after)
    good[good] = _is_free(spots, before, after, np.flatnonzero(good), new[good])
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


def _alternate(good: Bools, spots: Floats, before: Ints, after: Ints) -> Bools:
    """Keep no pair that is near another along its ring.

    Which of them is told by where they lie alone: a change elsewhere changes nothing here.
    """
    x, y = np.round(spots).astype(np.int64).T
    lots = (x * _LOTS[0] ^ y * _LOTS[1]) & _MOST_LOT
    found = np.zeros_like(good)
    for _ in range(_DRAWS):
        left = np.where(good & ~found, lots, -1)
        drawn = left >= 0
        for step in (before, after):
            near = step
            for _ in range(_APART):
                drawn &= (left > left[near]) & ~found[near]
                near = step[near]
        found |= drawn
    return found


def _is_free(spots: Floats, before: Ints, after: Ints, at: Ints, new: Floats) -> Bools:
    """Tell where neither what the water loses nor its new edges meet another edge or pair.

    The new edges are not quite in line with the old ones, as their corner is on the grid.
    """
    first, last = before[at], after[after[at]]
    lost = shapely.polygons(np.stack([spots[at], new, spots[after[at]]], axis=1))
    line = shapely.linestrings(np.stack([spots[first], new, spots[last]], axis=1))
    edges = shapely.linestrings(np.stack([spots, spots[after]], axis=1))
    free = np.ones(len(at), dtype=bool)
    tree = shapely.STRtree(np.asarray(edges))
    for made, spare in ((lost, (first, at, after[at])), (line, _along(first, before, after))):
        pair, edge = tree.query(made, predicate="intersects")
        own = np.any([edge == some[pair] for some in spare], axis=0)
        free[pair[~own]] = False
    for made in (lost, line):
        here, there = shapely.STRtree(np.asarray(made)).query(line, predicate="intersects")
        free[np.maximum(here, there)[here != there]] = False
    return free


def _along(first: Ints, before: Ints, after: Ints) -> list[Ints]:
    """List the edges about a pair: the three that it replaces, and those beside them."""
    edges = [before[first], first]
    for _ in range(3):
        edges.append(after[edges[-1]])
    return edges
