"""Draw the still picture of a leg or of a measured distance, as inline SVG."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from shapely.geometry import LineString, Point

from geo import palette
from geo.base import Base, select
from geo.base.thin import Array
from geo.geodesy import between, circle, distance_km
from geo.model import LatLon
from geo.picture import ground as earth
from geo.picture import names, strokes, svg
from geo.picture.ground import Ground
from geo.picture.labels import Box, Sheet, around
from geo.picture.project import View, fit
from geo.picture.scene import Inset, InsetLine, InsetMeasured, InsetPlace

__all__ = ["Inset", "InsetLine", "InsetMeasured", "InsetPlace", "inset", "inset_css"]

_DISC = 9.5
_SMALLEST_CIRCLE = 7.0
_GEODESIC_STEP_KM = 50.0


def inset(scene: Inset, standalone: bool = False) -> str:
    """Draw a picture.

    Parameters
    ----------
    scene : Inset
    standalone : bool
        Carry fonts and the light colours along, for a file of its own. Without it the
        page gives them: ``inset_css`` and the custom properties of ``geo.palette``.

    Returns
    -------
    str
        An ``<svg>`` without script or ``style`` attributes. Its one id is its title's.
    """
    view = fit(_shown(scene), scene.width, scene.height, names.margins(scene))
    base, below = (scene.base, earth.project(scene.base, view)) if scene.base else _below(view)
    sheet = Sheet(Box(4, 4, scene.width - 4, scene.height - 4))
    drawn = [
        earth.draw(below, view),
        *(_leg(line, view, sheet) for line in scene.lines),
        *(_measured(line, view, sheet) for line in scene.measured),
        *(_place(place, view, sheet) for place in scene.places),
        _names(scene, base, below, view, sheet),
    ]
    return _wrap(scene, "".join(drawn), standalone)


def _shown(scene: Inset) -> list[LatLon]:
    """List the positions that must be seen."""
    ends = [end for line in scene.measured for end in _with_surroundings(line)]
    edges = [point for place in scene.places for point in circle(place.at, place.radius_km, 8)]
    ways = [at for line in scene.lines for part in line.stretches for at in part.points]
    return [*ways, *ends, *edges]


def _with_surroundings(line: InsetMeasured) -> tuple[LatLon, ...]:
    """Show some of the country beyond the border, not its edge alone."""
    beyond = 0.2 * distance_km(line.start, line.end)
    return line.start, *circle(line.end, beyond, 8)


@lru_cache(maxsize=64)
def _below(view: View) -> tuple[Base, Ground]:
    """Choose and project the base of a picture: as sharp as half a pixel, no sharper.

    It is the same in every language and unit, where the view is the same.
    """
    half_pixel = max(0.5 * view.metres_per_px / 111_000, 0.0002)
    base = select((), view.extent(), sharp=half_pixel, beyond=False)
    return base, earth.project(base, view)


def _leg(line: InsetLine, view: View, sheet: Sheet) -> str:
    stretches = [(_pixels(part.points, view), part.schematic) for part in line.stretches]
    parts = strokes.runs(stretches, line.mode)
    shown = strokes.visible(parts, view.width, view.height)
    sheet.avoided.append(shown)
    drawn = strokes.leg(parts, line.mode, line.basis)
    middle = shown.interpolate(0.5, normalized=True)
    ends = [Point(shown.coords[0]), Point(shown.coords[-1])]
    clear = [*ends, middle] if line.number else ends
    drawn += strokes.arrows(shown, line.mode, clear)
    if line.number:
        sheet.taken.append(around(middle.x, middle.y, _DISC + 2))
        drawn += strokes.disc(middle.x, middle.y, _DISC, line.number, line.mode)
    return drawn


def _measured(line: InsetMeasured, view: View, sheet: Sheet) -> str:
    points = _pixels(between(line.start, line.end, _GEODESIC_STEP_KM), view)
    sheet.avoided.append(LineString(points))
    x, y = points[-1].tolist()
    sheet.taken.append(around(x, y, 4))
    return strokes.measured(points, line.approximate)


def _place(place: InsetPlace, view: View, sheet: Sheet) -> str:
    x, y = view.at(place.at)
    sheet.taken.append(around(x, y, 5))
    radius = place.radius_km * 1000 / view.metres_per_px
    ring = svg.element("circle", cls="s-around", cx=x, cy=y, r=radius)
    dot = svg.element("circle", cls="s-dot", cx=x, cy=y, r=3.6)
    return (ring if radius >= _SMALLEST_CIRCLE else "") + dot


def _pixels(points: tuple[LatLon, ...], view: View) -> Array:
    return view.pixels(np.array([(point.lon, point.lat) for point in points]))


def _names(scene: Inset, base: Base, below: Ground, view: View, sheet: Sheet) -> str:
    """Place and draw the names, the most important first."""
    bar, length = names.scale(scene, view)
    sheet.place(names.place_label(place, view) for place in scene.places)
    sheet.place(label for line in scene.measured for label in names.measured_labels(line, view))
    sheet.place([bar])
    sheet.place(names.water_labels(base, below, view, scene.lang))
    for settings in names.country_labels(below, view, scene.lang):
        sheet.place_one(settings)
    sheet.place(names.disputed_labels(scene, below, view))
    towns = list(_towns(scene, base, view, sheet))
    dots = [svg.element("circle", cls="s-town-dot", cx=x, cy=y, r=1.8) for x, y in towns]
    texts = [
        names.draw_scale(item, length) if item.label is bar else names.draw(item)
        for item in sheet.placed
    ]
    return "".join([*dots, *texts])


def _towns(scene: Inset, base: Base, view: View, sheet: Sheet) -> Iterator[tuple[float, float]]:
    """Place the towns that find room, and give the dots of those that did."""
    for label in names.town_labels(scene, base, view):
        dot = names.around_home(label)
        clear = not any(dot.meets(box) for box in sheet.taken)
        if clear and label.home and sheet.place_one((label,)):
            sheet.taken.append(dot)
            yield label.home


def _wrap(scene: Inset, body: str, standalone: bool) -> str:
    title = f"{scene.prefix}-title"
    colours = f".still{{{palette.variables(palette.LIGHT)}}}"
    return svg.element(
        "svg",
        svg.element("title", svg.text(scene.title), id=title),
        svg.element("style", colours + inset_css()) if standalone else "",
        body,
        xmlns="http://www.w3.org/2000/svg",
        cls="still",
        viewBox=f"0 0 {scene.width} {scene.height}",
        width=scene.width,
        height=scene.height,
        role="img",
        lang=scene.lang,
        aria_labelledby=title,
    )


def inset_css() -> str:
    """Give the rules of every picture; colours are the custom properties of the page."""
    return strokes.CSS + names.CSS + earth.CSS
