"""A table of points to measure: CSV with the columns ``lat`` and ``lon``, and any others."""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from geo.errors import MeasureError, nearest

MOST_PROBLEMS = 50

Row = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """What the first reading of a table finds."""

    columns: tuple[str, ...]
    rows: int
    digest: str


def rows_of(source: TextIO) -> Iterator[tuple[int, Row]]:
    """Read the rows of a table that are not empty, with their lines."""
    reader = csv.reader(source)
    for row in reader:
        if row:
            yield reader.line_num, row


def checked(points: Path, step: Callable[[str], None]) -> Table:
    """Read the whole table, and refuse it with every row that is wrong."""
    digest = hashlib.sha256()
    try:
        with points.open("rb") as raw:
            while block := raw.read(1 << 20):
                digest.update(block)
        with points.open(encoding="utf-8-sig", newline="") as source:
            rows = rows_of(source)
            _, columns = next(rows, (1, []))
            for column in ("lat", "lon"):
                if column not in columns:
                    raise MeasureError(
                        f"{points}:1: there is no column {column!r}{nearest(column, columns)}"
                    )
            step(f"{points}")
            problems, count = _problems(rows, columns)
    except UnicodeDecodeError:
        raise MeasureError(
            f"{points}: this is not text in UTF-8; save it as CSV UTF-8."
        ) from None
    except csv.Error as error:
        raise MeasureError(f"{points}: this is no CSV that can be read ({error}).") from None
    if problems:
        told = [f"{points}:{line}: {words}" for line, words in problems[:MOST_PROBLEMS]]
        if more := len(problems) - len(told):
            told.append(f"{points}: {more:,} more rows are wrong.")
        raise MeasureError("\n".join(told))
    return Table(tuple(columns), count, digest.hexdigest())


def _problems(
    rows: Iterator[tuple[int, Row]], columns: Row
) -> tuple[list[tuple[int, str]], int]:
    """Find the rows that hold no position, and count all."""
    lat, lon = columns.index("lat"), columns.index("lon")
    found, count = [], 0
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
