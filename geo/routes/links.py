"""The corners of the network that are in sight of the ends of a way in the kept water."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from geo.routes import shoals, sphere, waters
from geo.routes.afar import NEAR_KM, Asked, Far
from geo.routes.seaway import Links, seaway
from geo.routes.sight import Horizon, are_clear, is_clear
from geo.routes.sphere import Bools, Floats, Ints

_MOST_FAR, _TRIED, _MOST_AT_SEA = 400, 60, 600
"""So many far corners of each class are looked for, and of those that the land near by does
not hide so many are tried; more where there are no corners near by, ..."""
_FEW, _MORE = 3, 10
"""... and so many times as many where fewer than this are in sight."""
_FURTHEST = np.cos(np.radians(80.0))
"""Positions that lie further apart are not asked whether they see each other."""


def see_each_other(start: Floats, end: Floats) -> bool:
    """Tell whether no land lies between two positions in the kept water; first near either."""
    if start @ end <= _FURTHEST:
        return False
    for here, there in ((start, end), (end, start)):
        _, horizon = _near(tuple(here.tolist()))
        if not horizon.clear(there[None])[0]:
            return False
    return is_clear(waters.room(), start, end)


def is_at_sea(entry: Floats) -> bool:
    """Tell whether a position in the kept water has no corners near by."""
    return not len(_near(tuple(entry.tolist()))[0])


def are_seen(start: Floats, there: Floats) -> Bools:
    """Tell which positions in the kept water no land hides from another."""
    seen: Bools = there @ start > _FURTHEST
    some = there[seen]
    seen[seen] = are_clear(waters.room(), np.repeat(start[None], len(some), axis=0), some)
    return seen


class Seen:
    """What is in sight of both ends of a way in the kept water.

    Parameters
    ----------
    start, end : array of shape (3,)
        The positions.

    Attributes
    ----------
    links : tuple of Links
        The corners of the seaway that each sees: all near by, and of those far off some on
        the way between them.
    """

    def __init__(self, start: Floats, end: Floats) -> None:
        self._ends = np.stack([start, end])
        near, horizons = zip(*(_near(tuple(at.tolist())) for at in self._ends), strict=True)
        far, self._left = _in_sight(self._ends, _ranked(self._ends, near, horizons))
        self.links = self._linked(far, near)

    def _linked(self, far: list[_Far], near: tuple[Ints, ...]) -> tuple[Links, Links]:
        """Measure how far it is to corners from each end."""
        first, last = (
            _off_byways(seaway().links(end, np.concatenate([near[at], *_nodes(far, at)])), end)
            for at, end in enumerate(self._ends)
        )
        return first, last

    def further(self, km: float) -> tuple[Links, Links] | None:
        """List more far corners, by which a way may be shorter than so, or give None."""
        turn = km / sphere.RADIUS_KM
        some = [left._replace(far=left.far.some(left.far.whole < turn)) for left in self._left]
        found = _clear(self._ends, some)
        if not any(len(left.far.nodes) for left in found):
            return None
        none = np.empty(0, dtype=np.int64)
        return self._linked(found, (none, none))


def also(entry: Floats, more_km: float) -> Links:
    """List the corners near another position by which a berth is left, as so much further."""
    nodes, _ = _near(tuple(entry.tolist()))
    seen = _off_byways(seaway().links(entry, nodes), entry)
    return seen._replace(km=seen.km + more_km)


def _off_byways(seen: Links, entry: Floats) -> Links:
    """Take corners that are seen across a byway as so much further off."""
    more_km = shoals.byways_km(entry, seaway().vectors(seen.nodes))
    return seen._replace(km=seen.km + more_km) if more_km.any() else seen


def joined(seen: list[Links]) -> Links:
    """Put together what is seen from some positions, the least of each; the first is told."""
    if len(seen) == 1:
        return seen[0]
    nodes, km = (np.concatenate([some[at] for some in seen]) for at in (0, 1))
    order = km.argsort()
    nodes, first = np.unique(nodes[order], return_index=True)
    return Links(nodes, km[order][first], seen[0].spot)


def off_shoals(seen: Links, entry: Floats) -> Links:
    """Keep the corners that a position sees across no shoal."""
    there = seaway().vectors(seen.nodes)
    clear = ~shoals.are_over(np.repeat(entry[None], len(there), axis=0), there)
    return Links(seen.nodes[clear], seen.km[clear], seen.spot)


class _Far(NamedTuple):
    """Far corners, the best first, by which end they are, and how they were asked for."""

    at: int
    asked: Asked
    far: Far

    def part(self, first: int | None, last: int | None) -> _Far:
        """Give those from one place to another."""
        return self._replace(far=self.far.some(slice(first, last)))


def _nodes(far: list[_Far], at: int) -> list[Ints]:
    """List the corners that are of one end."""
    return [some.far.nodes for some in far if some.at == at]


def _ranked(ends: Floats, near: tuple[Ints, ...], horizons: tuple[Horizon, ...]) -> list[_Far]:
    """List far corners of both ends that the land near by does not hide."""
    way, ranked = seaway(), []
    seen = [way.links(at, nodes) for at, nodes in zip(ends, near, strict=True)]
    told = [way.landmarks.told(nodes, km) if len(nodes) else None for nodes, km, _ in seen]
    bounded = None not in told
    for at in (0, 1):
        asked = Asked(ends[at], ends[1 - at], told[1 - at], bounded, _MOST_FAR, _TRIED)
        asks = [asked]
        if not len(near[at]):
            asked = asked._replace(most=_MOST_AT_SEA, tried=_MOST_AT_SEA)
            asks = [asked._replace(told=None), *([asked] if asked.told else [])]
        for asked in asks:
            classes = _unhidden(horizons[at], asked, few=len(near[at]) < _FEW)
            ranked += [_Far(at, asked, some) for some in classes]
    return ranked


def _in_sight(ends: Floats, ranked: list[_Far]) -> tuple[list[_Far], list[_Far]]:
    """List what is in sight among the first of each, and among more where few of them are.

    The second list holds what was not tried.
    """
    seen = _clear(ends, [far.part(0, far.asked.tried) for far in ranked])
    count = Counter[int]()
    for far in seen:
        count[id(far.asked)] += len(far.far.nodes)
    tried = [far.asked.tried * (_MORE if count[id(far.asked)] < _FEW else 1) for far in ranked]
    more = [far.part(far.asked.tried, most) for far, most in zip(ranked, tried, strict=True)]
    left = [far.part(most, None) for far, most in zip(ranked, tried, strict=True)]
    return [*seen, *_clear(ends, more)], left


def _clear(ends: Floats, far: list[_Far]) -> list[_Far]:
    """List which corners are in sight of their ends."""
    counts = [len(some.far.nodes) for some in far]
    if not any(counts):
        return far
    own = ends[[some.at for some in far]].repeat(counts, axis=0)
    there = seaway().vectors(np.concatenate([some.far.nodes for some in far]))
    clear = np.split(are_clear(waters.room(), own, there), np.cumsum(counts)[:-1])
    return [
        some._replace(far=some.far.some(seen)) for some, seen in zip(far, clear, strict=True)
    ]


def _unhidden(horizon: Horizon, asked: Asked, *, few: bool) -> list[Far]:
    """List far corners of each class that the land near by does not hide, the best first.

    Where there are few near by, more are looked at of a class that it hides nearly all of.
    """
    found = seaway().far(asked)
    seen = _not_hidden(horizon, found)
    for at, (far, some) in enumerate(zip(found, seen, strict=True)):
        if few and len(far.nodes) == asked.most and len(some.nodes) < _FEW:
            more = seaway().far(asked._replace(most=_MORE * asked.most), [at])
            seen[at : at + 1] = _not_hidden(horizon, more)
    return seen


def _not_hidden(horizon: Horizon, classes: list[Far]) -> list[Far]:
    """List the corners of each class that the land about a position does not hide."""
    stops = np.cumsum([len(far.nodes) for far in classes])[:-1]
    clear = horizon.clear(seaway().vectors(np.concatenate([far.nodes for far in classes])))
    parts = zip(classes, np.split(clear, stops), strict=True)
    return [far.some(seen) for far, seen in parts]


@lru_cache(maxsize=512)
def _near(vector: tuple[float, float, float]) -> tuple[Ints, Horizon]:
    """List the corners near a position that are in its sight, and give all edges near it."""
    at, room, way = np.array(vector), waters.room(), seaway()
    found, horizon = way.near(at, NEAR_KM), Horizon(room, room.near(at, NEAR_KM), at)
    return found[horizon.clear(way.vectors(found))], horizon
