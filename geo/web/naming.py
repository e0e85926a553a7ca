"""Where country names go: in the middle of what a frame of the story shows of each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from geo.base import Base, Country, Extent
from geo.base.atlas import countries, turns
from geo.drawn import coarse
from geo.model import LatLon
from geo.picture.projection import KM_PER_DEGREE

_MARGIN = 0.18
"""The part of a frame's span that a map shows around it."""
_LEAST_DEG = 0.3
_FINENESS = 150
"""The frame's span over the tolerance that outlines are thinned to."""

Frame = tuple[LatLon, LatLon]
Box = tuple[float, float, float, float]
Spot = tuple[float, float, int]
"""Latitude, longitude, and the kilometres of free land around it."""
Named = tuple[str, tuple[Spot, ...], bool]
"""A country's name, where it may stand, and whether the story is about the country."""


def country_names(
    base: Base,
    frames: tuple[Frame, ...],
    lang: str,
    told: frozenset[str],
    near: Callable[[LatLon], bool],
) -> list[Named]:
    """Give each country's name with the spots it may stand at, the roomiest first.

    ``told`` are the countries that the story is about (ISO 3166 alpha-3), ``near`` tells
    which names belong to it. One of these whose own place is elsewhere is named where a
    frame shows enough of its ground.
    """
    found = []
    for country in _candidates(base.extent):
        own = country in base.countries and near(country.at)
        if not own and country.iso3 not in told:
            continue
        elsewhere = (country.at.lat, country.at.lon, int(country.width_km / 2))
        if spots := _spots(country, frames) or ((elsewhere,) if own else ()):
            found.append((country.name(lang), spots, country.iso3 in told))
    return found


def _candidates(extent: Extent) -> Iterator[Country]:
    """Give the countries whose ground may lie in an extent."""
    south, west, north, east = extent
    for turn in turns(extent):
        for country in countries():
            at = LatLon(country.at.lat, country.at.lon + turn)
            up = max(south - at.lat, at.lat - north, 0)
            aside = max(west - at.lon, at.lon - east, 0) * math.cos(math.radians(at.lat))
            if math.hypot(up, aside) * KM_PER_DEGREE <= country.width_km:
                yield replace(country, at=at) if turn else country


@lru_cache(maxsize=512)
def _spots(country: Country, frames: tuple[Frame, ...]) -> tuple[Spot, ...]:
    shape = coarse(country.iso3)
    if turn := 360 * round(country.at.lon / 360):
        shape = affinity.translate(shape, turn)
    shown = [] if shape.is_empty else [f for f in frames if _meets(shape.bounds, _around(f))]
    spots = {spot for frame in shown for spot in _spot(shape, frame)}
    return tuple(sorted(spots, key=lambda spot: -spot[2]))


def _span(frame: Frame) -> float:
    (south, west), (north, east) = frame
    return max(north - south, east - west, _LEAST_DEG)


def _around(frame: Frame) -> Box:
    """Give west, south, east and north of a frame with its margin."""
    (south, west), (north, east) = frame
    margin = _span(frame) * _MARGIN
    return west - margin, south - margin, east + margin, north + margin


def _meets(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _spot(country: BaseGeometry, frame: Frame) -> list[Spot]:
    """Find the middle of the largest piece of a country within a frame, if there is one."""
    span = _span(frame)
    _, south, _, north = _around(frame)
    seen = shapely.clip_by_rect(country, *_around(frame))
    if seen.is_empty:
        return []
    piece = max(shapely.get_parts(seen), key=lambda part: part.area).simplify(span / _FINENESS)
    if piece.is_empty or piece.area < (span / 40) ** 2:
        return []
    # Degrees of longitude are shorter than those of latitude: compare like with like.
    squeeze = math.cos(math.radians((south + north) / 2))
    flat = shapely.transform(piece, lambda xy: xy * (squeeze, 1))
    circle = shapely.maximum_inscribed_circle(flat, tolerance=span / _FINENESS)
    lon, lat = circle.coords[0]
    return [(round(lat, 2), round(lon / squeeze, 2), int(circle.length * KM_PER_DEGREE))]
