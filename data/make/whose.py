"""Say of arcs whose they are: what is known of each country, and whose land lies where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from mosaic import Arcs, Array, Ring
from outlines import Country
from shapely.geometry.base import BaseGeometry
from sides import Dispute, Shapes, Sides


def owners(side: str) -> set[str]:
    """Name the owners of a side."""
    own = side.partition("@")[0].lstrip("!~")
    return set() if own.startswith(("?", "#")) else set(own.split("+")) - {""}


def described(
    groups: Mapping[tuple[str, str], Arcs],
    parts: Mapping[str, str],
    known: Mapping[str, Country],
) -> Mapping[str, Mapping[str, object]]:
    """Say of each country its names, bounds, neighbours on land, and whose part it is."""
    out: dict[str, dict[str, Any]] = {}
    bounds: dict[str, list[Array]] = {}
    for (left, right), arcs in groups.items():
        for code in owners(left) ^ owners(right):
            bounds.setdefault(code, []).extend((arcs.points.min(0), arcs.points.max(0)))
    for code, corners in sorted(bounds.items()):
        west, south = np.min(corners, axis=0)
        east, north = np.max(corners, axis=0)
        country = known.get(code)
        out[code] = {
            "iso2": country.iso2 if country else "",
            "name": country.name if country else "",
            "bbox": [float(x) for x in (west, south, east, north)],
            "within": parts.get(code, ""),
        }
    return out


def cells(
    groups: Mapping[tuple[str, str], Arcs],
    shapes: Shapes,
    sea: Sequence[Sequence[Ring]],
    disputed: Sequence[tuple[Dispute, BaseGeometry | None]],
) -> list[list[tuple[int, str, bool]]]:
    """Say for each cell of a degree whose land it may be, and whether all of it is.

    Rows run from the south pole; in a row, a run ends before a degree east of 180° W.
    """
    crossed: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (left, right), arcs in groups.items():
        around = {c for side in (left, right) if "~" not in side for c in owners(side)}
        for cell in touched(arcs) if around else ():
            crossed[cell] |= around
    east, north = np.meshgrid(np.arange(360), np.arange(180))
    middles = np.column_stack((east.ravel() - 179.5, north.ravel() - 89.5))
    sides = Sides.of(middles, shapes, sea)
    whole = [own if not wet else () for own, wet in zip(
        sides.resolved(disputed)[0], sides.sea, strict=True)]  # fmt: skip
    rows = []
    for north_of in range(180):
        runs: list[tuple[int, str, bool]] = []
        for east_of in range(360):
            mixed = crossed.get((east_of, north_of))
            codes = mixed if mixed else whole[north_of * 360 + east_of]
            run = (" ".join(sorted(codes)), not mixed)
            if runs and runs[-1][1:] == run:
                runs.pop()
            runs.append((east_of + 1, *run))
        rows.append(runs)
    return rows


def touched(arcs: Arcs) -> set[tuple[int, int]]:
    """List the cells of a degree that arcs may pass through, by their edges' bounds."""
    inner = np.ones(len(arcs.points), dtype=bool)
    inner[arcs.first + arcs.counts - 1] = False
    start = np.flatnonzero(inner)
    ends = np.stack((arcs.points[start], arcs.points[start + 1])) + np.array([180, 90])
    # A geodesic bows out of its bounds, and a border on a whole degree lies in two cells.
    low = np.floor(ends.min(axis=0) - 0.01).astype(int).clip(0, (359, 179))
    high = np.floor(ends.max(axis=0) + 0.01).astype(int).clip(0, (359, 179))
    bounds = np.unique(np.hstack((low, high)), axis=0).tolist()
    return {(x, y) for w, s, e, n in bounds for x in range(w, e + 1) for y in range(s, n + 1)}
