"""The schema and the manual of the case file say what the reader does."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from babel.core import get_global
from jsonschema import Draft202012Validator

from case_files import HOSTILE, SMALL_FILE, TESTS, written
from geo import case, store
from geo.case.countries import COUNTRIES
from geo.case.tree import load
from geo.disputes import disputes
from geo.territory import every_line

ROOT = TESTS.parent
SOUND = [SMALL_FILE, HOSTILE, *store.cases().values()]


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
    tree = load(TESTS / "broken" / f"{name}.yaml")
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
    assert not case.check(written(tmp_path, example))
