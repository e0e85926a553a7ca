"""Route between ports by sea beside searoute-py: lengths, land crossed, time and memory.

The pairs are in ``sea.csv``, ports of all seas, each row with its published distance where
one was found. Land is Natural Earth's at 1:10 million, unshrunk, further than 5 km from
both ends and from the canals, under all but schematic lines up rivers; it is read from the
packages that ``make data`` fetches, and without them (``DATELINE_PACKAGES`` names their
folder) that part is skipped.

    python benchmarks/sea.py
"""

from __future__ import annotations

import csv
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.errors import DatelineError
from geo.model import LatLon

HERE = Path(__file__).resolve().parent
ROUNDS = 1
OFF_KM = 5.0
STEP_KM = 1.0
NMI_KM = 1.852
CELL = 2.0
CANALS = (
    (
        *((31.35, 32.36), (31.25, 32.31), (30.96, 32.32), (30.60, 32.32)),
        *((30.43, 32.36), (30.28, 32.47), (30.12, 32.57), (29.88, 32.55)),
    ),
    (
        *((9.42, -79.92), (9.27, -79.92), (9.20, -79.90), (9.16, -79.82), (9.11, -79.71)),
        *((9.05, -79.65), (9.01, -79.60), (8.93, -79.56), (8.88, -79.52)),
    ),
    ((53.87, 9.10), (54.19, 9.40), (54.31, 9.65), (54.37, 10.0), (54.40, 10.20)),
)
"""Suez, Panama and Kiel by a few positions, latitude first."""

Pair = tuple[LatLon, LatLon]


class Way(NamedTuple):
    """What a router gives: its length, where it begins and ends, and what is not schematic."""

    km: float
    ends: Pair
    line: Sequence[LatLon]


Router = Callable[[LatLon, LatLon], Way]


def rows() -> list[dict[str, str]]:
    """Read the pairs."""
    with (HERE / "sea.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def name(row: dict[str, str]) -> str:
    """Name a pair."""
    return f"{row['name_a']}–{row['name_b']}"


def ends(row: dict[str, str]) -> Pair:
    """Give the positions of a pair."""
    start = LatLon(float(row["lat_a"]), float(row["lon_a"]))
    return start, LatLon(float(row["lat_b"]), float(row["lon_b"]))


def ours() -> Router:
    """Import our router."""
    from geo.routes import sea  # noqa: PLC0415 - what it takes is measured

    def way(start: LatLon, end: LatLon) -> Way:
        sea.forget()
        found = sea.route(start, end)
        line = [at for part in found.stretches if not part.schematic for at in part.points]
        return Way(found.length_km.value, (found.points[0], found.points[-1]), line)

    return way


def theirs() -> Router:
    """Import searoute, which is asked with its own defaults."""
    import searoute  # noqa: PLC0415 - what it takes is measured

    def way(start: LatLon, end: LatLon) -> Way:
        found = searoute.searoute((start.lon, start.lat), (end.lon, end.lat))
        line = [LatLon(lat, lon) for lon, lat in found.geometry["coordinates"]]
        return Way(geodesy.length_km(line), (line[0], line[-1]), line)

    return way


ROUTERS = {"ours": ours, "searoute": theirs}


def run(who: str) -> None:
    """Route all pairs in this process, and write what came of it as JSON."""
    began = time.perf_counter()
    way = ROUTERS[who]()
    imported = time.perf_counter() - began
    ways: dict[str, Way] = {}
    none: dict[str, str] = {}
    spent: list[float] = []
    first = 0.0
    for turn in range(ROUNDS + 1):
        for row in rows():
            key = name(row)
            if key in none:
                continue
            began = time.perf_counter()
            try:
                found = way(*ends(row))
            except DatelineError as error:
                none[key] = str(error)
                continue
            seconds = time.perf_counter() - began
            first = first or seconds
            if turn:
                spent.append(1000 * seconds)
            ways[key] = found
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(
        {
            **{"imported": imported, "first": first, "spent": spent, "peak": peak},
            **{"ways": ways, "none": none},
        },
        sys.stdout,
    )


def drawn(points: Sequence[LatLon]) -> np.ndarray:
    """Lay points along the geodesics of a line, longitude first."""
    fine = [p for a, b in pairwise(points) for p in geodesy.between(a, b, STEP_KM)]
    lat, lon = np.array(fine).T
    return np.stack([np.unwrap(lon, period=360), lat], axis=1)


def away_km(xy: np.ndarray, place: LatLon) -> np.ndarray:
    """Measure from points to a place."""
    lon, lat = np.full(len(xy), place.lon), np.full(len(xy), place.lat)
    return np.asarray(geodesy.WGS84.inv(xy[:, 0], xy[:, 1], lon, lat)[2]) / 1000


@cache
def land() -> shapely.STRtree:
    """Read Natural Earth's land, cut into cells."""
    sys.path.insert(0, str(HERE.parent / "data" / "make"))
    from packages import shapes  # noqa: PLC0415 - it needs packages that may be missing

    parts = [p for s in shapes("ne_10m_land") for p in shapely.get_parts(s)]
    return shapely.STRtree([cut for part in parts for cut in _cut(shapely.make_valid(part))])


def _cut(part: BaseGeometry) -> Iterator[BaseGeometry]:
    """Halve a shape until it is small."""
    west, south, east, north = part.bounds
    if max(east - west, north - south) <= CELL:
        yield part
        return
    x, y = (west + east) / 2, (south + north) / 2
    wide = east - west > north - south
    halves = (
        ((west, south, x, north), (x, south, east, north))
        if wide
        else ((west, south, east, y), (west, y, east, north))
    )
    for half in halves:
        found = shapely.intersection(part, shapely.box(*half))
        if not found.is_empty and shapely.area(found):
            yield from _cut(found)


@cache
def canals() -> BaseGeometry:
    """Give the ground within 5 km of the canals."""
    return shapely.union_all(
        [
            shapely.buffer(
                shapely.LineString([(lon, lat) for lat, lon in line]),
                OFF_KM / 111 / math.cos(math.radians(line[0][0])),
            )
            for line in CANALS
        ]
    )


def land_km(points: Sequence[LatLon], pair: Pair) -> float:
    """Measure what of a line lies over land, away from its ends and the canals."""
    xy = drawn(points)
    middle = (xy[1:] + xy[:-1]) / 2
    middle[:, 0] = (middle[:, 0] + 180) % 360 - 180
    keep = np.minimum(*(away_km(middle, end) for end in pair)) > OFF_KM + STEP_KM / 2
    keep &= ~shapely.contains_xy(canals(), middle[:, 0], middle[:, 1])
    keep &= (xy[1:] != xy[:-1]).any(axis=1)
    if not keep.any():
        return 0.0
    edges = np.stack([xy[:-1], xy[1:]], axis=1)[keep]
    edges[:, :, 0] -= 360 * np.round(edges[:, :, 0].mean(axis=1) / 360)[:, None]
    lines = shapely.linestrings(edges)
    edge, part = land().query(lines, predicate="intersects")
    over = shapely.intersection(lines[edge], land().geometries[part])
    return sum(geodesy.WGS84.geometry_length(piece) for piece in over) / 1000


def told(who: str, result: dict[str, Any], with_land: bool) -> None:
    """Print what a router did."""
    ways, none, spent = result["ways"], result["none"], result["spent"]
    print(f"\n{who}: {len(ways)} of {len(rows())} pairs")
    print(
        f"  warm median {statistics.median(spent):.1f} ms, "
        f"p95 {np.percentile(spent, 95):.1f} ms; first query of a process "
        f"{result['first']:.2f} s after {result['imported']:.2f} s of imports; "
        f"peak memory {result['peak']:.0f} MB"
    )
    for pair, why in none.items():
        print(f"  no route: {pair}: {why[:90]}")
    short, far, over, ratios = [], [], [], []
    for row in rows():
        if name(row) not in ways:
            continue
        pair, (length, found, line) = ends(row), ways[name(row)]
        moved = [geodesy.distance_km(a, LatLon(*b)) for a, b in zip(pair, found, strict=True)]
        far.append((sum(moved), name(row)))
        if length < geodesy.distance_km(*pair) - sum(moved) - 0.001:
            short.append(name(row))
        if row["published_nmi"]:
            ratio = length / NMI_KM / float(row["published_nmi"])
            ratios.append((abs(ratio - 1), f"{name(row)} {ratio - 1:+.1%}"))
        if with_land and len(line) > 1:
            over.append((land_km([LatLon(*at) for at in line], pair), name(row)))
    good = sum(off <= 0.03 for off, _ in ratios)
    print(f"  published: {good} of {len(ratios)} within 3 %; {_worst(ratios)}")
    print(f"  shorter than the geodesic: {len(short)} {', '.join(short)}")
    lost = [(km, f"{pair} {km:.0f} km") for km, pair in far if km > 10]
    print(f"  ends more than 10 km off in sum: {len(lost)}; {_worst(lost)}")
    if with_land:
        bad = [(km, f"{pair} {km:.2f}") for km, pair in over if km > 0.0005]
        print(
            f"  over land: {len(bad)} pairs, {sum(km for km, _ in bad):.1f} km; {_worst(bad)}"
        )


def _worst(found: Sequence[tuple[float, str]], most: int = 14) -> str:
    return ", ".join(text for _, text in sorted(found, reverse=True)[:most])


def main() -> None:
    """Run both routers, each in a process of its own, and print what they did."""
    if len(sys.argv) > 1:
        run(sys.argv[1])
        return
    packages = os.environ.get("DATELINE_PACKAGES", HERE.parent / "build" / "packages")
    with_land = Path(packages).is_dir()
    if not with_land:
        print("over land: skipped, as no packages are unpacked; `make data` does that")
    for who in ROUTERS:
        done = subprocess.run(
            [sys.executable, __file__, who],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(f"\n{who}: {done.stderr.strip().splitlines()[-1]}")
            continue
        told(who, json.loads(done.stdout), with_land)


if __name__ == "__main__":
    main()
