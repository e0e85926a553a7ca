"""Sea legs up rivers and estuaries: their banks, the ports there, what is joined over land."""

from __future__ import annotations

import pytest

from geo import geodesy
from geo.model import LatLon
from geo.routes import rings, sea, sphere, waters

AT_SEA = LatLon(30.0, -40.0)


@pytest.mark.parametrize(
    ("lat", "lon", "afloat"),
    [
        (53.79, 9.38, True),  # the Elbe
        (53.70, 9.30, False),
        (51.40, 4.10, True),  # the Scheldt
        (51.30, 4.10, False),
        (46.82, -71.18, True),  # the Saint Lawrence
        (46.60, -71.05, False),
        (-34.90, -57.00, True),  # the Río de la Plata
        (-34.00, -57.00, False),
        (45.20, -0.73, True),  # the Gironde
        (45.20, -0.90, False),
        (55.93, -4.55, True),  # the Clyde
        (55.86, -4.60, False),
    ],
)
def test_estuaries_have_the_banks_of_openstreetmap(
    lat: float, lon: float, *, afloat: bool
) -> None:
    assert rings.within(waters.shore(), sphere.unit(LatLon(lat, lon))) is afloat


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("Arkhangelsk", LatLon(64.54, 40.51)),
        ("Montreal", LatLon(45.51, -73.55)),
        ("Antwerp", LatLon(51.26, 4.36)),
        ("Yangon", LatLon(16.77, 96.17)),
        ("Sydney", LatLon(-33.86, 151.20)),
        ("Valdez", LatLon(61.12, -146.35)),
        ("Milford Sound", LatLon(-44.66, 167.92)),
        ("Puerto Natales", LatLon(-51.735, -72.515)),
        ("Cienfuegos", LatLon(22.145, -80.455)),
        ("Baltimore", LatLon(39.26, -76.57)),
        ("Kitimat", LatLon(54.00, -128.68)),
        ("Goose Bay", LatLon(53.345, -60.42)),
        ("Rotterdam", LatLon(51.90, 4.30)),
        ("Nikolayevsk-on-Amur", LatLon(53.14, 140.72)),
        ("Nampo", LatLon(38.72, 125.40)),
        ("Nantong", LatLon(32.00, 120.80)),
        ("Bremen", LatLon(53.12, 8.73)),
        ("Bordeaux", LatLon(44.87, -0.55)),
        ("Savannah", LatLon(32.13, -81.14)),
        ("Portland", LatLon(45.62, -122.76)),
        ("Kolkata", LatLon(22.55, 88.31)),
        ("Houston", LatLon(29.735, -95.27)),
        ("Bangkok", LatLon(13.70, 100.57)),
        ("Ho Chi Minh City", LatLon(10.77, 106.71)),
        ("Rostov-on-Don", LatLon(47.20, 39.70)),
        ("Kherson", LatLon(46.62, 32.61)),
        ("Sinuiju", LatLon(40.10, 124.39)),
        ("Naryan-Mar", LatLon(67.65, 53.02)),
        ("Bella Coola", LatLon(52.3718, -126.7539)),
        ("Port Alice", LatLon(50.3845, -127.451)),
        ("Stewart", LatLon(55.93, -129.99)),
        ("Puerto Cisnes", LatLon(-44.75, -72.70)),
        ("Chupa", LatLon(66.27, 33.0549)),
        ("Dale", LatLon(61.3635, 5.4004)),
    ],
)
def test_ports_up_estuaries_and_fjords_are_reached_near_by(name: str, at: LatLon) -> None:
    way = sea.route(at, AT_SEA).points
    assert geodesy.distance_km(way[0], at) < 4, name


def test_olya_is_reached_from_the_caspian() -> None:
    route = sea.route(LatLon(45.78, 47.55), LatLon(37.48, 49.47))  # Anzali
    assert 900 < route.length_km.value < 1250
    assert route.land_km == sum(n.values["km"] for n in route.notes if n.code == "estuary")


@pytest.mark.parametrize(
    ("name", "at", "least_km", "most_km"),
    [
        # The least land between the pieces of each river, measured apart: 0.8 and 6.9 km.
        ("Elbe", LatLon(53.54, 9.93), 0.5, 1.5),
        ("Don", LatLon(47.20, 39.70), 5.0, 12.0),
    ],
)
def test_what_is_joined_over_land_is_told(
    name: str, at: LatLon, least_km: float, most_km: float
) -> None:
    for ends in ((at, AT_SEA), (AT_SEA, at)):
        route = sea.route(*ends)
        (note,) = (note for note in route.notes if note.code == "estuary")
        assert note.values["names"] == name
        assert route.land_km >= float(note.values["km"])
        assert least_km < float(note.values["km"]) < most_km


def test_up_a_whole_river_nothing_is_told_of_land() -> None:
    up = sea.route(LatLon(53.12, 8.73), AT_SEA)  # Bremen
    assert not [note for note in up.notes if note.code == "estuary"]


@pytest.mark.parametrize(
    "at", [LatLon(53.54, 9.93), LatLon(51.955, 4.05), LatLon(45.55, -73.52)], ids=str
)
def test_a_way_from_a_port_up_a_river_to_itself_is_no_way(at: LatLon) -> None:
    route = sea.route(at, at)
    assert route.length_km.value == 0
    assert route.land_km == 0
