"""The shortest way along the network of sea ways.

Most corners are out of the question from the start: no shortest way that passes them
leads as far on both sides (Gutman 2004), or any way by them is longer than the one looked
for is thought to be. What is left is searched from one end, by the least way first (Hart,
Nilsson and Raphael 1968); where the way that it finds is longer than was thought, it is
searched once more among all by which one might be as short.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from geo.routes import sphere
from geo.routes.rims import Rim
from geo.routes.seaarcs import Joined, Places
from geo.routes.seaway import SPARE_KM, Links, Seaway, seaway
from geo.routes.sphere import Floats, Ints, Singles
from geo.routes.straits import CANALS, ICE

_THOUGHT, _THOUGHT_KM = 1.1, 30.0
"""A way is thought to be no longer than the least by this share, and so many kilometres."""
_WIDER, _WIDEST_KM = 1.5, 50_000.0
"""Where there is none, one so many times as long is looked for, and at last any."""
_FURTHER = 4.0
"""Ways off shoals lead so many times as far by a corner as was told with the shoals open."""
_LONGER_KM = 2000.0
"""Of ways off shoals those about so many kilometres longer than thought are the last."""


def search(
    start: Links,
    end: Links,
    closed: frozenset[str],
    round_: Rim | None = None,
    known_km: float = 0.0,
    than_km: float = 0.0,
) -> Found | None:
    """Find the shortest way along the network between two positions.

    Parameters
    ----------
    start, end : Links
        The corners in their sight.
    closed : frozenset of str
        Canals and passages through ice that are closed.
    round_ : Rim, optional
        What lies about shoals, which are closed then: how far ways lead that pass these
        corners was told with the shoals open, and is no guide, nor much of one elsewhere.
    known_km : float, default 0
        How long the way over these is: one round them is looked for from there on.
    than_km : float, default 0
        If more than 0, longer ways are not looked for.

    Returns
    -------
    Found or None
        None where no way leads.
    """
    way = seaway()
    if set(way.sea[start.nodes].tolist()).isdisjoint(way.sea[end.nodes].tolist()):
        return None
    shut = _ends(way, closed)
    bounds = way.bounds_km(max(map(_seen_km, (start, end)))) * (_FURTHER if round_ else 1.0)
    km, nodes = _way((start, end), shut, bounds, round_, known_km, than_km)
    if not nodes and round_ is None and not than_km:
        km, nodes = _way((start, end), shut, np.full_like(bounds, np.inf))
    if not nodes:
        return None
    parts: list[list[int]] = [[]]
    for one, after in zip(nodes, [*nodes[1:], -1], strict=True):
        parts[-1].append(one)
        if min(one, after) >= way.count and (one - way.count) // 2 == (after - way.count) // 2:
            parts.append([])
    return Found(parts, km)


def _seen_km(end: Links) -> float:
    """Tell how far from an end a way's first corner may lie.

    Of an end with corners near by, such as a port, further ones are left to their reach.
    """
    furthest_km = float(end.km.max())
    return furthest_km if end.km.min() > SPARE_KM else min(furthest_km, SPARE_KM)


def _ends(of: Seaway, closed: frozenset[str]) -> Ints:
    """List the ends of closed canals, and the corners in the ice of closed passages."""
    first = [of.count + 2 * at for at, name in enumerate(CANALS) if name in closed]
    ends = np.array([one + side for one in first for side in (0, 1)], dtype=np.int64)
    return np.concatenate([ends, *(of.within(*ICE[name]) for name in closed & ICE.keys())])


def _way(
    ends: tuple[Links, Links],
    shut: Ints,
    bounds: Floats,
    round_: Rim | None = None,
    known_km: float = 0.0,
    than_km: float = 0.0,
) -> tuple[float, list[int]]:
    """Find the shortest way by corners that may lie so far from both ends, and its length."""
    part = _Part(ends, bounds, round_)
    most_km = than_km or max(_THOUGHT * part.least_km(), known_km) + _THOUGHT_KM
    last_km = than_km or (most_km + _LONGER_KM if round_ else np.inf)
    while True:
        km, nodes = _shortest(part.net(most_km, shut))
        if km <= most_km:
            return km, nodes
        if most_km >= last_km:
            return np.inf, []
        wider_km = most_km * _WIDER if most_km < _WIDEST_KM else np.inf
        most_km = min(km, wider_km)


class Found(NamedTuple):
    """A way along the network.

    Attributes
    ----------
    parts : list of list of int
        The corners in order, parted where a canal is passed.
    km : float
        How long it is, with what some of its arcs cost.
    """

    parts: list[list[int]]
    km: float


class _Net(NamedTuple):
    """Some of the network's corners, told by their place among them, and their arcs.

    Attributes
    ----------
    nodes : array of int
        The corners.
    left_km : array of float
        How far it is from each to the end, at least.
    most_km : array of float
        How far from the start each may be passed, at most.
    arcs : Joined
        Their arcs.
    first, last : dict of int to float
        What the start and the end see, and how far off.
    """

    nodes: Ints
    left_km: Floats
    most_km: Floats
    arcs: Joined
    first: dict[int, float]
    last: dict[int, float]


class _Part:
    """The part of the network that a way between two ends may pass."""

    def __init__(self, ends: tuple[Links, Links], bounds: Floats, round_: Rim | None) -> None:
        self._of, self._ends, self._bounds, self._round = seaway(), ends, bounds, round_
        self._spots = np.stack([end.spot for end in ends])
        self._told = [self._of.landmarks.told(end.nodes, end.km) for end in ends]

    def least_km(self) -> float:
        """Give how long a way is at least."""
        start, end = self._ends[0], self._spots[1]
        chords = sphere.chords(self._of.spots(start.nodes), end)
        _, left = self._left_km(start.nodes, np.stack([start.km, chords]))
        return float((start.km + left).min())

    def net(self, most_km: float, shut: Ints) -> _Net:
        """Take out what a way of some length may pass, without the canals that are shut."""
        of = self._of
        nodes, spots, left, own = self._passed(most_km)
        places = Places(nodes, len(of.reach))
        first, last = (
            {at: km for at, km in zip(*seen, strict=True) if at >= 0}
            for seen in [(places.of(end.nodes).tolist(), end.km.tolist()) for end in self._ends]
        )
        most = np.where(left <= own, np.inf, own)
        arcs = of.arcs.among(nodes, spots, places, shut, self._round and self._round.arcs)
        return _Net(nodes, left, most, arcs, first, last)

    def _passed(self, most_km: float) -> tuple[Ints, Floats, Floats, Floats]:
        """List corners, where they lie, how far it is to the end, and how far ways may lead."""
        of = self._of
        nodes = of.field.between(self._spots, most_km, self._bounds)
        about = self._round.corners if self._round else nodes[:0]
        if len(about):
            nodes = np.append(about, nodes[~np.isin(nodes, about, kind="table")])
        spots, own = of.spots(nodes), self._bounds.take(of.reach.take(nodes))
        own[: len(about)] = np.inf
        roughly = sphere.about_km(*map(sphere.columns, (spots, self._spots)))
        good = _good(roughly, most_km, own)
        nodes, spots, own = nodes.take(good), spots.take(good, axis=0), own.take(good)
        away = self._left_km(nodes, np.array([sphere.chords(spots, at) for at in self._spots]))
        good = _good(away, most_km, own)
        return nodes.take(good), spots.take(good, axis=0), away[1].take(good), own.take(good)

    def _left_km(self, nodes: Ints, chords: Floats) -> Floats:
        """Give how far it is from corners to both ends, at least."""
        found = sphere.least_km(chords)
        for km, told in zip(
            found, self._of.landmarks.least_km(nodes, *self._told), strict=True
        ):
            np.maximum(km, told, out=km)
        return found


def _good(away: Floats | Singles, most_km: float, own: Floats) -> Ints:
    """List what lies so far from both ends that a way of some length may lead there."""
    start, end = away
    return np.flatnonzero((start + end <= most_km) & (np.minimum(start, end) <= own))


def _shortest(net: _Net) -> tuple[float, list[int]]:
    """Find the shortest way and its length, which is infinite where there is none."""
    nodes, left, most, arcs, first, last = net
    left_km, stops, to, arc_km = left.data, arcs.stops.data, arcs.there.data, arcs.km.data
    best, come = most.tolist(), [-1] * len(nodes)
    heap = [(km + left_km[at], at) for at, km in first.items()]
    heapify(heap)
    for at, km in first.items():
        best[at] = km
    goal, end = np.inf, -1
    while heap:
        due, here = heappop(heap)
        if due >= goal:
            break
        km = best[here]
        if due > km + left_km[here]:
            continue
        if here in last and km + last[here] < goal:
            goal, end = km + last[here], here
        for arc in range(stops[here], stops[here + 1]):
            reached, there = km + arc_km[arc], to[arc]
            if reached < best[there]:
                due = reached + left_km[there]
                if due < goal:
                    best[there], come[there] = reached, here
                    heappush(heap, (due, there))
    found = []
    while end >= 0:
        found.append(int(nodes[end]))
        end = come[end]
    return goal, found[::-1]
