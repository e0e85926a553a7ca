"""What no field can tell alone: ids that repeat or point nowhere, swapped positions.

It works on the file's plain values and passes over what is malformed or too long, so
that its problems come beside those of the fields, all at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from geo import borders
from geo.case import legs
from geo.case.countries import COUNTRIES
from geo.case.fields import is_slug
from geo.case.items import Found, ids, items, position
from geo.case.limits import PAIRS
from geo.case.tree import Where
from geo.errors import MeasureError, nearest
from geo.geodesy import distance_km
from geo.model import LatLon

LONELY_KM, NEAR_KM = (3000.0, 500.0), (300.0, 50.0)
"""A place looks swapped if it lies this far from all others, and this near when turned."""
BESIDE_KM = (300.0, 0.0)
"""No others are those so near to it: they may be swapped too, if no more than it would join."""

MANY = 200
"""Among more ids than this, the nearest is not searched for."""

EFFORT = 50_000
"""How many letters of wrong names may be held against ids, in a whole case."""

_SECTIONS = ("sources", "places", "legs", "questions", "claims")
_PLACES_OF_A_CHECK = ("from", "to", "place", "near")


def problems(case: dict[str, Any]) -> Iterator[Found]:
    """List what does not fit together in a case."""
    yield from _repeated(case)
    names = _Names()
    yield from _references(case, names)
    yield from _borders(case, names)
    yield from _pairs(case)
    yield from legs.problems(case)
    yield from _swapped(case)


def _repeated(case: dict[str, Any]) -> Iterator[Found]:
    seen: dict[tuple[str, str], str] = {}
    for section in _SECTIONS:
        shared = "places or legs" if section in {"places", "legs"} else section
        for path, item in items(case, section):
            name = item.get("id")
            if not isinstance(name, str):
                continue
            if (shared, name) in seen:
                message = f"the id {name!r} stands twice in {shared}; give each its own"
                yield (*path, "id"), message
            elif shared == "places or legs" and name == "case":
                yield (*path, "id"), "'case' means the whole case; give this another id"
            seen[shared, name] = section


@dataclass(slots=True)
class _Names:
    """Finds names that name nothing; the nearest is sought once for each, with an end."""

    hints: dict[tuple[str, str], str] = field(default_factory=dict)
    effort: int = 0

    def unknown(
        self, path: Where, item: dict[str, Any], key: str, kind: str, known: Collection[str]
    ) -> Iterator[Found]:
        """Find whether a key of an item names nothing that is known."""
        name = item.get(key)
        if isinstance(name, str) and name not in known and is_slug(name.partition(":")[0]):
            hint = self._nearest(name, kind, known)
            yield (*path, key), f"there is no {kind} called {name!r}{hint}"

    def _nearest(self, name: str, kind: str, known: Collection[str]) -> str:
        if (kind, name) not in self.hints and len(known) <= MANY and self.effort < EFFORT:
            self.effort += len(name) * len(known)
            self.hints[kind, name] = nearest(name, known)
        return self.hints.get((kind, name), "")


def _references(case: dict[str, Any], names: _Names) -> Iterator[Found]:
    of = {section: ids(case, section) for section in _SECTIONS}
    about = of["legs"] | of["places"]
    for path, item in items(case, "claims"):
        yield from names.unknown(path, item, "source", "source", of["sources"])
        yield from names.unknown(path, item, "question", "question", of["questions"])
        if item.get("about") != "case":
            yield from names.unknown(path, item, "about", "leg or place", about)
        check = item.get("check")
        if isinstance(check, dict):
            yield from names.unknown((*path, "check"), check, "leg", "leg", of["legs"])
            for key in _PLACES_OF_A_CHECK:
                yield from names.unknown((*path, "check"), check, key, "place", of["places"])
    for path, item in items(case, "legs"):
        for key in ("from", "to"):
            yield from names.unknown(path, item, key, "place", of["places"])
    for path, item in items(case, "guesses"):
        yield from names.unknown(path, item, "claim", "claim", of["claims"])
    for path, item in items(case, "remarks"):
        yield from names.unknown(path, item, "about", "leg or place", about)
    yield from names.unknown((), case, "article", "source", of["sources"])


def _borders(case: dict[str, Any], names: _Names) -> Iterator[Found]:
    """Find countries and lines of a border that cannot be measured to."""
    lines: dict[str, dict[str, None] | str] = {}
    for path, item in items(case, "claims"):
        check = item.get("check")
        if not isinstance(check, dict) or not isinstance(check.get("country"), str):
            continue
        where, country = (*path, "check"), check["country"]
        if country not in lines:
            lines[country] = _lines(country)
        if isinstance(known := lines[country], str):
            yield (*where, "country"), known
        else:
            kind, line = f"line of {country}'s border", check.get("line")
            if isinstance(line, str) and (area := borders.undrawn(country, line)):
                said = f"there is no {kind} called {line!r}: the data do not draw {area} apart"
                yield (*where, "line"), said
                continue
            yield from names.unknown(where, check, "line", kind, known)
    measured = {line for known in lines.values() if isinstance(known, dict) for line in known}
    for path, item in items(case, "remarks"):
        if item.get("line") in (None, *measured):
            continue  # to list the lines of every country takes a while
        every = borders.every_line()
        yield from names.unknown(path, item, "line", "line of a border", every)
    yield from _remarks(case, lines)


def _remarks(
    case: dict[str, Any], lines: Mapping[str, dict[str, None] | str]
) -> Iterator[Found]:
    """Find remarks on a distance that no claim asks for, or of which it is unclear which."""
    asked: dict[object, dict[str, None]] = {}
    for _, item in items(case, "claims"):
        check = item.get("check")
        if isinstance(check, dict) and check.get("kind") == "border_distance":
            start, country = check.get("from"), check.get("country")
            if isinstance(start, str) and isinstance(country, str):
                asked.setdefault(start, {})[country] = None
    for path, item in items(case, "remarks"):
        about, line, country = (item.get(key) for key in ("about", "line", "country"))
        measured = asked.get(about, {}) if isinstance(about, str) else {}
        named = isinstance(line, str)
        having = [code for code in measured if named and line in (lines.get(code) or ())]
        if isinstance(country, str) and country in COUNTRIES - measured.keys():
            known = f"only to {', '.join(measured)}" if measured else "to none"
            message = f"no claim measures from {about!r} to the border of {country}, {known}"
            yield (*path, "country"), message
        elif country is None and len(having) > 1:
            message = (
                f"claims measure from {about!r} to the borders of {', '.join(having)}; "
                "say with `country` which of them this is about"
            )
            yield (*path, "line"), message


def _pairs(case: dict[str, Any]) -> Iterator[Found]:
    """Find the claim with which there is too much to measure from places to countries."""
    pairs: set[tuple[str, str]] = set()
    for path, item in items(case, "claims"):
        check = item.get("check")
        if not isinstance(check, dict):
            continue
        start, country = check.get("from", check.get("place")), check.get("country")
        if isinstance(start, str) and isinstance(country, str):
            pairs.add((start, country))
        if len(pairs) > PAIRS:
            message = (
                f"{len(pairs)} pairs of a place and a country are to be measured up to here; "
                f"a case may have {PAIRS}"
            )
            yield (*path, "check"), message
            return


def _lines(country: str) -> dict[str, None] | str:
    """List the lines of a country's border, or say why there are none."""
    try:
        across = (f"land:{code}" for code in borders.neighbours(country))
        return dict.fromkeys((*borders.lines(country), *across))
    except MeasureError as error:
        return str(error)


def _swapped(case: dict[str, Any]) -> Iterator[Found]:
    """Find places that would join the others if latitude and longitude were turned."""
    placed = [
        (path, item, at) for path, item in items(case, "places") if (at := position(item))
    ]
    every = [at for _, _, at in placed]
    for path, item, at in placed:
        if abs(at.lon) > 90 or item.get("checked") is True:
            continue
        if apart := _joining(at, every):
            given, turned = apart
            yield (
                (*path, "lat"),
                (
                    f"latitude and longitude look swapped: turned, the place lies"
                    f" {turned:.0f} km from another of the case,"
                    f" as given {given:.0f} km from all that are not beside it;"
                    " swap them, or add `checked: true` if they are right"
                ),
            )


def _joining(at: LatLon, every: Collection[LatLon]) -> tuple[float, float] | None:
    """Measure a place that looks swapped to the nearest other: as given, and turned."""
    away = [(distance_km(at, other), other) for other in every]
    for far, near, beside in zip(LONELY_KM, NEAR_KM, BESIDE_KM, strict=True):
        others = [(km, other) for km, other in away if km > beside]
        given = min((km for km, _ in others), default=0.0)
        if given <= far:
            continue
        turned = [distance_km(LatLon(at.lon, at.lat), other) for _, other in others]
        joined = sum(km < near for km in turned)
        if joined and joined >= len(away) - len(others):
            return given, min(turned)
    return None
