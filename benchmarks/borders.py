"""Hold distances to borders against GeographicLib, and their speed against PostGIS.

400 seeded points, from 50 m to 3,000 km off the borders of eight countries, in every
direction. The reference knows nothing of ours but the edges: PROJ measures to all their
ends, and on each edge that could be nearer than the nearest end, GeographicLib walks and
closes in. PostGIS holds one edge a row under a GiST index; its cluster is made for the
run in a temporary folder. Without PostGIS that part is skipped.

    python benchmarks/borders.py
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from geographiclib.geodesic import Geodesic
from numpy.typing import NDArray
from pyproj import Geod

from geo import borders, drawn, pieces
from geo.arcs import directory
from geo.many import nearest_each
from geo.model import LatLon
from geo.nearest import nearest

Array = NDArray[np.float64]

COUNTRIES = ("UKR", "LSO", "NOR", "IDN", "RUS", "FJI", "CHL", "ATA")
LARGE = ("RUS", "CAN", "NOR", "IDN", "USA", "CHN", "ATA", "UKR")
EACH, MANY, PEERS = 50, 20_000, 1_000
EARTH = Geod(ellps="WGS84")


def points(ends: Array, count: int, seed: int, far_m: float = 3e6) -> tuple[Array, Array]:
    """Scatter points around edges, at distances even on a logarithmic scale."""
    draw = np.random.default_rng(seed)
    start = ends[draw.integers(len(ends), size=count)]
    away = 10 ** draw.uniform(np.log10(50), np.log10(far_m), count)
    lon, lat, _ = EARTH.fwd(start[:, 0], start[:, 1], draw.uniform(-180, 180, count), away)
    return lat, lon


def reference_m(ends: Array, lat: float, lon: float) -> float:
    """Measure from a point to the nearest of geodesic edges, the long way."""
    here = (np.full(len(ends), lon), np.full(len(ends), lat))
    near = np.minimum(
        EARTH.inv(*here, ends[:, 0], ends[:, 1])[2], EARTH.inv(*here, ends[:, 2], ends[:, 3])[2]
    )
    length = EARTH.inv(*ends.T)[2]
    best = float(near.min())
    for i in np.flatnonzero(near - length / 2 <= best + 1e-3):
        west, south, east, north = ends[i]
        edge = Geodesic.WGS84.InverseLine(south, west, north, east)
        low, high = 0.0, edge.s13
        while True:
            step = (high - low) / 8
            tries = [low + step * n for n in range(9)]
            far = [_metres(edge.Position(t), lat, lon) for t in tries]
            best = min(best, *far)
            at = tries[int(np.argmin(far))]
            if step < 1e-3:
                break
            low, high = max(0.0, at - step), min(edge.s13, at + step)
    return best


def _metres(spot: dict[str, float], lat: float, lon: float) -> float:
    return float(Geodesic.WGS84.Inverse(lat, lon, spot["lat2"], spot["lon2"])["s12"])


def exactness() -> None:
    """Print the largest difference from the reference, country by country."""
    worst = 0.0
    for number, code in enumerate(COUNTRIES):
        edges = drawn.drawn(code, "recognised")[pieces.OSM].edges
        lat, lon = points(edges.ends, EACH, number)
        off = []
        for north, east in zip(lat.tolist(), lon.tolist(), strict=True):
            km, spot, *_ = nearest(edges, LatLon(north, east))
            wanted = reference_m(edges.ends, north, east)
            there = Geodesic.WGS84.Inverse(north, east, *spot)["s12"]
            off.append(max(abs(km * 1000 - wanted), abs(there - wanted)))
        each = nearest_each(edges, lat, lon)
        ones = [nearest(edges, LatLon(*at))[0] for at in zip(lat, lon, strict=True)]
        assert each.km.tolist() == ones, "single and bulk differ"
        worst = max(worst, *off)
        print(f"exact    {code}: {EACH} points, at most {max(off) * 1000:.4f} mm off")
    print(f"exact    {EACH * len(COUNTRIES)} points: at most {worst * 1000:.4f} mm off")


def loading() -> None:
    """Print how long it takes until a country's first distance, and a warm one."""
    directory(pieces.OSM), directory(pieces.WORLD)
    for code in LARGE:
        for held in (drawn.drawn, drawn.area):
            held.cache_clear()
        start = time.perf_counter()
        borders.measure(LatLon(10, 20), code)
        first = time.perf_counter() - start
        edges = drawn.drawn(code, "recognised")[pieces.OSM].edges
        spots = [LatLon(*at) for at in zip(*points(edges.ends, 400, 7), strict=True)]
        taken = []
        for at in spots:
            start = time.perf_counter()
            borders.measure(at, code)
            taken.append(time.perf_counter() - start)
        ordered = sorted(taken[20:])
        print(
            f"single   {code}: {len(edges.ends):,} edges, loaded in {first:.3f} s; warm "
            f"median {statistics.median(ordered) * 1000:.3f} ms, "
            f"95 % {ordered[int(len(ordered) * 0.95)] * 1000:.3f} ms"
        )


def bulk() -> None:
    """Print how many points a second go through at once."""
    for code in LARGE:
        edges = drawn.drawn(code, "recognised")[pieces.OSM].edges
        lat, lon = points(edges.ends, MANY, 11)
        start = time.perf_counter()
        found = list(borders.measure_each(lat, lon, code))
        taken = time.perf_counter() - start
        print(f"bulk     {code}: {len(found):,} points, {len(found) / taken:,.0f} a second")


def peer() -> None:
    """Print what PostGIS makes of the same points, and how fast."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    known = Path("/usr/share/postgresql").glob("*/extension/postgis.control")
    if not folders or not list(known):
        print("PostGIS  skipped: no PostGIS")
        return
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        as_root = os.geteuid() == 0
        if as_root:
            shutil.chown(base, "postgres", "postgres")
        user = ["runuser", "-u", "postgres", "--"] if as_root else []

        def run(*words: str, text: str | None = None) -> str:
            done = subprocess.run(
                [*user, *words],
                input=text,
                check=True,
                capture_output=True,
                text=True,
                cwd=base,
            )
            return done.stdout

        control = str(folders[-1] / "pg_ctl")
        run(str(folders[-1] / "initdb"), "-D", str(base / "db"), "-A", "trust")
        options = f"-c listen_addresses= -c unix_socket_directories={base}"
        run(
            control,
            "-D",
            str(base / "db"),
            "-l",
            str(base / "log"),
            "-w",
            "-o",
            options,
            "start",
        )
        try:
            for code in ("UKR", "NOR"):
                _postgis(code, lambda text: run(
                    "psql", "-h", str(base), "-d", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1",
                    text=text))  # fmt: skip
        finally:
            run(control, "-D", str(base / "db"), "-m", "fast", "stop")


def _postgis(code: str, sql: object) -> None:
    assert callable(sql)
    edges = drawn.drawn(code, "recognised")[pieces.OSM].edges
    lat, lon = points(edges.ends, PEERS, 13)
    lines = "\n".join(f"LINESTRING({w} {s},{e} {n})" for w, s, e, n in edges.ends.tolist())
    spots = "\n".join(
        f"{i}\tPOINT({east} {north})"
        for i, (north, east) in enumerate(zip(lat.tolist(), lon.tolist(), strict=True))
    )
    sql(
        "CREATE EXTENSION IF NOT EXISTS postgis; DROP TABLE IF EXISTS edge, spot;"
        "CREATE TABLE edge (line geography); CREATE TABLE spot (id int, at geography);"
        f"COPY edge FROM STDIN;\n{lines}\n\\.\nCOPY spot FROM STDIN;\n{spots}\n\\.\n"
        "CREATE INDEX ON edge USING gist (line); ANALYZE edge; ANALYZE spot;"
    )
    query = (
        "SELECT ST_Distance(line, at) FROM spot CROSS JOIN LATERAL "
        "(SELECT line FROM edge ORDER BY line <-> spot.at LIMIT 1) AS nearest ORDER BY id"
    )
    sql(query)
    start = time.perf_counter()
    theirs = np.array([float(word) for word in sql(query).split()])
    taken = time.perf_counter() - start
    start = time.perf_counter()
    ours = np.array([km for km, *_ in borders.measure_each(lat, lon, code)]) * 1000
    own = time.perf_counter() - start
    print(
        f"PostGIS  {code}: {PEERS / taken:,.0f} points a second, ours {PEERS / own:,.0f}: "
        f"{taken / own:.1f} times as fast; it is up to {np.abs(theirs - ours).max():.1f} m off"
    )


def main() -> None:
    """Run all of it."""
    loading()
    bulk()
    exactness()
    peer()


if __name__ == "__main__":
    main()
