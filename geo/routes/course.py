"""The course of a sea leg: searched along the network, drawn taut, and measured."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from geo.model import LatLon
from geo.routes import chart, gates, rings, sphere, straits
from geo.routes.berth import Berth
from geo.routes.seaway import Ends, Seaway, search, seaway
from geo.routes.sight import clear
from geo.routes.sphere import Floats

STEP_KM = 5.0
"""Edges of the line: at 60° a straight edge in degrees leaves its arc by 0.9 m."""
_DIRECT_KM = 400.0
"""Ends as near as this are first tried without any corner between."""
_SPAN_KM = 40.0
_SHIFT_KM = 15.0
_SWEEPS = 2
MILE_KM = 1.852
_SLACK = 1.15
"""Corners lie at most this many nautical miles off the land that they are for."""
_MEASURED_BENDS = 12
"""How far bends keep off is measured where they are no more than these."""


class Course(NamedTuple):
    """A sea leg's line, and what was measured of it, in kilometres.

    ``saved_km`` is what going along the shore would save at most, ``added_km`` what
    twice the clearance would add.
    """

    points: tuple[LatLon, ...]
    passages: tuple[str, ...]
    length_km: float
    land_km: float
    inshore_km: float
    saved_km: float
    added_km: float


def shortest(start: Berth, end: Berth, shut: frozenset[str]) -> Course | None:
    """Find the shortest course between two berths, or None where no way leads.

    Parameters
    ----------
    start, end : Berth
        The ends.
    shut : frozenset of str
        Canals and straits that are closed.
    """
    way = seaway()
    shut |= straits.CLOSED
    if _direct(start, end, shut):
        return _measured(way, start, end, [])
    ends = [Ends(at.vector, at.nodes, at.km) for at in (start, end)]
    nodes = search(way, ends[0], ends[1], shut)
    if nodes is None:
        return None
    nodes = _taut(way, start, end, nodes, shut)
    for _ in range(_SWEEPS):
        nodes = _taut(way, start, end, _shifted(way, start, end, nodes), shut)
    return _measured(way, start, end, nodes)


def _direct(start: Berth, end: Berth, shut: frozenset[str]) -> bool:
    """Tell whether near ends see each other."""
    if start.vector @ end.vector < np.cos(_DIRECT_KM / sphere.RADIUS_KM):
        return False
    return _open(start.vector, end.vector, start.free_km, end.free_km, shut)


def _open(
    here: Floats, there: Floats, free_here: float, free_there: float, shut: frozenset[str]
) -> bool:
    """Tell whether an arc keeps to the water, its clearance free near its ends."""
    if gates.shut(here[None], there[None], shut)[0]:
        return False
    middle = here + there
    middle /= np.linalg.norm(middle)
    along = sphere.degrees(sphere.arc(here, there, _SPAN_KM))
    room, shore = chart.room(), chart.coast()
    edges = room.near(along, _SPAN_KM / 2)
    for origin, free in ((here, free_here), (there, free_there)):
        if not clear(room, edges, origin, middle[None], free)[0]:
            return False
        near = shore.near(sphere.degrees(origin[None]), free + 1) if free else edges[:0]
        if not clear(shore, near, origin, middle[None])[0]:
            return False
    return True


def _taut(
    way: Seaway, start: Berth, end: Berth, nodes: list[int], shut: frozenset[str]
) -> list[int]:
    """Leave out corners that a course does not bend round, where it is open past them."""
    kept = list(nodes)
    tried: set[tuple[int, int]] = set()
    at = 0
    while at < len(kept):
        node = kept[at]
        before = kept[at - 1] if at else -1
        after = kept[at + 1] if at + 1 < len(kept) else -2
        here = way.vectors[before] if at else start.vector
        there = way.vectors[after] if after >= 0 else end.vector
        free = (0.0 if at else start.free_km), (0.0 if after >= 0 else end.free_km)
        if (
            node < way.count
            and (before, after) not in tried
            and (_is_sharp(here, way.vectors[node], there) or not way.bends(node, here, there))
            and _open(here, there, *free, shut)
        ):
            del kept[at]
            at = max(at - 1, 0)
        else:
            at += 1
        tried.add((before, after))
    return kept


def _shifted(way: Seaway, start: Berth, end: Berth, nodes: list[int]) -> list[int]:
    """Put a better corner near by in the place of each that a course does not bend round."""
    kept = list(nodes)
    for at, node in enumerate(kept):
        here = way.vectors[kept[at - 1]] if at else start.vector
        there = way.vectors[kept[at + 1]] if at + 1 < len(kept) else end.vector
        spot = way.vectors[node]
        if node >= way.count or (
            way.bends(node, here, there) and not _is_sharp(here, spot, there)
        ):
            continue
        near = way.around(spot, _SHIFT_KM)
        near = near[near < way.count]
        for side, free in (
            (here, 0.0 if at else start.free_km),
            (there, 0.0 if at + 1 < len(kept) else end.free_km),
        ):
            along = sphere.degrees(sphere.arc(side, spot, _SPAN_KM))
            edges = chart.room().near(along, _SPAN_KM)
            near = near[clear(chart.room(), edges, side, way.vectors[near], free)]
        if len(near):
            km = np.linalg.norm(way.vectors[near] - here, axis=1)
            km += np.linalg.norm(way.vectors[near] - there, axis=1)
            kept[at] = int(near[np.argmin(km)])
    return kept


def _is_sharp(here: Floats, bend: Floats, there: Floats) -> bool:
    """Tell whether a course turns by more than 60°: it ran past the corner to round."""
    before, after = sphere.cross(here, bend), sphere.cross(bend, there)
    size = float(np.sqrt((before @ before) * (after @ after)))
    return bool(before @ after < 0.5 * size)


def _measured(way: Seaway, start: Berth, end: Berth, nodes: list[int]) -> Course:
    """Draw a course along its bends, through its canals, and measure it."""
    stops = np.concatenate([start.vector[None], way.vectors[nodes], end.vector[None]])
    pieces = [sphere.arc(*pair, STEP_KM) for pair in pairwise(start.lead)]
    passages: list[str] = []
    for at, (here, there) in enumerate(pairwise([-1, *nodes, -1])):
        if canal := way.canal(here, there):
            passages += [name for name, line in straits.CANALS.items() if canal[0] in line]
            corners = sphere.units(np.array([(p.lon, p.lat) for p in canal]))
            pieces += [sphere.arc(*pair, STEP_KM) for pair in pairwise(corners)]
        else:
            passages += gates.names(stops[at : at + 1], stops[at + 1 : at + 2])
            pieces.append(sphere.arc(stops[at], stops[at + 1], STEP_KM))
    pieces += [sphere.arc(*pair, STEP_KM) for pair in pairwise(end.lead[::-1])]
    line = np.concatenate([pieces[0][:1], *(piece[1:] for piece in pieces)])
    spots = sphere.on_ellipsoid_km(line)
    length_km = float(sphere.lengths_km(spots[1:], spots[:-1]).sum())
    saved_km = float(_turns(stops) @ _off_km(way, nodes))
    return Course(
        points=_places(line),
        passages=tuple(dict.fromkeys(passages)),
        length_km=length_km,
        land_km=0.0,
        inshore_km=_inshore_km(way, start, end, nodes, stops),
        saved_km=saved_km,
        added_km=saved_km,
    )


def _places(line: Floats) -> tuple[LatLon, ...]:
    """Give vectors as positions whose longitudes do not jump."""
    degrees = sphere.degrees(line)
    lon = np.unwrap(degrees[:, 0], period=360)
    return tuple(map(LatLon, degrees[:, 1].tolist(), lon.tolist()))


def _turns(stops: Floats) -> Floats:
    """Measure by what angle a course turns at each of its bends, in radians."""
    here, bend, there = stops[:-2], stops[1:-1], stops[2:]
    before, after = sphere.cross(here, bend), sphere.cross(bend, there)
    aside = np.linalg.norm(sphere.cross(before, after), axis=1)
    return np.asarray(np.arctan2(aside, (before * after).sum(axis=1)))


def _off_km(way: Seaway, nodes: Sequence[int]) -> Floats:
    """Give a distance from the land that each bend keeps at most."""
    if len(nodes) > _MEASURED_BENDS:
        return np.full(len(nodes), MILE_KM * _SLACK)
    shore = chart.coast()
    found = []
    for vector in way.vectors[nodes]:
        edges = shore.near(sphere.degrees(vector[None]), MILE_KM * _SLACK)
        km = rings.nearest_edge(shore, edges, vector)[2] if len(edges) else MILE_KM * _SLACK
        found.append(min(km, MILE_KM * _SLACK))
    return np.array(found, dtype=float)


def _inshore_km(
    way: Seaway, start: Berth, end: Berth, nodes: Sequence[int], stops: Floats
) -> float:
    """Tell about how much of a course lies nearer to the land than a nautical mile.

    That is what lies near a berth that is so itself, and the arcs between corners
    that are both in narrow water.
    """
    spots = sphere.on_ellipsoid_km(stops)
    steps = sphere.lengths_km(spots[1:], spots[:-1])
    narrow = [start.free_km > 0, *way.narrow[nodes].tolist(), end.free_km > 0]
    inside = sum(
        float(km) for km, pair in zip(steps, pairwise(narrow), strict=True) if all(pair)
    )
    ends = ((start.free_km, narrow[1], steps[0]), (end.free_km, narrow[-2], steps[-1]))
    return inside + sum(min(free, float(km)) for free, both, km in ends if not both)
