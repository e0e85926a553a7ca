"""Which corners of the water may see each other: the lines that touch both, on a raster.

A shortest way bends only at corners that stick out into the water, and only so that its
straight pieces touch the land at both ends without running into it. Such pairs are few
among all pairs, and most of them are told apart by a glance at a raster of the water.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from PIL import Image, ImageDraw
from scipy.spatial import cKDTree

from geo.routes import sphere

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

PIXELS = 120
"""Pixels of a degree."""
_AHEAD_KM = (2.0, 4, 7, 10, 14, 18, 23, 28, 34, 40)
_FURTHER_KM = tuple(float(km) for km in range(50, 160, 12))
_FAR_KM = tuple(float(km) for km in range(50, 500, 20))
_NEAR_KM, _MIDDLE_KM, _LONG_KM, _LONGEST_KM = 40.0, 45.0, 300.0, 9500.0
"""How far is looked from corners in narrow water, open water, wide water, and the ocean."""
_THIN_KM = (1.0, 8.0)
"""For the last two, of outlines simplified by this much."""
_FINER_KM = (200.0, 50.0, 12.0, 3.0, 0.8)
_BLOCK = 256
_CLOSE = 1e-6


class Corners(NamedTuple):
    """Corners that stick out into the water.

    ``vectors`` are positions just off the corners, ``back`` and ``on`` the normals of
    the planes through them and the corners before and after; ``ring`` numbers rings.
    """

    vectors: Floats
    back: Floats
    on: Floats
    degrees: Floats
    ring: Ints


Raster = npt.NDArray[np.uint8]


def raster(rings: Sequence[tuple[Floats, Sequence[Floats]]]) -> Raster:
    """Draw polygons (outer ring and holes, in degrees): every pixel that water touches."""
    Image.MAX_IMAGE_PIXELS = None
    image = Image.new("L", (360 * PIXELS, 180 * PIXELS), 0)
    draw = ImageDraw.Draw(image)

    def pixels(ring: Floats) -> list[tuple[float, float]]:
        return [((x + 180) * PIXELS, (90 - y) * PIXELS) for x, y in ring.tolist()]

    for outer, holes in rings:
        draw.polygon(pixels(outer), fill=1)
        for hole in holes:
            draw.polygon(pixels(hole), fill=0)
    for outer, holes in rings:
        for ring in (outer, *holes):
            line = pixels(ring)
            draw.line([*line, line[0]], fill=1, width=3)
    return np.asarray(image)


def pairs(corners: Corners, image: Raster) -> Ints:
    """List the pairs of corners that may see each other, shape (n, 2)."""
    tier = _tiers(corners, image)
    middle, far = (_thinned(corners, km) for km in _THIN_KM)
    stages = (
        (tier == 0, tier >= 0, _NEAR_KM, 4000),
        (tier >= 1, tier >= 1, _MIDDLE_KM, 4000),
        (middle & (tier >= 2), middle & (tier >= 2), _LONG_KM, 400),
    )
    found = []
    for own, among, km, size in stages:
        for here, there in _within(
            corners.vectors, np.flatnonzero(own), np.flatnonzero(among), km, size
        ):
            first = (there > here) | ((tier[here] == 0) & (tier[there] > 0))
            found.append(_seen(corners, image, here[first], there[first]))
    ocean = np.flatnonzero(far & (tier >= 3))
    found += [_seen(corners, image, *both) for both in _facing(corners, ocean)]
    listed = np.sort(np.concatenate(found), axis=1)
    return np.unique(listed, axis=0)


def _seen(corners: Corners, image: Raster, here: Ints, there: Ints) -> Ints:
    """Keep pairs whose line touches both corners and stays on the water of the raster."""
    for a, b in ((here, there), (there, here)):
        spots = corners.vectors[b]
        sides = _dot(corners.back[a], spots) * _dot(corners.on[a], spots)
        touching = sides > 0
        here, there = here[touching], there[touching]
    clear = _clear(image, corners.vectors[here], corners.vectors[there])
    return np.stack([here[clear], there[clear]], axis=1)


def _dot(a: Floats, b: Floats) -> Floats:
    return np.asarray(np.einsum("ij,ij->i", a, b))


def _within(
    vectors: Floats, own: Ints, among: Ints, km: float, size: int
) -> Iterator[tuple[Ints, Ints]]:
    """Pair corners with others within a distance, some at a time."""
    tree = cKDTree(vectors[among])
    chord = 2 * np.sin(km / sphere.RADIUS_KM / 2)
    for start in range(0, len(own), size):
        some = own[start : start + size]
        near = tree.query_ball_point(vectors[some], chord)
        counts = np.array([len(found) for found in near])
        others = np.concatenate([np.array(found, dtype=np.int64) for found in near])
        yield np.repeat(some, counts), among[others]


def _facing(corners: Corners, own: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Pair all corners of an ocean whose line may touch the first, a block at a time."""
    vectors = corners.vectors[own].astype(np.float32)
    back, on = corners.back[own].astype(np.float32), corners.on[own].astype(np.float32)
    near = np.cos(_LONGEST_KM / sphere.RADIUS_KM)
    for start in range(0, len(own), _BLOCK):
        end, others = start + _BLOCK, vectors[start:].T
        one, two = back[start:end] @ others, on[start:end] @ others
        same = ((one > -_CLOSE) & (two > -_CLOSE)) | ((one < _CLOSE) & (two < _CLOSE))
        same &= vectors[start:end] @ others > near
        here, there = np.nonzero(same)
        later = there > here
        yield own[here[later] + start], own[there[later] + start]


def _tiers(corners: Corners, image: Raster) -> Ints:
    """Tell how far each corner sees past its own two edges: 40 km, 150, 500, or less."""
    near = _sees(corners, image, _AHEAD_KM, np.ones(len(corners.vectors), dtype=bool))
    middle = _sees(corners, image, _AHEAD_KM + _FURTHER_KM, near)
    far = _sees(corners, image, _AHEAD_KM + _FAR_KM, middle)
    return near.astype(np.int64) + middle + far


def _sees(corners: Corners, image: Raster, steps: Sequence[float], asked: Bools) -> Bools:
    """Tell which corners see water at every step in a direction between their edges'."""
    spots = corners.vectors
    back, on = (np.cross(normal, spots) for normal in (corners.back, corners.on))
    found = ~asked
    for one, two in ((-back, on), (back, -on)):
        for share in np.linspace(0.01, 0.99, 9):
            left = np.flatnonzero(~found)
            ahead = _unit(one[left] * (1 - share) + two[left] * share)
            open_ = np.ones(len(left), dtype=bool)
            for km in steps:
                angle = km / sphere.RADIUS_KM
                open_ &= _is_water(image, spots[left] * np.cos(angle) + ahead * np.sin(angle))
            found[left[open_]] = True
    return found & asked


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1), 1e-15)[:, None])


def _is_water(image: Raster, vectors: Floats) -> Bools:
    degrees = sphere.degrees(vectors.reshape(-1, 3))
    column = np.clip(((degrees[:, 0] + 180) * PIXELS).astype(int), 0, 360 * PIXELS - 1)
    row = np.clip(((90 - degrees[:, 1]) * PIXELS).astype(int), 0, 180 * PIXELS - 1)
    return np.asarray(image[row, column].reshape(vectors.shape[:-1]) > 0)


def _clear(image: Raster, here: Floats, there: Floats) -> Bools:
    """Tell which arcs stay on the water of the raster, looking near the ends first."""
    found = np.ones(len(here), dtype=bool)
    angle = np.arccos(np.clip(_dot(here, there), -1, 1))
    for km in (2.0, 5.0, 10.0, 20.0, 40.0):
        for a, b in ((here, there), (there, here)):
            left = np.flatnonzero(found & (angle * sphere.RADIUS_KM > 2 * km))
            step = np.full((len(left), 1), km / sphere.RADIUS_KM) / angle[left, None]
            found[left] = _is_water(image, _along(a[left], b[left], step))[:, 0]
    for step_km in _FINER_KM:
        left = np.flatnonzero(found & (angle * sphere.RADIUS_KM > step_km))
        count = np.ceil(angle[left] * sphere.RADIUS_KM / step_km).astype(int)
        order = np.argsort(count)
        left, count = left[order], count[order]
        start = 0
        while start < len(left):
            like = int(np.searchsorted(count, count[start] * 1.3 + 1))
            end = max(start + 1, min(like, start + 3_000_000 // int(count[like - 1])))
            most = int(count[end - 1])
            shares = ((np.arange(most) + 0.5) / most)[None]
            some = left[start:end]
            found[some] = _is_water(image, _along(here[some], there[some], shares)).all(axis=1)
            start = end
    return found


def _along(here: Floats, there: Floats, shares: Floats) -> Floats:
    """Give positions at shares of arcs, shape (arcs, shares, 3)."""
    angle = np.arccos(np.clip(_dot(here, there), -1, 1))[:, None]
    sine = np.maximum(np.sin(angle), 1e-15)
    first, second = np.sin((1 - shares) * angle) / sine, np.sin(shares * angle) / sine
    return np.asarray(first[..., None] * here[:, None] + second[..., None] * there[:, None])


def _thinned(corners: Corners, km: float) -> Bools:
    """Tell which corners are left of their ring's outline where it is simplified."""
    kept = np.zeros(len(corners.vectors), dtype=bool)
    lines = []
    edges = np.flatnonzero(np.diff(corners.ring, prepend=-1, append=-1))
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        for first in range(start, end, 400):
            some = np.arange(first, min(first + 401, end))
            if len(some) < 4:
                kept[some] = True
                continue
            spots = corners.degrees[some]
            flat = spots * (float(np.cos(np.radians(spots[:, 1].mean()))), 1.0)
            lines.append(shapely.LineString(np.column_stack([flat, some.astype(float)])))
    slim = shapely.simplify(lines, km / 111.2)
    kept[shapely.get_coordinates(slim, include_z=True)[:, 2].astype(int)] = True
    return kept
