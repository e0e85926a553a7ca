"""Draw the border that is measured to as it was measured, where the base lies beside it."""

from __future__ import annotations

from dataclasses import replace

import shapely
from shapely.geometry import MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geo import borders
from geo.base import Base
from geo.base.thin import lines
from geo.picture import ground as earth
from geo.picture.ground import Ground
from geo.picture.project import View
from geo.picture.scene import Inset, InsetMeasured

_SEEN_BELOW = 700.0
"""Metres to a pixel below which one sees that a measured line ends beside the base's border."""
_ON = 1e-4
"""Degrees from a line within which a point lies on it: about 10 m."""
_APART = 8000.0
"""Metres that the base's border may lie beside the same one as it was measured."""


def traced(below: Ground, scene: Inset, base: Base, view: View) -> Ground:
    """Put the borders that are measured to in place of those of the base."""
    if view.metres_per_px > _SEEN_BELOW:
        return below
    for line in scene.measured:
        if line.country and not line.approximate:
            below = _traced(below, line, base, view)
    return below


def _traced(below: Ground, line: InsetMeasured, base: Base, view: View) -> Ground:
    apart = _APART / view.metres_per_px
    course = earth.courses(_edge(line), base, view)
    near = below.borders.buffer(apart).union(Point(view.at(line.end)).buffer(apart))
    drawn = course.intersection(near)
    left = below.borders.difference(drawn.buffer(apart))
    return replace(below, borders=MultiLineString([*lines(left), *lines(drawn)]))


def _edge(line: InsetMeasured) -> MultiLineString:
    """Give the line that is measured to: its land borders alone, if it is met on one."""
    if "land" in borders.lines(line.country):
        land = borders.outline(line.country, "land")
        if land.distance(Point(line.end.lon, line.end.lat)) < _ON:
            return MultiLineString(list(lines(shapely.line_merge(land))))
    shape: BaseGeometry = borders.outline(line.country, line.line)
    edge = shape.boundary if "Polygon" in shape.geom_type else shape
    return MultiLineString(list(lines(shapely.line_merge(edge))))
