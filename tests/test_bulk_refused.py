"""Tables that cannot be measured: every wrong row is named, by its line."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner

from command import run
from geo.cli import main
from geo.errors import MeasureError
from points import measured


def test_every_wrong_row_is_named_at_once(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text(
        "lat,lon\n45,40\nx,40\n45\n\n95,40\n45,400\n40,45,9\n130.3,42.2\n45,nan\n", "utf-8"
    )
    with pytest.raises(MeasureError, match=r"in\.csv:3: .*no position") as caught:
        measured(points, out)
    told = str(caught.value).splitlines()
    assert [line.split(":")[1] for line in told] == ["3", "4", "6", "7", "8", "9", "10"]
    assert "swapped" in told[5]
    assert list(tmp_path.iterdir()) == [points]


def test_decimal_commas_in_quotes_are_told(tmp_path: Path) -> None:
    points = tmp_path / "in.csv"
    points.write_text('lat,lon\n"50,5","30,5"\nnorth,30\n', "utf-8")
    with pytest.raises(MeasureError, match=r"no position") as caught:
        measured(points, tmp_path / "out.csv")
    commas, other = str(caught.value).splitlines()
    assert "write degrees with a point, not a comma, such as 45.886" in commas
    assert "write degrees such as" in other


def test_a_table_that_is_wrong_all_through_is_not_kept_in_memory(tmp_path: Path) -> None:
    points, rows = tmp_path / "in.csv", 20_000
    points.write_text("lat,lon\n" + "x,40\n" * rows, "utf-8")
    tracemalloc.start()
    try:
        with pytest.raises(MeasureError, match=r"in\.csv: 19,950 more problems\.$"):
            measured(points, tmp_path / "out.csv")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 50 * rows  # a row's words alone are 90 signs


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


def test_a_row_is_named_by_the_line_that_it_begins_on(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text('lat,lon,note\n\n45,40,"two\nlines"\nx,40,"three\n\nlines"\n', "utf-8")
    with pytest.raises(MeasureError, match=r"in\.csv:5: lat 'x'"):
        measured(points, out)
    points.write_text('lat,lon,note\n45,40,"two\nlines"\n', "utf-8")
    done = measured(points, out)
    assert done.closest is not None
    assert done.closest.line == 2


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


@pytest.mark.parametrize("end", ["", "x"])
def test_a_field_of_very_many_digits_is_told_in_short(tmp_path: Path, end: str) -> None:
    # Reading one took minutes: the square of its length.
    points = tmp_path / "in.csv"
    points.write_text(f"lat,lon\n{'1' * 130_000}{end},40\n", "utf-8")
    with pytest.raises(MeasureError, match=r"in\.csv:2: lat '?1{40}…'?, lon '?40'? is no"):
        measured(points, tmp_path / "out.csv")


def test_what_a_terminal_would_obey_in_a_table_is_shown(tmp_path: Path) -> None:
    points, out = tmp_path / "in\x9b2J\u202e.csv", tmp_path / "out.csv"
    points.write_text("latt\x1b[31m,lon,x\x1b]0;title\x07\n1,2,3\n", encoding="utf-8")
    words = ["distance", "UKR", "--points", str(points), "-o", str(out)]
    said = CliRunner().invoke(main, words, color=True).output
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in said.strip())
    assert "in\\x9b2J\\u202e.csv:1: " in said
    assert "lon, x\\x1b]0;title\\x07" in said
