"""The base map: right about Crimea, sharp where the story is, small enough for a page."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon, box

from geo import base as basemap
from geo.base import layers
from geo.base.polyline import decode, encode
from geo.model import LatLon

NAJIN, DUNAY = LatLon(42.2268, 130.2863), LatLon(42.890, 132.375)
DEPOT, AZOV_COAST = LatLon(45.88569, 40.04094), LatLon(47.07, 38.17)
EXTENT = (30.0, 22.0, 72.0, 152.0)


@pytest.fixture(scope="module")
def base() -> basemap.Base:
    return basemap.select((NAJIN, DUNAY, DEPOT, AZOV_COAST), EXTENT)


@pytest.fixture(scope="module")
def packed(base: basemap.Base) -> str:
    return json.dumps(basemap.pack(base), ensure_ascii=False, separators=(",", ":"))


def _vertices(
    geometry: shapely.Geometry, west: float, south: float, east: float, north: float
) -> int:
    x, y = shapely.get_coordinates(geometry).T
    return int(np.sum((x > west) & (x < east) & (y > south) & (y < north)))


def test_no_border_parts_crimea_from_ukraine(base: basemap.Base) -> None:
    perekop = box(33.0, 45.9, 34.6, 46.25)
    assert not base.borders.intersects(perekop)


def test_crimea_is_marked_as_disputed_and_named(base: basemap.Base) -> None:
    crimea = next(area for area in base.disputed if area.names["en"] == "Crimea")
    assert set(crimea.claimed) == {"UKR", "RUS"}
    assert crimea.names["id"] == "Krimea"
    for name, lat, lon in (("Simferopol", 44.95, 34.11), ("Sevastopol", 44.59, 33.53)):
        assert crimea.shape.contains(Point(lon, lat)), name
    for name, lat, lon in (("Kherson", 46.64, 32.61), ("Krasnodar", 45.04, 38.98)):
        assert not crimea.shape.contains(Point(lon, lat)), name


@pytest.mark.parametrize(
    ("name", "lat", "lon", "dry"),
    [
        ("Moscow", 55.75, 37.62, True),
        ("Simferopol", 44.95, 34.11, True),
        ("Tikhoretsk", 45.855, 40.125, True),
        ("Russky Island", 43.00, 131.83, True),
        ("the Caspian Sea", 42.0, 50.5, False),
        ("the Sea of Azov", 46.0, 36.6, False),
        ("the Sea of Japan", 40.0, 134.0, False),
        ("Peter the Great Gulf", 42.6, 131.6, False),
    ],
)
def test_land_is_where_land_is(
    base: basemap.Base, name: str, lat: float, lon: float, dry: bool
) -> None:
    assert base.land.contains(Point(lon, lat)) is dry, name


@pytest.mark.parametrize(
    ("lat", "lon"), [(44.4, 131.5), (46.5, 42.5), (48.0, 36.0), (43.5, 128.4), (47.2, 31.5)]
)
def test_the_sharp_coast_joins_the_rest_without_a_seam(
    base: basemap.Base, lat: float, lon: float
) -> None:
    assert base.land.contains(Point(lon, lat).buffer(0.05))


def test_the_coast_is_sharp_near_the_ends_and_coarse_far_away(base: basemap.Base) -> None:
    near = _vertices(base.land, 131.5, 42.7, 133.0, 43.3)
    far = _vertices(base.land, 139.0, 34.0, 141.0, 36.0)
    assert near > 250
    assert far < near / 5


def test_the_sharp_border_is_where_the_rivers_run(base: basemap.Base) -> None:
    friendship_bridge = Point(130.6414, 42.4175)  # Tumangang - Khasan, over the river
    assert base.borders.distance(friendship_bridge) < 0.01


def test_borders_of_three_countries_meet(base: basemap.Base) -> None:
    fangchuan = Point(130.60, 42.425)  # China, North Korea and Russia
    ends = [line for line in base.borders.geoms if line.distance(fangchuan) < 0.05]
    assert len(ends) >= 3


def test_the_base_fits_its_part_of_the_page(packed: str) -> None:
    raw = packed.encode()
    assert len(raw) <= 220_000
    assert len(gzip.compress(raw, 9)) <= 85_000


def test_unpacking_gives_the_land_within_its_tolerance(base: basemap.Base, packed: str) -> None:
    rings = [ring for area in json.loads(packed)["land"] for ring in area]
    drawn = [
        np.asarray(ring.coords)[:-1]
        for area in base.land.geoms
        for ring in (area.exterior, *area.interiors)
    ]
    assert len(rings) == len(drawn)
    for text, wanted in zip(rings, drawn, strict=True):
        got = np.array([(lon, lat) for lat, lon in decode(text)])
        line, original = LineString(got), LineString(wanted)
        off = shapely.hausdorff_distance(line, original)
        inside = (shapely.box(22, 30, 152, 72)).contains(original)
        assert off <= (base.grain if inside else 0.4)


def test_unpacking_keeps_the_sharp_coast_sharp(packed: str) -> None:
    rings = [decode(ring) for area in json.loads(packed)["land"] for ring in area]
    mainland = max(rings, key=len)
    coast = Polygon([(lon, lat) for lat, lon in mainland]).boundary
    tip_of_gamov = Point(131.2186, 42.5527)  # the lighthouse of Cape Gamov
    assert coast.distance(tip_of_gamov) < 0.006


def test_the_same_view_gives_the_same_bytes(base: basemap.Base, packed: str) -> None:
    again = basemap.select(base.focus, base.extent, base.detail_km)
    text = json.dumps(basemap.pack(again), ensure_ascii=False, separators=(",", ":"))
    assert text == packed


def test_names_are_in_the_language_of_the_page(base: basemap.Base) -> None:
    countries = {row[0] for row in basemap.pack(base, "id")["countries"]}
    waters = {row[0] for row in basemap.pack(base, "id")["waters"]}
    assert {"Rusia", "Ukraina", "Korea Utara", "Tiongkok"} <= countries
    assert {"Laut Hitam", "Laut Jepang (Laut Timur)"} <= waters


def test_towns_are_the_largest_and_crimeas_are_ukraines(base: basemap.Base) -> None:
    named = {town.name: town for town in base.towns}
    assert {"Moscow", "Tokyo", "Vladivostok"} <= named.keys()
    peninsula = basemap.select((), (44.4, 32.6, 45.9, 36.5), beyond=False)
    countries = {town.name: town.country for town in peninsula.towns}
    assert {countries[name] for name in ("Sevastopol", "Simferopol", "Kerch")} == {"UA"}


def test_a_view_across_the_antimeridian_has_land_on_both_sides() -> None:
    base = basemap.select((), (30, 130, 62, 245), beyond=False)
    assert base.land.contains(Point(138.5, 36.2))  # Honshu
    assert base.land.contains(Point(-121 + 360, 47.5))  # the Cascades
    assert any(town.name == "Los Angeles" and town.at.lon > 180 for town in base.towns)


def test_a_view_of_the_southern_hemisphere_is_not_empty() -> None:
    base = basemap.select((LatLon(-6.1, 106.88),), (-9, 104, -4, 116))
    assert base.land.contains(Point(110.4, -7.2))  # Java
    assert any(water.names["id"] == "Laut Jawa" for water in base.waters)


@pytest.mark.parametrize("places", [0, 1, 2, 3, 4, 5])
def test_a_line_is_read_back_to_its_last_place(places: int) -> None:
    line = [LatLon(-89.12345, -179.98765), LatLon(0, 0), LatLon(55.5, 190.25), LatLon(55.5, 10)]
    back = decode(encode(line, places))
    assert len(back) == len(line)
    for got, wanted in zip(back, line, strict=True):
        assert got == pytest.approx(wanted, abs=0.5001 * 10**-places)


def test_a_line_of_two_precisions_stays_one_line() -> None:
    line = [LatLon(42 + n / 7, 130 + n / 3) for n in range(6)]
    back = decode(encode(line, [1, 1, 4, 4, 4, 1]))
    for got, wanted, digits in zip(back, line, (1, 1, 4, 4, 4, 1), strict=True):
        assert got == pytest.approx(wanted, abs=0.5001 * 10**-digits)


def test_a_packed_line_needs_no_escape() -> None:
    text = encode([LatLon(n * 7.7 - 80, n * 17.1 - 170) for n in range(20)], 3)
    assert json.dumps(text) == f'"{text}"'
    assert not set(text) & set("<>&'\"\\`")


def test_what_crosses_itself_is_mended_before_it_is_cut() -> None:
    view = box(-3, -2, 2.5, 4)
    corners = np.random.default_rng(3).uniform(-10, 10, (200, 12, 2))
    for crossed in map(Polygon, corners):
        cut = shapely.union_all(list(layers._cut(crossed, view.bounds)))
        whole = shapely.make_valid(crossed).intersection(view)
        assert cut.area == pytest.approx(whole.area, abs=1e-9)
        assert cut.covered_by(view)


@pytest.mark.parametrize("tolerance", [0.01, 0.05, 0.4])
@pytest.mark.parametrize("number", range(5))
def test_marked_vertices_thin_a_line_as_simplifying_it_does(
    number: int, tolerance: float
) -> None:
    borders = layers.layer("borders")
    longest = np.argsort(-np.diff(borders.starts))[number]
    one = borders.chosen(np.arange(len(borders.feature)) == longest)
    whole = LineString(one.points)
    ((thin, _),) = layers.thinned(one, lambda points: np.full(len(points), tolerance))
    simplified = whole.simplify(tolerance, preserve_topology=False)
    assert shapely.hausdorff_distance(thin, whole, densify=0.5) <= tolerance
    assert len(simplified.coords) <= len(thin.coords) <= 1.3 * len(simplified.coords) + 2
