"""How a course leaves a berth for the water that ships keep to: shortest on the whole."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from geo.routes import sphere, waters
from geo.routes.bends import FIXED, SLACK, Bend
from geo.routes.berth import Berth
from geo.routes.leads import by, entries, is_entry, reach_km
from geo.routes.sight import are_clear
from geo.routes.taut import taut
from geo.routes.turns import turned

_MOST_TIMES = 4
"""A berth is left anew so many times, while that frees the way of a bend; ..."""
_MOST_PAST = 6
"""... it is joined again at one of so many bends."""
_MOST_BENDS = 16
"""So many bends of a course are looked at for what holds it as it leaves."""
_LEAST = 0.01 / sphere.RADIUS_KM
"""A berth is left anew where that saves as many radians, ten metres; ..."""
_LEAST_SHARE = 5e-3
"""... round points of the shore where it may save this share of the way."""
_TRIED = 100, 1500
"""Entries are tried in such lots, the best first."""
_LEAST_SLID, _SLID = 1e-3, 3
"""So many that see no bend are tried, where they may save this share of the way."""


class _Out(NamedTuple):
    """A way out of a berth: it goes straight so far from the last point that it rounds."""

    berth: Berth
    far_km: float


def left(berth: Berth, way: list[Bend], most_km: float) -> tuple[Berth, list[Bend]]:
    """Let a course leave a berth where that is shortest on the whole.

    Parameters
    ----------
    berth : Berth
        The berth, as it is left for the first point of the way.
    way : list of Bend
        The course from there.
    most_km : float
        How long a lead may be that rounds other points of the shore.
    """
    if len(berth.lead) < 2:
        return berth, way
    near_km = reach_km(berth.lead)
    return _slid(*_left(berth, way, most_km), near_km)


def _left(berth: Berth, way: list[Bend], most_km: float) -> tuple[Berth, list[Bend]]:
    """Let it leave by entries that see one of its next bends."""
    near_km = reach_km(berth.lead)
    whole = float(np.linalg.norm(way[-1].vector - way[0].vector))
    others = turned(berth, way[:_MOST_BENDS], most_km, _LEAST + _LEAST_SHARE * whole)
    lefts_km = [most_km - float(sphere.steps_km(other.lead[:-1]).sum()) for other in others]
    outs = [_Out(berth, near_km), *map(_Out, others, lefts_km)]
    for _ in range(_MOST_TIMES):
        found = _entered(outs, way, near_km / sphere.RADIUS_KM)
        if found is None:
            break
        held = way[1].corner
        out, way = found[0], taut(waters.room(), found[1], anew=False)
        if way[1].corner == held:
            return out.berth, way
        outs = [out]
    return outs[0].berth, way


def _slid(berth: Berth, way: list[Bend], near_km: float) -> tuple[Berth, list[Bend]]:
    """Let it leave by an entry from which land hides its next bend, round that land."""
    line = np.stack([way[0].vector, way[1].vector])
    least = max(_LEAST, _LEAST_SLID * float(np.linalg.norm(way[-1].vector - line[0])))
    last, *on = (at.tolist() for at in (berth.lead[-2], *line))
    if math.dist(last, on[0]) + math.dist(*on) - math.dist(last, on[1]) < least:
        return berth, way
    own = float(sphere.steps_km(berth.lead).sum()) / sphere.RADIUS_KM
    found, _, saved = entries(berth, line, near_km, least - own)
    found = found[np.argsort(-saved)]
    found = found[are_clear(waters.room(), np.repeat(line[:1], len(found), axis=0), found)]
    ways = [(berth, way)]
    for entry in found[:: 1 + len(found) // _SLID]:
        if is_entry(berth, entry):
            slack = [Bend(entry, FIXED), Bend(line[0], SLACK), *way[1:]]
            ways.append((by(berth, entry), taut(waters.room(), slack, anew=False)))
    return min(ways, key=_length)


def _length(course: tuple[Berth, list[Bend]]) -> float:
    """Give the length of a course with its lead, in radii by their chords."""
    berth, way = course
    line = np.array([*berth.lead[:-1], *(bend.vector for bend in way)])
    return float(sphere.norms(np.diff(line, axis=0)).sum())


def _entered(outs: list[_Out], way: list[Bend], near: float) -> tuple[_Out, list[Bend]] | None:
    """Let a course enter the kept water elsewhere, past none or some of its bends near by."""
    line = np.stack([bend.vector for bend in way[: _MOST_PAST + 1]])
    past = 1 + int((sphere.chords(line[1:-1], line[0]) < near).cumprod().sum())
    least = _LEAST - sphere.steps_km(outs[0].berth.lead).sum() / sphere.RADIUS_KM
    some = [entries(out.berth, line[: past + 1], out.far_km, least) for out in outs]
    found, at, saved = (np.concatenate(each) for each in zip(*some, strict=True))
    own = np.repeat(np.arange(len(outs)), [len(each[0]) for each in some])
    best = np.argsort(-saved)
    for first, last in pairwise((0, *_TRIED)):
        lot = best[first:last]
        for one in lot[are_clear(waters.room(), found[lot], line[at[lot]])].tolist():
            out, entry = outs[own[one]], found[one]
            if is_entry(out.berth, entry):
                entered = [Bend(entry, FIXED), *way[at[one] :]]
                return _Out(by(out.berth, entry), out.far_km), entered
    return None
