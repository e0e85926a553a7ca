"""Name what a picture tells of: places, the ends of measured lines, their figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from geo.picture.labels import Label, Words
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


def place_labels(
    place: InsetPlace,
    view: View,
    measured: Sequence[InsetMeasured] = (),
    places: Sequence[InsetPlace] = (),
    *,
    crowded: bool = False,
) -> Iterator[Label]:
    """Name a place: its name, its own script beneath, then what else is said.

    It rather stands far from the ends of lines that are ``measured`` from it: abroad; and
    by none of the other ``places``.

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
    far = [view.at(line.end) for line in measured if line.start == place.at]
    others = tuple(view.at(other.at) for other in places if other.at != place.at)
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
        yield Label(words, spots, home=(x, y), others=others, touch=gap, worth=_NAME)


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


def around_home(label: Label) -> Box:
    """Give the ground of the dot that a label names."""
    x, y = label.home or (0.0, 0.0)
    return around(x, y, 2.5)
