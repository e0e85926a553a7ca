"""Case files that are refused: every problem with its line, and nothing but problems."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_files import HOSTILE, SMALL, TESTS, marked, written
from geo import case
from geo.case.tree import load
from geo.errors import CaseError, UnreadableCaseError

BROKEN = sorted((TESTS / "broken").glob("*.yaml"))
UNREADABLE = sorted((TESTS / "broken" / "unreadable").glob("*.yaml"))


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """List the paths of all texts."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        held = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in held:
            yield from texts(inner, (*path, key))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_problem_comes_with_its_line_and_what_would_be_right(path: Path) -> None:
    with pytest.raises(CaseError, match=re.escape(f"{path}:")) as caught:
        case.read(path)
    assert not isinstance(caught.value, UnreadableCaseError)
    marks, found = marked(path), caught.value.problems
    assert [problem.line for problem in found] == [line for line, _ in marks]
    for problem, (_, words) in zip(found, marks, strict=True):
        assert words in problem.message
    assert case.check(path) == found


@pytest.mark.parametrize("path", UNREADABLE, ids=lambda path: path.stem)
def test_a_file_that_is_no_case_at_all_is_unreadable(path: Path) -> None:
    ((line, words),) = marked(path)
    with pytest.raises(UnreadableCaseError, match=re.escape(f"{path}:{line}: ")) as caught:
        case.read(path)
    (problem,) = caught.value.problems
    assert words in problem.message
    assert case.check(path) == (problem,)


BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefghijk", "bcdefghijkl", strict=True)
)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "the file is empty"),
        (b"\n\n---\n", "the file is empty"),
        (b"null\n", "the file is empty"),
        (b"title: " + b"x" * 10_000_000, "too large; a case has at most 1 MB"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not text in UTF-8"),
        (SMALL.encode("utf-16"), "not text in UTF-8"),
        (
            SMALL.encode("latin-1", "replace").replace(b"Najin", b"Naj\xedn"),
            "not text in UTF-8",
        ),
        (b"a: " + b"[" * 5000 + b"]" * 5000, "too deeply nested"),
        (b"".join(b" " * n + b"a:\n" for n in range(500)), "too deeply nested"),
        (b"a: [" + b"1," * 100_000 + b"1]", "the file is too long"),
        (b"- x\n" * 100_000, "the file is too long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_empty_or_huge_or_not_text_is_unreadable(
    raw: bytes, words: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableCaseError, match=words):
        case.read(written(tmp_path, raw))


@pytest.mark.parametrize(
    ("written_as", "words"),
    [
        ("!<small", "a text that begins with ! needs quotes"),
        ("|x", "a text that begins with | or > needs quotes"),
        ("? so", "a text that begins with ? needs quotes"),
        (
            '"C:\\Users"',
            "a backslash between double quotes begins a sign's code; write it twice",
        ),
        ('"a\\x"', "a backslash between double quotes begins a sign's code; write it twice"),
        ("- small", "an item of a list begins its own line; put the dash there"),
        ("[a,,b]", "nothing stands between two commas or brackets"),
        ("]", "a bracket is closed that was not opened; put the text in quotes"),
        ('"small\n---\nb: c"', "a quote or a bracket is opened and never closed"),
        ("small\n%40 of it", "a text that begins with % needs quotes"),
        ("small\n...\nb: c", "all above is whole already; indent this, or leave out"),
    ],
)
def test_what_is_no_yaml_is_told_in_plain_words(
    written_as: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableCaseError, match=re.escape(f": this is not YAML: {words}")):
        case.read(written(tmp_path, f"title: {written_as}\nsummary: One leg.\n"))


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCaseError, match="there is no such file"):
        case.read(tmp_path / "none.yaml")
    with pytest.raises(UnreadableCaseError, match="this is a folder; name a case file in it"):
        case.read(tmp_path)
    with pytest.raises(UnreadableCaseError, match="the file cannot be read"):
        case.read("a\0b.yaml")


def test_no_problem_takes_control_signs_to_the_terminal(tmp_path: Path) -> None:
    whole, sign = load(HOSTILE).value, "\x1b]0;x\x07\u202e"
    for leg in (both := deepcopy(whole))["legs"]:
        leg |= {"mode": "rail", "within": [sign], "avoid": [sign]}
    broken = {"within and avoid": both}
    for *parents, last in texts(whole):
        value = broken.setdefault(str(last), deepcopy(whole))
        reduce(getitem, parents, value)[last] = sign
    for value in broken.values():
        with pytest.raises(CaseError, match=r"case\.yaml") as caught:
            case.read(written(tmp_path, json.dumps(value, ensure_ascii=False)))
        assert not isinstance(caught.value, UnreadableCaseError)
        assert all(str(problem).isprintable() for problem in caught.value.problems)


def test_aliases_are_refused_before_they_multiply(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"\*a is not for case files; write the value out"):
        case.read(written(tmp_path, BOMB))


def test_what_yaml_spoils_hides_nothing_else_on_its_line(tmp_path: Path) -> None:
    place = "{id: b, id: c, lat: 999, lon: !!str 4, radius_km: &r 1, names: *r}"
    found = case.check(written(tmp_path, SMALL.replace("legs:", f"  - {place}\nlegs:")))
    assert [(problem.field, problem.message.partition(",")[0]) for problem in found] == [
        ("places[b].id", "the key stands twice"),
        ("places[b].lon", "the tag 'tag:yaml.org"),
        ("places[b].radius_km", "&r is not for case files; write the value out"),
        ("places[b].names", "*r is not for case files; write the value out"),
        ("places[b].lat", "this must be at most 90"),
        ("places[b].basis", "this is missing; add it"),
    ]


def test_a_merge_key_is_an_unknown_key(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="<<: there is no such key here"):
        case.read(written(tmp_path, "<<: {id: merged}\n" + SMALL))


def test_names_from_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    text = SMALL + '"\\e[31m\\u202Ekey": 1\n'
    (problem,) = case.check(written(tmp_path, text))
    assert str(problem).isprintable()


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    start=st.integers(0, len(SMALL)),
    length=st.integers(0, 60),
    put=st.sampled_from(
        ["", " ", "\n", ": ", "- ", "[", "{", "*", "&", "!", '"', "null", "1", "~"]
    ),
)
def test_no_damage_to_a_file_ends_in_anything_but_its_problems(
    start: int, length: int, put: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = SMALL[:start] + put + SMALL[start + length :]
    path = written(tmp_path_factory.getbasetemp(), text)
    for problem in case.check(path):
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.message


def test_a_passage_beside_a_mode_that_is_none_is_not_taken_for_a_country(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, SMALL.replace("mode: sea", "mode: seaa\n    avoid: [Bosporus]"))
    with pytest.raises(CaseError, match="did you mean 'sea'") as caught:
        case.read(path)
    assert len(caught.value.problems) == 1
