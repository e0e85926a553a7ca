"""Distances to borders: published figures, lines of every country, and what is refused."""

from __future__ import annotations

import math

import pytest
from geographiclib.geodesic import Geodesic
from shapely.geometry import Point

from geo import borders, whereabouts
from geo.errors import MeasureError
from geo.model import LatLon
from geo.pieces import countries
from geo.story import plain
from geo.story.voice import Voice
from known_borders import DEPOT, NATURAL_EARTH, OSM, REGIONS

TOWN = LatLon(45.854721, 40.125278)
UKRAINE = (
    *("recognised", "land", "territorial_sea", "crimea", "mainland"),
    *("without_donbas", "without_claimed", "front_line"),
)


@pytest.mark.parametrize(
    ("start", "line", "dataset", "km"),
    [
        (DEPOT, "recognised", OSM, 195.163),
        (DEPOT, "recognised", NATURAL_EARTH, 194.2),
        (DEPOT, "land:RUS", OSM, 195.3),
        (DEPOT, "land", OSM, 195.3),
        (DEPOT, "crimea", OSM, 270.4),
        (DEPOT, "crimea", REGIONS, 271.9),
        (DEPOT, "without_donbas", REGIONS, 255.0),
        (DEPOT, "without_claimed", REGIONS, 340.7),
        (TOWN, "recognised", OSM, 202.3),
        (TOWN, "recognised", NATURAL_EARTH, 201.3),
        (TOWN, "land:RUS", OSM, 202.3),
        (TOWN, "crimea", OSM, 276.3),
        (TOWN, "territorial_sea", OSM, 185.9),
    ],
)
def test_first_case_measures_as_others_did(
    start: LatLon, line: str, dataset: str, km: float
) -> None:
    found = borders.measure(start, "UKR", line)
    assert found.by_dataset[dataset] == pytest.approx(km, abs=0.15)
    assert not found.inside


def test_recognised_border_is_exact_to_a_metre_and_names_its_point() -> None:
    found = borders.measure(DEPOT, "UKR")
    assert found.km.value == pytest.approx(195.163, abs=0.001)
    assert found.dataset == OSM
    assert found.nearest == pytest.approx((47.07066, 38.1655), abs=1e-5)
    there = Geodesic.WGS84.Inverse(*DEPOT, *found.nearest)["s12"] / 1000
    assert found.km.value == pytest.approx(there, abs=1e-6)


def test_bounds_carry_the_radius_and_both_sets_of_data() -> None:
    exact, wide = (borders.measure(DEPOT, "UKR", radius_km=r) for r in (0.0, 1.5))
    assert set(exact.by_dataset) == {OSM, NATURAL_EARTH}
    assert exact.km.low == min(exact.by_dataset.values())
    assert exact.km.high == max(exact.by_dataset.values())
    assert wide.km.low == pytest.approx(exact.km.low - 1.5)
    assert wide.km.high == pytest.approx(exact.km.high + 1.5)
    assert borders.measure(DEPOT, "UKR", radius_km=500).km.low == 0


def test_bounds_carry_how_coarse_the_only_map_of_a_line_is() -> None:
    """A tenth of a millimetre at 1:10 million is a kilometre on the ground."""
    found = borders.measure(DEPOT, "UKR", "without_donbas", radius_km=1.5)
    assert set(found.by_dataset) == {REGIONS}
    assert found.km.low == pytest.approx(found.km.value - 2.5)
    assert found.km.high == pytest.approx(found.km.value + 2.5)


def test_front_line_is_an_approximate_reference_to_a_named_town() -> None:
    found = borders.measure(DEPOT, "UKR", "front_line")
    assert found.km.value == pytest.approx(299, abs=1)
    assert found.approximate
    assert found.landmark == "Vuhledar"
    assert found.km.low < found.km.value - 1 < found.km.value + 1 < found.km.high


def test_land_border_tells_whose_it_is() -> None:
    assert borders.measure(DEPOT, "UKR", "land").neighbour == "RUS"
    near_poland = LatLon(50.0, 22.5)
    assert borders.measure(near_poland, "UKR", "land").neighbour == "POL"
    to_russia = borders.measure(near_poland, "UKR", "land:RUS")
    assert to_russia.neighbour == "RUS"
    three_sisters = (52.11, 31.78)  # where Belarus, Russia and Ukraine meet
    assert to_russia.nearest == pytest.approx(three_sisters, abs=0.02)


def test_from_inside_the_distance_runs_outward() -> None:
    kyiv = LatLon(50.4501, 30.5234)
    found = borders.measure(kyiv, "UKR")
    assert found.inside
    assert 80 < found.km.value < 120
    assert not borders.measure(kyiv, "UKR", "crimea").inside


def test_every_line_of_ukraine_can_be_measured_and_drawn() -> None:
    assert borders.lines("UKR") == UKRAINE
    for line in (*UKRAINE, *(f"land:{code}" for code in borders.neighbours("UKR"))):
        found = borders.measure(DEPOT, "UKR", line)
        near = borders.outline("UKR", line).distance(Point(found.nearest[::-1]))
        assert near == pytest.approx(0, abs=1e-6), line


def test_every_country_has_its_recognised_border() -> None:
    known = countries()
    assert {"UKR", "RUS", "FRA", "NOR", "JPN", "VAT", "PSE", "ATA", "GUF"} <= set(known)
    assert len(known) == 250
    for code in known:
        found = borders.measure(LatLon(10, 20), code)
        assert math.isfinite(found.km.value)
        assert found.dataset == OSM


@pytest.mark.parametrize(
    ("country", "at", "line", "coast"),
    [
        ("UKR", (46.49, 30.65), "recognised", True),  # Odesa, on the Black Sea
        ("UKR", (46.49, 30.65), "land", False),
        ("UKR", (50.45, 30.52), "recognised", False),  # Kyiv, by Belarus
        ("UKR", (46.49, 30.65), "territorial_sea", False),
        ("JPN", (35.7, 139.7), "recognised", True),
        ("ROU", (45.2, 28.9), "recognised", False),  # the Danube is Ukraine's border
        ("AZE", (40.4, 49.9), "recognised", True),  # the Caspian
        ("CAN", (43.7, -79.4), "recognised", False),  # a line in Lake Ontario
    ],
)
def test_a_coast_is_told_from_a_land_border(
    country: str, at: tuple[float, float], line: str, coast: bool
) -> None:
    found = borders.measure(LatLon(*at), country, line)
    assert found.coast is coast
    said = "It lies on the coast, not on a land border."
    assert any(said in words for words in plain.distance(Voice("en"), found)) is coast


def test_neighbours_have_each_other() -> None:
    assert borders.neighbours("UKR") == ("BLR", "HUN", "MDA", "POL", "ROU", "RUS", "SVK")
    assert borders.neighbours("LSO") == ("ZAF",)
    assert borders.lines("JPN")[:2] == ("recognised", "territorial_sea")
    there, back = (
        borders.measure(TOWN, *pair) for pair in (("UKR", "land:RUS"), ("RUS", "land:UKR"))
    )
    assert there.by_dataset[NATURAL_EARTH] == back.by_dataset[NATURAL_EARTH]


def test_crimea_is_disputed_and_part_of_the_recognised_territory() -> None:
    crimea = borders.outline("UKR", "crimea")
    assert crimea.covers(Point(34.1, 45.0))
    whole = borders.outline("UKR")
    assert crimea.difference(whole.buffer(1e-6)).is_empty
    assert not borders.outline("UKR", "mainland").intersects(Point(34.1, 45.0))


def test_outline_has_longitude_first() -> None:
    west, south, east, north = borders.outline("UKR").bounds
    assert (west, south, east, north) == pytest.approx((22.14, 44.39, 40.23, 52.38), abs=0.01)


@pytest.mark.parametrize(
    ("country", "line", "message"),
    [
        ("UKX", "recognised", r"no border of 'UKX'.*did you mean 'UKR'"),
        ("Ukraine", "recognised", r"did you mean 'UKR'"),
        ("UA", "recognised", r"did you mean 'UKR'"),
        ("", "recognised", r"no border of ''"),
        ("UKR", "recognized", r"no line 'recognized'.*did you mean 'recognised'"),
        ("UKR", "land:POR", r"no line 'land:POR'.*did you mean 'land:POL'"),
        ("UK", "recognised", r"no border of 'UK'.*did you mean 'GBR' \(United Kingdom\)\?$"),
        ("POL", "land:germany", r"no line 'land:germany'; did you mean 'land:DEU'\?$"),
        ("POL", "land:france", r"no land border between the two; known are land:BLR"),
        ("UKR", "land:pol", r"no line 'land:pol'; did you mean 'land:POL'"),
        (
            "JPN",
            "land",
            r"JPN has no line 'land': the data have no land border of this country",
        ),
        ("CHN", "land:HKG", r"HKG is a part of CHN .*the line 'land:CHN' of HKG"),
        ("PRT", "land:FRA", r"no land border between the two; known are land:ESP \(Spain\)$"),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(
    country: str, line: str, message: str
) -> None:
    with pytest.raises(MeasureError, match=message):
        borders.measure(DEPOT, country, line)


@pytest.mark.parametrize(
    ("lat", "lon", "message"),
    [
        (90.5, 0, "Latitude 90.5"),
        (-91, 0, "Latitude -91"),
        (0, 180.1, "Longitude 180.1"),
        (math.nan, 0, "Latitude nan"),
        (0, math.inf, "Longitude inf"),
    ],
)
def test_points_off_the_earth_are_refused(lat: float, lon: float, message: str) -> None:
    at = LatLon(lat, lon)
    with pytest.raises(MeasureError, match=message):
        borders.measure(at, "UKR")
    with pytest.raises(MeasureError, match=message):
        whereabouts.country_of(at)
    with pytest.raises(MeasureError, match=message):
        whereabouts.contains("UKR", at)


@pytest.mark.parametrize("radius_km", [-1.0, math.nan, math.inf])
def test_impossible_radii_are_refused(radius_km: float) -> None:
    with pytest.raises(MeasureError, match="radius"):
        borders.measure(DEPOT, "UKR", radius_km=radius_km)
