"""Draw legs and measured lines: casing, mode by pattern, basis by dash, ticks, arrows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, Point, box

from geo import palette
from geo.base.thin import Array, lines
from geo.model import Basis, Mode
from geo.picture import svg

_TOLERANCE = 0.5
_RAIL_TOLERANCE = 1.7
_TIE = 3.8
_TIE_FIRST = 4.0
_TIE_EVERY = 9.0
_TIE_EVERY_DASH = 26.0
"""One in the middle of every other dash: see ``palette.INFERRED_DASH``."""
_TICK = 5.0
_ARROW_EVERY = 130.0
_CLEAR, _LEAST_CLEAR = 17.0, 9.0
"""How far from an end or a disc an arrow stands, and how far the only one does."""
_PARTS = tuple(part / 20 for part in range(3, 18))
_APART = 1.0
"""Pixels between two runs from which on they do not meet."""

Run = tuple[LineString, bool]
"""A run of a leg in pixels, and whether it is schematic."""


def runs(stretches: Sequence[tuple[Array, bool]], mode: Mode) -> tuple[Run, ...]:
    """Make a leg's runs from stretches in pixels; neighbours of one kind become one.

    A leg by air is an arch over each stretch: its ground track is not a way.
    """
    if mode is Mode.AIR:
        return tuple((_arch(at[0], at[-1]), schematic) for at, schematic in stretches)
    joined: list[tuple[Array, bool]] = []
    for points, schematic in stretches:
        if joined and joined[-1][1] == schematic and _meet(joined[-1][0], points):
            joined[-1] = (np.concatenate((joined[-1][0], points)), schematic)
        else:
            joined.append((points, schematic))
    grain = _RAIL_TOLERANCE if mode is Mode.RAIL else _TOLERANCE
    return tuple(
        (line, schematic)
        for points, schematic in joined
        for line in lines(LineString(points).simplify(grain))
    )


def moved(parts: Sequence[Run], x: float, y: float) -> tuple[Run, ...]:
    """Move a leg's runs aside, in pixels."""
    return tuple((translate(line, x, y), schematic) for line, schematic in parts)


def _meet(one: Array, two: Array) -> bool:
    """Tell whether a run goes on where another ends: it does not where the map is cut."""
    return math.dist(one[-1], two[0]) < _APART


def _arch(start: Array, end: Array) -> LineString:
    dx, dy = (end - start).tolist()
    lift = 0.18 * math.copysign(1.0, dx or 1.0)
    control = (start + end) / 2 + np.array([dy * lift, -dx * lift])
    t = np.linspace(0, 1, 41)[:, None]
    return LineString((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end)


def leg(parts: Sequence[Run], mode: Mode, basis: Basis) -> str:
    """Draw a leg."""
    out = [_path("s-casing", line) for line, _ in parts]
    for line, schematic in parts:
        if schematic:
            out.append(_path("s-line s-dots" + _dashed(basis), line))
        elif mode is Mode.RAIL:
            out.append(_path("s-line s-track" + _dashed(basis), line))
            out.append(_ties(line, basis))
        elif mode is Mode.ROAD:
            out.append(_path("s-line s-wide" + _dashed(basis), line))
            out.append(_path("s-inner", line))
        else:
            out.append(_path("s-line" + _dashed(basis), line))
    return svg.element("g", *out, cls=f"s-by-{mode.value}")


def _ties(line: LineString, basis: Basis) -> str:
    data = "".join(map(svg.path, ties(line, basis)))
    return svg.element("path", cls="s-line s-ties", d=data) if data else ""


def ties(line: LineString, basis: Basis) -> Iterator[Array]:
    """Lay ties across a line, square to its course over a few pixels."""
    every = _TIE_EVERY_DASH if basis is Basis.INFERRED else _TIE_EVERY
    for at in np.arange(_TIE_FIRST, line.length - 3, every).tolist():
        middle, behind, ahead = (line.interpolate(at + step) for step in (0, -4, 4))
        dx, dy = ahead.x - behind.x, ahead.y - behind.y
        length = math.hypot(dx, dy) or 1.0
        nx, ny = _TIE * dy / length, -_TIE * dx / length
        yield np.array([(middle.x - nx, middle.y - ny), (middle.x + nx, middle.y + ny)])


def _dashed(basis: Basis) -> str:
    return " s-inferred" if basis is Basis.INFERRED else ""


def _path(cls: str, line: LineString) -> str:
    return svg.element("path", cls=cls, d=svg.path(np.asarray(line.coords)))


def visible(parts: Sequence[Run], width: float, height: float) -> LineString:
    """Join a leg's runs to one line, cut to the picture; its longest piece if cut up."""
    whole: list[Array] = []
    for points in (np.asarray(line.coords) for line, _ in parts):
        if whole and _meet(whole[-1], points):
            whole[-1] = np.concatenate((whole[-1], points))
        else:
            whole.append(points)
    shown = [LineString(points).intersection(box(0, 0, width, height)) for points in whole]
    pieces = [piece for piece in shapely.get_parts(shown) if isinstance(piece, LineString)]
    return max(pieces, key=lambda piece: piece.length, default=LineString(whole[0]))


def arrows(shapes: Sequence[Array], mode: Mode) -> str:
    """Draw small arrows along a leg."""
    data = "".join(svg.path(shape, closed=True) for shape in shapes)
    return svg.element("path", cls=f"s-by-{mode.value} s-arrow", d=data) if data else ""


def arrow_shapes(line: LineString, clear: Sequence[Point]) -> Iterator[Array]:
    """Give the outlines of small arrows along a line, away from what stands on it.

    Where none is, one stands in the widest gap that has room for it.
    """
    count = max(2, round(line.length / _ARROW_EVERY))
    parts = [(number + 0.5) / count for number in range(count)]
    free = [part for part in parts if _space(line, part, clear) > _CLEAR]
    if not free:
        widest = max(_PARTS, key=lambda part: _space(line, part, clear))
        free = [widest] if _space(line, widest, clear) > _LEAST_CLEAR else []
    for part in free:
        at, ahead = (line.interpolate(part * line.length + step) for step in (-4, 4))
        yield _arrow(at, ahead)


def _space(line: LineString, part: float, clear: Sequence[Point]) -> float:
    """Tell how far from what stands on a line a part of it lies."""
    spot = line.interpolate(part, normalized=True)
    return min((spot.distance(other) for other in clear), default=math.inf)


def _arrow(at: Point, ahead: Point) -> Array:
    length = math.hypot(ahead.x - at.x, ahead.y - at.y) or 1.0
    ux, uy = (ahead.x - at.x) / length, (ahead.y - at.y) / length
    tip = (at.x + 10 * ux, at.y + 10 * uy)
    notch = (at.x + 1.6 * ux, at.y + 1.6 * uy)
    left, right = ((at.x + side * uy, at.y - side * ux) for side in (4.2, -4.2))
    return np.array([tip, left, notch, right])


def measured(points: Array, approximate: bool = False) -> str:
    """Draw a measured line, with a tick across each end."""
    drawn = "".join(map(svg.path, ticks(points)))
    line = svg.path(points)
    return svg.element(
        "g",
        svg.element("path", cls="s-casing", d=line),
        svg.element("path", cls="s-rule s-dashes" if approximate else "s-rule", d=line),
        svg.element("path", cls="s-rule", d=drawn),
        cls="s-measured",
    )


def ticks(points: Array) -> Iterator[Array]:
    """Lay a tick across each end of a measured line."""
    (x0, y0), (x1, y1) = points[0].tolist(), points[-1].tolist()
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    nx, ny = _TICK * (y1 - y0) / length, _TICK * (x0 - x1) / length
    for x, y in ((x0, y0), (x1, y1)):
        yield np.array([(x - nx, y - ny), (x + nx, y + ny)])


def disc(x: float, y: float, radius: float, number: int, mode: Mode) -> str:
    """Draw a leg's number in its disc."""
    return svg.element(
        "g",
        svg.element("circle", cls="s-disc", cx=x, cy=y, r=radius),
        svg.element("text", str(number), cls="s-number", x=x, y=y + 4.2),
        cls=f"s-by-{mode.value}",
    )


CSS = f"""
.still path{{fill:none;stroke-linejoin:round;stroke-linecap:butt}}
.still .s-by-sea{{--leg:var(--leg-sea)}}
.still .s-by-rail{{--leg:var(--leg-rail)}}
.still .s-by-road{{--leg:var(--leg-road)}}
.still .s-by-air{{--leg:var(--leg-air)}}
.still .s-casing{{stroke:var(--paper);stroke-width:{palette.CASING:g}}}
.still .s-line{{stroke:var(--leg);stroke-width:{palette.LINE:g}}}
.still .s-inferred{{stroke-dasharray:{palette.INFERRED_DASH}}}
.still .s-track{{stroke-width:2}}
.still .s-ties{{stroke-width:1.6}}
.still .s-wide{{stroke-width:6}}
.still .s-inner{{stroke:var(--paper);stroke-width:2}}
.still .s-dots{{stroke-dasharray:{palette.SCHEMATIC_DASH};stroke-linecap:round}}
.still .s-dots.s-inferred{{stroke-dasharray:{palette.GUESSED_DASH}}}
.still .s-arrow{{fill:var(--leg);stroke:var(--paper);stroke-width:1.2;paint-order:stroke}}
.still .s-measured .s-casing{{stroke-width:4.6}}
.still .s-rule{{stroke:var(--leg-measured);stroke-width:{palette.MEASURED:g}}}
.still .s-dashes{{stroke-dasharray:4 3}}
""".strip()
