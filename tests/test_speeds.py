"""The speed that a leg and its dates imply, held against one that a source gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.export import claims
from geo.measured import as_json
from geo.model import Verdict
from geo.story.tell import tell
from small_case import examined, with_claims


@pytest.mark.parametrize(("lang", "words"), [("en", "less than a day"), ("id", "satu hari")])
def test_a_voyage_of_hours_is_not_held_to_a_whole_day(
    lang: str, words: str, tmp_path: Path
) -> None:
    dates = "leg: sea, start: 2023-09-01, end: 2023-09-02"
    report = examined(
        tmp_path, with_claims(f"check: {{kind: speed, {dates}, value: 280, unit: km_per_day}}")
    )
    told = tell(report, lang)
    (found,) = (found for found in report.claims if found.claim.id == "c0")
    assert found.verdict is Verdict.COMPATIBLE
    assert words in told.table[-1].sentence
    given = json.loads(json.dumps(as_json(report, told), allow_nan=False))["claims"][-1]
    assert given["measured"]["high"] is None
    assert list(claims.rows(report, told))[-1]["measured_high"] is None


@pytest.mark.parametrize(
    ("lang", "least", "words"),
    [
        ("en", "at least 182", "can be neither confirmed nor ruled out"),
        ("id", "sedikitnya 182", "tidak dapat dipastikan ataupun dikesampingkan"),
    ],
)
def test_of_a_road_the_least_alone_is_known(
    lang: str, least: str, words: str, tmp_path: Path
) -> None:
    # The ends are 186.67 km apart by pyproj, and known to 0.7 and 3 km: at least 182.97.
    dates = "leg: sea, start: 2023-09-01, end: 2023-09-05"
    asked = (
        "check: {kind: leg_length, leg: sea, about: true, value: 187, unit: km}",
        f"check: {{kind: speed, {dates}, value: 47, unit: km_per_day}}",
        "check: {kind: possible, leg: sea}",
    )
    road = with_claims(*asked).replace("mode: air", "mode: road")
    report = examined(tmp_path, road)
    told = tell(report, lang)
    length, speed, possible = told.table[-3:]
    assert length.verdict is speed.verdict is Verdict.COMPATIBLE
    assert all(least in said for said in (length.sentence, length.measured, possible.sentence))
    assert all(words in row.sentence for row in (length, speed))
    assert not any(brief in speed.sentence for brief in ("less than a day", "satu hari"))
    assert told.cards[0].figure.startswith(least)


@pytest.mark.parametrize(
    ("lang", "figure"), [("en", "length not known"), ("id", "panjang tidak diketahui")]
)
def test_a_road_to_a_place_that_is_hardly_known_has_no_length(
    lang: str, figure: str, tmp_path: Path
) -> None:
    road = with_claims("check: {kind: possible, leg: sea}").replace("mode: air", "mode: road")
    report = examined(tmp_path, road.replace("radius_km: 3\n", "radius_km: 400\n"))
    told = tell(report, lang)
    assert told.cards[0].figure == figure
    assert not any(" 0 km." in row.sentence for row in told.table)


@pytest.mark.parametrize(
    ("lang", "units", "words"),
    [  # 100 km are 62.137 miles and 53.996 nautical miles, 95 to 105 km as much less or more
        ("en", "mi", "100 km a day (62 mi a day), taken as 59–65 mi a day, is 61 mi a day"),
        ("en", "nm", "100 km a day (54 nmi a day), taken as 51.3–56.7 nmi a day, is 53 nmi a"),
        ("id", "mi", "100 km per hari (62 mil per hari), dibaca sebagai 59–65 mil per hari,"),
    ],
)
def test_a_reported_speed_is_told_in_the_units_of_the_story(
    lang: str, units: str, words: str, tmp_path: Path
) -> None:
    dates = "start: 2023-09-01, end: 2023-11-30"  # 1.29 mi or 1.12 nmi a day
    text = with_claims(
        f"check: {{kind: speed, leg: sea, {dates}, value: 100, unit: km_per_day}}"
    )
    told = tell(examined(tmp_path, text), lang, units).table[-1]
    assert words in told.sentence
    assert words.startswith(told.reported)


@pytest.mark.parametrize(
    ("end", "lang", "words"),
    [  # 195 km from berth to berth, at least 191 of them, and 1,852 m to a nautical mile
        ("2023-09-03", "en", "imply about 98 km a day, or 2.2 knots. No speed"),
        ("2023-09-03", "id", "sekitar 98 km per hari, atau 2,2 knot."),
        ("2023-09-02", "en", "imply at least 95 km a day, or 2.1 knots. It may"),
    ],
)
def test_a_speed_by_sea_is_told_in_knots_too(
    end: str, lang: str, words: str, tmp_path: Path
) -> None:
    text = with_claims(f"check: {{kind: speed, leg: sea, start: 2023-09-01, end: {end}}}")
    told = tell(examined(tmp_path, text.replace("mode: air", "mode: sea")), lang)
    assert words in told.table[-1].sentence


@pytest.mark.parametrize(
    ("unit", "value", "lang", "stated", "verdict"),
    [  # 186.67 km by pyproj in two days, 93 a day: 2.1 knots of 1,852 m an hour, 3.9 km/h
        ("knots", 2.1, "en", "about 2.1 knots (93 km a day)", Verdict.AGREES),
        ("knots", 1, "en", "about 1 knot (44 km a day)", Verdict.DIFFERS),
        ("knots", 2.1, "id", "sekitar 2,1 knot (93 km per hari)", Verdict.AGREES),
        ("km_per_hour", 14, "en", "about 14 km/h (336 km a day)", Verdict.DIFFERS),
        ("km_per_hour", 3.8, "id", "sekitar 3,8 km/jam (91 km per hari)", Verdict.AGREES),
        ("mi_per_hour", 2.4, "en", "about 2.4 mph (93 km a day)", Verdict.AGREES),
        ("nm_per_day", 50, "en", "about 50 nmi a day (93 km a day)", Verdict.AGREES),
    ],
)
def test_a_speed_is_held_in_the_unit_that_a_source_gives(
    unit: str, value: float, lang: str, stated: str, verdict: Verdict, tmp_path: Path
) -> None:
    days = f"leg: sea, start: 2023-09-01, end: 2023-09-03, unit: {unit}, about: true"
    report = examined(tmp_path, with_claims(f"check: {{kind: speed, {days}, value: {value}}}"))
    found, told = report.claims[-1], tell(report, lang).table[-1]
    assert (found.verdict, found.unit, told.reported) == (verdict, unit, stated)
    assert stated in told.sentence
    assert told.measured.startswith("93 km ")


@pytest.mark.parametrize(
    ("unit", "lang", "words"),
    [  # 186.67 km by pyproj in two days of 24 hours, 3.889 km/h
        ("km_per_hour", "en", "km a day), or 3.9 km/h. "),
        ("km_per_hour", "id", "km per hari), atau 3,9 km/jam. "),
        ("mi_per_hour", "en", "km a day), or 2.4 mph. "),
        ("knots", "en", "km a day), or 2.1 knots. "),
    ],
)
def test_a_speed_is_told_by_the_hour_where_its_source_does(
    unit: str, lang: str, words: str, tmp_path: Path
) -> None:
    """Beside "80 km/h" stood how many km a day were measured, by air even beside knots."""
    days = f"leg: sea, start: 2023-09-01, end: 2023-09-03, unit: {unit}, value: 9"
    report = examined(tmp_path, with_claims(f"check: {{kind: speed, {days}}}"))
    assert words in tell(report, lang).table[-1].sentence


@pytest.mark.parametrize(
    ("figure", "said", "verdict"),
    [  # 184 km in two days, give or take one, are 92 km a day, from 61 to 185: 2.1 knots
        ("up_to: true, value: 5, low: 0, reason: R", "taken as 0–222 km a day. R", "agrees"),
        ("low: 2, high: 3", "2–3 knots (89–133 km a day)", "agrees"),
        ("low: 10, high: 12", "10–12 knots (444–533 km a day)", "differs"),
    ],
)
def test_a_speed_has_bounds_as_any_figure(
    figure: str, said: str, verdict: str, tmp_path: Path
) -> None:
    days = "leg: sea, start: 2023-09-01, end: 2023-09-03, unit: knots"
    told = tell(examined(tmp_path, with_claims(f"check: {{kind: speed, {days}, {figure}}}")))
    assert said in told.table[-1].sentence
    assert told.table[-1].verdict == verdict


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("2023-09-01", "On 1 September 2023, the only day that reports give, that"),
        ("2023-09-02", "Between 1 September 2023 and 2 September 2023, the earliest and"),
    ],
)
def test_one_day_is_not_told_as_two(end: str, words: str, tmp_path: Path) -> None:
    window = f"window: {{start: 2023-09-01, end: {end}}}"
    report = examined(tmp_path, with_claims(f"check: {{kind: possible, leg: sea, {window}}}"))
    assert words in tell(report).table[-1].sentence


@pytest.mark.parametrize(
    ("lang", "word", "value", "said", "verdict"),
    [
        ("en", "at_least", 50, "at least 50 km a day", Verdict.AGREES),
        ("en", "more_than", 500, "more than 500 km a day", Verdict.DIFFERS),
        ("id", "up_to", 50, "hingga 50 km per hari", Verdict.DIFFERS),
        ("id", "nearly", 95, "hampir 95 km per hari", Verdict.AGREES),
    ],
)
def test_a_speed_is_reported_with_the_words_of_any_figure(
    lang: str, word: str, value: int, said: str, verdict: Verdict, tmp_path: Path
) -> None:
    # 184 km in two days, give or take one: 92 km a day, from 61 to 185.
    days = "leg: sea, start: 2023-09-01, end: 2023-09-03, unit: km_per_day"
    asked = f"check: {{kind: speed, {days}, value: {value}, {word}: true}}"
    report = examined(tmp_path, with_claims(asked))
    assert report.claims[-1].verdict is verdict
    assert tell(report, lang).table[-1].reported == said
