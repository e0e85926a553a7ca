"""Canals that large ships cannot pass: taken where they save much, told, and closed by name."""

from __future__ import annotations

import pytest

from geo.model import LatLon, Note
from geo.routes import sea
from geo.routes.straits import SMALL_CANALS
from geo.story import plain
from geo.story.voice import Voice

PIRAEUS, PATRAS, VENICE = LatLon(37.94, 23.62), LatLon(38.25, 21.72), LatLon(45.43, 12.33)
BALTIMORE, PHILADELPHIA = LatLon(39.25, -76.57), LatLon(39.90, -75.13)
BOSTON, NEW_YORK = LatLon(42.36, -71.03), LatLon(40.66, -74.03)
GDANSK, ELBLAG, KALININGRAD = (
    LatLon(*at) for at in ((54.41, 18.67), (54.17, 19.395), (54.70, 20.45))
)
ROTTERDAM, HALIFAX = LatLon(51.955, 4.05), LatLon(44.65, -63.57)


@pytest.mark.parametrize(
    ("start", "end", "name", "saved_km"),
    [
        # "Up to 325 kilometres": markteinblicke.de, August 2024.
        pytest.param(PIRAEUS, PATRAS, "Corinth", 325, id="Corinth"),
        # "Approximately 300 miles" between these two: Wikipedia, by aloft.zenfolio.com.
        pytest.param(BALTIMORE, PHILADELPHIA, "Chesapeake and Delaware", 483, id="Chesapeake"),
        # "An average of 135 miles": U.S. Army Corps of Engineers, New England District, 2009.
        pytest.param(BOSTON, NEW_YORK, "Cape Cod", 217, id="Cape Cod"),
        # "By 90 kilometres": the Polish Press Agency, pap.pl, news 863183.
        pytest.param(GDANSK, ELBLAG, "Vistula Spit", 90, id="Vistula Spit"),
    ],
)
def test_a_small_canal_is_taken_where_it_saves_much_and_that_is_told(
    start: LatLon, end: LatLon, name: str, saved_km: float
) -> None:
    through, back = sea.route(start, end), sea.route(end, start)
    assert name in through.passages
    assert back.length_km == through.length_km
    assert through.land_km == 0
    assert Note("small_canal", {"names": name}) in through.notes
    round_ = sea.route(start, end, avoid=[f"{name} canal"])
    assert name not in round_.passages
    assert all(note.code != "small_canal" for note in round_.notes)
    saved = round_.length_km.value - through.length_km.value
    assert saved == pytest.approx(saved_km, rel=0.1)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(PIRAEUS, VENICE, id="Corinth"),
        pytest.param(BALTIMORE, ROTTERDAM, id="Chesapeake and Delaware"),
        pytest.param(HALIFAX, NEW_YORK, id="Cape Cod"),
        pytest.param(KALININGRAD, GDANSK, id="Vistula Spit"),
    ],
)
def test_a_small_canal_is_left_where_it_saves_less(start: LatLon, end: LatLon) -> None:
    assert not SMALL_CANALS.keys() & set(sea.route(start, end).passages)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "large ships cannot pass: Corinth Canal."),
        ("id", "tidak dapat dilalui kapal besar: Terusan Korintus."),
    ],
)
def test_a_small_canal_is_told_in_words(lang: str, said: str) -> None:
    words = plain.route(Voice(lang), sea.route(PIRAEUS, PATRAS))
    assert any(each.endswith(said) for each in words)
