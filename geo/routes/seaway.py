"""The prepared network of sea ways: corners that ships round, joined where in sight."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from geo import store
from geo.model import LatLon
from geo.routes import sphere, waters
from geo.routes.afar import SIGHTS_KM, Afar, Asked, Far
from geo.routes.landmarks import Landmarks
from geo.routes.lazily import Lazily
from geo.routes.packing import GRID, unpacked
from geo.routes.seaarcs import Arcs
from geo.routes.seafield import Field
from geo.routes.sphere import Floats, Ints, Whole
from geo.routes.straits import CANALS, SMALL_CANALS

GRAPH = "sea-graph.npz"
REACHES_KM = (
    *(15.0, 30.0, 60.0, 120.0, 170.0, 250.0, 350.0, 500.0),
    *(700.0, 1000.0, 1400.0, 2000.0, 2800.0, 4000.0, 5600.0, 8000.0),
)
"""Least reach of the classes of corners, from the second on."""
KNOWN = 2
"""Of so many classes the reach was told from every corner, of the others from some."""
SPARE_KM = 100.0
"""A corner of the other classes may have so much more reach than its class says.

Few of the corners in port were asked, which lie beyond those of open water.
"""
_ROUNDED_KM = 1.0


class Links(NamedTuple):
    """Corners in sight of a position, how far they are, and the position on the ellipsoid."""

    nodes: Ints
    km: Floats
    spot: Floats


class Seaway:
    """The network.

    Attributes
    ----------
    count : int
        How many corners there are; the ends of canals come after them.
    corners : array of int
        Which corners of the room they are.
    arcs : Arcs
        How they are joined.
    sea : array of int
        The sea that each is of.
    reach : array of int
        How far ways lead that pass each, as a class (see ``bounds_km``).
    field : Field
        The corners by where they lie and by their reach.
    landmarks : Landmarks
        How far they are from landmarks.
    """

    def __init__(self) -> None:
        arrays, room = store.arrays(GRAPH), waters.room()
        self.corners: Ints = np.flatnonzero(np.unpackbits(arrays["nodes"])[: len(room)])
        self.count = len(self.corners)
        ends = np.concatenate([line[[0, -1]] for line in _canals()])
        self._grid = np.append(room.grid(self.corners), np.round(ends / GRID), axis=0)
        self._grid = self._grid.astype(np.int32)
        self._spots = Lazily((len(self._grid), 3), self._work_spots, np.float64)
        sight = arrays["sight"][: self.count]
        self.sea = arrays["sea"]
        self.reach = arrays["reach"]
        bounds_km = self.bounds_km(SPARE_KM)
        self._afar = [
            Afar(nodes, self._grid[nodes] * GRID, bounds_km[self.reach[nodes]], km)
            for number, km in enumerate(SIGHTS_KM, start=1)
            for nodes in [np.flatnonzero(sight == number)]
        ]
        self.landmarks = Landmarks(arrays["marks"])
        self.arcs = self._joined(arrays)
        self.field = Field(self._grid, GRID, self.reach)

    def _joined(self, arrays: Mapping[str, Any]) -> Arcs:
        """Lay the arcs out, and the canals among them."""
        degree = unpacked(arrays["degree"])
        there = np.repeat(np.arange(len(degree), dtype=np.int32), degree)
        there += unpacked(arrays["there"])
        canals = np.arange(self.count, len(degree), 2)
        after = np.cumsum(degree)[canals]
        straight_km = sphere.lengths_km(self.spots(canals), self.spots(canals + 1))
        costly = np.cumsum(unpacked(arrays["costly"]), dtype=np.int64)
        costly += np.searchsorted(after, costly, side="right")
        degree[canals] += 1
        return Arcs(
            degree,
            np.insert(there, after, canals + 1),
            np.append(costly, after + np.arange(len(canals))),
            np.append(unpacked(arrays["cost"]), canals_cost_km() - straight_km),
        )

    def spots(self, nodes: Ints | Whole) -> Floats:
        """Give where corners lie, in kilometres from the Earth's middle."""
        return self._spots[nodes]

    def _work_spots(self, some: Ints) -> Floats:
        return _spots(self._grid.take(some, axis=0) * GRID)

    def bounds_km(self, seen_km: float) -> Floats:
        """Give how far from the nearer end a way may pass a corner of each class.

        Parameters
        ----------
        seen_km : float
            How far from the ends the first and last corners may lie: reach is told by the
            ways between corners.
        """
        bounds = np.append(np.array(REACHES_KM) + max(seen_km, SPARE_KM), np.inf)
        bounds[:KNOWN] = REACHES_KM[:KNOWN]
        bounds[:KNOWN] += seen_km + _ROUNDED_KM
        return bounds

    def within(self, low: LatLon, high: LatLon) -> Ints:
        """List the corners between two latitudes and two longitudes."""
        lon, lat = (self._grid * GRID).T
        inside = (lat > low.lat) & (lat < high.lat) & (lon > low.lon) & (lon < high.lon)
        return np.flatnonzero(inside)

    def vectors(self, nodes: Ints) -> Floats:
        """Give corners, or ends of canals, as unit vectors."""
        spots = self.spots(nodes)
        return sphere.normalised(spots)

    def near(self, vector: Floats, reach_km: float) -> Ints:
        """List the corners within a distance of a position."""
        corners = waters.room().corners_near(vector, reach_km)
        nodes = np.minimum(np.searchsorted(self.corners, corners), self.count - 1)
        return np.asarray(nodes[self.corners[nodes] == corners])

    def far(self, asked: Asked, classes: Collection[int] = range(len(SIGHTS_KM))) -> list[Far]:
        """List corners further off that may be seen, by class."""
        return [self._afar[at].on_the_way(asked, self.landmarks) for at in classes]

    def links(self, vector: Floats, nodes: Ints) -> Links:
        """Measure the arcs from a position to corners."""
        spot = sphere.on_ellipsoid_km(vector[None])
        return Links(nodes, sphere.lengths_km(spot, self.spots(nodes)), spot[0])


def canals_cost_km() -> Floats:
    """Give how long the canals are taken to be, in the order of ``CANALS``."""
    more_km = [SMALL_CANALS.get(name, 0.0) for name in CANALS]
    return np.array([_length_km(line) for line in _canals()]) + more_km


def _canals() -> list[Floats]:
    """Give the lines of the canals in degrees, longitude first."""
    return [np.array([(p.lon, p.lat) for p in line]) for line in CANALS.values()]


def _spots(degrees: Floats) -> Floats:
    """Give where positions in degrees lie, in kilometres from the Earth's middle."""
    return sphere.on_ellipsoid_km(sphere.units(degrees))


def _length_km(line: Floats) -> float:
    """Measure a line in degrees."""
    spots = _spots(line)
    return float(sphere.lengths_km(spots[1:], spots[:-1]).sum())


@cache
def seaway() -> Seaway:
    """Read the network once."""
    return Seaway()
