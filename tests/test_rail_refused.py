"""Legs by rail that are refused: where there is no track, and where none may be taken."""

from __future__ import annotations

import pytest

from geo.errors import RouteError
from geo.model import LatLon, Mode, Via
from geo.routes import between, rail

VLADIVOSTOK = LatLon(43.111, 131.882)
USSURIYSK = LatLon(43.802, 131.981)
CHITA = LatLon(52.028, 113.495)
IRKUTSK = LatLon(52.282, 104.259)
MOSCOW = LatLon(55.777, 37.655)


def test_a_country_cannot_be_kept_to_and_kept_out_of() -> None:
    with pytest.raises(RouteError, match="cannot stay inside RUS and keep out of it"):
        rail.route(MOSCOW, VLADIVOSTOK, within=("RUS",), avoid=("rus",))


def test_no_track_within_reach() -> None:
    with pytest.raises(RouteError, match=r"near start.*the nearest, at .* is \d+ km away"):
        rail.route(LatLon(40, -35), LatLon(38, -35), names=("start", "end"))


def test_an_end_too_far_from_track() -> None:
    with pytest.raises(RouteError, match=r"near Nuuk.*is \d+ km away"):
        rail.route(LatLon(64.18, -51.72), MOSCOW, names=("Nuuk", "Moscow"))


def test_a_station_in_a_country_that_is_not_allowed() -> None:
    with pytest.raises(RouteError, match=r"Harbin \(45.760, 126.640\) lies in CHN, which the"):
        rail.route(USSURIYSK, CHITA, [Via("Harbin", LatLon(45.76, 126.64))], ("RUS",))


def test_a_bare_position_is_named_once() -> None:
    with pytest.raises(RouteError, match=r"^45\.760, 126\.640 lies in CHN, which the"):
        between(Mode.RAIL, USSURIYSK, CHITA, [LatLon(45.76, 126.64)], within=("RUS",))


def test_no_way_inside_the_countries() -> None:
    kaliningrad = LatLon(54.701, 20.500)
    with pytest.raises(
        RouteError,
        match="from Moscow to Kaliningrad inside RUS; name another station, or allow",
    ):
        rail.route(MOSCOW, kaliningrad, within=("RUS",), names=("Moscow", "Kaliningrad"))


def test_no_way_around_a_country() -> None:
    with pytest.raises(RouteError, match=r"Ulan Bator \(47.908, 106.884\) lies in MNG, which"):
        rail.route(
            IRKUTSK,
            LatLon(47.908, 106.884),
            avoid=("MNG",),
            names=("Irkutsk", "Ulan Bator"),
        )


def test_no_way_over_the_sea() -> None:
    tokyo = LatLon(35.681, 139.767)
    with pytest.raises(RouteError, match="No mapped railway leads from Vladivostok to Tokyo"):
        rail.route(VLADIVOSTOK, tokyo, names=("Vladivostok", "Tokyo"))


def test_no_way_to_the_track_nearest_to_a_place_names_the_place() -> None:
    # Simandou's ore comes out 34 km from here; Conakry's track, nearer, does not lead there.
    simandou, river = LatLon(9.0, -8.95), LatLon(9.27, -13.55)
    with pytest.raises(RouteError, match=r"track nearest to Morebaya, at 9\.5.*, -13\.6"):
        rail.route(simandou, river, names=("Simandou", "Morebaya"))


@pytest.mark.parametrize("code", ["RU", "Russia", "RUX", "ATA"])
def test_a_country_without_track_or_not_a_code(code: str) -> None:
    with pytest.raises(RouteError, match=f"in a country {code!r}; write ISO 3166 alpha-3"):
        rail.route(VLADIVOSTOK, MOSCOW, within=(code,))
