"""Sea legs: around the land, off the coast, from berth to berth.

Expected lengths are worked out apart from the router: the shortest way from Najin to
Dunay on this coast and on GSHHS is 194.5 to 195 km, 195 to 198 km a mile off.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from geo import geodesy, store
from geo.errors import RouteError
from geo.model import LatLon, Route
from geo.routes import (
    packing,
    rings,
    sea,
    seaway,
    sight,
    sphere,
    waters,
)
from geo.routes.chart import Chart

NAJIN = LatLon(42.2268, 130.2863)
DUNAY = LatLon(42.890, 132.375)
BERTH_KM = 1.5
NEAR_END_KM = 8.0
MILE_M = 1852.0

# A transverse Mercator about the leg: lengths are true to 0.05 % within 100 km of 131.3° E.
TO_METRES = Transformer.from_crs(
    "EPSG:4326", "+proj=tmerc +lon_0=131.3 +ellps=WGS84", always_xy=True
)


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
    assert geodesy.length_km(leg.points) == pytest.approx(leg.length_km.value, abs=0.001)
    assert (leg.points[0], leg.points[-1]) == (NAJIN, DUNAY)


@pytest.mark.parametrize("land", [_used, _gshhs], ids=["router's coast", "GSHHS"])
def test_away_from_the_berths_nothing_lies_over_land(
    leg: Route, land: Callable[[], BaseGeometry]
) -> None:
    ashore = _flat(leg.points).intersection(_metres(land()))
    berths = [shapely.Point(TO_METRES.transform(lon, lat)) for lat, lon in (NAJIN, DUNAY)]
    for berth in berths:
        ashore = ashore.difference(berth.buffer(1000 * BERTH_KM))
    assert ashore.length == 0


def test_none_of_it_lies_over_the_routers_own_coast(leg: Route) -> None:
    assert leg.land_km == 0
    assert _flat(leg.points).intersection(_metres(_used())).length == 0


def test_it_keeps_a_mile_off_away_from_its_ends(leg: Route) -> None:
    line = _flat(leg.points)
    for lat, lon in (NAJIN, DUNAY):
        berth = shapely.Point(TO_METRES.transform(lon, lat))
        line = line.difference(berth.buffer(1000 * NEAR_END_KM))
    off = line.distance(_metres(_used()))
    # It rounds the land, not the open sea: its outline is drawn up to 72 m too far out.
    assert MILE_M * 0.999 <= off <= MILE_M + 72


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
    assert max(geodesy.distance_km(*edge) for edge in pairwise(leg.points)) <= 5.001


def test_there_and_back_are_the_same_way() -> None:
    there, back = sea.route(NAJIN, DUNAY), sea.route(DUNAY, NAJIN)
    assert there.points == back.points[::-1]
    assert there.length_km == back.length_km


def test_the_same_way_is_found_afresh() -> None:
    first = sea.route(NAJIN, DUNAY)
    sea.forget()
    assert sea.route(NAJIN, DUNAY) == first


def test_notes_say_how_it_was_made(leg: Route) -> None:
    notes = _notes(leg)
    assert set(notes) == {"shortest_course", "clearance", "not_considered"}
    assert notes["clearance"]["nm"] == 1
    files = (*waters.SHORES, waters.ROOM, seaway.GRAPH)
    assert leg.datasets == tuple(store.datasets()[file].name for file in files)


def test_an_end_on_land_is_moved_and_told_in_both_directions() -> None:
    ashore = LatLon(42.2048, 130.3207)  # on the headland east of Najin
    for route, end in ((sea.route(ashore, DUNAY), "start"), (sea.route(DUNAY, ashore), "end")):
        moved = _notes(route)["moved_to_water"]
        assert moved["end"] == end
        assert 0.1 < float(moved["km"]) < 3
        assert route.land_km == 0
        assert route.length_km.high - route.length_km.low > 2 * float(moved["km"])


@pytest.mark.parametrize(
    ("lat", "lon", "port"),
    [
        pytest.param(30.04, 31.24, "Ain Sukhna", id="Cairo"),
        pytest.param(31.32, 48.67, "Bandar-e Māhshahr", id="Ahvaz"),
        pytest.param(39.93, 32.86, "Zonguldak", id="Ankara"),
        pytest.param(43.23, -86.33, "Milwaukee", id="Muskegon, whose harbour no line leads to"),
        pytest.param(55.0, 73.4, r"\w+", id="Omsk"),
    ],
)
def test_an_end_far_inland_is_refused_with_the_nearest_port(
    lat: float, lon: float, port: str
) -> None:
    words = rf"{lat:.4f}, {lon:.4f} lies more than 10 km .*; .* the nearest is {port}, "
    with pytest.raises(RouteError, match=words):
        sea.route(LatLon(lat, lon), DUNAY)


def test_all_ends_that_lie_inland_are_told_at_once() -> None:
    with pytest.raises(
        RouteError, match=r"30\.0400, 31\.2400 lies .*\n55\.0000, 73\.4000 lies"
    ):
        sea.route(LatLon(30.04, 31.24), DUNAY, via=[LatLon(55.0, 73.4)])


def test_a_quay_far_up_an_inlet_is_left_along_it() -> None:
    # The ría of Bilbao is some 15 km long from the town to the breakwaters (general knowledge);
    # Zorroza lies 5 km below the town, and was refused as no position by the sea.
    route = sea.route(LatLon(43.2951, -2.9807), LatLon(43.40, -3.10))
    assert route.land_km == 0
    assert _notes(route)["moved_to_water"]["km"] == pytest.approx(0.3, abs=0.1)
    assert 15 < route.length_km.value < 19


def test_an_end_that_is_a_port_with_its_numbers_swapped_is_told_so() -> None:
    # Odesa is at 46.49, 30.74; so swapped it is in the desert of Saudi Arabia.
    words = "with latitude and longitude swapped it would lie by Odesa, 46.4"
    with pytest.raises(RouteError, match=words):
        sea.route(LatLon(30.74, 46.49), DUNAY)


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
    assert via in route.points
    assert route.length_km.value > leg.length_km.value + 10


def test_whole_numbers_are_laid_out_and_read_back() -> None:
    whole = np.array([[3, 0], [-2, 255], [70000, -70000]])
    assert (packing.unpacked(packing.packed(whole)) == whole).all()


def test_arcs_on_the_ellipsoid_are_as_long_as_the_ellipsoid_is_round() -> None:
    quarter = sphere.units(np.array([[0.0, 0.0], [90.0, 0.0]]))
    spots = sphere.on_ellipsoid_km(sphere.fine(quarter, 10.0))
    length = float(sphere.lengths_km(spots[1:], spots[:-1]).sum())
    assert length == pytest.approx(6378.137 * np.pi / 2, abs=0.01)


def test_products_by_shares_are_the_products() -> None:
    rows = np.arange(1200, dtype=np.float32).reshape(240, 5) / 1200
    columns = np.linspace(-1, 1, 5 * 1264, dtype=np.float32).reshape(5, 1264)
    expected = np.einsum("ij,jk->ik", rows.astype(np.float64), columns.astype(np.float64))
    assert sphere.products(rows, columns) == pytest.approx(expected, abs=1e-5)
    assert sphere.products(rows[:0], columns).shape == (0, 1264)
