"""What is wrong with a leg as a whole: its ends, and what its mode does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geo.case.fields import country
from geo.case.items import Found, countries, items, position
from geo.case.limits import LEAST_KM, VIA
from geo.case.tree import Where
from geo.errors import RouteError
from geo.geodesy import distance_km
from geo.model import LatLon, Mode
from geo.routes import KNOWN_BY, straits


def problems(case: dict[str, Any]) -> Iterator[Found]:
    """List what does not fit together in the legs of a case."""
    spots = {
        item["id"]: at
        for _, item in items(case, "places")
        if isinstance(item.get("id"), str) and (at := position(item))
    }
    for path, leg in items(case, "legs"):
        yield from _ends(path, leg, spots)
        yield from _lands(path, leg)
    yield from _passed(case)


def _passed(case: dict[str, Any]) -> Iterator[Found]:
    """Find the leg with which all legs pass too many points."""
    count = 0
    for path, leg in items(case, "legs"):
        held = leg.get("via")
        count += len(held) if isinstance(held, list) else 0
        if count > VIA:
            message = f"the legs pass {count} points up to here; a case may have {VIA}"
            yield (*path, "via"), message
            return


def _lands(path: Where, leg: dict[str, Any]) -> Iterator[Found]:
    """Find what is wrong with what a leg stays in and keeps out of."""
    mode, held = leg.get("mode"), {key: countries(leg, key) for key in KNOWN_BY}
    for key, modes in KNOWN_BY.items():
        if leg.get(key) and mode in tuple(Mode) and mode not in modes:
            only = " or by ".join(modes)
            message = f"a leg by {mode} knows no `{key}`, only one by {only} does; leave it out"
            yield (*path, key), message
            held[key] = []
    for name in held["avoid"]:
        if name in held["within"]:
            yield (*path, "avoid"), f"{name!r} stands in within too; keep it in one"
        elif mode in tuple(Mode) and (wrong := _unavoidable(name, mode)):
            yield (*path, "avoid"), wrong


def _ends(path: Where, leg: dict[str, Any], spots: Mapping[str, LatLon]) -> Iterator[Found]:
    """Find a leg that leads nowhere."""
    start, end = leg.get("from"), leg.get("to")
    if not isinstance(start, str) or not isinstance(end, str):
        return
    if start == end:
        yield (*path, "to"), "the leg ends where it begins; name another place"
    elif start in spots and end in spots and distance_km(spots[start], spots[end]) <= LEAST_KM:
        message = (
            f"the leg ends where it begins: {start!r} and {end!r} lie at one position;"
            " correct the position of either, or leave the leg out"
        )
        yield (*path, "to"), message


def _unavoidable(name: str, mode: object) -> str:
    """Say why a leg cannot keep out of what is no passage, by sea, or no country."""
    try:
        if mode == "sea":
            straits.closed([name])
        else:
            country(name)
    except (RouteError, ValueError) as error:
        return str(error).rstrip(".")
    return ""
