"""Give the arcs that a line is made of: those with what it bounds on one side alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from geo.arcs import Arcs, Block, Side, directory
from geo.disputes import disputes

OSM = "borders-osm.arcs"
WORLD = "borders-natural-earth.arcs"
FILES = (OSM, WORLD)
"""The one to trust most first."""

OWN_NAMES = {("UKR", "without_crimea"): "mainland"}

Test = Callable[[Side], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """Arcs of a line; what it bounds lies on their left.

    ``neighbour`` is whose country lies on the other side of a land border; ``coarse``
    tells that the arcs are known at 1:10 million only, ``coast`` that land ends there.
    """

    arcs: Arcs
    neighbour: str = ""
    coarse: bool = False
    coast: bool = False


@cache
def countries() -> Mapping[str, Mapping[str, Any]]:
    """List the countries in the data by ISO 3166 alpha-3 code, with names where known."""
    found: dict[str, Mapping[str, Any]] = {}
    for file in FILES[::-1]:
        found |= directory(file).countries
    return dict(sorted(found.items()))


def pieces(file: str, country: str, line: str) -> Iterator[Piece]:
    """Read the arcs that a line is made of in a file of arcs; none if it has no such line."""
    for block, turned, across in _blocks(file, country, line):
        arcs = block.read().turned() if turned else block.read()
        coast = block.left.sea != block.right.sea
        yield Piece(arcs, across, block.left.coarse, coast)


def has(file: str, country: str, line: str) -> bool:
    """Tell whether a file of arcs has a line."""
    return any(True for _ in _blocks(file, country, line))


def _blocks(file: str, country: str, line: str) -> Iterator[tuple[Block, bool, str]]:
    """Find the blocks of a line, whether each is to be turned, and the neighbour across."""
    name, _, neighbour = line.partition(":")
    if not _draws(file, area_drawn(country, name)):
        return
    inside = side_test(country, "recognised" if name == "land" else line)
    for block in directory(file).blocks:
        if inside(block.left) == inside(block.right):
            continue
        other = block.right if inside(block.left) else block.left
        across = beyond(country, other) if name == "land" else ("",)
        if across and neighbour in ("", *across):
            yield block, other is block.left, neighbour or across[0]


def _general(country: str, line: str) -> str:
    """Give a line by the name that it would have in any country."""
    return next(
        (at for (code, at), own in OWN_NAMES.items() if (code, own) == (country, line)), line
    )


def area_drawn(country: str, line: str) -> str:
    """Name the disputed area that a line is drawn with or without; "" where there is none."""
    kind, _, area = _general(country, line).partition("_")
    return area if kind in ("with", "without") and area in disputes() else ""


def _draws(file: str, area: str) -> bool:
    """Tell whether a file of arcs draws a disputed area apart, or none is asked for."""
    return not area or any(
        area in (block.left.dispute, block.right.dispute) for block in directory(file).blocks
    )


def side_test(country: str, line: str) -> Test:
    """Give the question whether a side lies within what a line bounds."""
    area, known = area_drawn(country, line), countries()
    # Natural Earth draws territories apart from their countries.
    parts = {country, *(code for code in known if known[code]["within"] == country)}

    def owned(side: Side) -> bool:
        return not parts.isdisjoint(side.owners)

    if line == "recognised":
        return lambda side: not side.sea and owned(side)
    if line == "territorial_sea":
        return owned
    if area and _general(country, line).startswith("without"):
        return lambda side: not side.sea and owned(side) and side.dispute != area
    if area:
        joined = parts | {disputes()[area].default}

        def lies_between(side: Side) -> bool:
            """Tell whether a side is a small gap between the country and the area."""
            return not side.owners and bool(side.around) and side.around <= joined

        return lambda side: (
            not side.sea and (owned(side) or side.dispute == area or lies_between(side))
        )
    return lambda side: not side.sea and side.dispute == line


def beyond(country: str, side: Side) -> tuple[str, ...]:
    """Name the countries on the other side of a land border; none where it is a coast."""
    if side.sea:
        return ()
    dispute = disputes().get(side.dispute)
    found = side.owners or side.around or (dispute.claimants if dispute else ())
    within = {code: countries()[code]["within"] for code in found if code in countries()}
    # A territory is named by the country that it is part of, where both are there.
    return tuple(sorted(c for c in within if c != country and within[c] not in within))
