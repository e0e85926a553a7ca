"""Name a few towns on a picture, but those that the story names itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from geo.base import Base, Town
from geo.geodesy import distance_km
from geo.picture.labels import Label, Words
from geo.picture.project import View
from geo.picture.scene import Inset, InsetPlace
from geo.picture.spots import beside
from geo.story.values import MapPlace

_TOWNS = 7
_SAME_TOWN_KM = 6.0
_SAME_NAME_KM = 50.0
"""A port or a station may lie so far from the middle of the town whose name it has."""


def town_labels(scene: Inset, base: Base, view: View) -> Iterator[Label]:
    """Name a few towns for orientation, away from the places of the story."""
    spots = [view.at(place.at) for place in scene.places]
    count = 0
    for town in base.towns:
        at = view.at(town.at)
        inside = 12 < at[0] < view.width - 12 and 12 < at[1] < view.height - 12
        clear = all(math.dist(at, spot) > 22 for spot in spots)
        if inside and clear and not is_told(town, scene.places) and count < _TOWNS:
            count += 1
            yield Label(
                (Words(town.name, 11, "s-town"),), beside(*at, 5.0)[:8], home=at, free=True
            )


def is_told(town: Town, places: Iterable[InsetPlace | MapPlace]) -> bool:
    """Tell whether a town is a place of the story: near by under whatever name."""
    return any(
        distance_km(town.at, place.at)
        < (_SAME_NAME_KM if place.name.text == town.name else _SAME_TOWN_KM)
        for place in places
    )
