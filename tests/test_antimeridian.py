"""Maps of what crosses the antimeridian, or is seen from far: nothing torn, no sea of land."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import Point

from geo import base as basemap
from geo import case
from geo.examine import examine
from geo.model import LatLon
from geo.picture import ground
from geo.picture.project import View, fit
from geo.picture.projection import suited
from geo.report import Report
from geo.story.tell import tell
from geo.web.payload import Json, scene
from geo.web.seam import Seam, seam

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


def test_places_lie_in_the_frame_of_their_leg(shown: Json) -> None:
    (_, west), (_, east) = shown["frames"]["flight"]
    assert sorted(place["at"].lon for place in shown["places"]) == pytest.approx([west, east])


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
