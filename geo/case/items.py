"""The plain values of a case file, passed over where they are malformed or too many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo.case.fields import is_slug
from geo.case.limits import LEG_COUNTRIES, MOST
from geo.case.tree import Where
from geo.model import LatLon

Found = tuple[Where, str]
"""Where something is wrong, and what."""


def items(case: dict[str, Any], section: str) -> Iterator[tuple[Where, dict[str, Any]]]:
    """List the mappings of a section; none where it is longer than a case may have it."""
    held = case.get(section)
    if isinstance(held, list) and len(held) <= MOST[section]:
        for number, item in enumerate(held):
            if isinstance(item, dict):
                yield (section, number), item


def ids(case: dict[str, Any], *sections: str) -> dict[str, None]:
    """List the ids of sections, whatever their length, each once and in their order."""
    lists = (held for name in sections if isinstance(held := case.get(name), list))
    names = (item.get("id") for held in lists for item in held if isinstance(item, dict))
    return dict.fromkeys(name for name in names if isinstance(name, str) and is_slug(name))


def position(item: dict[str, Any]) -> LatLon | None:
    """Give where an item lies, if that is a position."""
    lat, lon = _degrees(item.get("lat"), 90), _degrees(item.get("lon"), 180)
    return None if lat is None or lon is None else LatLon(lat, lon)


def countries(leg: dict[str, Any], key: str) -> list[str]:
    """List what a leg stays in or keeps out of; nothing where that is too much."""
    held = leg.get(key)
    if not isinstance(held, list) or len(held) > LEG_COUNTRIES:
        return []
    return list(dict.fromkeys(name for name in held if isinstance(name, str)))


def _degrees(value: object, limit: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= limit else None
