"""The shortest way along track through a row of stops, each near several tracks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import groupby
from math import inf

import numpy as np

from geo.routes.railnet import SAME_KM, Allowed, Network
from geo.routes.railspots import Spot, units

OFF_WEIGHT = 2.0
"""A kilometre between a stop and the track counts as this many along it."""

SLACK_KM = 30.0
"""How much dearer than the best way to a stop another track there may be."""

RADIUS_KM = 6335.4
"""The ellipsoid's least radius of curvature: an angle times it is never too long a way."""


@dataclass(frozen=True, slots=True)
class Run:
    """Travel along one track, between two distances from its first vertex."""

    track: int
    start_km: float
    end_km: float

    @property
    def length_km(self) -> float:
        """How far it goes."""
        return abs(self.end_km - self.start_km)


@dataclass(frozen=True, slots=True)
class Path:
    """The spot chosen at each stop, the runs between neighbouring stops, and the cost.

    ``cost_km`` counts more than the runs' length: see ``OFF_WEIGHT`` and ``Network.costs_km``.
    """

    spots: tuple[Spot, ...]
    sections: tuple[tuple[Run, ...], ...]
    cost_km: float


@dataclass(slots=True)
class _Reach:
    """What a search from one stop found: cost and arrival at each junction.

    ``came`` gives the track used and the junction before; below zero, it is the
    source spot of number ``-1 - value``.
    """

    cost: dict[int, float]
    came: dict[int, tuple[int, int]]


def through(net: Network, stops: Sequence[Sequence[Spot]], allowed: Allowed) -> Path | int:
    """Find the shortest way through all stops; if there is none, the stop not reached.

    Which track to use at a stop is decided for the whole way at once, so that a stop
    beside a yard or a branch does not send the line there and back.
    """
    costs = [_off_km(spot) for spot in stops[0]]
    layers: list[tuple[_Reach, list[int]]] = []
    for number in range(1, len(stops)):
        reach = _search(net, stops[number - 1], costs, stops[number], allowed)
        found = [_arrive(net, reach, stops[number - 1], costs, spot) for spot in stops[number]]
        costs = [cost for cost, _ in found]
        if min(costs) == inf:
            return number
        layers.append((reach, [origin for _, origin in found]))
    chosen = min(range(len(costs)), key=costs.__getitem__)
    cost_km = costs[chosen]
    spots, sections = [stops[-1][chosen]], []
    for number in range(len(layers) - 1, -1, -1):
        reach, origins = layers[number]
        source, runs = _trace(net, reach, stops[number], spots[-1], origins[chosen])
        sections.append(tuple(runs))
        spots.append(stops[number][source])
        chosen = source
    return Path(tuple(spots[::-1]), tuple(sections[::-1]), cost_km)


def _off_km(spot: Spot) -> float:
    return OFF_WEIGHT * spot.off_km + spot.border_km


def _ends(net: Network, spot: Spot) -> Iterator[tuple[int, float]]:
    """Give the junctions on both sides of a spot, and the cost to each, its border with it."""
    track = net.tracks[spot.track]
    for end, km in zip(
        track.ends, (spot.along_km, track.length_km - spot.along_km), strict=True
    ):
        yield end, track.weight * km + net.halves_km[end]


def _search(
    net: Network,
    sources: Sequence[Spot],
    costs: Sequence[float],
    targets: Sequence[Spot],
    allowed: Allowed,
) -> _Reach:
    """Spread from the sources until the targets' junctions are reached (A*).

    What is still to go is at least the geodesic to the first target, so junctions on the
    way to it come first (P. E. Hart, N. J. Nilsson and B. Raphael, 1968).
    """
    rest, room = _rest_km(net, targets)
    waiting = _waiting(net, targets)
    heap = [
        (cost + km + rest[end], cost + km, end, spot.track, -1 - number)
        for number, (spot, cost) in enumerate(zip(sources, costs, strict=True))
        if cost < inf
        for end, km in _ends(net, spot)
    ]
    heapify(heap)
    reach, limit, usable = _Reach({}, {}), inf, net.usable(allowed)
    (begins, tracks, beyond), costs_km = net.meeting, net.costs_km
    while heap and waiting:
        least, cost, here, track, origin = heappop(heap)
        if least > limit:
            break
        if here in reach.cost:
            continue
        reach.cost[here], reach.came[here] = cost, (track, origin)
        if here in waiting:
            limit = min(limit, cost + waiting.pop(here) + SLACK_KM + room)
        for slot in range(begins[here], begins[here + 1]):
            number, there = tracks[slot], beyond[slot]
            if there not in reach.cost and usable[number]:
                far = cost + costs_km[number]
                heappush(heap, (far + rest[there], far, there, number, here))
    return reach


def _rest_km(net: Network, targets: Sequence[Spot]) -> tuple[list[float], float]:
    """Give each junction's least way to the first target, and how far the others lie."""
    goals = units(np.asarray([spot.at for spot in targets], dtype=float))
    squares = sum((axis - to) ** 2 for axis, to in zip(net.units, goals[0], strict=True))
    halves = np.sqrt(squares) / 2
    spread = np.linalg.norm(goals - goals[0], axis=1).max()
    rest: list[float] = (2 * RADIUS_KM * np.arcsin(np.minimum(halves, 1.0))).tolist()
    return rest, 1.01 * RADIUS_KM * float(spread)


def _waiting(net: Network, targets: Sequence[Spot]) -> dict[int, float]:
    """List the junctions to reach, and how far a target lies behind each."""
    out: dict[int, float] = {}
    for spot in targets:
        for end, km in _ends(net, spot):
            out[end] = min(km + spot.border_km, out.get(end, inf))
    return out


def _arrive(
    net: Network, reach: _Reach, sources: Sequence[Spot], costs: Sequence[float], target: Spot
) -> tuple[float, int]:
    """Give cost and last junction of the cheapest arrival; below zero, from a source direct."""
    weight = net.tracks[target.track].weight
    ways = [(reach.cost.get(end, inf) + km, end) for end, km in _ends(net, target)]
    ways += [
        (cost + weight * abs(source.along_km - target.along_km), -1 - number)
        for number, (source, cost) in enumerate(zip(sources, costs, strict=True))
        if source.track == target.track
    ]
    cost, origin = min(ways)
    return cost + _off_km(target), origin


def _trace(
    net: Network, reach: _Reach, sources: Sequence[Spot], target: Spot, origin: int
) -> tuple[int, list[Run]]:
    """Follow an arrival back to its source, and give that and the runs in travel order."""
    runs: list[Run] = []
    number, at_km = target.track, target.along_km
    while origin >= 0:
        runs.append(Run(number, _post(net, number, origin), at_km))
        number, before = reach.came[origin]
        at_km = _post(net, number, origin)
        origin = before
    source = -1 - origin
    runs.append(Run(number, sources[source].along_km, at_km))
    return source, [run for run in reversed(runs) if run.length_km > SAME_KM]


def _post(net: Network, number: int, junction: int) -> float:
    track = net.tracks[number]
    return 0.0 if track.ends[0] == junction else track.length_km


def countries(net: Network, runs: Sequence[Run]) -> list[str]:
    """List the countries that runs pass, in the order of travel; neighbours differ."""
    row: list[str] = []
    for run in runs:
        passed = net.tracks[run.track].countries
        row += passed if run.start_km <= run.end_km else passed[::-1]
    return [code for code, _ in groupby(row)]
