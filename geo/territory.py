"""Say which lines a country has, and refuse those that it has not.

Every country has its recognised territory and, where it has them, its land border, its
sea territory, and the disputed areas that it claims, with the territory that has them
or has them not. Ukraine has the further lines that reports mean when they say "the
border".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel.core import get_global

from geo.arcs import directory
from geo.disputes import UNDRAWN, claimed_by
from geo.errors import MeasureError, nearest
from geo.nations import code_meant
from geo.pieces import FILES, OSM, OWN_NAMES, beyond, countries, side_test
from geo.refusal import no_country, no_land_border, not_drawn

LINES = ("recognised", "land", "territorial_sea")
"""The first lines of every country that has them; ``land:POL`` names a neighbour."""

FURTHER = {"UKR": ("without_donbas", "without_claimed", "front_line")}


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
    mine = side_test(country, "recognised")
    file = next(file for file in FILES if country in directory(file).countries)
    found = {
        code
        for block in directory(file).blocks
        if mine(block.left) != mine(block.right)
        for code in beyond(country, block.right if mine(block.left) else block.left)
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
