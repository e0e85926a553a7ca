"""Figures and dates as sources print them, in the sentences that hold them to measurements."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.model import Verdict
from geo.story.tell import tell
from small_case import examined, with_claims


@pytest.mark.parametrize(
    ("mode", "value", "further"),
    [
        ("sea", 900, "a ship may have sailed further."),
        ("sea", 100, ""),
        ("air", 900, "an aircraft may have flown further."),
        ("air", 100, ""),
        ("rail", 900, "a train may have taken a longer one."),
        ("rail", 100, ""),
    ],
)
def test_a_longer_way_than_the_one_measured_is_left_open(
    mode: str, value: int, further: str, tmp_path: Path
) -> None:
    text = with_claims(f"check: {{kind: leg_length, leg: sea, value: {value}, unit: km}}")
    report = examined(tmp_path, text.replace("mode: air", f"mode: {mode}"))
    told = tell(report).table[-1]
    assert report.claims[-1].verdict is Verdict.DIFFERS
    assert told.sentence.endswith(further or "the intervals do not overlap.")
    assert ("may have" in told.sentence) == bool(further)


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
    report = examined(tmp_path, with_claims(f"check: {{{span}, value: {value}, unit: days}}"))
    assert report.claims[-1].verdict is verdict
    for lang, words in (("en", "2 days, 3 with both"), ("id", "2 hari, 3 bila kedua")):
        assert words in tell(report, lang).table[-1].sentence


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
        (  # 8,401 days, or 8,402 with both: 9 are 0.1 %, and "0%" would be no difference
            "kind: interval, start: 2000-01-01, end: 2023-01-01, value: 8411, unit: days",
            "is 10 days (0.1%) more than measured;",
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
        (  # 21 days are 11 more than 10
            "kind: interval, start: 2023-09-01, end: 2023-09-11, value: 3, unit: weeks",
            "is 11 days (110%) more than measured;",
        ),
        (  # a quarter of 365.2425 days is 91.31
            "kind: interval, start: 2023-09-01, end: 2023-09-11, value: 3, unit: months",
            "is 81 days (813%) more than measured;",
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
    report = examined(tmp_path, with_claims(f"check: {{{check}}}"))
    assert words in tell(report).table[-1].sentence


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
    text = with_claims(f"check: {{kind: place_distance, from: najin, to: dunay, {figure}}}")
    told = tell(examined(tmp_path, text), lang).table[-1]
    assert told.reported == stated
    assert re.search(rf", {re.escape(stated)}(\.$|, (is|lebih) )", told.sentence)
    assert words in told.sentence


@pytest.mark.parametrize(
    ("weekday", "verdict"), [("friday", Verdict.AGREES), ("Thursday", Verdict.DIFFERS)]
)
def test_a_weekday_is_that_of_the_calendar(
    weekday: str, verdict: Verdict, tmp_path: Path
) -> None:
    check = f"check: {{kind: weekday, date: 2023-10-13, weekday: {weekday}}}"
    report = examined(tmp_path, with_claims(check))
    assert report.claims[-1].verdict is verdict
    assert tell(report).table[-1].sentence == "13 October 2023 is a Friday."


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
        ("2023-09-01", "2023-09-30", "Both are 1–30 September 2023.", "agrees"),
    ],
)
def test_of_two_windows_the_narrower_lies_within_the_other(
    start: str, end: str, words: str, verdict: str, tmp_path: Path
) -> None:
    against = "against: {start: 2023-09-01, end: 2023-09-30}"
    text = with_claims(f"check: {{kind: window, start: {start}, end: {end}, {against}}}")
    report = examined(tmp_path, text)
    assert words in tell(report).table[-1].sentence
    assert report.claims[-1].verdict.value == verdict


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("may be less", "taken as 0–300 km (may be less)."),
        ("it may be less.", "taken as 0–300 km (it may be less)."),
        ("It may be less.", "taken as 0–300 km. It may be less."),
        ("It may be less", "taken as 0–300 km. It may be less."),
        ("of the pier, high: 350", "taken as 0–350 km (of the pier)."),
        ("可能更少。", "taken as 0–300 km. 可能更少。"),
    ],
)
def test_a_reason_stands_as_a_sentence_or_within_one(
    reason: str, said: str, tmp_path: Path
) -> None:
    figure = f"up_to: true, value: 300, low: 0, unit: km, reason: {reason}"
    text = with_claims(
        f"check: {{kind: place_distance, from: najin, to: dunay, {figure}}}",
        "check: {kind: not_measurable, reason: an opinion}",
    )
    bounds, opinion = tell(examined(tmp_path, text)).table[-2:]
    assert bounds.sentence.endswith(said)
    assert opinion.sentence == "An opinion."


def test_a_reason_in_brackets_stands_beside_its_figure_whatever_the_verdict(
    tmp_path: Path,
) -> None:
    ends = "kind: place_distance, from: najin, to: dunay, unit: km, reason: by one pier"
    text = with_claims(
        f"check: {{{ends}, value: 100, low: 90, high: 110}}",
        f"check: {{{ends}, value: 182, low: 180, high: 185}}",
    )
    told = tell(examined(tmp_path, text))
    differs, compatible = (row.sentence for row in told.table[-2:])
    assert "taken as 90–110 km (by one pier), is 87 km (46%) less" in differs
    assert "taken as 180–185 km (by one pier), but the intervals overlap." in compatible
    assert (differs + compatible).count("by one pier") == 2
