"""Find the point of a line that lies nearest to positions, exactly, on the ellipsoid.

1. A tree over the edges, in space, gives those near enough by their straight chords: a
   geodesic is never shorter than the arc, of the largest radius of curvature, over the
   chord between its ends, and never longer than that of the smallest. For one position
   that mostly leaves one edge, or the two at a corner.
2. Where it leaves more, W. D. Lambert's formula ("The distance between two widely separated
   points on the surface of the Earth", Journal of the Washington Academy of Sciences 32,
   1942) gives the length to each within 1.5 parts in a million; the errors of two lengths
   from one position differ by a known share of the way between their ends at most (``slack``).
3. What is in doubt then is solved on the ellipsoid: from a point of the edge, the foot of
   the perpendicular on the sphere that fits best gives the next point, and each step shrinks
   the error by the flattening. Compare S. Baselga and J. C. Martínez-Llario,
   "Intersection and point-to-line solutions for geodesics on the ellipsoid", Studia
   Geophysica et Geodaetica 62 (2018), 353-363. Beyond a quarter of the way round, where an
   edge is nearest at an end, and the sphere tells little near the antipode, both are tried.

Many positions go through arrays, in ``many``. One goes without: on a dozen edges NumPy would
spend its time on being called.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from geo.edges import LARGEST, SAG, SMALLEST, Edges
from geo.geodesy import WGS84
from geo.many import DECIMALS, FAR_M, STEPS, TOLERANCE_M, estimated, feet_of_chords, slack
from geo.model import LatLon

Spot = tuple[float, float, float]
Shares = dict[int, float]
"""Edges by number, with the share of each one's chord at which it is nearest."""

_FIRST = 16
"""So many pieces are looked at one by one; seldom are all of them near enough."""
_FEW = 4
"""So many edges are solved sooner than estimated."""
_TIE_M = 1e-4
_BESIDE_M = 0.2
"""Nearer than this, the side is not plain: an area's edges are drawn to 0.1 m only."""
_ASKEW = 1e-3
"""The least sum of the sines of turns that makes it plain; at the tip of a spike it is 0."""


class Nearest(NamedTuple):
    """The nearest point of a line.

    Attributes
    ----------
    km : float
        The geodesic to it, within a micrometre of the edges as they are given.
    at : LatLon
        Where it is.
    label : int
        The label of its edge.
    left : bool or None
        Whether the position lies on the left of the line there; None where that is not
        plain.
    """

    km: float
    at: LatLon
    label: int
    left: bool | None


class _Foot(NamedTuple):
    """Where an edge comes nearest, and the ``turn`` from its course there to the position."""

    metres: float
    number: int
    lat: float
    lon: float
    turn: float
    at_end: bool
    ends: list[float]


def nearest(lines: Edges, at: LatLon) -> Nearest:
    """Measure the geodesic from a position to the nearest point of the edges."""
    at = LatLon(float(at.lat), float(at.lon))
    spot = _spot_in_space(at)
    near = _near_unindexed(lines, spot) if lines.once() else _near(lines, spot)
    if len(near) > _FEW:
        near = _doubtful_one(lines, near, spot)
    feet = [
        _solved_one(number, lines.ends[number].tolist(), at, share)
        for number, share in near.items()
    ]
    best = min(feet)
    return Nearest(
        round(best.metres / 1000, DECIMALS),
        LatLon(round(best.lat, DECIMALS), round(best.lon, DECIMALS)),
        int(lines.label[best.number]),
        _left([foot for foot in feet if foot.metres <= best.metres + _TIE_M]),
    )


def _left(feet: list[_Foot]) -> bool | None:
    """Tell whether a position lies on the left of the nearest edge, or of two at a corner."""
    starts, ends = [foot.ends[:2] for foot in feet], [foot.ends[2:] for foot in feet]
    if len(feet) == 1:
        known = not feet[0].at_end
    else:
        known = len(feet) == 2 and (ends[0] == starts[1] or ends[1] == starts[0])
    askew = sum(math.sin(foot.turn) for foot in feet)
    if not known or abs(askew) < _ASKEW or feet[0].metres < _BESIDE_M:
        return None
    return askew < 0


def _near(lines: Edges, spot: Spot) -> Shares:
    """Give the edges that may be nearest to a spot, by the tree and their chords."""
    index = lines.index
    away, piece = index.tree.query(spot, _FIRST)
    edge = index.owner.take(piece, mode="clip")
    start, step = lines.start.take(edge, axis=1).T, lines.step.take(edge, axis=1).T
    square = lines.square.take(edge)
    found: dict[int, tuple[float, float]] = {}
    limit = math.inf
    columns = (column.tolist() for column in (away, edge, start, step, square))
    for far, number, *chord in zip(*columns, strict=True):
        if far > limit + index.reach:
            return {number: share for number, (least, share) in found.items() if least <= limit}
        share, least, most = _foot_of_chord(spot, *chord)
        limit = min(limit, _limit(most))
        found[number] = least, share
    more = index.tree.query_ball_point(spot, limit + index.reach)
    return dict.fromkeys(index.owner.take(more).tolist(), 0.5)


def _foot_of_chord(
    spot: Spot, start: list[float], step: list[float], square: float
) -> tuple[float, float, float]:
    """Give the share of a chord at which it is nearest, and bounds on how far its edge is."""
    (x, y, z), (dx, dy, dz) = start, step
    x, y, z = spot[0] - x, spot[1] - y, spot[2] - z
    share = min(max((x * dx + y * dy + z * dz) / square, 0.0), 1.0)
    chord = math.hypot(x - share * dx, y - share * dy, z - share * dz)
    return share, chord - square * SAG, chord + square * SAG


def _limit(chord: float) -> float:
    """Give the chord that no geodesic exceeds that is as short as one over the given chord."""
    upper = 2 * SMALLEST * math.asin(min(chord / (2 * SMALLEST), 1.0))
    return 2 * LARGEST * math.sin(min(upper / (2 * LARGEST), math.pi / 2)) + 1e-6


def _near_unindexed(lines: Edges, spot: Spot) -> Shares:
    """Give the edges that may be nearest to a spot, by the chords to all of them."""
    here = np.array(spot)[:, np.newaxis]
    share, foot = feet_of_chords(lines.start, lines.step, lines.square, here)
    foot -= here
    chord = np.sqrt(np.einsum("ij,ij->j", foot, foot))
    kept = np.flatnonzero(chord - lines.sag <= _limit(float((chord + lines.sag).min())))
    return dict(zip(kept.tolist(), share[kept].tolist(), strict=True))


def _doubtful_one(lines: Edges, near: Shares, spot: Spot) -> Shares:
    """Do for one spot what ``_doubtful`` does for many."""
    edge = np.fromiter(near, dtype=np.int64, count=len(near))
    share, foot, metres = estimated(lines, edge, np.array(spot)[:, np.newaxis])
    best = int(np.argmin(metres))
    much = slack(lines, edge, foot, foot[:, best : best + 1], metres[best], edge[best])
    kept = np.flatnonzero(metres - metres[best] <= much)
    return dict(zip(edge[kept].tolist(), share[kept].tolist(), strict=True))


def _solved_one(number: int, ends: list[float], at: LatLon, share: float) -> _Foot:
    """Do for one edge what ``_solved`` does for many, without arrays."""
    foot = _slid_one(number, ends, at, share)
    if foot.metres <= FAR_M:
        return foot
    return min(foot, *(_slid_one(number, ends, at, begin) for begin in (0.0, 1.0)))


def _slid_one(number: int, ends: list[float], at: LatLon, share: float) -> _Foot:
    """Slide along an edge to the foot of the perpendicular, or to its end."""
    west, south, east, north = ends
    bearing, _, length = WGS84.inv(west, south, east, north)
    along = share * length
    away, lat, lon, turn = math.inf, south, west, 0.0
    for _ in range(STEPS):
        lon, lat, back = WGS84.fwd(west, south, bearing, along)
        azimuth, _, away = WGS84.inv(lon, lat, at.lon, at.lat)
        turn, angle = math.radians(azimuth - back - 180), away / WGS84.a
        move = WGS84.a * math.atan2(math.sin(angle) * math.cos(turn), math.cos(angle))
        after = min(max(along + move, 0.0), length)
        going = abs(after - along) >= TOLERANCE_M
        along = after
        if not going:
            break
    return _Foot(away, number, lat, lon, turn, not 0 < along < length, ends)


def _spot_in_space(at: LatLon) -> Spot:
    """Put one position into space, without arrays."""
    phi, lam = math.radians(at.lat), math.radians(at.lon)
    sine = math.sin(phi)
    normal = WGS84.a / math.sqrt(1 - WGS84.es * sine * sine)
    flat = normal * math.cos(phi)
    return flat * math.cos(lam), flat * math.sin(lam), normal * (1 - WGS84.es) * sine
