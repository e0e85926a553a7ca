"""What is wrong with a leg as a whole: its ends, and what it keeps out of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo.case.fields import country
from geo.case.items import Found, countries, items
from geo.case.tree import Where
from geo.errors import RouteError
from geo.routes import straits


def problems(case: dict[str, Any]) -> Iterator[Found]:
    """List what does not fit together in the legs of a case."""
    for path, leg in items(case, "legs"):
        yield from _ends(path, leg)
        within, avoid = countries(leg, "within"), countries(leg, "avoid")
        kept = [name for name in avoid if name not in within]
        yield from _avoided((*path, "avoid"), leg.get("mode"), kept)
        for name in (name for name in avoid if name in within):
            yield (*path, "avoid"), f"{name} stands in within too; keep it in one"


def _ends(path: Where, leg: dict[str, Any]) -> Iterator[Found]:
    """Find a leg that leads nowhere."""
    if isinstance(leg.get("to"), str) and leg.get("from") == leg["to"]:
        yield (*path, "to"), "the leg ends where it begins; name another place"


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
