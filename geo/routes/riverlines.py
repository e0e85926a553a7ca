"""Rivers and ship canals as they are kept by hand: their lines, and how long these are.

A river is drawn from the sea to its last port, with published river kilometres along it.
Between two of these it is as long as they say, beyond them as drawn. It is left for the sea at
its last point that is ``afloat``, in the water that ships keep to. A line from the sea that
ends on a river before it is an arm of that one: another way out. A line from one river to
another is a link: ships between their ports need not go down to where the two meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from geo import geodesy, store
from geo.model import LatLon

FILE = "sea-rivers.csv"
_LEAST_DOUBT = 0.03
"""Published lengths of a river differ by such a share at the least."""


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


class Lines(NamedTuple):
    """The rivers, each from its last port, those of them that are arms, and the links."""

    rivers: tuple[Descent, ...]
    arms: tuple[Descent, ...]
    links: tuple[Reach, ...]


@cache
def read() -> Lines:
    """Read what is drawn."""
    found: list[Descent] = []
    arms: list[Descent] = []
    links: list[Reach] = []
    for name, group in groupby(store.table(FILE), key=lambda row: row["river"]):
        rows = list(group)
        points = [LatLon(float(row["lat"]), float(row["lon"])) for row in rows]
        posts = [(at, float(row["km"])) for at, row in enumerate(rows) if row["km"]]
        afloat = [at for at, row in enumerate(rows) if row["afloat"]]
        ends = any(points[-1] in river.points for river in found)
        if ends and not afloat:
            links.append(Reach((name,), tuple(points), geodesy.length_km(points)))
            continue
        line = _river(name, points, _far_km(points, posts), afloat, found)
        if ends:
            arms.append(line)
        found.append(line)
    return Lines(tuple(found), tuple(arms), tuple(links))


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
    rest = sea if afloat else onward(points[0], others)
    more_km = rest.far_km[0] - far_km[mouth]
    return Descent(
        (name, *rest.names),
        (*points[:mouth:-1], *rest.points),
        (*(km + more_km for km in far_km[:mouth:-1]), *rest.far_km),
    )


def drawn(names: tuple[str, ...], points: Sequence[LatLon]) -> Descent:
    """Make a way to the sea of its line alone, as long as it is drawn."""
    far_km = accumulate(_steps_km(points[::-1]), initial=0.0)
    return Descent(names, tuple(points), tuple(far_km)[::-1])


def onward(mouth: LatLon, others: Sequence[Descent]) -> Descent:
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


def _steps_km(points: Sequence[LatLon]) -> list[float]:
    return [geodesy.distance_km(*ends) for ends in pairwise(points)]
