"""Sea legs of all seas: published lengths, straits and canals, ports up estuaries."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from geopy.distance import geodesic

from geo.errors import RouteError
from geo.geodesy import distance_km
from geo.model import LatLon, Note
from geo.routes import gates, sea, sphere

PORTS = Path(__file__).parents[1] / "benchmarks" / "sea.csv"


def _published() -> list[dict[str, str]]:
    """List the pairs of ports whose distance is published, each row with its source."""
    rows = csv.DictReader(PORTS.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["published_nmi"]]


@pytest.mark.parametrize(
    "row", _published(), ids=lambda row: f"{row['name_a']}-{row['name_b']}"
)
def test_lengths_are_those_of_published_tables(row: dict[str, str]) -> None:
    start, end = (LatLon(float(row[f"lat_{at}"]), float(row[f"lon_{at}"])) for at in "ab")
    route = sea.route(start, end)
    assert route.length_km.value == pytest.approx(float(row["published_nmi"]) * 1.852, rel=0.03)
    assert all(abs(a.lon - b.lon) < 1 for a, b in pairwise(route.points))


@pytest.mark.parametrize(
    ("start", "end", "optimum_km"),
    [
        # Worked out apart: shortest ways by sight between the corners of OpenStreetMap's land
        # in full detail, grown by a nautical mile but near the ends.
        pytest.param((53.345, -6.19), (53.425, -3.01), 212.8, id="Dublin-Liverpool"),
        pytest.param((5.415, 100.355), (3.79, 98.7), 259.7, id="Penang-Belawan"),
        pytest.param((23.135, -82.34), (25.775, -80.165), 379.9, id="Havana-Miami"),
        pytest.param((37.94, 23.625), (40.63, 22.925), 463.8, id="Piraeus-Thessaloniki"),
        pytest.param((46.495, 30.75), (43.195, 27.92), 447.0, id="Odesa-Varna"),
        pytest.param((40.36, 49.86), (43.6, 51.215), 433.2, id="Baku-Aktau"),
        # The same about the corners of both maps; the first bend lies 700 km off.
        pytest.param((22.74, 69.70), (25.11, 62.33), 799.4, id="Mundra-Gwadar"),
        # The same of OpenStreetMap's land, less than a mile off in straits 460 m wide and more.
        pytest.param((35.705, 125.841), (33.863, 127.37), 286.25, id="Korea's south-west"),
        pytest.param((-46.5, 168.6), (-46.7, 167.8), 65.7, id="left on the other side"),
        pytest.param((-36.7782, 175.0102), (-35.7348, 174.3199), 137.9, id="left past a bend"),
        pytest.param((68.7087, -52.8637), (69.2472, -53.5368), 70.7, id="left between isles"),
        pytest.param((34.7128, 128.046), (33.5097, 126.5219), 198.4, id="left round an isle"),
        # By fast marching over the same.
        pytest.param((36.8723, 27.1491), (37.0361, 27.9672), 77.6, id="left round a mole"),
        pytest.param((63.8632, -21.1492), (63.4427, -20.2734), 66.0, id="left round a rock"),
        pytest.param((5.6439, 169.1211), (5.921, 169.6434), 66.5, id="left round an atoll"),
        pytest.param((37.4962, 23.4489), (40.475, 25.4746), 410.1, id="a corner 50 km off"),
        pytest.param((43.0806, 40.8383), (44.0355, 39.1474), 181.8, id="left past a cape"),
        # The same from where the map has the water of Kilindini, 3 km from the berth.
        pytest.param((-6.155, 39.19), (-4.06, 39.655), 238.1, id="Zanzibar-Mombasa"),
        # The same between the Daugava's mouth and the roads, 490.2 km, with the ways to both.
        pytest.param((57.03, 24.05), (60.16, 24.955), 496.1, id="a corner not among the first"),
    ],
)
def test_lengths_are_within_a_hundredth_of_the_shortest(
    start: tuple[float, float], end: tuple[float, float], optimum_km: float
) -> None:
    route = sea.route(LatLon(*start), LatLon(*end))
    assert route.length_km.value == pytest.approx(optimum_km, rel=0.01)


@pytest.mark.parametrize(
    ("start", "end", "optimum_km"),
    [
        # As the last two; how near to its shores a strait is passed differs.
        pytest.param((-7.95, 114.45), (-8.55, 114.50), 68.1, id="Bali Strait"),
        pytest.param((48.75, -123.00), (48.40, -122.95), 42.8, id="San Juan Channel"),
        # Natural Earth alone closes these.
        pytest.param((55.56, 9.76), (54.33, 10.15), 148.1, id="Little Belt"),
        # By fast marching over OpenStreetMap's land.
        pytest.param((-19.25, 146.83), (-20.02, 148.25), 192.2, id="Stone Island"),
        pytest.param((4.48, 118.61), (4.69, 118.25), 51.2, id="Trusan Treacher"),
    ],
)
def test_straits_that_ships_pass_are_not_gone_round(
    start: tuple[float, float], end: tuple[float, float], optimum_km: float
) -> None:
    route = sea.route(LatLon(*start), LatLon(*end))
    assert route.land_km == 0
    assert route.length_km.value == pytest.approx(optimum_km, rel=0.03)


@pytest.mark.parametrize(
    ("start", "end", "optimum_km", "by"),
    [
        # The same, but these wind: a mile off more of their bends is further round.
        pytest.param((60.395, 5.31), (58.975, 5.73), 189.9, (60.34, 5.17), id="Vatlestraumen"),
        pytest.param(
            (50.03, -125.24), (50.72, -127.48), 209.0, (50.37, -125.75), id="Johnstone Strait"
        ),
        pytest.param((57.28, -5.71), (56.82, -5.83), 58.1, (57.24, -5.66), id="Kyle Rhea"),
        # Fast marching over OpenStreetMap's land.
        pytest.param(
            (55.2469, 14.8405), (55.1971, 11.596), 237.9, (54.97, 11.87), id="Storstrøm"
        ),
        pytest.param(
            (50.0163, -125.2446),
            (48.8534, -123.5003),
            195.3,
            (49.01, -123.585),
            id="Porlier",
        ),
        pytest.param(
            (11.245, 125.005), (11.773, 124.875), 92.8, (11.35, 124.98), id="San Juanico"
        ),
        pytest.param(
            (36.203, 133.333), (36.108, 133.043), 32.4, (36.12, 133.09), id="Nakai-guchi"
        ),
        pytest.param((0.66, 103.44), (1.015, 102.72), 92.3, (0.89, 102.97), id="Air Hitam"),
        pytest.param((21.0, 107.33), (21.27, 107.45), 35.8, (21.04, 107.375), id="Vân Đồn"),
        pytest.param((61.935, 5.118), (62.047, 5.345), 18.2, (61.97, 5.15), id="Ulvesundet"),
    ],
)
def test_straits_that_one_map_closes_are_passed_where_it_is_far_round(
    start: tuple[float, float],
    end: tuple[float, float],
    optimum_km: float,
    by: tuple[float, float],
) -> None:
    route = sea.route(LatLon(*start), LatLon(*end))
    assert route.land_km == 0
    assert route.length_km.value == pytest.approx(optimum_km, rel=0.09)
    assert min(distance_km(LatLon(*by), at) for at in route.points) < 4


def test_a_berth_deep_in_a_bay_is_left_by_the_sound() -> None:
    route = sea.route(LatLon(-0.8629, 134.064), LatLon(-3.5029, 130.1105))
    near = [at for at in route.points if at.lon > 134.05]
    assert min(at.lat for at in near) > -0.918  # the southern cape of the isle of Mansinam


YUCATAN = ((21.3, -89.67), (21.25, -90.4), (20.9, -90.65), (18.3, -94.42), (18.13, -94.42))
"""Along Yucatán's coast, which one map draws too far out, off Celestún, and straight across."""
BY_MALACCA = (
    *((13.1, 80.3), (5.95, 95.3), (4.0, 99.7), (2.7, 101.0), (1.15, 103.45), (1.22, 103.9)),
    *((1.4, 104.5), (8.3, 106.3), (10.3, 107.05), (10.45, 106.95), (10.6, 106.8)),
    (10.77, 106.71),
)
"""Chennai to Ho Chi Minh City, by the two straits and up the Saigon River."""
TO_ADEN = (
    (12.92, 74.8),
    (12.92, 74.7),
    (12.7, 45.06),
    (12.73, 44.95),
    (12.8, 44.97),
    (12.78, 45.0),
)
"""Mangalore to Aden, north of Lakshadweep, straight out from an open coast."""


@pytest.mark.parametrize(
    "by_hand",
    [
        pytest.param(YUCATAN, id="Yucatán"),
        pytest.param(BY_MALACCA, id="Malacca"),
        pytest.param(TO_ADEN, id="Aden"),
    ],
)
def test_no_way_by_hand_is_shorter(by_hand: tuple[tuple[float, float], ...]) -> None:
    by_hand_km = sum(geodesic(here, there).km for here, there in pairwise(by_hand))
    route = sea.route(LatLon(*by_hand[0]), LatLon(*by_hand[-1]))
    assert route.length_km.value <= by_hand_km


def test_a_port_in_the_ice_is_left_by_the_nearer_end() -> None:
    route = sea.route(LatLon(69.115, -105.06), LatLon(69.222, -51.1))
    assert "Northwest Passage" in route.passages
    assert route.length_km.value < 3000


@pytest.mark.parametrize(
    ("start", "end", "passed"),
    [
        pytest.param((27.7, -138.3), (29.17, -90.13), "Panama", id="Pacific to Louisiana"),
        pytest.param((7.9, 107.0), (-8.7, 143.5), "", id="South China Sea to Torres Strait"),
        pytest.param((-64.1, -171.4), (-9.3, 134.7), "", id="Ross Sea to Arafura Sea"),
    ],
)
def test_from_the_open_sea_no_land_is_crossed(
    start: tuple[float, float], end: tuple[float, float], passed: str
) -> None:
    route = sea.route(LatLon(*start), LatLon(*end))
    assert route.land_km == 0
    assert route.length_km.value > route.great_circle_km
    assert not passed or passed in route.passages


@pytest.mark.parametrize(
    ("start", "end", "east_of"),
    [
        # Cape Pembroke's lighthouse stands at 57.72° W.
        pytest.param((-54.81, -68.30), (-51.69, -57.85), -57.72, id="Stanley"),
        pytest.param((51.955, 4.05), (53.12, 8.73), 8.5, id="Bremen"),  # the Weser's mouth
    ],
)
def test_a_narrow_harbour_is_entered_by_its_water(
    start: tuple[float, float], end: tuple[float, float], east_of: float
) -> None:
    route = sea.route(LatLon(*start), LatLon(*end))
    assert route.land_km == 0
    assert max(at.lon for at in route.points) > east_of


def test_the_antimeridian_is_crossed() -> None:
    route = sea.route(LatLon(-18.15, 178.60), LatLon(-13.80, -171.75))
    assert 1139 <= route.length_km.value <= 1180
    assert all(abs(a.lon - b.lon) < 1 for a, b in pairwise(route.points))


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


@pytest.mark.parametrize(
    ("start", "end", "published_km"),
    [
        # Port Said to Port Tewfik, by the Suez Canal Authority (78.5 + 83.75 km).
        pytest.param((31.26, 32.31), (29.94, 32.57), 162.25, id="Suez"),
        # Brunsbüttel to Holtenau (encyclopediahub.com/ar299540), some 2 km beyond its locks.
        pytest.param((53.89, 9.12), (54.37, 10.15), 98.6, id="Kiel"),
        # "From shoreline to shoreline", by Encyclopædia Britannica.
        pytest.param((9.36, -79.90), (8.95, -79.57), 65.0, id="Panama"),
    ],
)
def test_a_port_beside_a_canal_goes_straight_into_it(
    start: tuple[float, float], end: tuple[float, float], published_km: float
) -> None:
    there, back = (sea.route(LatLon(*a), LatLon(*b)) for a, b in ((start, end), (end, start)))
    assert there.length_km.value == pytest.approx(published_km, rel=0.04)
    assert there.length_km == back.length_km
    assert there.land_km == 0


@pytest.mark.parametrize("name", ["suez", "Suez Canal"])
def test_a_closed_canal_is_gone_round(name: str) -> None:
    rotterdam, mumbai = LatLon(51.98, 4.05), LatLon(18.94, 72.86)
    open_, closed = sea.route(rotterdam, mumbai), sea.route(rotterdam, mumbai, avoid=[name])
    assert "Suez" in open_.passages
    assert "Suez" not in closed.passages
    assert "Cape of Good Hope" in closed.passages
    assert closed.length_km.value > 1.5 * open_.length_km.value
    assert Note("closed", {"names": "Suez"}) in closed.notes


def test_an_unknown_passage_is_refused_with_the_nearest() -> None:
    with pytest.raises(
        RouteError, match="no passage 'Suex' to keep out of; did you mean 'Suez'"
    ):
        sea.route(LatLon(42.2, 130.3), LatLon(42.9, 132.4), avoid=["Suex"])


def test_within_the_caspian_there_is_a_way() -> None:
    route = sea.route(LatLon(40.30, 50.20), LatLon(36.80, 51.50))  # Baku, Nowshahr
    assert 1 <= route.length_km.value / route.great_circle_km < 1.15


def test_agulhas_is_rounded_to_its_south() -> None:
    route = sea.route(LatLon(-33.88, 18.40), LatLon(-33.95, 25.70))
    assert min(lat for lat, _ in route.points) < -34.83
    assert 740 <= route.length_km.value <= 790  # 423 nmi from port to port


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
