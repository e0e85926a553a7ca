"""The countries that a leg by rail touches off its track, and the sea that it may not cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from geo import geodesy
from geo.errors import RouteError
from geo.model import LatLon, Via
from geo.routes.railnet import Allowed
from geo.routes.railspots import Spot
from geo.routes.railstops import JOIN_KM, Stop, label, land_of, named

STEP_KM = 2.0
"""What a straight stretch crosses is looked up at places as far apart."""

SEA_KM, SEA_SHARE = 4.0, 1 / 3
"""A straight stretch is no railway that crosses more sea than this and than this share of it:
more than a pier, or the bays that a line along a coast cuts off."""

WATER_KM, WATER_STEP_KM = 0.5, 0.25
"""Track behind a bay so wide, looked up at places as far apart, is not a station's own."""


def check_stops(points: Sequence[Via], allowed: Allowed) -> None:
    """Refuse stops in countries that a leg is to keep out of.

    Raises
    ------
    RouteError
        If there are such; it names them all.
    """
    if not (allowed.within or allowed.avoid):
        return
    held = [(point, land_of(point.at)) for point in points]
    wrong = [
        f"{named(point)} lies in {code}"
        for point, code in held
        if code and not allowed((code,))
    ]
    if wrong:
        raise RouteError(
            f"{'; '.join(wrong)}, which the route is to keep out of. Allow that country, or"
            " name a station outside it. Borders are the recognised ones."
        )


def touched(straight: Sequence[LatLon], allowed: Allowed) -> list[str]:
    """List the countries that a straight stretch touches, in the order of travel.

    Raises
    ------
    RouteError
        If one of them is not allowed, or it crosses the sea.
    """
    whole_km = geodesy.length_km(straight)
    if whole_km <= JOIN_KM:
        return []
    # What is short crosses no sea, and mostly no land but that of its ends.
    codes = [land_of(at) for at in (_places(straight) if whole_km > SEA_KM else straight)]
    between = f"The straight line of {whole_km:.0f} km that stands in for track between"
    between += f" {label(straight[0])} and {label(straight[-1])}"
    sea_km = whole_km * codes.count("") / len(codes)
    if sea_km > max(SEA_KM, SEA_SHARE * whole_km):
        raise RouteError(
            f"{between} crosses {sea_km:.0f} km of sea; name a station on the way, or split"
            " the leg where it goes by ship."
        )
    for code in codes:
        if code and not allowed((code,)):
            raise RouteError(f"{between} crosses {code}, which the route is to keep out of.")
    return [code for code, _ in groupby(filter(None, codes))]


def over_water(here: LatLon, there: LatLon) -> bool:
    """Tell whether a bay lies between two places: water that has land on both sides."""
    if geodesy.distance_km(here, there) <= WATER_KM:
        return False
    places = geodesy.between(here, there, WATER_STEP_KM)
    rows = [
        (land, len(list(row))) for land, row in groupby(places, lambda at: bool(land_of(at)))
    ]
    return any(not land and count * WATER_STEP_KM > WATER_KM for land, count in rows[1:-1])


def ashore(stop: Stop) -> tuple[Spot, ...]:
    """List the spots of a stop that no bay parts from it; all, where there are none."""
    return tuple(s for s in stop.spots if not over_water(stop.at, s.at)) or stop.spots


def _places(line: Sequence[LatLon]) -> Iterator[LatLon]:
    """Lay places along a line, its ends and bends among them."""
    yield line[0]
    for here, there in pairwise(line):
        yield from geodesy.between(here, there, STEP_KM)[1:]
