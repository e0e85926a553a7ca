"""Turn a leg into a line: by sea, by rail, or straight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.model import LatLon, Leg, Mode, Place, Route, Via
from geo.routes import direct, rail, sea
from geo.routes.railstops import label

KNOWN_BY: Mapping[str, tuple[Mode, ...]] = {
    "within": (Mode.RAIL,),
    "avoid": (Mode.SEA, Mode.RAIL),
}
"""The modes whose routers know the countries to stay in, and those, or canals, to avoid."""


def route(leg: Leg, places: Mapping[str, Place]) -> Route:
    """Find the line of a leg, by its mode.

    Parameters
    ----------
    leg : Leg
        The leg; ``start`` and ``end`` are ids.
    places : mapping of str to Place
        The places of the case, by id.

    Raises
    ------
    RouteError
        If no line leads from the leg's start to its end.
    """
    start, end = places[leg.start], places[leg.end]
    if leg.mode is Mode.RAIL:
        names = (start.names.get("en", start.id), end.names.get("en", end.id))
        radii_km = start.radius_km + end.radius_km
        return rail.route(start.at, end.at, leg.via, leg.within, leg.avoid, names, radii_km)
    via = tuple(point.at for point in leg.via)
    if leg.mode is Mode.SEA:
        return sea.route(start.at, end.at, via, start.radius_km, end.radius_km, avoid=leg.avoid)
    return direct.route(leg.mode, start.at, end.at, via, start.radius_km, end.radius_km)


def between(
    mode: Mode,
    start: LatLon,
    end: LatLon,
    via: Sequence[LatLon] = (),
    within: Sequence[str] = (),
    avoid: Sequence[str] = (),
) -> Route:
    """Find the line between two bare positions, by a mode.

    Parameters
    ----------
    mode : Mode
        How it is travelled.
    start, end : LatLon
        The ends.
    via : sequence of LatLon
        Positions to pass, in order.
    within, avoid : sequence of str
        Countries (ISO 3166 alpha-3) to stay inside and not to enter, by rail; by sea,
        ``avoid`` names canals that are closed.

    Raises
    ------
    RouteError
        If no line leads from start to end.
    """
    if mode is Mode.RAIL:
        stations = [Via(label(at), at) for at in via]
        return rail.route(start, end, stations, within, avoid)
    if mode is Mode.SEA:
        return sea.route(start, end, via, avoid=avoid)
    return direct.route(mode, start, end, via)
