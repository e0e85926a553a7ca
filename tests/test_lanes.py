"""Legs on one track stand side by side, so that none of them seems to be missing."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from shapely.geometry import LineString

from geo.lanes import beside
from geo.model import Basis, LatLon, Mode, Stretch
from geo.picture.inset import Inset, InsetLine, InsetPlace, inset
from geo.picture.layout import lay_out
from geo.story.values import Name
from geo.web import lane

SUVA, APIA, NADI = LatLon(-18.135, 178.425), LatLon(-13.827, 188.24), LatLon(-17.755, 177.443)
"""Suva and Apia, 10 degrees apart; Nadi lies beyond Suva, off the track."""
OUT, BACK = LineString([(0, 0), (200, 100)]), LineString([(200, 100), (0, 0)])


def test_the_way_back_lies_beside_the_way_out() -> None:
    first, second = beside([OUT, BACK], 3)
    assert first == (0, 0)
    assert math.hypot(*second) == pytest.approx(1)
    assert second[0] * 200 + second[1] * 100 == pytest.approx(0), "square to the way"


def test_a_third_leg_takes_the_other_side() -> None:
    shifts = beside([OUT, BACK, OUT, BACK], 3)
    assert len({(round(x, 6), round(y, 6)) for x, y in shifts}) == 4
    assert [a + b for a, b in zip(*shifts[1:3], strict=True)] == pytest.approx([0, 0])


def test_the_way_back_of_two_legs_at_a_right_angle_lies_beside_both() -> None:
    east, north = LineString([(0, 0), (200, 0)]), LineString([(200, 0), (200, 200)])
    back = LineString([(200, 200), (200, 0), (0, 0)])
    *first, (x, y) = beside([east, north, back], 3)
    assert first == [(0, 0), (0, 0)]
    assert (abs(x), abs(y)) == pytest.approx((math.sqrt(0.5), math.sqrt(0.5)))


@pytest.mark.parametrize(
    "other",
    [
        LineString([(0, 100), (200, 0)]),  # crosses
        LineString([(200, 100), (400, 200)]),  # goes on
        LineString([(0, 10), (200, 110)]),  # runs beside
        LineString([(0, 0), (10, 5), (200, -80)]),  # begins alike
        LineString([(0, 0), (20, 10)]),  # is but a dot
    ],
)
def test_legs_that_can_be_told_apart_stay_where_they_are(other: LineString) -> None:
    assert beside([OUT, other], 3) == ((0, 0), (0, 0))


def test_a_picture_of_out_and_back_shows_two_lines() -> None:
    lines = tuple(
        InsetLine(Mode.SEA, Basis.REPORTED, (Stretch(way),), number)
        for number, way in enumerate(((SUVA, APIA), (APIA, SUVA)), 1)
    )
    places = InsetPlace(SUVA, Name("Suva")), InsetPlace(APIA, Name("Apia"))
    scene = Inset("x", "x", "en", "km", str, lines=lines, places=places)
    out, back = (leg.parts[0][0] for leg in lay_out(scene).legs)
    assert 4 <= out.distance(back) <= 6
    alone = lay_out(replace(scene, lines=lines[:1])).legs[0].parts[0][0]
    assert out.equals(alone), "the first leg stays on its track"


def test_no_inferred_leg_is_drawn_over_a_reported_one() -> None:
    lines = tuple(
        InsetLine(Mode.SEA, basis, (Stretch((SUVA, end)),), number)
        for number, (basis, end) in enumerate(
            ((Basis.REPORTED, APIA), (Basis.INFERRED, APIA), (Basis.REPORTED, NADI)), 1
        )
    )
    places = InsetPlace(SUVA, Name("Suva")), InsetPlace(APIA, Name("Apia"))
    scene = Inset("x", "x", "en", "km", str, lines=lines, places=places)
    drawn = inset(scene)
    assert drawn.count("s-line s-inferred") == 1
    assert drawn.index("s-line s-inferred") < drawn.index('"s-line"')
    assert [leg.number for leg in lay_out(scene).legs] == [1, 2, 3], "discs keep their order"


def test_the_page_moves_the_way_back_aside_with_its_number() -> None:
    drawn = {"out": ((SUVA, APIA),), "back": ((APIA, SUVA),), "on": ((SUVA, NADI),)}
    whole = LatLon(-18.135, 177.443), LatLon(-13.827, 188.24)
    shifts = lane.shifts(drawn, whole)
    assert [shift == (0, 0) for shift in shifts.values()] == [True, False, True]
    numbers = [
        lane.middle((SUVA, APIA)),
        lane.aside(drawn["back"], shifts["back"])["middle"],
    ]
    for one, other in pairwise(numbers):
        assert math.dist(one, other) > 1, "a disc is a degree wide on a phone"
    assert lane.aside(drawn["on"], shifts["on"]) == {}
