"""Down rivers and ship canals: from ports that lie behind the coast to the sea."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from math import cos, radians

import numpy as np

from geo import geodesy
from geo.model import LatLon
from geo.routes import riverlines
from geo.routes.riverlines import Descent, Reach
from geo.routes.sphere import Floats

_ABOUT = 1.5
"""A river lies by nothing that is so many degrees outside its box."""
_ON_KM = 0.02
"""A detour by so little is none."""


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
    near = (left(riverlines.read().rivers[at], place, within_km) for at in about)
    return min(filter(None, near), key=lambda found: found.off_km, default=None)


def ways(place: LatLon, within_km: float) -> tuple[Descent, ...]:
    """Find the ways down the river that a port lies by, the first by its own mouth.

    Parameters
    ----------
    place : LatLon
        The port.
    within_km : float
        How far it may lie from a river's line.
    """
    river = down(place, within_km)
    if not river:
        return ()
    found: list[Descent | None] = [river]
    for arm in riverlines.read().arms:
        if arm.names[0] == river.names[0]:
            found.append(left(_back(arm), place, within_km))
        elif arm.points[0] in river.points:
            found.append(_by(river, arm))
    return tuple(filter(None, found))


def _by(river: Descent, arm: Descent) -> Descent:
    """Go down a river to an arm of it, and to the sea along that."""
    at = river.points.index(arm.points[0])
    more_km = arm.far_km[0] - river.far_km[at]
    return Descent(
        (*river.names, *arm.names),
        (*river.points[:at], *arm.points),
        (*(km + more_km for km in river.far_km[:at]), *arm.far_km),
        river.off_km,
    )


def _back(arm: Descent) -> Descent:
    """Go up an arm from its mouth, and to the sea along the river that it leaves."""
    river = riverlines.onward(arm.points[0], riverlines.read().rivers)
    far_km = (river.far_km[0] + arm.far_km[0] - km for km in arm.far_km[:0:-1])
    return Descent(
        (*arm.names, *river.names),
        (*arm.points[:0:-1], *river.points),
        (*far_km, *river.far_km),
    )


def along(start: Descent, end: Descent) -> Reach | None:
    """Go from one port to another by rivers alone, or give None where the sea parts them."""
    links = (way for link in riverlines.read().links for way in (link, link.turned()))
    found = [_linked(start, link, end) for link in links]
    if start.points[-1] == end.points[-1]:
        found.append(_meeting(start, end))
    return min(filter(None, found), key=lambda way: way.length_km, default=None)


def _meeting(start: Descent, end: Descent) -> Reach:
    """Go down one river to where it meets the other."""
    pairs = zip(start.points[::-1], end.points[::-1], strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    here, joint, there = start.points[:-shared], start.points[-shared], end.points[:-shared]
    km = start.far_km[0] + end.far_km[0] - 2 * start.far_km[-shared]
    for own, others in ((here, there), (there, here)):
        if len(own) == 1 and others and _is_between(own[0], others[-1], joint):
            joint, km = own[0], abs(start.far_km[0] - end.far_km[0])
    names = tuple(sorted({start.names[0], end.names[0]}))
    return Reach(names, tuple(dict.fromkeys((*here, joint, *there[::-1]))), km)


def _linked(start: Descent, link: Reach, end: Descent) -> Reach | None:
    """Go from one port to a link, and from it to the other, if it joins their rivers."""
    here, there = _reach(start, link.points[0]), _reach(end, link.points[-1])
    if not (here and there):
        return None
    return Reach(
        tuple(sorted({start.names[0], *link.names, end.names[0]})),
        (*here.points, *link.points[1:], *there.points[-2::-1]),
        here.length_km + link.length_km + there.length_km,
    )


def _reach(port: Descent, joint: LatLon) -> Reach | None:
    """Go from a port down to a point of its way to the sea, or up to one of its own river."""
    if joint in port.points:
        at = port.points.index(joint)
        return Reach(port.names[:1], port.points[: at + 1], port.far_km[0] - port.far_km[at])
    rest = port.points[1:]
    for river in riverlines.read().rivers:
        if joint in river.points and river.points[-len(rest) :] == rest:
            at = river.points.index(joint)
            passed = river.points[at : -len(rest)]
            if _is_between(port.points[0], passed[-1], rest[0]):
                km = river.far_km[at] - port.far_km[0]
                return Reach(port.names[:1], (port.points[0], *passed[::-1]), km)
    return None


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
def _boxes() -> tuple[Floats, Floats]:
    """Give the least and the greatest latitude and longitude about each river."""
    lines = [np.array(river.points) for river in riverlines.read().rivers]
    low, high = (np.stack([of(line, axis=0) for line in lines]) for of in (np.min, np.max))
    return low - _ABOUT, high + _ABOUT
