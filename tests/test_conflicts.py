"""Sources that answer one question differently, and those that answer it alike."""

from __future__ import annotations

from pathlib import Path

from geo.model import Verdict
from geo.story.tell import tell
from small_case import KYIV, SMALL, examined, with_claims, with_place


def _answers(folder: Path, *asked: str, origins: str = "abcdef") -> list[tuple[str, ...]]:
    """Give the answers to one question, by the claims that give each, one letter an origin."""
    text = with_claims(
        *(
            f"question: q, origin: {o}, {claim}"
            for o, claim in zip(origins, asked, strict=False)
        )
    )
    report = examined(folder, f"{text}questions: [{{id: q, text: How much?}}]\n")
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
    report = examined(
        tmp_path, f"{with_claims(*asked)}questions: [{{id: q, text: How many?}}]\n"
    )
    (said,) = tell(report).conflicts
    assert "20 ships (October 2023), 21 ships (October 2023)" in said


def test_others_that_count_are_not_the_same_source(tmp_path: Path) -> None:
    counts = (f"question: q, check: {{kind: count, value: {n}, unit: ships}}" for n in (5, 9))
    report = examined(
        tmp_path, f"{with_claims(*counts)}questions: [{{id: q, text: How many?}}]\n"
    )
    assert tell(report).table[-1].sentence == "No map can check a count."


def test_others_that_agree_are_of_another_origin_and_measure_the_same(tmp_path: Path) -> None:
    printed = (
        ("paper", "kyiv, country: UKR", 90),
        ("copy", "kyiv, country: UKR", 90),
        ("other", "kyiv, country: UKR", 90),
        ("other", "kyiv, country: POL", 453),  # it agrees too, about another border
        # So does this, about another line: Armiansk, on the isthmus, is 537 km from Kyiv.
        ("other", "kyiv, country: UKR, line: crimea, about: true", 537),
    )
    text = with_place(KYIV, SMALL).replace(
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
    report = examined(tmp_path, f"{text}questions: [{{id: q, text: How far?}}]\n")
    assert {found.verdict for found in report.claims} == {Verdict.AGREES}
    ukraine, poland = (question.remarks for question in tell(report).borders)
    (said,) = (remark for remark in ukraine if remark.startswith("Others"))
    assert "measured one: Another: 90 km. Whether" in said
    assert not [remark for remark in poland if remark.startswith("Others")]
