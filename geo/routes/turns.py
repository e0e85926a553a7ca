"""Leads that round, on the way out of a berth, what holds its course drawn taut."""

from __future__ import annotations

import numpy as np

from geo.routes import sphere, waters
from geo.routes.bends import FIXED, SLACK, Bend
from geo.routes.berth import Berth
from geo.routes.chart import Chart
from geo.routes.sight import are_clear
from geo.routes.sphere import Floats
from geo.routes.taut import pushed, taut

_BEYOND = 1.4
"""A course is drawn taut as far out as so many times the longest lead."""
_HARBOUR_KM = 1.0
_OFF_KM, _OFF_SHORE_KM = 0.03, 0.15
"""Points are rounded this far off so near to the berth, and further out."""


def turned(berth: Berth, bends: list[Bend], most_km: float, least: float) -> list[Berth]:
    """Lead round the first point of the shore that holds a course, the first two, and so on.

    Parameters
    ----------
    berth : Berth
        It is left otherwise as yet.
    bends : list of Bend
        The course from where it enters the kept water.
    most_km : float
        How long the lead may be.
    least : float
        What is to be saved by that, in radians, at least.
    """
    shore, start, away = waters.shore(), berth.lead[0], _BEYOND * most_km / sphere.RADIUS_KM
    if away < least:
        return []
    line = np.stack([bend.vector for bend in bends])
    ahead = _cut(line, start, away)
    straight = float(np.linalg.norm(ahead[-1] - start))
    longer = float(sphere.norms(np.diff([*berth.lead, *ahead[1:]], axis=0)).sum()) - straight
    if longer < least:
        return []
    way = [Bend(start, FIXED)]
    way += [Bend(at, SLACK) for at in (*berth.lead[1:-1], *ahead[:-1])]
    drawn = taut(shore, [*way, Bend(ahead[-1], FIXED)], anew=False)
    lead = _led(shore, drawn[:-1])
    good = _km(np.diff(lead, axis=0)).cumsum() < most_km
    return [
        berth._replace(lead=np.concatenate([lead[: at + 2], line[:1]]))
        for at in range(int(good.cumprod().sum()))
    ]


def _led(shore: Chart, drawn: list[Bend]) -> Floats:
    """Move the points that a lead rounds off the shore as far as they see each other."""
    tight = np.stack([bend.vector for bend in drawn])
    corners = np.array([bend.corner for bend in drawn], dtype=np.int64)
    ways = np.stack([tight, tight, tight])
    at = np.flatnonzero(corners >= 0)
    if len(at):
        far = _km(tight[at] - tight[0]) > _HARBOUR_KM
        ways[1, at] = pushed(shore, corners[at], _OFF_KM)
        ways[0, at] = ways[1, at]
        ways[0, at[far]] = pushed(shore, corners[at[far]], _OFF_SHORE_KM)
    count = len(drawn) - 1
    here = np.repeat(ways[:, None, :-1], 3, axis=1).reshape(-1, 3)
    there = np.repeat(ways[None, :, 1:], 3, axis=0).reshape(-1, 3)
    clear = are_clear(shore, here, there).reshape(3, 3, count)
    found, own = [tight[0]], 0
    for step in range(count):
        seen = np.flatnonzero(clear[own, :, step])
        if not len(seen):
            break
        own = int(seen[0])
        found.append(ways[own, step + 1])
    return np.stack(found)


def _km(steps: Floats) -> Floats:
    """Measure steps between unit vectors."""
    return np.asarray(sphere.norms(steps) * sphere.RADIUS_KM)


def _cut(line: Floats, start: Floats, away: float) -> Floats:
    """Leave out of a course what lies further from its start, so many radians."""
    far = sphere.chords(line, start) > away
    if not far.any():
        return line
    at = int(far.argmax())
    if at == 0:
        return line[:1]
    here, there = line[at - 1], line[at]
    share = away / max(float(np.linalg.norm(there - here)), away)
    end = here + share * (there - here)
    return np.stack([*line[:at], end / np.linalg.norm(end)])
