"""Sea legs to ports behind the coast: down their rivers and ship canals."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from case_files import SMALL
from geo import case, store
from geo.errors import RouteError
from geo.examine import examine
from geo.geodesy import distance_km, length_km
from geo.model import LatLon
from geo.routes import haven, riverlines, rivers, sea
from geo.story.notes import notes
from geo.story.tell import tell
from geo.story.voice import Voice

NEW_ORLEANS, COLON = LatLon(29.945, -90.06), LatLon(9.36, -79.90)
IZMAIL, GALATI = LatLon(45.335, 28.835), LatLon(45.43, 28.06)


def test_a_port_up_a_river_is_left_along_it() -> None:
    there, back = sea.route(NEW_ORLEANS, COLON), sea.route(COLON, NEW_ORLEANS)
    # 1,389 nautical miles (benchmarks/sea.csv, with its source)
    assert there.length_km.value == pytest.approx(1389 * 1.852, rel=0.01)
    river, course = there.stretches
    assert (river.schematic, course.schematic) == (True, False)
    assert river.name == "Mississippi"
    assert river.points[-1] == course.points[0]
    assert distance_km(river.points[0], NEW_ORLEANS) < 2
    assert [part.points for part in back.stretches] == [course.points[::-1], river.points[::-1]]
    assert there.length_km == back.length_km


def test_its_length_along_the_river_is_the_published_one() -> None:
    route = sea.route(NEW_ORLEANS, COLON)
    told = {note.code: note.values for note in route.notes}
    assert told["rivers"] == {"names": "Mississippi", "km": route.schematic_km}
    # Head of Passes is 20 statute miles above the sea buoy of Southwest Pass, New Orleans 95
    # above Head of Passes.
    assert route.schematic_km == pytest.approx(115 * 1.609, rel=0.05)
    spare = route.length_km.high - route.length_km.value
    drawn_km = length_km(route.stretches[0].points)
    assert spare > max(0.03 * route.schematic_km, route.schematic_km - drawn_km)
    assert route.land_km < 0.5
    assert store.datasets()[riverlines.FILE].name in route.datasets


def test_ports_of_all_seas_and_rivers_are_reached() -> None:
    with (Path(__file__).parents[1] / "benchmarks/ports.csv").open(encoding="utf-8") as lines:
        ports = {
            row["name"]: LatLon(float(row["lat"]), float(row["lon"]))
            for row in csv.DictReader(lines)
        }
    for name in ("Basra", "Duluth", "Manaus", "Matadi", "Rouen", "Szczecin", "Wuhan"):
        port, *_ = haven.havens(ports[name])
        assert port.down is not None
        assert port.moved_km < 5
        assert sea.route(ports[name], COLON).length_km.value > port.down.far_km[0]


MANAUS = LatLon(-3.147, -60.02)


@pytest.mark.parametrize(
    ("start", "end", "miles"),
    [
        # "From Belem, 896 miles are sailed up to Manaos, then 908 miles up to the triple border
        # and 275 miles to Iquitos": buenastareas.com, Amazon river navigation
        pytest.param(LatLon(-1.45, -48.505), MANAUS, 896, id="by Breves, inside Marajó"),
        pytest.param(MANAUS, LatLon(-4.215, -69.945), 908, id="Leticia"),
        pytest.param(MANAUS, LatLon(-3.74, -73.24), 908 + 275, id="Iquitos"),
    ],
)
def test_up_the_amazon_it_is_as_far_as_published(
    start: LatLon, end: LatLon, miles: float
) -> None:
    there, back = sea.route(start, end), sea.route(end, start)
    assert there.length_km.value == pytest.approx(miles * 1.852, rel=0.01)
    assert there.length_km == back.length_km


def test_the_capital_of_paraguay_is_a_port() -> None:
    # From the Confluencia, 30 km above Corrientes, the Paraguay's kilometres count from 0.
    route = sea.route(LatLon(-27.46, -58.85), LatLon(-25.279, -57.648))
    assert [stretch.name for stretch in route.stretches] == ["Middle Paraná; Paraguay"]
    assert route.length_km.value == pytest.approx(30 + 387, rel=0.03)


def test_between_ports_of_one_river_no_ship_goes_out_to_sea() -> None:
    route = sea.route(GALATI, IZMAIL)
    (line,) = route.stretches
    assert line.name == "Chilia arm of the Danube; Danube"
    assert max(at.lon for at in line.points) < 28.9
    assert route.length_km.value == pytest.approx(length_km(line.points), rel=0.12)


def test_to_a_port_by_its_mouth_a_ship_goes_down_the_river_alone() -> None:
    route = sea.route(GALATI, LatLon(45.155, 29.66))
    # Galați lies at kilometre 150, Sulina at 0 (data/sea-rivers.csv, with its sources).
    assert route.length_km.value == pytest.approx(150, abs=2)
    assert [stretch.name for stretch in route.stretches] == ["Danube"]


PORT_HURON, TOLEDO = LatLon(42.985, -82.425), LatLon(41.695, -83.465)
CLEVELAND, CHICAGO = LatLon(41.515, -81.715), LatLon(41.89, -87.58)
SAULT, TORONTO = LatLon(46.503, -84.355), LatLon(43.62, -79.38)
PORT_COLBORNE, BURLINGTON = LatLon(42.865, -79.25), LatLon(43.30, -79.796)
MILWAUKEE, GREEN_BAY = LatLon(43.03, -87.89), LatLon(44.53, -88.01)
ASHTABULA, BUFFALO = LatLon(41.91, -80.79), LatLon(42.87, -78.89)
OSWEGO, GODERICH = LatLon(43.47, -76.515), LatLon(43.745, -81.735)


@pytest.mark.parametrize(
    ("start", "end", "miles"),
    [
        (PORT_HURON, CLEVELAND, 171),
        (TOLEDO, PORT_HURON, 118),
        (CHICAGO, SAULT, 324 + 90),  # by Old Mackinac Point
        (PORT_COLBORNE, TORONTO, 57),
        (PORT_COLBORNE, BURLINGTON, 56),  # the canal of Hamilton
        (PORT_HURON, BUFFALO, 324),
        (PORT_HURON, ASHTABULA, 214),
        (MILWAUKEE, GREEN_BAY, 180),  # by the Sturgeon Bay ship canal
        (GREEN_BAY, CHICAGO, 255),
        (OSWEGO, TORONTO, 145),
        (OSWEGO, BURLINGTON, 167),  # leaves its line above the fork with that to Toronto
        (GODERICH, SAULT, 234),
    ],
)
def test_a_lake_is_crossed_from_one_line_to_another(
    start: LatLon, end: LatLon, miles: float
) -> None:
    # Green's Marine Directory of the Great Lakes, sailing distances, tables III to VI:
    # images.maritimehistoryofthegreatlakes.ca/126037/page/245, /247 and /249
    there, back = sea.route(start, end), sea.route(end, start)
    assert there.length_km.value == pytest.approx(miles * 1.609344, rel=0.03)
    assert there.length_km == back.length_km


def test_a_river_is_taken_where_it_is_nearer_than_the_sea() -> None:
    (singapore,) = haven.havens(LatLon(1.26, 103.83))
    assert singapore.down is None
    (pointe_a_la_hache,) = haven.havens(LatLon(29.573, -89.80))  # the sea is 3 km off
    assert pointe_a_la_hache.down is not None
    assert pointe_a_la_hache.moved_km < 1


@pytest.mark.parametrize("at", [(29.945, -91.5), (48.3, 14.29)], ids=["swamp", "Linz"])
def test_what_lies_far_from_each_river_is_refused_as_before(at: tuple[float, float]) -> None:
    with pytest.raises(RouteError, match="10 km from the sea"):
        sea.route(LatLon(*at), COLON)


ISMAILIA = LatLon(30.59, 32.28)


def test_a_port_in_a_canal_lies_on_the_way_through_it() -> None:
    rotterdam, jeddah = LatLon(51.955, 4.05), LatLon(21.48, 39.17)
    north, south = sea.route(rotterdam, ISMAILIA), sea.route(ISMAILIA, jeddah)
    through = sea.route(rotterdam, jeddah)
    assert north.length_km.value + south.length_km.value == pytest.approx(
        through.length_km.value, rel=0.001
    )
    assert north.passages == (*through.passages[:2], "Suez")
    assert south.passages == through.passages[2:]
    assert north.schematic_km == 0


@pytest.mark.parametrize(
    ("start", "port", "end"),
    [
        (LatLon(51.955, 4.05), ISMAILIA, LatLon(21.48, 39.17)),
        (COLON, LatLon(9.11, -79.70), LatLon(8.88, -79.52)),
        (LatLon(53.87, 9.0), LatLon(54.30, 9.67), LatLon(54.45, 10.3)),
    ],
    ids=["Suez", "Panama", "Kiel"],
)
def test_a_ship_that_calls_at_a_port_in_a_canal_goes_on_through_it(
    start: LatLon, port: LatLon, end: LatLon
) -> None:
    through, calling = sea.route(start, end), sea.route(start, end, via=[port])
    assert calling.length_km.value == pytest.approx(through.length_km.value, rel=0.01)
    assert len(calling.passages) == len(through.passages)


def test_a_port_beside_a_canal_joins_it_towards_a_port_in_it() -> None:
    there, back = (
        sea.route(*ends)
        for ends in ((ISMAILIA, LatLon(31.26, 32.31)), (LatLon(31.26, 32.31), ISMAILIA))
    )
    assert there.length_km == back.length_km
    # 75 km from Port Said on the straight line, and the canal runs straight.
    assert 75 < there.length_km.value < 85


def test_no_ship_leaves_a_port_in_a_closed_canal() -> None:
    with pytest.raises(RouteError, match="lies in a canal that is closed"):
        sea.route(ISMAILIA, COLON, avoid=("Suez",))


def test_where_no_way_leads_the_ports_are_named_as_they_were_given() -> None:
    with pytest.raises(RouteError, match=r"between 46\.3400, 48\.0200 and 51\.9550, 4\.0500"):
        sea.route(LatLon(46.34, 48.02), LatLon(51.955, 4.05))


def test_from_macapa_no_ship_goes_down_to_the_sea_to_go_up_the_amazon() -> None:
    route = sea.route(LatLon(0.03, -51.05), LatLon(-3.14, -60.02))
    # 718 nautical miles from Fazendinha by Macapá to Manaus (data/sea-rivers.csv)
    assert route.length_km.value == pytest.approx(718 * 1.852, rel=0.03)


ERASMUS_BRIDGE = LatLon(51.907, 4.487)


def test_the_town_of_rotterdam_is_reached() -> None:
    hook = LatLon(51.98, 4.08)
    # The Rhine's kilometres 1032.8 and 1001: tschumi-3047.ch/2019/07/08/no-16-rotterdam
    route = sea.route(hook, ERASMUS_BRIDGE)
    assert route.length_km.value == pytest.approx(31.8, rel=0.03)
    assert route.stretches[-1].name == "New Meuse; Old Meuse"


@pytest.mark.parametrize(
    ("port", "at_km"),
    [(LatLon(51.454, 6.727), 777), (LatLon(50.94, 6.965), 688)],
    ids=["Duisburg", "Cologne"],
)
def test_a_link_may_meet_a_river_above_the_port(port: LatLon, at_km: float) -> None:
    there, back = sea.route(port, ERASMUS_BRIDGE), sea.route(ERASMUS_BRIDGE, port)
    assert [stretch.name for stretch in there.stretches] == ["New Meuse; Noord; Rhine"]
    # The bridge lies at the Rhine's kilometre 1001, the ports where data/sea-rivers.csv says.
    assert there.length_km.value == pytest.approx(1001 - at_km, rel=0.03)
    assert there.length_km == back.length_km


def test_a_link_may_lead_to_a_river_with_another_mouth() -> None:
    route = sea.route(LatLon(52.384, 4.90), LatLon(51.888, 5.431))  # Amsterdam to Tiel
    assert [stretch.name for stretch in route.stretches] == [
        "Amsterdam-Rhine Canal; North Sea Canal; Rhine"
    ]
    # nl.wikipedia.org/wiki/Amsterdam-Rijnkanaal: 72 km, from the IJ to the Waal at Tiel
    assert route.length_km.value == pytest.approx(72, rel=0.05)


@pytest.mark.parametrize(
    ("start", "end", "km", "share"),
    [
        # boote-magazin.de/reise-und-charter/reviere/reise-schweden-vaenern
        pytest.param((58.38, 12.32), (59.37, 13.49), 140, 0.1, id="Vänersborg-Karlstad"),
        # A paper on the channel, Ports Conference 2001 (ASCE): 90 miles
        pytest.param((36.98, -76.46), (37.525, -77.425), 145, 0.03, id="Newport News-Richmond"),
        # A gauge near the village, by ru.wikipedia.org/wiki/Хатанга_(река)
        pytest.param((73.13, 106.14), (71.98, 102.47), 217, 0.05, id="up the Khatanga"),
    ],
)
def test_up_these_rivers_it_is_as_far_as_another_source_says(
    start: tuple[float, float], end: tuple[float, float], km: float, share: float
) -> None:
    route = sea.route(LatLon(*start), LatLon(*end))
    assert route.length_km.value == pytest.approx(km, rel=share)


ISTANBUL, ODESA, RUSE = LatLon(41.01, 29.0), LatLon(46.495, 30.75), LatLon(43.86, 25.96)


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        (RUSE, ISTANBUL, "Danube; Danube–Black Sea Canal"),
        (RUSE, GALATI, "Danube"),
        (GALATI, ISTANBUL, "Danube"),
        (IZMAIL, ISTANBUL, "Chilia arm of the Danube; Danube"),  # by Sulina
        (IZMAIL, ODESA, "Chilia arm of the Danube"),  # by Bystre
        (LatLon(44.25, 28.27), RUSE, "Danube; Danube–Black Sea Canal"),  # Medgidia
    ],
)
def test_of_two_mouths_that_is_taken_which_is_nearer(
    start: LatLon, end: LatLon, names: str
) -> None:
    route = sea.route(start, end)
    assert route.stretches[0].name == names
    assert [name for name in (part.name for part in route.stretches) if name] == [names]


def test_by_the_canal_it_is_400_km_less_from_the_danube_to_constanta() -> None:
    # sailblogs.com/member/danube/105912: the canal makes the way about 400 km shorter
    cernavoda, constanta = LatLon(44.345, 28.025), LatLon(44.16, 28.66)
    by_sulina = max(rivers.ways(cernavoda, 5), key=lambda way: way.far_km[0])
    coast = sea.route(by_sulina.points[-1], constanta)
    round_km = by_sulina.far_km[0] + coast.length_km.value
    less_km = round_km - sea.route(cernavoda, constanta).length_km.value
    assert less_km == pytest.approx(400, rel=0.1)


@pytest.mark.parametrize(
    ("port", "river"),
    [
        (LatLon(51.69, 4.60), "Dordtsche Kil"),  # Moerdijk
        (LatLon(26.05, 119.32), "Min"),  # Fuzhou
        (LatLon(10.03, 105.79), "Hậu"),  # Can Tho
        (LatLon(2.29, 111.82), "Rajang"),  # Sibu
        (LatLon(47.63, 40.90), "Don"),  # Ust-Donetsk
        (LatLon(49.18, -122.92), "Fraser"),  # Fraser Surrey
        (LatLon(53.70, -0.87), "Ouse"),  # Goole
        (LatLon(45.44, 29.27), "Chilia arm of the Danube"),  # Kiliia
        (LatLon(48.19, 16.46), "Danube"),  # Vienna
        (LatLon(47.59, 7.59), "Rhine"),  # Basel
        (LatLon(23.11, 113.24), "Pearl River"),  # Guangzhou
        (LatLon(45.45, 12.25), "Malamocco-Marghera Canal"),  # Porto Marghera
        (LatLon(29.57, 106.59), "Yangtze"),  # Chongqing
        (LatLon(30.69, 111.29), "Yangtze"),  # Yichang
        (LatLon(48.48, 135.05), "Amur"),  # Khabarovsk
        (LatLon(50.55, 137.02), "Amur"),  # Komsomolsk
        (LatLon(58.28, 12.28), "Göta älv"),  # Trollhättan
        (LatLon(-27.46, -58.84), "Middle Paraná"),  # Corrientes
        (LatLon(34.20, -77.95), "Cape Fear River"),  # Wilmington
        (LatLon(56.96, 24.09), "Daugava"),  # Riga
        (LatLon(41.73, -87.53), "Saint Lawrence Seaway to Chicago"),  # Calumet
        (LatLon(41.64, -87.15), "Saint Lawrence Seaway to Chicago"),  # Burns Harbor
        (LatLon(59.65, 6.354), "Saudafjord"),  # Sauda
        (LatLon(61.45, 5.86), "Førdefjord"),  # Førde
        (LatLon(59.125, 11.388), "Ringdalsfjord"),  # Halden
        (LatLon(49.24, -124.81), "Alberni Inlet"),  # Port Alberni
        (LatLon(54.17, 19.395), "Elbląg"),
        (LatLon(59.37, 13.49), "Lake Vänern"),  # Karlstad
        (LatLon(37.45, -77.42), "James River"),  # Richmond
        (LatLon(71.98, 102.47), "Khatanga"),
    ],
)
def test_these_ports_are_reached_by_their_rivers(port: LatLon, river: str) -> None:
    found = haven.havens(port)[0]
    assert found.down is not None
    assert found.down.names[0] == river
    assert found.moved_km < 3


def test_a_point_that_is_passed_is_moved_as_such() -> None:
    route = sea.route(NEW_ORLEANS, COLON, via=[LatLon(29.573, -89.80)])
    moved = [words for words in notes(Voice("en"), route.notes) if "moved" in words]
    assert [words.split(" was ")[0] for words in moved] == [
        *("Its start", "A point on its way", "Its end")
    ]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ", of which {km} km is schematic."), ("id", ", {km} km di antaranya skematis.")],
)
def test_who_hears_a_map_is_told_how_much_of_a_leg_is_schematic(
    lang: str, words: str, tmp_path: Path
) -> None:
    text = SMALL
    for old, new in (("42.2268", "46.495"), ("130.2863", "30.75")):  # Odesa
        text = text.replace(old, new)
    for old, new in (("42.89", "45.43"), ("132.375", "28.06")):  # Galati, at kilometre 150
        text = text.replace(old, new)
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    report = examine(case.read(path))
    assert any("river kilometres" in said for said in tell(report).credits)
    schematic = report.legs[0].route.schematic_km
    assert 150 < schematic < 165, "and what lies off the mouth"
    assert tell(report, lang).cards[0].alt.endswith(words.format(km=round(schematic)))


def test_a_port_up_a_river_may_be_called_at_on_the_spot() -> None:
    """Two calls at one spot of a river were compared for ever."""
    basel, rotterdam = LatLon(47.589, 7.584), LatLon(51.95, 4.05)
    plain = sea.route(basel, rotterdam)
    assert [stretch.schematic for stretch in plain.stretches] == [True, False]
    for via in ((basel,), (rotterdam,), (basel, basel, rotterdam)):
        for found in (sea.route(basel, rotterdam, via), sea.route(rotterdam, basel, via[::-1])):
            assert found.length_km.value == pytest.approx(plain.length_km.value, rel=1e-9)
            assert len(found.stretches) == 2
    assert sea.route(basel, basel).length_km.value == 0


def test_a_way_up_a_river_is_no_shorter_than_the_great_circle() -> None:
    """As published, the inlet is a little shorter than it is drawn straight."""
    found = sea.route(LatLon(49.2338, -124.8228), LatLon(49.1715, -124.8203))
    assert found.length_km.value == pytest.approx(6.931, abs=0.001)  # by pyproj
    assert found.length_km.low <= found.great_circle_km == found.length_km.value
