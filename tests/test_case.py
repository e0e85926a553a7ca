"""Case files: what is read, and what is refused with file, line and what would be right."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from babel.core import get_global
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from geo import case, store
from geo.case.countries import COUNTRIES
from geo.case.tree import load
from geo.disputes import disputes
from geo.errors import CaseError, UnreadableCaseError
from geo.model import Basis, LatLon, Mode, PlaceDistance, Qualifier, Seen, Window
from geo.territory import every_line

HERE = Path(__file__).parent
ROOT = HERE.parent
SMALL = (HERE / "small.yaml").read_text(encoding="utf-8")
HOSTILE = HERE / "hostile.yaml"
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
UNREADABLE = sorted((HERE / "broken" / "unreadable").glob("*.yaml"))
SOUND = [HERE / "small.yaml", HOSTILE, *store.cases().values()]


def _marks(path: Path) -> list[tuple[int, str]]:
    """Read what a broken file says of itself: `#! words of the message`, on its line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [
        (number, line.split("#! ")[1]) for number, line in enumerate(lines, 1) if "#! " in line
    ]


def _write(folder: Path, text: str | bytes) -> Path:
    path = folder / "case.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """List the paths of all texts."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        held = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in held:
            yield from _texts(inner, (*path, key))


# --- broken ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_problem_comes_with_its_line_and_what_would_be_right(path: Path) -> None:
    with pytest.raises(CaseError, match=re.escape(f"{path}:")) as caught:
        case.read(path)
    assert not isinstance(caught.value, UnreadableCaseError)
    marks, found = _marks(path), caught.value.problems
    assert [problem.line for problem in found] == [line for line, _ in marks]
    for problem, (_, words) in zip(found, marks, strict=True):
        assert words in problem.message
    assert case.check(path) == found


@pytest.mark.parametrize("path", UNREADABLE, ids=lambda path: path.stem)
def test_a_file_that_is_no_case_at_all_is_unreadable(path: Path) -> None:
    ((line, words),) = _marks(path)
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
        case.read(_write(tmp_path, raw))


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
    for *parents, last in _texts(whole):
        value = broken.setdefault(str(last), deepcopy(whole))
        reduce(getitem, parents, value)[last] = sign
    for value in broken.values():
        with pytest.raises(CaseError, match=r"case\.yaml") as caught:
            case.read(_write(tmp_path, json.dumps(value, ensure_ascii=False)))
        assert not isinstance(caught.value, UnreadableCaseError)
        assert all(str(problem).isprintable() for problem in caught.value.problems)


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
    case.check(_write(tmp_path, SMALL))  # what is read once is read
    path = _write(tmp_path, LONG[name])
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
    value = load(HERE / "small.yaml").value
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
    assert not case.check(_write(tmp_path, json.dumps(_with_pairs(100), ensure_ascii=False)))
    many = _write(tmp_path, json.dumps(_with_pairs(101), ensure_ascii=False))
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
    value = load(HERE / "small.yaml").value
    point = {"name": "Off the cape", "lat": 42.5, "lon": 131.5}
    value["legs"] = [
        {**value["legs"][0], "id": f"l{i}", "via": [point] * count}
        for i, count in enumerate(counts)
    ]
    value["claims"] = []
    found = case.check(_write(tmp_path, json.dumps(value, ensure_ascii=False)))
    assert [(problem.field, problem.message) for problem in found] == (
        [(field, words)] if field else []
    )


def test_aliases_are_refused_before_they_multiply(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"\*a is not for case files; write the value out"):
        case.read(_write(tmp_path, BOMB))


def test_what_yaml_spoils_hides_nothing_else_on_its_line(tmp_path: Path) -> None:
    place = "{id: b, id: c, lat: 999, lon: !!str 4, radius_km: &r 1, names: *r}"
    found = case.check(_write(tmp_path, SMALL.replace("legs:", f"  - {place}\nlegs:")))
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
        case.read(_write(tmp_path, "<<: {id: merged}\n" + SMALL))


def test_names_from_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    text = SMALL + '"\\e[31m\\u202Ekey": 1\n'
    (problem,) = case.check(_write(tmp_path, text))
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
    path = _write(tmp_path_factory.getbasetemp(), text)
    for problem in case.check(path):
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.message


def test_a_passage_beside_a_mode_that_is_none_is_not_taken_for_a_country(
    tmp_path: Path,
) -> None:
    path = _write(tmp_path, SMALL.replace("mode: sea", "mode: seaa\n    avoid: [Bosporus]"))
    with pytest.raises(CaseError, match="did you mean 'sea'") as caught:
        case.read(path)
    assert len(caught.value.problems) == 1


def test_a_place_that_only_looks_swapped_can_be_vouched_for(tmp_path: Path) -> None:
    places = """
  - {id: yerevan, lat: 40.18, lon: 44.51, radius_km: 5, names: Yerevan, basis: A list.}
  - {id: maykop, lat: 44.61, lon: 40.10, radius_km: 5, names: Maykop, basis: A list.}
legs:
"""
    text = SMALL.replace("\nlegs:\n", places)
    found = case.check(_write(tmp_path, text))
    assert [problem.field for problem in found] == [
        "places[yerevan].lat",
        "places[maykop].lat",
    ]
    assert "checked: true" in found[0].message
    vouched = text.replace("basis: A list.", "basis: A list., checked: true")
    assert not case.check(_write(tmp_path, vouched))


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
    found = case.check(_write(tmp_path, SMALL.replace("\nlegs:\n", places)))
    assert [problem.field for problem in found] == [f"places[{one}].lat" for one in fields]


# --- sound ----------------------------------------------------------------------------------


def test_a_small_case_is_read_as_it_is_written() -> None:
    small = case.read(HERE / "small.yaml")
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
    assert case.read(_write(tmp_path, raw)) == case.read(HERE / "small.yaml")


def test_lines_are_counted_the_same_with_crlf(tmp_path: Path) -> None:
    path = HERE / "broken" / "bad-dates.yaml"
    raw = path.read_bytes().replace(b"\n", b"\r\n")
    lines = [problem.line for problem in case.check(_write(tmp_path, raw))]
    assert lines == [line for line, _ in _marks(path)]


def test_words_stay_words(tmp_path: Path) -> None:
    text = SMALL.replace("publisher: A paper", "publisher: no").replace(
        "{en: Najin,", "{no: Nadsjin, en: y,"
    )
    found = case.read(_write(tmp_path, text))
    assert found.sources[0].publisher["en"] == "no"
    assert found.places[0].names == {"no": "Nadsjin", "en": "y", "ko": "나진"}


@pytest.mark.parametrize("sign", ["0000", "001B", "FDD0", "FFFE", "FFFF", "1FFFE"])
def test_no_escape_brings_in_what_is_no_text(sign: str, tmp_path: Path) -> None:
    path = _write(tmp_path, SMALL.replace("title: A report", f'title: "a\\U{sign:0>8}b"'))
    with pytest.raises(CaseError, match=rf"the control character U\+{sign} is not text"):
        case.read(path)


def test_folded_texts_become_one_line(tmp_path: Path) -> None:
    text = SMALL.replace("title: A small case", "title: |\n  A small\n\n    case\n")
    assert case.read(_write(tmp_path, text)).title == {"en": "A small case"}


def test_evidence_is_read_and_a_false_checksum_refused(tmp_path: Path) -> None:
    digest = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"
    held = "retrieved: 2023-10-14\n    licence: CC BY 4.0\n    sha256: "
    text = SMALL.replace("    seen: original", f"    seen: original\n    {held}{digest}")
    source = case.read(_write(tmp_path, text)).sources[0]
    assert source.sha256 == digest.lower()
    assert (source.retrieved, source.licence) == (date(2023, 10, 14), "CC BY 4.0")
    for wrong in (digest[1:], digest.replace("F", "G")):
        (problem,) = case.check(_write(tmp_path, text.replace(digest, wrong)))
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


# --- the schema, the codes, the manual --------------------------------------------------------


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_the_schema_accepts_what_the_reader_accepts(path: Path) -> None:
    assert not case.check(path)
    schema = json.loads((ROOT / "data" / "case.schema.json").read_text(encoding="utf-8"))
    found = Draft202012Validator(schema).iter_errors(load(path).value)
    assert not [error.message for error in found]


@pytest.mark.parametrize(
    "name", ["unknown-keys", "unknown-words", "wrong-types", "bad-codes", "missing-source"]
)
def test_the_schema_refuses_what_an_editor_can_tell(name: str) -> None:
    tree = load(HERE / "broken" / f"{name}.yaml")
    assert not Draft202012Validator(case.schema()).is_valid(tree.value)


def test_the_shipped_schema_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "data" / "make")
    sys.modules.pop("case_schema", None)
    from case_schema import text  # noqa: PLC0415 - a script outside the package

    shipped = (ROOT / "data" / "case.schema.json").read_text(encoding="utf-8")
    assert shipped == text(), "data/case.schema.json is old; run `make data`"


def test_shipped_cases_are_linked_to_the_schema() -> None:
    for path in store.cases().values():
        first = path.read_text(encoding="utf-8").split("\n")[0]
        link = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / link).resolve() == ROOT / "data" / "case.schema.json"


def test_the_codes_of_countries_are_those_of_iso_3166() -> None:
    aliases = get_global("territory_aliases")
    assert set(aliases) >= COUNTRIES - {"XKX"}
    assert len(COUNTRIES - {"XKX"}) == 249
    former = {"ANT", "BUR", "DDR", "SCG", "SUN", "TMP", "YUG", "ZAR"}
    assert not former & COUNTRIES


def test_the_manual_tells_of_every_key() -> None:
    manual = (ROOT / "docs" / "case.md").read_text(encoding="utf-8")
    forms = [case.schema(), *case.schema()["$defs"].values()]
    keys = {key for form in forms for key in form.get("properties", ())}
    told = set(re.findall(r"`(\w+)`", manual))
    assert keys <= told, f"docs/case.md says nothing of {sorted(keys - told)}"


def test_the_manual_names_every_kind_of_line() -> None:
    manual = (ROOT / "docs" / "case.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([a-z_]+)`", manual.partition("## Lines of a border")[2]))
    apart = {f"{kind}{area}" for area in disputes() for kind in ("", "with_", "without_")}
    assert set(every_line()) - apart <= told
    assert told & apart, "an example"


def test_the_manual_example_is_sound(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "case.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL)
    assert not case.check(_write(tmp_path, example))
