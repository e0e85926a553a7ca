"""Make what sea legs are found with: the water that ships keep to, and the network in it.

``sea-room.npz`` is the water that ships keep to (see ``searoom`` and ``seaworld``), off the
land of both OpenStreetMap and Natural Earth, as rings with the water on their left:
``counts``, corners of each ring, ``steps``, the corners of all rings one after another as
differences in 1e-4 degrees, longitude first, and ``narrow``, a bit a corner: whether it lies
nearer to the shore than ships keep.

``sea-graph.npz`` joins corners of the same water, drawn with fewer (see ``seagraph``):
``steps``, the corners as differences in 1e-4 degrees; ``sight``, how far each is seen;
``degree``, how many arcs lead from each to later ones, then from each end of a canal;
``there``, where they lead, as differences from where they start; ``costly`` and ``cost``,
arcs that are taken as so many km longer. ``core`` is a bit a corner; ``core_degree`` and
``core_there`` join those of the core, numbered apart, ``short`` is a bit for each that is a
way by other corners, ``more`` how much longer than straight, in units of
``geo.routes.seaway.KM``; ``marks`` are lengths from landmarks to those of the core in units
of ``MARK_KM``. Whole numbers are laid out as ``geo.routes.waters.packed`` says.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import seaworld
import shapely
from common import DATA, record
from scipy.spatial import cKDTree
from seagraph import Graph, canal_ends, graph
from searoom import COARSE, FINE
from shapely import Polygon
from shores import NATURAL_EARTH, SEAS, natural_earth

from geo.routes import sphere, waters
from geo.routes.chart import Chart
from geo.routes.seaway import GRAPH, KM, MARK_KM
from geo.routes.waters import GRID, ROOM, packed

_NARROW_KM = 1.84
_DENSE_KM = 0.4

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Write both files and their rows in the table of sources."""
    room(outlines(seaworld.water(FINE)))
    network(outlines(seaworld.water(COARSE)))


def outlines(waters_: list[Polygon]) -> list[Ints]:
    """List the rings of waters on the grid, the water on their left, closing corners left out."""
    turned = [
        shapely.geometry.polygon.orient(shapely.segmentize(water, 0.5)) for water in waters_
    ]
    rings = [ring for water in turned for ring in (water.exterior, *water.interiors)]
    return [np.round(np.array(r.coords)[:-1] / GRID).astype(np.int64) for r in rings]


def room(rings: list[Ints]) -> None:
    """Write the water that ships keep to."""
    counts, grid = np.array([len(ring) for ring in rings]), np.concatenate(rings)
    chart = Chart(grid.astype(np.int32), counts, GRID, closed=True)
    np.savez_compressed(
        DATA / ROOM,
        counts=packed(counts),
        steps=packed(np.diff(grid, axis=0, prepend=0)),
        narrow=np.packbits(_narrow(chart)),
    )
    _record(ROOM, "Water that ships keep to")


def network(rings: list[Ints]) -> None:
    """Write the network."""
    land = list(seaworld.tiled(natural_earth()))
    _write(graph([ring * GRID for ring in rings], land))
    _record(GRAPH, "Sea ways")


def _narrow(chart: Chart) -> npt.NDArray[np.bool_]:
    """Tell which corners lie nearer to the shore than ships keep."""
    shore = waters.shore()
    edges = np.arange(len(shore))
    edges = edges[shore.after(edges) != edges]
    here, there = shore.vectors(edges), shore.vectors(shore.after(edges))
    km = np.minimum(np.linalg.norm(there - here, axis=1) * sphere.RADIUS_KM, 200)
    count = np.maximum(1, np.ceil(km / _DENSE_KM).astype(int))
    at = np.repeat(np.arange(len(edges)), count)
    step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    dense = here[at] + (there[at] - here[at]) * (step / count[at])[:, None]
    vectors = chart.vectors(np.arange(len(chart)))
    return np.asarray(cKDTree(dense).query(vectors)[0] * sphere.RADIUS_KM < _NARROW_KM)


def _write(made: Graph) -> None:
    grid = np.round(made.degrees / GRID).astype(np.int64)
    core, ends = made.core, len(made.core.inside)
    costly = np.flatnonzero(made.more_km >= 1.0)
    number = (np.cumsum(core.inside) - 1)[core.arcs]
    every = sphere.units(np.concatenate([grid * GRID, canal_ends()]))
    spots = sphere.on_ellipsoid_km(every)
    more = core.km - sphere.lengths_km(spots[core.arcs[:, 0]], spots[core.arcs[:, 1]])
    short = core.short | (more > 1.0)
    np.savez_compressed(
        DATA / GRAPH,
        steps=packed(np.diff(grid, axis=0, prepend=0)),
        sight=made.sight,
        degree=packed(np.bincount(made.arcs[:, 0], minlength=ends)),
        there=packed(made.arcs[:, 1] - made.arcs[:, 0]),
        costly=packed(np.diff(costly, prepend=0)),
        cost=packed(np.round(made.more_km[costly]).astype(np.int64)),
        core=np.packbits(core.inside[: len(grid)]),
        core_degree=packed(np.bincount(number[:, 0], minlength=int(core.inside.sum()))),
        core_there=packed(number[:, 1] - number[:, 0]),
        short=np.packbits(short),
        more=packed(np.round(more[short] / KM).astype(np.int64)),
        marks=packed(np.diff(np.round(made.marks_km / MARK_KM).astype(np.int64), axis=1, prepend=0)),
    )


def _record(file: str, name: str) -> None:
    record(
        file,
        name=name,
        title=f"{name}, worked out from the coasts of OpenStreetMap and Natural Earth",
        package=f"npm {SEAS[0]}; PyPI {NATURAL_EARTH[0]}",
        version=f"{SEAS[1]}; {NATURAL_EARTH[1]}",
        licence="ODbL-1.0",
        credit="© OpenStreetMap contributors (ODbL); Natural Earth (public domain)",
        date="2018",
        script="data/make/sea.py",
        viewpoint="draws no borders",
    )


if __name__ == "__main__":
    main()
