"""Measure many points to a border, from one CSV file to another."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, TextIO

from geo import borders
from geo.errors import MeasureError, nearest
from geo.export.files import writing
from geo.model import LatLon

ADDED = ("distance_km", "nearest_lat", "nearest_lon", "inside")
REPORT_EVERY = 1000


def measure(
    points: Path, output: Path, country: str, line: str, step: Callable[[str], None]
) -> int:
    """Add the distance to a border to every row of a CSV file, and count the rows.

    Parameters
    ----------
    points : Path
        CSV with the columns ``lat`` and ``lon`` (degrees), and any others.
    output : Path
        CSV to write, with ``distance_km``, ``nearest_lat``, ``nearest_lon`` and
        ``inside`` added; written whole or not at all.

    Raises
    ------
    MeasureError
        If a column is missing or a row holds no position, with file and line.
    ExportError
        If the output cannot be written.
    """
    try:
        with points.open(encoding="utf-8-sig", newline="") as source, writing(output) as raw:
            return _copy(points, source, raw, country, line, step)
    except UnicodeDecodeError:
        raise MeasureError(
            f"{points}: this is not text in UTF-8; save it as CSV UTF-8."
        ) from None


def _copy(
    points: Path,
    source: TextIO,
    raw: IO[bytes],
    country: str,
    line: str,
    step: Callable[[str], None],
) -> int:
    target = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    reader = csv.DictReader(source)
    columns = list(reader.fieldnames or [])
    for column in ("lat", "lon"):
        if column not in columns:
            raise MeasureError(
                f"{points}:1: there is no column {column!r}{nearest(column, columns)}"
            )
    writer = csv.DictWriter(target, [*columns, *(c for c in ADDED if c not in columns)])
    writer.writeheader()
    count = 0
    for count, row in enumerate(_measured(points, reader, country, line), 1):
        writer.writerow(row)
        if count % REPORT_EVERY == 0:
            step(f"{count:,}")
    target.detach()
    return count


def _measured(
    points: Path, reader: csv.DictReader[str], country: str, line: str
) -> Iterator[Mapping[str, object]]:
    for row in reader:
        try:
            at = LatLon(float(row["lat"]), float(row["lon"]))
            found = borders.measure(at, country, line)
        except (TypeError, ValueError):
            raise MeasureError(
                f"{points}:{reader.line_num}: lat {row['lat']!r}, lon {row['lon']!r} is no "
                "position; write degrees such as 45.886 and 40.041."
            ) from None
        except MeasureError as error:
            raise MeasureError(f"{points}:{reader.line_num}: {error}") from None
        yield {
            **row,
            "distance_km": f"{found.km.value:.6f}",
            "nearest_lat": f"{found.nearest.lat:.7f}",
            "nearest_lon": f"{found.nearest.lon:.7f}",
            "inside": str(found.inside).lower(),
        }
