"""The arcs of the network of sea ways, laid out by the first of the corners that each joins."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.routes import shoals, sphere
from geo.routes.cells import ranges
from geo.routes.sphere import Floats, Ints, Whole


class Places:
    """The places of some of the corners among these.

    Where there are none, the table holds anything (Briggs and Torczon 1993).

    Parameters
    ----------
    nodes : array of int
        These corners.
    count : int
        How many corners there are.
    """

    def __init__(self, nodes: Ints, count: int) -> None:
        self._nodes, self._table = nodes, np.empty(count, dtype=np.int32)
        self._table[nodes] = np.arange(len(nodes), dtype=np.int32)

    def of(self, some: Ints | Whole) -> Whole:
        """Give the places of corners, less than 0 of those that are none of these."""
        if not len(self._nodes):
            return np.full(len(some), -1, dtype=np.int32)
        found = self._table.take(some)
        found[self._nodes.take(found, mode="clip") != some] = -1
        return found


class Joined(NamedTuple):
    """The arcs between some corners, which are told by their place among them.

    Attributes
    ----------
    stops : array of int
        Where the arcs of each corner begin, and last where they end.
    there : array of int
        Where they lead; each arc is told from both its ends.
    km : array of float
        What they cost.
    """

    stops: Ints
    there: Whole
    km: Floats


class Arcs:
    """Arcs, each of which leads both ways.

    Parameters
    ----------
    degree : array of int
        How many arcs join each corner to later ones.
    there : array of int
        Which these are.
    costly : array of int
        Which arcs are taken as longer than they are...
    more_km : array of float
        ... and by how much.
    """

    def __init__(self, degree: Whole, there: Whole, costly: Ints, more_km: Floats) -> None:
        self._firsts, self._there = np.append(0, np.cumsum(degree)), there
        by_place = np.argsort(costly)
        self._costly, self._more_km = costly[by_place], more_km[by_place]
        self._is_costly = np.zeros(len(there), dtype=bool)
        self._is_costly[costly] = True

    def among(
        self,
        nodes: Ints,
        spots: Floats,
        places: Places,
        shut: Ints,
        rims: Ints | None = None,
    ) -> Joined:
        """Give the arcs between some corners, but those between two of the ``shut`` ones.

        Parameters
        ----------
        nodes : array of int
            The corners.
        spots : array of shape (n, 3)
            Where they lie, in kilometres from the Earth's middle.
        places : Places
            Of these corners.
        shut : array of int
            Corners of closed canals.
        rims : array of shape (n, 2), optional
            Other arcs, that take the place of those over shoals.
        """
        first, stop = self._firsts.take(nodes), self._firsts.take(nodes + 1)
        arcs = ranges(first, stop)
        there = self._there.take(arcs)
        here = np.arange(len(nodes), dtype=np.int32).repeat(stop - first)
        to = places.of(there)
        inside = to >= 0
        if len(shut):
            inside &= ~(np.isin(nodes, shut).take(here) & np.isin(there, shut))
        if rims is not None:
            vectors, at = sphere.normalised(spots), np.flatnonzero(inside)
            inside[at] = ~shoals.are_over(vectors[here[at]], vectors[to[at]])
        here, to = here.compress(inside), to.compress(inside)
        own = len(here)
        if rims is not None:
            ends = places.of(rims.ravel()).reshape(-1, 2)
            more = ends[(ends >= 0).all(axis=1)]
            here, to = np.append(here, more[:, 0]), np.append(to, more[:, 1])
        km = sphere.lengths_km(spots.take(here, axis=0), spots.take(to, axis=0))
        self._add_costs(arcs.compress(inside), km[:own])
        both, back = np.append(here, to), np.append(to, here)
        few = both.astype(np.min_scalar_type(len(nodes)))  # which NumPy sorts by radix
        order = few.argsort(kind="stable")
        stops = np.append(0, np.bincount(both, minlength=len(nodes)).cumsum())
        return Joined(stops, back.take(order), np.append(km, km).take(order))

    def _add_costs(self, arcs: Ints, km: Floats) -> None:
        """Make the costly ones among some arcs longer."""
        at = np.flatnonzero(self._is_costly.take(arcs))
        km[at] += self._more_km.take(self._costly.searchsorted(arcs.take(at)))
