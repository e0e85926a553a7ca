"""Name what lies on each side of an arc: owners, sea, disputed areas, gaps between countries.

A name is the owners' ISO 3166 alpha-3 codes joined by ``+``, after ``~`` at sea, before
``@`` and the name of a disputed area. ``?`` stands before the countries around a gap
that none of them owns, ``#`` for what lies beyond the edge of the map.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from common import DATA
from mosaic import Arcs, Array, Cover, Ring
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

Flags = NDArray[np.bool_]
Shapes = Mapping[str, Sequence[Sequence[Ring]]]
"""Polygons by name; each is a shell and its holes."""

BOUNDS = ("west", "south", "east", "north")
GAP_KM2 = 20.0
"""Up to this size a gap is a misfit between two outlines, and no land without an owner."""

NOBODY = "-"
SPILL = 0.15
"""Degrees by which a coarse region may reach over its outline to the sharp border."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A row of ``borders-disputes.csv``; ``frame`` is where to look.

    ``kind`` is how the data show it: as an ``overlap`` of those that hold it, as a
    ``country``, as land that is ``unowned`` (without seas, as the holder's); or not at all,
    and it is the holders' land in the frame (``box``), in ``regions`` of Natural Earth by
    ISO 3166-2, or in a ``gap`` between its countries, which there is nobody's. Areas that
    are ``undrawn`` are left out: nothing bounds them, and the table only says whose land
    they are counted with, and about where they lie.
    """

    line: str
    default: str
    kind: str
    held_by: tuple[str, ...]
    regions: tuple[str, ...]
    frame: BaseGeometry


def disputes() -> list[Dispute]:
    """Read the reviewed table of disputed areas, those that are drawn."""
    with (DATA / "borders-disputes.csv").open(encoding="utf-8", newline="") as rows:
        return [
            Dispute(
                row["line"],
                row["default"],
                row["kind"],
                tuple(row["held_by"].split()),
                tuple(row["regions"].split()),
                Polygon.from_bounds(*(float(row[side]) for side in BOUNDS)),
            )
            for row in csv.DictReader(rows)
            if row["kind"] != "undrawn"
        ]


def spilled(area: BaseGeometry, others: BaseGeometry) -> BaseGeometry:
    """Let a coarse area reach over its own outline, but not over those beside it."""
    over = area.buffer(SPILL, quad_segs=4).difference(others)
    # To the decimals of the borders that it is drawn among.
    found: BaseGeometry = shapely.set_precision(over, 1e-5)
    return found


@dataclass(frozen=True, slots=True)
class Sides:
    """What covers the points beside arcs (left and right in turn), by country."""

    points: Array
    codes: tuple[str, ...]
    owned: Flags
    sea: Flags

    @classmethod
    def of(cls, points: Array, countries: Shapes, sea: Sequence[Sequence[Ring]]) -> Sides:
        """Ask every country, and the sea, which points it covers."""
        cover = Cover(points)
        owned = np.column_stack([cover.by(rings) for rings in countries.values()])
        return cls(points, tuple(countries), owned, cover.by(sea))

    def has(self, code: str) -> Flags:
        """Tell which points a country covers."""
        if code not in self.codes:
            return np.zeros(len(self.points), dtype=bool)
        found: Flags = self.owned[:, self.codes.index(code)]
        return found

    def parts(self) -> Mapping[str, str]:
        """List territories that lie within another country everywhere: code to whole."""
        land = self.owned & ~self.sea[:, None]
        both = land.T.astype(np.int32) @ land.astype(np.int32)
        size = np.diag(both)
        return {
            code: self.codes[int(np.flatnonzero(holds)[np.argmax(size[holds])])]
            for i, code in enumerate(self.codes)
            if size[i] and (holds := (both[i] == size[i]) & (size > size[i])).any()
        }

    def disputed(self, found: Dispute, region: BaseGeometry | None) -> Flags:
        """Tell which points lie in a disputed area."""
        inside: Flags = shapely.intersects_xy(found.frame, self.points)
        held = [self.has(code) for code in found.held_by]
        if found.kind == "unowned":
            # Without seas in the data, nobody's is the sea too.
            mine = held[0] if held and not self.sea.any() else ~self.owned.any(axis=1)
            return inside & ~self.sea & mine
        if found.kind == "gap" and not self.sea.any():
            held.append(np.logical_not(self.owned.any(axis=1)))
        if found.kind == "overlap":
            for one in held:
                inside &= one
            return inside
        if found.kind == "country":
            return inside & held[0]
        if region is not None:
            shapely.prepare(region)
            inside &= shapely.intersects_xy(region, self.points)
        inside &= ~self.sea & np.logical_or.reduce(held)
        return inside

    def resolved(
        self, areas: Sequence[tuple[Dispute, BaseGeometry | None]]
    ) -> tuple[list[tuple[str, ...]], NDArray[np.object_]]:
        """Give the owners of each point with disputed areas decided, and the area's name."""
        owners = [tuple(np.array(self.codes)[row]) if row.any() else () for row in self.owned]
        lines = np.full(len(self.points), "", dtype=object)
        for found, region in areas:
            chosen = np.flatnonzero(self.disputed(found, region) & (lines == ""))
            lines[chosen] = found.line
            for i in chosen if found.default else ():
                owners[i] = () if found.default == NOBODY else (found.default,)
        return owners, lines

    def named(
        self, arcs: Arcs, areas: Sequence[tuple[Dispute, BaseGeometry | None]]
    ) -> list[tuple[str, str]]:
        """Name both sides of every arc; ``!`` before both where a coarse region ends."""
        owners, lines = self.resolved(areas)
        gaps = self._gaps(arcs, owners, lines)
        lon, lat = np.abs(self.points).T
        beyond = (lon > 180) | (lat > 90)
        names = [
            "#"
            if beyond[i]
            else ("~" if self.sea[i] else gaps.get(i, ""))
            + "+".join(owners[i])
            + (f"@{lines[i]}" if lines[i] else "")
            for i in range(len(self.points))
        ]
        same = (self.owned[0::2] == self.owned[1::2]).all(axis=1)
        same &= self.sea[0::2] == self.sea[1::2]
        pairs = zip(names[0::2], names[1::2], same, strict=True)
        return [(f"!{a}", f"!{b}") if drawn and a != b else (a, b) for a, b, drawn in pairs]

    def _gaps(
        self, arcs: Arcs, owners: Sequence[tuple[str, ...]], lines: NDArray[np.object_]
    ) -> Mapping[int, str]:
        """Name the countries around each small gap on land, by the points in it."""
        empty = np.flatnonzero(~self.sea & ~self.owned.any(axis=1) & (lines == ""))
        faces = shapely.get_parts(shapely.polygonize(_lines(arcs, np.unique(empty // 2))))
        scale = np.cos(np.radians(shapely.get_y(shapely.centroid(faces)))) * 111.2**2
        faces = faces[shapely.area(faces) * scale < GAP_KM2]
        points = shapely.points(self.points[empty])
        inside, face = shapely.STRtree(faces).query(points, predicate="within")
        around: dict[int, set[str]] = defaultdict(set)
        for i, f in zip(empty[inside], face, strict=True):
            around[f].update(owners[i ^ 1])
        return {
            int(i): "?" + "+".join(sorted(around[f]))
            for i, f in zip(empty[inside], face, strict=True)
        }


def _lines(arcs: Arcs, chosen: NDArray[np.int64]) -> list[BaseGeometry]:
    first, counts = arcs.first, arcs.counts
    return [LineString(arcs.points[first[i] : first[i] + counts[i]]) for i in chosen]
