"""Many points at once: the same figures as one by one, and nothing lost when interrupted."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from shapely.geometry import Point

from geo import borders, bulk
from geo.cli import main
from geo.drawn import coarse, outline
from geo.errors import ExportError, MeasureError
from geo.model import LatLon

TRACK = [(45.0 + i / 40, 37.0 + i / 25) for i in range(40)]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in arguments])


def table(file: Path, rows: list[tuple[float, float]]) -> Path:
    # A comma within quotes, and letters that are not ASCII, come out as they went in.
    lines = [f'{i},{lat},{lon},"é, ü"\n' for i, (lat, lon) in enumerate(rows)]
    file.write_text("fix,lat,lon,note\n" + "".join(lines), encoding="utf-8")
    return file


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("country", ["UKR", "RUS", "FJI", "ATA", "LSO"])
def test_many_at_once_are_measured_as_one_by_one(country: str) -> None:
    draw = np.random.default_rng(5)
    lat = np.degrees(np.arcsin(draw.uniform(-1, 1, 60)))
    lon = draw.uniform(-180, 180, 60)
    lat[:3], lon[:3] = (90, -90, 12), (0, 0, 180)
    found = list(borders.measure_each(lat, lon, country))
    for north, east, got in zip(lat.tolist(), lon.tolist(), found, strict=True):
        one = borders.measure(LatLon(north, east), country)
        assert got == (one.km.value, *one.nearest, one.inside)


def test_a_table_keeps_its_columns_and_tells_the_closest_row(tmp_path: Path) -> None:
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    found = run("distance", "UKR", "--points", points, "-o", out)
    assert found.exit_code == 0, found.output
    rows = read(out)
    assert list(rows[0]) == ["fix", "lat", "lon", "note", *bulk.ADDED]
    assert [row["note"] for row in rows] == ["é, ü"] * len(TRACK)
    away = [0 if row["inside"] == "true" else float(row["distance_km"]) for row in rows]
    assert f"line {away.index(min(away)) + 2} of the table" in found.output.lower()
    assert sorted(tmp_path.iterdir()) == [points, out]


def test_inside_is_not_at_a_land_border_and_the_output_names_what_it_measured_to(
    tmp_path: Path,
) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text("lat,lon\n48.0,37.8\n49.0,32.0\n50.3,30.5\n50.0,36.3\n", "utf-8")
    found = run("distance", "UKR", "--points", points, "-o", out, "--line", "land:RUS")
    assert {row["inside"] for row in read(out)} == {"true"}
    # Kharkiv lies 30 km or so from Russia; the others further.
    assert "Closest: line 5 of the table" in found.stdout
    assert "to the land border of Ukraine with Russia, by OpenStreetMap" in found.stdout
    assert "Crimea in Ukraine (UN General Assembly resolution 68/262" in found.stdout


@pytest.mark.parametrize("torn", [b"", b'17,45.4,37.7,"half a ro'])
def test_an_interrupted_run_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, torn: bytes
) -> None:
    monkeypatch.setattr(bulk, "PIECE", 7)
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    whole = tmp_path / "whole.csv"
    bulk.measure(points, whole, "UKR", "recognised", lambda _: None)
    interrupted(points, out)
    assert not out.exists(), "an output appears when it is whole"
    part = tmp_path / "out.csv.part"
    with part.open("ab") as file:
        file.write(torn)
    done = bulk.measure(points, out, "UKR", "recognised", lambda _: None)
    assert (done.before, done.rows) == (21, len(TRACK))
    assert out.read_bytes() == whole.read_bytes()
    assert sorted(tmp_path.iterdir()) == [points, out, whole]


def interrupted(points: Path, out: Path) -> None:
    """Measure a table, and break off at its row 21."""

    def stop(words: str) -> None:
        if words.startswith("21 "):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bulk.measure(points, out, "UKR", "recognised", stop)


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


def test_every_wrong_row_is_named_at_once(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text(
        "lat,lon\n45,40\nx,40\n45\n\n95,40\n45,400\n40,45,9\n130.3,42.2\n45,nan\n", "utf-8"
    )
    with pytest.raises(MeasureError, match=r"in\.csv:3: .*no position") as caught:
        bulk.measure(points, out, "UKR", "recognised", lambda _: None)
    told = str(caught.value).splitlines()
    assert [line.split(":")[1] for line in told] == ["3", "4", "6", "7", "8", "9", "10"]
    assert "swapped" in told[5]
    assert list(tmp_path.iterdir()) == [points]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ("lat,lon,lat", ["in.csv:1: there are 2 columns 'lat'"]),
        ("lon,lat,lon,lon", ["in.csv:1: there are 3 columns 'lon'"]),
        (
            "lat,lon,inside,distance_km",
            ["in.csv:1: there is a column 'distance_km'", "a column 'inside'", "in.csv:3: "],
        ),
    ],
)
def test_columns_that_would_be_mistaken_are_all_named(
    tmp_path: Path, columns: str, words: list[str]
) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text(f"{columns}\n45,40,41,9\nx,40,41,9\n", "utf-8")
    found = run("distance", "UKR", "--points", points, "-o", out)
    assert found.exit_code == 1, found.output
    assert all(
        part in line for part, line in zip(words, found.output.splitlines(), strict=True)
    )
    assert list(tmp_path.iterdir()) == [points]


def test_other_columns_may_share_a_name(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text("name,lat,lon,name\na,45.88569,40.04094,b\nc,50.45,30.52\n", "utf-8")
    bulk.measure(points, out, "UKR", "recognised", lambda _: None)
    heading, depot, kyiv = csv.reader(out.read_text("utf-8").splitlines())
    assert heading == ["name", "lat", "lon", "name", *bulk.ADDED]
    assert depot[:4] == ["a", "45.88569", "40.04094", "b"]
    assert float(depot[4]) == pytest.approx(195.163, abs=0.001)
    assert (kyiv[:4], kyiv[7]) == (["c", "50.45", "30.52", ""], "true")


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
    done = bulk.measure(points, out, "UKR", "recognised", lambda _: None)
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


def measured(
    points: Path, out: Path, step: Callable[[str], None] = lambda _: None
) -> bulk.Done:
    return bulk.measure(points, out, "UKR", "recognised", step)


@pytest.mark.parametrize("name", ["out.csv", "out.csv.part", "out.csv.part.json"])
@pytest.mark.parametrize("link", [None, Path.symlink_to, Path.hardlink_to])
def test_the_table_is_never_written_over(
    tmp_path: Path, name: str, link: Callable[[Path, Path], None] | None
) -> None:
    named = tmp_path / name
    points = table(tmp_path / "in.csv" if link else named, TRACK)
    if link:
        link(named, points)
    before = points.read_bytes()
    found = run("distance", "UKR", "--points", points, "-o", tmp_path / "out.csv")
    assert found.exit_code == 1, found.output
    assert f"the table {points} would be overwritten" in found.output
    assert points.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted({named, points})


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


def test_a_link_is_written_through(tmp_path: Path) -> None:
    points, link = table(tmp_path / "in.csv", TRACK), tmp_path / "latest.csv"
    folder = tmp_path / "folder"
    folder.mkdir()
    link.symlink_to(folder / "out.csv")
    for _ in range(2):  # to a file that is not there yet, and to one that is
        assert run("distance", "UKR", "--points", points, "-o", link).exit_code == 0
        assert link.is_symlink()
        assert len(read(folder / "out.csv")) == len(TRACK)
    assert list(folder.iterdir()) == [folder / "out.csv"]


@pytest.mark.parametrize("name", ["out.csv", "out.csv.part", "out.csv.part.json"])
def test_a_pipe_is_no_output(tmp_path: Path, name: str) -> None:
    points, pipe = table(tmp_path / "in.csv", TRACK), tmp_path / name
    os.mkfifo(pipe)
    found = run("distance", "UKR", "--points", points, "-o", tmp_path / "out.csv")
    assert found.exit_code == 1, found.output
    assert f"{pipe} cannot be written: what stands there is no file" in found.output
    assert pipe.is_fifo()
    assert sorted(tmp_path.iterdir()) == sorted([points, pipe])


def test_a_pipe_is_no_table(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    took, gave = os.pipe()
    os.write(gave, b"lat,lon\n45,40\n")
    os.close(gave)
    try:
        found = run("distance", "UKR", "--points", f"/dev/fd/{took}", "-o", out)
    finally:
        os.close(took)
    assert found.exit_code == 1
    assert f"/dev/fd/{took}: a table is read more than once" in found.output
    assert list(tmp_path.iterdir()) == []


def test_a_row_is_named_by_the_line_that_it_begins_on(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text('lat,lon,note\n\n45,40,"two\nlines"\nx,40,"three\n\nlines"\n', "utf-8")
    with pytest.raises(MeasureError, match=r"in\.csv:5: lat 'x'"):
        bulk.measure(points, out, "UKR", "recognised", lambda _: None)
    points.write_text('lat,lon,note\n45,40,"two\nlines"\n', "utf-8")
    done = bulk.measure(points, out, "UKR", "recognised", lambda _: None)
    assert done.closest is not None
    assert done.closest.line == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--radius", "5"], "--radius"),
        (["--json"], "--json"),
        (["--radius", "5", "--json"], "--radius and --json"),
    ],
)
def test_what_a_table_cannot_heed_is_refused(
    tmp_path: Path, options: list[str], words: str
) -> None:
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    found = run("distance", "UKR", "--points", points, "-o", out, *options)
    assert found.exit_code == 2
    assert f"Error: {words}: for one LAT,LON alone" in found.output
    assert list(tmp_path.iterdir()) == [points]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('lat,lon,c\n45,40,"unclosed\n46,41,x\n47,42,y\n', 2),
        ('lat,lon,c\n45,40,x\n46,41,"unclosed\n47,42,"y"\n', 3),
        ('lat,lon,"c\n45,40,x\n', 1),
    ],
)
def test_a_quote_that_is_never_closed_swallows_no_rows(
    tmp_path: Path, text: str, line: int
) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text(text, "utf-8")
    with pytest.raises(MeasureError, match=rf"in\.csv:{line}: the quotes of this row"):
        measured(points, out)
    assert list(tmp_path.iterdir()) == [points]


def test_rows_before_a_broken_one_are_named_too(tmp_path: Path) -> None:
    points = tmp_path / "in.csv"
    points.write_text('lat,lon\nx,40\n"45,40\n', "utf-8")
    with pytest.raises(MeasureError, match=r"in\.csv:2: lat 'x'") as caught:
        measured(points, tmp_path / "out.csv")
    assert "in.csv:3: the quotes" in str(caught.value)


@pytest.mark.parametrize("lat", ["4_5.9", "٤٥.٩", "４５", "nan", "inf", "0x2D", "45,9", "1e"])
def test_what_is_no_decimal_number_is_no_position(tmp_path: Path, lat: str) -> None:
    points = tmp_path / "in.csv"
    points.write_text(f'lat,lon\n"{lat}",40\n', "utf-8")
    with pytest.raises(MeasureError, match=r"in\.csv:2: lat .* is no position"):
        measured(points, tmp_path / "out.csv")


def test_every_form_of_a_decimal_number_is_read(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    lats = ["45.886", "+45.886", " 45.886 ", "4.5886e1", "458.86E-1", "045.886000"]
    points.write_text("lat,lon\n" + "".join(f"{lat},40.\n" for lat in lats), "utf-8-sig")
    measured(points, out)
    rows = read(out)
    assert [row["lat"] for row in rows] == lats
    assert len({row["distance_km"] for row in rows}) == 1


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    points = table(tmp_path / "in.csv", TRACK)
    with pytest.raises(ExportError, match="cannot be written"):
        bulk.measure(points, tmp_path / "no" / "o.csv", "UKR", "recognised", lambda _: None)


def test_an_empty_table_gives_an_empty_one(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text("lat,lon\n", "utf-8")
    done = bulk.measure(points, out, "UKR", "recognised", lambda _: None)
    assert (done.rows, done.closest) == (0, None)
    assert out.read_text("utf-8").split() == [
        "lat,lon,distance_km,nearest_lat,nearest_lon,inside"
    ]


def test_the_distance_as_json_names_its_viewpoint() -> None:
    found = json.loads(run("distance", "RUS", "45.0,34.1", "--json").stdout)
    assert "68/262" in found["viewpoint"]
    assert found["inside"] is False
    there = json.loads(
        run("distance", "RUS", "45.0,34.1", "--line", "with_crimea", "--json").stdout
    )
    assert there["inside"] is True


def test_the_map_that_has_a_point_on_the_other_side_of_a_border_is_named() -> None:
    # The outlines themselves, asked by another library, have it in Poland and out of it.
    at = LatLon(49.1413858855, 22.775720189)
    held = [shape.covers(Point(at.lon, at.lat)) for shape in (outline("POL"), coarse("POL"))]
    asked = ("distance", "POL", f"{at.lat},{at.lon}")
    assert list(json.loads(run(*asked, "--json").stdout)["inside_by_dataset"].values()) == held
    assert "by Natural Earth 10m 5.1.1, which has the point outside." in run(*asked).stdout
    assert "by OpenStreetMap via @geo-maps 0.6.0.\n" in run(*asked).stdout
    beyond = run("distance", "UKR", f"{at.lat},{at.lon}").stdout
    assert "by Natural Earth 10m 5.1.1, which has the point inside." in beyond


def test_what_a_terminal_would_obey_in_a_table_is_shown(tmp_path: Path) -> None:
    points, out = tmp_path / "in\x9b2J\u202e.csv", tmp_path / "out.csv"
    points.write_text("latt\x1b[31m,lon,x\x1b]0;title\x07\n1,2,3\n", encoding="utf-8")
    words = ["distance", "UKR", "--points", str(points), "-o", str(out)]
    said = CliRunner().invoke(main, words, color=True).output
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in said.strip())
    assert "in\\x9b2J\\u202e.csv:1: " in said
    assert "lon, x\\x1b]0;title\\x07" in said
