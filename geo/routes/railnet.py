"""The railway network: tracks between junctions, and where a point lies on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from geo import geodesy, store
from geo.model import LatLon

FILE = "rail-world.geojson.gz"
KM_PER_DEGREE = 111.2

NEAREST = 200
"""Edges tried for the nearest track, those that begin closest."""

REACH_KM = 50.0
"""Within this, edges that begin further off are tried as well."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Track:
    """Track from one junction to the next.

    Attributes
    ----------
    ends : tuple of int
        The junctions, by number, at the first and the last vertex.
    line : sequence
        Vertices, longitude first, as the file has them.
    length_km : float
        As mapped before the vertices were thinned; longer than ``line``.
    countries : frozenset of str
        ISO 3166 alpha-3; two where the track crosses a border.
    bridge : bool
        A gap of the map, bridged by a straight line; no track was mapped there.
    """

    ends: tuple[int, int]
    line: Sequence[tuple[float, float]]
    length_km: float
    countries: frozenset[str]
    bridge: bool

    def points(self) -> list[LatLon]:
        """List the vertices, latitude first."""
        return [LatLon(lat, lon) for lon, lat in self.line]


Allowed = Callable[[Track], bool]
"""Whether a route may use a track."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A position on a track: how far from its first vertex, and from the point asked for."""

    track: int
    along_km: float
    at: LatLon
    off_km: float


class Network:
    """Tracks, which of them meet, and their edges as arrays to search in."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        self.tracks = tracks
        self.at: list[list[int]] = [[] for _ in range(1 + max(max(t.ends) for t in tracks))]
        for number, track in enumerate(tracks):
            for end in track.ends:
                self.at[end].append(number)
        lines = [np.asarray(track.line, dtype=float)[:, ::-1] for track in tracks]
        self._heads: Floats = np.concatenate([line[:-1] for line in lines])
        self._tails: Floats = np.concatenate([line[1:] for line in lines])
        self._low = np.minimum(self._heads, self._tails)
        self._high = np.maximum(self._heads, self._tails)
        self._owner = np.repeat(np.arange(len(lines)), [len(line) - 1 for line in lines])
        self._first = np.searchsorted(self._owner, np.arange(len(lines)))

    @property
    def countries(self) -> frozenset[str]:
        """Every country that has mapped track."""
        return frozenset().union(*(track.countries for track in self.tracks))

    def near(self, point: LatLon, reach_km: float, allowed: Allowed) -> list[Spot]:
        """Find the closest spot on each allowed track within reach, the nearest first."""
        reach = reach_km / KM_PER_DEGREE
        wide = reach / max(0.01, np.cos(np.radians(point.lat)))
        here, box = np.array(point), np.array([reach, wide])
        inside = ((self._low <= here + box) & (self._high >= here - box)).all(axis=1)
        edges = [
            edge for edge in np.flatnonzero(inside) if self._usable(self._owner[edge], allowed)
        ]
        best: dict[int, Spot] = {}
        for spot in self._project(point, np.asarray(edges, dtype=int)):
            known = best.get(spot.track)
            if spot.off_km <= reach_km and (known is None or spot.off_km < known.off_km):
                best[spot.track] = spot
        return sorted(best.values(), key=lambda spot: (spot.off_km, spot.track))

    def nearest(self, point: LatLon, allowed: Allowed) -> Spot | None:
        """Find the nearest spot, however far; None where no track is allowed."""
        usable = [self._usable(number, allowed) for number in range(len(self.tracks))]
        edges = np.flatnonzero(np.asarray(usable)[self._owner])
        if not len(edges):
            return None
        metres = geodesy.WGS84.inv(
            *(np.full(len(edges), point.lon), np.full(len(edges), point.lat)),
            *(self._heads[edges, 1], self._heads[edges, 0]),
        )[2]
        close = edges[np.argsort(metres, kind="stable")[:NEAREST]]
        spots = [*self.near(point, REACH_KM, allowed), *self._project(point, close)]
        return min(spots, key=lambda spot: (spot.off_km, spot.track))

    def _usable(self, number: int, allowed: Allowed) -> bool:
        track = self.tracks[number]
        return not track.bridge and allowed(track)

    def _project(self, point: LatLon, edges: Ints) -> Iterator[Spot]:
        """Drop a point onto edges, in a plane tangent at the point."""
        scale = np.array([1.0, np.cos(np.radians(point.lat))])
        heads, runs = self._heads[edges], self._tails[edges] - self._heads[edges]
        onto = ((np.array(point) - heads) * scale * runs * scale).sum(axis=1)
        shares = np.clip(onto / np.maximum(((runs * scale) ** 2).sum(axis=1), 1e-18), 0.0, 1.0)
        for edge, share, foot in zip(
            edges, shares, heads + runs * shares[:, np.newaxis], strict=True
        ):
            number = int(self._owner[edge])
            cuts, which = posts(self.tracks[number]), int(edge - self._first[number])
            along = float(cuts[which] + (cuts[which + 1] - cuts[which]) * share)
            at = LatLon(float(foot[0]), float(foot[1]))
            yield Spot(number, along, at, geodesy.distance_km(point, at))

    def cut(self, number: int, start_km: float, end_km: float) -> list[LatLon]:
        """Give the vertices of a track between two distances along it, in travel order."""
        track = self.tracks[number]
        points, cuts = track.points(), posts(track)
        low, high = sorted((start_km, end_km))
        inner = [p for p, km in zip(points, cuts, strict=True) if low < km < high]
        out = [_at(points, cuts, low), *inner, _at(points, cuts, high)]
        return out if start_km <= end_km else out[::-1]


def posts(track: Track) -> Floats:
    """Tell how far along its track each vertex lies, in kilometres of ``length_km``."""
    line = np.asarray(track.line, dtype=float)
    steps = geodesy.WGS84.line_lengths(line[:, 0], line[:, 1])
    along = np.concatenate([[0.0], np.cumsum(steps)])
    return np.asarray(along * (track.length_km / along[-1] if along[-1] else 0.0))


def _at(points: Sequence[LatLon], cuts: Floats, km: float) -> LatLon:
    lat = np.interp(km, cuts, [point.lat for point in points])
    lon = np.interp(km, cuts, [point.lon for point in points])
    return LatLon(float(lat), float(lon))


@cache
@store.bulk()
def network() -> Network:
    """Read the network once."""
    junctions: dict[tuple[float, float], int] = {}
    tracks = []
    for item in store.read_json(FILE)["features"]:
        line, told = item["geometry"]["coordinates"], item["properties"]
        first, last = (
            junctions.setdefault(tuple(line[end]), len(junctions)) for end in (0, -1)
        )
        countries = frozenset(told["countries"].split())
        tracks.append(
            Track((first, last), line, told["km"], countries, told.get("bridge", False))
        )
    return Network(tracks)
