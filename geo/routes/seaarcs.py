"""The arcs of the network of sea ways, laid out by the corner that each leads from."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from geo.routes import sphere
from geo.routes.cells import ranges
from geo.routes.lazily import Lazily
from geo.routes.sphere import Floats, Ints, Whole


class Arcs:
    """Arcs, each of which leads both ways.

    Parameters
    ----------
    degree : array of int
        How many arcs lead from each corner to later ones.
    there : array of int
        Where these lead.
    costly : array of int
        Which of them are taken as longer than they are...
    more_km : array of float
        ... and by how much.
    spots : callable
        Gives where corners lie, in kilometres from the Earth's middle.
    """

    def __init__(
        self,
        degree: Whole,
        there: Whole,
        costly: Ints,
        more_km: Floats,
        spots: Callable[[Whole], Floats],
    ) -> None:
        self._spots = spots
        back = np.bincount(there, minlength=len(degree))
        self._firsts = np.append(0, np.cumsum(degree + back))
        self._there, forth_at, back_at = _both_ways(degree, back, there)
        costly = np.append(forth_at[costly], back_at[costly])
        by_place = np.argsort(costly)
        self._costly, self._more_km = costly[by_place], np.tile(more_km, 2)[by_place]
        self._km = Lazily(self._there.shape, self._work_km, np.float32)

    def _work_km(self, some: slice) -> Floats:
        """Measure some arcs, one after another."""
        stop = min(some.stop, len(self._there))
        own = np.searchsorted(self._firsts, [some.start, stop], side="right") - 1
        firsts = np.clip(self._firsts[own[0] : own[1] + 2], some.start, stop)
        here = np.repeat(np.arange(own[0], own[0] + len(firsts) - 1), np.diff(firsts))
        km = sphere.lengths_km(self._spots(here), self._spots(self._there[some]))
        first, last = np.searchsorted(self._costly, [some.start, stop])
        km[self._costly[first:last] - some.start] += self._more_km[first:last]
        return km

    def of(self, nodes: Ints) -> tuple[Ints, Whole, Floats]:
        """Give how many arcs each corner has, where they lead, and what each costs in km."""
        first, stop = self._firsts.take(nodes), self._firsts.take(nodes + 1)
        arcs = ranges(first, stop)
        return stop - first, self._there.take(arcs), self._km[arcs]


def _both_ways(degree: Whole, back: Ints, there: Whole) -> tuple[Whole, Whole, Whole]:
    """Lay out where arcs lead, and give the place of each forth and back."""
    found = np.empty(2 * len(there), dtype=np.int32)
    here = np.repeat(np.arange(len(degree), dtype=np.int32), degree)
    forth_at = (np.cumsum(back) - back).astype(np.int32).take(here)
    forth_at += np.arange(len(there), dtype=np.int32)
    found[forth_at] = there
    order = np.argsort(there)
    place = np.cumsum(degree, dtype=np.int32).take(there.take(order))
    place += np.arange(len(there), dtype=np.int32)
    found[place] = here.take(order)
    back_at = np.empty_like(place)
    back_at[order] = place
    return found, forth_at, back_at
