"""Where a point lies on the railway network: spots on the tracks near it."""

from __future__ import annotations

from collections.abc import Sequence
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

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spot:
    """A position on a track: how far from its first vertex, and from the point asked for."""

    track: int
    along_km: float
    at: LatLon
    off_km: float


class Edges:
    """The straight edges of all tracks, as arrays to search in.

    Parameters
    ----------
    lines : sequence of array
        The vertices of each track, longitude first.
    lengths_km : array
        How long each track is; its edges share the length in proportion.
    """

    def __init__(self, lines: Sequence[Floats], lengths_km: Floats) -> None:
        counts = np.asarray([len(line) - 1 for line in lines])
        self.heads: Floats = np.concatenate([line[:-1] for line in lines])[:, ::-1]
        self.tails: Floats = np.concatenate([line[1:] for line in lines])[:, ::-1]
        self.owner: Ints = np.repeat(np.arange(len(lines)), counts)
        self._south, self._west = np.minimum(self.heads, self.tails).T.copy()
        self._north, self._east = np.maximum(self.heads, self.tails).T.copy()
        steps = geodesy.WGS84.inv(
            *(self.heads[:, 1], self.heads[:, 0]), *(self.tails[:, 1], self.tails[:, 0])
        )[2]
        first = np.concatenate([[0], np.cumsum(counts)])[:-1]
        whole = np.add.reduceat(steps, first)
        share = lengths_km / np.where(whole > 0, whole, 1.0)
        self.km: Floats = np.asarray(steps) * share[self.owner]
        until = np.cumsum(self.km)
        self.start_km: Floats = until - self.km - (until - self.km)[first][self.owner]

    def near(self, point: LatLon, reach_km: float, usable: Flags) -> list[Spot]:
        """Find the closest spot on each usable track within reach, the nearest first."""
        reach = reach_km / KM_PER_DEGREE
        wide = reach / max(0.01, np.cos(np.radians(point.lat)))
        beside = (self._south <= point.lat + reach) & (self._north >= point.lat - reach)
        edges = np.flatnonzero(beside)
        west = _turned(self._west[edges] - point.lon)
        span = self._east[edges] - self._west[edges]
        edges = edges[(west <= wide) & (west + span >= -wide)]
        return self._spots(point, edges[usable[self.owner[edges]]], reach_km)

    def nearest(self, point: LatLon, usable: Flags) -> Spot | None:
        """Find the nearest spot, however far; None where no track is usable."""
        for reach_km in WIDENING_KM:
            if spots := self.near(point, reach_km, usable):
                return spots[0]
        edges = np.flatnonzero(usable[self.owner])
        ahead = _units(self.heads[edges]) @ _units(np.array([point]))[0]
        tried = edges[np.argsort(-ahead, kind="stable")[:EDGES_TRIED]]
        spots = self._spots(point, tried, np.inf)
        return spots[0] if spots else None

    def _spots(self, point: LatLon, edges: Ints, reach_km: float) -> list[Spot]:
        """Drop a point onto edges, in a plane tangent at the point; one spot a track."""
        scale = np.array([1.0, np.cos(np.radians(point.lat))])
        heads, runs = self.heads[edges] - point, self.tails[edges] - self.heads[edges]
        heads[:, 1] = _turned(heads[:, 1])
        onto = -(heads * scale * runs * scale).sum(axis=1)
        shares = np.clip(onto / np.maximum(((runs * scale) ** 2).sum(axis=1), 1e-18), 0.0, 1.0)
        gone = runs * shares[:, np.newaxis]
        off = np.hypot(*((heads + gone) * scale).T) * KM_PER_DEGREE
        feet = self.heads[edges] + gone
        out: dict[int, Spot] = {}
        for number in np.argsort(off, kind="stable"):
            track = int(self.owner[edges[number]])
            if track in out or off[number] > 1.05 * reach_km:
                continue
            along = self.start_km[edges[number]] + self.km[edges[number]] * shares[number]
            lat, lon = feet[number].tolist()
            at = LatLon(lat, lon)
            out[track] = Spot(track, float(along), at, geodesy.distance_km(point, at))
        found = [spot for spot in out.values() if spot.off_km <= reach_km]
        return sorted(found, key=lambda spot: (spot.off_km, spot.track))


def _turned(degrees: Floats) -> Floats:
    """Turn differences of longitude by whole turns to within 180 degrees."""
    return (degrees + 180.0) % 360.0 - 180.0


def _units(places: Floats) -> Floats:
    """Turn positions, latitude first, into unit vectors."""
    lat, lon = np.radians(places).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
