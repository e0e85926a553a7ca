"""Make what sea legs are found with: the water that ships keep to, and the network in it.

``sea-room.npz`` is the water that ships keep to (see ``searoom`` and ``seaworld``), off the
land of both OpenStreetMap and Natural Earth and the marks of ``geo.routes.flats``, as rings
with the water on their left: ``counts``, corners of each ring, and ``steps``, the corners of
all rings one after another as differences in 1e-4 degrees, longitude first.

``sea-estuaries.npz`` is the shore in estuaries (see ``banks``), as lines with the water on
their left: ``counts`` and ``steps`` as above; and ``gaps``, lines over land between pieces
of rivers, both ends of each, with the number of their estuary, ``whose``.

``sea-graph.npz`` joins some of its corners (see ``seagraph``): ``nodes``, a bit a corner;
``sight``, how far each is seen; ``reach``, how far ways lead that pass it; ``sea``, which
sea it is of; ``degree``, how many arcs lead from each to later ones, then from each end of
a canal; ``there``, where they lead, as differences from where they start; ``costly`` and
``cost``, arcs that are taken as so many km longer; ``marks``, lengths from landmarks, as
differences in units of ``geo.routes.landmarks.MARK_KM``. Whole numbers are laid out as
``geo.routes.packing.packed`` says.
"""

from __future__ import annotations

import banks
import numpy as np
import seaworld
import shapely
from banks import LANDS
from common import DATA, record
from seafewer import fewer
from seagraph import Graph, graph
from sealanes import COSTLY, boxes
from shapely import Polygon
from shores import NATURAL_EARTH, SEAS

from geo.routes.estuaries import BANKS, ESTUARIES
from geo.routes.landmarks import MARK_KM
from geo.routes.packing import GRID, packed
from geo.routes.seaway import GRAPH
from geo.routes.sphere import Ints
from geo.routes.waters import ROOM


def main() -> None:
    """Write the files and their rows in the table of sources."""
    estuaries()
    rings = fewer(outlines(seaworld.water()), GRID)
    room(rings)
    network(rings)


def outlines(waters_: list[Polygon]) -> list[Ints]:
    """List the rings of waters on the grid, the water on their left, not closed."""
    turned = [
        shapely.geometry.polygon.orient(shapely.segmentize(water, 0.5)) for water in waters_
    ]
    rings = [ring for water in turned for ring in (water.exterior, *water.interiors)]
    return [np.round(np.array(r.coords)[:-1] / GRID).astype(np.int64) for r in rings]


def estuaries() -> None:
    """Write the shore in estuaries."""
    lines = banks.lines()
    grid = np.concatenate(lines)
    found = [(at, gap) for at, name in enumerate(ESTUARIES) for gap in banks.banks()[name].gaps]
    gaps = np.array([np.array(gap.coords).ravel() for _, gap in found]) / GRID
    np.savez_compressed(
        DATA / BANKS,
        counts=packed(np.array([len(line) for line in lines])),
        steps=packed(np.diff(grid, axis=0, prepend=0)),
        gaps=packed(np.round(gaps).astype(np.int64)),
        whose=np.array([at for at, _ in found], dtype=np.uint8),
    )
    _record(BANKS, "Shores of estuaries")


def room(rings: list[Ints]) -> None:
    """Write the water that ships keep to."""
    counts, grid = np.array([len(ring) for ring in rings]), np.concatenate(rings)
    np.savez_compressed(
        DATA / ROOM,
        counts=packed(counts),
        steps=packed(np.diff(grid, axis=0, prepend=0)),
    )
    _record(ROOM, "Water that ships keep to")


def network(rings: list[Ints]) -> None:
    """Write the network."""
    degrees = [np.asarray(ring * GRID, dtype=np.float64) for ring in rings]
    made = graph(degrees, seaworld.foreign(), boxes(COSTLY), seaworld.towns())
    _write(made, sum(map(len, rings)))
    _record(GRAPH, "Sea ways")


def _write(made: Graph, size: int) -> None:
    costly = np.flatnonzero(made.more_km >= 1.0)
    marks: Ints = np.round(made.marks_km / MARK_KM).astype(np.int64)
    nodes = np.zeros(size, dtype=bool)
    nodes[made.corners] = True
    np.savez_compressed(
        DATA / GRAPH,
        nodes=np.packbits(nodes),
        sight=made.sight,
        reach=made.reach,
        sea=made.sea,
        degree=packed(np.bincount(made.arcs[:, 0], minlength=len(made.sight))),
        there=packed(made.arcs[:, 1] - made.arcs[:, 0]),
        costly=packed(np.diff(costly, prepend=0)),
        cost=packed(np.round(made.more_km[costly]).astype(np.int64)),
        marks=packed(np.diff(marks, axis=1, prepend=0)),
    )


def _record(file: str, name: str) -> None:
    package, version = f"npm {SEAS[0]}, {LANDS[0]}", f"{SEAS[1]}, {LANDS[1]}"
    maps, credit = "OpenStreetMap", "© OpenStreetMap contributors (ODbL)"
    if file != BANKS:
        package, version = (
            f"{package}; PyPI {NATURAL_EARTH[0]}",
            f"{version}; {NATURAL_EARTH[1]}",
        )
        maps, credit = f"{maps} and Natural Earth", f"{credit}; Natural Earth (public domain)"
    record(
        file,
        name=name,
        title=f"{name}, worked out from the coasts of {maps}",
        package=package,
        version=version,
        licence="ODbL-1.0",
        credit=credit,
        date="2018",
        script="data/make/sea.py",
        viewpoint="draws no borders",
    )


if __name__ == "__main__":
    main()
