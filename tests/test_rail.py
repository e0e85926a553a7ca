"""Legs by rail: countries, schematic stretches, spurs and changes of gauge."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from pyproj import Geod

from geo import store
from geo.model import LatLon, Mode, Note, Route, Stretch, Via
from geo.routes import calibration, rail
from geo.routes.railnet import FILE, Allowed, build, network

WGS84 = Geod(ellps="WGS84")

DUNAY = LatLon(42.890, 132.375)
DEPOT = LatLon(45.88569, 40.04094)
VLADIVOSTOK = LatLon(43.111, 131.882)
MOSCOW = LatLon(55.777, 37.655)
CASE = (
    Via("Fokino", LatLon(42.971, 132.410)),
    Via("Romanovka", LatLon(43.241, 132.469)),
    Via("Smolyaninovo", LatLon(43.283, 132.456)),
    Via("Ussuriysk", LatLon(43.802, 131.981)),
    Via("Khabarovsk", LatLon(48.498, 135.072)),
    Via("Birobidzhan", LatLon(48.796, 132.931)),
    Via("Belogorsk", LatLon(50.916, 128.468)),
    Via("Skovorodino", LatLon(53.987, 123.944)),
    Via("Chernyshevsk", LatLon(52.518, 117.023)),
    Via("Chita", LatLon(52.028, 113.495)),
    Via("Ulan-Ude", LatLon(51.840, 107.581)),
    Via("Irkutsk", LatLon(52.282, 104.259)),
    Via("Taishet", LatLon(55.939, 97.999)),
    Via("Krasnoyarsk", LatLon(56.007, 92.830)),
    Via("Novosibirsk", LatLon(55.034, 82.895)),
    Via("Omsk", LatLon(54.940, 73.386)),
    Via("Tyumen", LatLon(57.145, 65.523)),
    Via("Yekaterinburg", LatLon(56.822, 60.672)),
    Via("Chelyabinsk", LatLon(55.142, 61.417)),
    Via("Ufa", LatLon(54.746, 55.941)),
    Via("Samara", LatLon(53.185, 50.121)),
    Via("Syzran", LatLon(53.168, 48.481)),
    Via("Saratov", LatLon(51.542, 45.998)),
    Via("Volgograd", LatLon(48.714, 44.514)),
    Via("Salsk", LatLon(46.469, 41.542)),
    Via("Tikhoretsk", LatLon(45.847, 40.120)),
)


@pytest.fixture(scope="module")
def case() -> Route:
    return rail.route(DUNAY, DEPOT, CASE, within=("RUS",), names=("Dunay", "depot"))


def _line_km(stretch: Stretch) -> float:
    lats, lons = zip(*stretch.points, strict=True)
    return WGS84.line_length(lons, lats) / 1000


def _geodesic_km(one: LatLon, two: LatLon) -> float:
    return WGS84.inv(one.lon, one.lat, two.lon, two.lat)[2] / 1000


def _note(route: Route, code: str) -> list[Note]:
    return [note for note in route.notes if note.code == code]


def _retraced_km(route: Route) -> float:
    """Length of the edges that a route travels more than once, in either direction."""
    seen: set[frozenset[LatLon]] = set()
    again = 0.0
    for stretch in route.stretches:
        for edge in pairwise(stretch.points):
            if frozenset(edge) in seen:
                again += _geodesic_km(*edge)
            seen.add(frozenset(edge))
    return again


def test_the_case_is_over_ten_thousand_kilometres_with_bounds(case: Route) -> None:
    assert case.mode is Mode.RAIL
    assert 10_000 < case.length_km.value < 10_500
    assert 9_900 < case.length_km.low < case.length_km.value < case.length_km.high < 10_600
    assert case.countries == ("RUS",)


def test_the_case_is_one_line_from_end_to_end(case: Route) -> None:
    assert case.stretches[0].points[0] == DUNAY
    assert case.stretches[-1].points[-1] == DEPOT
    for one, two in pairwise(case.stretches):
        assert one.points[-1] == two.points[0]
    drawn = sum(_line_km(stretch) for stretch in case.stretches)
    assert case.great_circle_km == pytest.approx(_geodesic_km(DUNAY, DEPOT), abs=0.001)
    assert case.great_circle_km < drawn <= case.length_km.value


def test_the_case_passes_every_station_it_names(case: Route) -> None:
    for via in CASE:
        nearest = min(
            _geodesic_km(via.at, p) for p in case.points if abs(p.lat - via.at.lat) < 0.1
        )
        assert nearest < 5, via.name


def test_the_case_does_not_go_there_and_back(case: Route) -> None:
    assert _retraced_km(case) < 3


def test_a_station_at_the_end_of_a_branch_is_seen_as_a_spur() -> None:
    # Yekaterinburg's passenger station lies 6 km off the line from Tyumen to Chelyabinsk.
    there = Via("Yekaterinburg", LatLon(56.859, 60.604))
    route = rail.route(CASE[16].at, CASE[18].at, [there])
    assert _retraced_km(route) > 3


def test_what_is_not_mapped_is_schematic_named_and_counted(case: Route) -> None:
    schematic = [stretch for stretch in case.stretches if stretch.schematic]
    assert schematic[0].name == "Dunay – Fokino – Romanovka"
    assert schematic[0].points[:2] == (DUNAY, CASE[0].at)
    assert schematic[-1].name == "Tikhoretsk – depot"
    assert case.schematic_km == pytest.approx(sum(_line_km(s) for s in schematic), abs=0.01)
    assert 40 < case.schematic_km < 50
    told = {note.values["name"] for note in _note(case, "schematic")}
    assert told == {stretch.name for stretch in schematic}


def test_a_short_gap_of_the_map_is_bridged_as_schematic() -> None:
    route = rail.route(CASE[1].at, CASE[3].at)
    gap = [stretch for stretch in route.stretches if stretch.schematic]
    assert [round(_line_km(stretch), 1) for stretch in gap] == [1.7]


def test_only_short_gaps_are_bridged() -> None:
    # All but some that are known by name are shorter than 6 km; none is over 50 km.
    tracks = network().tracks
    bridges = sorted(item.length_km for item in tracks if item.bridge and not item.name)
    assert len(bridges) > 100
    assert sum(km > 6.1 for km in bridges) < 101
    assert bridges[-1] <= 50


@pytest.mark.parametrize(
    ("start", "end"),
    [((51.507, -0.128), (55.953, -3.188)), ((28.6139, 77.209), (22.5726, 88.3639))],
)
def test_no_vertex_is_drawn_twice_in_a_row(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    # London-Edinburgh and Delhi-Howrah: the track is joined right at a junction.
    for one, two in ((start, end), (end, start)):
        route = rail.route(LatLon(*one), LatLon(*two))
        edges = [edge for stretch in route.stretches for edge in pairwise(stretch.points)]
        assert min(_geodesic_km(*edge) for edge in edges) > 0.001


def test_the_network_is_as_its_file_says() -> None:
    net, items = network(), store.read_json("rail-world.geojson.gz")["features"]
    assert len(net.tracks) == len(items)
    at: dict[tuple[float, float], int] = {}
    begins, tracks, beyond = net.meeting
    for number, (track, item) in enumerate(zip(net.tracks, items, strict=True)):
        line, told = item["geometry"]["coordinates"], item["properties"]
        ends = tuple(at.setdefault(tuple(line[end]), len(at)) for end in (0, -1))
        assert track.ends == ends
        assert track.line.tolist() == line
        assert (track.length_km, " ".join(track.countries)) == (told["km"], told["countries"])
        assert (track.bridge, track.trunk) == ("bridge" in told, "trunk" in told)
        assert (track.name, track.ferry) == (told.get("line", ""), "ferry" in told)
        for here, there in (ends, ends[::-1]):
            row = slice(begins[here], begins[here + 1])
            assert (number, there) in zip(tracks[row], beyond[row], strict=True)
    assert net.tracks[-1].ends == net.tracks[len(items) - 1 :][0].ends


def test_what_the_free_way_crosses_and_how_it_keeps_out() -> None:
    tikhoretsk = LatLon(45.854721, 40.125278)
    free = rail.route(DUNAY, tikhoretsk)
    around = rail.route(DUNAY, tikhoretsk, avoid=("CHN", "MNG", "KAZ"))
    assert free.countries == ("RUS", "KAZ")
    assert around.countries == ("RUS",)
    assert around.length_km.value > free.length_km.value
    back = rail.route(tikhoretsk, DUNAY, avoid=("CHN", "MNG", "KAZ"))
    assert back.length_km.value == pytest.approx(around.length_km.value, abs=0.001)


@pytest.mark.parametrize(
    ("city", "metres_off"), [((41.300, 69.240), 4000), ((43.826, 87.617), 4000)]
)
def test_a_centre_some_kilometres_from_track_is_joined_to_it(
    city: tuple[float, float], metres_off: float
) -> None:
    # Tashkent and Urumqi: both ends of the way lie off the track.
    route = rail.route(LatLon(*city), LatLon(43.238, 76.883))
    stub = route.stretches[0]
    assert stub.schematic
    assert 1000 * _line_km(stub) == pytest.approx(metres_off, rel=0.3)


def test_a_centre_is_joined_to_the_railway_that_leads_there_though_another_is_nearer() -> None:
    # 1,242 km, saudigazette.com.sa/article/603434; at Riyadh the two railways do not meet.
    north = rail.route(LatLon(24.69, 46.72), LatLon(31.4, 37.4))
    assert north.length_km.value == pytest.approx(1242, rel=0.03)
    assert rail.route(LatLon(24.69, 46.72), LatLon(26.42, 50.1)).length_km.value < 480


def test_a_river_that_no_bridge_crosses_is_not_cut_across() -> None:
    # From Chapra to Buxar, on the other bank of the Ganges, trains go by the bridge at Patna.
    assert rail.route(LatLon(25.78, 84.73), LatLon(25.56, 83.98)).length_km.value > 150


def test_the_metres_to_the_track_are_told() -> None:
    near = LatLon(57.624, 39.837)
    route = rail.route(LatLon(MOSCOW.lat + 0.001, MOSCOW.lon), near)
    told = {note.values["name"]: note.values["km"] for note in _note(route, "snapped")}
    assert 0.01 < told["55.778, 37.655"] < 0.25


def test_longitudes_may_count_on_past_the_antimeridian() -> None:
    # Fiji's sugar line, twelve degrees from the antimeridian.
    nadi, lautoka = LatLon(-17.80, 177.42), LatLon(-17.61, 177.45)
    route = rail.route(nadi, lautoka)
    assert route.countries == ("FJI",)
    beyond = rail.route(LatLon(-17.80, 177.42 - 360), lautoka)
    assert beyond.length_km.value == pytest.approx(route.length_km.value, abs=0.001)


def test_the_way_back_is_as_long_through_the_same_countries_turned_round() -> None:
    moscow, warsaw = MOSCOW, LatLon(52.252, 21.052)
    there, back = rail.route(moscow, warsaw), rail.route(warsaw, moscow)
    assert there.length_km.value == pytest.approx(back.length_km.value, abs=1)
    assert there.countries == ("RUS", "BLR", "POL")
    assert back.countries == there.countries[::-1]


def test_a_long_way_round_is_told() -> None:
    # Kept out of Mongolia, Irkutsk-Erenhot goes round by Manchuria.
    route = rail.route(CASE[11].at, LatLon(43.651, 111.977), avoid=("MNG",))
    assert _note(route, "detour")[0].values["ratio"] > 2.5  # type: ignore[operator]


def test_countries_that_the_shortest_way_crosses_are_told() -> None:
    # Omsk-Chelyabinsk: the line by Petropavl in Kazakhstan is the shorter one.
    free = rail.route(CASE[15].at, CASE[18].at)
    inside = rail.route(CASE[15].at, CASE[18].at, within=("RUS",))
    avoiding = rail.route(CASE[15].at, CASE[18].at, avoid=("kaz",))
    assert free.countries == ("RUS", "KAZ")
    assert inside.countries == avoiding.countries == ("RUS",)
    assert inside.length_km.value > free.length_km.value + 100
    assert _note(inside, "countries")[0].values == {"within": "RUS"}
    assert _note(avoiding, "countries")[0].values == {"avoid": "KAZ"}


def test_a_country_that_is_named_twice_is_told_once() -> None:
    route = rail.route(CASE[1].at, VLADIVOSTOK, within=("RUS", "rus"), avoid=("CHN", "CHN"))
    assert _note(route, "countries")[0].values == {"within": "RUS", "avoid": "CHN"}


def test_countries_are_told_in_the_order_of_travel() -> None:
    # Berlin-Moscow and back, by the Polish and the Belarusian border.
    berlin = LatLon(52.525, 13.369)
    there, back = rail.route(berlin, MOSCOW), rail.route(MOSCOW, berlin)
    assert there.countries == ("DEU", "POL", "BLR", "RUS")
    assert back.countries == ("RUS", "BLR", "POL", "DEU")


def test_a_change_of_gauge_is_told_and_not_sought() -> None:
    # Manzhouli lies between 1520 and 1435 mm; the way across Manchuria is the shorter one.
    free = rail.route(CASE[3].at, CASE[9].at)
    harbin = LatLon(45.76, 126.64)
    through = rail.route(CASE[3].at, CASE[9].at, [Via("Harbin", harbin)])
    assert free.countries == ("RUS",)
    assert not _note(free, "gauge_break")
    assert through.countries == ("RUS", "CHN")
    assert through.length_km.value < free.length_km.value
    assert [note.values for note in _note(through, "gauge_break")] == [
        {"start": "RUS", "end": "CHN", "start_mm": 1520, "end_mm": 1435},
        {"start": "CHN", "end": "RUS", "start_mm": 1435, "end_mm": 1520},
    ]


def test_finnish_and_russian_gauges_count_as_one() -> None:
    helsinki, petersburg = LatLon(60.172, 24.941), LatLon(59.956, 30.356)
    route = rail.route(helsinki, petersburg)
    assert route.countries == ("FIN", "RUS")
    assert not _note(route, "gauge_break")


def test_no_vertex_lies_abroad_when_told_to_stay_inside(case: Route) -> None:
    abroad = {
        tuple(vertex)
        for track in network().tracks
        if "RUS" not in track.countries
        for vertex in track.line
    }
    points = [p for s in case.stretches if not s.schematic for p in s.points]
    assert not [p for p in points if (p.lon, p.lat) in abroad]


def test_the_southern_hemisphere_and_the_new_world() -> None:
    # Johannesburg–Cape Town; Chicago–Seattle. No published length is asserted here.
    for start, end, country in (
        (LatLon(-26.197, 28.042), LatLon(-33.922, 18.426), "ZAF"),
        (LatLon(41.879, -87.640), LatLon(47.598, -122.330), "USA"),
    ):
        route = rail.route(start, end, within=(country,))
        assert route.countries == (country,)
        assert 1 < route.length_km.value / route.great_circle_km < 1.6


def test_the_ends_may_be_one_place() -> None:
    route = rail.route(MOSCOW, MOSCOW)
    assert route.length_km.value == 0
    assert route.stretches[0].points[0] == route.stretches[-1].points[-1] == MOSCOW


def test_an_end_beside_the_track_needs_no_stretch_of_its_own() -> None:
    near = LatLon(MOSCOW.lat + 0.001, MOSCOW.lon)
    route = rail.route(near, LatLon(57.624, 39.837))
    assert [stretch.schematic for stretch in route.stretches] == [False]
    assert route.stretches[0].points[0] == near


def test_a_point_off_the_track_is_joined_to_the_nearest_track() -> None:
    start = LatLon(42.890, 132.375)
    route = rail.route(start, CASE[4].at, names=("Dunay", "Khabarovsk"))
    assert route.stretches[0].schematic
    assert 35 < _line_km(route.stretches[0]) < 45


def test_a_station_beside_the_line_is_told() -> None:
    beside = Via("Syzran", LatLon(53.169, 48.464))
    route = rail.route(CASE[20].at, CASE[22].at, [beside])
    told = _note(route, "snapped")
    assert [note.values["name"] for note in told] == ["Syzran"]
    assert 0.5 < told[0].values["km"] < 3  # type: ignore[operator]


def test_the_calibration_is_told(case: Route) -> None:
    told = _note(case, "calibrated")[0].values
    rows = store.table(calibration.FILE)
    assert told["posts"] == sum(row["within"] == "RUS" for row in rows) == 14
    assert 0.95 < told["low"] < told["ratio"] < told["high"] < 1.08  # type: ignore[operator]


def test_threads_may_ask_for_tracks_of_many_countries_at_once() -> None:
    net = build(store.read_json(FILE)["features"][:4])
    rules = [Allowed(frozenset({str(number)})) for number in range(8000)]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(net.usable, rules))
    finally:
        sys.setswitchinterval(before)
    assert found == [[False] * 4] * len(rules)
