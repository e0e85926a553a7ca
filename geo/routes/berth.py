"""From a berth to the water that ships keep to, and to the corners of it that are in sight."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.errors import RouteError
from geo.gazetteer import towns_near
from geo.geodesy import distance_km
from geo.model import LatLon
from geo.routes import chart, harbour, rings, sphere
from geo.routes.seaway import seaway
from geo.routes.sight import clear
from geo.routes.sphere import Bools, Floats, Ints

INLAND_KM = 10.0
"""An end further from the water than this is no port."""
SOUTHWARD, NORTHWARD = -78.0, 82.0
"""No sea leg goes nearer to a pole."""
_OFF_KM = 0.04
"""An end on land is moved so far past the shore."""
_REACHES_KM = (25.0, 60.0, 150.0, 400.0, 1000.0, 2500.0, 5000.0)
_ENOUGH = 12
"""Look no further where so many corners are in sight."""
_MOST = 600
_FREE = (2.0, 3.5)
"""How far from a berth the clearance does not bind, in distances to the kept water."""


class Berth(NamedTuple):
    """An end of a sea leg, afloat: how far it was moved, and where ships go from it.

    ``lead`` leads from the berth, round harbour walls where it must, to ``vector``;
    ``nodes`` are corners of the seaway in sight from there, ``km`` their distances.
    Within ``free_km`` of ``vector`` a course need not keep the clearance.
    """

    lead: Floats
    vector: Floats
    moved_km: float
    free_km: float
    nodes: Ints
    km: Floats

    @property
    def place(self) -> LatLon:
        """Where it lies."""
        return sphere.place(self.lead[0])


def berth(place: LatLon) -> Berth:
    """Move a position on land to the nearest navigable water, and look round from there.

    Raises
    ------
    RouteError
        If it lies further from navigable water than ``INLAND_KM``, or too near a pole.
    """
    if not SOUTHWARD <= place.lat <= NORTHWARD:
        raise RouteError(
            f"{place.lat:.4f}, {place.lon:.4f} lies too near a pole; sea legs go no further "
            f"than {NORTHWARD:.0f}° north and {-SOUTHWARD:.0f}° south."
        )
    vector = sphere.unit(place)
    if rings.within(chart.room(), vector):
        return _looking(vector, 0.0, 0.0)
    afloat = _afloat(vector)
    if afloat is not None:
        moved = _apart_km(vector, afloat)
        if found := _leaving(afloat, moved):
            return found
        if (lead := harbour.lead(afloat, INLAND_KM)) is not None:
            if len(lead) > 2 and (found := _leaving(lead[-2], moved)):
                return found._replace(lead=lead[:-1])
            return _looking(lead[-1], moved, 0.0)._replace(lead=lead)
    exit_ = rings.nearest(chart.room(), vector, INLAND_KM, rings.INSIDE_KM)
    if exit_ is not None:
        return _looking(exit_, _apart_km(vector, exit_), 0.0)
    raise RouteError(
        f"{place.lat:.4f}, {place.lon:.4f} lies more than {INLAND_KM:.0f} km from navigable "
        f"water; a sea leg needs a position in the water or at a port{_nearest_port(place)}."
    )


def _apart_km(here: Floats, there: Floats) -> float:
    return distance_km(sphere.place(here), sphere.place(there))


def _nearest_port(place: LatLon) -> str:
    """Name the nearest town that lies by navigable water, as the end of a sentence."""
    for town in towns_near(place, 60):
        if rings.nearest(chart.room(), sphere.unit(town.at), INLAND_KM, 0.0) is not None:
            return f"; the nearest is {town.name}, {town.at.lat:.2f}, {town.at.lon:.2f}"
    return ""


def _afloat(vector: Floats) -> Floats | None:
    """Give the position itself where it lies in the water, else the nearest water."""
    shore = chart.coast()
    if rings.within(shore, vector):
        return vector
    return rings.nearest(shore, vector, INLAND_KM, _OFF_KM)


def _leaving(vector: Floats, moved: float) -> Berth | None:
    """Look round from a berth nearer to the land than ships keep, past the shore."""
    edges = chart.room().near(sphere.degrees(vector[None]), INLAND_KM)
    if not len(edges):
        return None
    _, _, km = rings.nearest_edge(chart.room(), edges, vector)
    for factor in _FREE:
        free = km * factor + 0.15
        if free > 1.5 * INLAND_KM:
            break
        found = _looking(vector, moved, free)
        if len(found.nodes):
            return found
    return None


def _looking(vector: Floats, moved: float, free_km: float) -> Berth:
    """List the corners of the seaway that are in sight of a position."""
    way = seaway()
    degrees = sphere.degrees(vector[None])
    seen = np.zeros(0, dtype=np.int64)
    for reach in _REACHES_KM:
        nodes = way.around(vector, reach)
        nodes = nodes[way.tangent(nodes, vector)]
        if len(nodes) < 2 * _ENOUGH and reach < _REACHES_KM[-1]:
            continue
        if len(nodes) > _MOST:
            nodes = nodes[np.argsort(-(way.vectors[nodes] @ vector))[:_MOST]]
        seen = nodes[in_sight(vector, way.vectors[nodes], degrees, reach, free_km)]
        if len(seen) >= _ENOUGH or (free_km and reach >= 150 and len(seen)):
            break
        if free_km and not len(seen) and reach >= 60:
            break
    return Berth(vector[None], vector, moved, free_km, seen, way.km_from(vector, seen))


def in_sight(
    vector: Floats, targets: Floats, degrees: Floats, reach_km: float, free_km: float
) -> Bools:
    """Tell which targets are seen: past the kept water's edge, and near a berth the shore."""
    room = chart.room()
    seen = clear(room, room.near(degrees, reach_km), vector, targets, free_km)
    if free_km and seen.any():
        shore = chart.coast()
        edges = shore.near(degrees, free_km + 1)
        seen[seen] = clear(shore, edges, vector, targets[seen])
    return seen
