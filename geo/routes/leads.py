"""How else a berth may be left for the water that ships keep to."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

import numpy as np

from geo.routes import harbour, rings, sphere, waters
from geo.routes.berth import INLAND_KM, Berth
from geo.routes.sight import Horizon, are_clear, is_clear
from geo.routes.sphere import Floats, Ints

_FREE, _FREE_KM = 2.0, 0.3
"""A lead may be this much longer than the shortest one, in times and in kilometres more."""
_OFF_SHORE_KM = 0.15
_MOST_OTHERS = 9


def entries(
    berth: Berth, line: Floats, far_km: float, least: float
) -> tuple[Floats, Ints, Floats]:
    """List where else ships might enter the kept water, and how much shorter ways are by that.

    Whether they may is for ``is_entry`` to tell.

    Parameters
    ----------
    berth : Berth
        Its lead goes straight from the last point that it rounds.
    line : array of shape (n, 3)
        The course as it is: where it enters the kept water, and where it may be joined.
    far_km : float
        How far from that point.
    least : float
        How much shorter they are to be, in radians; less than 0 of longer ones.

    Returns
    -------
    array of shape (k, 3), array of int, array of float
        The entries, which points of the line they join, and by how many radians the line to
        there is longer than the way by them; the lead to the line is not counted.
    """
    afloat = berth.lead[-2]
    found = _entries(tuple(afloat.tolist()), far_km)
    ahead = np.stack([sphere.chords(found, at) for at in line[1:]])
    cost = sphere.chords(found, afloat) + sphere.arcs(ahead)
    cost += sphere.arcs(sphere.norms(np.diff(berth.lead[:-1], axis=0))).sum()
    before = sphere.arcs(sphere.norms(np.diff(line, axis=0))).cumsum()
    saved = before[:, None] - cost
    at, one = np.nonzero(saved > least)
    return found[one], at + 1, saved[at, one]


def is_entry(berth: Berth, entry: Floats) -> bool:
    """Tell whether ships may enter the kept water straight from the last point of a lead."""
    return _is_entry(tuple(berth.lead[-2].tolist()), tuple(entry.tolist()))


def reach_km(lead: Floats) -> float:
    """Tell how far from the last point that a lead rounds the kept water may be entered."""
    straight_km = float(np.linalg.norm(lead[-1] - lead[-2])) * sphere.RADIUS_KM
    return _FREE * straight_km + _FREE_KM


def longest_km(berth: Berth) -> float:
    """Tell how long the lead from a berth may become that has its shortest one."""
    return _FREE * float(sphere.steps_km(berth.lead).sum()) + _FREE_KM


def by(berth: Berth, entry: Floats) -> Berth:
    """Lead to another entry, round no more than hides it."""
    lead, there = list(berth.lead[:-1]), tuple(entry.tolist())
    while (
        len(lead) > 1
        and is_clear(waters.shore(), lead[-2], entry)
        and _is_entry(tuple(lead[-2].tolist()), there)
    ):
        lead.pop()
    return berth._replace(lead=np.stack([*lead, entry]))


def others(berth: Berth, *, all_round: bool) -> list[Berth]:
    """Lead to other kept water near a berth that its own entry does not see.

    Parameters
    ----------
    berth : Berth
        It may be left otherwise.
    all_round : bool
        Whether round all walls and points near by, or straight on the other side alone.
    """
    if len(berth.lead) < 2:
        return []
    ends = [tuple(at.tolist()) for at in berth.lead[[0, -1]]]
    found = [] if len(berth.lead) > 2 else _beyond(*ends)
    if all_round:
        found = [*found, *_others(*ends, longest_km(berth))]
    return [berth._replace(lead=lead) for lead in found]


@lru_cache(maxsize=512)
def _beyond(afloat: tuple[float, ...], entry: tuple[float, ...]) -> list[Floats]:
    """List the straight lead to the nearest such entry on the other side, if there is one."""
    at, own = np.array(afloat), np.array(entry)
    found = _entries(afloat, reach_km(np.stack([at, own])))
    found = found[(found - at) @ (own - at) < 0]
    found = found[sphere.chords(found, at).argsort()]
    found = found[~are_clear(waters.room(), np.repeat(own[None], len(found), axis=0), found)]
    entry_ = (one for one in found if _is_entry(afloat, tuple(one.tolist())))
    return [np.stack([at, one]) for one in islice(entry_, 1)]


@lru_cache(maxsize=512)
def _others(
    afloat: tuple[float, ...], entry: tuple[float, ...], most_km: float
) -> list[Floats]:
    """List the leads to it, the shortest first."""
    reach_km = min(most_km, INLAND_KM)
    found = harbour.leads(np.array(afloat), reach_km, np.array(entry), most_km)
    return list(islice(found, _MOST_OTHERS))


@lru_cache(maxsize=512)
def _entries(afloat: tuple[float, ...], far_km: float) -> Floats:
    """List where the kept water is entered from a position by a straight lead."""
    room, shore, at = waters.room(), waters.shore(), np.array(afloat)
    edges = room.near(at, far_km)
    here, there = room.vectors(edges), room.vectors(room.after(edges))
    inward = sphere.normalised(sphere.cross(here, there))
    shares = np.linspace(0.1, 0.9, 5)[:, None, None]
    found = (here + shares * (there - here)).reshape(-1, 3)
    found = found + np.tile(inward, (5, 1)) * (rings.INSIDE_KM / sphere.RADIUS_KM)
    found = sphere.normalised(found)
    found = found[sphere.chords(found, at) * sphere.RADIUS_KM < far_km]
    return found[Horizon(shore, shore.near(at, far_km + 1), at).clear(found)]


@lru_cache(maxsize=4096)
def _is_entry(afloat: tuple[float, ...], entry: tuple[float, ...]) -> bool:
    """Tell whether a straight lead to an entry keeps off the shore once it is a kilometre out.

    What was moved in where the kept water is narrow may lie beyond it, and is none.
    """
    shore, here, there = waters.shore(), np.array(afloat), np.array(entry)
    if not rings.within(waters.room(), there):
        return False
    away = float(np.linalg.norm(there - here)) * sphere.RADIUS_KM
    if away <= 1.0:
        return True
    shares = np.arange(1.0, away, 0.3)[:, None] / away
    middle = (here + there) / 2
    middle /= np.linalg.norm(middle)
    edges = shore.near(middle, away / 2 + 2 * _OFF_SHORE_KM)
    spots = sphere.gnomonic(middle, here + (there - here) * shares)
    return bool((rings.away_km(shore, edges, middle, spots) > _OFF_SHORE_KM).all())
