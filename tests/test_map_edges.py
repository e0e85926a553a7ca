"""No border runs where the map of the world is cut: at the antimeridian, at the South Pole."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Geod
from shapely.geometry import LineString, box

from geo import borders, whereabouts
from geo.arcs import directory
from geo.edges import edges
from geo.model import LatLon
from geo.nearest import nearest
from known_borders import reference_km


def test_the_cut_at_the_antimeridian_is_no_border() -> None:
    east, west = LatLon(67.5, 179.99), LatLon(67.5, -179.99)
    for at in (east, west):
        found = borders.measure(at, "RUS")
        assert found.inside
        assert found.km.value > 50
    assert nearest(edges(box(170, 0, 180, 10)), LatLon(5, 180))[0] > 500


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
