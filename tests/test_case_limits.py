"""How much a case may hold, and that more is refused without much work."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from case_files import SMALL, SMALL_FILE, written
from geo import case
from geo.case.tree import load


def _long(section: str, items: Iterable[str]) -> str:
    return f"{section}:\n" + "".join(f"  - {{{item}}}\n" for item in items)


LONG = {
    "places": SMALL.replace("claims:", _long("places", ["lat: 1.5, lon: 2"] * 3900)).replace(
        "places:", "aside:", 1
    ),
    "answers": _long("questions", (f"id: q{i}" for i in range(3300)))
    + _long("claims", (f"question: no{i}" for i in range(3300))),
    "avoid": SMALL.replace("mode: sea", f"mode: rail\n    avoid: [{'UKX, ' * 19_000}]"),
    "names": _long("places", (f"id: {'place' * 12}{i}" for i in range(199)))
    + _long("claims", (f"about: {'palce' * 12}{i}" for i in range(1000))),
}
"""Small files, and short of what is refused unread, that would take minutes at worst."""
MOST_CALLS = 500_000
"""So many functions are called at most: 0.2 to 0.3 million; where each item is held against
each, more than 12 million."""


@pytest.mark.parametrize("name", LONG)
def test_a_file_of_too_much_is_refused_without_much_work(name: str, tmp_path: Path) -> None:
    case.check(written(tmp_path, SMALL))  # what is read once is read
    path = written(tmp_path, LONG[name])
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = case.check(path)
    finally:
        sys.setprofile(None)
    assert calls < MOST_CALLS
    assert found
    assert name == "names" or "the list is too long" in str([str(p) for p in found])


def _with_pairs(count: int) -> dict[str, Any]:
    """Ask from so many places for a country, twice of each, by two kinds of check in turn."""
    value = load(SMALL_FILE).value
    (place, *_), (claim,) = value["places"], value["claims"]
    figure = {"value": 180, "unit": "km"}
    value["places"] += [{**place, "id": f"p{i}"} for i in range(count)]
    value["claims"] = [
        {**claim, "id": f"{twice}{i}", "check": {"country": "RUS", **check}}
        for i in range(count)
        for twice, check in {
            "border": {"kind": "border_distance", "from": f"p{i}", **figure},
            "land": {"kind": "border_distance", "from": f"p{i}", "line": "land", **figure},
            "inside": {"kind": "inside", "place": f"p{i}"},
        }.items()
    ]
    return value


def test_a_case_measures_between_a_hundred_places_and_countries(tmp_path: Path) -> None:
    assert not case.check(written(tmp_path, json.dumps(_with_pairs(100), ensure_ascii=False)))
    many = written(tmp_path, json.dumps(_with_pairs(101), ensure_ascii=False))
    (problem,) = case.check(many)
    assert problem.field == "claims[border100].check"
    assert problem.message == (
        "101 pairs of a place and a country are to be measured up to here; a case may have 100"
    )


@pytest.mark.parametrize(
    ("counts", "field", "words"),
    [
        ((25, 25), "", ""),
        ((25, 26, 1), "legs[l1].via", "the legs pass 51 points up to here; a case may have 50"),
        ((51,), "legs[l0].via", "the list is too long; it may have 50 items"),
    ],
)
def test_the_legs_of_a_case_pass_fifty_points(
    tmp_path: Path, counts: tuple[int, ...], field: str, words: str
) -> None:
    value = load(SMALL_FILE).value
    point = {"name": "Off the cape", "lat": 42.5, "lon": 131.5}
    value["legs"] = [
        {**value["legs"][0], "id": f"l{i}", "via": [point] * count}
        for i, count in enumerate(counts)
    ]
    value["claims"] = []
    found = case.check(written(tmp_path, json.dumps(value, ensure_ascii=False)))
    assert [(problem.field, problem.message) for problem in found] == (
        [(field, words)] if field else []
    )
