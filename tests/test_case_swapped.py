"""Places whose latitude and longitude look swapped."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_files import SMALL, written
from geo import case


def test_a_place_that_only_looks_swapped_can_be_vouched_for(tmp_path: Path) -> None:
    places = """
  - {id: yerevan, lat: 40.18, lon: 44.51, radius_km: 5, names: Yerevan, basis: A list.}
  - {id: maykop, lat: 44.61, lon: 40.10, radius_km: 5, names: Maykop, basis: A list.}
legs:
"""
    text = SMALL.replace("\nlegs:\n", places)
    found = case.check(written(tmp_path, text))
    assert [problem.field for problem in found] == [
        "places[yerevan].lat",
        "places[maykop].lat",
    ]
    assert "checked: true" in found[0].message
    vouched = text.replace("basis: A list.", "basis: A list., checked: true")
    assert not case.check(written(tmp_path, vouched))


@pytest.mark.parametrize(
    ("bandar", "sharjah", "fields"),
    [
        ("lat: 27.14, lon: 56.21", "lat: 25.36, lon: 55.37", []),
        ("lat: 56.21, lon: 27.14", "lat: 25.36, lon: 55.37", ["bandar"]),
        ("lat: 56.21, lon: 27.14", "lat: 55.37, lon: 25.36", ["bandar", "sharjah"]),
    ],
)
def test_two_places_that_are_swapped_do_not_vouch_for_each_other(
    bandar: str, sharjah: str, fields: list[str], tmp_path: Path
) -> None:
    rest = "radius_km: 2, names: A port, basis: A list."
    places = f"""
  - {{id: bandar, {bandar}, {rest}}}
  - {{id: sharjah, {sharjah}, {rest}}}
  - {{id: dubai, lat: 25.27, lon: 55.29, {rest}}}
  - {{id: lengeh, lat: 26.55, lon: 54.88, {rest}}}
  - {{id: khasab, lat: 26.18, lon: 56.25, {rest}}}
legs:
"""
    found = case.check(written(tmp_path, SMALL.replace("\nlegs:\n", places)))
    assert [problem.field for problem in found] == [f"places[{one}].lat" for one in fields]


@pytest.mark.parametrize(
    ("one", "other"),
    [  # 2,278 km apart, and 146 were one of them turned; 6,043 km, and 349
        ("lat: 46.97, lon: 32.0", "lat: 30.5, lon: 47.8"),  # Mykolaiv, Basra
        ("lat: 43.3, lon: 5.37", "lat: 2.04, lon: 45.34"),  # Marseille, Mogadishu
    ],
)
def test_ports_that_would_lie_nearer_if_turned_are_taken_as_given(
    one: str, other: str, tmp_path: Path
) -> None:
    rest = "radius_km: 2, names: A port, basis: A list."
    places = f"\n  - {{id: one, {one}, {rest}}}\n  - {{id: other, {other}, {rest}}}\nlegs:\n"
    assert not case.check(written(tmp_path, SMALL.replace("\nlegs:\n", places)))
