"""What is wrong with a leg as a whole: its ends, and what its mode does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geo.case.fields import country
from geo.case.items import Found, countries, items, position
from geo.case.tree import Where
from geo.errors import RouteError
from geo.geodesy import distance_km
from geo.model import LatLon
from geo.routes import straits

SAME_KM = 0.001
"""Places that lie no farther apart are at one position: no line leads between them."""


def problems(case: dict[str, Any]) -> Iterator[Found]:
    """List what does not fit together in the legs of a case."""
    spots = {
        item["id"]: at
        for _, item in items(case, "places")
        if isinstance(item.get("id"), str) and (at := position(item))
    }
    for path, leg in items(case, "legs"):
        yield from _ends(path, leg, spots)
        within, avoid = countries(leg, "within"), countries(leg, "avoid")
        kept = [name for name in avoid if name not in within]
        yield from _avoided((*path, "avoid"), leg.get("mode"), kept)
        for name in (name for name in avoid if name in within):
            yield (*path, "avoid"), f"{name} stands in within too; keep it in one"


def _ends(path: Where, leg: dict[str, Any], spots: Mapping[str, LatLon]) -> Iterator[Found]:
    """Find a leg that leads nowhere."""
    start, end = leg.get("from"), leg.get("to")
    if not isinstance(start, str) or not isinstance(end, str):
        return
    if start == end:
        yield (*path, "to"), "the leg ends where it begins; name another place"
    elif start in spots and end in spots and distance_km(spots[start], spots[end]) <= SAME_KM:
        message = (
            f"the leg ends where it begins: {start!r} and {end!r} lie at one position;"
            " correct the position of either, or leave the leg out"
        )
        yield (*path, "to"), message


def _avoided(path: Where, mode: object, avoid: list[str]) -> Iterator[Found]:
    """Find what a leg keeps out of that is no passage, by sea, or no country."""
    for name in avoid:
        try:
            if mode == "sea":
                straits.closed([name])
            else:
                country(name)
        except (RouteError, ValueError) as error:
            yield path, str(error).rstrip(".")
