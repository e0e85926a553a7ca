"""Lengths by rail: held against published ones, and how the calibration foretells them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo import store
from geo.model import LatLon, Via
from geo.routes import calibration, rail
from geo.routes.railnet import network

VLADIVOSTOK = LatLon(43.111, 131.882)
MOSCOW = LatLon(55.777, 37.655)
BENCH = Path(__file__).resolve().parent.parent / "benchmarks" / "rail.csv"


def test_published_length_of_the_trans_siberian() -> None:
    # 9,288.2 km; the stations keep to the main line, off the Baikal–Amur and Kazan ways.
    names = {"Yaroslavl", "Kirov", "Perm II", "Novosibirsk", "Krasnoyarsk", "Chita II"}
    via = [Via(p.station, p.at) for p in calibration.posts()[::-1] if p.station in names]
    assert len(via) == len(names)
    route = rail.route(VLADIVOSTOK, MOSCOW, via, within=("RUS",))
    assert route.length_km.value == pytest.approx(9288.2, rel=0.03)
    assert route.length_km.low < 9288.2 < route.length_km.high


def _sections(country: str = "") -> list[calibration.Section]:
    """List the sections of the railways of a country, or of all but Russia's."""
    known = calibration.sections()
    return [s for s in known if (s.within == (country,) if country else s.within != ("RUS",))]


def test_the_sections_shipped_are_what_the_network_measures() -> None:
    assert calibration.sections() == tuple(calibration.measured(network()))


@pytest.mark.parametrize("left_out", range(13))
def test_a_section_left_out_is_foretold_by_the_others(left_out: int) -> None:
    sections = _sections("RUS")
    held = sections[left_out]
    ratio = calibration.ratio([*sections[:left_out], *sections[left_out + 1 :]]).of
    assert held.network_km * ratio.value == pytest.approx(held.published_km, rel=0.03)


@pytest.mark.parametrize("left_out", range(17))
def test_a_section_elsewhere_left_out_is_foretold_by_the_others(left_out: int) -> None:
    # The sections of the first nine railways; those in mountains since are up to 7 % off.
    sections = _sections()
    assert len(sections) == 50
    held = sections[left_out]
    ratio = calibration.ratio([*sections[:left_out], *sections[left_out + 1 :]]).of
    assert held.network_km * ratio.value == pytest.approx(held.published_km, rel=0.02)


@pytest.mark.parametrize(("country", "least"), [("RUS", 11), ("IND", 12), ("", 42)])
def test_sections_left_out_lie_within_the_bounds_of_the_others(
    country: str, least: int
) -> None:
    sections = _sections(country)
    inside = 0
    for number, held in enumerate(sections):
        ratio = calibration.ratio([*sections[:number], *sections[number + 1 :]]).of
        inside += ratio.low <= held.ratio <= ratio.high
    assert inside >= least > 0.83 * len(sections)


@pytest.mark.parametrize(("count", "rank"), [(13, 1), (39, 2), (59, 3), (79, 4)])
def test_bounds_leave_out_one_section_in_twenty_at_either_end(count: int, rank: int) -> None:
    # A further value lies between the k-th from either end of n in n + 1 - 2k of n + 1
    # cases (S. S. Wilks, 1941).
    ones = [calibration.Section(("XXX",), "", "", 100.0 + n, 100.0) for n in range(count)]
    found = calibration.ratio(ones)
    assert found.of.value == pytest.approx(1 + (count - 1) / 200)
    assert found.of.low == pytest.approx(1 + (rank - 1) / 100)
    assert found.of.high == pytest.approx(1 + (count - rank) / 100)
    assert found.share == pytest.approx((count + 1 - 2 * rank) / (count + 1))


def test_nine_in_ten_published_lengths_that_calibrate_nothing_lie_within_the_bounds() -> None:
    with BENCH.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["published_km"]]
    held = [row for row in rows if not row["calibrates"]]
    inside = 0
    for row in held:
        start, end = (
            LatLon(float(row[f"{side}_lat"]), float(row[f"{side}_lon"]))
            for side in ("start", "end")
        )
        length = rail.route(start, end).length_km
        inside += length.low <= float(row["published_km"]) <= length.high
    assert len(held) >= 48
    assert inside >= 0.9 * len(held)


def test_the_ends_of_a_short_leg_are_not_stations() -> None:
    # "Around 50 miles" from the termini, 2 and 3 km from the centre (English Wikipedia).
    route = rail.route(LatLon(51.507, -0.128), LatLon(50.822, -0.137))
    assert route.length_km.low < 50 * 1.609344 < route.length_km.high


def test_russia_and_india_are_calibrated_on_their_own_posts_and_the_rest_on_all() -> None:
    known = calibration.ratios()
    assert set(known) == {"RUS", "IND", calibration.ELSEWHERE}
    assert known["RUS"].of == calibration.ratio(_sections("RUS")).of
    assert known[calibration.ELSEWHERE].of == calibration.ratio(calibration.sections()).of
    length, ratio = calibration.scaled({"RUS": 1000.0, "POL": 500.0, "DEU": 500.0})
    both = [known["RUS"].of.value, known[calibration.ELSEWHERE].of.value]
    assert length.value == pytest.approx(1000 * sum(both))
    assert ratio.of.value == pytest.approx(sum(both) / 2)
    assert ratio.posts == len(store.table(calibration.FILE))


# Lengths that others publish, none of them used to calibrate: Saint Petersburg–Moscow
# (English Wikipedia), the Southern Main Line from Malmö to Katrineholm (World Heritage
# Encyclopedia), Howrah–Gaya–Delhi (English Wikipedia).
PUBLISHED = [
    (LatLon(59.930, 30.362), LatLon(55.776, 37.655), 649.7, "RUS"),
    (LatLon(55.609, 13.001), LatLon(58.997, 16.208), 483, "SWE"),
    (LatLon(22.583, 88.342), LatLon(28.642, 77.220), 1452, "IND"),
]


@pytest.mark.parametrize(("start", "end", "km", "country"), PUBLISHED)
def test_published_lengths_elsewhere(
    start: LatLon, end: LatLon, km: float, country: str
) -> None:
    route = rail.route(start, end)
    assert route.length_km.value == pytest.approx(km, rel=0.03)
    assert route.countries == (country,)


# City centre to city centre, nothing else asked. Published lengths as in benchmarks/rail.csv,
# which says by whom; those of Paris-Marseille, Cairo-Aswan, Toronto-Vancouver, Istanbul-Ankara
# and Sydney-Melbourne are general knowledge.
CITIES = [
    ((55.756, 37.617), (43.116, 131.886), 9288.2, ("RUS",)),
    ((-26.204, 28.047), (-33.925, 18.424), 1528, ("ZAF",)),
    ((41.878, -87.630), (34.052, -118.244), 3645, ("USA",)),
    ((35.676, 139.650), (34.694, 135.502), 515.4, ("JPN",)),
    ((28.614, 77.209), (19.076, 72.878), 1386, ("IND",)),
    ((51.507, -0.128), (55.953, -3.188), 632, ("GBR",)),
    ((39.904, 116.407), (23.129, 113.264), 2298, ("CHN",)),
    ((-34.604, -58.382), (-38.006, -57.543), 404, ("ARG",)),
    ((48.857, 2.352), (43.297, 5.370), 750, ("FRA",)),
    ((30.044, 31.236), (24.089, 32.900), 879, ("EGY",)),
    ((43.653, -79.383), (49.283, -123.121), 4466, ("CAN",)),
    ((41.008, 28.978), (39.933, 32.860), 533, ("TUR",)),
    ((-33.869, 151.209), (-37.814, 144.963), 953, ("AUS",)),
]


@pytest.mark.parametrize(("start", "end", "km", "countries"), CITIES)
def test_city_centres_on_six_continents_there_and_back(
    start: tuple[float, float], end: tuple[float, float], km: float, countries: tuple[str, ...]
) -> None:
    there = rail.route(LatLon(*start), LatLon(*end))
    back = rail.route(LatLon(*end), LatLon(*start))
    assert there.length_km.value == pytest.approx(km, rel=0.03 if km > 9000 else 0.05)
    assert there.length_km.low <= there.length_km.value <= there.length_km.high
    assert there.countries == back.countries == countries
    assert back.length_km.value == pytest.approx(there.length_km.value, abs=0.001)
    assert there.schematic_km < 0.06 * km


def test_every_post_names_who_published_it() -> None:
    for row in store.table(calibration.FILE):
        assert row["publisher"], row["station"]
        assert row["address"].startswith("http"), row["station"]
        assert row["seen"], row["station"]
