"""The key of a poster: only what its maps show, each drawn as it is drawn there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from shapely.geometry import LineString

from geo import palette
from geo.base.thin import Array
from geo.model import Basis, Mode
from geo.picture import plot, typeface
from geo.picture.canvas import Canvas
from geo.picture.layout import LaidLeg, LaidPlace
from geo.picture.plot import INK
from geo.picture.typeface import Face
from geo.report import Report
from geo.story.values import Story

ROW = 17.0
_SIZE = 10.5
_SAMPLE, _GAP, _BETWEEN = 30.0, 6.0, 18.0


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the key: what is drawn, and the key of its word."""

    word: str
    mode: Mode | None = None
    basis: Basis = Basis.REPORTED
    schematic: bool = False


def items(report: Report) -> Iterator[Item]:
    """List what the maps of a report show, in the order of its legs."""
    modes = dict.fromkeys(result.leg.mode for result in report.legs)
    yield from (Item(f"key_{mode.value}", mode) for mode in modes)
    inferred = [r.leg.mode for r in report.legs if r.leg.basis is Basis.INFERRED]
    if inferred:
        yield Item("key_inferred", inferred[0], Basis.INFERRED)
    for result in report.legs:
        if any(stretch.schematic for stretch in result.route.stretches):
            yield Item("key_schematic", result.leg.mode, schematic=True)
            break
    if report.distances:
        yield Item("key_measured")
    yield Item("key_place")


def rows(report: Report, story: Story, room: float) -> int:
    """Tell how many rows the key takes."""
    return 1 + max(row for _, _, row in _placed(report, story, room))


def draw(
    canvas: Canvas, report: Report, story: Story, left: float, top: float, room: float
) -> None:
    """Draw the key in rows, from a corner down."""
    for item, x, row in _placed(report, story, room):
        y = top + (row + 0.5) * ROW
        _sample(canvas, item, left + x, y)
        baseline = (left + x + _SAMPLE + _GAP, y + 0.35 * _SIZE)
        canvas.text(baseline, story.ui[item.word], _SIZE, Face.SANS, INK["quiet"])


def _placed(report: Report, story: Story, room: float) -> Iterator[tuple[Item, float, int]]:
    """Give each item with where it begins, and its row."""
    x, row = 0.0, 0
    for item in items(report):
        wide = _SAMPLE + _GAP + typeface.width(story.ui[item.word], _SIZE, Face.SANS)
        if x and x + wide > room:
            x, row = 0.0, row + 1
        yield item, x, row
        x += wide + _BETWEEN


def _sample(canvas: Canvas, item: Item, x: float, y: float) -> None:
    course: Array = np.array([(x + 1, y), (x + _SAMPLE - 1, y)])
    if item.mode is not None:
        parts = ((LineString(course), item.schematic),)
        plot.draw_leg(canvas, LaidLeg(parts, item.mode, item.basis, (), 0, (0.0, 0.0)))
    elif item.word == "key_measured":
        plot.measured(canvas, course)
    else:
        plot.place(canvas, LaidPlace(x + _SAMPLE / 2, y, palette.CASING))
