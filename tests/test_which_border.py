"""The lines of a border, each from the same place: their rows, cards and guesses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from case_files import written
from geo import case
from geo.examine import examine
from geo.export import jsonld
from geo.geodesy import distance_km
from geo.measured import as_json
from geo.model import LatLon, Verdict
from geo.report import Report
from geo.story import plain
from geo.story.tell import tell
from geo.story.voice import Voice
from small_case import KYIV, examined, with_claims, with_place


def from_kyiv(folder: Path, *asked: str) -> Report:
    """Hold distances of 90 km from Kyiv to the border of its own country."""
    head = "kind: border_distance, from: kyiv, country: UKR, value: 90, unit: km"
    text = with_claims(*(f"check: {{{head}{more}}}" for more in asked))
    return examined(folder, with_place(KYIV, text))


@pytest.mark.parametrize(
    ("lang", "inside", "away"),
    [
        ("en", "inside the recognised territory of Ukraine on land", "km from its border"),
        ("id", "di dalam wilayah darat Ukraina yang diakui", "km dari perbatasannya"),
    ],
)
def test_a_place_inside_a_country_is_not_told_as_away_from_it(
    lang: str, inside: str, away: str, tmp_path: Path
) -> None:
    report = from_kyiv(tmp_path, "")
    told = tell(report, lang)
    assert told.verdict_line.count(f"Kyiv, {inside}; 90 {away}") == 1
    assert told.cards[-1].aside.startswith(f"{inside}; 86–91 {away}")
    assert told.table[-1].measured.endswith((" km) inside", " km) di dalam"))
    outside = {row.line for row in told.borders[0].rows if row.figure.endswith(" km")}
    assert {row.line for row in told.borders[0].rows} - outside == {
        "recognised", "territorial_sea", "mainland", "without_donbas", "without_claimed"
    }  # fmt: skip
    rows = {row.line: row.sentence for row in told.borders[0].rows}
    for said in (told.table[-1].sentence, rows["recognised"]):
        assert said.startswith(f"Kyiv, {inside}; ")
    for line in ("land", "crimea", "front_line"):
        assert f"Kyiv, {inside[:5]}" not in rows[line], "a line, or an area elsewhere"
    (found,) = (each.distance for each in report.distances if each.default)
    assert plain.distance(Voice(lang), found)[0][1:].startswith(f"{inside[1:]}; 89")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Guess, not a finding: "), ("id", "Dugaan, bukan temuan: ")]
)
def test_a_claim_about_a_guessed_line_gets_no_verdict(
    lang: str, words: str, tmp_path: Path
) -> None:
    report = from_kyiv(tmp_path, ", line: front_line")
    told = tell(report, lang)
    assert report.claims[-1].verdict is Verdict.NOT_MEASURABLE
    assert f" {words}" in told.table[-1].sentence
    assert told.verdict_line.startswith(words)
    assert [(tally.count, tally.verdict) for tally in told.tallies] == [
        (1, None),
        (1, Verdict.AGREES),
    ], "the small case's own claim alone"
    reviewed = json.loads(jsonld.dumps(report, told))["@graph"][1:]
    assert [node["@id"] for node in reviewed] == ["#claim-far"]
    (found,) = (each for each in as_json(report, told)["distances"] if each["default"])
    assert found["verdict"] == "not_measurable"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "guess: not measurable"), ("id", "dugaan: tidak dapat diukur")],
)
def test_the_row_of_a_guessed_line_gives_no_verdict(
    lang: str, words: str, tmp_path: Path
) -> None:
    report = from_kyiv(tmp_path, "")
    told = tell(report, lang)
    (row,) = (row for row in told.borders[0].rows if row.approximate)
    (given,) = (each for each in as_json(report, told)["distances"] if each["approximate"])
    assert (row.word, row.verdict, given["verdict"]) == (words, *["not_measurable"] * 2)


def test_no_two_lines_of_a_border_go_by_one_name(tmp_path: Path) -> None:
    asked = "kind: border_distance, from: najin, country: PRK, value: 9, unit: km"
    text = with_claims(f"check: {{{asked}}}", f'check: {{{asked}, line: "land:RUS"}}')
    (told,) = tell(examined(tmp_path, text)).borders
    named = {row.line: row.name for row in told.rows}
    assert named["land"] == "Land border"
    assert named["land:RUS"] == "Land border with Russia"
    (alone,) = tell(examined(tmp_path, with_claims(f"check: {{{asked}}}"))).borders
    assert "Land border with Russia" in [row.name for row in alone.rows]


def test_the_line_that_a_reader_chooses_is_of_claims_that_name_none(tmp_path: Path) -> None:
    kyiv = "kind: border_distance, from: kyiv, value: 90, unit: km, country:"
    asked = ("UKR", "UKR, line: mainland", "UKR, line: recognised", "POL")
    text = with_place(KYIV, with_claims(*(f"check: {{{kyiv} {each}}}" for each in asked)))
    report = examine(case.read(written(tmp_path, text)), "crimea")
    held = [found.facts["line"] for found in report.claims[1:]]
    assert held == ["crimea", "mainland", "recognised", "recognised"], "Poland has no Crimea"
    default = (found.distance for found in report.distances if found.default)
    chosen = {(distance.country, distance.line) for distance in default}
    assert chosen == {("UKR", "crimea"), ("POL", "recognised")}


def test_a_card_and_its_sentence_tell_the_same_bounds(tmp_path: Path) -> None:
    # At 1 km round it, the border by Kybartai is 0.277 km off, by the other map up to 5.019.
    asked = 'kind: border_distance, from: najin, country: RUS, line: "land:LTU"'
    text = with_claims(f"check: {{{asked}, value: 9, unit: km}}")
    text = text.replace("lat: 42.2268", "lat: 54.64").replace("lon: 130.2863", "lon: 22.77")
    report = examined(tmp_path, text.replace("radius_km: 0.7", "radius_km: 1"))
    told = tell(report)
    (card,) = (card for card in told.cards if not card.mode)
    assert card.aside.startswith("0.2–5.1 km, to ")
    assert "measured: 1.3 km (0.2–5.1 km)." in told.table[-1].sentence
    assert told.table[-1].measured == "1.3 km (0.2–5.1 km)"


def test_a_claim_by_a_line_of_its_own_says_why_its_bounds_are_wide(tmp_path: Path) -> None:
    # Natural Earth lacks Tafahi and has Niuafoʻou first, 459 km off at 15.60° S 175.63° W.
    asked = "kind: border_distance, from: najin, country: TON, value: 300, unit: km"
    text = with_claims(f"check: {{{asked}, line: territorial_sea}}", f"check: {{{asked}}}")
    apia = text.replace("lat: 42.2268", "lat: -13.83").replace("lon: 130.2863", "lon: -171.77")
    told = tell(examined(tmp_path, apia))
    wide = "The bounds are wide as the maps differ here."
    first, own = (row.sentence for row in told.table[-2:])
    assert wide not in first, "its card says it"
    found = re.search(rf"{wide} ([\d.]+) km by OpenStreetMap .* ([\d.]+) km by Nat", own)
    assert found
    islets = ((-15.85, -173.72), (-15.60, -175.63))
    for amount, there in zip(found.groups(), islets, strict=True):
        km = distance_km(LatLon(-13.83, -171.77), LatLon(*there))
        assert float(amount) == pytest.approx(km, abs=5)


def test_a_line_beyond_the_scale_is_far_and_no_other(tmp_path: Path) -> None:
    asked = "kind: border_distance, from: spot, country: JPN, value: 40, unit: km"
    text = with_claims(f"check: {{{asked}}}")
    spot = "{id: spot, lat: 44.03, lon: 145.86, radius_km: 1, names: {en: Town}, basis: A map.}"
    report = examined(tmp_path, with_place(spot, text))
    (told,) = tell(report).borders
    assert [row.line for row in told.rows if row.far] == ["senkaku"]


@pytest.mark.parametrize(("country", "number"), [("ATA", 0), ("JPN", 6)])
def test_the_closest_line_is_named_where_there_are_several(
    country: str, number: int, tmp_path: Path
) -> None:
    asked = f"kind: border_distance, from: najin, country: {country}, value: 9, unit: km"
    (told,) = tell(examined(tmp_path, with_claims(f"check: {{{asked}}}"))).borders
    said = [remark for remark in told.remarks if remark.startswith("None of the")]
    assert [f"the {number} border lines" in remark for remark in said] == [True] * bool(number)


def test_of_lines_as_far_as_each_other_the_default_is_the_closest(tmp_path: Path) -> None:
    """From Mitrovica it was "Kosovo, 22 km inside", and Serbia's own border is 22 km away."""
    town = "{id: town, lat: 42.89, lon: 20.866, radius_km: 1, names: {en: Town}, basis: A map.}"
    asked = "kind: border_distance, from: town, country: SRB, value: 15, unit: km"
    text = with_place(town, with_claims(f"check: {{{asked}}}"))
    (told,) = tell(examined(tmp_path, text)).borders
    assert any("the closest is the recognised territory of Serbia" in r for r in told.remarks)


def test_a_remark_on_one_border_does_not_stand_beside_another(tmp_path: Path) -> None:
    checks = (
        f"check: {{kind: border_distance, from: kyiv, country: {code}, value: 90, unit: km}}"
        for code in ("UKR", "POL")
    )
    text = with_place(KYIV, with_claims(*checks).replace("about: sea", "about: kyiv"))
    text += (
        "remarks:\n"
        "  - {about: kyiv, line: recognised, country: UKR, text: The border is a river.}\n"
        "  - {about: kyiv, line: crimea, country: UKR, text: The border is a sea.}\n"
        "  - {about: kyiv, country: POL, text: The border is a town.}\n"
        "  - {about: kyiv, text: The place is a square.}\n"
    )
    text += "guesses: [{claim: far, text: A leg.}, {claim: c0, text: A river.}]\n"
    told = tell(examined(tmp_path, text))
    ukraine, poland = (card.notes[1:] for card in told.cards[-2:])
    assert ukraine == ("The border is a river.", "The place is a square.")
    assert poland == ("The border is a town.", "The place is a square.")
    assert [asked.guesses for asked in told.borders] == [("A river.",), ()]
