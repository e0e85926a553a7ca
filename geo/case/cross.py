"""What no field can tell alone: ids that repeat or point nowhere, swapped positions.

It works on the file's plain values and passes over what is malformed, so that
its problems come beside those of the fields, all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from geo import borders
from geo.case.fields import country, is_slug
from geo.case.tree import Where
from geo.errors import MeasureError, RouteError, nearest
from geo.geodesy import distance_km
from geo.model import LatLon
from geo.routes import straits

Found = tuple[Where, str]
"""Where something is wrong, and what."""

LONELY_KM, NEAR_KM = (3000.0, 500.0), (300.0, 50.0)
"""A place looks swapped if it lies this far from all others, and this near when turned."""

MANY = 200
"""Among more ids than this, the nearest is not searched for."""

_SECTIONS = ("sources", "places", "legs", "questions", "claims")
_PLACES_OF_A_CHECK = ("from", "to", "place", "near")


def problems(case: dict[str, Any]) -> Iterator[Found]:
    """List what does not fit together in a case."""
    yield from _repeated(case)
    yield from _references(case)
    yield from _borders(case)
    yield from _legs(case)
    yield from _swapped(case)


def _items(case: dict[str, Any], section: str) -> Iterator[tuple[Where, dict[str, Any]]]:
    held = case.get(section)
    for number, item in enumerate(held if isinstance(held, list) else ()):
        if isinstance(item, dict):
            yield (section, number), item


def _ids(case: dict[str, Any], *sections: str) -> list[str]:
    found = (item.get("id") for section in sections for _, item in _items(case, section))
    return [str(name) for name in found if is_slug(name)]


def _repeated(case: dict[str, Any]) -> Iterator[Found]:
    seen: dict[tuple[str, str], str] = {}
    for section in _SECTIONS:
        shared = "places or legs" if section in {"places", "legs"} else section
        for path, item in _items(case, section):
            name = item.get("id")
            if not isinstance(name, str):
                continue
            if (shared, name) in seen:
                message = f"the id {name!r} stands twice in {shared}; give each its own"
                yield (*path, "id"), message
            elif shared == "places or legs" and name == "case":
                yield (*path, "id"), "'case' means the whole case; give this another id"
            seen[shared, name] = section


def _references(case: dict[str, Any]) -> Iterator[Found]:
    sources, claims = _ids(case, "sources"), _ids(case, "claims")
    places, legs = _ids(case, "places"), _ids(case, "legs")
    for path, item in _items(case, "claims"):
        yield from _known(path, item, "source", "source", sources)
        yield from _known(path, item, "question", "question", _ids(case, "questions"))
        yield from _known(path, item, "about", "leg or place", [*legs, *places, "case"])
        check = item.get("check")
        if isinstance(check, dict):
            yield from _known((*path, "check"), check, "leg", "leg", legs)
            for key in _PLACES_OF_A_CHECK:
                yield from _known((*path, "check"), check, key, "place", places)
    for path, item in _items(case, "legs"):
        for key in ("from", "to"):
            yield from _known(path, item, key, "place", places)
    for path, item in _items(case, "guesses"):
        yield from _known(path, item, "claim", "claim", claims)
    for path, item in _items(case, "remarks"):
        yield from _known(path, item, "about", "leg or place", [*legs, *places])
    yield from _known((), case, "article", "source", sources)


def _known(
    path: Where, item: dict[str, Any], key: str, kind: str, ids: Iterable[str]
) -> Iterator[Found]:
    name, known = item.get(key), list(dict.fromkeys(ids))
    if isinstance(name, str) and is_slug(name.partition(":")[0]) and name not in known:
        hint = nearest(name, known) if len(known) <= MANY else ""
        yield (*path, key), f"there is no {kind} called {name!r}{hint}"


def _borders(case: dict[str, Any]) -> Iterator[Found]:
    """Find countries and lines of a border that cannot be measured to."""
    measured: set[str] = set()
    for path, item in _items(case, "claims"):
        check = item.get("check")
        if not isinstance(check, dict) or not isinstance(check.get("country"), str):
            continue
        where = (*path, "check")
        try:
            country = check["country"]
            across = (f"land:{code}" for code in borders.neighbours(country))
            known = (*borders.lines(country), *across)
        except MeasureError as error:
            yield (*where, "country"), str(error)
            continue
        yield from _known(where, check, "line", f"line of {country}'s border", known)
        measured.update(known)
    for path, item in _items(case, "remarks"):
        if item.get("line") in (None, *measured):
            continue  # to list the lines of every country takes a while
        yield from _known(path, item, "line", "line of a border", borders.every_line())


def _legs(case: dict[str, Any]) -> Iterator[Found]:
    for path, leg in _items(case, "legs"):
        if isinstance(leg.get("to"), str) and leg.get("from") == leg["to"]:
            yield (*path, "to"), "the leg ends where it begins; name another place"
        within, avoid = leg.get("within"), leg.get("avoid")
        if isinstance(avoid, list):
            kept = [
                name for name in avoid if not isinstance(within, list) or name not in within
            ]
            yield from _avoided((*path, "avoid"), leg.get("mode"), kept)
        if isinstance(within, list) and isinstance(avoid, list):
            for code in (code for code in avoid if code in within):
                yield (*path, "avoid"), f"{code} stands in within too; keep it in one"


def _avoided(path: Where, mode: object, avoid: list[Any]) -> Iterator[Found]:
    """Find what a leg keeps out of that is no passage, by sea, or no country."""
    for name in avoid:
        if not isinstance(name, str):
            continue
        try:
            if mode == "sea":
                straits.closed([name])
            else:
                country(name)
        except (RouteError, ValueError) as error:
            yield path, str(error).rstrip(".")


def _swapped(case: dict[str, Any]) -> Iterator[Found]:
    """Find places that would join the others if latitude and longitude were turned."""
    placed = [
        (path, item, LatLon(item["lat"], item["lon"]))
        for path, item in _items(case, "places")
        if _in_range(item.get("lat"), 90) and _in_range(item.get("lon"), 180)
    ]
    for path, item, at in placed:
        others = [other for _, _, other in placed if other is not at]
        if not others or abs(at.lon) > 90 or item.get("checked") is True:
            continue
        given = min(distance_km(at, other) for other in others)
        turned = min(distance_km(LatLon(at.lon, at.lat), other) for other in others)
        if any(
            given > far and turned < near for far, near in zip(LONELY_KM, NEAR_KM, strict=True)
        ):
            yield (
                (*path, "lat"),
                (
                    f"latitude and longitude look swapped: turned, the place lies"
                    f" {turned:.0f} km from another of the case,"
                    f" as given {given:.0f} km from all;"
                    " swap them, or add `checked: true` if they are right"
                ),
            )


def _in_range(value: object, limit: float) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and abs(float(value)) <= limit  # type: ignore[arg-type]  # a number, see above
