"""Disputed areas: known places in and beside them, and who has them by default."""

from __future__ import annotations

import pytest
from geographiclib.geodesic import Geodesic

from geo import borders, whereabouts
from geo.disputes import NOBODY, disputes
from geo.drawn import area, drawn
from geo.errors import MeasureError
from geo.model import LatLon
from geo.nearest import nearest
from geo.pieces import countries
from geo.story import lines
from geo.story.viewpoint import APART, on_areas, viewpoint
from geo.story.voice import Voice

PLACES = {
    "crimea": ((44.95, 34.11), (46.64, 32.62)),  # Simferopol; Kherson
    "western_sahara": ((27.15, -13.20), (27.94, -12.93)),  # Laayoune; Tarfaya
    "golan": ((32.99, 35.69), (32.79, 35.53)),  # Katzrin; Tiberias
    "east_jerusalem": ((31.778, 35.236), (31.7857, 35.2007)),  # Old City; Givat Ram
    "kosovo": ((42.66, 21.16), (43.32, 21.90)),  # Pristina; Nis
    "kashmir": ((34.08, 74.79), (31.63, 74.87)),  # Srinagar; Amritsar
    "arunachal": ((27.59, 91.87), (26.62, 92.79)),  # Tawang; Tezpur
    "kurils": ((44.03, 145.86), (43.33, 145.58)),  # Yuzhno-Kurilsk; Nemuro
    "senkaku": ((25.744, 123.475), (24.34, 124.16)),  # Uotsuri; Ishigaki
    "taiwan": ((25.03, 121.56), (24.48, 118.09)),  # Taipei; Xiamen
    "paracel": ((16.835, 112.34), (18.25, 109.50)),  # Woody Island; Sanya
    "spratly": ((10.3769, 114.3655), (7.99, 117.06)),  # Itu Aba; Balabac
    "abyei": ((9.595, 28.436), (10.55, 28.40)),  # Abyei; north of it
    "kafia_kingi": ((9.27, 24.42), (8.46, 25.68)),  # Kafia Kingi; Raga
    "ilemi": ((4.95, 35.2), (4.27, 35.74)),  # its middle; Lokitaung
    "essequibo": ((3.38, -59.80), (6.80, -58.16)),  # Lethem; Georgetown
    "falklands": ((-51.70, -57.86), (-51.62, -69.22)),  # Stanley; Rio Gallegos
    "gibraltar": ((36.14, -5.35), (36.17, -5.35)),  # Gibraltar; La Linea
    "southern_ice_field": ((-49.5, -73.3), (-50.34, -72.26)),  # ice; El Calafate
}


def inside(place: tuple[float, float], country: str, line: str) -> bool:
    return borders.measure(LatLon(*place), country, line).inside


def test_every_disputed_area_has_its_places() -> None:
    drawn_apart = {line for line, found in disputes().items() if found.kind != "undrawn"}
    assert PLACES.keys() == drawn_apart


@pytest.mark.parametrize("line", PLACES)
def test_a_disputed_area_is_a_line_of_each_claimant(line: str) -> None:
    within, beside = PLACES[line]
    for country in disputes()[line].claimants:
        assert country in countries()
        assert line in borders.lines(country)
        assert inside(within, country, line)
        assert not inside(beside, country, line)


@pytest.mark.parametrize("line", PLACES)
def test_a_place_in_a_disputed_area_is_told_from_one_beside_it(line: str) -> None:
    within, beside = PLACES[line]
    for country in disputes()[line].claimants:
        assert disputes()[line] in whereabouts.disputes_at(country, LatLon(*within))
        assert disputes()[line] not in whereabouts.disputes_at(country, LatLon(*beside))


@pytest.mark.parametrize("line", PLACES)
def test_a_disputed_area_lies_with_its_default_and_with_no_other(line: str) -> None:
    within, _ = PLACES[line]
    found = disputes()[line]
    having = [code for code in found.claimants if inside(within, code, "recognised")]
    if found.default == NOBODY:
        assert having == []
    else:
        assert having == [found.default or having[0]]
        assert whereabouts.country_of(LatLon(*within)) == having[0]
    for code in found.claimants:
        names = borders.lines(code)
        if code not in having:
            assert inside(within, code, f"with_{line}")
        elif (other := {"crimea": "mainland"}.get(line, f"without_{line}")) in names:
            assert not inside(within, code, other)


@pytest.mark.parametrize(
    ("place", "country"),
    [((35.92, 74.31), "PAK"), ((34.15, 77.58), "IND"), ((34.36, 73.47), "PAK")],
)
def test_kashmir_reaches_across_the_line_of_control(
    place: tuple[float, float], country: str
) -> None:
    assert inside(place, "IND", "kashmir")
    assert inside(place, country, "recognised")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_every_line_has_words_in_every_language(lang: str) -> None:
    voice = Voice(lang)
    for code in countries():
        for line in borders.lines(code):
            assert "_" not in lines.short(voice, line)
            assert "_" not in lines.full(voice, line, code)
        said = viewpoint(voice, code)
        assert (
            said.count(";") >= len([d for d in disputes().values() if code in d.claimants]) - 1
        )


def test_the_viewpoint_names_the_side_and_why() -> None:
    assert viewpoint(Voice("en"), "RUS").startswith(
        "Viewpoint: Crimea in Ukraine (UN General Assembly resolution 68/262 of 2014); "
    )
    assert viewpoint(Voice("id"), "JPN").startswith("Sudut pandang: Kepulauan Kuril Selatan ")
    assert viewpoint(Voice("en"), "BRA") == ""


@pytest.mark.parametrize(
    ("country", "code", "lat", "lon"),
    [
        ("DNK", "GRL", 64.18, -51.72),
        ("DNK", "FRO", 62.01, -6.77),
        ("GBR", "IMN", 54.15, -4.48),
        ("GBR", "BMU", 32.295, -64.78),
        ("GBR", "SHN", -7.93, -14.41),
        ("NZL", "COK", -21.21, -159.78),
        ("NZL", "TKL", -9.17, -171.81),
    ],
)
def test_what_is_held_apart_from_its_state_is_told(
    country: str, code: str, lat: float, lon: float
) -> None:
    """From Nuuk it was 3,256 km to Denmark, and not a word of Greenland."""
    at = LatLon(lat, lon)
    assert borders.measure(at, code).km.value < 5
    assert borders.measure(at, country).km.value > 50
    assert code in APART[country]
    assert "with codes of their own: " in viewpoint(Voice("en"), country)


def test_what_is_held_in_its_state_is_not_told_as_apart() -> None:
    capitals = {"FRA": (-22.27, 166.45), "USA": (18.45, -66.07), "NLD": (12.52, -70.03)}
    for country, (lat, lon) in capitals.items():
        assert borders.measure(LatLon(lat, lon), country).km.value < 5
        assert "codes of their own" not in viewpoint(Voice("en"), country)
    assert viewpoint(Voice("id"), "DNK") == (
        "Terpisah dari Denmark, dengan kode sendiri: Greenland (GRL), Kepulauan Faroe (FRO)."
    )


@pytest.mark.parametrize(("country", "line"), [("UKR", "mainland"), ("RUS", "with_crimea")])
def test_a_map_that_does_not_draw_an_area_apart_has_no_line_without_or_with_it(
    country: str, line: str
) -> None:
    # Natural Earth has both in one country: its line is the recognised one.
    found = borders.measure(LatLon(44.619, 33.51), country, line)
    assert not any("Natural Earth 10m 5" in name for name in found.by_dataset)
    assert any("OpenStreetMap" in name for name in found.by_dataset)


def test_sevastopol_is_far_from_ukraine_without_crimea() -> None:
    # To the isthmus of Perekop, by two sets of data; not to a quay of Sevastopol's.
    found = borders.measure(LatLon(44.619, 33.51), "UKR", "mainland")
    assert 150 < found.km.low < found.km.high < 165


def test_the_golan_reaches_to_the_ceasefire_line() -> None:
    # Majdal Shams and the edge of Quneitra lie by the line of 1974, 7 to 15 km from Israel's.
    for place in ((33.2702, 35.775), (33.125, 35.82)):
        assert inside(place, "SYR", "recognised")
        assert not inside(place, "ISR", "recognised")
        assert borders.measure(LatLon(*place), "ISR").km.low > 5
    assert inside((33.2702, 35.775), "ISR", "with_golan")


@pytest.mark.parametrize(
    "place",
    [(32.99, 35.69), (33.27, 35.775), (32.78, 35.70), (33.248, 35.694), (33.09, 35.79)],
    ids=["Katzrin", "Majdal Shams", "Fiq", "Banias", "Ein Zivan"],
)
def test_the_golan_is_syrias_on_both_maps(place: tuple[float, float]) -> None:
    for file, line in drawn("SYR", "recognised").items():
        assert area("SYR", "recognised", file).covers_one(*place), file
        assert nearest(line.edges, LatLon(*place)).left, file
    # From Tiberias across the lake, 10 km wide there, and not to the line of 1974.
    found = borders.measure(LatLon(32.79, 35.53), "SYR").km
    assert 8 < found.low < found.high < 12


def test_tokelau_is_not_new_zealands_on_either_map() -> None:
    # Raoul in the Kermadecs, 29.25° S 177.92° W, is the nearest island of New Zealand's own.
    raoul = Geodesic.WGS84.Inverse(-9.2, -171.8, -29.25, -177.92)["s12"] / 1000
    found = borders.measure(LatLon(-9.2, -171.8), "NZL")
    assert list(found.by_dataset.values()) == [pytest.approx(raoul, abs=6)] * 2
    assert len(borders.measure(LatLon(-9.2, -171.8), "TKL").by_dataset) == 2


def test_the_senkakus_are_nobodys_on_both_maps() -> None:
    # Published: 170 km to Ishigaki and Taiwan, 140 to Pengjia Islet, 330 to China's mainland.
    uotsuri = LatLon(25.744, 123.475)
    far = {code: borders.measure(uotsuri, code).km for code in ("JPN", "TWN", "CHN")}
    assert 140 < far["JPN"].low < far["JPN"].high < 170
    assert 135 < far["TWN"].low < far["TWN"].high < 190
    assert 290 < far["CHN"].low < far["CHN"].high < 340
    beside = LatLon(25.95, 123.4)
    for file, line in drawn("CHN", "senkaku").items():
        assert nearest(line.edges, beside).left is False, file


@pytest.mark.parametrize(
    ("place", "country", "line", "said"),
    [
        (
            (22.22, 36.64),
            "EGY",
            "halaib",
            "The Halaib Triangle as held on the ground (by Egypt;",
        ),
        ((35.2, 79.5), "CHN", "aksai_chin", "Aksai Chin and the Shaksgam Valley as held"),
        (
            (25.87, 55.03),
            "IRN",
            "abu_musa",
            "Abu Musa and the Tunbs as held on the ground (by Iran",
        ),
        ((46.84, 29.63), "MDA", "transnistria", "Transnistria in Moldova ("),
        ((-12.8, 45.15), "FRA", "mayotte", "Mayotte in France (as administered; UN General"),
        ((35.3, 33.6), "CYP", "northern_cyprus", "Northern Cyprus in Cyprus (UN Security"),
        ((43.0, 41.02), "GEO", "abkhazia_ossetia", "Abkhazia and South Ossetia in Georgia ("),
        (
            (37.24, 131.87),
            "KOR",
            "dokdo",
            "Dokdo (Takeshima) with neither side (administered by",
        ),
    ],
)
def test_an_area_that_the_data_do_not_draw_is_named_with_its_side(
    place: tuple[float, float], country: str, line: str, said: str
) -> None:
    assert whereabouts.country_of(LatLon(*place)) == {"dokdo": "", "mayotte": "MYT"}.get(
        line, country
    )
    assert said in viewpoint(Voice("en"), country)
    assert line not in borders.lines(country)
    assert disputes()[line] in whereabouts.disputes_at(country, LatLon(*place))
    for wanted in (line, f"with_{line}", f"without_{line}"):
        with pytest.raises(MeasureError, match="do not draw"):
            borders.measure(LatLon(*place), country, wanted)


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ((25.36, 55.37), "ARE"),  # Sharjah, 60 km off Abu Musa
        ((36.53, -6.30), "ESP"),  # Cádiz
        ((2.04, 45.34), "SOM"),  # Mogadishu
        ((34.68, 33.04), "CYP"),  # Limassol
    ],
)
def test_a_place_far_from_an_undrawn_area_is_told_of_none(
    place: tuple[float, float], country: str
) -> None:
    assert whereabouts.disputes_at(country, LatLon(*place)) == ()


def test_of_several_areas_the_first_alone_begins_with_a_capital() -> None:
    said = on_areas(Voice("en"), [disputes()[line] for line in ("kurils", "senkaku")])
    assert said.startswith("Viewpoint: The southern Kuril Islands")
    assert "; the Senkaku Islands" in said


@pytest.mark.parametrize(
    ("place", "country", "line", "within"),
    [
        # From Tumeremo, and from Bonfim, which looks on Lethem: east of the Essequibo.
        ((7.297, -61.503), "GUY", "without_essequibo", (1.0, -58.9, 7.0, -56.4)),
        ((3.38, -59.82), "GUY", "without_essequibo", (1.0, -58.9, 7.0, -56.4)),
        # From Lhasa, Sikkim; from Rawalpindi, Punjab; from Skardu, Himachal Pradesh.
        ((29.65, 91.10), "IND", "without_arunachal", (27.0, 88.0, 28.2, 88.95)),
        ((33.6, 73.05), "IND", "without_kashmir", (29.5, 73.8, 32.6, 77.0)),
        ((35.3, 75.63), "IND", "without_kashmir", (30.4, 75.6, 33.3, 79.1)),
        # From the Shimshal pass, Pakistan's own: Khyber Pakhtunkhwa.
        ((36.5, 75.5), "PAK", "without_kashmir", (31.0, 69.2, 37.0, 74.2)),
    ],
)
def test_no_strip_of_a_region_is_left_along_its_border(
    place: tuple[float, float],
    country: str,
    line: str,
    within: tuple[float, float, float, float],
) -> None:
    """By the Cuyuni, 75 km from Tumeremo, lay a strip of "Guyana without Essequibo"."""
    found = borders.measure(LatLon(*place), country, line)
    south, west, north, east = within
    assert south < found.nearest.lat < north
    assert west < found.nearest.lon < east
    by_map = found.by_dataset.values()
    assert max(by_map) - min(by_map) < 5


def test_the_viewpoint_says_nothing_against_the_line_that_is_measured() -> None:
    # "Inside Israel with the Golan Heights" stood above "The Golan Heights in Syria".
    told = viewpoint(Voice("en"), "ISR", line="with_golan")
    assert "Golan" not in told
    assert "East Jerusalem" in told
    assert "Golan" in viewpoint(Voice("en"), "ISR")


def test_a_gap_between_a_country_and_an_area_is_no_border_of_both() -> None:
    # Slivers on the line between Serbia and Kosovo are of neither in OpenStreetMap's lines.
    # From Priština the nearest border of both is that with North Macedonia.
    at = LatLon(42.66, 21.16)
    found = borders.measure(at, "SRB", "with_kosovo")
    assert found.inside
    assert found.nearest.lat < 42.3
    assert found.km.value == pytest.approx(borders.measure(at, "MKD").km.value, abs=0.1)


def test_an_area_far_off_is_not_named_for_a_sea_that_is_drawn_wide() -> None:
    # OpenStreetMap draws a territorial sea of China about Scarborough Shoal, 500 km from the
    # Paracel Islands, which were named there.
    assert [area.line for area in whereabouts.areas_at(LatLon(15.15, 117.76))] == [
        "scarborough"
    ]
    assert "Paracel" not in viewpoint(Voice("en"), "PHL", LatLon(15.15, 117.76))


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("GTM", "Belize counted apart (as nearly all states recognise;"),
        ("ARG", "South Georgia and South Sandwich Islands counted apart (as administered)"),
        ("SUR", "The New River Triangle (Tigri) in Guyana (as held;"),
        ("LBN", "The Shebaa Farms in Syria (as the UN held in 2000;"),
        ("PHL", "Scarborough Shoal as held on the ground (by China since 2012;"),
    ],
)
def test_areas_that_are_claimed_and_not_drawn_are_named(country: str, said: str) -> None:
    assert said.lower() in viewpoint(Voice("en"), country).lower()
