"""Sea legs tell of shorter ways through ice, which they take only where asked."""

from __future__ import annotations

import pytest

from geo.model import LatLon, Route
from geo.routes import icy, sea
from geo.story import plain
from geo.story.voice import Voice

PETERSBURG, VLADIVOSTOK = LatLon(59.88, 30.20), LatLon(43.10, 131.90)
MURMANSK, YOKOHAMA = LatLon(68.98, 33.05), LatLon(35.43, 139.66)
NEW_ORLEANS = LatLon(29.95, -90.06)
ROTTERDAM, SINGAPORE = LatLon(51.95, 4.05), LatLon(1.26, 103.80)


def told(route: Route) -> list[tuple[object, ...]]:
    """Give the passages through ice that are told, and their lengths."""
    return [(n.values["names"], n.values["km"]) for n in route.notes if n.code == "ice"]


def test_the_way_through_ice_is_told_where_it_is_shorter() -> None:
    """Valdai Discussion Club, "The Northern Sea Route and its impact on world trade"."""
    for ends in ((PETERSBURG, VLADIVOSTOK), (VLADIVOSTOK, PETERSBURG)):
        route = sea.route(*ends)
        assert "Suez" in route.passages
        ((name, km),) = told(route)
        assert (name, km) == ("Northern Sea Route", pytest.approx(14_280, rel=0.02))
        asked = sea.route(*ends, [icy.STOP])
        assert asked.length_km.value == pytest.approx(km, rel=1e-9)
        assert not told(asked)


def test_it_is_not_told_where_it_is_taken_or_longer() -> None:
    taken = sea.route(MURMANSK, YOKOHAMA)  # 10,690 km, by the same
    assert taken.length_km.value == pytest.approx(10_690, rel=0.02)
    assert not told(taken)
    assert not told(sea.route(SINGAPORE, ROTTERDAM))
    assert told(sea.route(SINGAPORE, ROTTERDAM, avoid=["Suez"]))


@pytest.mark.parametrize(
    ("ends", "avoid", "names"),
    [
        ((MURMANSK, YOKOHAMA), (), "Northern Sea Route"),
        ((LatLon(64.495, -165.43), LatLon(64.17, -51.73)), (), "Northwest Passage"),
        ((LatLon(41.6, 171.7), NEW_ORLEANS), ("Panama",), ""),
        ((LatLon(41.6, 171.7), NEW_ORLEANS), (), ""),
        ((SINGAPORE, ROTTERDAM), (), ""),
    ],
)
def test_a_way_through_ice_that_is_taken_is_told(
    ends: tuple[LatLon, LatLon], avoid: tuple[str, ...], names: str
) -> None:
    for one, other in (ends, ends[::-1]):
        words = plain.route(Voice("en"), sea.route(one, other, avoid=avoid))
        said = f"It takes a passage that is icy most of the year: {names}."
        assert (said in words) == bool(names)
        assert any("icy" in each for each in words) == bool(names)


@pytest.mark.parametrize(
    ("start", "end", "avoid", "passage"),
    [
        # With the Suez Canal closed trade goes by the Cape or by Panama, not through ice.
        ((31.395, 121.51), (53.535, 9.95), ("Suez",), "Panama"),
        ((43.10, 131.89), (59.90, 30.21), ("Suez",), "Panama"),
        ((40.67, -74.03), (35.45, 139.66), ("Panama",), "Suez"),
        ((40.67, -74.03), (35.45, 139.66), ("Panama", "Suez"), "Cape of Good Hope"),
        ((47.60, -122.34), (44.65, -63.57), ("Panama",), "Magellan"),
        # To the ports of the Arctic ships do go through it.
        ((64.56, 40.50), (43.10, 131.89), ("Suez",), "Northern Sea Route"),
        ((53.01, 158.63), (68.97, 33.05), ("Suez",), "Northern Sea Route"),
        ((64.495, -165.43), (64.17, -51.73), ("Panama",), "Northwest Passage"),
    ],
)
def test_a_closed_canal_sends_no_ship_through_ice_that_would_go_round_a_cape(
    start: tuple[float, float],
    end: tuple[float, float],
    avoid: tuple[str, ...],
    passage: str,
) -> None:
    there, back = (
        sea.route(LatLon(*a), LatLon(*b), avoid=avoid) for a, b in ((start, end), (end, start))
    )
    assert passage in there.passages
    assert there.length_km == back.length_km
    icy_ones = {"Northern Sea Route", "Northwest Passage"}
    assert icy_ones & set(there.passages) == icy_ones & {passage}
