"""One distance as the command line tells it: viewpoint, sides, data sets."""

from __future__ import annotations

import json

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
