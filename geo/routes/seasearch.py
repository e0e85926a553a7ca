"""The shortest way along the network of sea ways.

A search from one end leans towards the other by the lengths to landmarks, and passes corners
by that no way reaches as far beyond (Goldberg, Kaplan and Werneck 2006). It goes on from many
corners at a time, all those that lie on nearly the least way, so that a step is a few sums
of arrays; a corner that is later reached sooner is gone on from again.
"""

from __future__ import annotations

import numpy as np

from geo.routes.seaway import MARK_KM, Links, Seaway, Sheet, seaway
from geo.routes.sphere import Floats, Ints
from geo.routes.straits import CANALS

_ROUNDED = 2
"""Lengths to landmarks are good to this many units in a difference."""
_ABREAST = 48
"""A search goes on from as many corners at a time, and ..."""
_WITHIN, _WITHIN_KM = 1.002, 3.0
"""... from all by which the way is at least no longer than the least by this."""


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
    nodes = _way(way, start, end, shut) or _way(way, start, end, shut, wide=True)
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
    """How far it is from corners to an end, at least."""

    def __init__(self, of: Seaway, end: Links) -> None:
        self._of, self._spot = of, end.spot
        own = of.marks[end.nodes].T * MARK_KM
        most, least = (own - end.km).max(axis=1), (own + end.km).min(axis=1)
        self._most = np.ceil(most / MARK_KM).astype(np.int32) + _ROUNDED
        self._least = np.floor(least / MARK_KM).astype(np.int32) - _ROUNDED

    def km(self, nodes: Ints) -> Floats:
        """Give what any way from corners to the end takes at least."""
        off = self._of.spots(nodes) - self._spot
        marks = self._of.marks[nodes]
        further = np.maximum(marks - self._most, self._least - marks).max(axis=1)
        straight = np.sqrt(np.einsum("ij,ij->i", off, off))
        return np.asarray(np.maximum(straight, further * MARK_KM))


def _way(
    of: Seaway, start: Links, end: Links, shut: Ints, *, wide: bool = False
) -> list[int] | None:
    """List the corners of the shortest way; a wide search passes no corner by for its reach."""
    ahead = _Ahead(of, end)
    bounds = np.full(len(of.bounds), np.inf) if wide else np.array(of.bounds)
    with of.sheet() as sheet:
        sheet.begin(start, end)
        nodes, km, least = start.nodes, start.km, start.km + ahead.km(start.nodes)
        goal_km, goal = np.inf, -1
        while len(nodes):
            now = least <= _bar(least)
            later = ~now
            here, here_km = nodes[now], km[now]
            whole = here_km + sheet.left[here]
            at = int(whole.argmin())
            if whole[at] < goal_km:
                goal_km, goal = float(whole[at]), int(here[at])
            there, there_km = _onward(of, here, here_km, sheet, shut)
            left = ahead.km(there)
            whole = there_km + left
            good = np.minimum(there_km, left) <= bounds[of.reach[there]]
            good &= whole < goal_km
            nodes = np.concatenate([nodes[later], there[good]])
            km = np.concatenate([km[later], there_km[good]])
            least = np.concatenate([least[later], whole[good]])
            good = (km <= sheet.best[nodes]) & (least < goal_km)
            nodes, km, least = nodes[good], km[good], least[good]
        found = [goal]
        while found[-1] >= 0:
            found.append(int(sheet.come[found[-1]]))
    return found[-2::-1] or None


def _bar(least: Floats) -> float:
    """Give how long a way by those corners may be, at least, that are gone on from next."""
    bar = float(least.min()) * _WITHIN + _WITHIN_KM
    if len(least) <= _ABREAST:
        return bar
    return max(bar, float(np.partition(least, _ABREAST)[_ABREAST]))


def _onward(
    of: Seaway, here: Ints, here_km: Floats, sheet: Sheet, shut: Ints
) -> tuple[Ints, Floats]:
    """Go on from corners along their arcs: give what is reached sooner than before."""
    own, there, steps = of.arcs(here)
    km = here_km[own] + steps
    sooner = km < sheet.best[there]
    if len(shut):
        sooner &= ~(np.isin(here[own], shut) & np.isin(there, shut))
    there, km = there[sooner], km[sooner]
    order = np.argsort(-km)  # of those that reach the same corner the shortest is written last
    last = there[order]
    sheet.best[last], sheet.come[last] = km[order], here[own[sooner][order]]
    sheet.touched.append(there)
    first = km == sheet.best[there]
    return there[first], km[first]
