"""Distances to borders: published figures, an independent solver, and the data shipped."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from pyproj import Geod
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo import borders, whereabouts
from geo.arcs import directory
from geo.drawn import area, coarse, drawn
from geo.edges import edges
from geo.errors import MeasureError
from geo.model import LatLon
from geo.nearest import nearest
from geo.story import plain
from geo.territory import FILES, countries

DEPOT = LatLon(45.88569, 40.04094)
TOWN = LatLon(45.854721, 40.125278)
OSM = "OpenStreetMap via @geo-maps 0.6.0"
NATURAL_EARTH = "Natural Earth 10m 5.1.1"
REGIONS = "Natural Earth 10m regions"
UKRAINE = (
    *("recognised", "land", "territorial_sea", "crimea", "mainland"),
    *("without_donbas", "without_claimed", "front_line"),
)


# --- the first case -----------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "line", "dataset", "km"),
    [
        (DEPOT, "recognised", OSM, 195.163),
        (DEPOT, "recognised", NATURAL_EARTH, 194.2),
        (DEPOT, "land:RUS", OSM, 195.3),
        (DEPOT, "land", OSM, 195.3),
        (DEPOT, "crimea", OSM, 270.4),
        (DEPOT, "crimea", REGIONS, 271.9),
        (DEPOT, "without_donbas", REGIONS, 255.0),
        (DEPOT, "without_claimed", REGIONS, 340.7),
        (TOWN, "recognised", OSM, 202.3),
        (TOWN, "recognised", NATURAL_EARTH, 201.3),
        (TOWN, "land:RUS", OSM, 202.3),
        (TOWN, "crimea", OSM, 276.3),
        (TOWN, "territorial_sea", OSM, 185.9),
    ],
)
def test_first_case_measures_as_others_did(
    start: LatLon, line: str, dataset: str, km: float
) -> None:
    found = borders.measure(start, "UKR", line)
    assert found.by_dataset[dataset] == pytest.approx(km, abs=0.15)
    assert not found.inside


@pytest.mark.parametrize("line", ["without_donbas", "without_claimed"])
@pytest.mark.parametrize(
    "at",
    [(47.775, 29.208), (47.16, 27.59), (52.23, 21.01), (53.9, 27.57)],
    ids=["Cobasna", "Iași", "Warsaw", "Minsk"],
)
def test_no_part_of_a_country_is_nearer_than_the_whole(
    at: tuple[float, float], line: str
) -> None:
    """West of Kyiv nothing is left out: what is left of Ukraine is as far as Ukraine."""
    whole, left = (borders.measure(LatLon(*at), "UKR", name) for name in ("recognised", line))
    assert left.km.value == whole.km.value
    assert left.nearest == whole.nearest
    assert list(left.by_dataset) == [OSM, REGIONS]
    assert left.km.low <= left.by_dataset[REGIONS] <= left.km.high


@pytest.mark.parametrize("line", ["without_donbas", "without_claimed"])
def test_many_points_are_as_far_from_a_part_of_a_country_as_one(line: str) -> None:
    """Some have nothing left out near by (the north and west), some have, two lie inside.

    The last two lie in Moldova and in Hungary, where the coarse regions have Ukraine.
    """
    lat = np.array([47.775, 52.23, 45.886, 47.11, 50.45, 48.0, 49.0, 60.0, 46.17066, 48.237215])
    lon = np.array([29.208, 21.01, 40.041, 38.08, 30.52, 37.8, 39.5, 40.0, 29.02129, 22.44197])
    each = borders.measure_each(lat, lon, "UKR", line)
    for (km, at_lat, at_lon, inside), *at in zip(each, lat, lon, strict=True):
        one = borders.measure(LatLon(*at), "UKR", line)
        assert km == pytest.approx(one.km.value, abs=1e-6)
        assert (at_lat, at_lon) == pytest.approx(one.nearest, abs=1e-8)
        assert inside == one.inside


def test_recognised_border_is_exact_to_a_metre_and_names_its_point() -> None:
    found = borders.measure(DEPOT, "UKR")
    assert found.km.value == pytest.approx(195.163, abs=0.001)
    assert found.dataset == OSM
    assert found.nearest == pytest.approx((47.07066, 38.1655), abs=1e-5)
    there = Geodesic.WGS84.Inverse(*DEPOT, *found.nearest)["s12"] / 1000
    assert found.km.value == pytest.approx(there, abs=1e-6)


def test_bounds_carry_the_radius_and_both_sets_of_data() -> None:
    exact, wide = (borders.measure(DEPOT, "UKR", radius_km=r) for r in (0.0, 1.5))
    assert set(exact.by_dataset) == {OSM, NATURAL_EARTH}
    assert exact.km.low == min(exact.by_dataset.values())
    assert exact.km.high == max(exact.by_dataset.values())
    assert wide.km.low == pytest.approx(exact.km.low - 1.5)
    assert wide.km.high == pytest.approx(exact.km.high + 1.5)
    assert borders.measure(DEPOT, "UKR", radius_km=500).km.low == 0


def test_front_line_is_an_approximate_reference_to_a_named_town() -> None:
    found = borders.measure(DEPOT, "UKR", "front_line")
    assert found.km.value == pytest.approx(299, abs=1)
    assert found.approximate
    assert found.landmark == "Vuhledar"
    assert found.km.low < found.km.value - 1 < found.km.value + 1 < found.km.high


def test_land_border_tells_whose_it_is() -> None:
    assert borders.measure(DEPOT, "UKR", "land").neighbour == "RUS"
    near_poland = LatLon(50.0, 22.5)
    assert borders.measure(near_poland, "UKR", "land").neighbour == "POL"
    to_russia = borders.measure(near_poland, "UKR", "land:RUS")
    assert to_russia.neighbour == "RUS"
    three_sisters = (52.11, 31.78)  # where Belarus, Russia and Ukraine meet
    assert to_russia.nearest == pytest.approx(three_sisters, abs=0.02)


# --- against an independent solver --------------------------------------------

SHAPES = {
    "north": Polygon([(30, 50), (36, 49), (35, 53), (31, 54)]),
    "small": Polygon([(38.1, 47.0), (38.1002, 47.0001), (38.1001, 47.0003)]),
    "south": Polygon([(-70, -40), (-60, -41), (-62, -52), (-71, -50)]),
    "antimeridian": Polygon([(177, -20), (183, -21), (184, -15), (178, -14)]),
    "pole": LineString([(lon, 82 + lon / 90) for lon in range(-180, 180, 40)]),
    "equator": Polygon([(-2, -3), (4, -2), (3, 3), (-1, 2)]),
}
POINTS = [
    LatLon(45.9, 40.0),
    LatLon(51.0, 33.0),
    LatLon(47.00005, 38.1001),
    LatLon(-45.0, -65.0),
    LatLon(-33.0, 18.0),
    LatLon(-17.0, 179.9),
    LatLon(-17.0, -179.9),
    LatLon(-60.0, -175.0),
    LatLon(90.0, 0.0),
    LatLon(-90.0, 0.0),
    LatLon(0.0, 0.0),
    LatLon(30.0, -150.0),
]


def reference_km(shape: BaseGeometry, at: LatLon) -> float:
    """Walk every edge in GeographicLib, then close in on the nearest stretch."""
    ring = list((shape.exterior if isinstance(shape, Polygon) else shape).coords)
    best = math.inf
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
        edge = Geodesic.WGS84.InverseLine(lat_a, lon_a, lat_b, lon_b)

        def metres(along: float, edge: object = edge) -> float:
            spot = edge.Position(along)  # type: ignore[attr-defined]
            return float(Geodesic.WGS84.Inverse(*at, spot["lat2"], spot["lon2"])["s12"])

        low, high = 0.0, edge.s13
        while high - low > 1e-4:
            step = (high - low) / 16
            tries = [low + step * i for i in range(17)]
            nearest_try = min(tries, key=metres)
            best = min(best, metres(nearest_try))
            low, high = max(0.0, nearest_try - step), min(edge.s13, nearest_try + step)
    return best / 1000


@pytest.mark.parametrize("name", SHAPES)
def test_nearest_point_agrees_with_geographiclib(name: str) -> None:
    shape = SHAPES[name]
    for at in POINTS:
        km, spot, *_ = nearest(edges(shape), at)
        assert km == pytest.approx(reference_km(shape, at), abs=1e-6), at
        there = Geodesic.WGS84.Inverse(*at, *spot)["s12"] / 1000
        assert there == pytest.approx(km, abs=1e-6), at


def test_a_point_on_a_border_is_at_no_distance() -> None:
    corner = LatLon(49, 36)
    middle = Geodesic.WGS84.InverseLine(50, 30, 49, 36).Position(200_000)
    for at in (corner, LatLon(middle["lat2"], middle["lon2"])):
        assert nearest(edges(SHAPES["north"]), at)[0] == pytest.approx(0, abs=1e-6)


def test_single_points_are_lines_too() -> None:
    towns = edges(MultiPoint([Point(10, 0), Point(0, 1)]))
    km, spot, *_ = nearest(towns, LatLon(0, 0))
    assert spot == (1, 0)
    assert km == pytest.approx(110.574, abs=0.001)


def test_the_cut_at_the_antimeridian_is_no_border() -> None:
    east, west = LatLon(67.5, 179.99), LatLon(67.5, -179.99)
    for at in (east, west):
        found = borders.measure(at, "RUS")
        assert found.inside
        assert found.km.value > 50
    assert nearest(edges(box(170, 0, 180, 10)), LatLon(5, 180))[0] > 500


# --- inside, and which country ------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country"),
    [
        ("Kyiv", 50.4501, 30.5234, "UKR"),
        ("Sevastopol", 44.6054, 33.5220, "UKR"),
        ("Donetsk", 48.0159, 37.8029, "UKR"),
        ("Belgorod", 50.5997, 36.5983, "RUS"),
        ("Kaliningrad", 54.7104, 20.4522, "RUS"),
        (
            "Vicovu de Sus, across a border that a coarse map has wrong",
            47.93333,
            25.68333,
            "ROU",
        ),
        ("Tikhoretsk", 45.854721, 40.125278, "RUS"),
        ("Rajin", 42.24889, 130.30028, "PRK"),
        ("Paris", 48.8566, 2.3522, "FRA"),
        ("Oslo", 59.9139, 10.7522, "NOR"),
        ("Pristina", 42.6629, 21.1655, "XKX"),
        ("Maseru, inside another country", -29.3167, 27.4833, "LSO"),
        ("Sydney", -33.8688, 151.2093, "AUS"),
        ("Vanua Levu", -16.6, 179.2, "FJI"),
        ("South Pole", -90.0, 0.0, "ATA"),
        ("Sea of Azov", 46.3, 36.5, ""),
        ("Gulf of Guinea", 0.0, 0.0, ""),
    ],
)
def test_country_of_known_places(name: str, lat: float, lon: float, country: str) -> None:
    assert whereabouts.country_of(LatLon(lat, lon)) == country
    if country:
        assert whereabouts.contains(country, LatLon(lat, lon))


def test_swapped_coordinates_lead_to_another_country() -> None:
    swapped = LatLon(DEPOT.lon, DEPOT.lat)
    assert whereabouts.country_of(DEPOT) == "RUS"
    assert whereabouts.country_of(swapped) == "ARM"
    assert borders.measure(swapped, "UKR").km.value > 500


def test_from_inside_the_distance_runs_outward() -> None:
    kyiv = LatLon(50.4501, 30.5234)
    found = borders.measure(kyiv, "UKR")
    assert found.inside
    assert 80 < found.km.value < 120
    assert not borders.measure(kyiv, "UKR", "crimea").inside


def test_shores_of_lakes_and_lagoons_are_no_borders() -> None:
    reservoir, lagoon = LatLon(49.27, 32.63), LatLon(46.25, 30.30)
    assert whereabouts.contains("UKR", reservoir)
    assert whereabouts.contains("UKR", lagoon)
    assert borders.measure(reservoir, "UKR").km.value > 150


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country", "other"),
    [
        ("Llivia", 42.465, 1.981, "ESP", "FRA"),
        ("Campione", 45.970, 8.971, "ITA", "CHE"),
        ("Nahwa, in Madha, in the Emirates", 25.268, 56.273, "ARE", "OMN"),
        ("Madha", 25.285, 56.333, "OMN", "ARE"),
        ("Saint Peter's Square", 41.9022, 12.4572, "VAT", "ITA"),
        ("Lake Victoria", -0.5, 33.0, "UGA", "KEN"),
        ("Lake Superior", 47.0, -87.0, "USA", "CAN"),
        ("Wrangel Island, on the antimeridian", 71.2, 180.0, "RUS", "USA"),
        ("Wrangel Island, from the other side", 71.2, -180.0, "RUS", "USA"),
    ],
)
def test_enclaves_lakes_and_the_antimeridian(
    name: str, lat: float, lon: float, country: str, other: str
) -> None:
    at = LatLon(lat, lon)
    assert whereabouts.country_of(at) == country
    assert borders.measure(at, country).inside
    assert not borders.measure(at, other).inside


@pytest.mark.parametrize("country", ["NOR", "LSO", "FJI", "RUS", "ATA", "NLD", "OMN"])
@pytest.mark.parametrize("file", FILES)
def test_the_side_of_the_nearest_edge_is_the_side_of_the_whole_outline(
    country: str, file: str
) -> None:
    # The rings are counted by shapely, which knows nothing of what lies on whose left.
    lines = drawn(country, "recognised")[file].edges
    draw = np.random.default_rng(3)
    start = lines.ends[draw.integers(len(lines.ends), size=300)]
    lon, lat, _ = Geod(ellps="WGS84").fwd(
        start[:, 0], start[:, 1], draw.uniform(-180, 180, 300), 10 ** draw.uniform(-1, 7, 300)
    )
    found = [nearest(lines, LatLon(*at)).left for at in zip(lat, lon, strict=True)]
    wanted = area(country, "recognised", file).covers(lat, lon).tolist()
    plain = [pair for pair in zip(found, wanted, strict=True) if pair[0] is not None]
    assert len(plain) > 250
    assert [left for left, _ in plain] == [inner for _, inner in plain]


def test_a_side_that_is_not_plain_is_left_open() -> None:
    spike = edges(LineString([(0, 0), (1, 0), (0, 0)]))
    assert nearest(spike, LatLon(0.5, 0.5)).left is None
    assert nearest(spike, LatLon(0.0, 1.5)).left is None
    line = edges(LineString([(0, 0), (1, 0)]))
    assert [nearest(line, LatLon(lat, 0.5)).left for lat in (1, -1)] == [True, False]
    assert nearest(line, LatLon(1e-7, 0.5)).left is None
    assert nearest(line, LatLon(0.0, 1.5)).left is None


def test_the_end_of_the_map_at_the_south_pole_is_no_border() -> None:
    found = [borders.measure(LatLon(-90, lon), "ATA") for lon in (-180, 0, 77)]
    assert all(one.inside for one in found)
    assert len({one.km.value for one in found}) == 1
    assert "territorial_sea" not in borders.lines("ATA")


@pytest.mark.parametrize(
    ("lat", "lon", "km"),
    [(-90, 0, 1258.3045), (-84.6, 180, 698.3657), (-84.6, -180, 698.3657)],
)
def test_the_cut_through_antarctica_is_no_coast(lat: float, lon: float, km: float) -> None:
    arcs = [
        arc
        for block in directory("borders-osm.arcs").blocks
        if ("ATA" in block.left.owners) != ("ATA" in block.right.owners)
        for arc in block.read().each()
    ]
    ends = np.concatenate([np.hstack((arc[:-1], arc[1:])) for arc in arcs])
    coast = ends[(np.abs(ends[:, [0, 2]]).min(axis=1) < 179.999) & (ends[:, 1] > -89.999)]
    far = Geod(ellps="WGS84").inv(
        *np.broadcast_to([[lon], [lat]], (2, len(coast))), *coast.T[:2]
    )
    chosen = coast[np.argsort(far[2])[:40]]
    wanted = min(
        reference_km(LineString(edge.reshape(2, 2)), LatLon(lat, lon)) for edge in chosen
    )
    found = borders.measure(LatLon(lat, lon), "ATA")
    assert found.inside
    assert found.km.value == pytest.approx(wanted, abs=1e-6)
    assert found.km.value == pytest.approx(km, abs=1e-3)
    assert abs(found.nearest.lon) < 179.9


@pytest.mark.parametrize("lat", [-84.9, -84.72, -84.4, -78.5])
def test_both_sides_of_the_antimeridian_are_antarctica(lat: float) -> None:
    found = {
        whereabouts.country_of(LatLon(lat, lon)) for lon in (180, -180, 179.9999, -179.99999)
    }
    assert found == {"ATA"}


@pytest.mark.parametrize("file", ["borders-osm.arcs", "borders-natural-earth.arcs"])
def test_nothing_but_a_cut_lies_beside_the_antimeridian(file: str) -> None:
    beside = {
        (*sorted(block.left.owners | block.right.owners), int(off))
        for block in directory(file).blocks
        for off in 18_000_000 - np.abs(block.coarse()[0][:, 0])
        if 0 < off <= 10
    }
    assert {where for where, *_ in beside} <= {"ATA"}, beside


@pytest.mark.parametrize("country", ["UKR", "LSO", "FJI", "CHL", "NOR"])
def test_shipped_borders_agree_with_geographiclib(country: str) -> None:
    lines = drawn(country, "recognised")["borders-osm.arcs"].edges
    draw = np.random.default_rng(17)
    earth = Geod(ellps="WGS84")
    for start in lines.ends[draw.integers(len(lines.ends), size=6)]:
        away, turn = 10 ** draw.uniform(1.7, 6.5), draw.uniform(-180, 180)
        lon, lat, _ = earth.fwd(start[0], start[1], turn, away)
        at = LatLon(lat, lon)
        # PROJ measures to every end; GeographicLib walks the edges that may be nearer.
        here = np.full(len(lines.ends), lon), np.full(len(lines.ends), lat)
        first, last = (earth.inv(*here, *lines.ends.T[i : i + 2])[2] for i in (0, 2))
        near = np.minimum(first, last)
        chosen = lines.ends[near - earth.inv(*lines.ends.T)[2] / 2 <= near.min()]
        wanted = min(reference_km(LineString(edge.reshape(2, 2)), at) for edge in chosen)
        assert borders.measure(at, country).km.value == pytest.approx(wanted, abs=1e-6)


# --- what is there, and what is not -------------------------------------------


def test_every_line_of_ukraine_can_be_measured_and_drawn() -> None:
    assert borders.lines("UKR") == UKRAINE
    for line in (*UKRAINE, *(f"land:{code}" for code in borders.neighbours("UKR"))):
        found = borders.measure(DEPOT, "UKR", line)
        near = borders.outline("UKR", line).distance(Point(found.nearest[::-1]))
        assert near == pytest.approx(0, abs=1e-6), line


def test_every_country_has_its_recognised_border() -> None:
    known = countries()
    assert {"UKR", "RUS", "FRA", "NOR", "JPN", "VAT", "PSE", "ATA", "GUF"} <= set(known)
    assert len(known) == 250
    for code in known:
        found = borders.measure(LatLon(10, 20), code)
        assert math.isfinite(found.km.value)
        assert found.dataset == OSM


@pytest.mark.parametrize(
    ("country", "at", "line", "coast"),
    [
        ("UKR", (46.49, 30.65), "recognised", True),  # Odesa, on the Black Sea
        ("UKR", (46.49, 30.65), "land", False),
        ("UKR", (50.45, 30.52), "recognised", False),  # Kyiv, by Belarus
        ("UKR", (46.49, 30.65), "territorial_sea", False),
        ("JPN", (35.7, 139.7), "recognised", True),
        ("ROU", (45.2, 28.9), "recognised", False),  # the Danube is Ukraine's border
        ("AZE", (40.4, 49.9), "recognised", True),  # the Caspian
        ("CAN", (43.7, -79.4), "recognised", False),  # a line in Lake Ontario
    ],
)
def test_a_coast_is_told_from_a_land_border(
    country: str, at: tuple[float, float], line: str, coast: bool
) -> None:
    found = borders.measure(LatLon(*at), country, line)
    assert found.coast is coast
    said = "It lies on the coast, not on a land border."
    assert any(said in words for words in plain.distance(found)) is coast


def test_neighbours_have_each_other() -> None:
    assert borders.neighbours("UKR") == ("BLR", "HUN", "MDA", "POL", "ROU", "RUS", "SVK")
    assert borders.neighbours("LSO") == ("ZAF",)
    assert borders.lines("JPN")[:2] == ("recognised", "territorial_sea")
    there, back = (
        borders.measure(TOWN, *pair) for pair in (("UKR", "land:RUS"), ("RUS", "land:UKR"))
    )
    assert there.by_dataset[NATURAL_EARTH] == back.by_dataset[NATURAL_EARTH]


def test_crimea_is_disputed_and_part_of_the_recognised_territory() -> None:
    crimea = borders.outline("UKR", "crimea")
    assert crimea.covers(Point(34.1, 45.0))
    whole = borders.outline("UKR")
    assert crimea.difference(whole.buffer(1e-6)).is_empty
    assert not borders.outline("UKR", "mainland").intersects(Point(34.1, 45.0))


def test_outline_has_longitude_first() -> None:
    west, south, east, north = borders.outline("UKR").bounds
    assert (west, south, east, north) == pytest.approx((22.14, 44.39, 40.23, 52.38), abs=0.01)


@pytest.mark.parametrize(
    ("country", "line", "message"),
    [
        ("UKX", "recognised", r"no border of 'UKX'.*did you mean 'UKR'"),
        ("Ukraine", "recognised", r"did you mean 'UKR'"),
        ("UA", "recognised", r"did you mean 'UKR'"),
        ("", "recognised", r"no border of ''"),
        ("UKR", "recognized", r"no line 'recognized'.*did you mean 'recognised'"),
        ("UKR", "land:POR", r"no line 'land:POR'.*did you mean 'land:POL'"),
        ("UK", "recognised", r"no border of 'UK'.*did you mean 'GBR' \(United Kingdom\)\?$"),
        ("POL", "land:germany", r"no line 'land:germany'; did you mean 'land:DEU'\?$"),
        ("POL", "land:france", r"no land border between the two; known are land:BLR"),
        ("UKR", "land:pol", r"no line 'land:pol'; did you mean 'land:POL'"),
        (
            "JPN",
            "land",
            r"JPN has no line 'land': the data have no land border of this country",
        ),
        ("CHN", "land:HKG", r"HKG is a part of CHN .*the line 'land:CHN' of HKG"),
        ("PRT", "land:FRA", r"no land border between the two; known are land:ESP \(Spain\)$"),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(
    country: str, line: str, message: str
) -> None:
    with pytest.raises(MeasureError, match=message):
        borders.measure(DEPOT, country, line)


@pytest.mark.parametrize(
    ("lat", "lon", "message"),
    [
        (90.5, 0, "Latitude 90.5"),
        (-91, 0, "Latitude -91"),
        (0, 180.1, "Longitude 180.1"),
        (math.nan, 0, "Latitude nan"),
        (0, math.inf, "Longitude inf"),
    ],
)
def test_points_off_the_earth_are_refused(lat: float, lon: float, message: str) -> None:
    at = LatLon(lat, lon)
    with pytest.raises(MeasureError, match=message):
        borders.measure(at, "UKR")
    with pytest.raises(MeasureError, match=message):
        whereabouts.country_of(at)
    with pytest.raises(MeasureError, match=message):
        whereabouts.contains("UKR", at)


@pytest.mark.parametrize("radius_km", [-1.0, math.nan, math.inf])
def test_impossible_radii_are_refused(radius_km: float) -> None:
    with pytest.raises(MeasureError, match="radius"):
        borders.measure(DEPOT, "UKR", radius_km=radius_km)


def test_between_two_drawings_of_a_border_the_distance_may_be_nothing() -> None:
    at = LatLon(49.1413858855, 22.775720189)
    assert borders.outline("POL").covers(Point(at.lon, at.lat))
    assert not coarse("POL").covers(Point(at.lon, at.lat))
    for line in ("recognised", "land", "land:UKR"):
        found = borders.measure(at, "POL", line)
        assert found.by_dataset == pytest.approx({OSM: 1.174, NATURAL_EARTH: 1.281}, abs=0.001)
        assert (found.km.low, found.km.high) == (0.0, max(found.by_dataset.values()))
    far = borders.measure(at, "POL", "land:DEU")
    assert far.km.low == min(far.by_dataset.values()) > 590


def test_between_two_drawings_of_a_coast_the_land_border_stays_where_it_is() -> None:
    at = LatLon(54.1, 15.1)
    assert borders.measure(at, "POL").km.low == 0.0
    land = borders.measure(at, "POL", "land")
    assert land.km.low == min(land.by_dataset.values()) > 60


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country", "territory"),
    [
        ("Mariehamn", 60.10, 19.94, "FIN", "ALA"),
        ("San Juan", 18.40, -66.06, "USA", "PRI"),
        ("Hagatna", 13.47, 144.75, "USA", "GUM"),
        ("Noumea", -22.27, 166.45, "FRA", "NCL"),
        ("Philipsburg", 18.03, -63.05, "NLD", "SXM"),
        ("Hong Kong", 22.30, 114.17, "CHN", "HKG"),
        ("Norfolk Island", -29.03, 167.95, "AUS", "NFK"),
    ],
)
def test_both_sets_of_data_hold_a_territory_in_its_country(
    name: str, lat: float, lon: float, country: str, territory: str
) -> None:
    whole, part = (borders.measure(LatLon(lat, lon), code) for code in (country, territory))
    assert whole.inside
    assert whole.by_dataset[NATURAL_EARTH] == pytest.approx(
        part.by_dataset[NATURAL_EARTH], abs=0.001
    )
    assert whole.km.high < 6


def test_a_border_with_an_own_territory_is_no_land_border_on_either_set_of_data() -> None:
    hong_kong = borders.measure(LatLon(22.30, 114.17), "CHN", "land")
    assert hong_kong.neighbour == "VNM"
    assert hong_kong.km.low > 600  # Dongxing, by Vietnam, is 640 km off


def test_bounds_are_written_as_fine_as_the_distance_itself() -> None:
    found = borders.measure(LatLon(62, -7), "FRO")
    assert found.km.low == found.km.value == pytest.approx(0.093, abs=0.001)
    assert plain.distance(found)[0].startswith("0.09 km (0.09–5.96 km) to ")
