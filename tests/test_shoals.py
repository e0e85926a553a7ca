"""Sea legs go round the shoals, low bridges and narrows that ships avoid."""

from __future__ import annotations

import numpy as np
import pytest

from geo.geodesy import distance_km
from geo.model import LatLon
from geo.routes import byways, flats, rings, sea, shoals, sphere, waters

CHENNAI, COLOMBO = LatLon(13.09, 80.30), LatLon(6.95, 79.84)
RANGOON, PHUKET = LatLon(16.77, 96.17), LatLon(7.83, 98.40)


GATES = flats.SHOALS | {name: byway.gates for name, byway in byways.BYWAYS.items()}


@pytest.mark.parametrize("name", GATES)
def test_the_gate_of_a_shoal_ends_on_land_or_at_a_mark_that_ships_keep_off(name: str) -> None:
    for end in (end for pair in GATES[name] for end in pair):
        chart = waters.room() if end in flats.MARKS.values() else waters.shore()
        assert not rings.within(chart, sphere.unit(end)), end


def test_banks_are_gone_round_as_far_as_published() -> None:
    # Miami to Nassau is about 185 nautical miles (ngcruise.com); over the bank it is 159.
    route = sea.route(LatLon(25.77, -80.17), LatLon(25.08, -77.35))
    assert route.length_km.value / 1.852 == pytest.approx(185, rel=0.05)


@pytest.mark.parametrize(
    ("start", "end", "by"),
    [
        # "Large ships must travel around Sri Lanka" (academickids.com, Palk Strait).
        pytest.param((13.09, 80.30), (6.95, 79.84), (5.92, 80.59), id="Dondra Head"),
        pytest.param((18.95, 72.86), (17.69, 83.29), (5.92, 80.59), id="Mumbai to Vizag"),
        pytest.param((27.93, -82.44), (25.77, -80.17), (24.55, -81.80), id="Key West"),
        pytest.param((29.73, -95.27), (40.67, -74.04), (24.55, -81.80), id="Houston, New York"),
        pytest.param((51.955, 4.05), (53.54, 9.93), (53.86, 7.20), id="north of Norderney"),
        pytest.param((-33.86, 151.20), (-27.38, 153.17), (-27.03, 153.47), id="Cape Moreton"),
        pytest.param((-27.38, 153.17), (-16.93, 145.78), (-24.70, 153.27), id="Sandy Cape"),
        pytest.param((36.90, -76.33), (32.78, -79.92), (35.13, -75.28), id="Diamond Shoals"),
        pytest.param((36.90, -76.33), (32.78, -79.92), (33.46, -77.57), id="Frying Pan Shoals"),
        pytest.param((20.90, -17.04), (17.99, -16.04), (20.25, -17.32), id="Banc d'Arguin"),
        pytest.param((22.29, 114.17), (5.03, 115.07), (10.83, 117.80), id="Palawan Passage"),
        pytest.param((34.79, 126.38), (34.31, 126.75), (34.39, 126.12), id="round Jindo"),
        pytest.param((14.59, 120.96), (16.12, 108.22), (15.76, 111.20), id="south of Triton"),
        # Ferries in Väinameri need 5 m, and have it hardly (ERR News, 12 April 2018).
        pytest.param((59.90, 30.20), (54.40, 18.68), (58.94, 21.98), id="west of Hiiumaa"),
        pytest.param((54.18, 12.10), (53.95, 14.25), (54.69, 13.44), id="Cape Arkona"),
        pytest.param((55.465, 8.44), (54.37, 10.20), (54.06, 8.58), id="west of Trischen"),
        pytest.param(
            (57.40, -133.50), (56.47, -132.385), (56.62, -132.97), id="Wrangell Narrows"
        ),
        pytest.param(
            (25.77, -80.17), (18.46, -66.10), (25.58, -76.70), id="north of Eleuthera"
        ),
        pytest.param((25.77, -80.17), (17.97, -76.80), (22.36, -77.60), id="Cay Lobos"),
        pytest.param(
            (22.14, -80.45), (19.20, -96.13), (21.43, -82.90), id="Isla de la Juventud"
        ),
        pytest.param((31.39, 121.52), (36.08, 120.30), (32.90, 122.42), id="off Jiangsu"),
        pytest.param((22.03, 88.08), (22.32, 91.80), (21.06, 88.25), id="Sandheads"),
        pytest.param((6.95, 79.84), (8.57, 81.22), (6.40, 81.76), id="outside the Basses"),
        pytest.param((40.67, -74.04), (32.32, -64.84), (32.385, -64.63), id="The Narrows"),
        pytest.param((50.97, 1.85), (51.45, 0.75), (51.33, 1.60), id="east of Goodwin Sands"),
        pytest.param((55.70, 12.61), (54.37, 10.20), (54.44, 12.17), id="Kadetrenden"),
        pytest.param((16.04, 120.22), (11.88, 109.20), (15.18, 117.8), id="Scarborough Shoal"),
    ],
)
def test_shoals_that_no_ship_passes_are_gone_round(
    start: tuple[float, float], end: tuple[float, float], by: tuple[float, float]
) -> None:
    there, back = (sea.route(LatLon(*a), LatLon(*b)) for a, b in ((start, end), (end, start)))
    assert min(distance_km(LatLon(*by), at) for at in there.points) < 14
    assert there.length_km == back.length_km
    line = sphere.units(np.array([(at.lon, at.lat) for at in there.points]))
    assert not shoals.are_over(line[:-1], line[1:]).any()


@pytest.mark.parametrize(
    ("start", "end", "stop"),
    [
        pytest.param((29.74, -95.27), (58.77, -94.19), (26.5, -79.5), id="Houston, Churchill"),
        pytest.param((22.55, 88.31), (13.08, 100.89), (6.0, 98.5), id="Kolkata, Laem Chabang"),
    ],
)
def test_no_stop_makes_a_way_round_a_shoal_shorter(
    start: tuple[float, float], end: tuple[float, float], stop: tuple[float, float]
) -> None:
    ends = LatLon(*start), LatLon(*end)
    by_stop = sea.route(*ends, (LatLon(*stop),)).length_km.value
    assert sea.route(*ends).length_km.value <= by_stop * 1.001


@pytest.mark.parametrize(
    ("start", "end", "by"),
    [
        # Ships bound from sea to sea may not take it (envelopmer.blogspot.com, Le Four).
        pytest.param((51.955, 4.05), (38.70, -9.17), (48.46, -5.20), id="Chenal du Four"),
        # "The sea way between Vladivostok and the ports of the Sea of Okhotsk" (old.bigenc.ru,
        # La Pérouse Strait); the Amur's liman is 3 to 4.5 m deep (dic.academic.ru).
        pytest.param((43.10, 131.89), (59.55, 150.78), (45.58, 142.05), id="Nevelskoy Strait"),
        pytest.param((34.36, 134.05), (35.60, 139.80), (34.61, 135.02), id="Naruto Strait"),
        pytest.param((55.87, -4.30), (60.40, 5.31), (57.55, -6.75), id="Kyle Rhea"),
        pytest.param((55.69, 12.60), (65.0, 25.40), (59.44, 19.56), id="Stockholm's skerries"),
        pytest.param((60.43, 22.20), (65.0, 25.40), (63.43, 21.00), id="Replot"),
        pytest.param((54.37, 10.20), (53.96, 10.88), (54.41, 11.34), id="Fehmarnsund"),
        pytest.param((54.37, 10.20), (56.15, 10.22), (54.70, 10.70), id="South Funen"),
        pytest.param((43.31, 5.36), (31.47, 31.76), (41.30, 9.45), id="La Maddalena"),
        pytest.param((16.77, 96.17), (10.77, 106.71), (7.74, 98.31), id="Pak Phra"),
        pytest.param((5.25, -4.00), (8.49, -13.23), (7.55, -13.00), id="Sherbro Strait"),
        # The bank reaches 35 miles from the coast (boatbuilding.xyz, The Kerkennah Islands).
        pytest.param((34.73, 10.77), (36.81, 10.30), (34.80, 11.67), id="Kerkennah Bank"),
        # In the way of ships from Calcutta to Rangoon (Illustrated London News, 1865).
        pytest.param((22.55, 88.32), (16.77, 96.17), (15.69, 94.17), id="Alguada Reef"),
        pytest.param((-22.89, -43.18), (-12.96, -38.51), (-17.98, -38.67), id="Abrolhos"),
        # The corners of the area to be avoided (IMO; en.wikipedia.org, Nantucket Shoals).
        pytest.param((40.67, -74.04), (51.955, 4.05), (40.742, -69.317), id="Nantucket Shoals"),
        pytest.param((42.10, -69.80), (40.67, -74.04), (41.392, -69.525), id="Nantucket Sound"),
        # Pilots board at 19°43' S 150°26' E (torrespilots.com.au, Blossom Bank).
        pytest.param((-21.27, 149.30), (35.60, 139.80), (-19.77, 150.36), id="Barrier Reef"),
        pytest.param((-16.92, 145.78), (-9.47, 147.15), (-16.70, 146.20), id="Grafton Passage"),
        pytest.param((14.68, -17.43), (8.49, -13.23), (11.19, -16.87), id="Bijagós"),
        pytest.param((0.03, -51.05), (-3.72, -38.48), (0.38, -49.88), id="Canal Perigoso"),
        pytest.param((53.35, -6.20), (51.85, -8.25), (52.67, -6.00), id="Arklow Bank"),
        pytest.param((-7.20, 112.73), (-5.12, 119.41), (-6.87, 112.80), id="Suramadu Bridge"),
        pytest.param((55.70, 12.60), (59.32, 18.10), (56.17, 16.42), id="Kalmar Sound"),
        pytest.param((27.14, 56.21), (28.98, 50.83), (26.92, 56.30), id="Khuran Strait"),
        pytest.param((40.69, -74.02), (41.80, -71.40), (41.05, -71.83), id="East River"),
    ],
)
def test_byways_are_left_where_they_save_little(
    start: tuple[float, float], end: tuple[float, float], by: tuple[float, float]
) -> None:
    route = sea.route(LatLon(*start), LatLon(*end))
    assert min(distance_km(LatLon(*by), at) for at in route.points) < 14
    line = sphere.units(np.array([(at.lon, at.lat) for at in route.points]))
    assert not shoals.byways(line[:-1], line[1:])


def test_key_west_is_entered_from_the_south() -> None:
    # By the Main Ship Channel; it went 37 km west, round the Marquesas Keys, and back.
    route = sea.route(LatLon(26.52, -78.77), LatLon(24.565, -81.805))
    assert min(at.lon for at in route.points) > -81.9
    assert {note.code for note in route.notes} >= {"shoals_rounded"}


def test_a_byway_that_ends_in_the_open_sea_is_told_where_a_leg_goes_round() -> None:
    route = sea.route(LatLon(42.35, -71.04), LatLon(40.67, -74.04), avoid=["Cape Cod"])
    (told,) = (note.values["names"] for note in route.notes if note.code == "shoals_rounded")
    assert told == "Nantucket Shoals"


def test_a_byway_is_passed_where_it_saves_much_and_that_is_told() -> None:
    # From Vanino to Nikolaevsk-on-Amur, round Sakhalin it is over 2,000 km.
    route = sea.route(LatLon(49.09, 140.26), LatLon(53.14, 140.72))
    assert route.length_km.value == pytest.approx(490, abs=25)
    (told,) = (note.values["names"] for note in route.notes if note.code == "shoals_crossed")
    assert told == "Nevelskoy Strait"


def test_a_shoal_is_passed_where_there_is_no_way_round() -> None:
    at, other = LatLon(9.67, 80.00), LatLon(8.98, 79.90)  # Jaffna, by the dam to Mannar
    route = sea.route(at, other)
    assert route.length_km.value == pytest.approx(80, abs=5)
    (told,) = (note.values["names"] for note in route.notes if note.code == "shoals_crossed")
    assert told == "Adam's Bridge"


def test_a_shoal_is_passed_where_the_way_round_is_far_longer() -> None:
    # From Rohuküla to Virtsu, 38 km inside Väinameri, it is 332 round Hiiumaa and Saaremaa.
    route = sea.route(LatLon(58.905, 23.42), LatLon(58.572, 23.51))
    assert route.length_km.value == pytest.approx(38, abs=2)
    (told,) = (note.values["names"] for note in route.notes if note.code == "shoals_crossed")
    assert told == "Väinameri"


def test_a_shoal_on_the_way_round_a_closed_canal_is_gone_round() -> None:
    # Mumbai to Rotterdam by the Cape passed Banc d'Arguin, "as no other way leads there".
    route = sea.route(LatLon(18.94, 72.84), LatLon(51.955, 4.05), avoid=["Suez"])
    assert "Cape of Good Hope" in route.passages
    assert "shoals_crossed" not in {note.code for note in route.notes}


def test_it_is_told_which_shoal_a_way_goes_round() -> None:
    for start, end, name in (
        (CHENNAI, COLOMBO, "Adam's Bridge"),
        (COLOMBO, CHENNAI, "Adam's Bridge"),
        (CHENNAI, RANGOON, "Irrawaddy shoals"),
    ):
        notes = {note.code: note.values for note in sea.route(start, end).notes}
        assert notes["shoals_rounded"] == {"names": name}
    notes = {note.code: note.values for note in sea.route(PHUKET, RANGOON).notes}
    assert "shoals_rounded" not in notes


def test_a_shoal_that_the_way_round_another_passes_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """None is known that does: over a thousand ways about all shoals were laid to find one."""
    passed = iter((("Adam's Bridge", "Florida Keys"), ("Florida Keys",)))
    monkeypatch.setattr(shoals, "passed", lambda *_: next(passed))
    ends = LatLon(11.94, 79.84), LatLon(8.80, 78.17)  # Puducherry, Thoothukudi; routes are kept
    notes = {note.code: note.values for note in sea.route(*ends).notes}
    assert notes["shoals_rounded"] == {"names": "Adam's Bridge"}
    assert notes["shoals_crossed"] == {"names": "Florida Keys"}


def test_the_start_that_was_moved_is_told_before_the_end() -> None:
    """Jeddah and Port Sudan, both a little on land, in either order."""
    ends = (LatLon(21.485, 39.18), LatLon(19.615, 37.225))
    for start, end in (ends, ends[::-1]):
        moved = [n.values["end"] for n in sea.route(start, end).notes if "moved" in n.code]
        assert moved == ["start", "end"]
