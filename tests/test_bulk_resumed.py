"""Measuring a table is interrupted, repeated, or run twice at once: nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo import borders, bulk
from geo.errors import ExportError, MeasureError
from geo.model import LatLon
from points import TRACK, measured, read, table


@pytest.mark.parametrize("torn", [b"", b'17,45.4,37.7,"half a ro'])
def test_an_interrupted_run_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, torn: bytes
) -> None:
    monkeypatch.setattr(bulk, "PIECE", 7)
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    whole = tmp_path / "whole.csv"
    measured(points, whole)
    interrupted(points, out)
    assert not out.exists(), "an output appears when it is whole"
    part = tmp_path / "out.csv.part"
    with part.open("ab") as file:
        file.write(torn)
    done = measured(points, out)
    assert (done.before, done.rows) == (21, len(TRACK))
    assert out.read_bytes() == whole.read_bytes()
    assert sorted(tmp_path.iterdir()) == [points, out, whole]


def interrupted(points: Path, out: Path) -> None:
    """Measure a table, and break off at its row 21."""

    def stop(words: str) -> None:
        if words.startswith("21 "):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measured(points, out, stop)


@pytest.mark.parametrize("change", ["table", "line"])
def test_another_table_or_line_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr(bulk, "PIECE", 7)
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    interrupted(points, out)
    line = "recognised"
    if change == "table":
        table(points, TRACK[::-1])
    else:
        line = "territorial_sea"
    done = bulk.measure(points, out, "UKR", line, lambda _: None)
    assert done.before == 0
    first = LatLon(float(read(out)[0]["lat"]), float(read(out)[0]["lon"]))
    wanted = borders.measure(first, "UKR", line).km.value
    assert float(read(out)[0]["distance_km"]) == pytest.approx(wanted, abs=1e-6)


def test_another_release_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PIECE", 7)
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    code = tmp_path / "geo" / "model" / "found.py"
    code.parent.mkdir(parents=True)
    monkeypatch.setattr(bulk, "__file__", str(tmp_path / "geo" / "bulk.py"))
    code.write_text("one", "utf-8")
    interrupted(points, out)
    code.write_text("two", "utf-8")
    assert measured(points, out).before == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda note: [],
        lambda note: "text",
        lambda note: {key: note[key] for key in note if key != "size"},
        lambda note: note | {"rows": "many"},
        lambda note: note | {"rows": 10**6},
        lambda note: note | {"size": -5},
        lambda note: note | {"size": note["size"] - 1},
        lambda note: {key: note[key] for key in note if key != "digest"},
        lambda note: note | {"closest": {"line": 2}},
    ],
)
def test_a_note_of_another_shape_is_no_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Any], object]
) -> None:
    monkeypatch.setattr(bulk, "PIECE", 7)
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    interrupted(points, out)
    note = tmp_path / "out.csv.part.json"
    note.write_text(json.dumps(change(json.loads(note.read_text("utf-8")))), "utf-8")
    done = measured(points, out)
    assert (done.before, done.rows) == (0, len(TRACK))
    assert [row["fix"] for row in read(out)] == [str(i) for i in range(len(TRACK))]


def test_a_part_that_its_note_does_not_know_is_measured_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PIECE", 7)
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    interrupted(points, out)
    part = tmp_path / "out.csv.part"
    held = bytearray(part.read_bytes())
    held[len(held) // 2] ^= 1
    part.write_bytes(held)
    done = measured(points, out)
    assert (done.before, done.rows) == (0, len(TRACK))
    assert [row["fix"] for row in read(out)] == [str(i) for i in range(len(TRACK))]


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held[:300],
        lambda held: b"",
        lambda held: held + b"40,45,40,x\n",
        lambda held: held.replace(b"30,", b"99,"),
        lambda held: held.replace(b"30,45.75", b"30,north"),
        lambda held: held[:-2],
        lambda held: b"a,b" + held,
    ],
)
def test_a_table_that_changes_meanwhile_is_refused(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    held = points.read_bytes()

    def change_it(words: str) -> None:
        if words.startswith("0 of"):
            points.write_bytes(change(held))

    with pytest.raises(MeasureError, match=r"in\.csv changed while it was measured"):
        measured(points, out, change_it)
    assert not out.exists()
    points.write_bytes(held)
    assert measured(points, out).rows == len(TRACK)


def test_a_second_run_with_one_output_is_refused_and_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PIECE", 7)
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    other = table(tmp_path / "other.csv", TRACK[::-1])

    def begin_another(words: str) -> None:
        if words.startswith("21 "):
            for file in (points, other):
                with pytest.raises(ExportError, match="another run is writing it"):
                    measured(file, out)

    measured(points, out, begin_another)
    assert [row["fix"] for row in read(out)] == [str(i) for i in range(len(TRACK))]
    assert sorted(tmp_path.iterdir()) == [points, other, out]


def test_a_part_that_was_put_in_place_meanwhile_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    part = tmp_path / "out.csv.part"

    def end_first(*_: object) -> None:
        part.write_text("the other run's", "utf-8")
        part.replace(out)

    monkeypatch.setattr("fcntl.flock", end_first)
    with pytest.raises(ExportError, match="another run is writing it"):
        measured(points, out)
    assert out.read_text("utf-8") == "the other run's"
