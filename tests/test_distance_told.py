"""One distance as the command line tells it: viewpoint, sides, data sets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely.geometry import Point

from command import run
from geo.drawn import coarse, outline
from geo.model import LatLon


def test_a_distance_names_the_side_on_the_area_that_its_point_lies_in() -> None:
    said = run("distance", "ETH", "9.56,44.065")  # Hargeisa
    assert "Somaliland in Somalia" in " ".join(said.stdout.split())
    found = json.loads(run("distance", "ETH", "2.04,45.34", "--json").stdout)  # Mogadishu
    assert "Somaliland" not in found["viewpoint"]


def test_the_distance_as_json_names_its_viewpoint() -> None:
    found = json.loads(run("distance", "RUS", "45.0,34.1", "--json").stdout)
    assert "68/262" in found["viewpoint"]
    assert found["inside"] is False
    there = json.loads(
        run("distance", "RUS", "45.0,34.1", "--line", "with_crimea", "--json").stdout
    )
    assert there["inside"] is True


def test_a_distance_tells_that_its_nearest_point_is_disputed() -> None:
    said = run("distance", "UKR", "45.21,36.72").stdout  # Taman, across from Kerch
    assert "It lies in a disputed area: Crimea." in said
    assert "disputed area" not in run("distance", "UKR", "45.88569,40.04094").stdout


def test_the_map_that_has_a_point_on_the_other_side_of_a_border_is_named() -> None:
    # The outlines themselves, asked by another library, have it in Poland and out of it.
    at = LatLon(49.1413858855, 22.775720189)
    held = [shape.covers(Point(at.lon, at.lat)) for shape in (outline("POL"), coarse("POL"))]
    asked = ("distance", "POL", f"{at.lat},{at.lon}")
    assert list(json.loads(run(*asked, "--json").stdout)["inside_by_dataset"].values()) == held
    assert "by Natural Earth 10m 5.1.1, which has the point outside." in run(*asked).stdout
    assert "by OpenStreetMap via @geo-maps 0.6.0.\n" in run(*asked).stdout
    beyond = run("distance", "UKR", f"{at.lat},{at.lon}").stdout
    assert "by Natural Earth 10m 5.1.1, which has the point inside." in beyond


@pytest.mark.parametrize(
    ("asked", "words"),
    [  # 195.163 km and a mile of 1.609344 km, 196.6 km and a nautical mile of 1.852 km
        (("distance", "UKR", "45.88569,40.04094", "--units", "mi"), "121,3 mil"),
        (("route", "sea", "42.2268,130.2863", "42.89,132.375", "--units", "nm"), "mil laut"),
        (("route", "air", "31.2,121.5", "-6.1,106.8"), "km); lingkaran besar 4."),
    ],
)
def test_what_belongs_to_no_case_is_told_in_the_language_and_unit_asked_for(
    asked: tuple[str, ...], words: str
) -> None:
    assert words in run(*asked, "--lang", "id").stdout
    told = {"viewpoint", "notes"}
    own, english = (
        json.loads(run(*asked, "--json", "--lang", tag).stdout) for tag in ("id", "en")
    )
    assert {key for key in own if own[key] != english[key]} <= told
    assert any(own.get(key) != english.get(key) for key in told) or asked[1] == "air"


def test_a_table_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text("lat,lon\n45.88569,40.04094\n", "utf-8")
    said = run(
        "distance", "UKR", "--points", points, "-o", out, "--lang", "id", "--units", "mi"
    )
    first, *rest = said.stdout.splitlines()
    assert first == f"{out}: 1 titik"
    assert "121,269 mil ke 47,0707° LU" in rest[0]
    assert "menurut OpenStreetMap melalui @geo-maps" in " ".join(rest)
    assert out.read_text("utf-8").startswith("lat,lon,distance_km,")
