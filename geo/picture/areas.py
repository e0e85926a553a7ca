"""Name the ground of a picture: countries, disputed areas, seas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt
from shapely import (
    contains_xy,
    distance,
    intersects,
    linestrings,
    maximum_inscribed_circle,
    prepare,
)
from shapely.geometry import MultiPolygon, Point, box
from shapely.geometry.base import BaseGeometry

from geo.base import Base
from geo.base.thin import Array, polygons
from geo.nations import country_name
from geo.picture import whose
from geo.picture.ground import Ground
from geo.picture.labels import Label, Words, prepared
from geo.picture.project import View
from geo.picture.scene import Inset
from geo.picture.spots import Box, grid

_NAMED_FROM = 150.0
"""Square pixels of a disputed area from which on its name may stand over its edge."""
_REACH = (150.0, 70.0, 45.0, 40.0, 12.0)
_REACH_KM = (1500.0, 450.0, 200.0, 60.0, 15.0)
"""How far, by rank, the name of a sea may stand from its place, in pixels and at all."""


def country_labels(below: Ground, view: View, lang: str) -> Iterator[tuple[Label, ...]]:
    """Name the countries that take up room, inside the land that shows.

    Each comes on one line and, where its name has more words, on a line a word.
    """
    frame = Box(0, 0, view.width, view.height)
    apart = {area.names.get(lang, area.names["en"]) for area, _ in below.disputed}
    for code, area in below.countries:
        dry = MultiPolygon([*polygons(area.difference(below.lakes))])
        if dry.area < 0.008 * view.width * view.height or country_name(code, lang) in apart:
            continue
        name = country_name(code, lang).upper()
        x, y = maximum_inscribed_circle(dry).coords[0][:2]
        on_land = grid(x, y, view.width / 2, 8, frame, partial(_on, dry))
        near = view.metres_per_px <= whose.NEAR
        spots = whose.among(on_land, code, view) if near else below.among(on_land, code)
        ground = prepared(dry)
        settings = dict.fromkeys(((name,), tuple(name.split())))
        yield tuple(Label(_capitals(setting), spots, ground, free=True) for setting in settings)


def _on(land: BaseGeometry, spots: Array) -> npt.NDArray[np.bool_]:
    return np.asarray(contains_xy(land, spots), dtype=bool)


def _capitals(lines: tuple[str, ...]) -> tuple[Words, ...]:
    return tuple(Words(line, 10, "s-country", spacing=1.8) for line in lines)


def disputed_labels(scene: Inset, below: Ground, view: View) -> Iterator[Label]:
    """Name the disputed areas, inside what shows of them, and leave half of that to be seen."""
    frame = Box(0, 0, view.width, view.height)
    for area, shape in below.disputed:
        name = area.names.get(scene.lang, area.names["en"])
        if any(name in line.end_name for line in scene.measured):
            continue
        x, y = maximum_inscribed_circle(shape).coords[0][:2]
        words = (Words(name, 11, "s-disputed"),)
        room = words[0].width / 2 if shape.area > _NAMED_FROM else 0.0
        spots = grid(x, y, 60 if room else 0, 6, frame)
        label = Label(words, spots, prepared(shape.buffer(max(6.0, room))), free=True)
        ground = label.ground()
        seen = tuple(spot for spot in spots if _leaves_half(shape, ground(spot)))
        yield replace(label, spots=seen)


def _leaves_half(shape: BaseGeometry, ground: Box) -> bool:
    covered = box(ground.left, ground.top, ground.right, ground.bottom)
    return bool(shape.intersection(covered).area <= shape.area / 2)


def water_labels(base: Base, below: Ground, view: View, lang: str) -> Iterator[Label]:
    """Name the seas: on the water, and no land between the name and its place."""
    water_area = below.water(view)
    shore = water_area.boundary
    prepare(shore)
    parts = np.array(list(polygons(water_area)), dtype=object)
    frame = Box(0, 0, view.width, view.height)
    homes = np.array([view.at(water.at) for water in base.waters])
    for water in sorted(base.waters, key=lambda item: item.rank):
        name = water.names.get(lang, water.names["en"])
        home = view.at(water.at)
        reach = min(_REACH[water.rank], _REACH_KM[water.rank] * 1000 / view.metres_per_px)
        spots = grid(*home, reach, 7, frame, partial(_own_water, home, homes, shore))
        own = prepared(MultiPolygon(list(parts[distance(parts, Point(home)) < 1])))
        yield Label((Words(name, 11.5, "s-water"),), spots, own, free=True)


def _own_water(
    home: tuple[float, float], homes: Array, shore: BaseGeometry, spots: Array
) -> npt.NDArray[np.bool_]:
    """Tell which spots are nearer to their home than to another, with no shore between."""
    away = np.linalg.norm(spots[:, None] - homes, axis=2)
    kept = np.linalg.norm(spots - home, axis=1) <= away.min(axis=1)
    ways = np.stack([np.broadcast_to(home, spots[kept].shape), spots[kept]], axis=1)
    kept[kept] = ~intersects(shore, linestrings(ways))
    return np.asarray(kept)
