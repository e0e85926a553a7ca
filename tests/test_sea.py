"""Sea legs: around the land, off the coast, from berth to berth.

Expected lengths are worked out apart from the router: the shortest way from Najin to
Dunay on this coast and on GSHHS is 194.5 to 195 km, 195 to 198 km a mile off.
"""

from __future__ import annotations

import csv
import gzip
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from geopy.distance import geodesic
from pyproj import Transformer
from scipy import sparse
from scipy.sparse.csgraph import dijkstra
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from geo import geodesy, routes
from geo.errors import RouteError
from geo.model import Basis, LatLon, Leg, Mode, Place, Route, Via
from geo.routes import (
    gates,
    rings,
    sea,
    seasearch,
    seaway,
    sight,
    sphere,
    straits,
    waters,
)
from geo.routes.berth import berth as afloat
from geo.routes.berth import links
from geo.routes.chart import Chart
from geo.routes.seaarcs import Places

PORTS = Path(__file__).parents[1] / "benchmarks" / "sea.csv"
UPRIVER = {"New Orleans", "Houston"}
NAJIN = LatLon(42.2268, 130.2863)
DUNAY = LatLon(42.890, 132.375)
BERTH_KM = 1.5
NEAR_END_KM = 8.0
MILE_M = 1852.0

# A transverse Mercator about the leg: lengths are true to 0.05 % within 100 km of 131.3° E.
TO_METRES = Transformer.from_crs(
    "EPSG:4326", "+proj=tmerc +lon_0=131.3 +ellps=WGS84", always_xy=True
)


def _line(route: Route) -> tuple[LatLon, ...]:
    return tuple(point for stretch in route.stretches for point in stretch.points)


def _notes(route: Route) -> dict[str, dict[str, float | str]]:
    return {note.code: dict(note.values) for note in route.notes}


def _metres(shape_: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape_, lambda xy: np.stack(TO_METRES.transform(*xy.T), axis=1))


def _flat(points: tuple[LatLon, ...]) -> BaseGeometry:
    return _metres(LineString([(lon, lat) for lat, lon in points]))


def _used() -> BaseGeometry:
    """Give the land of the map that ships are kept off, in full detail."""
    return _land("coast-osm.geojson.gz")


def _gshhs() -> BaseGeometry:
    return _land("coast-gshhs.geojson.gz")


def _land(file: str) -> BaseGeometry:
    packed = (Path(__file__).parent / "fixtures" / file).read_bytes()
    items = json.loads(gzip.decompress(packed))["features"]
    return shapely.union_all([shape(item["geometry"]) for item in items])


@pytest.fixture(scope="module")
def leg() -> Route:
    return sea.route(NAJIN, DUNAY, start_radius_km=0.7, end_radius_km=3)


def test_najin_to_dunay_is_as_long_as_worked_out_apart(leg: Route) -> None:
    length = leg.length_km
    assert 195 <= length.value <= 198
    assert 194.5 - 3.7 - 0.1 <= length.low <= 195 - 3.7
    assert length.value + 3.7 <= length.high <= 205
    assert leg.great_circle_km == pytest.approx(186.67, abs=0.01)


def test_its_length_is_that_of_its_line(leg: Route) -> None:
    assert geodesy.length_km(_line(leg)) == pytest.approx(leg.length_km.value, abs=0.001)
    assert (_line(leg)[0], _line(leg)[-1]) == (NAJIN, DUNAY)


@pytest.mark.parametrize("land", [_used, _gshhs], ids=["router's coast", "GSHHS"])
def test_away_from_the_berths_nothing_lies_over_land(leg: Route, land: object) -> None:
    ashore = _flat(_line(leg)).intersection(_metres(land()))  # type: ignore[operator]
    berths = [shapely.Point(TO_METRES.transform(lon, lat)) for lat, lon in (NAJIN, DUNAY)]
    for berth in berths:
        ashore = ashore.difference(berth.buffer(1000 * BERTH_KM))
    assert ashore.length == 0


def test_none_of_it_lies_over_the_routers_own_coast(leg: Route) -> None:
    assert leg.land_km == 0
    assert _flat(_line(leg)).intersection(_metres(_used())).length == 0


def test_it_keeps_a_mile_off_away_from_its_ends(leg: Route) -> None:
    line = _flat(_line(leg))
    for lat, lon in (NAJIN, DUNAY):
        berth = shapely.Point(TO_METRES.transform(lon, lat))
        line = line.difference(berth.buffer(1000 * NEAR_END_KM))
    off = line.distance(_metres(_used()))
    # It rounds the land, not the open sea: its outline is drawn up to 52 m too far out.
    assert MILE_M * 0.999 <= off <= MILE_M + 52


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(((43.0, 131.6), (43.0, 132.6)), id="over islands and a peninsula"),
        pytest.param(((42.45, 130.75), (42.6, 131.35), (42.9, 131.55)), id="bent"),
        pytest.param(((42.7, 130.9), (42.5, 131.3)), id="from land"),
    ],
)
def test_what_lies_over_land_is_measured_as_in_full_detail(
    line: tuple[tuple[float, float], ...],
) -> None:
    places = tuple(LatLon(*at) for at in line)
    over_km = shapely.length(_flat(places).intersection(_metres(_used()))) / 1000
    assert over_km > 1
    vectors = sphere.units(np.array([(at.lon, at.lat) for at in places]))
    assert sight.outside_km(waters.shore(), [vectors]) == pytest.approx(over_km, abs=0.1)


def _edges(chart: Chart) -> np.ndarray:
    """Draw the edges of a chart in degrees, in pieces."""
    corners = np.arange(len(chart))
    after = chart.after(corners)
    both = np.stack([chart.degrees(corners), chart.degrees(after)], axis=1)
    return shapely.linestrings(both[(after != corners) & (np.abs(both[..., 0]).min(1) < 179)])


def test_the_kept_water_holds_no_land() -> None:
    shore = shapely.STRtree(_edges(waters.shore()))
    assert not len(shore.query(_edges(waters.room()), predicate="intersects")[0])
    some = waters.shore().vectors(np.arange(0, len(waters.shore()), 1000))
    assert not any(rings.within(waters.room(), vector) for vector in some)


def test_its_edges_are_short_enough_to_draw_straight(leg: Route) -> None:
    assert max(geodesy.distance_km(*edge) for edge in pairwise(_line(leg))) <= 5.001


def test_there_and_back_are_the_same_way() -> None:
    there, back = sea.route(NAJIN, DUNAY), sea.route(DUNAY, NAJIN)
    assert _line(there) == _line(back)[::-1]
    assert there.length_km == back.length_km


def test_the_same_way_is_found_afresh() -> None:
    first = sea.route(NAJIN, DUNAY)
    sea.forget()
    assert sea.route(NAJIN, DUNAY) == first


def test_notes_say_how_it_was_made(leg: Route) -> None:
    notes = _notes(leg)
    assert set(notes) == {"shortest_course", "clearance", "not_considered"}
    assert notes["clearance"]["nm"] == 1
    assert leg.datasets == (*waters.SHORES, waters.ROOM, seaway.GRAPH)


def test_up_an_estuary_it_says_that_the_shore_is_coarse() -> None:
    route = sea.route(LatLon(53.54, 9.93), LatLon(53.99, 8.11))  # Hamburg, off the Elbe
    assert [n.values["names"] for n in route.notes if n.code == "estuary"] == ["Elbe"]


def test_an_end_on_land_is_moved_and_told_in_both_directions() -> None:
    ashore = LatLon(42.2048, 130.3207)  # on the headland east of Najin
    for route, end in ((sea.route(ashore, DUNAY), "start"), (sea.route(DUNAY, ashore), "end")):
        moved = _notes(route)["moved_to_water"]
        assert moved["end"] == end
        assert 0.1 < float(moved["km"]) < 3
        assert route.land_km == 0
        assert route.length_km.high - route.length_km.low > 2 * float(moved["km"])


@pytest.mark.parametrize(("lat", "lon"), [(43.8, 131.95), (55.0, 73.4)])  # Ussuriysk, Omsk
def test_an_end_far_inland_is_refused_with_the_nearest_port(lat: float, lon: float) -> None:
    words = rf"{lat:.4f}, {lon:.4f} lies more than 10 km .*; .* the nearest is \w+"
    with pytest.raises(RouteError, match=words):
        sea.route(LatLon(lat, lon), DUNAY)


@pytest.mark.parametrize("lat", [90, -90, 84])
def test_a_pole_is_refused(lat: float) -> None:
    with pytest.raises(RouteError, match="too near a pole"):
        sea.route(LatLon(lat, 0), DUNAY)


def test_an_enclosed_sea_is_refused() -> None:
    with pytest.raises(RouteError, match="enclosed sea"):
        sea.route(LatLon(40.3, 50.2), LatLon(37.8, 23.5))  # Baku to Athens


def test_whole_degrees_are_positions_too() -> None:
    route = sea.route(LatLon(30, -40), LatLon(32, -38))
    assert route.length_km.value == pytest.approx(
        geodesy.distance_km(LatLon(30, -40), LatLon(32, -38))
    )


def test_a_way_to_where_it_starts_has_no_length() -> None:
    route = sea.route(DUNAY, DUNAY)
    assert (route.length_km.value, route.great_circle_km) == (0, 0)


def test_a_via_is_passed_and_adds_length(leg: Route) -> None:
    via = LatLon(42.0, 131.5)
    route = sea.route(NAJIN, DUNAY, [via])
    assert via in _line(route)
    assert route.length_km.value > leg.length_km.value + 10


def _published() -> list[dict[str, str]]:
    """List the pairs of ports whose distance is published, each row with its source."""
    rows = csv.DictReader(PORTS.read_text(encoding="utf-8").splitlines())
    return [
        row
        for row in rows
        if row["published_nmi"] and not {row["name_a"], row["name_b"]} & UPRIVER
    ]


@pytest.mark.parametrize(
    "row", _published(), ids=lambda row: f"{row['name_a']}-{row['name_b']}"
)
def test_lengths_are_those_of_published_tables(row: dict[str, str]) -> None:
    start, end = (LatLon(float(row[f"lat_{at}"]), float(row[f"lon_{at}"])) for at in "ab")
    route = sea.route(start, end)
    assert route.length_km.value == pytest.approx(float(row["published_nmi"]) * 1.852, rel=0.03)
    assert all(abs(a.lon - b.lon) < 1 for a, b in pairwise(_line(route)))


@pytest.mark.parametrize(
    ("start", "end", "optimum_km"),
    [
        # Worked out apart: shortest ways by sight between the corners of OpenStreetMap's land
        # in full detail, grown by a nautical mile but near the ends.
        pytest.param((53.345, -6.19), (53.425, -3.01), 212.8, id="Dublin-Liverpool"),
        pytest.param((5.415, 100.355), (3.79, 98.7), 259.7, id="Penang-Belawan"),
        pytest.param((23.135, -82.34), (25.775, -80.165), 379.9, id="Havana-Miami"),
        pytest.param((-6.155, 39.19), (-4.06, 39.655), 240.6, id="Zanzibar-Mombasa"),
        pytest.param((37.94, 23.625), (40.63, 22.925), 463.8, id="Piraeus-Thessaloniki"),
        pytest.param((46.495, 30.75), (43.195, 27.92), 447.0, id="Odesa-Varna"),
        pytest.param((40.36, 49.86), (43.6, 51.215), 433.2, id="Baku-Aktau"),
    ],
)
def test_lengths_are_within_a_hundredth_of_the_shortest(
    start: tuple[float, float], end: tuple[float, float], optimum_km: float
) -> None:
    route = sea.route(LatLon(*start), LatLon(*end))
    assert route.length_km.value == pytest.approx(optimum_km, rel=0.01)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(NAJIN, DUNAY, id="Najin-Dunay"),
        pytest.param(LatLon(59.32, 18.12), LatLon(60.09, 19.93), id="Stockholm-Mariehamn"),
        pytest.param(LatLon(-33.85, 151.25), LatLon(51.95, 4.05), id="Sydney-Rotterdam"),
        pytest.param(LatLon(40.30, 49.80), LatLon(40.62, 49.72), id="round Absheron"),
    ],
)
def test_the_search_finds_the_shortest_way_along_the_network(
    start: LatLon, end: LatLon
) -> None:
    way, berths = seaway.seaway(), [afloat(at) for at in (start, end)]
    first, last = links(*(berth.entry for berth in berths))
    parts = seasearch.search(first, last, frozenset())
    assert parts is not None
    nodes = [node for part in parts for node in part]
    size = way.count + 2 * len(straits.CANALS)
    all_, none = np.arange(size), np.arange(0)
    stops, there_, km = way.arcs.among(all_, way.spots(all_), Places(all_, size), none)
    row_ends = np.concatenate([[0], stops, [len(km) + len(first.km)]])
    net = sparse.csr_array(
        (np.append(km, first.km), np.append(there_, first.nodes), row_ends),
        shape=(size + 1, size + 1),
    )
    found_km = sum(net[[here], [there]][0] for here, there in pairwise([size, *nodes]))
    found_km += last.km[last.nodes == nodes[-1]][0]
    shortest_km = (dijkstra(net, indices=size)[last.nodes] + last.km).min()
    assert found_km == pytest.approx(shortest_km, rel=1e-4)


def test_a_way_keeps_along_a_coast_that_one_map_draws_further_out() -> None:
    # By hand: along Yucatán's coast, off Celestún, and straight across.
    round_ = [(21.3, -89.67), (21.25, -90.4), (20.9, -90.65), (18.3, -94.42), (18.13, -94.42)]
    by_hand_km = sum(geodesic(here, there).km for here, there in pairwise(round_))
    route = sea.route(LatLon(*round_[0]), LatLon(*round_[-1]))
    assert route.length_km.value <= by_hand_km


def test_a_port_in_the_ice_is_left_by_the_nearer_end() -> None:
    route = sea.route(LatLon(69.115, -105.06), LatLon(69.222, -51.1))
    assert "Northwest Passage" in route.passages
    assert route.length_km.value < 3000


def test_the_antimeridian_is_crossed() -> None:
    route = sea.route(LatLon(-18.15, 178.60), LatLon(-13.80, -171.75))
    assert 1139 <= route.length_km.value <= 1180
    assert all(abs(a.lon - b.lon) < 1 for a, b in pairwise(_line(route)))


@pytest.mark.parametrize(
    ("start", "end", "passed"),
    [
        pytest.param((41.35, 29.15), (40.90, 28.90), "Bosphorus", id="Bosphorus"),
        pytest.param((40.60, 27.60), (39.90, 25.90), "Dardanelles", id="Dardanelles"),
        pytest.param((46.00, 36.60), (44.80, 36.60), "Kerch Strait", id="Kerch"),
        pytest.param((56.60, 12.20), (55.20, 12.80), "Øresund", id="Oresund"),
        pytest.param((55.80, 10.90), (54.60, 11.00), "Great Belt", id="Great Belt"),
        pytest.param((6.00, 95.50), (1.25, 103.80), "Malacca", id="Malacca"),
        pytest.param((41.50, 139.50), (41.60, 142.00), "Tsugaru", id="Tsugaru"),
        pytest.param((-52.40, -68.00), (-52.60, -75.00), "Magellan", id="Magellan"),
        pytest.param((-10.60, 141.00), (-9.50, 144.00), "Torres Strait", id="Torres"),
        pytest.param((69.50, 34.00), (66.00, -169.0), "Northern Sea Route", id="Arctic"),
        pytest.param((9.60, -79.90), (8.60, -79.40), "Panama", id="Panama"),
        pytest.param((31.60, 32.40), (29.60, 32.50), "Suez", id="Suez"),
        pytest.param((54.00, 8.00), (54.60, 10.40), "Kiel", id="Kiel"),
    ],
)
def test_straits_and_canals_are_passed_and_named(
    start: tuple[float, float], end: tuple[float, float], passed: str
) -> None:
    there, back = (sea.route(LatLon(*a), LatLon(*b)) for a, b in ((start, end), (end, start)))
    assert passed in there.passages
    assert back.passages == there.passages[::-1]
    assert there.land_km == 0


def test_a_closed_canal_is_gone_round() -> None:
    rotterdam, mumbai = LatLon(51.98, 4.05), LatLon(18.94, 72.86)
    open_, closed = sea.route(rotterdam, mumbai), sea.route(rotterdam, mumbai, avoid=["suez"])
    assert "Suez" in open_.passages
    assert "Suez" not in closed.passages
    assert "Cape of Good Hope" in closed.passages
    assert closed.length_km.value > 1.5 * open_.length_km.value
    assert _notes(closed)["closed"]["names"] == "Suez"


def test_an_unknown_passage_is_refused_with_the_nearest() -> None:
    with pytest.raises(
        RouteError, match="no passage 'Suex' to keep out of; did you mean 'Suez'"
    ):
        sea.route(NAJIN, DUNAY, avoid=["Suex"])


def test_within_the_caspian_there_is_a_way() -> None:
    route = sea.route(LatLon(40.30, 50.20), LatLon(36.80, 51.50))  # Baku, Nowshahr
    assert 1 <= route.length_km.value / route.great_circle_km < 1.15


def test_agulhas_is_rounded_to_its_south() -> None:
    route = sea.route(LatLon(-33.88, 18.40), LatLon(-33.95, 25.70))
    assert min(lat for lat, _ in _line(route)) < -34.83
    assert 740 <= route.length_km.value <= 790  # 423 nmi from port to port


def test_whole_numbers_are_laid_out_and_read_back() -> None:
    whole = np.array([[3, 0], [-2, 255], [70000, -70000]])
    assert (waters.unpacked(waters.packed(whole)) == whole).all()


def test_arcs_on_the_ellipsoid_are_as_long_as_the_ellipsoid_is_round() -> None:
    quarter = sphere.units(np.array([[0.0, 0.0], [90.0, 0.0]]))
    spots = sphere.on_ellipsoid_km(sphere.fine(quarter, 10.0))
    length = float(sphere.lengths_km(spots[1:], spots[:-1]).sum())
    assert length == pytest.approx(6378.137 * np.pi / 2, abs=0.01)


def _place(name: str, at: LatLon, radius_km: float) -> Place:
    return Place(name, at, radius_km, {"en": name}, {"en": "a test"})


def test_a_leg_is_routed_by_its_mode() -> None:
    places = {"a": _place("a", NAJIN, 0.7), "b": _place("b", DUNAY, 3)}
    by = {mode: Leg("leg", mode, "a", "b", Basis.REPORTED) for mode in Mode}
    assert routes.route(by[Mode.SEA], places) == sea.route(NAJIN, DUNAY, (), 0.7, 3)
    air, road = routes.route(by[Mode.AIR], places), routes.route(by[Mode.ROAD], places)
    assert air.length_km.value == road.length_km.value == pytest.approx(186.67, abs=0.01)
    assert air.length_km.high == pytest.approx(190.37, abs=0.01)
    assert [stretch.schematic for stretch in air.stretches + road.stretches] == [False, True]
    assert set(_notes(road)) == {"schematic_road"}
    assert road.length_km.high == float("inf")


def test_a_leg_by_air_passes_its_via() -> None:
    leg = Leg("leg", Mode.AIR, "a", "b", Basis.REPORTED, via=(Via("x", LatLon(45, 131)),))
    places = {"a": _place("a", NAJIN, 0), "b": _place("b", DUNAY, 0)}
    route = routes.route(leg, places)
    assert LatLon(45, 131) in _line(route)
    assert route.length_km.value > route.great_circle_km + 300


@pytest.mark.parametrize(
    ("points", "names"),
    [
        (((36.0, -8.0), (35.95, -5.0), (36.5, 0.0)), ("Gibraltar",)),
        (((12.0, 46.0), (12.55, 43.3), (14.0, 42.3)), ("Bab-el-Mandeb",)),
        (((60.0, 179.0), (65.8, 191.0), (70.0, 191.0)), ("Bering Strait",)),
        (((70.0, -169.0), (65.8, -169.0), (60.0, -181.0)), ("Bering Strait",)),
        (
            ((4.5, 98.5), (2.9, 100.8), (1.2, 103.5), (1.2, 104.5)),
            ("Malacca", "Singapore Strait"),
        ),
        (
            ((1.2, 104.5), (1.2, 103.5), (2.9, 100.8), (4.5, 98.5)),
            ("Singapore Strait", "Malacca"),
        ),
        (((0.0, 0.0), (1.0, 1.0)), ()),
        (((0.0, 0.0),), ()),
    ],
)
def test_straits_are_named_in_the_order_of_travel(
    points: tuple[tuple[float, float], ...], names: tuple[str, ...]
) -> None:
    line = sphere.units(np.array([(lon, lat) for lat, lon in points]))
    assert tuple(gates.names(line[:-1], line[1:])) == names


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
    ],
)
def test_ports_up_estuaries_and_fjords_are_reached_near_by(name: str, at: LatLon) -> None:
    way = _line(sea.route(at, LatLon(30.0, -40.0)))
    assert geodesy.distance_km(way[0], at) < 4, name
