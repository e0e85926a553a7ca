"""The main track gauge of each country, and where it changes on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from geo import store

FILE = "rail-gauges.csv"

SAME_MM = 4
"""Trains run through where gauges differ by no more: Finland's 1524 and Russia's 1520."""


@cache
def through() -> Mapping[tuple[str, str], int]:
    """Give the gauge of the lines that run through between neighbours, main ones or not."""
    pairs = {
        (row["country"], item[:3]): int(item[4:])
        for row in store.table(FILE)
        for item in row["through"].split()
    }
    return pairs | {(to, one): mm for (one, to), mm in pairs.items()}


@cache
def main() -> Mapping[str, int]:
    """Give the main gauge of each country, in millimetres, by ISO 3166 alpha-3 code."""
    return {row["country"]: int(row["gauge_mm"]) for row in store.table(FILE)}


def breaks(countries: Sequence[str]) -> list[tuple[str, str]]:
    """List the neighbouring countries on a way whose main gauges differ at their border."""
    known, same = main(), through()
    return [
        (one, two)
        for one, two in pairwise(countries)
        if one in known and two in known and (one, two) not in same
        if abs(known[one] - known[two]) > SAME_MM
    ]


def inside(countries: Sequence[str]) -> list[tuple[str, int, int]]:
    """List the countries on a way that it enters on one gauge and leaves on another."""
    known, same = main(), through()
    crossed = [
        (here, same.get((one, here), known[here]), same.get((here, two), known[here]))
        for one, here, two in zip(countries, countries[1:], countries[2:], strict=False)
        if here in known
    ]
    return [(here, came, left) for here, came, left in crossed if abs(came - left) > SAME_MM]


def at_ends(countries: Sequence[str]) -> list[tuple[str, int, int]]:
    """List the countries that a way begins or ends in, whose main gauge is not its line's."""
    known, same = main(), through()
    ends = (
        [(countries[0], countries[1]), (countries[-1], countries[-2])] if countries[1:] else []
    )
    found = [
        (here, known[here], same[here, there]) for here, there in ends if (here, there) in same
    ]
    return [(here, own, line) for here, own, line in found if abs(own - line) > SAME_MM]
