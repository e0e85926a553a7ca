"""The shortest way along the network of sea ways.

Two searches, one from each end, lean towards the other end by the lengths to landmarks and
pass corners by that no way reaches as far beyond (Goldberg, Kaplan and Werneck 2006). A
search goes no further on than half of the way, so that they meet in the middle (Holte,
Felner, Sharon and Sturtevant 2016). Both go on from many corners at a time, all those that
lie on nearly the least way, so that a step is a few sums of arrays; a corner that is later
reached sooner is gone on from again.
"""

from __future__ import annotations

import numpy as np

from geo.routes import sphere
from geo.routes.seaway import MARK_KM, Links, Seaway, Sheet, seaway
from geo.routes.sphere import Floats, Ints
from geo.routes.straits import CANALS

_ROUNDED = 2
"""Lengths to landmarks are good to this many units in a difference."""
_ABREAST = 64
"""The searches go on from as many corners at a time, and ..."""
_WITHIN, _WITHIN_KM = 1.005, 10.0
"""... from all by which the way is at least no longer than the least by this."""
_HOPS, _FEW = 3, 100
"""So many arcs more are gone on at once where as few corners are reached."""


def search(start: Links, end: Links, closed: frozenset[str]) -> list[list[int]] | None:
    """Find the shortest way along the network between two positions.

    Parameters
    ----------
    start, end : Links
        The corners in their sight.
    closed : frozenset of str
        Canals that are closed.

    Returns
    -------
    list of list of int, or None
        The corners in order, parted where a canal is passed; None where no way leads.
    """
    way = seaway()
    if not np.intersect1d(way.sea[start.nodes], way.sea[end.nodes]).size:
        return None
    shut = _ends(way, closed)
    ends = (start, end)
    nodes = _way(way, ends, shut) or _way(way, ends, shut, wide=True)
    if nodes is None:
        return None
    parts: list[list[int]] = [[]]
    for at, one in enumerate(nodes):
        parts[-1].append(one)
        after = nodes[at + 1] if at + 1 < len(nodes) else -1
        if min(one, after) >= way.count and (one - way.count) // 2 == (after - way.count) // 2:
            parts.append([])
    return parts


def _ends(of: Seaway, closed: frozenset[str]) -> Ints:
    """List the ends of closed canals."""
    first = [of.count + 2 * at for at, name in enumerate(CANALS) if name in closed]
    return np.array([one + side for one in first for side in (0, 1)], dtype=np.int64)


class _Ahead:
    """How far it is from corners to the end that a search leads to, at least."""

    def __init__(self, of: Seaway, ends: tuple[Links, Links]) -> None:
        self._of = of
        self._spots = np.stack([end.spot for end in ends[::-1]])
        own = [(of.marks[end.nodes].T * MARK_KM, end.km) for end in ends[::-1]]
        most = np.array([(marks - km).max(axis=1) for marks, km in own]).T / MARK_KM
        least = np.array([(marks + km).min(axis=1) for marks, km in own]).T / MARK_KM
        self._middle = ((least + most) / 2).astype(np.float32)
        self._more = ((least - most) / 2 - _ROUNDED).astype(np.float32)

    def km(self, nodes: Ints, sides: Ints) -> Floats:
        """Give what any way on takes at least from corners that these searches reached.

        It is at least the longest difference between what it is from a landmark to the
        corner and to whatever the end sees.
        """
        marks = self._of.marks.take(nodes, axis=0).T.astype(np.float32, order="C")
        marks -= self._middle.take(sides, axis=1)
        np.abs(marks, out=marks)
        marks += self._more.take(sides, axis=1)
        off = self._of.spots(nodes) - self._spots.take(sides, axis=0)
        return np.asarray(np.maximum(sphere.norms(off), MARK_KM * marks.max(axis=0)))


class _Front:
    """What the searches have come to and have yet to go on from, by the least way first.

    It is a table: what was reached, how far it is, and how long a way by it is at least.
    """

    def __init__(self) -> None:
        self._table, self._most = np.empty((3, 0)), _ABREAST

    def add(self, reached: Ints, km: Floats, least_km: Floats) -> None:
        """Put in what is reached."""
        new = np.empty((3, len(km)))
        new[0], new[1], new[2] = reached, km, least_km
        table = np.concatenate([self._table, new], axis=1)
        self._table = table.take(table[2].argsort(), axis=1)

    def least_km(self) -> float:
        """Give how long any way found from here is at least."""
        return float(self._table[2, 0]) if self._table.size else np.inf

    def next(self, sheet: Sheet, goal_km: float) -> tuple[Ints, Floats]:
        """Take out what to go on from next, and how far that is."""
        table = self._table
        if table.shape[1] > self._most:
            table = _swept(table, sheet, goal_km)
            self._most = max(_ABREAST, 2 * table.shape[1])
        due = table[2]
        bar = self.least_km() * _WITHIN + _WITHIN_KM
        if len(due) > _ABREAST:
            bar = max(bar, float(due[_ABREAST]))
        many = int(due.searchsorted(min(bar, goal_km), side="right"))
        reached, km, _ = _swept(table[:, :many], sheet, goal_km)
        self._table = table[:, many:]
        return reached.astype(np.int64), km


def _swept(table: Floats, sheet: Sheet, goal_km: float) -> Floats:
    """Leave out what was reached sooner since, and what leads to no shorter way."""
    reached, km, due = table
    good = km <= sheet.best.take(reached.astype(np.int64))
    good &= (due < goal_km) & (2 * km < goal_km)
    return table.compress(good, axis=1)


def _way(
    of: Seaway, ends: tuple[Links, Links], shut: Ints, *, wide: bool = False
) -> list[int] | None:
    """List the corners of the shortest way; a wide search passes no corner by for its reach.

    What is reached is told by twice the corner's number, and one more from the second end.
    """
    ahead, front = _Ahead(of, ends), _Front()
    bounds = np.full(len(of.bounds), np.inf) if wide else np.array(of.bounds)
    with of.sheet() as sheet:
        reached, km = sheet.begin(*ends)
        goal = sheet.met(reached, km)
        while True:
            for _ in range(_HOPS):
                if not 0 < len(reached) <= _FEW:
                    break
                near = 2 * km < goal[0]
                reached, km = _onward(of, reached[near], km[near], sheet, shut)
                goal = min(goal, sheet.met(reached, km))
            nodes = reached >> 1
            left = ahead.km(nodes, reached & 1)
            good = np.minimum(km, left) <= bounds.take(of.reach.take(nodes))
            front.add(reached[good], km[good], (km + left)[good])
            if front.least_km() >= goal[0]:
                break
            reached, km = _onward(of, *front.next(sheet, goal[0]), sheet, shut)
            goal = min(goal, sheet.met(reached, km))
        return _halves(sheet, goal[1]) if goal[0] < np.inf else None


def _halves(sheet: Sheet, goal: int) -> list[int]:
    """List the corners from one end to the other by one that both searches reached."""
    halves = []
    for found in ([goal & ~1], [goal | 1]):
        while found[-1] >= 0:
            found.append(int(sheet.come[found[-1]]))
        halves.append([one >> 1 for one in found[:-1]])
    return halves[0][:0:-1] + halves[1]


def _onward(
    of: Seaway, here: Ints, here_km: Floats, sheet: Sheet, shut: Ints
) -> tuple[Ints, Floats]:
    """Go on from corners along their arcs: give what is reached sooner than before."""
    number, there, km = of.arcs.of(here >> 1)
    here, km = here.repeat(number), here_km.repeat(number) + km
    reached = 2 * there + (here & 1)
    sooner = km < sheet.best.take(reached)
    if len(shut):
        sooner &= ~(np.isin(here >> 1, shut) & np.isin(there, shut))
    here, reached, km = here[sooner], reached[sooner], km[sooner]
    np.minimum.at(sheet.best, reached, km)
    sheet.touched.append(reached)
    first = km == sheet.best.take(reached)
    here, reached, km = here[first], reached[first], km[first]
    sheet.come[reached] = here
    return reached, km
