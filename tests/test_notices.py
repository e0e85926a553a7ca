"""What a picture leaves out is said, on standard error."""

import subprocess
import sys
from pathlib import Path

import pytest

from command import run

ROOT = Path(__file__).parents[1]
CASE = """
id: red-sea
title: Two ports
summary: A paper names two ports.
sources:
  - {id: paper, title: Ports, publisher: A paper, origin: paper, seen: original}
places:
  - {id: port, lat: 14.8, lon: 42.95, radius_km: 3, names: {en: Hodeidah, OWN}, basis: port}
  - {id: aden, lat: 12.79, lon: 45.01, radius_km: 3, names: {en: Aden, ko: 아덴}, basis: port}
legs:
  - {id: road, mode: road, from: port, to: aden, basis: inferred}
claims: []
"""


def asked(folder, own, ending, lang="en"):
    """Write the case, and give the words that ask for its export."""
    (folder / "case.yaml").write_text(CASE.replace("OWN", own), encoding="utf-8")
    files = folder / "case.yaml", "-o", folder / f"case{ending}"
    return ["export", *map(str, files), "--lang", lang]


@pytest.mark.parametrize(
    ("ending", "lang", "said"),
    [
        (
            ".svg",
            "en",
            "The picture leaves out the Arabic name of Hodeidah: no font for its script is "
            "shipped.\n",
        ),
        (
            ".pdf",
            "id",
            "Gambar ini tidak memuat nama Hodeidah dalam bahasa Arab: fon untuk aksaranya "
            "tidak disertakan.\n",
        ),
    ],
)
def test_a_picture_says_which_name_it_leaves_out(tmp_path, ending, lang, said):
    run = [sys.executable, "-c", "from geo.cli import run; run()"]
    done = subprocess.run(
        [*run, *asked(tmp_path, "ar: الحديدة", ending, lang)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert (tmp_path / f"case{ending}").stat().st_size > 1000
    assert done.stderr.decode() == said


@pytest.mark.parametrize(
    ("own", "ending"),
    [
        ("ar: الحديدة", ".html"),
        ("ru: Ходейда", ".svg"),
        ("ko: 호데이다", ".svg"),
        ("hy: Հոդեյդա", ".svg"),
    ],
)
def test_nothing_is_said_where_nothing_is_left_out(tmp_path, caplog, own, ending):
    done = run(*asked(tmp_path, own, ending))
    assert (done.exit_code, done.stderr, caplog.text) == (0, "", "")
    written = (tmp_path / f"case{ending}").read_text(encoding="utf-8")
    assert own.partition(" ")[2] in written
