"""A case as a GeoPackage 1.3 (OGC 12-128r17), for QGIS and other geographical programs.

A GeoPackage is an SQLite file with tables of fixed names; it is written in memory
by Python's own ``sqlite3``, which gives the same bytes each time.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

from pyproj import CRS
from shapely import to_wkb
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from geo.export import claims
from geo.export.features import Feature, features, flat, provenance, source
from geo.export.xml import child
from geo.report import Report
from geo.story.values import Story

LAYERS = {
    "place": ("places", "POINT"),
    "uncertainty": ("circles", "MULTIPOLYGON"),
    "leg": ("legs", "MULTILINESTRING"),
    "schematic": ("schematic_stretches", "MULTILINESTRING"),
    "measured": ("measured_lines", "MULTILINESTRING"),
}
"""The table of each kind of feature, and what its geometries are."""

EPSG = 4326
UNCHANGED = "1970-01-01T00:00:00.000Z"
"""Stands where the format wants a time: the same case gives the same bytes."""

_HEAD = """
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL,
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL PRIMARY KEY REFERENCES gpkg_contents(table_name),
    column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
    z TINYINT NOT NULL, m TINYINT NOT NULL, UNIQUE (table_name, column_name));
CREATE TABLE gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
    definition TEXT NOT NULL, scope TEXT NOT NULL,
    UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_metadata (
    id INTEGER PRIMARY KEY NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
    md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
    metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
    reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
    timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL REFERENCES gpkg_metadata(id),
    md_parent_id INTEGER REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('Undefined cartesian', -1, 'NONE', -1, 'undefined', NULL),
    ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL);
INSERT INTO gpkg_extensions VALUES
    ('gpkg_metadata', NULL, 'gpkg_metadata',
     'http://www.geopackage.org/spec/#extension_metadata', 'read-write'),
    ('gpkg_metadata_reference', NULL, 'gpkg_metadata',
     'http://www.geopackage.org/spec/#extension_metadata', 'read-write');
"""


def dump(report: Report, story: Story) -> bytes:
    """Write a case as a GeoPackage: a layer a kind, and tables of claims and sources.

    Every table's description says viewpoint, credit and licence; the file's
    metadata say them again, one by one, with title and sources.
    """
    book = sqlite3.connect(":memory:", isolation_level=None)
    try:
        book.executescript(_HEAD)
        definition = CRS.from_epsg(EPSG).to_wkt("WKT1_GDAL")
        row = ("WGS 84 geodetic", EPSG, "EPSG", EPSG, definition, "longitude, latitude")
        _insert(book, "gpkg_spatial_ref_sys", [row])
        about = "\n".join(provenance(story))
        everything = tuple(features(report, story))
        for kind, (table, geometry) in LAYERS.items():
            layer = [found for found in everything if found.kind == kind]
            if layer:
                _layer(book, table, geometry, layer, about)
        told = list(claims.rows(report, story))
        _attributes(book, "claims", claims.COLUMNS, told, about)
        fields = ("id", "title", "details", "url")
        sources = [{name: getattr(row, name) for name in fields} for row in story.sources]
        _attributes(book, "sources", fields, sources, about)
        _metadata(book, story)
        return book.serialize()
    finally:
        book.close()


def _layer(
    book: sqlite3.Connection, table: str, kind: str, layer: Sequence[Feature], about: str
) -> None:
    rows = [
        {
            "id": found.id,
            "name": found.name,
            "description": "\n".join(found.words),
            **flat(found.facts),
        }
        for found in layer
    ]
    shapes = [_multi(shape(found.geometry)) for found in layer]
    ends = [found.bounds for found in shapes]
    box = [
        end(side)
        for end, side in zip((min, min, max, max), zip(*ends, strict=True), strict=True)
    ]
    contents = (table, "features", table, about, UNCHANGED, *box, EPSG)
    _insert(book, "gpkg_contents", [contents])
    _insert(book, "gpkg_geometry_columns", [(table, "geom", kind, EPSG, 0, 0)])
    _table(book, table, f"geom {kind}", [*rows[0]], rows)
    blobs = (_blob(found) for found in shapes)
    cells = (
        (number, blob, *row.values())
        for number, (blob, row) in enumerate(zip(blobs, rows, strict=True), 1)
    )
    _insert(book, table, cells)


def _attributes(
    book: sqlite3.Connection,
    table: str,
    fields: Sequence[str],
    rows: Sequence[Mapping[str, object]],
    about: str,
) -> None:
    contents = (table, "attributes", table, about, UNCHANGED, None, None, None, None, None)
    _insert(book, "gpkg_contents", [contents])
    _table(book, table, "", fields, rows)
    _insert(book, table, ((number, *row.values()) for number, row in enumerate(rows, 1)))


def _metadata(book: sqlite3.Connection, story: Story) -> None:
    """Note title, viewpoint, credit, licence and sources where GDAL looks for them."""
    viewpoint, *credit, licence = provenance(story)
    root = ET.Element("GDALMultiDomainMetadata")
    items = child(root, "Metadata")
    for name, text in {
        "TITLE": story.title,
        "DESCRIPTION": story.summary,
        "LANGUAGE": story.lang,
        "VIEWPOINT": viewpoint,
        "CREDIT": "\n".join(credit),
        "LICENCE": licence,
        "SOURCES": "\n".join(source(row) for row in story.sources),
    }.items():
        child(items, "MDI", text, key=name)
    body = ET.tostring(root, encoding="unicode")
    _insert(book, "gpkg_metadata", [(1, "dataset", "http://gdal.org", "text/xml", body)])
    reference = ("geopackage", None, None, None, UNCHANGED, 1, None)
    _insert(book, "gpkg_metadata_reference", [reference])


def _table(
    book: sqlite3.Connection,
    table: str,
    geom: str,
    fields: Sequence[str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    columns = [
        "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
        *([geom] if geom else []),
        *(f'"{name}" {_type(row[name] for row in rows)}' for name in fields),
    ]
    book.execute(f'CREATE TABLE "{table}" ({", ".join(columns)})')


def _type(cells: Iterable[object]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "BOOLEAN"
    if kinds == {int}:
        return "INTEGER"
    return "REAL" if kinds and kinds <= {int, float} else "TEXT"


def _insert(book: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        book.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608 - own names


def _multi(found: BaseGeometry) -> BaseGeometry:
    """Give a line or an area as one of many, since a layer's geometries are of one type."""
    if isinstance(found, LineString):
        return MultiLineString([found])
    return MultiPolygon([found]) if isinstance(found, Polygon) else found


def _blob(found: BaseGeometry) -> bytes:
    """Write a geometry as the format does: a head with its bounds, then WKB."""
    bounded = found.geom_type != "Point"
    west, south, east, north = found.bounds
    head = struct.pack("<2sBBi", b"GP", 0, 0b11 if bounded else 0b01, EPSG)
    box = struct.pack("<4d", west, east, south, north) if bounded else b""
    return head + box + to_wkb(found, byte_order=1)
