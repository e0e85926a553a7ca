"""Join arcs into the rings of areas, and tell whether positions lie in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LinearRing, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.arcs import Arcs
from geo.geodesy import WGS84

Array = NDArray[np.float64]
Position = tuple[float, float]

_WORLD = shapely.linearrings([(-361, -91), (361, -91), (361, 91), (-361, 91)])
_TOP, _SIDE = 90 - 1e-9, 180 - 1e-9
"""Just within the edges of the map, at which areas are cut but do not end."""
_BOW_M = 0.1
"""How far a straight line on the map may run from the geodesic that an edge is..."""
_WIDE_DEG = 0.01
"""... which takes an edge that spans more than this, anywhere."""


@dataclass(frozen=True, slots=True)
class Area:
    """Tells which positions lie in an area that rings bound, whatever lies in what."""

    _outside: BaseGeometry

    def covers(self, lat: Array, lon: Array) -> NDArray[np.bool_]:
        """Tell of each position, in degrees, whether it lies in the area."""
        inner = np.clip(lat, -_TOP, _TOP), np.clip(lon, -_SIDE, _SIDE)
        found: NDArray[np.bool_] = ~shapely.intersects_xy(self._outside, inner[1], inner[0])
        return found

    def covers_one(self, lat: float, lon: float) -> bool:
        """Tell of one position, in degrees, whether it lies in the area."""
        inner = max(-_TOP, min(_TOP, lat)), max(-_SIDE, min(_SIDE, lon))
        return not shapely.intersects_xy(self._outside, inner[1], inner[0])


def area(pieces: Sequence[Arcs]) -> Area:
    """Prepare the area on the left of arcs for questions."""
    closed, walked = _closed([_bowed(piece) for piece in pieces])
    points = np.concatenate([*(part.points for part in closed), *walked])
    counts = np.concatenate([*(part.counts for part in closed), [len(way) for way in walked]])
    owner = np.repeat(np.arange(len(counts)), counts.astype(np.int64))
    # One polygon with every ring as a hole: covered is what an odd number of rings holds.
    held: Any = shapely.linearrings(points, indices=owner)
    outside: BaseGeometry = shapely.polygons(_WORLD, held)
    shapely.prepare(outside)
    # The first question goes ring by ring; from the second on, GEOS counts crossings.
    shapely.intersects_xy(outside, 0.0, 0.0)
    return Area(outside)


def polygons(pieces: Sequence[Arcs]) -> MultiPolygon:
    """Build the polygons on the left of arcs, each shell with its holes."""
    found = rings(pieces)
    shells = [Polygon(ring) for ring in found if _turns_left(ring)]
    held: dict[int, list[LinearRing]] = defaultdict(list)
    tree = shapely.STRtree(shells)
    for hole in (Polygon(ring) for ring in found if not _turns_left(ring)):
        around = tree.query(hole.representative_point(), predicate="within")
        if len(around):
            held[min(around, key=lambda i: shells[i].area)].append(hole.exterior)
    return MultiPolygon(
        [Polygon(shell.exterior, held.get(i, [])) for i, shell in enumerate(shells)]
    )


def rings(pieces: Sequence[Arcs]) -> list[Array]:
    """Join arcs into closed rings; where several leave a point, the leftmost goes on."""
    closed, walked = _closed(pieces)
    return [*(ring for part in closed for ring in part.each()), *walked]


def _closed(pieces: Sequence[Arcs]) -> tuple[list[Arcs], list[Array]]:
    """Give the arcs that are rings already, and the rings that the others join into."""
    closed: list[Arcs] = []
    leaving: dict[Position, list[Array]] = defaultdict(list)
    for piece in pieces:
        last = np.cumsum(piece.counts) - 1
        ring = (piece.points[last - piece.counts + 1] == piece.points[last]).all(axis=1)
        whole = ring & (piece.counts > 3)
        if whole.any():
            points = piece.points[np.repeat(whole, piece.counts)]
            closed.append(Arcs(points, piece.counts[whole]))
        for i in np.flatnonzero(~ring):
            arc = piece.points[last[i] - piece.counts[i] + 1 : last[i] + 1]
            leaving[arc[0, 0], arc[0, 1]].append(arc)
    walked = []
    while leaving:
        way = _walked(next(iter(leaving)), leaving)
        if len(way) > 3:
            walked.append(way)
    return closed, walked


def _walked(start: Position, leaving: dict[Position, list[Array]]) -> Array:
    """Walk from a point along arcs, taking them out, until it is reached again."""
    way: list[Array] = []
    at = start
    while at in leaving:
        choices = leaving[at]
        arc = choices.pop(_leftmost(way[-1], choices) if way and len(choices) > 1 else 0)
        if not choices:
            del leaving[at]
        way.append(arc)
        at = (arc[-1, 0], arc[-1, 1])
        if at == start:
            break
    return np.concatenate([way[0], *(arc[1:] for arc in way[1:])])


def _leftmost(came: Array, choices: Sequence[Array]) -> int:
    """Choose the arc that turns left the most, seen from the way that led here."""
    back = came[-2] - came[-1]
    heading = np.arctan2(back[1], back[0])
    first = np.array([arc[1] - arc[0] for arc in choices])
    turn = (heading - np.arctan2(first[:, 1], first[:, 0])) % (2 * np.pi)
    return int(np.argmin(np.where(turn == 0, 2 * np.pi, turn)))


def _turns_left(ring: Array) -> bool:
    x, y = (ring - ring[0]).T
    return bool((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() > 0)


def _bowed(piece: Arcs) -> Arcs:
    """Divide edges whose geodesics run beside the straight line on the map."""
    points, counts = piece.points, piece.counts
    apart = np.abs(np.diff(points, axis=0)) > _WIDE_DEG
    wide = apart[:, 0] | apart[:, 1]
    wide[np.cumsum(counts)[:-1] - 1] = False
    parts = np.ones(len(points), dtype=np.int64)
    at = np.flatnonzero(wide)
    step = np.abs(points[at + 1] - points[at])
    lat = np.radians(np.minimum(np.abs(points[at, 1]) + step[:, 1], 89.0))
    metres = np.radians(step[:, 0]) * np.cos(lat) * WGS84.a
    # On a sphere, a geodesic leaves a parallel by length² · tan(latitude) / (8 · radius).
    bow = metres * np.hypot(metres, step[:, 1] * 111_200) * np.tan(lat) / (8 * WGS84.a)
    bow[(np.abs(points[at, 1]) == 90) & (step[:, 1] == 0)] = 0.0
    parts[at] = np.maximum(np.ceil(np.sqrt(bow / _BOW_M)), 1)
    if not (parts > 1).any():
        return piece
    owner = np.repeat(np.arange(len(points)), parts)
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(parts) - parts, parts)
    out = points[owner]
    inner = np.flatnonzero(nth > 0)
    own = owner[inner]
    at = np.flatnonzero(parts > 1)
    bearing, _, length = WGS84.inv(*points[at].T, *points[at + 1].T)
    which = np.searchsorted(at, own)
    along = length[which] * nth[inner] / parts[own]
    lon, north, _ = WGS84.fwd(points[own, 0], points[own, 1], bearing[which], along)
    out[inner] = np.column_stack((lon, north))
    return Arcs(out, np.add.reduceat(parts, np.cumsum(counts) - counts))
