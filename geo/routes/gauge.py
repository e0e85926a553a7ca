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
def through() -> frozenset[tuple[str, str]]:
    """List neighbours whose lines run through on one gauge, their main ones or not."""
    pairs = [(row["country"], to) for row in store.table(FILE) for to in row["through"].split()]
    return frozenset(pairs) | frozenset((to, one) for one, to in pairs)


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
