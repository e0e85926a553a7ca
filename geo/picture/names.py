"""Name what a picture shows: places, figures, the scale, countries, seas."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

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
from geo.model import LatLon
from geo.nations import country_name
from geo.picture import whose
from geo.picture.ground import Ground
from geo.picture.labels import Label, Words, prepared
from geo.picture.project import View
from geo.picture.scene import Inset, InsetMeasured, InsetPlace
from geo.picture.spots import Box, Spot, along, around, beside, grid, onward
from geo.story.breaks import pieces

_ROOM_STEP = 24.0
_BARE = 16.0
"""What it costs to leave out what stands beneath a name; a step of preference is about 1."""
_ALONG = 40.0
"""How far from the middle of its line a figure needs no thread, among other legs."""
_ABROAD = 25.0
"""What it costs to set a place's name beyond the border that is measured to."""
_ACROSS = 100.0
"""What it costs to set a figure where another line parts it from its own."""
_NAME = 100.0
"""What it costs more to leave out the name of an end than a figure, which the card tells."""
_SEEN_FROM = 8.0
"""Pixels that a measured line must be long for its far end to be told from its start."""
_LONG = 24
"""Letters of a place's name beyond which it may stand on three lines."""
_NAMED_FROM = 150.0
"""Square pixels of a disputed area from which on its name may stand over its edge."""
_REACH = (150.0, 70.0, 45.0, 40.0, 12.0)
_REACH_KM = (1500.0, 450.0, 200.0, 60.0, 15.0)
"""How far, by rank, the name of a sea may stand from its place, in pixels and at all."""


def place_labels(
    place: InsetPlace, view: View, ends: Sequence[LatLon] = (), *, crowded: bool = False
) -> Iterator[Label]:
    """Name a place: its name, its own script beneath, then what else is said.

    It rather stands far from the ``ends`` of lines that are measured from it: abroad.

    It comes with its name on one line and, where that has more words, on two, a long one
    on three, last in smaller type, which every name has as a last resort if the map is
    ``crowded``; then so without what stands beneath, for a map that has no room for it.
    """
    x, y = view.at(place.at)
    gap = max(8.0, place.radius_km * 1000 / view.metres_per_px + 3)
    rest = []
    if place.name.own:
        rest.append(Words(place.name.own, 11.5, "s-own", lang=place.name.own_lang))
    if place.aside:
        rest.append(Words(place.aside, 11.5, "s-own"))
    gap = min(gap, 26.0)
    far = [view.at(end) for end in ends]
    name = place.name.text
    large, small = (13.0, "s-name"), (10.5, "s-small")
    ways = [((name,), large), (_halves(name), large)]
    if len(name) > _LONG:
        ways += [(_thirds(name), large), (_thirds(name), small)]
    elif crowded:
        ways += [((name,), small), (_halves(name), small)]
    for beneath, (lines, (size, kind)) in product(
        dict.fromkeys((tuple(rest), ())), dict.fromkeys(ways)
    ):
        words = (*(Words(line, size, kind, bold=True) for line in lines), *beneath)
        given_up = 0.0 if beneath == tuple(rest) else _BARE
        spots = tuple(
            replace(spot, cost=spot.cost + given_up + _ABROAD * _is_nearer(spot, (x, y), far))
            for spot in beside(x, y, gap, len(words))
        )
        yield Label(words, spots, home=(x, y), touch=gap, worth=_NAME)


def _is_nearer(
    spot: Spot, home: tuple[float, float], ends: Iterable[tuple[float, float]]
) -> bool:
    """Tell whether a spot lies nearer to one of some ends than to its home."""
    at = (spot.x, spot.y)
    return any(math.dist(at, end) < math.dist(at, home) for end in ends)


def _halves(name: str) -> tuple[str, ...]:
    """Break a name in two where its halves are most alike in length."""
    parts = pieces(name)
    if len(parts) < 2:
        return (name,)
    breaks = ((" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts)))
    return min(breaks, key=lambda pair: max(map(len, pair)))


def _thirds(name: str) -> tuple[str, ...]:
    """Break a name in three where its parts are most alike in length."""
    parts = pieces(name)
    if len(parts) < 3:
        return _halves(name)
    firsts = (
        (" ".join(parts[:at]), *_halves(" ".join(parts[at:])))
        for at in range(1, len(parts) - 1)
    )
    return min(firsts, key=lambda lines: max(map(len, lines)))


def figure_labels(line: InsetMeasured, view: View) -> tuple[Label, ...]:
    """Give a measured line its figure in several settings; none if it is too short.

    On a map of its own, where it has no number, it has its figure however short it is.
    """
    start, end = view.at(line.start), view.at(line.end)
    words = _lines(line.label, 12.5, "s-figure") if line.label else ()
    if not words or (line.number and math.dist(start, end) < 0.5 * words[0].width):
        return ()
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    frame = Box(0, 0, view.width, view.height)
    spare = (replace(spot, cost=spot.cost + 8) for spot in grid(*middle, 110, 8, frame))
    spots = (*along((start, end), 7.0), *spare)
    rest = (half for text in line.label[1:] for half in _halves(text))
    narrow = _lines((line.label[0], *rest), 12.5, "s-figure")
    home = middle if line.number else None
    return tuple(
        Label(setting, spots, home=home, touch=_ALONG, across=_ACROSS)
        for setting in dict.fromkeys((words, narrow))
    )


def end_labels(line: InsetMeasured, view: View) -> tuple[Label, ...]:
    """Name the far end of a measured line, in several settings; none if it is too short."""
    start, end = view.at(line.start), view.at(line.end)
    if not line.end_name or math.dist(start, end) < _SEEN_FROM:
        return ()
    first, *rest = line.end_name
    whole = _lines(line.end_name, 12.0, "s-name")
    broken = [Words(half, 12.0, "s-name", bold=True) for half in _halves(first)]
    narrow = (*broken, *(Words(text, 11.5, "s-own") for text in rest))
    ways = dict.fromkeys((whole, narrow))
    spots = {words: onward(start, end, 9.0, len(words), _width(words)) for words in ways}
    return tuple(Label(words, spots[words], home=end, touch=9.0, worth=_NAME) for words in ways)


def _width(words: Sequence[Words]) -> float:
    return max(line.width for line in words)


def margins(scene: Inset) -> tuple[float, float, float, float]:
    """Tell how much room names need around what is shown: top, right, bottom, left."""
    least, most = min(40.0, 0.14 * scene.width), 0.17 * scene.width
    edge = min(34.0, 0.2 * scene.height)
    places = sorted(scene.places, key=lambda place: place.at.lon)
    if not places or places[-1].at.lon - places[0].at.lon > 180:
        return edge, least, edge, least
    if len(places) == 1:
        narrow = max(
            Words(half, 13, "", bold=True).width for half in _halves(places[0].name.text)
        )
        return edge, min(0.34 * scene.width, max(least, _room(narrow))), edge, least
    left, right = (
        min(most, max(least, _room(Words(place.name.text, 13, "", bold=True).width)))
        for place in (places[0], places[-1])
    )
    return edge, right, edge, left


def _room(width: float) -> float:
    """Round the room for a name up, so that languages share a view, and so its base."""
    return math.ceil((14 + width) / _ROOM_STEP) * _ROOM_STEP


def _lines(texts: tuple[str, ...], size: float, cls: str) -> tuple[Words, ...]:
    first = Words(texts[0], size, cls, bold=True)
    return (first, *(Words(text, 11.5, "s-own") for text in texts[1:]))


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


def around_home(label: Label) -> Box:
    """Give the ground of the dot that a label names."""
    x, y = label.home or (0.0, 0.0)
    return around(x, y, 2.5)
