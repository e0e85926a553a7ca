"""The key of a poster: only what its maps show, each drawn as it is drawn there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import box

from geo import palette
from geo.base.thin import Array
from geo.model import Basis, Mode
from geo.picture import plot, strokes, typeface
from geo.picture.canvas import Canvas
from geo.picture.ground import hatch
from geo.picture.layout import Laid, LaidLeg, LaidPlace
from geo.picture.plot import INK
from geo.picture.typeface import Face
from geo.story.values import Story

ROW = 17.0
_SIZE = 10.5
_SAMPLE, _GAP, _BETWEEN = 30.0, 6.0, 18.0
_SEEN = 8.0
"""Pixels of a dotted run, or of all strokes of a hatch, from which on it can be seen."""

_DOTS = {Basis.REPORTED: "key_schematic", Basis.INFERRED: "key_guessed"}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the key: what is drawn, and the key of its word."""

    word: str
    mode: Mode | None = None
    basis: Basis = Basis.REPORTED
    schematic: bool = False


def items(maps: Sequence[Laid]) -> Iterator[Item]:
    """List what can be seen on maps, in the order of their legs."""
    legs = [leg for laid in maps for leg in laid.legs]
    modes = dict.fromkeys(leg.mode for leg in legs)
    yield from (Item(f"key_{mode.value}", mode) for mode in modes)
    inferred = [leg for leg in legs if leg.basis is Basis.INFERRED]
    if dashed := [leg.mode for leg in inferred if not all(dots for _, dots in leg.parts)]:
        yield Item("key_inferred", dashed[0], Basis.INFERRED)
    dotted = [leg for laid in maps for leg in laid.legs if _is_dotted(leg, laid)]
    for basis, word in _DOTS.items():
        if found := [leg.mode for leg in dotted if leg.basis is basis]:
            yield Item(word, found[0], basis, schematic=True)
    if any(laid.measured for laid in maps):
        yield Item("key_measured")
    if any(place.radius for laid in maps for place in laid.places):
        yield Item("key_place")
    if any(_hatched(laid) >= _SEEN for laid in maps):
        yield Item("key_disputed")


def _is_dotted(leg: LaidLeg, laid: Laid) -> bool:
    """Tell whether a leg shows dots: a schematic run that is long enough for a few."""
    window = box(0, 0, laid.view.width, laid.view.height)
    return any(
        line.intersection(window).length >= _SEEN for line, schematic in leg.parts if schematic
    )


def _hatched(laid: Laid) -> float:
    """Give the length of all strokes over disputed areas, in pixels."""
    shown = (area for _, area in laid.ground.disputed)
    window = box(0, 0, laid.view.width, laid.view.height)
    return float(sum(hatch(area, laid.view).intersection(window).length for area in shown))


def rows(story: Story, maps: Sequence[Laid], room: float) -> int:
    """Tell how many rows the key takes."""
    return 1 + max((row for _, _, row in _placed(story, maps, room)), default=0)


def draw(
    canvas: Canvas,
    story: Story,
    maps: Sequence[Laid],
    corner: tuple[float, float],
    room: float,
) -> None:
    """Draw the key in rows, from a corner down."""
    left, top = corner
    for item, x, row in _placed(story, maps, room):
        y = top + (row + 0.5) * ROW
        _sample(canvas, item, left + x, y)
        baseline = (left + x + _SAMPLE + _GAP, y + 0.35 * _SIZE)
        canvas.text(baseline, story.ui[item.word], _SIZE, Face.SANS, INK["quiet"])


def _placed(
    story: Story, maps: Sequence[Laid], room: float
) -> Iterator[tuple[Item, float, int]]:
    """Give each item with where it begins, and its row."""
    x, row = 0.0, 0
    for item in items(maps):
        wide = _SAMPLE + _GAP + typeface.width(story.ui[item.word], _SIZE, Face.SANS)
        if x and x + wide > room:
            x, row = 0.0, row + 1
        yield item, x, row
        x += wide + _BETWEEN


def _sample(canvas: Canvas, item: Item, x: float, y: float) -> None:
    course: Array = np.array([(x + 1, y), (x + _SAMPLE - 1, y)])
    if item.mode is not None:
        parts = strokes.runs([(course, item.schematic)], item.mode)
        plot.draw_leg(canvas, LaidLeg(parts, item.mode, item.basis, (), 0, (0.0, 0.0)))
    elif item.word == "key_measured":
        plot.measured(canvas, course)
    elif item.word == "key_disputed":
        slants = [
            np.array([(at, y + 5), (at + 10, y - 5)]) for at in range(int(x), int(x) + 20, 5)
        ]
        canvas.lines(slants, INK["hatch"], 0.8)
    else:
        plot.place(canvas, LaidPlace(x + _SAMPLE / 2, y, palette.CASING))
