"""Time legs by rail between cities, and hold their lengths against published ones.

The pairs, of city centres and then of stations, and their published lengths are in
``rail.csv``. Nothing is asked of the way but its ends; only Moscow-Vladivostok and the last
pair are also asked for inside Russia, or outside China, Mongolia and Kazakhstan. The peer is
scgraph's shortest path on the railways that the network was made from, with its own
defaults, on the same pairs in the same run.

    python benchmarks/rail.py [rounds]
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

from geo import store
from geo.errors import DatelineError
from geo.model import LatLon, Route
from geo.routes import rail

HERE = Path(__file__).resolve().parent
SOURCE = "scgraph_data-2.0.0/scgraph_data/world_railways.py"
ROUNDS = 5
DUNAY, TIKHORETSK = LatLon(42.890, 132.375), LatLon(45.854721, 40.125278)
AROUND = ("CHN", "MNG", "KAZ")
FIRST = """
import time
from geo.model import LatLon
from geo.routes import rail
began = time.perf_counter()
rail.route(LatLon(52.52, 13.405), LatLon(48.1351, 11.5820))
print(time.perf_counter() - began)
"""

Pair = tuple[LatLon, LatLon]


def rows() -> list[dict[str, str]]:
    """Read the pairs."""
    with (HERE / "rail.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def ends(row: dict[str, str]) -> Pair:
    """Give the positions of a pair."""
    start = LatLon(float(row["start_lat"]), float(row["start_lon"]))
    return start, LatLon(float(row["end_lat"]), float(row["end_lon"]))


def first_s() -> float:
    """Time the first route of a fresh process, imports left out; the median of five."""
    runs = (
        subprocess.run(
            [sys.executable, "-c", FIRST], check=True, capture_output=True, text=True
        )
        for _ in range(5)
    )
    return statistics.median(float(run.stdout) for run in runs)


def timed(pairs: list[Pair], way: Callable[[LatLon, LatLon], object], rounds: int) -> str:
    """Time a way of routing, warm, and give its median and 95th percentile."""
    spent = []
    for _ in range(rounds):
        for start, end in pairs:
            began = time.perf_counter()
            way(start, end)
            spent.append(1000 * (time.perf_counter() - began))
    spent.sort()
    return f"median {statistics.median(spent):.1f} ms, p95 {spent[int(0.95 * len(spent))]:.1f}"


def peer() -> Callable[[LatLon, LatLon], float] | None:
    """Load scgraph's railways with scgraph, or tell why not."""
    try:
        from scgraph import GeoGraph  # noqa: PLC0415 - the peer may be missing
    except ImportError:
        print("peer: scgraph is not installed; `make bench` installs it")
        return None
    packages = os.environ.get("DATELINE_PACKAGES", store.root().parent / "build" / "packages")
    found = [*Path(packages).rglob("world_railways.py")]
    found += [*(Path(folder) for folder in sys.argv[2:])]
    if not found:
        print(f"peer: {SOURCE} is not unpacked; `make data` does that")
        return None
    text = found[0].read_text(encoding="utf-8")
    parts = re.search(r"graph=(\[.*?\])\s*nodes=(\[.*?\]\])\s", text, re.DOTALL)
    if parts is None:
        print("peer: its file is not laid out as expected")
        return None
    graph = [
        {int(there): km for there, km in row.items()}
        for row in json.loads(re.sub(r"(\d+):", r'"\1":', parts[1]))
    ]
    railways = GeoGraph(graph=graph, nodes=json.loads(parts[2]))

    def way(start: LatLon, end: LatLon) -> float:
        origin = {"latitude": start.lat, "longitude": start.lon}
        target = {"latitude": end.lat, "longitude": end.lon}
        try:
            with redirect_stdout(io.StringIO()):
                return float(railways.get_shortest_path(origin, target)["length"])
        except Exception:  # it raises bare ones where no way leads
            return float("nan")

    return way


def told(name: str, route: Route, published_km: float, peer_km: float) -> str:
    """Write a line of the table."""
    off = f"{route.length_km.value / published_km - 1:+6.1%}" if published_km else "      "
    theirs = f"{peer_km / published_km - 1:+7.1%}" if published_km else "       "
    return (
        f"{name:32}{published_km or 0:8.0f}{route.length_km.value:8.0f} {off}"
        f"{peer_km:8.0f} {theirs}  {route.schematic_km:5.1f}  {' '.join(route.countries)}"
    )


def inside() -> str:
    """Tell how many published lengths that calibrate nothing lie within our bounds."""
    held = [row for row in rows() if row["published_km"] and not row["calibrates"]]
    bounds = [rail.route(*ends(row)).length_km for row in held]
    pairs = zip(held, bounds, strict=True)
    found = sum(at.low <= float(row["published_km"]) <= at.high for row, at in pairs)
    width = statistics.median((at.high - at.low) / at.value for at in bounds)
    return f"{found} of {len(held)} held out lie within our bounds, {width:.1%} wide"


def lengths(
    way: Callable[[LatLon, LatLon], float] | None,
) -> Iterator[tuple[float, float]]:
    """Print all lengths, and give how far off the published ones are, ours and the peer's."""
    heads = f"{'':32}{'publ.':>8}{'ours':>8}{'off':>7}{'peer':>8}{'off':>8}"
    print(f"{heads}  schematic km, countries")
    for row in rows():
        start, end = ends(row)
        published_km = float(row["published_km"] or 0)
        peer_km = way(start, end) if way else float("nan")
        route = rail.route(start, end)
        print(told(f"{row['start']} - {row['end']}", route, published_km, peer_km))
        if published_km:
            yield route.length_km.value / published_km - 1, peer_km / published_km - 1
    for avoid in ((), AROUND):
        route = rail.route(DUNAY, TIKHORETSK, avoid=avoid)
        print(told(f"Dunay - Tikhoretsk {'avoiding' if avoid else ''}", route, 0, float("nan")))


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print(f"first route of a process: {first_s():.2f} s")
    way = peer()
    off = list(lengths(way))
    pairs = [ends(row) for row in rows()]
    told_of = (("ours", [o for o, _ in off]), *([("peer", [t for _, t in off])] if way else []))
    for whose, shares in told_of:
        good = sum(abs(share) <= 0.05 for share in shares)
        middle = statistics.median(abs(share) for share in shares if share > -1)
        print(f"{whose}: {good} of {len(off)} within 5 % of published; median {middle:.1%}")
    print(inside())
    print(f"{len(pairs)} pairs, warm: {timed(pairs, rail.route, rounds)}")
    if way:
        print(f"peer, the same pairs: {timed(pairs, way, 1)}")


if __name__ == "__main__":
    try:
        main()
    except DatelineError as error:
        sys.exit(str(error))
