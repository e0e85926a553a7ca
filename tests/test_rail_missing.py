"""Railways and train ferries that the map lacks: joined, as long as published, and told."""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

import pytest

from case_files import SMALL
from geo import case, geodesy, store
from geo.examine import examine
from geo.model import LatLon, Note, Route
from geo.routes import calibration, missing, rail
from geo.routes.railnet import Allowed, build, network
from geo.routes.railpath import Path as Way
from geo.routes.railpath import through
from geo.story.notes import notes
from geo.story.tell import tell
from geo.story.voice import Voice

PALERMO = LatLon(38.109, 13.367)
TATVAN, VAN = LatLon(38.514, 42.297), LatLon(38.516, 43.308)


def _told(route: Route, code: str) -> dict[str, float]:
    """Give the kilometres of the railways that a route tells of by one code."""
    told: list[Note] = [note for note in route.notes if note.code == code]
    return {str(note.values["name"]): float(note.values["km"]) for note in told}


@pytest.mark.parametrize(
    ("start", "end", "countries", "name", "km"),
    [
        # 341.7 km: https://es.wedoany.me/shortnews/64144.html
        ((44.794, 20.451), (47.500, 19.084), "SRB HUN", "Novi Sad – Subotica", 341.7),
        # 386 km less 48 and 69 km from Poipet: Railway Gazette
        ((13.101, 103.210), (11.572, 104.916), "KHM", "Phnom Penh – Poipet", 269),
        # 751 km: https://en.wikipedia.org/wiki/Jasper_–_Prince_Rupert_train
        ((53.914, -122.748), (54.315, -130.327), "CAN", "Terrace – Prince Rupert", 751),
        # 321 km: https://railnewsbd.com
        ((23.732, 90.426), (22.334, 91.828), "BGD", "Dhaka – Chittagong", 321),
        # 472 km: Italian Wikipedia
        ((40.486, 17.223), (38.104, 15.636), "ITA", "Taranto – Reggio Calabria", 472),
        # 704 km from Nouadhibou's port: Wikipedia
        ((20.820, -17.035), (22.730, -12.470), "MRT", "Nouadhibou – Zouérat", 704),
        # 181.2 miles: English Wikipedia
        ((46.488, -80.994), (46.520, -84.330), "CAN", "Sudbury – Sault Ste. Marie", 291.6),
        # 198 km: Italian Wikipedia
        ((40.606, 14.983), (40.376, 16.810), "ITA", "Battipaglia – Metaponto", 198),
        # 180.8 km: Spanish Wikipedia
        ((38.425, -6.410), (37.252, -6.945), "ESP", "Zafra – Huelva", 180.8),
        # 240 km: https://www.montsame.mn/en/read/314093
        ((43.730, 105.550), (42.450, 107.540), "MNG", "Tavan Tolgoi – Gashuunsukhait", 240),
        # 245 km: Railways Africa
        ((5.870, -10.060), (7.440, -8.665), "LBR", "Buchanan – Tokadeh", 245),
        # 950 km from Béchar: Gulf News, 2 February 2026
        ((31.620, -2.220), (26.780, -7.330), "DZA", "Béchar – Gara Djebilet", 950),
        # 531 km: https://todaykhv.ru/news/economics-and-business/83159/
        ((56.210, 130.631), (55.122, 135.660), "RUS", "Elga – Port Elga", 531),
        # 67 km: Ukrainian Wikipedia
        ((50.233, 23.637), (49.840, 23.994), "UKR", "Lviv – Rava-Ruska", 67),
        # 262.69 km: imline.cn
        ((40.611, 109.773), (42.520, 110.120), "CHN", "Baotou – Mandula", 262.7),
        # 161 miles 33 chains: English Wikipedia
        ((57.480, -4.223), (58.442, -3.097), "GBR", "Inverness – Wick", 259.8),
        # 158 km: traincorse.net
        ((42.703, 9.448), (41.927, 8.740), "FRA", "Bastia – Ajaccio", 158),
        # 134 km: pemandu.gov.my
        ((5.940, 116.052), (5.129, 115.943), "MYS", "Tanjung Aru – Tenom", 134),
        # 102.1 km: English Wikipedia
        ((39.701, 141.137), (39.640, 141.947), "JPN", "Morioka – Miyako", 102.1),
        # 240 km: Italian Wikipedia
        ((41.901, 12.502), (42.467, 14.203), "ITA", "Rome – Pescara", 240),
        # 240.99 km: Italian Wikipedia
        ((38.109, 13.368), (37.505, 15.098), "ITA", "Palermo – Catania", 241),
        # 746 km: https://www.jarnvag.net/banguide/ostersund-gallivare
        ((63.180, 14.632), (67.130, 20.654), "SWE", "Östersund – Gällivare", 746),
        # 310 km from Latakia's port to the silo: Syrian Facts, 18 March 2019
        ((35.520, 35.780), (33.865, 36.825), "SYR", "Homs – An Nasiriyah", 310),
        # 69 and 40 km from Vovchoiarska: Ukrainian Wikipedia
        ((49.409, 38.165), (48.635, 38.385), "UKR", "Svatove – Popasna", 109),
        # 223 km: https://survincity.com/2012/01/zabaikalie-in-the-railway-naryn1-gazimurskii-plant/
        ((50.394, 116.513), (51.550, 118.330), "RUS", "Borzya – Gazimursky Zavod", 223),
        # 430 km: https://wikicn.playgoteam.workers.dev, Chinese Wikipedia
        ((44.714, 89.958), (43.647, 95.032), "CHN", "Jiangjunmiao – Naomaohu", 430),
        # 105 and 127 km: English Wikipedia
        ((9.520, -13.700), (9.960, -12.950), "GIN", "Conakry – Kindia", 105),
        ((9.520, -13.700), (10.367, -13.583), "GIN", "Conakry – Fria", 127),
        # 97.78 km: https://www.pulse.com.gh
        ((5.640, 0.010), (6.330, 0.100), "GHA", "Tema – Mpakadan", 97.8),
        # 109.33 km: http://www.estacoesferroviarias.com.br/eftc/cresciuma.htm
        ((-28.235, -48.665), (-28.677, -49.370), "BRA", "Imbituba – Criciúma", 109.3),
        # 73 km: Russian Wikipedia
        ((50.601, 36.616), (50.795, 35.767), "RUS", "Belgorod – Gotnya", 73),
        # 175 km: https://rail-news.kz
        ((42.888, 71.409), (43.560, 69.750), "KAZ", "Taraz – Zhanatas", 175),
        # 170 km to Batn al-Ghul and 113 km on: Railway Gazette International
        ((31.050, 36.040), (29.515, 34.998), "JOR", "El Abiad – Aqaba", 283),
        # 63.4 and 64 km: English Wikipedia
        ((40.481, 129.005), (40.915, 128.805), "PRK", "Yŏhaejin – Kŭmgol", 63.4),
        ((41.423, 128.215), (41.790, 128.320), "PRK", "Wiyŏn – Samjiyŏn", 64),
    ],
)
def test_main_lines_that_the_map_lacks(
    start: tuple[float, float],
    end: tuple[float, float],
    countries: str,
    name: str,
    km: float,
) -> None:
    for here, there in ((start, end), (end, start)):
        route = rail.route(LatLon(*here), LatLon(*there))
        assert set(route.countries) == set(countries.split())
        assert route.length_km.value == pytest.approx(km, rel=0.05)
        assert route.length_km.low < km < route.length_km.high
        assert set(_told(route, "missing_line")) == {name}
        assert route.schematic_km >= _told(route, "missing_line")[name] > 60
        assert "railways not mapped" in route.datasets


@pytest.mark.parametrize(
    ("start", "end", "country", "km"),
    [
        # 135 miles from Gentilly to Sibert: Hancock County Historical Society
        ((30.010, -90.045), (30.700, -88.045), "USA", 217.3),
        # 414 km: English Wikipedia
        ((50.203, -66.328), (52.940, -66.900), "CAN", 414),
        # 264 km: Gulf Business
        ((22.990, 53.980), (24.100, 52.730), "ARE", 264),
        # 340 km from Annaba to the phosphate mine: French Wikipedia
        ((36.900, 7.760), (34.700, 7.950), "DZA", 340),
        # 1,392 km: https://www.arabnews.com/node/381810
        ((31.300, 40.020), (27.470, 49.185), "SAU", 1392),
        # 51 and 84 km from Komysh-Zoria: Ukrainian Wikipedia
        ((47.479, 36.255), (47.600, 37.500), "UKR", 135),
        # 334 km by Sahiwal and Khanewal: general knowledge
        ((31.577, 74.336), (30.190, 71.450), "PAK", 334),
    ],
)
def test_ways_that_lines_without_a_published_length_are_part_of(
    start: tuple[float, float], end: tuple[float, float], country: str, km: float
) -> None:
    route = rail.route(LatLon(*start), LatLon(*end))
    assert route.countries == (country,)
    assert route.length_km.value == pytest.approx(km, rel=0.07)
    assert route.length_km.low < km < route.length_km.high


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((-33.012, 17.993), (-33.925, 18.424)),  # Saldanha to Cape Town
        ((-15.794, -47.883), (-16.660, -49.245)),  # Brasília to Goiânia
        ((-32.890, -68.845), (-31.540, -68.530)),  # Mendoza to San Juan
        ((-31.640, -60.690), (-27.451, -58.987)),  # Santa Fe to Resistencia
        ((38.906, -6.334), (37.390, -5.980)),  # Mérida to Seville
        ((30.690, -88.040), (29.950, -90.080)),  # Mobile to New Orleans
        ((51.045, -114.065), (49.700, -112.830)),  # Calgary to Lethbridge
        ((30.691, -88.040), (31.327, -89.290)),  # Mobile to Hattiesburg
        ((-10.167, -48.328), (-16.680, -49.250)),  # Palmas to Goiânia
        ((50.210, 38.100), (48.570, 39.310)),  # Valuyki to Luhansk
        ((52.100, 23.690), (51.220, 24.710)),  # Brest to Kovel
        ((51.330, 26.600), (52.250, 26.800)),  # Sarny to Luninets
        ((51.810, 29.160), (51.320, 28.800)),  # Yelsk to Ovruch
        ((45.990, 29.420), (47.010, 28.860)),  # Artsyz to Chișinău
        ((50.600, 36.600), (49.990, 36.200)),  # Belgorod to Kharkiv
        ((49.210, 37.300), (48.850, 37.600)),  # Izium to Sloviansk
        ((49.640, 37.620), (48.990, 37.810)),  # Kupiansk to Lyman
        ((48.570, 39.310), (48.130, 40.150)),  # Luhansk to Likhaya
        ((50.230, 23.630), (50.720, 23.250)),  # Rava-Ruska to Zamość
        ((42.230, 129.210), (41.780, 129.790)),  # Musan to Chongjin
        ((46.800, 130.360), (47.650, 132.510)),  # Jiamusi to Tongjiang
        ((48.280, 37.180), (48.000, 37.800)),  # Pokrovsk to Donetsk
        ((48.530, 37.710), (48.310, 38.030)),  # Kostiantynivka to Horlivka
        ((51.730, 36.190), (50.910, 34.800)),  # Kursk to Sumy
        ((47.240, 38.900), (47.100, 37.550)),  # Taganrog to Mariupol
        ((47.820, 35.200), (47.480, 36.260)),  # Zaporizhzhia to Polohy
    ],
)
def test_no_way_goes_far_round_where_freight_goes_straight(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    # Each of them had the note that the map may lack a shorter way.
    route = rail.route(LatLon(*start), LatLon(*end))
    assert "detour" not in {note.code for note in route.notes}


@pytest.mark.parametrize(
    ("start", "end", "countries"),
    [
        ((45.341, 36.675), (45.020, 38.980), "RUS"),  # Kavkaz to Krasnodar
        ((46.705, 38.275), (47.230, 39.710), "RUS"),  # Yeysk to Rostov
        ((35.880, -5.505), (33.590, -7.620), "MAR"),  # Tanger Med to Casablanca
        ((33.480, 36.300), (36.210, 37.150), "SYR"),  # Damascus to Aleppo
        ((34.280, 37.940), (34.890, 35.890), "SYR"),  # Al-Sharqiya's phosphate to Tartus
        ((-23.100, -70.450), (-22.460, -68.930), "CHL"),  # Mejillones to Calama
        ((-24.731, 30.206), (-25.970, 32.570), "ZAF MOZ"),  # Steelpoort's chrome to Maputo
        ((65.096, 17.117), (63.830, 20.260), "SWE"),  # Storuman to Umeå
        ((57.050, 53.990), (55.776, 37.655), "RUS"),  # Votkinsk to Moscow
        ((50.100, 118.030), (52.030, 113.500), "RUS"),  # Krasnokamensk to Chita
        ((42.650, 130.810), (43.800, 131.980), "RUS"),  # Posyet to Ussuriysk
        ((43.340, 52.860), (45.320, 55.190), "KAZ"),  # Zhanaozen to Beyneu
        ((-32.280, 149.740), (-32.920, 151.770), "AUS"),  # Ulan's coal to Newcastle
        ((55.010, -121.180), (54.315, -130.327), "CAN"),  # Tumbler Ridge to Prince Rupert
        ((43.111, 131.882), (44.155, 133.270), "RUS"),  # Vladivostok to Arsenyev
        ((45.020, 38.990), (46.050, 38.175), "RUS"),  # Krasnodar to Primorsko-Akhtarsk
        ((24.850, 67.030), (32.083, 72.673), "PAK"),  # Karachi to Sargodha
        ((60.172, 24.941), (63.097, 21.622), "FIN"),  # Helsinki to Vaasa
        ((59.330, 18.058), (56.661, 16.360), "SWE"),  # Stockholm to Kalmar
        ((23.130, -82.350), (20.145, -75.210), "CUB"),  # Havana to Guantánamo
        ((55.776, 37.655), (54.930, 43.340), "RUS"),  # Moscow to Sarov
        ((39.005, 125.737), (38.250, 125.100), "PRK"),  # Pyongyang to Changyŏn
        ((30.985, -110.300), (27.920, -110.880), "MEX"),  # Cananea's copper to Guaymas
        ((24.820, 66.970), (31.577, 74.336), "PAK"),  # Karachi's harbour to Lahore
    ],
)
def test_ports_and_mines_that_were_refused_are_reached(
    start: tuple[float, float], end: tuple[float, float], countries: str
) -> None:
    assert rail.route(LatLon(*start), LatLon(*end)).countries == tuple(countries.split())


def test_a_metre_gauge_line_meets_no_track_of_another_gauge() -> None:
    # 119 km from Santander to Bilbao; from León to Bilbao goods go by Miranda on broad gauge.
    narrow = rail.route(LatLon(43.459, -3.811), LatLon(43.260, -2.928))
    assert narrow.length_km.value == pytest.approx(119, abs=1)
    assert set(_told(narrow, "missing_line")) == {"Santander – Bilbao"}
    assert not _told(rail.route(LatLon(42.60, -5.57), LatLon(43.26, -2.93)), "missing_line")


def test_the_way_round_a_missing_line_is_no_more_taken() -> None:
    # Banja Luka – Bihać went by Zagreb: Novi Grad – Bihać is 65.9 km (German Wikipedia).
    route = rail.route(LatLon(44.787, 17.200), LatLon(44.815, 15.880))
    assert route.countries == ("BIH",)
    assert _told(route, "missing_line") == {"Novi Grad – Bihać": pytest.approx(65.9, abs=0.2)}


def test_a_line_that_ends_at_a_border_goes_on_along_the_map_beyond() -> None:
    # From Uzen 146 km to the border (Kazinform), 723 across Turkmenistan (Turkmeninform) and
    # 82 to Gorgan (Wikipedia).
    route = rail.route(LatLon(43.315, 52.810), LatLon(36.84, 54.44))
    assert route.countries == ("KAZ", "TKM", "IRN")
    assert _told(route, "missing_line") == {"Uzen – Bolashak": pytest.approx(146, abs=0.1)}
    assert route.length_km.value == pytest.approx(146 + 723 + 82, rel=0.05)


def test_from_kursk_to_kyiv_it_goes_by_vorozhba() -> None:
    # The Kursk-Kyiv railway was 440 versts long: Ukrainian Wikipedia.
    route = rail.route(LatLon(51.751, 36.227), LatLon(50.440, 30.490))
    assert route.countries == ("RUS", "UKR")
    assert route.length_km.value == pytest.approx(440 * 1.0668, rel=0.03)


def test_coal_for_lavna_goes_over_the_tuloma_to_the_west_shore() -> None:
    # 49.7 km from Vykhodnoy, round the head of Kola Bay: Ministry of Transport of Russia.
    route = rail.route(LatLon(67.94, 32.87), LatLon(69.02, 32.95))
    assert _told(route, "missing_line") == {"Vykhodnoy – Lavna": pytest.approx(49.7, abs=0.1)}


def test_the_doubt_of_a_published_length_is_what_the_drawn_line_lacks() -> None:
    # Katra – Banihal is 111 km through the mountains, and straight from station to station 69.
    route = rail.route(LatLon(32.983, 74.939), LatLon(33.444, 75.187))
    drawn = sum(geodesy.length_km(stretch.points) for stretch in route.stretches)
    assert route.length_km.value == pytest.approx(111, abs=0.1)
    assert route.length_km.low == pytest.approx(drawn - calibration.ENDS_KM, abs=0.1)
    assert route.length_km.high == pytest.approx(2 * 111 - drawn + calibration.ENDS_KM, abs=0.1)
    assert not _told(route, "schematic")


def test_a_line_without_a_published_length_is_as_long_as_drawn_or_half_more() -> None:
    route = rail.route(LatLon(6.934, 79.851), LatLon(5.952, 80.543))
    drawn = _told(route, "schematic")["Dehiwala – Matara"]
    assert 130 < drawn < route.length_km.value
    more = route.length_km.high - route.length_km.value
    assert more == pytest.approx(drawn / 2 + calibration.ENDS_KM, abs=2)


@pytest.mark.parametrize(
    ("start", "end", "name", "km"),
    [
        ((40.853, 14.273), tuple(PALERMO), "Villa San Giovanni – Messina", 7.0),
        (tuple(TATVAN), (38.054, 46.256), "Tatvan – Van", 90.6),  # Wikipedia
        ((23.149, 113.257), (20.027, 110.170), "Hai'an – Haikou", 24.0),
    ],
)
def test_trains_that_cross_water_by_ship(
    start: tuple[float, float], end: tuple[float, float], name: str, km: float
) -> None:
    route = rail.route(LatLon(*start), LatLon(*end))
    assert _told(route, "train_ferry") == {name: pytest.approx(km, abs=0.1)}
    assert f"by train ferry: {name}" in " ".join(notes(Voice("en"), route.notes))


def test_wagons_reach_sakhalin_by_ship() -> None:
    # 260 km across the Strait of Tartary: English Wikipedia.
    route = rail.route(LatLon(50.55, 137.00), LatLon(46.96, 142.73))
    assert route.countries == ("RUS",)
    assert _told(route, "train_ferry") == {"Vanino – Kholmsk": pytest.approx(260, rel=0.01)}


def test_a_leg_that_ends_where_two_lines_meet_travels_one() -> None:
    # A hair past the station the next line is nearer: "Schematic for 0 km of the railway B".
    net = build(
        {
            "properties": {"km": 120.0, "countries": "FRA", "bridge": True, "line": name},
            "geometry": {"coordinates": [[here, 0.0], [there, 0.0]]},
        }
        for name, here, there in (("A", 0.0, 1.0), ("B", 1.0, 2.0))
    )
    stops = [net.near(LatLon(0.0, lon), 3, Allowed()) for lon in (0.0, 1.0 + 1e-9)]
    way = through(net, stops, Allowed())
    assert isinstance(way, Way)
    assert [net.tracks[run.track].name for run in way.sections[0]] == ["A"]


def test_no_leg_begins_on_a_train_ferry() -> None:
    middle = LatLon(38.515, 42.80)
    assert not network().near(middle, 10, Allowed())


def test_a_leg_may_begin_on_a_line_that_is_not_mapped() -> None:
    # Vrbas lies between Novi Sad and Subotica.
    route = rail.route(LatLon(45.571, 19.640), LatLon(46.100, 19.672))
    assert route.length_km.value == route.schematic_km
    assert route.great_circle_km < route.length_km.value < 1.1 * route.great_circle_km
    assert list(_told(route, "missing_line")) == ["Novi Sad – Subotica"]
    assert "No railway is mapped" not in " ".join(notes(Voice("en"), route.notes))


def test_a_way_inside_india_does_not_cut_through_bangladesh() -> None:
    # The Saraighat Express ran 975.4 km by Rangiya (English Wikipedia).
    route = rail.route(LatLon(22.583, 88.342), LatLon(26.182, 91.751))
    assert route.countries == ("IND",)
    assert route.length_km.value == pytest.approx(975.4, rel=0.03)


def test_every_line_is_kept_whole_and_its_length_names_who_published_it() -> None:
    for name, group in groupby(store.table(missing.FILE), key=lambda row: row["line"]):
        rows = list(group)
        assert len(rows) > 1, name
        posts = [row for row in rows if row["km"]]
        assert not posts or [posts[0], posts[-1]] == [rows[0], rows[-1]], name
        for row in posts[1:]:
            assert row["publisher"], name
            assert row["seen"], name
            assert row["address"].startswith("http"), name
        for one, two in pairwise(rows):
            here, there = (LatLon(float(row["lat"]), float(row["lon"])) for row in (one, two))
            assert geodesy.distance_km(here, there) < 200, (name, two["place"])
            assert len(one["country"]) == 3, name


def test_what_is_told_of_a_gap_is_no_length_of_the_whole_way() -> None:
    # Bangkok to Phnom Penh is some 650 km, of which 43 have no track in the map.
    names = ("Bangkok", "Phnom Penh")
    route = rail.route(LatLon(13.72, 100.55), LatLon(11.57, 104.92), names=names)
    told = " ".join(notes(Voice("en"), route.notes))
    assert "4 km at Bangkok; 43 km on Bangkok – Phnom Penh." in told
    assert "Schematic for 78 km of the railway Phnom Penh – Poipet" in told


def test_a_leg_without_mapped_track_is_not_said_to_follow_it(tmp_path: Path) -> None:
    text = SMALL.replace("mode: sea", "mode: rail")
    ends = {"42.2268": "22.73", "130.2863": "-12.47", "42.89": "20.94", "132.375": "-17.04"}
    for old, new in ends.items():
        text = text.replace(old, new)
    file = tmp_path / "zouerat.yaml"
    file.write_text(text, encoding="utf-8")
    told = " ".join(tell(examine(case.read(file)), "en", "km").method)
    assert "along mapped track" not in told
    assert "no track is mapped; a line from station to station" in told
