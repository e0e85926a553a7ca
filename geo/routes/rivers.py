"""Down rivers and ship canals: from ports that lie behind the coast to the sea.

A river is a line drawn by hand, from the sea to its last port, with published river
kilometres along it. Between two of these it is as long as they say, beyond them as drawn.
It is left for the sea at its last point that is ``afloat``, in the water that ships keep to.
A line from one river to another is a link: ships between their ports need not go down to
where the two meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, groupby, pairwise
from math import cos, radians
from typing import NamedTuple

import numpy as np

from geo import geodesy, store
from geo.model import LatLon
from geo.routes.sphere import Floats

FILE = "sea-rivers.csv"
_LEAST_DOUBT = 0.03
"""Published lengths of a river differ by such a share at the least."""
_ABOUT = 1.5
"""A river lies by nothing that is so many degrees outside its box."""
_ON_KM = 0.02
"""A detour by so little is none."""


class Reach(NamedTuple):
    """A way along rivers: their names, its line, and how long it is."""

    names: tuple[str, ...]
    points: tuple[LatLon, ...]
    length_km: float

    @property
    def doubt_km(self) -> float:
        """How far its length is in doubt: by what the published and the drawn one differ."""
        off_km = abs(self.length_km - geodesy.length_km(self.points))
        return max(off_km, _LEAST_DOUBT * self.length_km)

    def turned(self) -> Reach:
        """Go the other way."""
        return self._replace(points=self.points[::-1])


class Descent(NamedTuple):
    """The way from a port down to the sea.

    Attributes
    ----------
    names : tuple of str
        The river that the port lies by, and those that it flows into.
    points : tuple of LatLon
        From the port to the open sea.
    far_km : tuple of float
        How far from the sea, along the rivers, each of them lies.
    off_km : float
        How far the port lies from the river's line.
    """

    names: tuple[str, ...]
    points: tuple[LatLon, ...]
    far_km: tuple[float, ...]
    off_km: float = 0.0

    def reach(self) -> Reach:
        """Give the whole of it."""
        return Reach(self.names, self.points, self.far_km[0])


def down(place: LatLon, within_km: float) -> Descent | None:
    """Find the way down the river that a port lies by, or None where none is so near.

    Parameters
    ----------
    place : LatLon
        The port.
    within_km : float
        How far it may lie from a river's line.
    """
    low, high = _boxes()
    about = np.flatnonzero(((low < place) & (high > place)).all(axis=1)).tolist()
    near = (left(_read()[0][at], place, within_km) for at in about)
    return min(filter(None, near), key=lambda found: found.off_km, default=None)


def along(start: Descent, end: Descent) -> Reach | None:
    """Go from one port to another by rivers alone, or give None where the sea parts them."""
    if start.points[-1] != end.points[-1]:
        return None
    links = (way for link in _read()[1] for way in (link, link.turned()))
    ways = (
        _linked(start, link, end)
        for link in links
        if link.points[0] in start.points and link.points[-1] in end.points
    )
    return min((_meeting(start, end), *ways), key=lambda way: way.length_km)


def _meeting(start: Descent, end: Descent) -> Reach:
    """Go down one river to where it meets the other."""
    shared = 1
    while start.points[-shared - 1 :] == end.points[-shared - 1 :]:
        shared += 1
    here, joint, there = start.points[:-shared], start.points[-shared], end.points[:-shared]
    km = start.far_km[0] + end.far_km[0] - 2 * start.far_km[-shared]
    for own, others in ((here, there), (there, here)):
        if len(own) == 1 and others and _is_between(own[0], others[-1], joint):
            joint, km = own[0], abs(start.far_km[0] - end.far_km[0])
    names = tuple(sorted({start.names[0], end.names[0]}))
    return Reach(names, tuple(dict.fromkeys((*here, joint, *there[::-1]))), km)


def _linked(start: Descent, link: Reach, end: Descent) -> Reach:
    """Go down one river to a link, and from it up the other."""
    here, there = start.points.index(link.points[0]), end.points.index(link.points[-1])
    river_km = start.far_km[0] - start.far_km[here] + end.far_km[0] - end.far_km[there]
    names = tuple(sorted({start.names[0], *link.names, end.names[0]}))
    points = (*start.points[:here], *link.points, *end.points[:there][::-1])
    return Reach(names, points, river_km + link.length_km)


def drawn(names: tuple[str, ...], points: Sequence[LatLon]) -> Descent:
    """Make a way to the sea of its line alone, as long as it is drawn."""
    far_km = accumulate(_steps_km(points[::-1]), initial=0.0)
    return Descent(names, tuple(points), tuple(far_km)[::-1])


def _is_between(place: LatLon, start: LatLon, end: LatLon) -> bool:
    """Tell whether a place lies on the line between two."""
    by = geodesy.distance_km(start, place) + geodesy.distance_km(place, end)
    return by - geodesy.distance_km(start, end) < _ON_KM


def left(river: Descent, place: LatLon, within_km: float) -> Descent | None:
    """Leave a port for the nearest point of a river, and follow it to the sea."""
    degrees = np.array(river.points) - place
    scale = np.array([1.0, cos(radians(place.lat))])
    here, step = degrees[:-1] * scale, np.diff(degrees, axis=0) * scale
    share = np.clip(-(here * step).sum(axis=1) / (step**2).sum(axis=1), 0, 1)
    spots = here + share[:, None] * step
    at = int((spots**2).sum(axis=1).argmin())
    spot = LatLon(*(spots[at] / scale + place).tolist())
    off_km = geodesy.distance_km(place, spot)
    if off_km > within_km:
        return None
    before, after = river.far_km[at : at + 2]
    far_km = before + float(share[at]) * (after - before)
    rest = slice(at + 1, None)
    return Descent(
        river.names, (spot, *river.points[rest]), (far_km, *river.far_km[rest]), off_km
    )


@cache
def _read() -> tuple[tuple[Descent, ...], tuple[Reach, ...]]:
    """Read the rivers, each from its last port, and the links between them."""
    found: list[Descent] = []
    links: list[Reach] = []
    for name, group in groupby(store.table(FILE), key=lambda row: row["river"]):
        rows = list(group)
        points = [LatLon(float(row["lat"]), float(row["lon"])) for row in rows]
        posts = [(at, float(row["km"])) for at, row in enumerate(rows) if row["km"]]
        afloat = [at for at, row in enumerate(rows) if row["afloat"]]
        if any(points[-1] in river.points for river in found):
            links.append(Reach((name,), tuple(points), geodesy.length_km(points)))
        else:
            found.append(_river(name, points, _far_km(points, posts), afloat, found))
    return tuple(found), tuple(links)


def _river(
    name: str,
    points: Sequence[LatLon],
    far_km: Sequence[float],
    afloat: Sequence[int],
    others: Sequence[Descent],
) -> Descent:
    """Turn a river to run from its last port; what flows into one goes on along it."""
    mouth = max(afloat, default=0)
    sea = Descent((), (points[mouth],), (0.0,))
    onward = sea if afloat else _onward(points[0], others)
    more_km = onward.far_km[0] - far_km[mouth]
    return Descent(
        (name, *onward.names),
        (*points[:mouth:-1], *onward.points),
        (*(km + more_km for km in far_km[:mouth:-1]), *onward.far_km),
    )


def _steps_km(points: Sequence[LatLon]) -> list[float]:
    return [geodesy.distance_km(*ends) for ends in pairwise(points)]


@cache
def _boxes() -> tuple[Floats, Floats]:
    """Give the least and the greatest latitude and longitude about each river."""
    lines = [np.array(river.points) for river in _read()[0]]
    low, high = (np.stack([of(line, axis=0) for line in lines]) for of in (np.min, np.max))
    return low - _ABOUT, high + _ABOUT


def _onward(mouth: LatLon, others: Sequence[Descent]) -> Descent:
    """Go on from the mouth of a river, along what it flows into."""
    other = next(river for river in others if mouth in river.points)
    at = other.points.index(mouth)
    return Descent(other.names, other.points[at:], other.far_km[at:])


def _far_km(points: Sequence[LatLon], posts: Sequence[tuple[int, float]]) -> list[float]:
    """Tell how far up a river each point lies: as published between posts, else as drawn."""
    steps = _steps_km(points)
    for (here, here_km), (there, there_km) in pairwise(posts):
        ratio = abs(there_km - here_km) / sum(steps[here:there])
        steps[here:there] = [step * ratio for step in steps[here:there]]
    return list(accumulate(steps, initial=0.0))
