"""Where the nearest point of a line lies: by a town of the country measured to."""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from geo import borders, store
from geo.drawn import area, drawn
from geo.gazetteer import towns_near, towns_of
from geo.model import LatLon, Place, Verdict
from geo.report import DistanceResult
from geo.story import spot
from geo.story.voice import Voice


def found(name: str, at: LatLon, country: str, line: str = "recognised") -> DistanceResult:
    place = Place("here", at, 2.0, {"en": name}, {"en": "The quay."})
    distance = borders.measure(at, country, line)
    return DistanceResult("here-line", place, distance, True, "claim", Verdict.AGREES)


HODEIDAH = found("Hodeidah", LatLon(14.80, 42.95), "ERI")
ANADYR = found("Anadyr", LatLon(64.73, 177.52), "USA")
SHOAL = found("Second Thomas Shoal", LatLon(9.74, 115.87), "CHN")
SRINAGAR = found("Srinagar", LatLon(34.08, 74.80), "PAK", "kashmir")


@pytest.mark.parametrize(
    ("one", "label"),
    [
        # The nearest point is at Cap Gris-Nez, 16 km from the town of Boulogne.
        (found("Dover", LatLon(51.127, 1.313), "FRA"), "France"),
        (found("Kehl", LatLon(48.57, 7.81), "FRA"), "near Strasbourg"),
        (found("Belgrade", LatLon(44.8, 20.46), "XKX"), "Kosovo"),
        (found("Paramaribo", LatLon(5.85, -55.2), "GUF"), "French Guiana"),
        (HODEIDAH, "Eritrea"),
        (ANADYR, "United States"),
        (SRINAGAR, "Border of Kashmir"),
        (found("Bombay Reef", LatLon(16.05, 112.75), "CHN", "paracel"), "Paracel Islands"),
        # Mischief Reef, held by China: no ground that all recognise as its.
        (SHOAL, "Spratly Islands (China)"),
        (found("Tiberias", LatLon(32.79, 35.53), "SYR"), "Golan Heights (Syria)"),
        (found("Taman", LatLon(45.21, 36.72), "UKR"), "Crimea (Ukraine)"),
        # Inside what is measured to, another country lies beyond its border.
        (found("Przewodów", LatLon(50.4697, 23.9336), "POL"), "Border of Poland"),
        (found("Groningen", LatLon(53.2, 6.5), "NLD", "land"), "Border of the Netherlands"),
        (found("Alice Springs", LatLon(-23.7, 133.88), "AUS"), "Coast of Australia"),
    ],
)
def test_a_label_names_a_near_town_or_the_country_or_the_disputed_area(
    one: DistanceResult, label: str
) -> None:
    assert spot.label(Voice("en"), one) == label


def test_it_is_told_why_the_bounds_are_wide_where_one_map_lacks_an_islet() -> None:
    # Natural Earth lacks Tafahi, 15.85° S 173.72° W, and has Niuafoʻou first.
    at = LatLon(-13.83, -171.77)
    tafahi, niuafoou = (
        Geodesic.WGS84.Inverse(*at, *there)["s12"] / 1000
        for there in ((-15.85, -173.72), (-15.60, -175.63))
    )
    one = found("Apia", at, "TON")
    assert list(one.distance.by_dataset.values()) == [
        pytest.approx(tafahi, abs=5),
        pytest.approx(niuafoou, abs=5),
    ]
    said = spot.told(Voice("en"), one)
    assert "The bounds are wide as the maps differ here. 308.0 km by OpenStreetMap" in said
    assert "308,0 km menurut OpenStreetMap melalui @geo-maps" in spot.told(Voice("id"), one)
    assert " 456.6 km by Natural Earth" in said


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (HODEIDAH, "Nearest point: 13.90° N, 41.99° E."),
        (ANADYR, "Nearest point: 63.78° N, 171.74° W."),
        (SRINAGAR, "Nearest point: 34.88° N, 74.01° E, 75 km from Muzaffarābād."),
    ],
)
def test_a_sentence_names_a_town_further_off_and_none_beyond(
    one: DistanceResult, told: str
) -> None:
    assert spot.told(Voice("en"), one) == told


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "It lies in a disputed area: the Spratly Islands."),
        ("id", "Titik itu terletak di wilayah sengketa: Kepulauan Spratly."),
    ],
)
def test_a_nearest_point_in_a_disputed_area_is_told(lang: str, told: str) -> None:
    assert told in spot.told(Voice(lang), SHOAL)
    sanya = found("Second Thomas Shoal", LatLon(9.74, 115.87), "CHN", "without_spratly")
    assert told not in spot.told(Voice(lang), sanya)
    # Novoazovsk: in Ukraine by every line that has a name, Crimea or not.
    depot = found("Depot", LatLon(45.88569, 40.04094), "UKR")
    assert "disputed" not in spot.told(Voice("en"), depot)


def test_the_place_measured_from_is_no_town_near_the_point() -> None:
    at = LatLon(50.776, 6.084)
    aachen, depot = found("Aachen", at, "DEU"), found("The depot", at, "DEU")
    assert aachen.distance.inside
    for one in (aachen, depot):
        assert "15 km from Alsdorf." in spot.told(Voice("en"), one)


def test_towns_of_territories_are_the_countrys_own() -> None:
    (cayenne,) = towns_of("FRA", LatLon(5, -52.3), 60)
    assert cayenne.name == "Cayenne"
    assert not list(towns_of("SUR", LatLon(5, -52.3), 60))


def test_every_town_comes_once_the_nearest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes, argsort = [], np.argsort

    def counted(values: np.ndarray, **asked: str) -> np.ndarray:
        sizes.append(len(values))
        return argsort(values, **asked)

    monkeypatch.setattr(np, "argsort", counted)
    here = LatLon(-17.6, 177.5)
    assert [town.name for town in islice(towns_near(here), 2)] == ["Lautoka", "Nadi"]
    assert sizes == [64], "who takes two towns has no more sorted than are near"
    every = np.radians([town.at for town in towns_near(here)])
    assert len(every) == len(np.unique(every, axis=0)) == len(store.table("towns.csv"))
    (lat, lon), (lat0, lon0) = every.T, np.radians(here)
    half = np.sin((lat - lat0) / 2) ** 2 + np.cos(lat) * np.cos(lat0) * (
        np.sin((lon - lon0) / 2) ** 2
    )
    assert np.diff(2 * np.arcsin(np.sqrt(half))).min() > -1e-6


@pytest.mark.parametrize("cached", [drawn, area])
def test_a_case_of_many_countries_does_not_keep_them_all_drawn(cached: Any) -> None:
    assert cached.cache_info().maxsize is not None
