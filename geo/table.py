"""A table of points to measure: CSV with the columns ``lat`` and ``lon``, and any others."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from geo.errors import MeasureError, nearest

POSITION = ("lat", "lon")
_ALSO = {
    "lat": ("lat", "latitude", "lintang", "y"),
    "lon": ("lon", "long", "lng", "longitude", "bujur", "x"),
}
"""What other programs call the columns, in small letters and with no space around."""
MOST_PROBLEMS = 50
_MOST_QUOTED = 40
"""So many signs of a field are quoted."""
_DEGREES = re.compile(r" *[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)? *")
_COMMA = re.compile(r"[0-9],[0-9]")

Row = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """What the first reading of a table finds."""

    columns: tuple[str, ...]
    rows: int
    digest: str


class BrokenRowError(MeasureError):
    """The row that begins on a line is no CSV, so that what follows cannot be read either."""

    def __init__(self, line: int, words: str) -> None:
        self.line = line
        super().__init__(words)


def again(points: Path, table: Table) -> Iterator[tuple[int, Row]]:
    """Read the rows of a checked table once more, each with the line that it begins on.

    Raises
    ------
    MeasureError
        If the file has changed since it was checked, or cannot be read any more.
    """
    lat, lon = map(table.columns.index, POSITION)
    count = 0
    try:
        with _opened(points) as source:
            rows = _rows(source)
            next(rows, None)
            for number, row in rows:
                if _problem(row, lat, lon, len(table.columns)):
                    break
                count += 1
                yield number, row
            same = _digest(points) == table.digest and count == table.rows
    except (UnicodeDecodeError, BrokenRowError):
        same = False
    if not same:
        raise MeasureError(
            f"{points} changed while it was measured; run again when it is whole."
        )


def _rows(source: TextIO) -> Iterator[tuple[int, Row]]:
    """Read the rows of a table that are not empty, each with the line that it begins on."""
    reader = csv.reader(source, strict=True)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        quotes = "unexpected end" in str(error) or "expected after" in str(error)
        raise BrokenRowError(
            line,
            "the quotes of this row do not pair up; close each, and write one that belongs "
            "to the text twice."
            if quotes
            else f"this row is no CSV that can be read ({error}).",
        ) from None


@dataclass(slots=True)
class _Problems:
    """What is wrong with a table: the first of it in words, and how much there is besides."""

    points: Path
    told: list[str] = field(default_factory=list)
    more: int = 0

    def add(self, line: int, words: str) -> None:
        """Add what is wrong on a line, if anything is."""
        if words and len(self.told) < MOST_PROBLEMS:
            self.told.append(f"{self.points}:{line}: {words}")
        elif words:
            self.more += 1

    def refuse(self) -> None:
        """Tell what is wrong, if anything is."""
        if self.more:
            self.told.append(f"{self.points}: {self.more:,} more problems.")
        if self.told:
            raise MeasureError("\n".join(self.told))


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
    problems = _Problems(points)
    columns: Row = []
    count = 0
    try:
        with _opened(points) as source:
            digest = _digest(points)
            rows = _rows(source)
            line, columns = next(rows, (1, columns))
            step(f"{points}")
            for words in _headings(columns, added):
                problems.add(line, words)
            for row, words in _each(rows, columns):
                count += 1
                problems.add(row, words)
    except UnicodeDecodeError:
        raise MeasureError(
            f"{points}: this is not text in UTF-8; save it as CSV UTF-8."
        ) from None
    except BrokenRowError as error:
        problems.add(error.line, str(error))
    problems.refuse()
    return Table(tuple(columns), count, digest)


@contextmanager
def _opened(points: Path) -> Iterator[TextIO]:
    try:
        with points.open(encoding="utf-8-sig", newline="") as source:
            yield source
    except OSError as error:
        reason = error.strerror or str(error)
        raise MeasureError(f"{points} cannot be read: {reason}.") from error


def _digest(points: Path) -> str:
    with points.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()


def _headings(columns: Row, added: Sequence[str]) -> Iterator[str]:
    """Say which columns are missing, stand twice, or bear the name of one to be added."""
    if not columns:
        yield "the table is empty; its first row names the columns: lat,lon"
        return
    if len(columns) == 1 and (mark := next((m for m in ";\t|" if m in columns[0]), "")):
        yield (
            f"the fields are parted by {mark!r}; part them by commas, and write decimals "
            "with points, such as 45.886."
        )
        return
    if all(map(_DEGREES.fullmatch, columns)):
        yield "the first row holds no names; above it write those of the columns: lat,lon"
        return
    for column in POSITION:
        if column not in columns:
            named = (name for name in columns if name.strip().casefold() in _ALSO[column])
            meant = next(named, "")
            right = f"; rename {meant!r}" if meant else nearest(column, columns)
            yield f"there is no column {column!r}{right}"
        elif (times := columns.count(column)) > 1:
            yield (
                f"there are {times} columns {column!r}; keep the one to measure, "
                "and rename the others."
            )
    for column in added:
        if column in columns:
            yield f"there is a column {column!r}, which is to be added; rename it."


def _each(rows: Iterator[tuple[int, Row]], columns: Row) -> Iterator[tuple[int, str]]:
    """Say of each row what is wrong with it, if anything; of none where no column is sure."""
    if any(columns.count(column) != 1 for column in POSITION):
        return
    lat, lon = map(columns.index, POSITION)
    for number, row in rows:
        yield number, _problem(row, lat, lon, len(columns))


def _problem(row: Row, lat: int, lon: int, width: int) -> str:
    """Say what is wrong with a row; nothing where it holds a position."""
    if len(row) > width:
        comma = " Write decimals with points." if len(row) == 2 * width else ""
        return f"this row has {len(row)} fields where the first has {width}.{comma}"
    given = [row[i] if i < len(row) else "" for i in (lat, lon)]
    quoted = [text[:_MOST_QUOTED] + "…" * (len(text) > _MOST_QUOTED) for text in given]
    if not all(map(_DEGREES.fullmatch, given)):
        sign = " with a point, not a comma," if any(map(_COMMA.search, given)) else ""
        return (
            f"lat {quoted[0]!r}, lon {quoted[1]!r} is no position; write degrees{sign} such as "
            "45.886 and 40.041."
        )
    north, east = map(float, given)
    if abs(north) <= 90 and abs(east) <= 180:
        return ""
    swapped = " Are they swapped?" if abs(north) <= 180 and abs(east) <= 90 else ""
    return (
        f"lat {quoted[0]}, lon {quoted[1]} is not on Earth: latitude runs from -90 to 90, "
        f"longitude from -180 to 180.{swapped}"
    )
