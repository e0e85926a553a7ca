"""The scale bar of a picture: a round length in the story's unit."""

from __future__ import annotations

import math

from geo.picture.labels import Label, Placed, Words
from geo.picture.project import View
from geo.picture.scene import Inset
from geo.picture.spots import END, START, Spot
from geo.units import KM_PER

_LONGEST = 92.0
_FOOT = 7.0


def label(scene: Inset, view: View) -> tuple[Label, float]:
    """Make the scale bar, with its length in pixels: a round number, in a corner."""
    unit = KM_PER[scene.unit] * 1000 / view.metres_per_px
    most = _LONGEST / unit
    power = 10 ** math.floor(math.log10(most))
    value = next(power * step for step in (5, 2, 1) if power * step <= most)
    words = (Words(scene.scale_text(value), 11, "s-scale"),)
    right, low = scene.width - 10.0, scene.height - 17.0
    corners = (
        Spot(10, low, START), Spot(right, low, END, 2),
        Spot(10, 17, START, 4), Spot(right, 17, END, 4),
    )  # fmt: skip
    return Label(words, corners, least_width=value * unit + 2, foot=_FOOT), value * unit


def outline(placed: Placed, length: float) -> tuple[tuple[float, float], ...]:
    """Give the line of the bar beneath its words, with an upright at each end."""
    box = placed.box
    x = box.right - 1 - length if placed.spot.anchor == END else box.left + 1
    y = box.bottom - 1
    return (x, y - 4), (x, y), (x + length, y), (x + length, y - 4)
