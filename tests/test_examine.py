"""Small cases, examined: what becomes of a claim from the file to the words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from geo import case
from geo.errors import RouteError
from geo.examine import examine
from geo.export import claims, jsonld
from geo.geodesy import distance_km
from geo.measured import as_json
from geo.model import LatLon, Verdict
from geo.report import Report
from geo.story import plain
from geo.story.tell import tell

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
SMALL = SMALL.replace("mode: sea", "mode: air")


def _examined(folder: Path, text: str) -> Report:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return examine(case.read(path))


def _with(*asked: str) -> str:
    """Add claims to the small case, each by its check and what else it says."""
    head = "source: paper, about: sea, asserted_by: A paper, text: Words."
    return SMALL + "".join(
        f"  - {{id: c{number}, {head}, {claim}}}\n" for number, claim in enumerate(asked)
    )


@pytest.mark.parametrize(("lang", "words"), [("en", "less than a day"), ("id", "satu hari")])
def test_a_voyage_of_hours_is_not_held_to_a_whole_day(
    lang: str, words: str, tmp_path: Path
) -> None:
    dates = "leg: sea, start: 2023-09-01, end: 2023-09-02"
    report = _examined(
        tmp_path, _with(f"check: {{kind: speed, {dates}, value: 280, unit: km_per_day}}")
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
    road = _with(*asked).replace("mode: air", "mode: road")
    report = _examined(tmp_path, road)
    told = tell(report, lang)
    length, speed, possible = told.table[-3:]
    assert length.verdict is speed.verdict is Verdict.COMPATIBLE
    assert all(least in said for said in (length.sentence, length.measured, possible.sentence))
    assert all(words in row.sentence for row in (length, speed))
    assert not any(brief in speed.sentence for brief in ("less than a day", "satu hari"))
    assert told.cards[0].figure.startswith(least)


def _answers(folder: Path, *asked: str, origins: str = "abcdef") -> list[tuple[str, ...]]:
    """Give the answers to one question, by the claims that give each, one letter an origin."""
    text = _with(
        *(
            f"question: q, origin: {o}, {claim}"
            for o, claim in zip(origins, asked, strict=False)
        )
    )
    report = _examined(folder, f"{text}questions: [{{id: q, text: How much?}}]\n")
    return [answer.claims for conflict in report.conflicts for answer in conflict.answers]


def _said(figure: str) -> str:
    return f"check: {{kind: not_measurable, reason: No., reported: {{{figure}}}}}"


FORTNIGHT = "kind: interval, start: 2023-09-01, end: 2023-09-15, value: 14, unit: days"


def test_times_are_compared_whatever_their_unit(tmp_path: Path) -> None:
    fortnight = f"check: {{{FORTNIGHT}}}"
    assert not _answers(tmp_path, fortnight, _said("value: 2, unit: weeks"))
    assert not _answers(
        tmp_path, _said("value: 1, unit: months"), _said("value: 30, unit: days")
    )
    assert _answers(tmp_path, fortnight, _said("value: 1, unit: months")) == [("c0",), ("c1",)]


def test_a_length_a_time_and_a_count_never_answer_alike(tmp_path: Path) -> None:
    near, far = _said("value: 14, unit: km"), _said("value: 9, unit: mi")
    time, window = (
        _said("value: 14, unit: days"),
        "check: {kind: window, start: 2023-09-01, end: 2023-09-15}",
    )
    ships, boxes = (f"check: {{kind: count, value: 14, unit: {n}}}" for n in ("ships", "boxes"))
    assert not _answers(tmp_path, near, far, time, window, ships, boxes)
    long = _said("value: 40, unit: km")
    assert _answers(tmp_path, time, long, near, ships) == [("c2",), ("c1",)]


def test_counts_are_compared_up_to_the_same_month(tmp_path: Path) -> None:
    def count(value: int, until: str) -> str:
        return f"check: {{kind: count, value: {value}, unit: ships, until: {until}}}"

    assert not _answers(tmp_path, count(10, "2023-10-13"), count(90, "2023-11-13"))
    told = _answers(tmp_path, count(10, "2023-10-13"), count(90, "2023-10-31"))
    assert told == [("c0",), ("c1",)]


def test_one_origin_does_not_disagree_with_itself(tmp_path: Path) -> None:
    few, many = (f"check: {{kind: count, value: {n}, unit: ships}}" for n in (5, 9))
    early, late = (
        f"check: {{kind: window, start: 2023-09-0{n}, end: 2023-09-09}}" for n in (1, 7)
    )
    for one, other in ((few, many), (early, late)):
        assert not _answers(tmp_path, one, other, origins="aa")
        assert _answers(tmp_path, one, other, other, origins="aab") == [("c0",), ("c1", "c2")]


def test_what_goes_with_every_other_answer_is_not_named(tmp_path: Path) -> None:
    some, more, most = (
        f"check: {{kind: count, {said}, unit: ships}}"
        for said in ("at_least: true, value: 100", "value: 120", "value: 200")
    )
    assert not _answers(tmp_path, some, more)
    assert _answers(tmp_path, some, more, most) == [("c1",), ("c2",)]
    less = "check: {kind: count, value: 50, unit: ships}"
    assert _answers(tmp_path, some, more, less) == [("c2",), ("c0", "c1")]


def test_a_count_is_told_with_its_month(tmp_path: Path) -> None:
    asked = [
        f"question: q, origin: {o}, "
        f"check: {{kind: count, value: {n}, unit: ships, until: 2023-10-31}}"
        for o, n in (("a", 20), ("b", 21), ("c", 90))
    ]
    report = _examined(tmp_path, f"{_with(*asked)}questions: [{{id: q, text: How many?}}]\n")
    (said,) = tell(report).conflicts
    assert "20 ships (October 2023), 21 ships (October 2023)" in said


def test_others_that_count_are_not_the_same_source(tmp_path: Path) -> None:
    counts = (f"question: q, check: {{kind: count, value: {n}, unit: ships}}" for n in (5, 9))
    report = _examined(tmp_path, f"{_with(*counts)}questions: [{{id: q, text: How many?}}]\n")
    assert tell(report).table[-1].sentence == "No map can check a count."


def test_a_voyage_between_two_places_at_one_shore_is_refused_in_words(tmp_path: Path) -> None:
    text = SMALL.replace("mode: air", "mode: sea").replace("42.2268", "1.32012")
    text = text.replace("130.2863", "103.71311").replace("42.89", "1.31719")
    with pytest.raises(RouteError, match=r"Leg sea \(Najin – Dunay\): both ends come to lie"):
        _examined(tmp_path, text.replace("132.375", "103.71513"))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "inside India. Viewpoint: Kashmir as held on the ground"),
        ("id", "di dalam India. Sudut pandang: Kashmir menurut siapa yang menguasainya"),
    ],
)
def test_a_place_in_a_disputed_area_is_in_a_country_by_a_viewpoint(
    lang: str, words: str, tmp_path: Path
) -> None:
    text = _with("check: {kind: inside, place: spot, country: IND}")
    spot = "{id: spot, lat: 34.08, lon: 74.79, radius_km: 1, names: {en: Town}, basis: A map.}"
    report = _examined(tmp_path, text.replace("places:\n", f"places:\n  - {spot}\n"))
    assert words in tell(report, lang).table[-1].sentence


@pytest.mark.parametrize(
    ("country", "lat", "lon", "words"),
    [
        ("NLD", 51.95, 4.05, "Town: the point lies inside the Netherlands."),
        ("USA", 51.95, 4.05, "Town: the point lies outside the United States."),
        ("RUS", 42.89, 132.375, "Town: the point lies in the territorial sea of Russia."),
        (  # 40 miles off
            "RUS",
            42.0,
            132.375,
            "Town: the point lies outside Russia and its territorial sea.",
        ),
        ("MNG", 42.0, 132.375, "Town: the point lies outside Mongolia."),
        ("RUS", 47.11, 38.08, "Town: the point lies outside Russia."),  # on land in Ukraine
        ("BEL", 51.95, 4.05, "Town: the point lies outside Belgium."),
        (
            "ARG",
            -51.698,
            -57.852,
            "outside Argentina. Viewpoint: The Falkland Islands (Malvinas) counted apart (as",
        ),
        (
            "JPN",
            44.03,
            145.86,
            "outside Japan. Viewpoint: The southern Kuril Islands as held on the ground.",
        ),
        (  # In the roads of Yuzhno-Kurilsk, off the shore of Kunashir.
            "RUS",
            44.03,
            145.90,
            "sea of Russia. Viewpoint: The southern Kuril Islands as held on the ground.",
        ),
        (  # The monument on the Khunjerab Pass, which is the border: 36.85 N, 75.43 E.
            "CHN",
            36.855,
            75.432,
            "inside China. The place is known to within 1 km, and the border, on land or at "
            "sea, is 0.",
        ),
        ("PAK", 36.855, 75.432, "outside Pakistan. The place is known to within 1 km, and"),
        (  # Within China's straight baselines of 1996 by Bombay Reef, 67 km off Lincoln Island.
            "CHN",
            16.05,
            112.75,
            "sea of China. Viewpoint: The Paracel Islands as held on the ground.",
        ),
        (  # The two maps draw the border by Cobasna 2.4 km apart.
            "MDA",
            47.775,
            29.208,
            "at sea, is 2.7 km (0.3–2.8 km) away: it may",
        ),
        (  # Between the two maps' borders, by Qacha's Nek: in Lesotho by one alone.
            "LSO",
            -30.531,
            28.1313,
            "sea, is 2.9 km (0.0–2.9 km) away: it may",
        ),
    ],
)
def test_in_which_country_a_place_lies_is_told_in_whole_sentences(
    country: str, lat: float, lon: float, words: str, tmp_path: Path
) -> None:
    head = f"lat: {lat}, lon: {lon}, radius_km: 1, names: {{en: Town}}, basis: A map."
    text = _with(f"check: {{kind: inside, place: spot, country: {country}}}")
    text = text.replace("places:\n", f"places:\n  - {{id: spot, {head}}}\n")
    assert words in tell(_examined(tmp_path, text)).table[-1].sentence


@pytest.mark.parametrize(
    ("mode", "value", "is_open"), [("sea", 900, True), ("sea", 100, False), ("air", 900, False)]
)
def test_a_longer_voyage_than_the_shortest_course_is_left_open(
    mode: str, value: int, is_open: bool, tmp_path: Path
) -> None:
    text = _with(f"check: {{kind: leg_length, leg: sea, value: {value}, unit: km}}")
    report = _examined(tmp_path, text.replace("mode: air", f"mode: {mode}"))
    told = tell(report).table[-1]
    assert report.claims[-1].verdict is Verdict.DIFFERS
    assert ("may have sailed further" in told.sentence) == is_open


KYIV = "{id: kyiv, lat: 50.45, lon: 30.52, radius_km: 1, names: {en: Kyiv}, basis: A map.}"


def _kyiv(folder: Path, *asked: str) -> Report:
    """Hold distances of 90 km from Kyiv to the border of its own country."""
    head = "kind: border_distance, from: kyiv, country: UKR, value: 90, unit: km"
    text = _with(*(f"check: {{{head}{more}}}" for more in asked))
    return _examined(folder, text.replace("places:\n", f"places:\n  - {KYIV}\n"))


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
    report = _kyiv(tmp_path, "")
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
    assert plain.distance(found, lang)[0][1:].startswith(f"{inside[1:]}; 89")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Guess, not a finding: "), ("id", "Dugaan, bukan temuan: ")]
)
def test_a_claim_about_a_guessed_line_gets_no_verdict(
    lang: str, words: str, tmp_path: Path
) -> None:
    report = _kyiv(tmp_path, ", line: front_line")
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
    report = _kyiv(tmp_path, "")
    told = tell(report, lang)
    (row,) = (row for row in told.borders[0].rows if row.approximate)
    (given,) = (each for each in as_json(report, told)["distances"] if each["approximate"])
    assert (row.word, row.verdict, given["verdict"]) == (words, *["not_measurable"] * 2)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (2, Verdict.AGREES),
        (3, Verdict.COMPATIBLE),  # the 7th, the 8th and the 9th
        (1, Verdict.DIFFERS),
        (4, Verdict.DIFFERS),
    ],
)
def test_a_source_may_count_the_first_day_too(
    value: int, verdict: Verdict, tmp_path: Path
) -> None:
    span = "kind: interval, start: 2023-09-07, end: 2023-09-09"
    report = _examined(tmp_path, _with(f"check: {{{span}, value: {value}, unit: days}}"))
    assert report.claims[-1].verdict is verdict
    for lang, words in (("en", "2 days, 3 with both"), ("id", "2 hari, 3 bila kedua")):
        assert words in tell(report, lang).table[-1].sentence


def test_others_that_agree_are_of_another_origin_and_measure_the_same(tmp_path: Path) -> None:
    printed = (
        ("paper", "kyiv, country: UKR", 90),
        ("copy", "kyiv, country: UKR", 90),
        ("other", "kyiv, country: UKR", 90),
        ("other", "kyiv, country: POL", 453),  # it agrees too, about another border
    )
    text = SMALL.replace("places:\n", f"places:\n  - {KYIV}\n").replace(
        "sources:\n",
        "sources:\n"
        "  - {id: copy, title: T, publisher: A copy, origin: paper, seen: reprint}\n"
        "  - {id: other, title: T, publisher: Another, origin: other, seen: original}\n",
    )
    for number, (source, ends, value) in enumerate(printed):
        check = f"kind: border_distance, from: {ends}, value: {value}, unit: km"
        text += (
            f"  - {{id: c{number}, source: {source}, about: kyiv, asserted_by: It, text: W.,"
            f" question: q, check: {{{check}}}}}\n"
        )
    report = _examined(tmp_path, f"{text}questions: [{{id: q, text: How far?}}]\n")
    assert {found.verdict for found in report.claims} == {Verdict.AGREES}
    ukraine, poland = (question.remarks for question in tell(report).borders)
    (said,) = (remark for remark in ukraine if remark.startswith("Others"))
    assert "measured one: Another: 90 km. Whether" in said
    assert not [remark for remark in poland if remark.startswith("Others")]


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (  # nothing was measured, so there is no percentage of it
            "kind: place_distance, from: najin, to: najin, value: 5, unit: km",
            "measured: 0.0 km (0.0–1.4 km). The reported figure, 5 km, taken as 4.75–5.25 km,"
            " is 5 km more than measured;",
        ),
        (  # 186.67 km, of which 1,813 are 971 % and 2,813 are 15 times as many
            "kind: place_distance, from: najin, to: dunay, value: 2000, unit: km",
            "is 1,813 km (971%) more than measured;",
        ),
        (
            "kind: place_distance, from: najin, to: dunay, value: 3000, unit: km",
            "is 2,813 km more than measured;",
        ),
        (
            "kind: interval, start: 2023-09-07, end: 2023-09-10, value: 2, unit: days",
            "is 1 day (33%) less than measured;",
        ),
        (
            "kind: rate, per_year: 2.5, per_day: 0.4",
            "2.5 a year would last 6.2 days at 0.4 a day, which comes to 146 a year.",
        ),
        (  # 186.7 km in 121 days; 182.97 km in 122 are 1.4998
            "kind: speed, leg: sea, start: 2023-09-01, end: 2023-12-31, value: 1.5,"
            " about: true",
            "imply 1.5 km a day (1.4–1.6 km a day). The measured value lies within the reported"
            " figure, about 1.5 km a day, taken as 1.42–1.58 km a day.",
        ),
        (  # 186.67 km in 2 days; 182.97 km in 3 days to 190.37 km in 1
            "kind: speed, leg: sea, start: 2023-09-01, end: 2023-09-03, value: 95",
            "imply 93 km a day (60–191 km a day). The measured value lies outside the reported",
        ),
        (  # 10 days lie below 1.45 weeks
            "kind: interval, start: 2023-09-01, end: 2023-09-11, value: 1.5, unit: weeks",
            "lies outside the reported figure, 1.5 weeks, taken as 10.15–10.85 days, but",
        ),
        (
            "kind: leg_length, leg: sea, about: true, value: 200, unit: km",
            "lies outside the reported figure, about 200 km, taken as 190–210 km, but",
        ),
        (  # 1.9 to 2.1 miles are 3.058 to 3.380 km
            "kind: leg_length, leg: sea, about: true, value: 2, unit: mi",
            "about 2 mi (3.2 km), taken as 3.06–3.38 km, is",
        ),
        (  # 1 nautical mile is 1,852 m
            "kind: place_distance, from: najin, to: najin, value: 1852, unit: m",
            "The reported figure, 1,852 m (1.9 km), taken as 1.8515–1.8525 km,",
        ),
    ],
)
def test_figures_in_a_sentence_are_told_apart(check: str, words: str, tmp_path: Path) -> None:
    report = _examined(tmp_path, _with(f"check: {{{check}}}"))
    assert words in tell(report).table[-1].sentence


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
    text = _with(f"check: {{kind: speed, leg: sea, {dates}, value: 100, unit: km_per_day}}")
    told = tell(_examined(tmp_path, text), lang, units).table[-1]
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
    text = _with(f"check: {{kind: speed, leg: sea, start: 2023-09-01, end: {end}}}")
    told = tell(_examined(tmp_path, text.replace("mode: air", "mode: sea")), lang)
    assert words in told.table[-1].sentence


@pytest.mark.parametrize(
    ("mode", "credited"),
    [  # no data of railways or rivers are used by sea, and none of either by air
        ("air", {"railways": False, "river": False, "gauges": False}),
        ("sea", {"railways": False, "river": False, "gauges": False}),
        ("rail", {"railways": True, "river": False, "gauges": True}),
    ],
)
def test_data_of_legs_are_credited_where_a_leg_used_them(
    mode: str, credited: dict[str, bool], tmp_path: Path
) -> None:
    said = " ".join(
        tell(_examined(tmp_path, SMALL.replace("mode: air", f"mode: {mode}"))).credits
    )
    assert {words: words in said for words in credited} == credited
    assert "OpenStreetMap" in said


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
    report = _examined(tmp_path, _with(f"check: {{kind: speed, {days}, value: {value}}}"))
    found, told = report.claims[-1], tell(report, lang).table[-1]
    assert (found.verdict, found.unit, told.reported) == (verdict, unit, stated)
    assert stated in told.sentence
    assert told.measured.startswith("93 km ")


@pytest.mark.parametrize(
    ("figure", "lang", "stated", "words"),
    [  # 186.7 km; 70 miles are 112.7 km, 74.0 km less, and 300 km are 113.3 km more
        ("low: 180, high: 190, unit: km", "en", "180–190 km", "lies within the reported"),
        ("low: 60, high: 70, unit: mi", "en", "60–70 mi (97–113 km)", "is 74 km (40%) less"),
        ("low: 300, high: 400, unit: km", "en", "300–400 km", "is 113 km (61%) more than"),
        ("low: 1.5, high: 2.5, unit: km", "id", "1,5–2,5 km", "lebih kecil 184 km (99%)"),
    ],
)
def test_a_range_is_told_as_it_was_printed(
    figure: str, lang: str, stated: str, words: str, tmp_path: Path
) -> None:
    text = _with(f"check: {{kind: place_distance, from: najin, to: dunay, {figure}}}")
    told = tell(_examined(tmp_path, text), lang).table[-1]
    assert told.reported == stated
    assert re.search(rf", {re.escape(stated)}(\.$|, (is|lebih) )", told.sentence)
    assert words in told.sentence


@pytest.mark.parametrize(
    ("start", "end", "words", "verdict"),
    [
        (
            "2023-09-05",
            "2023-09-09",
            "5–9 September 2023 lies within 1–30 September",
            "compatible",
        ),
        ("2023-08-20", "2023-09-09", "1–30 September 2023 overlaps 20 August – ", "compatible"),
        ("2023-08-20", "2023-10-09", "1–30 September 2023 lies within 20 August – ", "agrees"),
        ("2023-08-20", "2023-08-31", "does not overlap 20–31 August 2023", "differs"),
    ],
)
def test_of_two_windows_the_narrower_lies_within_the_other(
    start: str, end: str, words: str, verdict: str, tmp_path: Path
) -> None:
    against = "against: {start: 2023-09-01, end: 2023-09-30}"
    text = _with(f"check: {{kind: window, start: {start}, end: {end}, {against}}}")
    report = _examined(tmp_path, text)
    assert words in tell(report).table[-1].sentence
    assert report.claims[-1].verdict.value == verdict


def test_no_two_lines_of_a_border_go_by_one_name(tmp_path: Path) -> None:
    asked = "kind: border_distance, from: najin, country: PRK, value: 9, unit: km"
    text = _with(f"check: {{{asked}}}", f'check: {{{asked}, line: "land:RUS"}}')
    (told,) = tell(_examined(tmp_path, text)).borders
    named = {row.line: row.name for row in told.rows}
    assert named["land"] == "Land border"
    assert named["land:RUS"] == "Land border with Russia"
    (alone,) = tell(_examined(tmp_path, _with(f"check: {{{asked}}}"))).borders
    assert "Land border with Russia" in [row.name for row in alone.rows]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Najin to Dunay: inferred route, "), ("id", "Najin ke Dunay: rute disimpulkan, ")],
)
def test_a_map_in_words_says_that_a_leg_is_inferred(
    lang: str, words: str, tmp_path: Path
) -> None:
    inferred = SMALL.replace("basis: reported", "basis: inferred")
    assert words in tell(_examined(tmp_path, inferred), lang).cards[0].alt
    assert words not in tell(_examined(tmp_path, SMALL), lang).cards[0].alt


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
    told = tell(_examined(tmp_path, _with(f"check: {{kind: speed, {days}, {figure}}}")))
    assert said in told.table[-1].sentence
    assert told.table[-1].verdict == verdict


def test_a_card_and_its_sentence_tell_the_same_bounds(tmp_path: Path) -> None:
    # At 1 km round it, the border by Kybartai is 0.277 km off, by the other map up to 5.019.
    asked = 'kind: border_distance, from: najin, country: RUS, line: "land:LTU"'
    text = _with(f"check: {{{asked}, value: 9, unit: km}}")
    text = text.replace("lat: 42.2268", "lat: 54.64").replace("lon: 130.2863", "lon: 22.77")
    report = _examined(tmp_path, text.replace("radius_km: 0.7", "radius_km: 1"))
    told = tell(report)
    (card,) = (card for card in told.cards if not card.mode)
    assert card.aside.startswith("0.2–5.1 km, to ")
    assert "measured: 1.3 km (0.2–5.1 km)." in told.table[-1].sentence
    assert told.table[-1].measured == "1.3 km (0.2–5.1 km)"


def test_a_claim_by_a_line_of_its_own_says_why_its_bounds_are_wide(tmp_path: Path) -> None:
    # Natural Earth lacks Tafahi and has Niuafoʻou first, 459 km off at 15.60° S 175.63° W.
    asked = "kind: border_distance, from: najin, country: TON, value: 300, unit: km"
    text = _with(f"check: {{{asked}, line: territorial_sea}}", f"check: {{{asked}}}")
    apia = text.replace("lat: 42.2268", "lat: -13.83").replace("lon: 130.2863", "lon: -171.77")
    told = tell(_examined(tmp_path, apia))
    wide = "The bounds are wide as the maps differ here."
    first, own = (row.sentence for row in told.table[-2:])
    assert wide not in first, "its card says it"
    found = re.search(rf"{wide} ([\d.]+) km by OpenStreetMap .* ([\d.]+) km by Nat", own)
    assert found
    islets = ((-15.85, -173.72), (-15.60, -175.63))
    for amount, there in zip(found.groups(), islets, strict=True):
        km = distance_km(LatLon(-13.83, -171.77), LatLon(*there))
        assert float(amount) == pytest.approx(km, abs=5)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("may be less", "taken as 0–300 km (may be less)."),
        ("it may be less.", "taken as 0–300 km (it may be less)."),
        ("It may be less.", "taken as 0–300 km. It may be less."),
        ("It may be less", "taken as 0–300 km. It may be less."),
        ("可能更少。", "taken as 0–300 km. 可能更少。"),
    ],
)
def test_a_reason_stands_as_a_sentence_or_within_one(
    reason: str, said: str, tmp_path: Path
) -> None:
    figure = f"up_to: true, value: 300, low: 0, unit: km, reason: {reason}"
    text = _with(
        f"check: {{kind: place_distance, from: najin, to: dunay, {figure}}}",
        "check: {kind: not_measurable, reason: an opinion}",
    )
    bounds, opinion = tell(_examined(tmp_path, text)).table[-2:]
    assert bounds.sentence.endswith(said)
    assert opinion.sentence == "An opinion."


@pytest.mark.parametrize(
    ("radius", "lang", "words", "label"),
    [
        ("0", "en", "taken as exact", ""),
        ("0", "id", "dianggap tepat", ""),
        ("0.02", "en", "known to within 0.02 km", "± 0.02 km"),
        ("0.7", "en", "known to within 0.7 km", "± 0.7 km"),
        ("20", "en", "known to within 20 km", "± 20 km"),
    ],
)
def test_no_place_is_known_to_within_nothing(
    radius: str, lang: str, words: str, label: str, tmp_path: Path
) -> None:
    report = _examined(tmp_path, SMALL.replace("radius_km: 0.7", f"radius_km: {radius}"))
    place = tell(report, lang).places[0]
    assert any(line.endswith(f", {words}.") for line in place.popup)
    assert place.within == label


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("2023-09-01", "On 1 September 2023, the only day that reports give, that"),
        ("2023-09-02", "Between 1 September 2023 and 2 September 2023, the earliest and"),
    ],
)
def test_one_day_is_not_told_as_two(end: str, words: str, tmp_path: Path) -> None:
    window = f"window: {{start: 2023-09-01, end: {end}}}"
    report = _examined(tmp_path, _with(f"check: {{kind: possible, leg: sea, {window}}}"))
    assert words in tell(report).table[-1].sentence


@pytest.mark.parametrize(
    ("who", "publisher", "words"),
    [
        ("Kyiv", "Kyiv Post", "Kyiv, in Kyiv Post"),
        ("Kyiv Post", "Kyiv Post", "Kyiv Post"),
        ("A paper", "A paper.com", "A paper"),
        ("Ministry, via Kyiv Post", "Kyiv Post", "Ministry, via Kyiv Post"),
        ("The Timestamp", "stamp", "The Timestamp, in stamp"),
    ],
)
def test_a_publisher_is_left_out_only_where_it_is_named(
    who: str, publisher: str, words: str, tmp_path: Path
) -> None:
    text = SMALL.replace("publisher: A paper", f"publisher: {publisher}")
    report = _examined(tmp_path, text.replace("by: A paper", f"by: {who}"))
    assert tell(report).table[-1].by == words


@pytest.mark.parametrize(
    ("lang", "leg", "border"),
    [
        (
            "en",
            "about 500 km reported; others: ● 1 agrees, ▲ 2 differ",
            "90 km reported; others: ◐ 1 compatible, ▲ 1 differs",
        ),
        (
            "id",
            "sekitar 500 km dilaporkan; lainnya: ● 1 sesuai, ▲ 2 berbeda",
            "90 km dilaporkan; lainnya: ◐ 1 mungkin sesuai, ▲ 1 berbeda",
        ),
    ],
)
def test_a_card_counts_what_other_figures_of_the_same_came_to(
    lang: str, leg: str, border: str, tmp_path: Path
) -> None:
    # The leg is 184 km, Kyiv 86 to 91 km inside. Copies count once, other lines not at all.
    head = "kind: leg_length, leg: sea, unit: km, value:"
    figures = ("500, about: true", "100, at_least: true", "90", "90", "500, about: true", "70")
    report = _examined(tmp_path, _with(*(f"check: {{{head} {each}}}" for each in figures)))
    found = tell(report, lang).cards[0].finding
    assert found is not None
    assert found.reported == leg
    head = "kind: border_distance, from: kyiv, country: UKR, unit: km, value:"
    figures = ("90", "93, low: 90, high: 95, reason: A guess", "70", "60, line: crimea", "90")
    text = _with(*(f"check: {{{head} {each}}}" for each in figures))
    text = text.replace("about: sea, asserted", "about: kyiv, asserted")
    report = _examined(tmp_path, text.replace("places:\n", f"places:\n  - {KYIV}\n"))
    found = tell(report, lang).cards[-1].finding
    assert found is not None
    assert found.reported == border


@pytest.mark.parametrize(
    ("lang", "figures", "words"),
    [
        ("en", ("90", "90"), ": 90 km."),
        ("en", ("90", "70", "95", "70"), ": 90 km; also reported: 70 km, 95 km."),
        ("id", ("90", "70"), ": 90 km; juga dilaporkan: 70 km."),
        ("en", ("90", "70", "98", "60"), ": 90 km; also reported: 3 other figures."),
    ],
)
def test_the_finding_does_not_stand_on_one_figure_where_several_are_reported(
    lang: str, figures: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    head = "kind: border_distance, from: kyiv, country: UKR, unit: km, value:"
    text = _with(*(f"check: {{{head} {each}}}" for each in figures))
    border = _examined(tmp_path, text.replace("places:\n", f"places:\n  - {KYIV}\n"))
    story = tell(border, lang)
    assert story.verdict_line.endswith(words), (
        "the claims stand on the border's card, not the leg's"
    )
    (asked,) = story.borders
    assert asked.band is not None
    judged = {"en": " (basis of the verdicts)", "id": " (dasar penilaian)"}[lang]
    assert asked.band.label.endswith(judged) == ("; " in words)
    named = words.removesuffix(".").partition("; ")[2].partition(": ")[2].split(", ")
    bands = [band.label.partition(": ")[2] for band in asked.also]
    assert bands == [figure for figure in named if "km" in figure], "and so does the chart"
    head = "kind: leg_length, leg: sea, unit: km, value:"
    leg = _examined(tmp_path, _with(*(f"check: {{{head} {each}}}" for each in figures)))
    assert tell(leg, lang).verdict_line.endswith(words)


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
    report = _examined(tmp_path, _with(asked))
    assert report.claims[-1].verdict is verdict
    assert tell(report, lang).table[-1].reported == said


def test_a_line_beyond_the_scale_is_far_and_no_other(tmp_path: Path) -> None:
    asked = "kind: border_distance, from: spot, country: JPN, value: 40, unit: km"
    text = _with(f"check: {{{asked}}}")
    spot = "{id: spot, lat: 44.03, lon: 145.86, radius_km: 1, names: {en: Town}, basis: A map.}"
    report = _examined(tmp_path, text.replace("places:\n", f"places:\n  - {spot}\n"))
    (told,) = tell(report).borders
    assert [row.line for row in told.rows if row.far] == ["senkaku"]


@pytest.mark.parametrize(("country", "number"), [("ATA", 0), ("JPN", 6)])
def test_the_closest_line_is_named_where_there_are_several(
    country: str, number: int, tmp_path: Path
) -> None:
    asked = f"kind: border_distance, from: najin, country: {country}, value: 9, unit: km"
    (told,) = tell(_examined(tmp_path, _with(f"check: {{{asked}}}"))).borders
    said = [remark for remark in told.remarks if remark.startswith("None of the")]
    assert [f"the {number} border lines" in remark for remark in said] == [True] * bool(number)
