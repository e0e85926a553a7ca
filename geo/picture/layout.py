"""Lay a still picture out: everything in pixels, every label placed, and nothing drawn.

Whoever draws (inline SVG for the page, matplotlib for files) adds colours and pens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from shapely.geometry import LineString, Point

from geo.base import Base, select
from geo.base.thin import Array
from geo.geodesy import between, circle, distance_km, unwrap
from geo.lanes import beside
from geo.model import Basis, LatLon, Mode
from geo.picture import areas, discs, names, scalebar, strokes, towns
from geo.picture import ground as earth
from geo.picture.ground import Ground
from geo.picture.labels import Label, Placed
from geo.picture.project import Projecting, View, fit, suit
from geo.picture.scene import Inset, InsetLine, InsetMeasured, InsetPlace
from geo.picture.sheet import Sheet
from geo.picture.spots import Box, around
from geo.picture.strokes import Run
from geo.picture.traced import traced
from geo.seam import cut, onto

_SMALLEST_CIRCLE = 7.0
_GEODESIC_STEP_KM = 50.0
_LANE, _ONE_LINE = 5.0, 3.0
"""How far apart legs on one track are drawn, and how close two lines look like one."""


@dataclass(frozen=True, slots=True)
class LaidLeg:
    """A leg: its runs, its arrows (closed outlines), and where its disc stands."""

    parts: tuple[Run, ...]
    mode: Mode
    basis: Basis
    arrows: tuple[Array, ...]
    number: int
    disc: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LaidMeasured:
    """A measured line, and where its disc stands if it has a number."""

    points: Array
    approximate: bool
    number: int
    disc: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LaidPlace:
    """A place; ``radius`` is 0 where its circle would be too small to see."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Laid:
    """A picture laid out, the lowest things first."""

    view: View
    ground: Ground
    legs: tuple[LaidLeg, ...]
    measured: tuple[LaidMeasured, ...]
    places: tuple[LaidPlace, ...]
    towns: tuple[tuple[float, float], ...]
    labels: tuple[Placed, ...]
    bar: Label
    bar_length: float

    @property
    def upward(self) -> tuple[LaidLeg, ...]:
        """The legs from the lowest up: what is inferred hides nothing that is reported."""
        return tuple(sorted(self.legs, key=lambda leg: leg.basis is Basis.REPORTED))


def lay_out(scene: Inset, projecting: Projecting | None = None, *, bare: bool = False) -> Laid:
    """Lay a picture out, names last, the most important of them first.

    Without ``projecting``, it has the equidistant projection of ``geo.picture.project``;
    if ``bare``, it has no base and no names, which take long.
    """
    shown = _shown(scene)
    view = suit(shown, scene.width, scene.height, names.margins(scene), projecting)
    base, below = (None, earth.NOTHING) if bare else _base(scene, view)
    sheet = Sheet(Box(4, 4, scene.width - 4, scene.height - 4))
    legs = _legs(scene, view, sheet)
    measured = tuple(_measured(scene, view, sheet))
    places = tuple(_place(place, view, sheet) for place in scene.places)
    bar, length = scalebar.label(scene, view)
    towns = _name(scene, base, below, view, sheet, bar) if base else ()
    return Laid(view, below, legs, measured, places, towns, tuple(sheet.placed), bar, length)


def shape(scene: Inset, projecting: Projecting) -> float:
    """Give the width of what a picture must show over its height, in its projection."""
    shown = _shown(scene)
    view = fit(shown, 1000, 1000, (0, 0, 0, 0), projecting(shown))
    wide, high = np.ptp(_pixels(tuple(shown), view), axis=0)
    return float(wide / max(high, 1.0))


def _shown(scene: Inset) -> list[LatLon]:
    """List the positions that must be seen, from west to east on a map that tears none."""
    seen = (_with_surroundings(line) for line in scene.measured)
    ways = [
        unwrap([at for part in line.stretches for at in part.points]) for line in scene.lines
    ]
    edges = (circle(place.at, place.radius_km, 8) for place in scene.places)
    lines = [*ways, *map(unwrap, seen), *edges]
    west = cut(lines)
    return sorted((onto(at, west) for line in lines for at in line), key=lambda at: at.lon)


def _with_surroundings(line: InsetMeasured) -> tuple[LatLon, ...]:
    """Show some of the country beyond the border, not its edge alone."""
    beyond = 0.2 * distance_km(line.start, line.end)
    return line.start, *circle(line.end, beyond, 8)


def _base(scene: Inset, view: View) -> tuple[Base, Ground]:
    """Give the base of a picture, and the same in pixels."""
    base, below = (scene.base, earth.project(scene.base, view)) if scene.base else _below(view)
    return base, traced(below, scene, base, view)


@lru_cache(maxsize=64)
def _below(view: View) -> tuple[Base, Ground]:
    """Choose and project the base of a picture: as sharp as half a pixel, no sharper.

    It is the same in every language and unit, where the view is the same.
    """
    half_pixel = max(0.5 * view.metres_per_px / 111_000, 0.0002)
    base = select((), view.extent(), sharp=half_pixel, beyond=False)
    return base, earth.project(base, view)


def _legs(scene: Inset, view: View, sheet: Sheet) -> tuple[LaidLeg, ...]:
    """Lay the legs, those on one track side by side, then their discs.

    No disc hides an end or another disc.
    """
    size = view.width, view.height
    tracks = []
    for line in scene.lines:
        whole = ((view.line(part.points), part.schematic) for part in line.stretches)
        stretches = [(piece, schematic) for pieces, schematic in whole for piece in pieces]
        tracks.append(strokes.runs(stretches, line.mode))
    shifts = beside([strokes.visible(track, *size) for track in tracks], _ONE_LINE)
    apart = [(_LANE * x, _LANE * y) for x, y in shifts]
    legs = [strokes.moved(track, *by) for track, by in zip(tracks, apart, strict=True)]
    shown = [strokes.visible(leg, *size) for leg in legs]
    sheet.avoided += shown
    dots = _dots(scene, view)
    return tuple(
        _leg(*each, dots, sheet) for each in zip(scene.lines, legs, shown, strict=True)
    )


def _dots(scene: Inset, view: View) -> list[Point]:
    ends = (view.at(line.end) for line in scene.measured)
    return [Point(at) for at in (*(view.at(place.at) for place in scene.places), *ends)]


def _leg(
    line: InsetLine, parts: tuple[Run, ...], shown: LineString, dots: list[Point], sheet: Sheet
) -> LaidLeg:
    middle = discs.spot(shown, dots, sheet) if line.number else Point()
    ends = [Point(shown.coords[0]), Point(shown.coords[-1])]
    arrows = tuple(strokes.arrow_shapes(shown, [*ends, middle] if line.number else ends))
    return LaidLeg(parts, line.mode, line.basis, arrows, line.number, _at(middle))


def _at(spot: Point) -> tuple[float, float]:
    return (0.0, 0.0) if spot.is_empty else (spot.x, spot.y)


def _measured(scene: Inset, view: View, sheet: Sheet) -> Iterator[LaidMeasured]:
    dots = _dots(scene, view)
    for line in scene.measured:
        points = max(view.line(between(line.start, line.end, _GEODESIC_STEP_KM)), key=len)
        course = LineString(points)
        sheet.avoided.append(course)
        x, y = points[-1].tolist()
        sheet.taken.append(around(x, y, 4))
        spot = discs.spot(course, dots, sheet) if line.number else Point()
        yield LaidMeasured(points, line.approximate, line.number, _at(spot))


def _place(place: InsetPlace, view: View, sheet: Sheet) -> LaidPlace:
    x, y = view.at(place.at)
    sheet.taken.append(around(x, y, 5))
    radius = place.radius_km * 1000 / view.metres_per_px
    return LaidPlace(x, y, radius if radius >= _SMALLEST_CIRCLE else 0.0)


def _pixels(points: tuple[LatLon, ...], view: View) -> Array:
    return view.pixels(np.array([(point.lon, point.lat) for point in points]))


def _name(
    scene: Inset, base: Base, below: Ground, view: View, sheet: Sheet, bar: Label
) -> tuple[tuple[float, float], ...]:
    """Place the names, the most important first, and give the dots of the towns."""
    sheet.place_together(_story(scene, view), partial(_story, scene, view, crowded=True))
    sheet.place([bar])
    said = set()
    for label in areas.water_labels(base, below, view, scene.lang):
        if label.words not in said and sheet.place_one((label,)):
            said.add(label.words)
    for settings in areas.country_labels(below, view, scene.lang):
        sheet.place_one(settings)
    sheet.place(areas.disputed_labels(scene, below, view))
    return tuple(_towns(scene, base, view, sheet))


def _story(scene: Inset, view: View, *, crowded: bool = False) -> list[tuple[Label, ...]]:
    """Give the names of the story, each in its settings."""
    known = scene.measured, scene.places
    story = [
        tuple(names.place_labels(place, view, *known, crowded=crowded))
        for place in scene.places
    ]
    for line in scene.measured:
        story += [names.end_labels(line, view), names.figure_labels(line, view)]
    return [settings for settings in story if settings]


def _towns(scene: Inset, base: Base, view: View, sheet: Sheet) -> Iterator[tuple[float, float]]:
    """Place the towns that find room, and give the dots of those that did."""
    for label in towns.town_labels(scene, base, view):
        dot = names.around_home(label)
        clear = sheet.is_clear(dot.grown(1.5))
        if clear and label.home and sheet.place_one((label,)):
            sheet.taken.append(dot)
            yield label.home
