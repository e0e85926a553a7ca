"""Where a point lies on the railway network: spots on the tracks near it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo import geodesy
from geo.model import LatLon

KM_PER_DEGREE = 111.2
EDGES_TRIED = 400
"""Edges tried for the nearest track however far, those that begin closest."""

WIDENING_KM = (3.0, 10.0, 50.0)
"""The nearest track is looked for within these, one after the other."""

ROOM_DEG = 1e-6
"""Spans of whole tracks are held to be so much nearer than they are, against rounding."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spot:
    """A position on a track: how far from its first vertex, and from the point asked for.

    A border between the two counts as ``border_km`` of track.
    """

    track: int
    along_km: float
    at: LatLon
    off_km: float
    border_km: float = 0.0


class Edges:
    """The straight edges of all tracks, as arrays to search in.

    An edge is known by the number of the vertex that it begins at.

    Parameters
    ----------
    points : array
        The vertices of all tracks, one track after the other, longitude first.
    first : array
        Where the vertices of each track begin; one more, where the last ends.
    posts : function
        Tells of a track how far along it each vertex lies, in kilometres.
    """

    def __init__(self, points: Floats, first: Ints, posts: Callable[[int], Floats]) -> None:
        self._places: Floats = points[:, ::-1]
        self._first, self._posts = first, posts
        lon, lat = np.ascontiguousarray(points.T)
        self._south, self._north = _spans(lat, first)
        self._west, self._east = _spans(lon, first)

    def near(self, point: LatLon, reach_km: float, usable: Flags) -> list[Spot]:
        """Find the closest spot on each usable track within reach, the nearest first."""
        reach = reach_km / KM_PER_DEGREE
        wide = reach / max(0.01, np.cos(np.radians(point.lat)))
        beside = (self._south <= point.lat + reach) & (self._north >= point.lat - reach)
        tracks = np.flatnonzero(beside & usable)
        west, east = self._west[tracks], self._east[tracks]
        edges = self._of(tracks[_beside(west, east, point.lon, wide + ROOM_DEG)])
        ends = self._places[edges], self._places[edges + 1]
        (south, west), (north, east) = np.minimum(*ends).T, np.maximum(*ends).T
        beside = (south <= point.lat + reach) & (north >= point.lat - reach)
        beside &= _beside(west, east, point.lon, wide)
        return self._spots(point, edges[beside], reach_km)

    def nearest(self, point: LatLon, usable: Flags) -> Spot | None:
        """Find the nearest spot, however far; None where no track is usable."""
        for reach_km in WIDENING_KM:
            if spots := self.near(point, reach_km, usable):
                return spots[0]
        edges = self._of(np.flatnonzero(usable))
        ahead = units(self._places[edges]) @ units(np.array([point]))[0]
        tried = edges[np.argsort(-ahead, kind="stable")[:EDGES_TRIED]]
        spots = self._spots(point, tried, np.inf)
        return spots[0] if spots else None

    def _of(self, tracks: Ints) -> Ints:
        """List the edges of some tracks."""
        counts = self._first[tracks + 1] - self._first[tracks] - 1
        before = np.cumsum(counts) - counts
        shifts: Ints = np.repeat(self._first[tracks] - before, counts)
        return shifts + np.arange(len(shifts))

    def _spots(self, point: LatLon, edges: Ints, reach_km: float) -> list[Spot]:
        """Drop a point onto edges, in a plane tangent at the point; one spot a track."""
        scale = np.array([1.0, np.cos(np.radians(point.lat))])
        heads, tails = self._places[edges], self._places[edges + 1]
        apart, runs = heads - point, tails - heads
        apart[:, 1] = _turned(apart[:, 1])
        onto = -(apart * scale * runs * scale).sum(axis=1)
        shares = np.clip(onto / np.maximum(((runs * scale) ** 2).sum(axis=1), 1e-18), 0.0, 1.0)
        gone = runs * shares[:, np.newaxis]
        off = np.hypot(*((apart + gone) * scale).T) * KM_PER_DEGREE
        order = np.argsort(off, kind="stable")
        order = order[off[order] <= 1.05 * reach_km]
        owners = np.searchsorted(self._first, edges[order], side="right") - 1
        tracks, best = np.unique(owners, return_index=True)
        chosen = order[best]
        feet = heads[chosen] + gone[chosen]
        off_km = geodesy.WGS84.inv(
            *(np.full(len(feet), point.lon), np.full(len(feet), point.lat)),
            *(feet[:, 1], feet[:, 0]),
        )[2]
        found = []
        for number, (track, metres) in enumerate(zip(tracks.tolist(), off_km, strict=True)):
            if metres / 1000 <= reach_km:
                at = LatLon(*feet[number].tolist())
                along = self._along(track, int(edges[chosen[number]]), shares[chosen[number]])
                found.append(Spot(track, along, at, float(metres) / 1000))
        return sorted(found, key=lambda spot: (spot.off_km, spot.track))

    def _along(self, track: int, edge: int, share: float) -> float:
        """Tell how far along a track a share of one of its edges lies."""
        posts, number = self._posts(track), edge - int(self._first[track])
        return float(posts[number] * (1 - share) + posts[number + 1] * share)


def _spans(degrees: Floats, first: Ints) -> tuple[Floats, Floats]:
    """Give the least and the greatest of each track."""
    begins = first[:-1]
    return np.minimum.reduceat(degrees, begins), np.maximum.reduceat(degrees, begins)


def _beside(west: Floats, east: Floats, lon: float, wide: float) -> Flags:
    """Tell which spans of longitude come within some degrees of a meridian."""
    ahead, span = _turned(west - lon), east - west
    return np.asarray((ahead <= wide) & (ahead + span >= -wide))


def _turned(degrees: Floats) -> Floats:
    """Turn differences of longitude by whole turns to within 180 degrees."""
    return (degrees + 180.0) % 360.0 - 180.0


def units(places: Floats) -> Floats:
    """Turn positions, latitude first, into unit vectors."""
    lat, lon = np.radians(places).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
