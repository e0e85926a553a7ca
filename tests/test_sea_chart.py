"""Which side of an outline a position lies on, against shapely."""

from __future__ import annotations

import numpy as np
import pytest
from shapely import Point, Polygon
from shapely.geometry.polygon import orient

from geo.model import LatLon
from geo.routes import rings, sphere
from geo.routes.chart import Chart

UNIT = 1e-6
SHARP = ((0, 0), (40, 2), (60, 30), (3, 20))
BLUNT = ((0, 0), (10, 40), (40, 50), (60, 10), (30, 5))


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("island", [SHARP, BLUNT])
def test_an_island_is_land_alone_wherever_its_outline_begins(
    island: tuple[tuple[int, int], ...], closed: bool, first: int
) -> None:
    ring = np.array(orient(Polygon(island), -1.0).exterior.coords[:-1])  # the water on its left
    ring = np.roll(ring, first, axis=0)
    whole = Polygon(ring)
    outline = ring if closed else np.append(ring, ring[:1], axis=0)
    grid = (outline * 1000).astype(np.int32)  # 0.06 degrees long, by the equator
    chart = Chart(grid, np.array([len(grid)]), UNIT, closed=closed)
    spots = np.random.default_rng(0).uniform(-40, 100, (400, 2))
    off = [spot for spot in spots if whole.boundary.distance(Point(spot)) > 0.1]
    afloat = [
        rings.within(chart, sphere.unit(LatLon(y * 1000 * UNIT, x * 1000 * UNIT)))
        for x, y in off
    ]
    assert afloat == [not whole.contains(Point(spot)) for spot in off]
