"""Tables of points, to be measured to the border of Ukraine."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from geo import bulk

TRACK = [(45.0 + i / 40, 37.0 + i / 25) for i in range(40)]


def table(file: Path, rows: list[tuple[float, float]]) -> Path:
    """Write a table of rows, each with a comma within quotes and letters that are not ASCII."""
    lines = [f'{i},{lat},{lon},"é, ü"\n' for i, (lat, lon) in enumerate(rows)]
    file.write_text("fix,lat,lon,note\n" + "".join(lines), encoding="utf-8")
    return file


def read(file: Path) -> list[dict[str, str]]:
    """Read a table's rows by the names of its columns."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def measured(
    points: Path, out: Path, step: Callable[[str], None] = lambda _: None
) -> bulk.Done:
    """Measure a table, and tell how far that came."""
    return bulk.measure(points, out, "UKR", "recognised", step)
