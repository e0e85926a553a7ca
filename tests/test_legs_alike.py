"""Legs between the same ends: told apart by their headings, their method said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_files import SMALL
from geo import case
from geo.examine import examine
from geo.story.tell import tell

MORE = ("via: [{name: Nakhodka, lat: 42.6, lon: 132.8}]", "avoid: [Suez]", "avoid: [Panama]")


@pytest.mark.parametrize(
    ("lang", "ends", "told"),
    [
        (
            "en",
            "By sea, Najin to Dunay",
            ("1 September – 1 October 2023", "by Nakhodka", "not by Suez", "not by Panama"),
        ),
        (
            "id",
            "Lewat laut, Najin ke Dunay",
            ("1 September – 1 Oktober 2023", "lewat Nakhodka", "tidak lewat Suez"),
        ),
        ("en", "By sea, Najin to Dunay", ()),
    ],
)
def test_legs_between_the_same_ends_are_told_apart(
    lang: str, ends: str, told: tuple[str, ...], tmp_path: Path
) -> None:
    keys = "mode: sea, from: najin, to: dunay, basis: reported"
    more = zip(told[1:], MORE, strict=False)
    legs = "".join(f"  - {{id: l{n}, {keys}, {each}}}\n" for n, (_, each) in enumerate(more))
    path = tmp_path / "case.yaml"
    path.write_text(SMALL.replace("claims:\n", f"{legs}claims:\n"), encoding="utf-8")
    story = tell(examine(case.read(path)), lang)
    headings = [card.heading for card in story.cards]
    assert headings == ([f"{ends} ({said})" for said in told] or [ends])
    (how,) = (said for said in story.method if ends in said)
    assert how.startswith(f"{'; '.join(headings)}: ")


def test_what_is_true_of_several_railways_is_said_once(tmp_path: Path) -> None:
    towns = {
        "livingstone": (-17.85, 25.86),
        "bulawayo": (-20.16, 28.57),
        "beira": (-19.82, 34.83),
    }
    places = "".join(
        f"  - {{id: {name}, lat: {lat}, lon: {lon}, radius_km: 2, names: {name.title()},"
        " basis: The station.}\n"
        for name, (lat, lon) in towns.items()
    )
    legs = "".join(
        f"  - {{id: {to}-leg, mode: rail, from: {start}, to: {to}, basis: reported}}\n"
        for start, to in (("livingstone", "bulawayo"), ("bulawayo", "beira"))
    )
    text = SMALL.replace("legs:\n", f"{places}legs:\n").replace("claims:\n", f"{legs}claims:\n")
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    method = tell(examine(case.read(path))).method
    first, second = "By rail, Livingstone to Bulawayo", "By rail, Bulawayo to Beira"
    (said,) = (each for each in method if "calibrated against" in each)
    assert said.startswith(f"{first}; {second}: ")
    for one in (first, second):
        (own,) = (each for each in method if each.startswith(f"{one}: "))
        assert own.startswith(f"{one}: The mapped track is generalised: its longest straight")
