"""Where a sea leg begins or ends: a berth by the sea, or a port up a river or in a canal."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from geo.errors import RouteError
from geo.model import LatLon
from geo.routes import berth, riverlines, rivers
from geo.routes.berth import INLAND_KM, Berth
from geo.routes.riverlines import Descent, Reach
from geo.routes.straits import CANALS

_NEARER_KM = 1.0
"""A river is taken where it lies so much nearer than the sea."""


class Haven(NamedTuple):
    """An end of a sea leg.

    Attributes
    ----------
    place : LatLon
        Where it was asked for.
    berth : Berth
        Where the sea is left: the port's own berth, or the mouth of its river or canal.
    down : Descent or None
        From the port to there.
    moved_km : float
        How far the port was moved to the water.
    """

    place: LatLon
    berth: Berth
    down: Descent | None
    moved_km: float


def havens(place: LatLon, shut: Collection[str] = ()) -> tuple[Haven, ...]:
    """Find the berth of a port, or the ways down its river, or both ways out of its canal.

    Parameters
    ----------
    place : LatLon
        The port.
    shut : collection of str
        Canals that are closed.

    Raises
    ------
    RouteError
        If it lies further from navigable water than ``INLAND_KM``, in a canal that is
        closed, or too near a pole.
    """
    own = berth.by_sea(place)
    within_km = own.moved_km - _NEARER_KM if own else INLAND_KM
    down = rivers.ways(place, within_km) if within_km > 0 else ()
    if down:
        return tuple(_at_mouth(place, way) for way in down)
    ways = [] if own else [way for way in _out_of_canals(place) if way.names[0] not in shut]
    if ways:
        return tuple(_at_mouth(place, way) for way in ways)
    if not own and any(_out_of_canals(place)):
        raise RouteError(f"{place.lat:.4f}, {place.lon:.4f} lies in a canal that is closed.")
    own = berth.berth(place)
    return (Haven(place, own, None, own.moved_km),)


def inland_way(start: Haven, end: Haven) -> Reach | None:
    """Go from port to port by rivers or a canal alone; None where the sea parts them."""
    if not (start.down or end.down):
        return None
    here, there = (at.down or rivers.down(at.berth.place, _NEARER_KM) for at in (start, end))
    return rivers.along(here, there) if here and there else None


def _at_mouth(place: LatLon, down: Descent) -> Haven:
    """Leave the sea where a river or a canal ends."""
    return Haven(place, berth.berth(down.points[-1]), down, down.off_km)


def _out_of_canals(place: LatLon) -> Iterator[Descent]:
    """Give the ways to both ends of a canal that a port lies in."""
    for name, line in CANALS.items():
        for points in (line, line[::-1]):
            found = rivers.left(riverlines.drawn((name,), points), place, INLAND_KM)
            if found:
                yield found
