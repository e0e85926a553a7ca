"""Say which lines a country has, and what each one is in which set of data.

A line is drawn from parts: the whole territory, the land border with each neighbour,
or each town of a front. Every country has its recognised territory; Ukraine has the
further lines that reports mean when they say "the border".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import pairwise

import shapely
from shapely.geometry import MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo import store
from geo.errors import MeasureError, nearest

WORLD = "borders-world.geojson.gz"
DETAIL = {"UKR": "borders-ukr-osm.geojson.gz"}
REGIONS = {"UKR": "borders-ukr-regions.geojson.gz"}
COARSE = frozenset({WORLD, *REGIONS.values()})
"""Files at a scale of 1:10 million."""
TOWNS = {"UKR": "front-line-towns.csv"}

LINES = (
    "recognised",
    "land",
    "territorial_sea",
    "crimea",
    "mainland",
    "without_donbas",
    "without_claimed",
    "front_line",
)
"""Every line, in the order that a reader should see them; ``land:POL`` names a neighbour."""

CRIMEA = frozenset({"UA-43", "UA-40"})
DONBAS = frozenset({"UA-14", "UA-09"})
CLAIMED = DONBAS | {"UA-23", "UA-65"}
"""Regions by ISO 3166-2; Russia claims these four, and held them in part in October 2023."""

WITHOUT = {
    "mainland": CRIMEA,
    "without_donbas": CRIMEA | DONBAS,
    "without_claimed": CRIMEA | CLAIMED,
}

WITHIN = {
    **dict.fromkeys(("GLP", "GUF", "MTQ", "MYT", "REU"), "FRA"),
    **dict.fromkeys(("BVT", "SJM"), "NOR"),
    **dict.fromkeys(("CCK", "CXR"), "AUS"),
    **{"BES": "NLD", "TKL": "NZL"},
}
"""Codes of territories that the data draw as part of a country."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line, longitude first.

    ``label`` is the neighbour's code on a land border, the name of a town on a front;
    ``radius_km`` is how far off the line may run where it is only known by a town.
    """

    label: str
    geometry: BaseGeometry
    radius_km: float = 0.0


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
    bordered = bool(neighbours(country))
    if country in DETAIL:
        return LINES
    return LINES[:2] if bordered else LINES[:1]


def neighbours(country: str) -> tuple[str, ...]:
    """List the countries across a land border, each good for a line ``land:CODE``.

    Raises
    ------
    MeasureError
        If there is no such country in the data.
    """
    check_country(country)
    return tuple(store.index(WORLD)[country].properties["neighbours"])


def check_country(country: str) -> None:
    """Refuse a country that is not in the data.

    Raises
    ------
    MeasureError
        With the nearest code that is.
    """
    known = store.index(WORLD)
    if country in known:
        return
    raise MeasureError(
        f"There is no border of {country!r} in the data{_meant(country)}; "
        "a country goes by its ISO 3166 alpha-3 code."
    )


def check_line(country: str, line: str) -> None:
    """Refuse a line that a country does not have.

    Raises
    ------
    MeasureError
        With the nearest name that would be right.
    """
    known = lines(country)
    across = [f"land:{code}" for code in neighbours(country)]
    if line not in (*known, *across):
        likely = across if line.startswith("land:") else known
        raise MeasureError(f"{country} has no line {line!r}{nearest(line, likely)}")


@cache
def drawn(country: str, line: str) -> Mapping[str, tuple[Part, ...]]:
    """Draw a line on every set of data that has it, the one to trust most first.

    Returns
    -------
    mapping
        Data file to the parts of the line in it.

    Raises
    ------
    MeasureError
        If the country or the line is unknown.
    """
    check_line(country, line)
    name, _, neighbour = line.partition(":")
    if name == "front_line":
        return {TOWNS[country]: _towns(TOWNS[country])}
    if name == "land":
        return _land(country, (neighbour,) if neighbour else neighbours(country))
    found: dict[str, tuple[Part, ...]] = {}
    if country in DETAIL and name in (detail := store.index(DETAIL[country])):
        found[DETAIL[country]] = (Part("", detail[name].geometry()),)
    if name == "recognised":
        found[WORLD] = (Part("", world_area(country)),)
    if name == "crimea":
        found[REGIONS[country]] = (Part("", _united(country, CRIMEA)),)
    if name in WITHOUT:
        rest = frozenset(store.index(REGIONS[country])) - WITHOUT[name]
        found[REGIONS[country]] = (Part("", _united(country, rest)),)
    return found


@cache
def world_area(country: str) -> BaseGeometry:
    """Read a country's area from the world's file, prepared for questions."""
    area = store.index(WORLD)[country].geometry()
    shapely.prepare(area)
    return area


@cache
def area(country: str, line: str = "recognised") -> BaseGeometry:
    """Give the area that a line bounds, prepared; the recognised one where it bounds none."""
    whole = line if line not in ("land", "front_line") and ":" not in line else "recognised"
    found: BaseGeometry = next(iter(drawn(country, whole).values()))[0].geometry
    shapely.prepare(found)
    return found


def _land(country: str, others: tuple[str, ...]) -> Mapping[str, tuple[Part, ...]]:
    found = {}
    if country in DETAIL:
        detail = store.index(DETAIL[country])
        found[DETAIL[country]] = tuple(
            Part(other, detail[f"land:{other}"].geometry()) for other in others
        )
    found[WORLD] = tuple(Part(other, _common(country, other)) for other in others)
    return found


def _common(country: str, other: str) -> MultiLineString:
    """Give the edges that two countries run in opposite directions."""
    theirs = {(end, start) for start, end in _edges(world_area(other))}
    return MultiLineString([edge for edge in _edges(world_area(country)) if edge in theirs])


def _edges(geometry: BaseGeometry) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    rings = shapely.get_rings(shapely.get_parts(geometry))
    return [edge for ring in rings for edge in pairwise(ring.coords)]


def _united(country: str, codes: frozenset[str]) -> MultiPolygon:
    """Join regions; what is left inside is a seam, not a border."""
    parts = store.index(REGIONS[country])
    whole = shapely.union_all([parts[code].geometry() for code in sorted(codes)])
    return MultiPolygon([Polygon(part.exterior) for part in shapely.get_parts(whole)])


def _towns(file: str) -> tuple[Part, ...]:
    return tuple(
        Part(row["name"], Point(float(row["lon"]), float(row["lat"])), float(row["radius_km"]))
        for row in store.table(file)
    )


def _meant(word: str) -> str:
    known = store.index(WORLD)
    if word.upper() in WITHIN:
        return f", which draw it within {WITHIN[word.upper()]}"
    names = {entry.properties["name"].casefold(): code for code, entry in known.items()}
    names |= {entry.properties["iso2"].casefold(): code for code, entry in known.items()}
    names |= {code.casefold(): code for code in known}
    close = get_close_matches(word.casefold(), names, cutoff=0.65)
    # Of codes that are equally close, the one that begins alike is likelier.
    close.sort(key=lambda name: name[:1] != word[:1].casefold())
    return f" (did you mean {names[close[0]]!r}?)" if close else ""
