"""The railway network: tracks between junctions, and which of them meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from geo import geodesy, store
from geo.model import LatLon
from geo.routes import gauge
from geo.routes.railspots import Edges, Flags, Floats, Spot

FILE = "rail-world.geojson.gz"
BRANCH_WEIGHT = 1.2
"""A kilometre off the trunk lines counts as so many when a way is chosen."""

GAUGE_KM = 800.0
"""A change of gauge counts as so much track when a way is chosen, though not in its
length: goods are transhipped or wagons get other wheels, which takes days."""

RULES_KEPT = 15
SAME_KM = 1e-6


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
    countries : tuple of str
        ISO 3166 alpha-3, in the order of the vertices; two where it crosses a border.
    bridge : bool
        A gap of the map, bridged by a straight line; no track was mapped there.
    trunk : bool
        Part of a trunk line, where that is not the shortest way; see
        ``data/make/railmains.py``.
    """

    ends: tuple[int, int]
    line: Sequence[tuple[float, float]]
    length_km: float
    countries: tuple[str, ...]
    bridge: bool = False
    trunk: bool = False

    @property
    def weight(self) -> float:
        """Tell as how many a kilometre of it counts when a way is chosen."""
        return 1.0 if self.trunk else BRANCH_WEIGHT

    def points(self) -> list[LatLon]:
        """List the vertices, latitude first."""
        return [LatLon(lat, lon) for lon, lat in self.line]

    def beyond(self, junction: int) -> int:
        """Name the junction at the other end."""
        return self.ends[1] if self.ends[0] == junction else self.ends[0]


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which tracks a route may use: those inside some countries, and outside others."""

    within: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()

    def __call__(self, track: Track) -> bool:
        """Tell whether a route may use a track."""
        inside = not self.within or self.within.issuperset(track.countries)
        return inside and self.avoid.isdisjoint(track.countries)


class Network:
    """Tracks, which of them meet, and where points lie on them."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        self.tracks = tracks
        self.at: list[list[int]] = [[] for _ in range(1 + max(max(t.ends) for t in tracks))]
        for number, track in enumerate(tracks):
            for end in track.ends:
                self.at[end].append(number)
        lengths = np.asarray([track.length_km for track in tracks])
        self._edges = Edges([np.asarray(track.line, dtype=float) for track in tracks], lengths)
        self._bridges = np.asarray([track.bridge for track in tracks])
        self._rules: dict[Allowed, tuple[list[bool], Flags]] = {}

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every country that has mapped track."""
        return frozenset().union(*(track.countries for track in self.tracks))

    @cached_property
    def costs_km(self) -> list[float]:
        """Tell what each track counts when a way is chosen, at least its length."""
        return [
            track.weight * track.length_km + GAUGE_KM * len(gauge.breaks(track.countries))
            for track in self.tracks
        ]

    @cached_property
    def units(self) -> Floats:
        """Give the unit vectors of all junctions."""
        places = np.zeros((len(self.at), 2))
        for track in self.tracks:
            places[list(track.ends)] = track.line[0], track.line[-1]
        lon, lat = np.radians(places).T
        return np.column_stack(
            [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
        )

    def usable(self, allowed: Allowed) -> list[bool]:
        """Tell of each track whether it may be used."""
        return self._rule(allowed)[0]

    def near(self, point: LatLon, reach_km: float, allowed: Allowed) -> list[Spot]:
        """Find the closest spot on each allowed track within reach, the nearest first."""
        return self._edges.near(point, reach_km, self._rule(allowed)[1])

    def nearest(self, point: LatLon, allowed: Allowed) -> Spot | None:
        """Find the nearest spot, however far; None where no track is allowed."""
        return self._edges.nearest(point, self._rule(allowed)[1])

    def _rule(self, allowed: Allowed) -> tuple[list[bool], Flags]:
        """Mark the tracks that may be used, and those that may be joined; kept a while."""
        if allowed not in self._rules:
            self._rules = dict(list(self._rules.items())[-RULES_KEPT:])
            usable = [allowed(track) for track in self.tracks]
            self._rules[allowed] = (usable, np.asarray(usable) & ~self._bridges)
        return self._rules[allowed]

    def cut(self, number: int, start_km: float, end_km: float) -> list[LatLon]:
        """Give the vertices of a track between two distances along it, in travel order."""
        track = self.tracks[number]
        points, cuts = track.points(), posts(track)
        low, high = sorted((start_km, end_km))
        pairs = zip(points, cuts, strict=True)
        inner = [p for p, km in pairs if low + SAME_KM < km < high - SAME_KM]
        out = [_at(points, cuts, low), *inner, _at(points, cuts, high)]
        return out if start_km <= end_km else out[::-1]


def posts(track: Track) -> Floats:
    """Tell how far along its track each vertex lies, in kilometres of ``length_km``."""
    line = np.asarray(track.line, dtype=float)
    steps = geodesy.WGS84.line_lengths(line[:, 0], line[:, 1])
    along = np.concatenate([[0.0], np.cumsum(steps)])
    return np.asarray(along * (track.length_km / along[-1] if along[-1] else 0.0))


def _at(points: Sequence[LatLon], cuts: Floats, km: float) -> LatLon:
    beside = int(np.abs(cuts - km).argmin())
    if abs(cuts[beside] - km) <= SAME_KM:
        return points[beside]
    lat = np.interp(km, cuts, [point.lat for point in points])
    lon = np.interp(km, cuts, [point.lon for point in points])
    return LatLon(float(lat), float(lon))


@cache
@store.bulk()
def network() -> Network:
    """Read the network once."""
    return build(store.read_json(FILE)["features"])


def build(features: Iterable[Mapping[str, Any]]) -> Network:
    """Join GeoJSON features to a network: tracks meet where their ends are the same."""
    junctions: dict[tuple[float, float], int] = {}
    tracks = []
    for item in features:
        line, told = item["geometry"]["coordinates"], item["properties"]
        first, last = (
            junctions.setdefault(tuple(line[end]), len(junctions)) for end in (0, -1)
        )
        countries = tuple(told["countries"].split())
        marks = told.get("bridge", False), told.get("trunk", False)
        tracks.append(Track((first, last), line, told["km"], countries, *marks))
    return Network(tracks)
