"""Two sets of data, one sharp and one coarse, that draw one border each in its way."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Point

from geo import borders
from geo.drawn import coarse
from geo.model import LatLon
from geo.story import plain
from geo.story.voice import Voice
from known_borders import NATURAL_EARTH, OSM, REGIONS


@pytest.mark.parametrize("line", ["without_donbas", "without_claimed"])
@pytest.mark.parametrize(
    "at",
    [(47.775, 29.208), (47.16, 27.59), (52.23, 21.01), (53.9, 27.57)],
    ids=["Cobasna", "Iași", "Warsaw", "Minsk"],
)
def test_no_part_of_a_country_is_nearer_than_the_whole(
    at: tuple[float, float], line: str
) -> None:
    """West of Kyiv nothing is left out: what is left of Ukraine is as far as Ukraine."""
    whole, left = (borders.measure(LatLon(*at), "UKR", name) for name in ("recognised", line))
    assert left.km.value == whole.km.value
    assert left.nearest == whole.nearest
    assert list(left.by_dataset) == [OSM, REGIONS]
    assert left.km.low <= left.by_dataset[REGIONS] <= left.km.high


@pytest.mark.parametrize("line", ["without_donbas", "without_claimed"])
def test_many_points_are_as_far_from_a_part_of_a_country_as_one(line: str) -> None:
    """Some have nothing left out near by (the north and west), some have, two lie inside.

    The last two lie in Moldova and in Hungary, where the coarse regions have Ukraine.
    """
    lat = np.array([47.775, 52.23, 45.886, 47.11, 50.45, 48.0, 49.0, 60.0, 46.17066, 48.237215])
    lon = np.array([29.208, 21.01, 40.041, 38.08, 30.52, 37.8, 39.5, 40.0, 29.02129, 22.44197])
    each = borders.measure_each(lat, lon, "UKR", line)
    for (km, at_lat, at_lon, inside), *at in zip(each, lat, lon, strict=True):
        one = borders.measure(LatLon(*at), "UKR", line)
        assert km == pytest.approx(one.km.value, abs=1e-6)
        assert (at_lat, at_lon) == pytest.approx(one.nearest, abs=1e-8)
        assert inside == one.inside


def test_between_two_drawings_of_a_border_the_distance_may_be_nothing() -> None:
    at = LatLon(49.1413858855, 22.775720189)
    assert borders.outline("POL").covers(Point(at.lon, at.lat))
    assert not coarse("POL").covers(Point(at.lon, at.lat))
    for line in ("recognised", "land", "land:UKR"):
        found = borders.measure(at, "POL", line)
        assert found.by_dataset == pytest.approx({OSM: 1.174, NATURAL_EARTH: 1.281}, abs=0.001)
        assert (found.km.low, found.km.high) == (0.0, max(found.by_dataset.values()))
    far = borders.measure(at, "POL", "land:DEU")
    assert far.km.low == min(far.by_dataset.values()) > 590


def test_between_two_drawings_of_a_coast_the_land_border_stays_where_it_is() -> None:
    at = LatLon(54.1, 15.1)
    assert borders.measure(at, "POL").km.low == 0.0
    land = borders.measure(at, "POL", "land")
    assert land.km.low == min(land.by_dataset.values()) > 60


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country", "territory"),
    [
        ("Mariehamn", 60.10, 19.94, "FIN", "ALA"),
        ("San Juan", 18.40, -66.06, "USA", "PRI"),
        ("Hagatna", 13.47, 144.75, "USA", "GUM"),
        ("Noumea", -22.27, 166.45, "FRA", "NCL"),
        ("Philipsburg", 18.03, -63.05, "NLD", "SXM"),
        ("Hong Kong", 22.30, 114.17, "CHN", "HKG"),
        ("Norfolk Island", -29.03, 167.95, "AUS", "NFK"),
    ],
)
def test_both_sets_of_data_hold_a_territory_in_its_country(
    name: str, lat: float, lon: float, country: str, territory: str
) -> None:
    whole, part = (borders.measure(LatLon(lat, lon), code) for code in (country, territory))
    assert whole.inside
    assert whole.by_dataset[NATURAL_EARTH] == pytest.approx(
        part.by_dataset[NATURAL_EARTH], abs=0.001
    )
    assert whole.km.high < 6


def test_a_border_with_an_own_territory_is_no_land_border_on_either_set_of_data() -> None:
    hong_kong = borders.measure(LatLon(22.30, 114.17), "CHN", "land")
    assert hong_kong.neighbour == "VNM"
    assert hong_kong.km.low > 600  # Dongxing, by Vietnam, is 640 km off


def test_bounds_are_written_as_fine_as_the_distance_itself() -> None:
    found = borders.measure(LatLon(62, -7), "FRO")
    assert found.km.low == found.km.value == pytest.approx(0.093, abs=0.001)
    assert plain.distance(Voice("en"), found)[0].startswith("0.09 km (0.09–5.96 km) to ")
