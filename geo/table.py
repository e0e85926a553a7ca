"""A table of points to measure: CSV with the columns ``lat`` and ``lon``, and any others."""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from geo.errors import MeasureError, nearest

POSITION = ("lat", "lon")
MOST_PROBLEMS = 50

Row = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """What the first reading of a table finds."""

    columns: tuple[str, ...]
    rows: int
    digest: str


def rows_of(source: TextIO) -> Iterator[tuple[int, Row]]:
    """Read the rows of a table that are not empty, each with the line that it begins on."""
    reader = csv.reader(source)
    line = 1
    for row in reader:
        if row:
            yield line, row
        line = reader.line_num + 1


def checked(points: Path, added: Sequence[str], step: Callable[[str], None]) -> Table:
    """Read the whole table, and refuse it with all that is wrong.

    Parameters
    ----------
    points : Path
        A file on disk, since it is read more than once.
    added : sequence of str
        Columns that it must leave free.
    step : callable
        Told the file's name.

    Raises
    ------
    MeasureError
        If a column is missing or stands twice, or rows hold no position, with file and lines.
    """
    if not points.is_file():
        raise MeasureError(
            f"{points}: a table is read more than once, so it cannot come from a pipe; "
            "save it to a file and name that."
        )
    try:
        with points.open("rb") as raw:
            digest = hashlib.file_digest(raw, "sha256").hexdigest()
        with points.open(encoding="utf-8-sig", newline="") as source:
            rows = rows_of(source)
            line, columns = next(rows, (1, []))
            step(f"{points}")
            problems = [(line, words) for words in _headings(columns, added)]
            wrong, count = _problems(rows, columns)
    except UnicodeDecodeError:
        raise MeasureError(
            f"{points}: this is not text in UTF-8; save it as CSV UTF-8."
        ) from None
    except csv.Error as error:
        raise MeasureError(f"{points}: this is no CSV that can be read ({error}).") from None
    _refuse(points, problems + wrong)
    return Table(tuple(columns), count, digest)


def _refuse(points: Path, problems: Sequence[tuple[int, str]]) -> None:
    """Tell what is wrong, if anything is."""
    if problems:
        told = [f"{points}:{line}: {words}" for line, words in problems[:MOST_PROBLEMS]]
        if more := len(problems) - len(told):
            told.append(f"{points}: {more:,} more problems.")
        raise MeasureError("\n".join(told))


def _headings(columns: Row, added: Sequence[str]) -> Iterator[str]:
    """Say which columns are missing, stand twice, or bear the name of one to be added."""
    for column in POSITION:
        if column not in columns:
            yield f"there is no column {column!r}{nearest(column, columns)}"
        elif (times := columns.count(column)) > 1:
            yield (
                f"there are {times} columns {column!r}; keep the one to measure, "
                "and rename the others."
            )
    for column in added:
        if column in columns:
            yield f"there is a column {column!r}, which is to be added; rename it."


def _problems(
    rows: Iterator[tuple[int, Row]], columns: Row
) -> tuple[list[tuple[int, str]], int]:
    """Find the rows that hold no position, and count all; none where no column is sure."""
    found: list[tuple[int, str]] = []
    if any(columns.count(column) != 1 for column in POSITION):
        return found, 0
    lat, lon = map(columns.index, POSITION)
    count = 0
    for number, row in rows:
        count += 1
        if words := _problem(row, lat, lon, len(columns)):
            found.append((number, words))
    return found, count


def _problem(row: Row, lat: int, lon: int, width: int) -> str:
    """Say what is wrong with a row; nothing where it holds a position."""
    if len(row) > width:
        return f"this row has {len(row)} fields where the first has {width}."
    try:
        north, east = float(row[lat]), float(row[lon])
    except (ValueError, IndexError):
        given = [row[i] if i < len(row) else "" for i in (lat, lon)]
        return (
            f"lat {given[0]!r}, lon {given[1]!r} is no position; write degrees such as "
            "45.886 and 40.041."
        )
    if abs(north) <= 90 and abs(east) <= 180 and math.isfinite(north + east):
        return ""
    swapped = " Are they swapped?" if abs(north) <= 180 and abs(east) <= 90 else ""
    return (
        f"lat {row[lat]}, lon {row[lon]} is not on Earth: latitude runs from -90 to 90, "
        f"longitude from -180 to 180.{swapped}"
    )
