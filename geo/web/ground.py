"""The base map under a story's web map: sharp where its legs and measured lines end."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiLineString, MultiPolygon

from geo import whereabouts
from geo.base import Base, Extent, pack, select
from geo.base.selection import DETAIL_KM, SHARP
from geo.model import LatLon
from geo.picture.towns import is_told
from geo.report import Report
from geo.story.values import Story
from geo.web.naming import Frame, country_names
from geo.web.seam import Seam

_MARGIN = 0.16
"""The part of the story's span that is drawn beyond it on each side."""
_LEAST_DEG = 6.0
_SHAPE = 1.5
"""A map at a desk is about so many times as wide as it is high."""
_NAMED_KM = 2400.0
"""Countries and towns further than this from the story's lines are drawn without names."""
MERCATOR_END = 84.0
DRAWN = ("land", "lakes", "rivers", "borders")
"""What is drawn of the ground: the same in every language and unit."""


class Detail(NamedTuple):
    """How sharp a base map is around its story's places, in degrees, and how far around."""

    sharp: float
    within_km: float
    rivers: bool = True


FULL = Detail(SHARP, DETAIL_KM)
SMALL = Detail(2 * SHARP, DETAIL_KM, rivers=False)
"""For a map alone, which is seen smaller and must load faster."""


def ground(
    story: Story,
    report: Report,
    frames: Sequence[Frame],
    cut: Seam,
    detail: Detail = FULL,
) -> Mapping[str, object]:
    """Choose the base map for a story, packed for the page, named for its frames."""
    focus = tuple(dict.fromkeys(_focus(report, cut)))
    route = [point for leg in report.legs for point in cut.route(leg.route)]
    base, drawn = _drawn(focus, extent([*focus, *route]), detail)
    near = _near([*focus, *route])
    named = replace(
        base,
        land=MultiPolygon(),
        lakes=MultiPolygon(),
        rivers=MultiLineString(),
        borders=MultiLineString(),
        countries=(),
        towns=tuple(
            item for item in base.towns if near(item.at) and not is_told(item, story.places)
        ),
    )
    told = _about(report)
    names = country_names(base, tuple(frames), story.lang, told, near)
    return {**pack(named, story.lang), **drawn, "countries": names}


@lru_cache(maxsize=8)
def _drawn(
    focus: tuple[LatLon, ...], within: Extent, detail: Detail
) -> tuple[Base, Mapping[str, object]]:
    """Choose and pack what is drawn; it is the same in every language and unit."""
    base = select(focus, within, detail.within_km, detail.sharp)
    if not detail.rivers:
        base = replace(base, rivers=MultiLineString())
    packed = pack(base)
    return base, {name: packed[name] for name in DRAWN}


def _near(points: Sequence[LatLon]) -> Callable[[LatLon], bool]:
    """Tell which names belong to a story: those not far from its lines, on a sphere."""

    def directions(places: Sequence[LatLon]) -> NDArray[np.float64]:
        lat, lon = np.radians(np.asarray(places, dtype=float)).T
        return np.stack(
            [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1
        )

    least = math.cos(_NAMED_KM / 6371)
    along = directions(points[:: max(1, len(points) // 400)])
    return lambda at: bool((along @ directions([at])[0]).max() > least)


def _about(report: Report) -> frozenset[str]:
    """Name the countries that a story is about: of its legs' ends, and of its borders."""
    ends = {
        report.case.place(end).at for leg in report.case.legs for end in (leg.start, leg.end)
    }
    measured = {found.distance.country for found in report.distances}
    return frozenset({whereabouts.country_of(at) for at in ends} | measured)


def _focus(report: Report, cut: Seam) -> Iterable[LatLon]:
    for result in report.legs:
        points = cut.route(result.route)
        yield from (points[0], points[-1])
    for found in report.distances:
        course = cut.course(found)
        yield from (course[0], course[-1])


def extent(points: Iterable[LatLon]) -> Extent:
    """Give south, west, north and east around positions, with a margin to move about in."""
    lats, lons = zip(*points, strict=True)
    south, north, west, east = min(lats), max(lats), min(lons), max(lons)
    margin = max(_MARGIN * max(north - south, east - west), _LEAST_DEG)
    south, north = max(south - margin, -MERCATOR_END), min(north + margin, MERCATOR_END)
    narrow = _SHAPE * (_mercator(north) - _mercator(south)) - (east - west)
    margin = max(margin, min(narrow, 360 - (east - west)) / 2)
    return south, west - margin, north, east + margin


def _mercator(lat: float) -> float:
    """Give how far north Mercator draws a latitude, in degrees of the equator."""
    return math.degrees(math.asinh(math.tan(math.radians(lat))))
