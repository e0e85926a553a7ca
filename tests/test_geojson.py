"""GeoJSON as RFC 7946 has it."""

import json
import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from shapely import is_valid_reason
from shapely.geometry import Point, shape

from case_files import SMALL, SMALL_FILE
from geo import case, store
from geo.examine import examine
from geo.export import geojson
from geo.export.geometry import area, line_coordinates, position
from geo.geodesy import WGS84, circle
from geo.model import LatLon
from geo.story.tell import tell

GOLDEN = Path(__file__).parent / "golden" / "small.geojson"


@pytest.fixture(scope="module")
def first():
    report = examine(case.read(store.cases()["najin-dunay-tikhoretsk"]))
    return json.loads(geojson.dumps(report, tell(report)))


def test_longitude_first_and_each_position_where_it_belongs(first):
    places = {f["id"]: f["geometry"]["coordinates"] for f in first["features"]}
    assert places["najin"] == [130.2863, 42.2268]
    start, *_, end = places["rail"]
    assert start == pytest.approx([132.375, 42.890])
    assert end == pytest.approx([40.04094, 45.88569])


def test_rings_run_counter_clockwise_and_close(first):
    rings = [
        f["geometry"]["coordinates"][0]
        for f in first["features"]
        if f["geometry"]["type"] == "Polygon"
    ]
    assert len(rings) >= 4
    for ring in rings:
        assert ring[0] == ring[-1]
        assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0


def test_the_viewpoint_and_credits_come_along(first):
    assert "68/262" in first["viewpoint"]
    assert any("OpenStreetMap" in words for words in first["credits"])


def test_only_the_default_line_is_default(first):
    properties = [f["properties"] for f in first["features"]]
    measured = [p for p in properties if p["kind"] == "measured"]
    assert [m["line"] for m in measured if m["default"]] == ["recognised"]


def test_each_measured_line_tells_of_its_own_end_and_claims(first):
    measured = [f for f in first["features"] if f["properties"]["kind"] == "measured"]
    assert len(measured) == 8
    for found in measured:
        lon, lat = found["geometry"]["coordinates"][-1]
        words = found["properties"]["description"]
        assert f"{lat:.2f}° N, {lon:.2f}° E" in words
        assert words.count("Nearest") == 1
        assert ("claims" in found["properties"]) is found["properties"]["default"]


def test_a_line_over_the_antimeridian_is_cut_there():
    line = [LatLon(10, 170), LatLon(12, 190), LatLon(14, 200)]
    west, east = line_coordinates(line)
    assert west == [[170, 10], [180, 11]]
    assert east == [[-180, 11], [-170, 12], [-160, 14]]


@pytest.mark.parametrize("start", [180, -180])
def test_a_line_from_the_antimeridian_has_no_empty_part(start):
    west = [LatLon(10, start), LatLon(11, start - 10)]
    assert len(line_coordinates(west)) == 1
    assert len(line_coordinates([LatLon(10, start), *west])) == 1
    assert len(line_coordinates([LatLon(10, start), LatLon(11, start + 10)])) == 1


def test_a_line_of_no_length_still_has_two_positions():
    assert line_coordinates([LatLon(1, 2), LatLon(1, 2)]) == [[[2, 1], [2, 1]]]


@pytest.mark.parametrize("lat", [-89.5, -60, 0, 60, 85, 89.5, 90])
@pytest.mark.parametrize("lon", [-180, -179.5, 0, 179.5, 180])
def test_a_circle_keeps_its_area_wherever_it_lies(lat, lon):
    radius_km = 100
    found = shape(area(circle(LatLon(lat, lon), radius_km)))
    west, south, east, north = found.bounds
    assert found.is_valid
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90
    square_metres = sum(
        WGS84.geometry_area_perimeter(part)[0] for part in getattr(found, "geoms", [found])
    )
    assert square_metres == pytest.approx(math.pi * (radius_km * 1000) ** 2, rel=0.03)


@pytest.mark.parametrize(
    ("lat", "lon", "radius_km"),
    [
        (83.687880132058, -73.09337151087065, 1000),
        (-82.19332661328389, -96.43900378554102, 1000),
        (86.70664701765728, -105.62190635333353, 500),
        (87.06539412837807, -0.015429248682806929, 500),
    ],
)
def test_a_circle_around_a_pole_is_one_valid_area(lat, lon, radius_km):
    found = shape(area(circle(LatLon(lat, lon), radius_km)))
    assert is_valid_reason(found) == "Valid Geometry"
    assert found.geom_type == "Polygon"
    assert found.contains(Point(179.9999, math.copysign(89.9999, lat)))
    assert found.bounds[0::2] == (-180, 180)


@pytest.mark.parametrize(("radius_km", "circles"), [(1e-6, 0), (9e-5, 0), (1e-4, 1)])
def test_a_circle_is_drawn_where_the_decimals_have_room_for_it(radius_km, circles, tmp_path):
    text = SMALL
    text = text.replace("mode: sea", "mode: air").replace("0.7", f"{radius_km:.6f}")
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    report = examine(case.read(file))
    features = geojson.collection(report, tell(report))["features"]
    found = [shape(f["geometry"]) for f in features if f["id"] == "najin:circle"]
    assert [each.is_valid and each.area > 0 for each in found] == [True] * circles


def test_ids_are_unique_though_a_place_be_named_like_a_circle(tmp_path):
    text = SMALL
    file = tmp_path / "case.yaml"
    file.write_text(text.replace("dunay", "najin-circle"), encoding="utf-8")
    report = examine(case.read(file))
    ids = [f["id"] for f in geojson.collection(report, tell(report))["features"]]
    assert len(set(ids)) == len(ids) == 5


def test_a_line_back_over_the_antimeridian_is_cut_twice():
    parts = line_coordinates([LatLon(0, -175), LatLon(0, -185), LatLon(0, -175)])
    assert parts == [
        [[-175, 0], [-180, 0]],
        [[180, 0], [175, 0], [180, 0]],
        [[-180, 0], [-175, 0]],
    ]


def test_a_line_that_touches_the_antimeridian_is_whole():
    assert line_coordinates([LatLon(0, 170), LatLon(0, 180)]) == [[[170, 0], [180, 0]]]


def test_positions_beyond_the_antimeridian_come_back():
    assert position(LatLon(1, 190)) == [-170, 1]
    assert position(LatLon(1, 180)) == [180, 1]


def test_the_small_case_as_it_was_looked_over_by_hand():
    small = case.read(SMALL_FILE)
    report = examine(small)
    found = geojson.collection(report, replace(tell(report), credits=()))
    assert rounded(json.dumps(found)) == rounded(GOLDEN.read_text(encoding="utf-8"))


def rounded(text):
    """Read JSON with numbers to the decimetre, which no release of PROJ will move."""
    return json.loads(text, parse_float=lambda number: round(float(number), 6))


def test_a_name_from_right_to_left_can_be_joined_on(tmp_path):
    file = tmp_path / "arabic.yaml"
    file.write_text(SMALL.replace("ko: 나진", "ar: راجين"), encoding="utf-8")
    report = examine(case.read(file))
    places = json.loads(geojson.dumps(report, tell(report)))["features"]
    assert "راجين" in {place["properties"].get("own_name") for place in places}
