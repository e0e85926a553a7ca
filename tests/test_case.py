"""Case files as they are read: words stay words, however an editor saves them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from case_files import HOSTILE, SMALL, SMALL_FILE, TESTS, marked, written
from geo import case
from geo.case.tree import load
from geo.errors import CaseError
from geo.model import Basis, LatLon, Mode, PlaceDistance, Qualifier, Seen, Window


def test_a_small_case_is_read_as_it_is_written() -> None:
    small = case.read(SMALL_FILE)
    assert small.id == "small"
    assert small.title == {"en": "A small case"}
    (source,), (leg,), (claim,) = small.sources, small.legs, small.claims
    assert (source.origin, source.seen, source.date, source.url) == (
        "paper",
        Seen.ORIGINAL,
        None,
        None,
    )
    assert small.places[0].at == LatLon(lat=42.2268, lon=130.2863)
    assert small.places[0].names == {"en": "Najin", "ko": "나진"}
    assert (leg.mode, leg.start, leg.end, leg.basis) == (
        Mode.SEA,
        "najin",
        "dunay",
        Basis.REPORTED,
    )
    assert leg.window == Window(date(2023, 9, 1), date(2023, 10, 1))
    assert isinstance(claim.check, PlaceDistance)
    assert (claim.check.start, claim.check.end) == ("najin", "dunay")
    figure = claim.check.figure
    assert (figure.value, figure.unit, figure.qualifier) == (180, "km", Qualifier.ABOUT)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + SMALL.encode(),
        SMALL.replace("\n", "\r\n").encode(),
        SMALL.encode().rstrip(),
        b"---\n" + SMALL.encode() + b"...\n",
    ],
    ids=["byte order mark", "CRLF", "no line end", "document marks"],
)
def test_how_an_editor_saves_a_file_changes_nothing(raw: bytes, tmp_path: Path) -> None:
    assert case.read(written(tmp_path, raw)) == case.read(SMALL_FILE)


def test_lines_are_counted_the_same_with_crlf(tmp_path: Path) -> None:
    path = TESTS / "broken" / "bad-dates.yaml"
    raw = path.read_bytes().replace(b"\n", b"\r\n")
    lines = [problem.line for problem in case.check(written(tmp_path, raw))]
    assert lines == [line for line, _ in marked(path)]


def test_words_stay_words(tmp_path: Path) -> None:
    text = SMALL.replace("publisher: A paper", "publisher: no").replace(
        "{en: Najin,", "{no: Nadsjin, en: y,"
    )
    found = case.read(written(tmp_path, text))
    assert found.sources[0].publisher["en"] == "no"
    assert found.places[0].names == {"no": "Nadsjin", "en": "y", "ko": "나진"}


@pytest.mark.parametrize("sign", ["0000", "001B", "FDD0", "FFFE", "FFFF", "1FFFE"])
def test_no_escape_brings_in_what_is_no_text(sign: str, tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace("title: A report", f'title: "a\\U{sign:0>8}b"'))
    with pytest.raises(CaseError, match=rf"the control character U\+{sign} is not text"):
        case.read(path)


def test_folded_texts_become_one_line(tmp_path: Path) -> None:
    text = SMALL.replace("title: A small case", "title: |\n  A small\n\n    case\n")
    assert case.read(written(tmp_path, text)).title == {"en": "A small case"}


def test_evidence_is_read_and_a_false_checksum_refused(tmp_path: Path) -> None:
    digest = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"
    held = "retrieved: 2023-10-14\n    licence: CC BY 4.0\n    sha256: "
    text = SMALL.replace("    seen: original", f"    seen: original\n    {held}{digest}")
    source = case.read(written(tmp_path, text)).sources[0]
    assert source.sha256 == digest.lower()
    assert (source.retrieved, source.licence) == (date(2023, 10, 14), "CC BY 4.0")
    for wrong in (digest[1:], digest.replace("F", "G")):
        (problem,) = case.check(written(tmp_path, text.replace(digest, wrong)))
        assert problem.field == "sources[paper].sha256"
        assert "64 digits 0 to 9 and a to f" in problem.message


def test_markup_and_controls_of_direction_are_text() -> None:
    hostile = case.read(HOSTILE)
    for text in (
        hostile.title["en"],
        hostile.summary["id"],
        hostile.sources[0].publisher["en"],
        hostile.places[0].aliases[0],
        hostile.legs[1].via[0].name,
        *hostile.claims[0].asserted_by.values(),
        hostile.guesses[0].text["id"],
    ):
        assert "<script>window.hacked=1</script>" in text
        assert "\u202edrawkcab \u2066open" in text


def test_the_hostile_case_leaves_no_text_field_tame() -> None:
    plain = {
        "id",
        "origin",
        "seen",
        "grade",
        "date",
        "mode",
        "basis",
        "kind",
        "unit",
        "country",
    }
    plain |= {"from", "to", "leg", "place", "near", "about", "source", "question", "claim"}
    plain |= {"retrieved", "sha256", "start", "end", "weekday", "article", "line", "within"}

    def walk(value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, name if isinstance(inner, str | list) else "")
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif isinstance(value, str) and (key not in plain or len(value) > 64):
            assert "<script>" in value, f"{key}: {value}"

    walk(load(HOSTILE).value)
