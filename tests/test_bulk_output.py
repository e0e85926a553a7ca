"""Where the measured table goes: never over the first one, through links, into no pipe."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from command import run
from geo.errors import ExportError
from points import TRACK, measured, read, table


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


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    points = table(tmp_path / "in.csv", TRACK)
    with pytest.raises(ExportError, match="cannot be written"):
        measured(points, tmp_path / "no" / "o.csv")
