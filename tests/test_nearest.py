"""The nearest point of a line, against an independent solver of geodesics."""

from __future__ import annotations

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from pyproj import Geod
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from geo import borders
from geo.drawn import area, drawn
from geo.edges import edges
from geo.many import nearest_each
from geo.model import LatLon
from geo.nearest import nearest
from geo.pieces import FILES
from known_borders import reference_km

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


@pytest.mark.parametrize(("lat", "lon"), [(26.2, 50.3), (0.0, 10.0), (-51.3, 179.95)])
def test_near_the_antipode_an_edge_is_nearest_at_an_end(lat: float, lon: float) -> None:
    east = (lon + 0.1, lat + 0.05)
    edge = edges(LineString([(lon, lat), east]))
    for north, west in [(0.0, 0.0), (-0.02, -0.05), (-0.3, 0.2), (0.1, -0.4), (5.0, 3.0)]:
        at = LatLon(north - lat, west + lon - 180)
        ends = (Geodesic.WGS84.Inverse(*at, *end)["s12"] for end in ((lat, lon), east[::-1]))
        wanted = pytest.approx(min(ends) / 1000, abs=1e-6)
        assert nearest(edge, at).km == wanted
        assert nearest_each(edge, *np.array([at]).T).km.tolist() == [wanted]


def test_single_points_are_lines_too() -> None:
    towns = edges(MultiPoint([Point(10, 0), Point(0, 1)]))
    km, spot, *_ = nearest(towns, LatLon(0, 0))
    assert spot == (1, 0)
    assert km == pytest.approx(110.574, abs=0.001)


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
