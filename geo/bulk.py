"""Measure many points to a border, from one CSV file to another.

The table is read once to find every row that is wrong, and to know it again. Rows are
then measured and written in pieces to a file beside the output, by one run alone, with a
note of how far it got. After an interruption the same command goes on from that note, if
the file still holds what it says; the output appears when all is written, whole.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO

import numpy as np
from pydantic import TypeAdapter

from geo import borders, store
from geo.errors import ExportError
from geo.files import growing, settled, writing
from geo.model import LatLon
from geo.table import POSITION, Row, Table, again, checked

ADDED = ("distance_km", "nearest_lat", "nearest_lon", "inside")
PIECE = 4096
BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Closest:
    """The row that comes closest to a border: its line in the table, and how far it is.

    A row inside what the line bounds counts as 0 away, and the first of equals.
    """

    line: int
    km: float
    at: LatLon
    nearest: LatLon
    inside: bool


@dataclass(frozen=True, slots=True)
class Done:
    """How far a table is measured: rows, bytes written, and the closest row so far.

    ``key`` stands for the table, the line, the data that it was measured on, and the code
    that measured; ``digest`` for the bytes.
    """

    key: str
    rows: int = 0
    size: int = 0
    digest: str = ""
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
        lines; if the table changes meanwhile.
    ExportError
        If the output cannot be written, is the table itself, or is another run's.
    """
    known = store.datasets()
    data = " ".join(known[file].sha256 for file in borders.datasets(country, line))
    place = settled(output)
    part, note = (place.with_name(place.name + ending) for ending in (".part", ".part.json"))
    table = checked(points, ADDED, step)
    key = hashlib.sha256(
        "\n".join((table.digest, country, line, data, _code(), *ADDED)).encode()
    ).hexdigest()
    _spare(points, output, (place, part, note))
    with growing(part, output) as raw:
        begun = _Begun(raw)
        done = _resumed(begun, note, key, table.rows)
        for so_far in _pieces(points, table, begun, done, country, line):
            with writing(note) as file:
                file.write(json.dumps(asdict(so_far)).encode())
            step(f"{so_far.rows:,} of {table.rows:,}")
            done = so_far
        note.unlink(missing_ok=True)
    return done


def _code() -> str:
    """Give the checksum of the package's code: no output holds rows of two versions."""
    found = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        found.update(file.read_bytes())
    return found.hexdigest()


def _spare(points: Path, output: Path, written: Sequence[Path]) -> None:
    """Refuse to write over the table: as the output, its unfinished part, or the note."""
    for path in written:
        if settled(path).exists() and path.samefile(points):
            raise ExportError(
                f"{output} cannot be written: the table {points} would be overwritten, since "
                f"{path} is the same file; give the output another name."
            )


class _Begun:
    """An output of which some is written, and the checksum of that."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._digest = hashlib.sha256()

    def keep(self, size: int, digest: str) -> bool:
        """Keep the first bytes, if this is their checksum; else nothing."""
        self._raw.seek(0)
        left = size
        while left and (piece := self._raw.read(min(left, BLOCK))):
            self._digest.update(piece)
            left -= len(piece)
        if kept := not left and self._digest.hexdigest() == digest:
            self._raw.truncate(size)
        else:
            self._digest = hashlib.sha256()
            self._raw.truncate(0)
        return kept

    def add(self, rows: Sequence[Row]) -> tuple[int, str]:
        """Write rows to the disk; give the size and the checksum of all that is written."""
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        raw = text.getvalue().encode()
        self._digest.update(raw)
        self._raw.seek(0, os.SEEK_END)
        self._raw.write(raw)
        self._raw.flush()
        os.fsync(self._raw.fileno())
        return self._raw.tell(), self._digest.hexdigest()


def _resumed(begun: _Begun, note: Path, key: str, rows: int) -> Done:
    """Read how far an earlier run got with the same table; from the start if none did."""
    try:
        found = TypeAdapter(Done).validate_json(note.read_bytes())
    except (OSError, ValueError):
        found = Done("")
    same = found.key == key and 0 <= found.rows <= rows and found.size > 0
    if begun.keep(found.size if same else 0, found.digest) and same:
        return replace(found, before=found.rows)
    return Done(key)


def _pieces(
    points: Path, table: Table, begun: _Begun, done: Done, country: str, line: str
) -> Iterator[Done]:
    """Measure and write what is not done yet, piece by piece, each on disk before the next."""
    if done.size == 0:
        size, digest = begun.add([[*table.columns, *ADDED]])
        yield (done := replace(done, size=size, digest=digest))
    rows = again(points, table)
    deque(islice(rows, done.rows), maxlen=0)
    while piece := list(islice(rows, PIECE)):
        found, closest = _measured(piece, table.columns, country, line, done.closest)
        size, digest = begun.add(found)
        yield (
            done := Done(done.key, done.rows + len(piece), size, digest, closest, done.before)
        )


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
    bounds = borders.bounds_area(line)
    measured = borders.measure_each(lat, lon, country, line)
    for i, ((number, row), (km, north, east, inside)) in enumerate(
        zip(piece, measured, strict=True)
    ):
        enclosed = inside and bounds
        away = 0.0 if enclosed else km
        if closest is None or away < (0.0 if closest.inside else closest.km):
            at, there = LatLon(float(lat[i]), float(lon[i])), LatLon(north, east)
            closest = Closest(number, km, at, there, enclosed)
        full = row + [""] * (len(columns) - len(row))
        added = (f"{km:.6f}", f"{north:.7f}", f"{east:.7f}", "true" if inside else "false")
        out.append([*full, *added])
    return out, closest
