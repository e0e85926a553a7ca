"""Geodesics held against published vectors and a second library."""

from itertools import pairwise

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo import geodesy
from geo.model import LatLon

# C. F. F. Karney, "Algorithms for geodesics" (2013), tables 2 and 3 (WGS 84).
KARNEY = [
    (LatLon(-30, 0), LatLon(29.9, 179.8), 19989.83282761, 161.890524736),
    (LatLon(40, 0), LatLon(41.79331020506, 137.84490004377), 10000.0, 30.0),
]


@pytest.mark.parametrize(("start", "end", "km", "bearing"), KARNEY)
def test_published_geodesics(start, end, km, bearing):
    found_km, found_bearing = geodesy.inverse(start, end)
    assert found_km == pytest.approx(km, abs=1e-6)
    assert found_bearing == pytest.approx(bearing, abs=1e-6)


lats = st.floats(-90, 90)
lons = st.floats(-180, 180)


@given(lats, lons, lats, lons)
def test_any_two_points_as_geographiclib_has_them(lat1, lon1, lat2, lon2):
    expected = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"] / 1000
    assert geodesy.distance_km(LatLon(lat1, lon1), LatLon(lat2, lon2)) == pytest.approx(
        expected, abs=1e-6
    )


def test_a_line_over_the_antimeridian_stays_together():
    line = geodesy.between(LatLon(10, 179), LatLon(10, -179), 50)
    assert max(abs(a.lon - b.lon) for a, b in pairwise(line)) < 1
    assert geodesy.length_km(line) == pytest.approx(
        Geodesic.WGS84.Inverse(10, 179, 10, -179)["s12"] / 1000, abs=1e-3
    )


def test_zero_length():
    here = LatLon(42, 130)
    assert geodesy.between(here, here, 1) == (here, here)
    assert geodesy.length_km([here]) == 0


def test_a_circle_at_the_radius_and_counter_clockwise():
    centre = LatLon(45.88569, 40.04094)
    ring = geodesy.circle(centre, 1.5)
    assert ring[0] == pytest.approx(ring[-1])
    assert [geodesy.distance_km(centre, p) for p in ring] == pytest.approx([1.5] * len(ring))
    area = sum(a.lon * b.lat - b.lon * a.lat for a, b in pairwise(ring))
    assert area > 0


@pytest.mark.parametrize("pole", [LatLon(-90, 0), LatLon(-90, 180)])
def test_a_line_to_a_pole_keeps_to_its_meridian(pole):
    """A pole has every longitude: a line along the foot of the map led from one to another."""
    bluff = LatLon(-46.6, 168.3)
    for line in (geodesy.between(pole, bluff, 100), geodesy.between(bluff, pole, 100)):
        assert [at.lon % 360 for at in line] == pytest.approx([168.3] * len(line))
