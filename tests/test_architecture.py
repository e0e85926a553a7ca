"""The flow has one direction: who may import whom, who may read what, what data must tell."""

from __future__ import annotations

import ast
import csv
import hashlib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Each row may import from the rows above it, and within itself as long as nothing turns
# back. A package stands for its modules. A new module goes into the row that it belongs to.
LAYERS = (
    "errors model palette apart",
    "store units arcs files nations",
    "geodesy seam lanes",
    "edges many nearest rings gazetteer disputes refusal pieces territory drawn borders base",
    "whereabouts",
    "table bulk",
    "routes",
    "case",
    "dates verdict",
    "report",
    "survey conflicts",
    "checks",
    "examine",
    "story",
    "scene",
    "picture web",
    "brief",
    "export",
    "measured launch",
    "cli",
)

# Libraries that one place alone may know; those that no place may, since the same case gives
# the same bytes: nothing draws lots, asks the network or looks at the clock.
LIBRARIES = {
    "streamlit": {"app"},
    "folium": {"geo.web.map"},
    "branca": {"geo.web.map"},
    "matplotlib": {"geo.picture.canvas", "geo.picture.pens", "geo.picture.typeface"},
    "cartopy": {"geo.picture.projection"},
    "fontTools": {"geo.picture.svgfile"},
    "typst": {"geo.brief.pdf"},
    "pptx": {"geo.brief.deck", "geo.brief.ooxml", "geo.brief.slides"},
    **{name: set() for name in ("random", "secrets", "uuid", "time")},
    **{name: set() for name in ("requests", "urllib.request", "http", "socket")},
}
CLOCK = {"now", "today", "utcnow"}

# Who reads files, and which; the data files have one reader.
READERS = {
    "geo.store": "the data files",
    "geo.case.text": "the case that the reader names",
    "geo.story.catalogue": "the translations",
    "geo.web.assets": "scripts and styles of the page",
    "geo.launch": "the case that the app opens on",
    "geo.table": "the table of points that the reader names",
    "geo.files": "the unfinished output that it goes on with",
    "geo.bulk": "the note of how far it is measured, and the code that measures",
    "app": "the case that the reader chooses",
}
READING = {"open", "read_text", "read_bytes", "fromfile", "loadtxt", "genfromtxt"}

ROW = {name: row for row, names in enumerate(LAYERS) for name in names.split()}


def _modules() -> dict[str, ast.Module]:
    files = [*sorted((ROOT / "geo").rglob("*.py")), ROOT / "app.py"]
    parsed = {}
    for file in files:
        parts = file.relative_to(ROOT).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        parsed[name] = ast.parse(file.read_text(encoding="utf-8"), str(file))
    return parsed


MODULES = _modules()


def _imports(name: str) -> Iterator[str]:
    """Name every module that a module imports, wherever in it, type checking included."""
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively; write the whole name"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)


def _row(name: str) -> int:
    """Tell the layer of a module of ours; the app stands above all."""
    if name == "app":
        return len(LAYERS)
    part = name.split(".")[1]
    assert part in ROW, f"{name} stands in no layer; add {part!r} to LAYERS in {__file__}"
    return ROW[part]


def _is_or_lies_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize("name", [name for name in MODULES if name != "geo"])
def test_imports_come_from_layers_before(name: str) -> None:
    row = _row(name)
    late = [
        other
        for other in _imports(name)
        if other.startswith("geo.") and other != name and _row(other) > row
    ]
    assert not late, f"{name} imports from layers after its own: {', '.join(late)}"


def test_no_imports_turn_back() -> None:
    graph = {name: {m for m in _imports(name) if m in MODULES} - {name} for name in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("imports turn back: " + " -> ".join(error.args[1]))


@pytest.mark.parametrize("name", MODULES)
def test_libraries_stay_where_they_belong(name: str) -> None:
    strays = {
        library
        for library, homes in LIBRARIES.items()
        for imported in _imports(name)
        if _is_or_lies_in(imported, library) and name not in homes
    }
    assert not strays, f"{name} may not import {', '.join(sorted(strays))}"


@pytest.mark.parametrize("name", MODULES)
def test_nothing_looks_at_the_clock(name: str) -> None:
    looks = [
        node.lineno
        for node in ast.walk(MODULES[name])
        if isinstance(node, ast.Attribute) and node.attr in CLOCK
    ]
    assert not looks, f"{name} looks at the clock in lines {looks}"


@pytest.mark.parametrize("name", [name for name in MODULES if name not in READERS])
def test_files_are_read_by_their_readers_alone(name: str) -> None:
    reads = [
        node.lineno
        for node in ast.walk(MODULES[name])
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in READING
    ]
    assert not reads, f"{name} reads files (lines {reads}); ask geo.store, or join READERS"


def _data_files() -> list[str]:
    """List the data sets: what lies in data/ beside the cases, the schema and the table."""
    names = (path.name for path in (ROOT / "data").iterdir() if path.is_file())
    beside = ("sources.csv", ".md", "schema.json")
    return sorted(name for name in names if not name.endswith(beside))


def _sources() -> dict[str, dict[str, str]]:
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines)}


def test_every_data_file_has_its_row_and_every_row_its_file() -> None:
    assert sorted(_sources()) == _data_files()


@pytest.mark.parametrize("file", _data_files())
def test_a_data_file_tells_where_it_comes_from(file: str) -> None:
    row = _sources()[file]
    may_be_empty = {"version", "viewpoint"} | ({"credit"} if file.endswith(".ttf") else set())
    silent = [column for column in row.keys() - may_be_empty if not row[column].strip()]
    assert not silent, f"data/sources.csv says nothing of {file}'s {', '.join(silent)}"
    digest = hashlib.sha256((ROOT / "data" / file).read_bytes()).hexdigest()
    assert row["sha256"] == digest, f"data/{file} is not what its script wrote; `make data`"
    assert (ROOT / row["script"]).is_file(), f"no script {row['script']} remakes {file}"


def test_no_file_names_a_package_index() -> None:
    hosts = ["pypi" + ".org", "python" + "hosted", "npm" + "js.", "index" + "-url"]
    folders = ("geo", "data", "tests", "docs", "benchmarks", ".ci", ".streamlit")
    files = [f for folder in folders for f in (ROOT / folder).rglob("*") if f.is_file()]
    files += [f for f in ROOT.iterdir() if f.is_file()]
    named = [
        f"{file.relative_to(ROOT)}: {host}"
        for file in files
        if file.suffix not in {".gz", ".npz", ".png", ".pyc"}
        for host in hosts
        if host in file.read_text(encoding="utf-8", errors="replace")
    ]
    assert not named, "\n".join(named)
