"""From a berth to the water that ships keep to."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from geo.errors import RouteError
from geo.gazetteer import towns_near
from geo.geodesy import distance_km
from geo.model import LatLon
from geo.routes import harbour, rings, rivers, sphere, waters
from geo.routes.sight import is_clear
from geo.routes.sphere import Floats

INLAND_KM = 10.0
"""An end further from the water than this is no port."""
_FAR_IN_KM = 20.0
"""A berth up an inlet that no waterway in the data leads out of may lie so far from the sea."""
SOUTHWARD, NORTHWARD = -78.0, 82.0
"""No sea leg goes nearer to a pole."""
_OFF_KM = 0.03
"""An end on land is moved so far past the shore."""
_STILL_KM = 1e-6
"""An end that is moved by no more was afloat."""
_TOWNS_TRIED = 2000


class Berth(NamedTuple):
    """An end of a sea leg, afloat.

    Attributes
    ----------
    lead : array of shape (n, 3)
        From the berth, round harbour walls where it must, to the kept water.
    moved_km : float
        How far the berth was moved to float.
    """

    lead: Floats
    moved_km: float

    @property
    def place(self) -> LatLon:
        """Where it lies."""
        return sphere.place(self.lead[0])

    @property
    def entry(self) -> Floats:
        """Where ships enter the kept water from it."""
        return np.asarray(self.lead[-1])


def berth(place: LatLon) -> Berth:
    """Move a position on land to the nearest navigable water, and lead to the kept water.

    Raises
    ------
    RouteError
        If it lies further from navigable water than ``INLAND_KM``, or too near a pole.
    """
    found = by_sea(place) or by_sea(place, _FAR_IN_KM)
    if found is None:
        raise RouteError(
            f"{place.lat:.4f}, {place.lon:.4f} lies more than {INLAND_KM:.0f} km from the sea "
            "and from every waterway in the data; a sea leg needs a position by one of them"
            f"{_nearest_port(place)}{_turned(place)}."
        )
    return found


@lru_cache(maxsize=512)
def by_sea(place: LatLon, reach_km: float = INLAND_KM) -> Berth | None:
    """Find the berth of a position, or None where navigable water is further off.

    Parameters
    ----------
    place : LatLon
        The position.
    reach_km : float
        How far its berth may lie from the kept water.

    Raises
    ------
    RouteError
        If it lies too near a pole.
    """
    if not SOUTHWARD <= place.lat <= NORTHWARD:
        raise RouteError(
            f"{place.lat:.4f}, {place.lon:.4f} lies too near a pole; sea legs go no further "
            f"than {NORTHWARD:.0f}° north and {-SOUTHWARD:.0f}° south."
        )
    vector = sphere.unit(place)
    kept = rings.nearest(waters.room(), vector)
    if kept is None or kept.is_afloat():
        return Berth(vector[None], 0.0)
    lead = _lead(vector, kept, reach_km)
    if lead is None and kept.km <= INLAND_KM:
        entry = kept.water(rings.INSIDE_KM)
        lead = None if entry is None else entry[None]
    if lead is None:
        return None
    moved_km = distance_km(place, sphere.place(lead[0]))
    return Berth(lead, moved_km if moved_km > _STILL_KM else 0.0)


def _lead(vector: Floats, kept: rings.Nearest, reach_km: float) -> Floats | None:
    """Lead from the nearest water to the nearest kept water, straight or round the rest."""
    shore = rings.nearest(waters.shore(), vector)
    afloat = vector
    if shore is not None and not shore.is_afloat():
        moved = shore.water(_OFF_KM) if shore.km <= INLAND_KM else None
        if moved is None:
            return None
        afloat, kept = moved, rings.nearest(waters.room(), moved) or kept
    entry = kept.water(rings.INSIDE_KM) if kept.km <= INLAND_KM else None
    if entry is not None and is_clear(waters.shore(), afloat, entry):
        return np.stack([afloat, entry])
    return next(harbour.leads(afloat, reach_km), None)


def _turned(place: LatLon) -> str:
    """Name the port that a position is by if swapped, as the end of a sentence."""
    if not SOUTHWARD <= place.lon <= NORTHWARD:
        return ""
    turned = LatLon(place.lon, place.lat)
    town = next(iter(towns_near(turned)), None)
    if town is None or town.km > INLAND_KM or by_sea(turned) is None:
        return ""
    return (
        "; with latitude and longitude swapped it would lie by "
        f"{town.name}, {town.at.lat:.2f}, {town.at.lon:.2f}"
    )


def _nearest_port(place: LatLon) -> str:
    """Name the nearest town that a leg may begin at, as the end of a sentence."""
    for town in islice(towns_near(place), _TOWNS_TRIED):
        near = rings.nearest(waters.room(), sphere.unit(town.at), INLAND_KM)
        if near or rivers.down(town.at, INLAND_KM):
            return f"; the nearest is {town.name}, {town.at.lat:.2f}, {town.at.lon:.2f}"
    return ""
