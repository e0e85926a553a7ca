"""The railway network: tracks between junctions, and which of them meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from geo import store
from geo.model import LatLon
from geo.routes import gauge
from geo.routes.railspots import Edges, Flags, Floats, Spot, units
from geo.routes.railtracks import BRANCH_WEIGHT, Tracks

FILE = "rail-world.geojson.gz"
GAUGE_KM, BORDER_KM = 800.0, 60.0
"""A change of gauge, and any border, counts as so much track when a way is chosen, though not
in its length: goods are transhipped or wagons get other wheels, which takes days, and what
goes from place to place in a country seldom leaves it for a shorter way."""

CORNER_KM = 20.0
"""Track through so short a corner of a country, from one other and back to it, costs no
border: trains run through, as from Basarabeasca to Reni by Bolhrad."""

RULES_KEPT = 15
SAME_KM = 1e-6


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which tracks a route may use: those inside some countries, and outside others."""

    within: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()

    def __call__(self, countries: Sequence[str]) -> bool:
        """Tell whether a route may use a track in some countries."""
        inside = not self.within or self.within.issuperset(countries)
        return inside and self.avoid.isdisjoint(countries)


class Network:
    """Tracks, which of them meet, and where points lie on them."""

    def __init__(self, tracks: Tracks) -> None:
        self.tracks = tracks
        self._edges = Edges(tracks.points, tracks.first, tracks.posts)
        self._rules: dict[Allowed, tuple[list[bool], Flags]] = {}

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every country that has mapped track."""
        return frozenset().union(*self.tracks.groups)

    @cached_property
    def costs_km(self) -> list[float]:
        """Tell what each track counts when a way is chosen, at least its length."""
        tracks = self.tracks
        weights = np.where(tracks.trunk, 1.0, BRANCH_WEIGHT)
        within = np.asarray([crossing_km(row) for row in tracks.groups])
        borders = np.asarray(self.halves_km)[tracks.ends].sum(axis=1)
        costs = weights * tracks.length_km + within[tracks.group] + borders
        return list(costs.tolist())

    @cached_property
    def halves_km(self) -> list[float]:
        """Tell of each junction half of what a border there costs: two tracks lead over it."""
        tracks = self.tracks
        names = sorted(self.countries)
        groups = np.asarray([[names.index(row[at]) for at in (0, -1)] for row in tracks.groups])
        sides = groups[tracks.group]
        codes, ends = sides.ravel(), tracks.ends.ravel()
        low, high = np.full((2, len(tracks.places)), -1)
        high[ends] = low[ends] = codes
        np.maximum.at(high, ends, codes)
        np.minimum.at(low, ends, codes)
        halves = np.zeros(len(low))
        for at in np.flatnonzero(low != high).tolist():
            halves[at] = crossing_km((names[low[at]], names[high[at]])) / 2
        beyond = (low + high)[tracks.ends] - sides
        corner = (beyond == beyond[:, ::-1]) & (sides == sides[:, ::-1]) & (beyond != sides)
        halves[tracks.ends[corner[:, 0] & (tracks.length_km <= CORNER_KM)]] = 0.0
        return list(halves.tolist())

    @cached_property
    def meeting(self) -> tuple[list[int], list[int], list[int]]:
        """List the tracks that meet at each junction, and the junctions at their other ends.

        Returns
        -------
        tuple of list
            Where the row of each junction begins in the other two, and where the last one
            ends; the tracks, in their order; the junctions beyond them.
        """
        ends = self.tracks.ends.ravel()
        order = np.argsort(ends, kind="stable")
        begins = np.concatenate([[0], np.cumsum(np.bincount(ends))])
        return begins.tolist(), (order // 2).tolist(), ends[order ^ 1].tolist()

    @cached_property
    def units(self) -> Floats:
        """Give the unit vectors of all junctions, a row for each axis."""
        return units(self.tracks.places[:, ::-1]).T.copy()

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
        found = self._rules.get(allowed)
        if found is None:
            groups = np.asarray([allowed(row) for row in self.tracks.groups])
            usable = groups[self.tracks.group]
            found = usable.tolist(), usable & self.tracks.joinable
            kept = list(self._rules.items())[-RULES_KEPT:]
            self._rules = {**dict(kept), allowed: found}  # at once: other threads may ask
        return found

    def cut(self, number: int, start_km: float, end_km: float) -> list[LatLon]:
        """Give the vertices of a track between two distances along it, in travel order."""
        points, cuts = self.tracks[number].points(), self.tracks.posts(number)
        low, high = sorted((start_km, end_km))
        pairs = zip(points, cuts, strict=True)
        inner = [p for p, km in pairs if low + SAME_KM < km < high - SAME_KM]
        out = [_at(points, cuts, low), *inner, _at(points, cuts, high)]
        return out if start_km <= end_km else out[::-1]


def crossing_km(countries: Sequence[str]) -> float:
    """Tell what it costs to go from country to country."""
    return GAUGE_KM * len(gauge.breaks(countries)) + BORDER_KM * (len(countries) - 1)


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
    return Network(Tracks(features))
