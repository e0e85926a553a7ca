"""Say which lines a country has, and which arcs each one is made of.

Every country has its recognised territory and, where it has them, its land border, its
sea territory, and the disputed areas that it claims, with the territory that has them
or has them not. Ukraine has the further lines that reports mean when they say "the
border".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel.core import get_global

from geo.arcs import Arcs, Block, Side, directory
from geo.disputes import UNDRAWN, claimed_by, disputes
from geo.errors import MeasureError, nearest
from geo.nations import code_meant
from geo.refusal import no_country, no_land_border, not_drawn

OSM = "borders-osm.arcs"
WORLD = "borders-natural-earth.arcs"
FILES = (OSM, WORLD)
"""The one to trust most first."""

LINES = ("recognised", "land", "territorial_sea")
"""The first lines of every country that has them; ``land:POL`` names a neighbour."""

FURTHER = {"UKR": ("without_donbas", "without_claimed", "front_line")}
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


def alpha2(country: str) -> str:
    """Give the ISO 3166 alpha-2 code of a country, or what was given where there is none."""
    known = countries().get(country, {}).get("iso2")
    return str(known or get_global("territory_aliases").get(country, [country])[0])


@cache
def lines(country: str) -> tuple[str, ...]:
    """List the lines that can be measured to, in the order a reader should see them.

    Parameters
    ----------
    country : str
        ISO 3166 alpha-3 code.

    Raises
    ------
    MeasureError
        If there is no such country in the data.
    """
    check_country(country)
    has = {
        "recognised": True,
        "land": bool(neighbours(country)),
        "territorial_sea": any(
            side.sea and country in side.owners
            for block in directory(OSM).blocks
            for side in (block.left, block.right)
        ),
    }
    areas = [
        OWN_NAMES.get((country, line), line)
        for dispute in claimed_by(country)
        for line in _around(country, dispute.line)
    ]
    return (*(line for line in LINES if has[line]), *areas, *FURTHER.get(country, ()))


@cache
def every_line() -> tuple[str, ...]:
    """List every name that a line of some country goes by."""
    return tuple(dict.fromkeys(line for code in countries() for line in lines(code)))


@cache
def neighbours(country: str) -> tuple[str, ...]:
    """List the countries across a land border, each good for a line ``land:CODE``.

    Raises
    ------
    MeasureError
        If there is no such country in the data.
    """
    check_country(country)
    mine = _test(country, "recognised")
    file = next(file for file in FILES if country in directory(file).countries)
    found = {
        code
        for block in directory(file).blocks
        if mine(block.left) != mine(block.right)
        for code in _across(country, block.right if mine(block.left) else block.left)
    }
    # A territory's edge with its own country is one only where it has no other.
    return tuple(sorted(found - {countries()[country]["within"]} or found))


def check_country(country: str) -> None:
    """Refuse a country that is not in the data.

    Raises
    ------
    MeasureError
        With the nearest code that is.
    """
    if country not in countries():
        raise no_country(country, countries())


def check_line(country: str, line: str) -> None:
    """Refuse a line that a country does not have.

    Raises
    ------
    MeasureError
        With the name that would be right, or why there is none.
    """
    known, across = lines(country), neighbours(country)
    kind, _, other = line.partition(":")
    if line in known or (kind == "land" and other in across):
        return
    part = other.upper()
    if kind == "land" and part not in {"", *countries()}:
        every = frozenset(countries())
        part = code_meant(other, frozenset(across)) or code_meant(other, every) or part
    if kind == "land" and part in {"", *countries()} - {*across}:
        if not part or country not in neighbours(part):
            part = ""
        raise no_land_border(country, line, {code: alpha2(code) for code in across}, part)
    if area := undrawn(country, line):
        raise not_drawn(country, line, area)
    likely = [f"land:{code}" for code in across] if kind == "land" else known
    sought = f"land:{part}" if kind == "land" else line
    raise MeasureError(f"{country} has no line {line!r}{nearest(sought, likely)}")


def undrawn(country: str, line: str) -> str:
    """Name in English the disputed area of a line, where nothing in the data bounds it."""
    area = line.removeprefix("without_").removeprefix("with_")
    return next(
        (
            dispute.names["en"]
            for dispute in claimed_by(country)
            if dispute.line == area and dispute.kind == UNDRAWN
        ),
        "",
    )


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
    if not _draws(file, _area(country, name)):
        return
    inside = _test(country, "recognised" if name == "land" else line)
    for block in directory(file).blocks:
        if inside(block.left) == inside(block.right):
            continue
        other = block.right if inside(block.left) else block.left
        across = _across(country, other) if name == "land" else ("",)
        if across and neighbour in ("", *across):
            yield block, other is block.left, neighbour or across[0]


def _around(country: str, area: str) -> Iterator[str]:
    """Name the lines that a disputed area gives a country that claims it."""
    sides = [
        side
        for block in directory(OSM).blocks
        for side in (block.left, block.right)
        if side.dispute == area and not side.sea
    ]
    if not sides:
        return
    yield area
    held = [country in side.owners for side in sides]
    whole = all(
        side.dispute == area
        for block in directory(OSM).blocks
        for side in (block.left, block.right)
        if country in side.owners
    )
    if any(held) and not whole:
        yield f"without_{area}"
    if not all(held):
        yield f"with_{area}"


def _general(country: str, line: str) -> str:
    """Give a line by the name that it would have in any country."""
    return next(
        (at for (code, at), own in OWN_NAMES.items() if (code, own) == (country, line)), line
    )


def _area(country: str, line: str) -> str:
    """Name the disputed area that a line is drawn with or without; "" where there is none."""
    kind, _, area = _general(country, line).partition("_")
    return area if kind in ("with", "without") and area in disputes() else ""


def _draws(file: str, area: str) -> bool:
    """Tell whether a file of arcs draws a disputed area apart, or none is asked for."""
    return not area or any(
        area in (block.left.dispute, block.right.dispute) for block in directory(file).blocks
    )


def _test(country: str, line: str) -> Test:
    """Give the question whether a side lies within what a line bounds."""
    area, known = _area(country, line), countries()
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
        return lambda side: not side.sea and (owned(side) or side.dispute == area)
    return lambda side: not side.sea and side.dispute == line


def _across(country: str, side: Side) -> tuple[str, ...]:
    """Name the countries on the other side of a land border; none where it is a coast."""
    if side.sea:
        return ()
    dispute = disputes().get(side.dispute)
    found = side.owners or side.around or (dispute.claimants if dispute else ())
    within = {code: countries()[code]["within"] for code in found if code in countries()}
    # A territory is named by the country that it is part of, where both are there.
    return tuple(sorted(c for c in within if c != country and within[c] not in within))
