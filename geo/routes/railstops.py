"""The stops of a leg by rail: which tracks each lies on, and where to leave them for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geo import geodesy
from geo.errors import RouteError
from geo.model import LatLon, Via
from geo.nations import meant
from geo.pieces import countries
from geo.routes.railnet import Allowed, Network, crossing_km
from geo.routes.railspots import Spot
from geo.whereabouts import country_of

REACH_KM = 3.0
"""A point this near to track lies on it."""

JOIN_KM = 0.25
"""An end this near to track is joined to it without a stretch, or a country, of its own."""

END_KM = 6.0
"""An end, which may be a city's centre, is joined to the best track this near to it."""

WIDE_KM = 30.0
"""So far from a stop track is looked for if none nearer leads on."""

STUB_KM = 50.0
"""The longest straight stretch between two points of a leg."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A point of a leg, and the spots on track near it; none where it lies off the track.

    ``foot_of`` names the point that this one, which has no name, is the nearest track to.
    """

    name: str
    at: LatLon
    spots: tuple[Spot, ...]
    foot_of: str = ""

    def spelt(self) -> str:
        """Write what a reader knows it by."""
        if self.foot_of:
            return f"the track nearest to {self.foot_of}, at {label(self.at)}"
        return self.name or label(self.at)


def label(at: LatLon) -> str:
    """Write a position that has no name."""
    return f"{at.lat:.3f}, {at.lon:.3f}"


def named(point: Via | Stop) -> str:
    """Write a point by its name, if it has one, and its position."""
    at = label(point.at)
    return f"{point.name} ({at})" if point.name not in ("", at) else at


def land_of(at: LatLon) -> str:
    """Tell the country that a position lies in, whose longitude may count on past 180°."""
    return country_of(LatLon(at.lat, (at.lon + 180) % 360 - 180))


def is_country(code: str) -> bool:
    """Tell whether a code is a country's, with mapped track or not."""
    return code.upper() in countries()


def once(codes: Sequence[str]) -> tuple[str, ...]:
    """List the codes of countries in capitals, each once."""
    return tuple(dict.fromkeys(code.upper() for code in codes))


def rule(net: Network, within: Sequence[str], avoid: Sequence[str]) -> Allowed:
    """Make the test of which track may be used.

    Any country can be kept out of; to keep inside one without track is refused.
    """
    wrong = [
        f"No railway is mapped in a country {code!r}; write ISO 3166 alpha-3,"
        f" such as RUS{meant(code, net.countries)}"
        for code in dict.fromkeys((*within, *avoid))
        if code.upper() not in net.countries and (code in within or not is_country(code))
    ]
    if wrong:
        raise RouteError("\n".join(wrong))
    inside, outside = (frozenset(once(codes)) for codes in (within, avoid))
    if both := sorted(inside & outside):
        raise RouteError(
            f"A route cannot stay inside {both[0]} and keep out of it; name it once."
        )
    return Allowed(inside, outside)


def find(net: Network, points: Sequence[Via], allowed: Allowed) -> list[Stop]:
    """Find the spots of each point, and where to leave the track for points off it."""
    reaches = [END_KM, *[REACH_KM] * (len(points) - 2), END_KM]
    stops = [
        Stop(point.name, point.at, _near(net, point.at, reach_km, allowed))
        for point, reach_km in zip(points, reaches, strict=True)
    ]
    out = stops[:1]
    for one, two in pairwise(stops):
        if not (one.spots and two.spots):
            hop = geodesy.distance_km(one.at, two.at)
            out += [_foot(net, s, allowed) for s in (one, two) if _leaves(net, s, hop, allowed)]
        out.append(two)
    if not any(stop.spots for stop in out):
        raise _far(net, stops[0], allowed)
    return out


def wider(net: Network, stop: Stop, allowed: Allowed) -> Stop:
    """Look for track further from a stop."""
    return Stop(stop.name, stop.at, _near(net, stop.at, WIDE_KM, allowed))


def _near(net: Network, at: LatLon, reach_km: float, allowed: Allowed) -> tuple[Spot, ...]:
    """Find the spots near a point; where some lie in its country, a border counts to others."""
    spots = net.near(at, reach_km, allowed)
    lands = [net.tracks[spot.track].countries for spot in spots]
    home = land_of(at) if len(set(lands)) > 1 else ""
    if any(home in land for land in lands):
        counts = [0.0 if home in land else crossing_km((home, land[0])) for land in lands]
        spots = [replace(spot, border_km=km) for spot, km in zip(spots, counts, strict=True)]
    return tuple(spots)


def _leaves(net: Network, stop: Stop, hop_km: float, allowed: Allowed) -> bool:
    """Tell whether a point off the track is joined to the nearest track, not the next stop."""
    if stop.spots:
        return False
    found = net.nearest(stop.at, allowed)
    return hop_km > STUB_KM or (found is not None and found.off_km < hop_km / 2)


def _foot(net: Network, stop: Stop, allowed: Allowed) -> Stop:
    found = net.nearest(stop.at, allowed)
    if found is None or found.off_km > STUB_KM:
        raise _far(net, stop, allowed)
    at = found.at
    return Stop("", at, tuple(net.near(at, REACH_KM, allowed)), stop.name)


def _far(net: Network, stop: Stop, allowed: Allowed) -> RouteError:
    found = net.nearest(stop.at, allowed)
    where = (
        f"the nearest, at {label(found.at)}, is {found.off_km:.0f} km away"
        if found
        else "none of the countries named has any"
    )
    return RouteError(
        f"No mapped railway lies near {named(stop)}; {where}."
        " Name a point beside the track, or stations on the way to it."
    )
