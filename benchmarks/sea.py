"""Sea legs beside searoute on the same pairs: land crossed, lengths, time and memory.

The pairs join ports from all seas; none was chosen for its result. Land is Natural
Earth's at 1:10 million, unshrunk, further than 5 km from both ends and outside the
canals, and OpenStreetMap's at full resolution from 1.5 to 30 km of an end. Both are read
from the packages that ``make data`` fetches; without them that part is skipped.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "data" / "make"))


from geo import geodesy  # noqa: E402
from geo.errors import DatelineError  # noqa: E402
from geo.model import LatLon  # noqa: E402
from geo.routes import sea, straits  # noqa: E402

PORTS = {
    name: LatLon(lat, lon)
    for name, lat, lon in (
        *(("Rotterdam", 51.98, 4.05), ("Bergen", 60.40, 5.30), ("Murmansk", 69.05, 33.05)),
        *(("Gdańsk", 54.40, 18.70), ("Helsinki", 60.15, 24.95), ("Lisbon", 38.69, -9.20)),
        *(("Barcelona", 41.34, 2.17), ("Piraeus", 37.93, 23.62), ("Odesa", 46.50, 30.76)),
        *(("Alexandria", 31.18, 29.85), ("Jeddah", 21.48, 39.15), ("Mumbai", 18.94, 72.86)),
        *(("Colombo", 6.95, 79.84), ("Chennai", 13.10, 80.31), ("Singapore", 1.25, 103.80)),
        *(("Manila", 14.58, 120.94), ("Hong Kong", 22.30, 114.15), ("Busan", 35.08, 129.05)),
        *(("Shanghai", 30.62, 122.07), ("Tokyo", 35.58, 139.80), ("Kobe", 34.67, 135.21)),
        *(
            ("Vladivostok", 43.08, 131.88),
            ("Magadan", 59.53, 150.78),
            ("Anadyr", 64.73, 177.55),
        ),
        *(
            ("Darwin", -12.47, 130.84),
            ("Fremantle", -32.05, 115.73),
            ("Sydney", -33.86, 151.21),
        ),
        *(
            ("Port Moresby", -9.48, 147.13),
            ("Suva", -18.13, 178.42),
            ("Auckland", -36.84, 174.78),
        ),
        *(
            ("Honolulu", 21.30, -157.87),
            ("Anchorage", 61.24, -149.89),
            ("Vancouver", 49.30, -123.12),
        ),
        *(
            ("Los Angeles", 33.73, -118.25),
            ("Panama City", 8.94, -79.55),
            ("Callao", -12.05, -77.15),
        ),
        *(
            ("Valparaíso", -33.03, -71.62),
            ("Punta Arenas", -53.16, -70.90),
            ("Ushuaia", -54.81, -68.29),
        ),
        *(
            ("Buenos Aires", -34.59, -58.35),
            ("Santos", -23.97, -46.30),
            ("Recife", -8.05, -34.86),
        ),
        *(
            ("Cartagena", 10.40, -75.53),
            ("Kingston", 17.97, -76.82),
            ("Veracruz", 19.20, -96.12),
        ),
        *(
            ("Houston roads", 29.35, -94.75),
            ("New York", 40.67, -74.04),
            ("Halifax", 44.65, -63.57),
        ),
        *(("Nuuk", 64.17, -51.74), ("Reykjavík", 64.15, -21.93), ("Dakar", 14.68, -17.42)),
        *(("Lagos", 6.42, 3.39), ("Luanda", -8.79, 13.23), ("Cape Town", -33.90, 18.43)),
        *(("Durban", -29.87, 31.04), ("Mombasa", -4.06, 39.68), ("Aden", 12.79, 44.99)),
        *(("Dubai", 25.27, 55.27), ("Kuwait", 29.38, 47.92), ("Churchill", 58.78, -94.20)),
    )
}
STEPS = (1, 17)
"""Each port is joined to the ones that stand so many places further on."""
NE_OFF_KM = 5.0
OSM_KM = (1.5, 30.0)
CANAL_KM = 12.0

Router = Callable[[LatLon, LatLon], Sequence[LatLon]]


def pairs() -> list[tuple[str, str]]:
    """List the pairs of ports."""
    names = list(PORTS)
    return [(a, names[(i + s) % len(names)]) for s in STEPS for i, a in enumerate(names)]


def ours(start: LatLon, end: LatLon) -> Sequence[LatLon]:
    """Find our line."""
    return sea.route(start, end).stretches[0].points


def theirs(start: LatLon, end: LatLon) -> Sequence[LatLon]:
    """Find searoute's line."""
    import searoute  # noqa: PLC0415

    found = searoute.searoute((start.lon, start.lat), (end.lon, end.lat))
    return geodesy.unwrap([LatLon(lat, lon) for lon, lat in found.geometry["coordinates"]])


def drawn(points: Sequence[LatLon]) -> np.ndarray:
    """Lay points along a line at most 5 km apart, longitude first."""
    fine = [p for a, b in pairwise(points) for p in geodesy.between(a, b, 5.0)]
    lat, lon = np.array(fine).T
    return np.stack([np.unwrap(lon, period=360), lat], axis=1)


def km_from(xy: np.ndarray, place: LatLon) -> np.ndarray:
    """Measure from points to a place."""
    lon, lat = np.full(len(xy), place.lon), np.full(len(xy), place.lat)
    return np.asarray(geodesy.WGS84.inv(xy[:, 0], xy[:, 1], lon, lat)[2]) / 1000


def over_km(xy: np.ndarray, keep: np.ndarray, land: shapely.STRtree) -> float:
    """Measure what kept edges of a line lie over land, in kilometres."""
    lines = []
    for a, b, kept in zip(xy, xy[1:], keep, strict=False):
        if kept and (a != b).any():
            turn = 360 * round((a[0] + b[0]) / 720)
            lines.append(shapely.LineString([a - (turn, 0), b - (turn, 0)]))
    if not lines:
        return 0.0
    edge, part = land.query(lines, predicate="intersects")
    return sum(
        geodesy.WGS84.geometry_length(lines[i].intersection(land.geometries[j])) / 1000
        for i, j in zip(edge, part, strict=True)
    )


def canals() -> BaseGeometry:
    """Give the ground about the canals."""
    lines = [
        shapely.LineString([(p.lon, p.lat) for p in line]) for line in straits.CANALS.values()
    ]
    return shapely.union_all(shapely.buffer(lines, CANAL_KM / 111))


class Land:
    """The lands that lines are held against."""

    def __init__(self) -> None:
        from packages import osm_land, shapes  # noqa: PLC0415

        parts = [
            shapely.make_valid(p) for s in shapes("ne_10m_land") for p in shapely.get_parts(s)
        ]
        small = [shapely.intersection(p, cell) for p in parts for cell in _cells(p)]
        self.natural = shapely.STRtree([p for p in small if not p.is_empty])
        self.canals = canals()
        shapely.prepare(self.canals)
        self._osm: dict[LatLon, shapely.STRtree] = {}
        self._read = osm_land

    def osm(self, port: LatLon) -> shapely.STRtree:
        """Cut the full-resolution land about a port."""
        if port not in self._osm:
            wide = 0.32 / np.cos(np.radians(port.lat))
            frame = shapely.box(
                port.lon - wide, port.lat - 0.32, port.lon + wide, port.lat + 0.32
            )
            land = self._read(frame)
            self._osm[port] = shapely.STRtree(
                [
                    p
                    for c in _cells(frame, 0.1)
                    for p in shapely.get_parts(land.intersection(c))
                    if p.area
                ]
            )
        return self._osm[port]

    def crossed(self, line: np.ndarray, ends: Sequence[LatLon]) -> tuple[float, float]:
        """Measure what of a line lies over Natural Earth's and OpenStreetMap's land."""
        middle = (line[1:] + line[:-1]) / 2
        middle[:, 0] = (middle[:, 0] + 180) % 360 - 180
        away = [km_from(middle, end) for end in ends]
        off = np.minimum(*away) > NE_OFF_KM + 2.5
        off &= ~shapely.contains_xy(self.canals, middle[:, 0], middle[:, 1])
        natural = over_km(line, off, self.natural)
        osm = 0.0
        for end, km in zip(ends, away, strict=True):
            near = (km > OSM_KM[0] + 0.5) & (km < OSM_KM[1])
            osm += over_km(
                line,
                near & ~shapely.contains_xy(self.canals, middle[:, 0], middle[:, 1]),
                self.osm(end),
            )
        return natural, osm


def _cells(shape: BaseGeometry, size: float = 2.0) -> list[BaseGeometry]:
    """Cover the bounds of a geometry with boxes."""
    west, south, east, north = shape.bounds
    return [
        shapely.box(x, y, x + size, y + size)
        for x in np.arange(west, east + 1e-9, size)
        for y in np.arange(south, north + 1e-9, size)
    ]


def judged(name: str, find: Router, land: Land | None) -> None:
    """Run a router over all pairs and print what it did."""
    times, lines = [], []
    began = time.perf_counter()
    find(PORTS["Rotterdam"], PORTS["Singapore"])
    first = time.perf_counter() - began
    none = []
    for a, b in pairs():
        began = time.perf_counter()
        try:
            points = find(PORTS[a], PORTS[b])
        except DatelineError as error:
            none.append(f"{a}–{b}: {error}")
            continue
        times.append(1000 * (time.perf_counter() - began))
        lines.append((a, b, points))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: {len(lines)} of {len(pairs())} pairs; first query {first:.2f} s, median "
        f"{statistics.median(times):.1f} ms, p95 {np.percentile(times, 95):.1f} ms; "
        f"peak memory {memory:.0f} MB"
    )
    for told in none:
        print(f"  no route: {told}")
    short = [
        f"{a}–{b}"
        for a, b, p in lines
        if geodesy.length_km(p) < geodesy.distance_km(PORTS[a], PORTS[b]) - 1
    ]
    print(f"  shorter than the geodesic between the ports: {len(short)} {' '.join(short)}")
    if land is None:
        print("  land: skipped, as the packages are not at hand (DATELINE_PACKAGES)")
        return
    crossed = [(a, b, *land.crossed(drawn(p), (PORTS[a], PORTS[b]))) for a, b, p in lines]
    for kind, at in (
        ("Natural Earth beyond 5 km of the ends", 2),
        ("OSM, 1.5 to 30 km of the ends", 3),
    ):
        over = [(f"{row[0]}–{row[1]}", row[at]) for row in crossed if row[at] > 0.0005]
        worst = ", ".join(
            f"{pair} {km:.2f}" for pair, km in sorted(over, key=lambda x: -x[1])[:12]
        )
        print(
            f"  over land, {kind}: {len(over)} pairs, {sum(km for _, km in over):.1f} km ({worst})"
        )


def main() -> None:
    """Judge ourselves and searoute, each in a process of its own so that memory is its own."""
    if len(sys.argv) == 1:
        for name in ("ours", "searoute"):
            subprocess.run([sys.executable, __file__, name], check=True)
        return
    land = Land() if os.environ.get("DATELINE_PACKAGES") and "--fast" not in sys.argv else None
    judged(sys.argv[1], {"ours": ours, "searoute": theirs}[sys.argv[1]], land)


if __name__ == "__main__":
    main()
