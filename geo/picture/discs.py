"""Where the disc with a leg's number stands on a picture: clear of its ends and of others."""

from __future__ import annotations

import math
from collections.abc import Iterator

from shapely.geometry import LineString, Point

from geo.picture.sheet import Sheet
from geo.picture.spots import around

DISC = 9.5
"""The radius of a disc, in pixels."""


def spot(shown: LineString, dots: list[Point], sheet: Sheet) -> Point:
    """Find where a disc stands: in the middle of its line, or where it hides no end.

    A line too short for a disc has it beside, where it hides least of the others.
    """
    on = [shown.interpolate(part, normalized=True) for part in (0.5, 0.42, 0.58, 0.35, 0.65)]
    clear = [at for at in on if _clear(at, dots, sheet)][:1]
    clear = clear or [at for at in _beside(on[0]) if _clear(at, dots, sheet)]

    def hidden(at: Point) -> float:
        ground = at.buffer(DISC + 2)
        far = at.distance(on[0]) / 4
        return far + sum(line.intersection(ground).length for line in sheet.avoided)

    found = min(clear, key=hidden, default=on[0])
    sheet.taken.append(around(found.x, found.y, DISC + 2))
    return found


def _clear(at: Point, dots: list[Point], sheet: Sheet) -> bool:
    box = around(at.x, at.y, DISC + 2)
    free = box.within(sheet.frame) and not any(box.meets(other) for other in sheet.taken)
    return free and all(at.distance(dot) > DISC + 7 for dot in dots)


def _beside(middle: Point) -> Iterator[Point]:
    for reach in (16, 20, 26, 34):
        for turn in (90, 60, 120, 30, 150, 270, 240, 300, 0, 180):
            angle = math.radians(turn)
            yield Point(middle.x + reach * math.cos(angle), middle.y + reach * math.sin(angle))
