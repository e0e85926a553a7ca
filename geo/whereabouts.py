"""Tell in which country a point lies, in whose sea, and in which disputed areas."""

from __future__ import annotations

from geo.arcs import directory
from geo.borders import check_point, measure
from geo.disputes import UNDRAWN, Dispute, claimed_by, disputes
from geo.drawn import area
from geo.model import Interval, LatLon
from geo.pieces import OSM, countries
from geo.territory import check_country, lines

SEA_KM = 12 * 1.852
"""How far a territorial sea may reach: 12 nautical miles."""


def contains(country: str, point: LatLon) -> bool:
    """Tell whether a point lies in a country: its land with lakes and rivers, not its sea.

    Raises
    ------
    MeasureError
        If the point is not on Earth, or the country is not in the data.
    """
    check_point(point)
    check_country(country)
    return area(country).covers_one(*point)


def in_its_sea(country: str, point: LatLon) -> bool | None:
    """Tell whether a point off all land lies in the territorial sea of a country that has one.

    None on land, and of a country without a sea.

    Raises
    ------
    MeasureError
        If the point is not on Earth, or the country is not in the data.
    """
    if country_of(point) or "territorial_sea" not in lines(country):
        return None
    return area(country, "territorial_sea").covers_one(*point)


def disputes_at(country: str, point: LatLon, radius_km: float = 0.0) -> tuple[Dispute, ...]:
    """List the disputed areas that a country claims and a place may lie in, or in the sea of.

    Raises
    ------
    MeasureError
        If the point is not on Earth.
    """
    about = max(radius_km, SEA_KM)
    reach = radius_km if country_of(point) else about
    if in_its_sea(country, point):
        # A sea that is drawn from straight lines may lie far from the land that it is of.
        reach = max(reach, measure(point, country).km.value)
    return tuple(
        found
        for found in claimed_by(country)
        if found.frame.near(point, about) and _within(country, found, point, reach)
    )


def areas_at(point: LatLon) -> tuple[Dispute, ...]:
    """List the disputed areas that a point lies in, or in the sea of, whoever claims them.

    Raises
    ------
    MeasureError
        If the point is not on Earth.
    """
    near = [found for found in disputes().values() if found.frame.near(point, SEA_KM)]
    if not near:
        return ()
    code, known = country_of(point), countries()
    sides = {code} if code else {side for found in near for side in found.claimants}
    there = {
        found.line for side in sides if side in known for found in disputes_at(side, point)
    }
    return tuple(found for found in near if found.line in there)


def _within(country: str, found: Dispute, point: LatLon, reach: float) -> bool:
    """Tell whether a point may lie in a disputed area, or so near; of one undrawn, roughly."""
    if found.kind == UNDRAWN:
        return found.frame.near(point, reach)
    return found.line in lines(country) and (
        area(country, found.line).covers_one(*point)
        or measure(point, country, found.line).km.low <= reach
    )


def edge_km(country: str, point: LatLon) -> Interval:
    """Measure to where a country with its territorial sea ends, on land by both maps.

    Raises
    ------
    MeasureError
        If the point is not on Earth, or the country is not in the data.
    """
    known = lines(country)
    if "territorial_sea" not in known:
        return measure(point, country).km
    edge = measure(point, country, "territorial_sea").km
    land = measure(point, country, "land").km if "land" in known else edge
    if land.value > edge.value:
        return edge
    return Interval(edge.value, min(edge.low, land.low), max(edge.high, land.high))


def country_of(point: LatLon) -> str:
    """Name the country that a point lies in (ISO 3166 alpha-3), or "" at sea.

    A territory that the data draw apart goes by its own code.

    Raises
    ------
    MeasureError
        If the point is not on Earth.
    """
    check_point(point)
    codes, sure = directory(OSM).cell(*point)
    known = countries()
    # The part before the whole.
    for code in sorted(codes, key=lambda code: (not known[code]["within"], code)):
        if sure or area(code).covers_one(*point):
            return code
    return ""
