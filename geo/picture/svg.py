"""Write SVG: escaped, compact, the same bytes each time, and no ``style`` attributes."""

from __future__ import annotations

from html import escape

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.base import thin
from geo.base.thin import Array


def element(name: str, *children: str, **attributes: object) -> str:
    """Write an element; children are SVG already, attributes are not.

    Underscores stand for hyphens, ``cls`` for ``class``; None and "" leave one out.
    """
    head = "".join(
        f' {"class" if key == "cls" else key.replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value not in (None, "")
    )
    body = "".join(children)
    return f"<{name}{head}>{body}</{name}>" if body else f"<{name}{head}/>"


def text(words: str) -> str:
    """Write words as text that is nothing but text."""
    return escape("".join(letter for letter in words if letter >= " "), quote=False)


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else escape(str(value))


def number(value: float) -> str:
    """Write a number with one decimal at most, and no more letters than it needs."""
    text = f"{value:.1f}".removesuffix(".0")
    if text == "-0":
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def path(points: Array, closed: bool = False, units: int = 10) -> str:
    """Write a line or a ring (first vertex not repeated) as path data, in steps.

    ``units`` is the number of steps of the grid to a pixel: 10 writes pixels with one
    decimal, any other number whole units, for a group that is scaled by its inverse.
    """
    grid = np.rint(points * units).astype(int)
    pair = _tenths if units == 10 else _whole
    steps = np.diff(grid, axis=0)
    steps = steps[np.any(steps, axis=1)]
    if not len(steps):
        return ""
    head = "M" + pair(*grid[0].tolist()) + "l"
    body = " ".join(pair(*step) for step in steps.tolist())
    return head + body.replace(" -", "-") + ("z" if closed else "")


def _whole(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"


def _tenths(x: int, y: int) -> str:
    second = number(y / 10)
    return number(x / 10) + (second if second.startswith("-") else f" {second}")


def polygons(geometry: BaseGeometry, units: int = 10) -> str:
    """Write the polygons of a geometry as one path's data."""
    areas = thin.polygons(geometry)
    rings = (ring for area in areas for ring in (area.exterior, *area.interiors))
    return "".join(path(np.asarray(ring.coords)[:-1], True, units) for ring in rings)


def lines(geometry: BaseGeometry, units: int = 10) -> str:
    """Write the lines of a geometry as one path's data."""
    return "".join(path(np.asarray(line.coords), False, units) for line in thin.lines(geometry))
