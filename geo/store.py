"""The one module that reads the data files."""

from __future__ import annotations

import csv
import gc
import gzip
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely
from numpy.lib.npyio import NpzFile
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError

_HERE = Path(__file__).resolve().parent
_SENSELESS = (OSError, EOFError, ValueError, LookupError, zlib.error, zipfile.BadZipFile)
_AGAIN = "install dateline again, or run `make data`"


@dataclass(frozen=True, slots=True)
class Feature:
    """A geometry (longitude first, as GeoJSON has it) and what is known of it."""

    properties: Mapping[str, Any]
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Dataset:
    """A row of ``data/sources.csv``: a data file, its origin and its licence."""

    file: str
    name: str
    title: str
    package: str
    version: str
    licence: str
    credit: str
    date: str
    sha256: str
    script: str
    viewpoint: str


@cache
def root() -> Path:
    """Find the data folder: inside an installed package, or beside it in a checkout."""
    for folder in (_HERE / "_data", _HERE.parent / "data"):
        if (folder / "sources.csv").is_file():
            return folder
    raise DataError(f"The data files are missing; {_AGAIN}.")


def path(file: str) -> Path:
    """Give the path of a data file.

    Raises
    ------
    DataError
        If there is no such file.
    """
    found = root() / file
    if not found.is_file():
        raise DataError(f"The data file {file} is missing; {_AGAIN}.")
    return found


@contextmanager
def sound(file: str) -> Iterator[None]:
    """Say of a data file that it is damaged, where what is read of it makes no sense.

    Raises
    ------
    DataError
        In place of what was raised.
    """
    try:
        yield
    except _SENSELESS as error:
        raise DataError(f"The data file {file} is damaged ({error}); {_AGAIN}.") from error


def span(file: str, start: int, size: int) -> bytes:
    """Read some bytes of a data file."""
    with path(file).open("rb") as source:
        source.seek(start)
        return source.read(size)


@contextmanager
def bulk() -> Iterator[None]:
    """Hold the garbage collector back while many objects are made that all stay."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


@bulk()
def read_json(file: str) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Read a JSON or GeoJSON data file, compressed or not."""
    with sound(file):
        raw = path(file).read_bytes()
        return orjson.loads(gzip.decompress(raw) if file.endswith(".gz") else raw)


@cache
@bulk()
def features(file: str) -> tuple[Feature, ...]:
    """Read the features of a GeoJSON data file once, with shapely geometries."""
    return tuple(
        Feature(item["properties"], _shape(item["geometry"]))
        for item in read_json(file)["features"]
    )


def _shape(geometry: dict[str, Any]) -> BaseGeometry:
    """Build a geometry from arrays, without a Python object for each vertex."""
    kind, positions = geometry["type"], geometry["coordinates"]
    if kind == "Polygon":
        return _polygon(positions)
    if kind == "MultiPolygon":
        return MultiPolygon([_polygon(rings) for rings in positions])
    if kind == "LineString":
        return LineString(np.array(positions))
    if kind == "MultiLineString":
        return MultiLineString([LineString(np.array(line)) for line in positions])
    return shape(geometry)


def _polygon(rings: Sequence[Any]) -> Polygon:
    shell, *holes = (np.array(ring) for ring in rings)
    return Polygon(shell, holes)


@dataclass(frozen=True, slots=True)
class Entry:
    """A feature that stands on a line of its own in its file, read when it is asked for.

    ``bbox`` is west, south, east, north in degrees.
    """

    properties: Mapping[str, Any]
    bbox: tuple[float, float, float, float]
    raw: bytes

    def geometry(self) -> BaseGeometry:
        """Read the geometry, longitude first."""
        return shapely.from_geojson(self.raw)


@cache
def index(file: str) -> Mapping[str, Entry]:
    """List the features of a large GeoJSON data file by id, without their geometries.

    The file has one feature a line, its members in the order id, bbox, properties,
    geometry, so that one feature can be had without reading the others.
    """
    entries = {}
    with sound(file):
        for line in gzip.decompress(path(file).read_bytes()).splitlines()[1:-1]:
            head = orjson.loads(line.partition(b',"geometry":')[0] + b"}")
            entry = Entry(head["properties"], tuple(head["bbox"]), line.rstrip(b","))
            entries[head["id"]] = entry
    return entries


def arrays(file: str) -> Mapping[str, Any]:
    """Read the arrays of a NumPy data file (.npz), by name."""
    with sound(file), path(file).open("rb") as raw, NpzFile(raw) as found:
        return dict(found)


@cache
@bulk()
def table(file: str) -> tuple[Mapping[str, str], ...]:
    """Read the rows of a CSV data file once."""
    with sound(file), path(file).open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
        return tuple(dict(zip(head, row, strict=True)) for row in rows)


@cache
def datasets() -> Mapping[str, Dataset]:
    """List the data files with origin, licence and credit, by file."""
    return {row["file"]: Dataset(**row) for row in table("sources.csv")}


@cache
def cases() -> Mapping[str, Path]:
    """List the shipped cases: id to file."""
    return {file.stem: file for file in sorted((root() / "cases").glob("*.yaml"))}
