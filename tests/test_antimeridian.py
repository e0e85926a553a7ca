"""Maps of what crosses the antimeridian, or is seen from far: nothing torn, no sea of land."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import Point

from geo import base as basemap
from geo import case
from geo.examine import examine
from geo.geodesy import unwrap
from geo.model import Basis, LatLon, Mode, Stretch
from geo.picture import ground
from geo.picture.layout import lay_out
from geo.picture.project import View, fit
from geo.picture.projection import suited
from geo.picture.scene import Inset, InsetLine
from geo.report import Report
from geo.seam import cut
from geo.story.tell import tell
from geo.web.payload import Json, scene
from geo.web.seam import Seam, seam
from small_case import SMALL, examined

PACIFIC = Path(__file__).parent / "pacific.yaml"


@pytest.fixture(scope="module")
def report() -> Report:
    return examine(case.read(PACIFIC))


@pytest.fixture(scope="module")
def shown(report: Report) -> Json:
    return scene(tell(report), report)


def test_every_frame_is_as_wide_as_what_it_shows(shown: Json) -> None:
    # Anadyr lies at 177.74° E, Adak at 176.65° W, Saint Lawrence Island at 171.7° W.
    wide = {key: east - west for key, ((_, west), (_, east)) in shown["frames"].items()}
    assert wide["flight"] == pytest.approx(5.61, abs=0.01)
    assert wide["anadyr:recognised"] == pytest.approx(10.5, abs=0.1)
    assert wide[""] == pytest.approx(10.5, abs=0.1)


def test_nothing_is_said_of_crimea_where_the_map_shows_the_pacific(report: Report) -> None:
    # From Anadyr to Adak and to Saint Lawrence Island: between 177° E and 171° W.
    assert "Crimea" not in tell(report).viewpoint


def test_places_lie_in_the_frame_of_their_leg(shown: Json) -> None:
    (_, west), (_, east) = shown["frames"]["flight"]
    assert sorted(place["at"].lon for place in shown["places"]) == pytest.approx([west, east])


def test_a_place_at_the_pole_lies_where_its_leg_ends(tmp_path: Path) -> None:
    there = ("lat: 42.2268", "lat: -77.846"), ("lon: 130.2863", "lon: 166.668")
    pole = ("lat: 42.89", "lat: -90"), ("lon: 132.375", "lon: 0")
    text = SMALL
    for old, new in (*there, *pole):
        assert old in text
        text = text.replace(old, new)
    traverse = examined(tmp_path, text)
    shown = scene(tell(traverse), traverse)
    assert [place["at"].lon for place in shown["places"]] == pytest.approx([166.668] * 2)
    (_, west), (_, east) = shown["frames"]["sea"]
    assert east - west < 1, "the leg runs straight down its meridian"


def test_countries_of_the_story_are_named_on_the_ground_that_it_shows(shown: Json) -> None:
    (south, west), (north, east) = shown["frames"][""]
    spots = {name: [] for name in ("Russia", "United States")}
    for name, some, _ in shown["base"]["countries"]:
        spots.get(name, []).extend(some)
    for name, some in spots.items():
        assert any(
            south - 5 < lat < north + 5 and west - 10 < lon < east + 15 for lat, lon, _ in some
        ), name


def test_what_is_drawn_is_given_once_where_a_map_repeats_the_world() -> None:
    base = basemap.select((), (30, 150, 70, 215))
    west, _, east, _ = base.land.bounds
    assert (west, east) == (-180, 180)


@pytest.mark.parametrize(
    ("lons", "west"),
    [
        ([27.0, 141.0], -96.0),  # as they are
        ([170.0, -170.0], 0.0),  # from Greenwich
        ([-120.0, -70.0], -275.0),  # as they are
        ([0.0], -180.0),
    ],
)
def test_a_map_is_cut_opposite_its_story(
    report: Report, lons: list[float], west: float
) -> None:
    found = seam(_only(report, lons))
    assert found.west % 360 == pytest.approx(west % 360)
    middle = found.west + 180
    assert -180 <= middle <= 180
    shown = [found.spot(LatLon(0, lon)).lon for lon in lons]
    assert max(shown) - min(shown) < 180


def test_a_line_is_shifted_as_a_whole() -> None:
    line = [LatLon(0, 170), LatLon(0, 200)]
    assert Seam(-350).line(line) == (LatLon(0, -190), LatLon(0, -160))
    assert Seam(-180).line(line) == tuple(line)


def _only(report: Report, lons: list[float]) -> Report:
    """Give a report of places on the equator alone."""
    places = tuple(replace(report.case.places[0], at=LatLon(0, lon)) for lon in lons)
    return replace(report, case=replace(report.case, places=places), legs=(), distances=())


WIDE = {
    "across the Bering Sea": ((390, 200), [(64.7, 177.7), (63.8, -171.7)]),
    "Anadyr to Busan": ((211, 94), [(64.73, 177.52), (35.1, 129.04)]),
    "Murmansk to Hodeidah": ((390, 200), [(68.97, 33), (14.8, 43)]),
    "the Pacific": ((211, 94), [(34, -118), (64.7, 177.5), (-36.8, 174.8)]),
    "two oceans": ((816, 242), [(1.3, 103.8), (53.9, -166.5), (14.8, 43)]),
    "most of the Earth": ((816, 242), [(51.9, 4), (-54.8, -68.3), (-36.8, 174.8)]),
}
KNOWN_LAND = [(55, 60), (62, 110), (10, 20), (66, -155), (-25, 135), (45, -100), (23, 80)]
KNOWN_SEA = [
    (55, -30),
    (64.2, -176),
    (70, 0),
    (55, 149),
    (57, -178),
    (40, 170),
    (-45, -130),
    (0, 75),
]


@pytest.mark.parametrize("suit", [False, True], ids=["equidistant", "equal-area"])
@pytest.mark.parametrize("name", list(WIDE))
def test_wide_pictures_have_land_and_sea_where_the_earth_has(name: str, suit: bool) -> None:
    (width, height), spots = WIDE[name]
    points = [LatLon(*spot) for spot in spots]
    view = fit(points, width, height, (20, 30, 20, 30), suited(points) if suit else None)
    half_pixel = view.metres_per_px / 222_000
    base = basemap.select((), view.extent(), sharp=half_pixel, beyond=False)
    land = ground.project(base, view).land
    told = [
        (known, land.contains(Point(x, y)) == is_land) for known, is_land, x, y in _seen(view)
    ]
    assert told
    assert [known for known, is_right in told if not is_right] == []


def _seen(view: View) -> Iterator[tuple[tuple[float, float], bool, float, float]]:
    for known, is_land in [(at, True) for at in KNOWN_LAND] + [(at, False) for at in KNOWN_SEA]:
        x, y = view.at(LatLon(*known))
        if 0 < x < view.width and 0 < y < view.height:
            yield known, is_land, x, y


WORLD = {
    # Each is a voyage or a flight from left to right; degrees as on a globe.
    "by the Cape and by air": [[(10, -65), (-35, 18), (2, 105)], [(10, -67), (35, 51)]],
    "by Panama and by air": [
        [(10, -65), (9, -80), (45, -170), (36, -240)],
        [(10, -67), (35, 51)],
    ],
}


@pytest.mark.parametrize("name", list(WORLD))
def test_a_picture_of_most_of_the_earth_draws_every_leg_whole(name: str) -> None:
    lines = [_line(Mode.SEA, line) for line in WORLD[name]]
    laid = lay_out(_picture(lines), suited)
    for leg, spots in zip(laid.legs, WORLD[name], strict=True):
        (run, _), *others = leg.parts
        assert not others
        eastward = spots[-1][1] > spots[0][1]
        x = [at[0] for at in run.coords]
        assert x == sorted(x, reverse=not eastward)
        assert min(x) > 0
        assert max(x) < laid.view.width


def test_legs_around_the_whole_earth_are_cut_where_one_of_them_runs_alone() -> None:
    around = [
        [(10, -65), (-35, 18), (36, 120)],
        [(10, -65), (9, -80), (45, -170), (36, -240)],
        [(10, -65), (35, 51)],
    ]
    lines = [[LatLon(*spot) for spot in line] for line in around]
    # From 120° E to 65° W the second runs alone: half-way is 152.5° W.
    assert cut(lines) == pytest.approx(-152.5)
    laid = lay_out(_picture([_line(Mode.SEA, line) for line in around]), suited)
    assert [len(leg.parts) for leg in laid.legs] == [1, 2, 1]
    left, right = (run for run, _ in laid.legs[1].parts)
    assert left.coords[-1][0] < 0.3 * laid.view.width
    assert right.coords[0][0] > 0.7 * laid.view.width


def test_what_lies_apart_is_cut_in_its_widest_gap() -> None:
    assert cut([[LatLon(0, 10)], [LatLon(0, 50)], [LatLon(0, 100)]]) == pytest.approx(-125)
    assert cut([[LatLon(0, 170), LatLon(0, 190)]]) == pytest.approx(-360)


def test_a_place_where_a_leg_around_the_earth_ends_stands_at_both_ends(report: Report) -> None:
    whole = _around_the_earth(report)
    found = seam(whole)
    ends = [line[-1][-1].lon for line in map(found.stretches, (r.route for r in whole.legs))]
    assert abs(ends[0] - ends[1]) == pytest.approx(360)
    shown = scene(tell(whole), whole)["places"]
    goal = whole.case.legs[0].end
    assert sorted(p["at"].lon for p in shown if p["id"] == goal) == pytest.approx(sorted(ends))


def _around_the_earth(report: Report) -> Report:
    """Give a report of one leg that is flown both ways around, to the same end."""
    (leg,) = report.legs
    start, end = (report.case.place(name).at for name in (leg.leg.start, leg.leg.end))
    far = unwrap([start, end])[-1].lon
    other = far - 360 if far > start.lon else far + 360
    ways = [
        [LatLon(start.lat, start.lon + (to - start.lon) * step / 10) for step in range(10)]
        + [LatLon(end.lat, to)]
        for to in (far, other)
    ]
    legs = tuple(
        replace(leg, route=replace(leg.route, stretches=(Stretch(tuple(way)),))) for way in ways
    )
    return replace(report, legs=legs)


def _line(mode: Mode, spots: list[tuple[float, float]]) -> InsetLine:
    points = [
        LatLon(*np.add(one, np.subtract(two, one) * step / 40).tolist())
        for one, two in pairwise(spots)
        for step in range(41)
    ]
    return InsetLine(mode, Basis.REPORTED, (Stretch(tuple(points)),), 1)


def _picture(lines: list[InsetLine]) -> Inset:
    return Inset("p", "", "en", "km", lambda length: f"{length:g} km", 800, 450, tuple(lines))
