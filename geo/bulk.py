"""Measure many points to a border, from one CSV file to another.

The table is read once to find every row that is wrong, and to know it again. Rows are
then measured and written in pieces to a file beside the output, with a note of how far
it got. After an interruption the same command goes on from that note; the output
appears when all is written, whole.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO

import numpy as np
from pydantic import TypeAdapter

from geo import borders, store
from geo.errors import ExportError
from geo.files import writing
from geo.model import LatLon
from geo.table import POSITION, Row, Table, checked, rows_of

ADDED = ("distance_km", "nearest_lat", "nearest_lon", "inside")
PIECE = 4096


@dataclass(frozen=True, slots=True)
class Closest:
    """The row that comes closest to a border: its line in the table, and how far it is.

    A row inside counts as 0 away, and the first of equals.
    """

    line: int
    km: float
    at: LatLon
    nearest: LatLon
    inside: bool


@dataclass(frozen=True, slots=True)
class Done:
    """How far a table is measured: rows, bytes written, and the closest row so far.

    ``key`` stands for the table, the line, and the data that it was measured on.
    """

    key: str
    rows: int = 0
    size: int = 0
    closest: Closest | None = None
    before: int = 0
    """How many rows an earlier, interrupted run had measured."""


def measure(
    points: Path, output: Path, country: str, line: str, step: Callable[[str], None]
) -> Done:
    """Add the distance to a border to every row of a CSV file.

    Parameters
    ----------
    points : Path
        CSV with the columns ``lat`` and ``lon`` (degrees), once each, and any others
        but those that are added.
    output : Path
        CSV to write, with ``distance_km``, ``nearest_lat``, ``nearest_lon`` and
        ``inside`` added. It appears whole; until then its rows lie in a ``.part`` file
        beside it, where the same call goes on after an interruption.
    step : callable
        Told of the progress.

    Raises
    ------
    MeasureError
        If a column is missing or stands twice, or rows hold no position, with file and
        lines.
    ExportError
        If the output cannot be written.
    """
    data = store.datasets()[borders.dataset(country, line)].sha256
    table = checked(points, ADDED, step)
    key = hashlib.sha256(
        "\n".join((table.digest, country, line, data, *ADDED)).encode()
    ).hexdigest()
    part, note = _beside(output)
    done = _resumed(part, note, key, table.rows)
    try:
        with part.open("r+b" if done.size else "wb") as raw:
            raw.truncate(done.size)
            raw.seek(done.size)
            for so_far in _pieces(points, table, raw, done, country, line):
                with writing(note) as file:
                    file.write(json.dumps(asdict(so_far)).encode())
                step(f"{so_far.rows:,} of {table.rows:,}")
                done = so_far
        part.replace(output)
        note.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{output} cannot be written: {reason}.") from error
    return done


def _beside(output: Path) -> tuple[Path, Path]:
    """Name the unfinished output, and the note of how far it is."""
    return (
        output.with_name(f"{output.name}.part"),
        output.with_name(f"{output.name}.part.json"),
    )


def _resumed(part: Path, note: Path, key: str, rows: int) -> Done:
    """Read how far an earlier run got with the same table; from the start if none did."""
    try:
        found = TypeAdapter(Done).validate_json(note.read_bytes())
        size = part.stat().st_size
    except (OSError, ValueError):
        return Done(key)
    if found.key != key or not (0 <= found.rows <= rows and 0 < found.size <= size):
        return Done(key)
    return replace(found, before=found.rows)


def _pieces(
    points: Path, table: Table, raw: IO[bytes], done: Done, country: str, line: str
) -> Iterator[Done]:
    """Measure and write what is not done yet, piece by piece, each safe before the next."""
    if done.size == 0:
        raw.write(_written([[*table.columns, *ADDED]]))
        yield (done := replace(done, size=raw.tell()))
    with points.open(encoding="utf-8-sig", newline="") as source:
        rows = rows_of(source)
        next(rows)
        for _ in range(done.rows):
            next(rows)
        while piece := list(islice(rows, PIECE)):
            found, closest = _measured(piece, table.columns, country, line, done.closest)
            raw.write(_written(found))
            raw.flush()
            done = replace(done, rows=done.rows + len(piece), size=raw.tell(), closest=closest)
            yield done


def _measured(
    piece: Sequence[tuple[int, Row]],
    columns: Sequence[str],
    country: str,
    line: str,
    closest: Closest | None,
) -> tuple[list[Row], Closest | None]:
    """Measure some rows, and keep the closest."""
    lat, lon = (
        np.array([float(row[i]) for _, row in piece]) for i in map(columns.index, POSITION)
    )
    out = []
    measured = borders.measure_each(lat, lon, country, line)
    for i, ((number, row), (km, north, east, inside)) in enumerate(
        zip(piece, measured, strict=True)
    ):
        away = 0.0 if inside else km
        if closest is None or away < (0.0 if closest.inside else closest.km):
            at, there = LatLon(float(lat[i]), float(lon[i])), LatLon(north, east)
            closest = Closest(number, km, at, there, inside)
        full = row + [""] * (len(columns) - len(row))
        added = (f"{km:.6f}", f"{north:.7f}", f"{east:.7f}", "true" if inside else "false")
        out.append([*full, *added])
    return out, closest


def _written(rows: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
