"""Ways about shoals: the corners that they may pass, and arcs along the gates.

The network keeps the arcs that the shortest ways take, and those led over the shoals when it
was made: arcs from one end of a gate to the other are not all among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from geo.model import LatLon
from geo.routes import shoals, sphere, waters
from geo.routes.flats import SHOALS
from geo.routes.seaway import seaway
from geo.routes.sight import are_clear
from geo.routes.sphere import Bools, Floats, Ints
from geo.routes.taut import pushed

_ROUND_KM = 100.0
"""Ways round a shoal lie so near to its gates, or are those of many others."""
_LOT = 200
"""So many arcs are looked at at a time: all of a shoal's take a hundred megabytes."""
_BY_KM = 6.0
"""Corners as near to the end of a gate are of the land that it ends on."""


class Rim(NamedTuple):
    """What lies about shoals: corners of the network, and arcs as pairs of corners, (n, 2)."""

    corners: Ints
    arcs: Ints


def about(names: Sequence[str]) -> Rim:
    """Give what lies about shoals, by their names."""
    rims = [_about(name) for name in names]
    corners = np.unique(np.concatenate([rim.corners for rim in rims]))
    return Rim(corners, np.concatenate([rim.arcs for rim in rims]))


@cache
def _about(name: str) -> Rim:
    way, shoal = seaway(), shoals.shoals()[name]
    corners = way.near(shoal.middle, shoal.reach_km + _ROUND_KM)
    arcs = np.concatenate([_along(one, two) for one, two in SHOALS[name]])
    lots = np.array_split(arcs, len(arcs) // _LOT + 1)
    return Rim(corners, np.concatenate([some[_are_open(some)] for some in lots]))


def _are_open(arcs: Ints) -> Bools:
    """Tell which arcs lead over neither land nor a shoal."""
    here, there = (pushed(waters.room(), seaway().corners[ends]) for ends in arcs.T)
    return are_clear(waters.room(), here, there) & ~shoals.are_over(here, there)


def _along(one: LatLon, two: LatLon) -> Ints:
    """List the arcs that touch the lands at both ends of a gate, whatever lies between."""
    way = seaway()
    near = [way.near(sphere.unit(at), _BY_KM) for at in (one, two)]
    first, second = ([node for node in nodes if node < way.count] for nodes in near)
    pairs = np.array(np.meshgrid(first, second), dtype=np.int64).reshape(2, -1)
    touch = _touches(*pairs) & _touches(*pairs[::-1]) & (pairs[0] != pairs[1])
    return np.asarray(pairs.T[touch])


def _touches(nodes: Ints, others: Ints) -> Bools:
    """Tell where an arc passes its first corner with the land on one side alone."""
    way = seaway()
    across = sphere.cross(way.vectors(nodes), way.vectors(others))
    before, after = waters.room().vectors_beside(way.corners[nodes])
    sides: Floats = sphere.each_dot(across, before) * sphere.each_dot(across, after)
    return np.asarray(sides > 0)
