"""Whose ground a still picture shows by a border, where the base's own borders are coarse."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Point

from geo.model import LatLon
from geo.picture.inset import InsetMeasured, InsetPlace
from geo.picture.layout import lay_out
from geo.story.values import Name
from geo.whereabouts import country_of
from scenes import sea_scene


@pytest.mark.parametrize(
    ("place", "end", "expected"),
    [
        # Narva's centre lies east of the border at 1:10 million: its ground was "Estonia".
        (
            LatLon(59.3758, 28.2075),
            LatLon(59.3765, 28.2037),
            {"ESTONIA": "EST", "RUSSIA": "RUS"},
        ),
        (
            LatLon(50.4697, 23.9336),
            LatLon(50.4141, 23.9400),
            {"POLAND": "POL", "UKRAINE": "UKR"},
        ),
        # By Lake Kivu, whose water was "DR Congo".
        (
            LatLon(-1.679, 29.236),
            LatLon(-1.6791, 29.2441),
            {"DR CONGO": "COD", "RWANDA": "RWA"},
        ),
        (
            LatLon(39.1888, 45.4584),
            LatLon(39.1600, 45.3600),
            {"IRAN": "IRN", "AZERBAIJAN": "AZE"},
        ),
    ],
)
def test_both_sides_of_a_border_bear_their_own_names(
    place: LatLon, end: LatLon, expected: dict[str, str]
) -> None:
    scene = sea_scene(
        prefix="border",
        lines=(),
        places=(InsetPlace(place, Name("Spot")),),
        measured=(InsetMeasured(place, end, ("5 km measured",)),),
    )
    laid = lay_out(scene)
    wet = [
        each
        for each in laid.labels
        if laid.ground.lakes.covers(Point(each.spot.x, each.spot.y))
    ]
    assert not [each for each in wet if each.label.words[0].cls == "s-country"]
    named = {
        each.label.words[0].text: country_of(
            laid.view.positions(np.array([(each.spot.x, each.spot.y)]))[0]
        )
        for each in laid.labels
        if each.label.words[0].cls == "s-country"
    }
    assert named == expected
