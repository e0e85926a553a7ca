"""Legs by rail at borders: what keeps out of a country, or in one, gauges, and missing track.

Published lengths are general knowledge: kilometre posts and timetables of the lines named.
"""

from __future__ import annotations

import pytest

from geo import geodesy
from geo.errors import RouteError
from geo.model import LatLon, Route
from geo.routes import rail, railland
from geo.routes.railnet import Allowed, Network, build, network
from geo.routes.railpath import Path, through

MOSCOW = LatLon(55.777, 37.655)


def codes(route: Route) -> list[str]:
    return [note.code for note in route.notes]


def test_an_end_in_a_country_to_keep_out_of_is_refused() -> None:
    copenhagen, stockholm = LatLon(55.673, 12.565), LatLon(59.33, 18.058)
    with pytest.raises(
        RouteError, match=r"55\.673, 12\.565 lies in DNK, which the route is to"
    ):
        rail.route(copenhagen, stockholm, avoid=("DNK",))
    tangier, madrid = LatLon(35.77, -5.80), LatLon(40.407, -3.69)
    with pytest.raises(RouteError, match="lies in MAR, which the route is to keep out of"):
        rail.route(tangier, madrid, within=("ESP",))


def test_a_straight_stretch_keeps_out_of_a_country_too() -> None:
    strasbourg, freiburg = LatLon(48.58, 7.73), LatLon(48.0, 7.84)
    assert railland.touched([strasbourg, freiburg], Allowed()) == ["FRA", "DEU"]
    with pytest.raises(RouteError, match="crosses DEU, which the route is to keep out of"):
        railland.touched([strasbourg, freiburg], Allowed(avoid=frozenset({"DEU"})))


def test_no_straight_stretch_crosses_the_sea() -> None:
    larne, stranraer = LatLon(54.851, -5.812), LatLon(54.909, -5.024)
    with pytest.raises(RouteError, match="of sea; name a station on the way, or split the leg"):
        rail.route(stranraer, larne)


def test_no_end_jumps_a_bay_where_a_way_by_rail_leads_there() -> None:
    # Lavna is 49.7 km from Vykhodnoy (Ministry of Transport of Russia), some ten south of
    # Murmansk; across Kola Bay it is 7.
    route = rail.route(LatLon(68.97, 33.06), LatLon(69.02, 32.95))
    assert route.length_km.low <= 49.7 + 10 <= route.length_km.high
    # From San Francisco trains go down the peninsula; the bay is over 6 km wide.
    route = rail.route(LatLon(37.775, -122.42), LatLon(38.58, -121.49))
    assert all(geodesy.length_km(s.points) < 6 for s in route.stretches if s.schematic)


def test_a_bay_is_water_between_two_shores() -> None:
    murmansk, west_shore, lavna = (
        LatLon(68.97, 33.06),
        LatLon(68.98, 32.93),
        LatLon(69.02, 32.95),
    )
    assert railland.over_water(murmansk, west_shore)
    assert railland.over_water(west_shore, murmansk)
    assert not railland.over_water(west_shore, lavna)
    at_sea = LatLon(37.70, -122.60)
    assert not railland.over_water(at_sea, LatLon(37.70, -122.48))


def test_a_leg_without_track_says_so() -> None:
    # The Albula railway from Chur to St. Moritz is 89 km long, and not in the map.
    route = rail.route(LatLon(46.853, 9.529), LatLon(46.498, 9.846))
    assert route.schematic_km == pytest.approx(route.great_circle_km, abs=0.001)
    assert route.length_km.low <= 89 <= route.length_km.high
    assert codes(route) == ["untracked", "schematic"]
    assert route.countries == ("CHE",)


def test_from_a_place_to_itself_is_no_way() -> None:
    off_the_track = LatLon(55.6, 36.9)
    route = rail.route(off_the_track, off_the_track)
    assert route.length_km.value == route.schematic_km == 0


def test_no_way_is_shorter_than_the_great_circle() -> None:
    # Across the Trans-Australian, 200 m off on either side: ends so near need no stretches.
    spot = network().nearest(LatLon(-30.75, 128.0), Allowed())
    assert spot is not None
    start = LatLon(spot.at.lat + 0.0018, spot.at.lon)
    end = LatLon(spot.at.lat - 0.0018, spot.at.lon + 0.001)
    route = rail.route(start, end)
    assert 0.38 < route.great_circle_km == route.length_km.value == route.length_km.low


def test_any_country_can_be_kept_out_of() -> None:
    free, kept = (rail.route(MOSCOW, LatLon(52.229, 21.003), avoid=a) for a in ((), ("ISL",)))
    assert free.length_km == kept.length_km


def test_a_track_ends_at_the_border() -> None:
    # Ulan Bator to Zamyn-Uud, all of it in Mongolia: 709 km by the kilometre posts.
    zamyn_uud = LatLon(43.72, 111.90)
    for within in ((), ("MNG",)):
        route = rail.route(LatLon(47.909, 106.884), zamyn_uud, within=within)
        assert route.countries == ("MNG",)
        assert route.length_km.value == pytest.approx(709, rel=0.05)
        assert "gauge_break" not in codes(route)


@pytest.mark.parametrize(
    ("start", "end", "countries"),
    [
        (LatLon(53.353, -6.246), LatLon(54.594, -5.917), ("IRL", "GBR")),  # 1600 mm in both
        (LatLon(-13.968, 28.680), LatLon(-6.854, 39.243), ("ZMB", "TZA")),  # TAZARA, 1067 mm
    ],
)
def test_lines_that_run_through_have_no_change_of_gauge(
    start: LatLon, end: LatLon, countries: tuple[str, ...]
) -> None:
    route = rail.route(start, end)
    assert route.countries == countries
    assert "gauge_break" not in codes(route)


@pytest.mark.parametrize(
    ("start", "end", "country", "came", "left"),
    [
        # Kunming to Bangkok: the line from China is 1435 mm, that to Thailand 1000 mm.
        (LatLon(25.02, 102.72), LatLon(13.74, 100.52), "LAO", 1435, 1000),
        # Lubumbashi to Dar es Salaam, by TAZARA: 1067 mm all the way.
        (LatLon(-11.66, 27.48), LatLon(-6.854, 39.243), "", 0, 0),
        # Salta to La Paz, by Socompa and Chile: 1000 mm all the way.
        (LatLon(-24.78, -65.41), LatLon(-16.654, -68.293), "", 0, 0),
        # At Anápolis the Norte-Sul, 1600 mm, meets the Centro-Atlântica, 1000 mm: dm.com.br.
        (LatLon(-10.167, -48.328), LatLon(-16.68, -49.25), "BRA", 1600, 1000),
        (LatLon(-16.68, -49.25), LatLon(-10.167, -48.328), "BRA", 1000, 1600),
        # Itaqui to the dry port of Anápolis, by the Norte-Sul alone.
        (LatLon(-2.58, -44.36), LatLon(-16.40, -48.93), "", 0, 0),
    ],
)
def test_a_change_of_gauge_inside_a_country_that_is_passed_is_told(
    start: LatLon, end: LatLon, country: str, came: int, left: int
) -> None:
    told = [note.values for note in rail.route(start, end).notes if note.code == "gauge_inside"]
    values = {"country": country, "start_mm": came, "end_mm": left}
    assert told == ([values] if country else [])


def test_two_gauges_in_the_country_of_an_end_are_told() -> None:
    """From Mombasa a standard-gauge line leads to Naivasha, and one of a metre to Uganda."""
    ends = LatLon(-4.045, 39.63), LatLon(0.313, 32.59)
    values = {"country": "KEN", "main_mm": 1435, "line_mm": 1000}
    for start, end in (ends, ends[::-1]):
        notes = rail.route(start, end).notes
        assert [note.values for note in notes if note.code == "gauge_unsure"] == [values]


@pytest.mark.parametrize(
    ("start", "end", "country"),
    [
        (LatLon(22.583, 88.342), LatLon(26.68, 88.44), "IND"),  # not by Bangladesh
        (LatLon(55.72, 21.135), LatLon(54.67, 25.284), "LTU"),  # not by Kaliningrad
        (LatLon(47.5, 19.084), LatLon(48.405, 22.176), "HUN"),  # not by Slovakia
    ],
)
def test_a_way_inside_a_country_is_not_sent_abroad_to_save_some_kilometres(
    start: LatLon, end: LatLon, country: str
) -> None:
    assert rail.route(start, end).countries == (country,)


@pytest.mark.parametrize(
    ("start", "end", "published_km"),
    [
        (LatLon(55.931, 98.005), LatLon(48.99, 140.26), 4287),  # Baikal-Amur line
        (LatLon(52.229, 21.003), LatLon(53.134, 23.135), 180),  # Warsaw - Bialystok
        (LatLon(60.121, -149.439), LatLon(64.853, -147.727), 756),  # Seward - Fairbanks
        (LatLon(37.912, 139.062), LatLon(39.717, 140.130), 273),  # Niigata - Akita
    ],
)
def test_lines_that_the_map_had_in_pieces(
    start: LatLon, end: LatLon, published_km: float
) -> None:
    assert rail.route(start, end).length_km.value == pytest.approx(published_km, rel=0.05)


@pytest.mark.parametrize(
    ("start", "end", "countries"),
    [
        (LatLon(36.795, 10.180), LatLon(36.782, 3.062), ("TUN", "DZA")),
        (LatLon(-30.0, -51.2), LatLon(-23.53, -46.64), ("BRA",)),  # Porto Alegre - Sao Paulo
        (LatLon(-34.591, -58.374), LatLon(-24.78, -65.41), ("ARG",)),  # to Salta
        (LatLon(-15.786, 35.006), LatLon(-14.543, 40.67), ("MWI", "MOZ")),  # to Nacala
        (LatLon(13.739, 100.517), LatLon(13.1, 103.2), ("THA", "KHM")),  # to Battambang
    ],
)
def test_railways_whose_breaks_are_joined_by_name(
    start: LatLon, end: LatLon, countries: tuple[str, ...]
) -> None:
    route = rail.route(start, end)
    assert route.countries == countries
    assert 0 < route.schematic_km < 0.13 * route.length_km.value


@pytest.mark.parametrize(
    ("start", "end", "country"),
    [
        (LatLon(50.28, 57.20), LatLon(44.85, 65.50), "KAZ"),  # Aktobe - Kyzylorda
        (LatLon(20.66, -103.35), LatLon(24.80, -107.39), "MEX"),  # Guadalajara - Culiacan
        (LatLon(45.62, 122.84), LatLon(47.18, 119.94), "CHN"),  # Baicheng - Arxan
        (LatLon(30.69, -88.04), LatLon(30.33, -81.66), "USA"),  # Mobile - Jacksonville
        (LatLon(-41.279, 174.780), LatLon(-40.95, 175.66), "NZL"),  # Wellington - Masterton
        (LatLon(46.49, -81.00), LatLon(48.38, -89.25), "CAN"),  # Sudbury - Thunder Bay
        (LatLon(57.88, 34.05), LatLon(56.34, 30.52), "RUS"),  # Bologoye - Velikiye Luki
        (LatLon(15.17, 77.37), LatLon(15.48, 78.48), "IND"),  # Guntakal - Nandyal
        (LatLon(29.87, 121.55), LatLon(28.00, 120.67), "CHN"),  # Ningbo - Wenzhou
    ],
)
def test_no_way_goes_round_a_break_that_is_joined_by_name(
    start: LatLon, end: LatLon, country: str
) -> None:
    route = rail.route(start, end)
    assert route.countries == (country,)
    assert route.length_km.value < 1.35 * route.great_circle_km


@pytest.mark.parametrize(
    ("start", "end", "country"),
    [
        (LatLon(45.500, -73.566), LatLon(44.640, -63.570), "CAN"),  # by the Saint John River
        (LatLon(47.561, 7.790), LatLon(47.622, 8.221), "DEU"),  # by the Rhine
        (LatLon(51.949, 14.714), LatLon(52.148, 14.654), "DEU"),  # by the Neisse
        (LatLon(-10.706, 22.222), LatLon(-12.365, 13.536), "AGO"),  # from the Luao
    ],
)
def test_a_railway_beside_a_border_river_stays_on_its_side(
    start: LatLon, end: LatLon, country: str
) -> None:
    assert rail.route(start, end).countries == (country,)
    assert rail.route(start, end, within=(country,)).countries == (country,)


def test_a_stop_is_not_joined_to_track_across_a_border_with_its_own_beside_it() -> None:
    # Reni to Odesa by Basarabeasca and Berezyne, all 1520 mm: babel.ua, 22 August 2022. To
    # begin at Giurgiulești, 6 km off across Romania's corner, spares a border.
    reni, odesa = LatLon(45.45, 28.28), LatLon(46.47, 30.74)
    for start, end in ((reni, odesa), (odesa, reni)):
        route = rail.route(start, end)
        assert set(route.countries) == {"UKR", "MDA"}
        assert "gauge_break" not in codes(route)


def test_a_corner_of_a_country_that_trains_run_through_is_no_border() -> None:
    # Ukraine's freight reaches Reni across Moldova by Bolhrad: delo.ua, 24 March 2023.
    reni, odesa, bolhrad = LatLon(45.45, 28.28), LatLon(46.47, 30.74), LatLon(45.745, 28.585)
    points = [at for stretch in rail.route(reni, odesa).stretches for at in stretch.points]
    assert min(geodesy.distance_km(at, bolhrad) for at in points) < 5


def net_of(*tracks: tuple[str, float, tuple[float, float], tuple[float, float]]) -> Network:
    """Build a network of straight tracks: the country, the length, and both ends."""
    return build(
        {
            "properties": {"km": km, "countries": country},
            "geometry": {"coordinates": [here[::-1], there[::-1]]},
        }
        for country, km, here, there in tracks
    )


@pytest.mark.parametrize(("corner_km", "through_it"), [(15.0, True), (25.0, False)])
def test_only_a_short_corner_is_no_border(corner_km: float, through_it: bool) -> None:
    west, one, two, east, north = (0.0, 0.0), (0.0, 1.0), (0.0, 1.1), (0.0, 2.0), (1.0, 1.0)
    net = net_of(
        *(("MDA", 110.0, west, one), ("UKR", corner_km, one, two), ("MDA", 100.0, two, east)),
        *(("MDA", 160.0, west, north), ("MDA", 150.0, north, east)),
        *(("MDA", 9.0, (0.0, -0.08), west), ("MDA", 9.0, east, (0.0, 2.08))),
    )
    ends = [net.near(LatLon(0.0, lon), 1, Allowed()) for lon in (-0.08, 2.08)]
    way = through(net, ends, Allowed())
    assert isinstance(way, Path)
    passed = {net.tracks[run.track].countries for run in way.sections[0]}
    assert (("UKR",) in passed) is through_it


def test_the_border_at_the_end_of_the_track_that_a_leg_ends_on_counts() -> None:
    # By Austria 100 km; by the way that stays in Germany 180, which is less than two borders.
    west, one, two, east, north = (0.0, 0.0), (0.0, 0.1), (0.0, 0.8), (0.0, 1.0), (0.8, 0.5)
    net = net_of(
        *(("DEU", 10.0, west, one), ("AUT", 80.0, one, two), ("DEU", 10.0, two, east)),
        *(("DEU", 90.0, west, north), ("DEU", 90.0, north, east)),
    )
    ends = [net.near(LatLon(0.0, lon), 1, Allowed()) for lon in (0.05, 0.95)]
    way = through(net, ends, Allowed())
    assert isinstance(way, Path)
    assert {net.tracks[run.track].countries for run in way.sections[0]} == {("DEU",)}


def test_a_change_of_gauge_is_told_where_a_straight_stretch_crosses_the_border() -> None:
    brest, malaszewicze = LatLon(52.10, 23.68), LatLon(52.03, 23.53)
    route = rail.route(brest, malaszewicze)
    assert route.countries == ("BLR", "POL")
    assert "gauge_break" in codes(route)
