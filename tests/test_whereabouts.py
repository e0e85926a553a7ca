"""In which country a position lies: enclaves, lakes, both sides of the antimeridian."""

from __future__ import annotations

import pytest

from geo import borders, whereabouts
from geo.model import LatLon
from known_borders import DEPOT


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country"),
    [
        ("Kyiv", 50.4501, 30.5234, "UKR"),
        ("Sevastopol", 44.6054, 33.5220, "UKR"),
        ("Donetsk", 48.0159, 37.8029, "UKR"),
        ("Belgorod", 50.5997, 36.5983, "RUS"),
        ("Kaliningrad", 54.7104, 20.4522, "RUS"),
        (
            "Vicovu de Sus, across a border that a coarse map has wrong",
            47.93333,
            25.68333,
            "ROU",
        ),
        ("Tikhoretsk", 45.854721, 40.125278, "RUS"),
        ("Rajin", 42.24889, 130.30028, "PRK"),
        ("Paris", 48.8566, 2.3522, "FRA"),
        ("Oslo", 59.9139, 10.7522, "NOR"),
        ("Pristina", 42.6629, 21.1655, "XKX"),
        ("Maseru, inside another country", -29.3167, 27.4833, "LSO"),
        ("Sydney", -33.8688, 151.2093, "AUS"),
        ("Vanua Levu", -16.6, 179.2, "FJI"),
        ("South Pole", -90.0, 0.0, "ATA"),
        ("Sea of Azov", 46.3, 36.5, ""),
        ("Gulf of Guinea", 0.0, 0.0, ""),
    ],
)
def test_country_of_known_places(name: str, lat: float, lon: float, country: str) -> None:
    assert whereabouts.country_of(LatLon(lat, lon)) == country
    if country:
        assert whereabouts.contains(country, LatLon(lat, lon))


def test_swapped_coordinates_lead_to_another_country() -> None:
    swapped = LatLon(DEPOT.lon, DEPOT.lat)
    assert whereabouts.country_of(DEPOT) == "RUS"
    assert whereabouts.country_of(swapped) == "ARM"
    assert borders.measure(swapped, "UKR").km.value > 500


def test_shores_of_lakes_and_lagoons_are_no_borders() -> None:
    reservoir, lagoon = LatLon(49.27, 32.63), LatLon(46.25, 30.30)
    assert whereabouts.contains("UKR", reservoir)
    assert whereabouts.contains("UKR", lagoon)
    assert borders.measure(reservoir, "UKR").km.value > 150


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country", "other"),
    [
        ("Llivia", 42.465, 1.981, "ESP", "FRA"),
        ("Campione", 45.970, 8.971, "ITA", "CHE"),
        ("Nahwa, in Madha, in the Emirates", 25.268, 56.273, "ARE", "OMN"),
        ("Madha", 25.285, 56.333, "OMN", "ARE"),
        ("Saint Peter's Square", 41.9022, 12.4572, "VAT", "ITA"),
        ("Lake Victoria", -0.5, 33.0, "UGA", "KEN"),
        ("Lake Superior", 47.0, -87.0, "USA", "CAN"),
        ("Wrangel Island, on the antimeridian", 71.2, 180.0, "RUS", "USA"),
        ("Wrangel Island, from the other side", 71.2, -180.0, "RUS", "USA"),
    ],
)
def test_enclaves_lakes_and_the_antimeridian(
    name: str, lat: float, lon: float, country: str, other: str
) -> None:
    at = LatLon(lat, lon)
    assert whereabouts.country_of(at) == country
    assert borders.measure(at, country).inside
    assert not borders.measure(at, other).inside
