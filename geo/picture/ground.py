"""Draw the quiet base of a picture: sea, land, lakes, rivers, borders, disputed areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiLineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geo.base import Area, Base, atlas
from geo.base.thin import Array, lines, polygons
from geo.picture import svg, whose
from geo.picture.project import View
from geo.picture.spots import Spot

_TOLERANCE = 0.7
_UNITS = 2
"""The base is written in half pixels: whole numbers, and exact enough."""
_RIVERS_TO = 4000.0
"""Metres to a pixel beyond which rivers are only clutter."""
_HATCH_STEP = 5.0
_LONGEST = 2.0
"""Degrees that an edge may run straight: beyond, it leaves what it stands for."""
_TURN = 180 - 1e-6
"""Degrees from the middle of a projection to where it ends."""
_BLEED = 3.0
_GAPS = (1.0, 4.0, 9.0)
"""Half the gaps in borders, in pixels, that are tried as closed, one after another."""
_OWN = 0.95
"""The part of the towns on a country's ground that must be its own."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The base in pixels, cut to the picture and simplified to half a pixel."""

    land: MultiPolygon
    lakes: MultiPolygon
    rivers: MultiLineString
    borders: MultiLineString
    disputed: tuple[tuple[Area, MultiPolygon], ...]
    countries: tuple[tuple[str, MultiPolygon], ...]
    """Alpha-2 code and visible land, the largest first."""
    towns: tuple[str, ...]
    """The alpha-2 code of the country of each town that a picture may show."""
    places: shapely.STRtree
    """Where these towns are."""

    def among(self, spots: Sequence[Spot], code: str) -> tuple[Spot, ...]:
        """Give the spots whose nearest town is a country's."""
        if not spots or not self.towns:
            return ()
        near = self.places.nearest(_points(np.array([(spot.x, spot.y) for spot in spots])))
        return tuple(
            spot
            for spot, number in zip(spots, near.tolist(), strict=True)
            if self.towns[number] == code
        )

    def water(self, view: View) -> BaseGeometry:
        """Give what the picture shows of seas and lakes."""
        return _window(view).difference(self.land).union(self.lakes)


NOTHING = Ground(
    MultiPolygon(),
    MultiPolygon(),
    MultiLineString(),
    MultiLineString(),
    (),
    (),
    (),
    shapely.STRtree([]),
)


def project(base: Base, view: View) -> Ground:
    """Bring a base into a picture."""
    land = _polygons(base.land, base, view, 5.0)
    borders = courses(base.borders, base, view)
    far = view.metres_per_px > _RIVERS_TO
    known = tuple(atlas.within(atlas.towns, base.extent))
    at = view.pixels(np.array([(town.at.lon, town.at.lat) for town in known]).reshape(-1, 2))
    towns, places = tuple(town.country for town in known), shapely.STRtree(_points(at))
    return Ground(
        land=land,
        lakes=_polygons(base.lakes, base, view, 12.0),
        rivers=MultiLineString() if far else courses(base.rivers, base, view, 12.0),
        borders=borders,
        disputed=tuple(
            (area, shape)
            for area in base.disputed
            if not (shape := _polygons(area.shape, base, view, 3.0)).is_empty
        ),
        countries=_largest_first(
            whose.countries(land, borders, view)
            if view.metres_per_px <= whose.NEAR
            else _countries(land, borders, towns, places)
        ),
        towns=towns,
        places=places,
    )


def _points(at: Array) -> Array:
    return np.atleast_1d(np.asarray(shapely.points(at)))


def _window(view: View) -> BaseGeometry:
    return box(-_BLEED, -_BLEED, view.width + _BLEED, view.height + _BLEED)


def _cut(geometry: BaseGeometry, base: Base, view: View) -> Array:
    """Cut the parts of a geometry to the extent, then project them; nothing far away is."""
    south, west, north, east = base.extent
    low, high = max(south - 2, -90.0), min(north + 2, 90.0)
    west, east = max(west - 2, view.lon_0 - _TURN), min(east + 2, view.lon_0 + _TURN)
    parts = shapely.get_parts(geometry)  # as one they may touch, which no cut is made for
    near = shapely.clip_by_rect(parts, west, low, east, high)
    hit = shapely.intersects(near, torn := view.torn())
    near[hit] = shapely.difference(near[hit], torn)
    near = shapely.segmentize(near[~shapely.is_empty(near)], _LONGEST)
    return np.asarray(shapely.get_parts(shapely.transform(near, view.pixels)))


def _polygons(geometry: MultiPolygon, base: Base, view: View, least: float) -> MultiPolygon:
    """Keep polygons of a least size, in square pixels."""
    areas = _cut(geometry, base, view)
    bad = ~shapely.is_valid(areas)
    areas[bad] = shapely.make_valid(areas[bad])
    seen = areas[shapely.intersects(areas, _window(view))]
    pieces = [
        part for each in shapely.intersection(seen, _window(view)) for part in polygons(each)
    ]
    shown: BaseGeometry = MultiPolygon(pieces)
    if _crosses_antimeridian(base):
        shown = unary_union(shown.buffer(0.1))
    elif not shown.is_valid:  # two that thinning has brought to overlap
        shown = unary_union(pieces)
    parts = polygons(shown.simplify(_TOLERANCE))
    return MultiPolygon([part for part in parts if part.area > least])


def _crosses_antimeridian(base: Base) -> bool:
    _, west, _, east = base.extent
    return east > 180 or west < -180


def courses(
    geometry: MultiLineString, base: Base, view: View, least: float = 2.0
) -> MultiLineString:
    """Bring lines of a least length, in pixels, into a picture."""
    shown = shapely.intersection(_cut(geometry, base, view), _window(view))
    shown = shapely.simplify(shown, _TOLERANCE, preserve_topology=False)
    parts = [part for each in shown for part in lines(each)]
    return MultiLineString([part for part in parts if part.length > least])


def _countries(
    land: MultiPolygon,
    borders: MultiLineString,
    towns: tuple[str, ...],
    places: shapely.STRtree,
) -> dict[str, list[Polygon]]:
    """Cut the land along the borders; whose a piece is, its towns tell.

    Where a border is not closed, a piece holds towns of several countries. It is cut again
    along a broader border, and what stays mixed belongs to none.
    """
    found: dict[str, list[Polygon]] = {}
    pieces = list(polygons(land))
    for breadth in _GAPS:
        if not pieces:
            break
        mixed: list[Polygon] = []
        cut = borders.buffer(breadth)
        for piece in (part for whole in pieces for part in polygons(whole.difference(cut))):
            inside = places.query(piece, predicate="contains")
            codes = Counter(towns[number] for number in inside.tolist())
            code, count = codes.most_common(1)[0] if codes else ("", 0)
            if codes and count >= _OWN * codes.total():
                found.setdefault(code, []).append(piece)
            elif codes:
                mixed.append(piece)
        pieces = mixed
    return found


def _largest_first(found: Mapping[str, list[Polygon]]) -> tuple[tuple[str, MultiPolygon], ...]:
    whole = [(code, MultiPolygon(parts)) for code, parts in found.items()]
    return tuple(sorted(whole, key=lambda item: -item[1].area))


def draw(ground: Ground, view: View) -> str:
    """Draw the base."""
    whole = svg.element("rect", cls="s-sea", width=view.width, height=view.height)
    return whole + svg.element(
        "g",
        _path("s-land", svg.polygons(ground.land, _UNITS)),
        _path("s-river", svg.lines(ground.rivers, _UNITS)),
        _path("s-lake", svg.polygons(ground.lakes, _UNITS)),
        *(
            _path("s-hatch", svg.lines(hatch(area, view), _UNITS))
            for _, area in ground.disputed
        ),
        _path("s-border", svg.lines(ground.borders, _UNITS)),
        transform=f"scale({1 / _UNITS:g})",
    )


def _path(cls: str, data: str) -> str:
    return svg.element("path", cls=cls, d=data) if data else ""


def hatch(area: MultiPolygon, view: View) -> BaseGeometry:
    """Lay slanting strokes over an area."""
    reach = view.width + view.height
    starts: Array = np.arange(-view.height, view.width, _HATCH_STEP)
    strokes = [((x, view.height), (x + reach, view.height - reach)) for x in starts.tolist()]
    return MultiLineString(strokes).intersection(area)


CSS = (
    ".still .s-sea{fill:var(--sea)}"
    ".still .s-land{fill:var(--land);stroke:var(--coast);stroke-width:1.5}"
    ".still .s-lake{fill:var(--sea);stroke:var(--coast);stroke-width:1.2}"
    ".still .s-river{stroke:var(--river);stroke-width:1.6}"
    ".still .s-border{stroke:var(--border);stroke-width:2}"
    ".still .s-hatch{stroke:var(--hatch);stroke-width:1.2;stroke-opacity:.55}"
)
