"""Draw a laid-out picture on a canvas: ground, lines, places, names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo import palette
from geo.base.thin import Array, lines, polygons
from geo.model import Basis, Mode
from geo.picture import ground as earth
from geo.picture import scalebar, strokes
from geo.picture.canvas import Canvas
from geo.picture.discs import DISC
from geo.picture.ground import Ground
from geo.picture.labels import LEADING, Placed, Words
from geo.picture.layout import Laid, LaidLeg, LaidPlace
from geo.picture.spots import Box
from geo.picture.typeface import Face

INK = palette.LIGHT
MEASURED_CASING = 4.6
_RIVERS_FROM = 900.0
"""Metres to a pixel below which the shipped rivers look too straight to be shown."""
_TRACK, _TIES, _ROAD, _ROAD_INNER = 2.0, 1.6, 6.0, 2.0

_STYLES: Mapping[str, tuple[Face, str, str]] = {
    "s-name": (Face.BOLD, "text", "land"),
    "s-small": (Face.BOLD, "text", "land"),
    "s-figure": (Face.BOLD, "text", "land"),
    "s-own": (Face.SANS, "quiet", "land"),
    "s-disputed": (Face.ITALIC, "quiet", "land"),
    "s-town": (Face.SANS, "quiet", "land"),
    "s-scale": (Face.SANS, "text", "land"),
    "s-country": (Face.SANS, "quiet", "land"),
    "s-water": (Face.ITALIC, "water", "sea"),
}
"""Face, colour and ground of each kind of words."""


def plot(canvas: Canvas, laid: Laid, frame: Box) -> None:
    """Draw a picture in a frame of its own size, with a hairline around it."""
    canvas.within(frame)
    ground(canvas, laid.ground, laid)
    for leg in laid.upward:
        draw_leg(canvas, leg)
    for line in laid.measured:
        measured(canvas, line.points, line.approximate)
    for spot in laid.places:
        place(canvas, spot)
    for leg in laid.legs:
        if leg.number:
            disc(canvas, leg.disc, leg.number, palette.leg(leg.mode))
    for line in laid.measured:
        if line.number:
            disc(canvas, line.disc, line.number, "leg-measured")
    for town in laid.towns:
        canvas.circle(town, 1.8, fill=INK["quiet"])
    for label in laid.labels:
        write(canvas, label)
        if label.label is laid.bar:
            _bar(canvas, label, laid.bar_length)
    canvas.within(None)
    canvas.box(frame, stroke=INK["rule-dark"], width=0.8)


def ground(canvas: Canvas, below: Ground, laid: Laid) -> None:
    """Draw the quiet base: sea, land, rivers, lakes, disputed areas, borders."""
    view = laid.view
    canvas.box(Box(-1, -1, view.width + 1, view.height + 1), fill=INK["sea"])
    canvas.rings(list(_rings(below.land)), INK["land"], INK["coast"], 0.75)
    if view.metres_per_px > _RIVERS_FROM:
        canvas.lines(_courses(below.rivers), INK["river"], 0.8)
    canvas.rings(list(_rings(below.lakes)), INK["sea"], INK["coast"], 0.6)
    for _, area in below.disputed:
        canvas.lines(_courses(earth.hatch(area, view)), INK["hatch"], 0.6, alpha=0.55)
    canvas.lines(_courses(below.borders), INK["border"], 1.0)


def _rings(geometry: BaseGeometry) -> Iterator[Array]:
    for area in polygons(geometry):
        for ring in (area.exterior, *area.interiors):
            yield np.asarray(ring.coords)[:-1]


def _courses(geometry: BaseGeometry) -> Iterator[Array]:
    return (np.asarray(line.coords) for line in lines(geometry))


def draw_leg(canvas: Canvas, leg: LaidLeg) -> None:
    """Draw a leg: mode by pattern, basis by dash, on a casing of paper."""
    courses = [np.asarray(line.coords) for line, _ in leg.parts]
    canvas.lines(courses, INK["paper"], palette.CASING)
    for (line, schematic), course in zip(leg.parts, courses, strict=True):
        stroke(canvas, course, leg.mode, leg.basis, schematic)
        if leg.mode is Mode.RAIL and not schematic:
            colour = INK[palette.leg(leg.mode)]
            canvas.lines(strokes.ties(line, leg.basis), colour, _TIES)
    colour = INK[palette.leg(leg.mode)]
    for arrow in leg.arrows:
        canvas.rings([arrow], INK["paper"], INK["paper"], 1.6)
        canvas.rings([arrow], colour)


def stroke(
    canvas: Canvas, course: Array, mode: Mode, basis: Basis, schematic: bool = False
) -> None:
    """Draw a run of a leg, without casing and ties."""
    colour, dash = INK[palette.leg(mode)], palette.dash(basis, schematic)
    width = {Mode.RAIL: _TRACK, Mode.ROAD: _ROAD}.get(mode, palette.LINE)
    canvas.lines([course], colour, palette.LINE if schematic else width, dash)
    if mode is Mode.ROAD and not schematic:
        canvas.lines([course], INK["paper"], _ROAD_INNER)


def measured(canvas: Canvas, points: Array, approximate: bool = False) -> None:
    """Draw a measured line, with a tick across each end."""
    canvas.lines([points], INK["paper"], MEASURED_CASING)
    colour = INK["leg-measured"]
    canvas.lines([points], colour, palette.MEASURED, "4 3" if approximate else "")
    canvas.lines(strokes.ticks(points), colour, palette.MEASURED)


def disc(canvas: Canvas, at: tuple[float, float], number: int, colour: str) -> None:
    """Draw a number in its disc."""
    canvas.circle(at, DISC, INK[colour], INK["paper"], 2.0)
    x, y = at
    size = 12 if number < 100 else 9
    canvas.text((x, y + 0.36 * size), str(number), size, Face.BOLD, INK["on-leg"], "middle")


def place(canvas: Canvas, spot: LaidPlace) -> None:
    """Draw a place, with the circle that it may lie in where that can be seen."""
    at = (spot.x, spot.y)
    if spot.radius:
        canvas.circle(at, spot.radius, INK["text"], INK["text"], 1.0, "2 2.5", alpha=0.06)
    canvas.circle(at, 3.6, INK["paper"], INK["text"], 2.0)


def write(canvas: Canvas, placed: Placed) -> None:
    """Write a label, with a thread to what it names where that is not beside it."""
    if placed.thread:
        canvas.lines([np.array(placed.thread)], INK["text"], 0.8)
    y = placed.box.top
    for words in placed.label.words:
        y += words.size * LEADING
        _words(canvas, words, (placed.spot.x, y - 0.3 * words.size), placed.spot.anchor)


def _words(canvas: Canvas, words: Words, at: tuple[float, float], anchor: str) -> None:
    face, colour, halo = _STYLES[words.cls]
    canvas.text(at, words.text, words.size, face, INK[colour], anchor, INK[halo], words.spacing)


def _bar(canvas: Canvas, placed: Placed, length: float) -> None:
    """Draw the scale bar beneath its words."""
    shape = np.array(scalebar.outline(placed, length))
    canvas.lines([shape], INK["paper"], 3.4)
    canvas.lines([shape], INK["text"], 1.4)
