"""The size of a picture, as the command line is asked for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from case_files import SMALL_FILE
from command import run
from pictures import pixels


def exported(*args: str) -> tuple[int, str]:
    result = run("export", SMALL_FILE, *args)
    return result.exit_code, result.output


def test_the_command_line_writes_the_size_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "card.png"
    code, said = exported("-o", str(file), "--size", "9:16", "--lang", "id")
    assert code == 0, said
    assert pixels(file.read_bytes()) == (1080, 1920)


@pytest.mark.parametrize(
    ("size", "told"),
    [("big", "1600x900"), ("10x10", "300 to 8000"), ("4000x400", "3 times as long")],
)
def test_the_command_line_refuses_a_size_of_no_use(
    tmp_path: Path, size: str, told: str
) -> None:
    code, said = exported("-o", str(tmp_path / "card.png"), "--size", size)
    assert code == 2
    assert told in " ".join(said.split())


def test_a_size_without_a_picture_is_refused(tmp_path: Path) -> None:
    code, said = exported("-o", str(tmp_path / "case.geojson"), "--size", "1:1")
    assert code == 2
    assert "--size is for pictures" in said


def test_the_command_line_starts_without_what_draws() -> None:
    code = "import sys, geo.cli; print({'matplotlib', 'cartopy', 'fontTools'} & {*sys.modules})"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert told.stdout.strip() == b"set()"
