"""A leg is routed by its mode."""

from __future__ import annotations

import pytest

from geo import routes
from geo.model import Basis, LatLon, Leg, Mode, Place, Via
from geo.routes import direct, sea

NAJIN = LatLon(42.2268, 130.2863)
DUNAY = LatLon(42.890, 132.375)


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
    assert {note.code for note in road.notes} == {"schematic_road"}
    assert road.length_km.high == float("inf")


@pytest.mark.parametrize("mode", [Mode.SEA, Mode.RAIL, Mode.AIR])
def test_the_bounds_of_a_leg_carry_the_radii_of_its_ends(mode: Mode) -> None:
    ends = (LatLon(53.55, 9.99), LatLon(53.86, 10.68))  # Hamburg and Lübeck
    leg = Leg("leg", mode, "a", "b", Basis.REPORTED)
    exact, wide = (
        routes.route(leg, {"a": _place("a", ends[0], one), "b": _place("b", ends[1], two)})
        for one, two in ((0.0, 0.0), (2.0, 10.0))
    )
    assert wide.stretches == exact.stretches
    bounds = exact.length_km
    widened = (bounds.value, bounds.low - 12, bounds.high + 12)
    assert (wide.length_km.value, wide.length_km.low, wide.length_km.high) == pytest.approx(
        widened, abs=1e-9
    )
    unknown = {name: _place(name, at, 1000.0) for name, at in zip("ab", ends, strict=True)}
    assert routes.route(leg, unknown).length_km.low == 0


def test_a_leg_by_air_passes_its_via() -> None:
    leg = Leg("leg", Mode.AIR, "a", "b", Basis.REPORTED, via=(Via("x", LatLon(45, 131)),))
    places = {"a": _place("a", NAJIN, 0), "b": _place("b", DUNAY, 0)}
    route = routes.route(leg, places)
    ends = [(part.points[0], part.points[-1]) for part in route.stretches]
    assert ends == [(NAJIN, LatLon(45, 131)), (LatLon(45, 131), DUNAY)]
    assert route.length_km.value > route.great_circle_km + 300


def test_stretches_go_on_over_the_antimeridian() -> None:
    via = (LatLon(0, -170), LatLon(0, 150))
    route = direct.route(Mode.AIR, LatLon(0, 170), LatLon(0, -100), via)
    lons = [
        lon for part in route.stretches for lon in (part.points[0].lon, part.points[-1].lon)
    ]
    assert lons == pytest.approx([170, 190, 190, 150, 150, 260])
