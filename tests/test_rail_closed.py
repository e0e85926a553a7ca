"""Where trains no longer run: told of legs that lead there, and of no others.

What is expected is what the publishers named in ``data/rail-closed.csv`` report, and general
knowledge of where trains run.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo import case, store
from geo.examine import examine
from geo.model import LatLon, Note
from geo.routes import rail, railcuts
from geo.story.notes import notes
from geo.story.tell import tell
from geo.story.voice import Voice

SMALL = Path(__file__).resolve().parent / "small.yaml"

KYIV, MOSCOW, GOMEL = LatLon(50.44, 30.49), LatLon(55.777, 37.655), LatLon(52.43, 30.99)
ODESA, SIMFEROPOL, DNIPRO = (
    LatLon(46.467, 30.74),
    LatLon(44.955, 34.085),
    LatLon(48.477, 35.015),
)
DONETSK, ROSTOV, KRASNODAR = LatLon(48.044, 37.746), LatLon(47.22, 39.7), LatLon(45.02, 38.98)


def told(start: LatLon, end: LatLon) -> list[Note]:
    notes = rail.route(start, end).notes
    return [note for note in notes if note.code in ("no_trains", "front_line")]


@pytest.mark.parametrize(
    ("start", "end", "since", "source"),
    [
        (KYIV, MOSCOW, "2022-02-26", "Interfax-Ukraine"),
        (GOMEL, KYIV, "2022-03-19", "Republic World"),
        (LatLon(37.55, 126.97), LatLon(39.005, 125.737), "2018-12-26", "Global Times"),
        (LatLon(31.577, 74.336), LatLon(31.633, 74.867), "2019-08", "Hindustan Times"),
        (LatLon(24.85, 67.04), LatLon(26.283, 73.02), "2019-08", "Hindustan Times"),
        (LatLon(14.674, -17.43), LatLon(12.65, -8.0), "2018-05-17", "AFP"),
    ],
    ids=["Moscow", "Gomel", "Pyongyang", "Lahore", "Karachi", "Bamako"],
)
def test_a_border_that_no_train_passes_is_told_both_ways(
    start: LatLon, end: LatLon, since: str, source: str
) -> None:
    there, back = told(start, end), told(end, start)
    assert there == back
    assert [(note.values["since"], note.values["source"]) for note in there] == [
        (since, source)
    ]


def test_a_bridge_and_a_front_are_told() -> None:
    bridge, front = told(ODESA, SIMFEROPOL)
    assert (bridge.values["name"], bridge.values["since"]) == ("Antonivka", "2022-07")
    assert front.values == {"names": "Kherson", "month": "2023-10"}
    assert [note.values["names"] for note in told(DNIPRO, DONETSK)] == ["Avdiivka"]


def test_nothing_is_told_where_trains_run() -> None:
    # Over the bridge of Kerch, and from Russia to the parts of Ukraine that it holds.
    assert not told(KRASNODAR, SIMFEROPOL)
    assert not told(ROSTOV, DONETSK)
    assert not told(KYIV, ODESA)
    assert not told(LatLon(52.23, 21.0), KYIV)
    assert not told(GOMEL, MOSCOW)
    # Freight goes from North Korea to Russia and China.
    assert not told(LatLon(42.25, 130.3), LatLon(43.12, 131.89))


def test_every_cut_lies_on_track_that_is_mapped_there() -> None:
    net = rail.network()
    boxes = [cut.box for cut in railcuts.cuts()]
    for box, row in zip(boxes, store.table(railcuts.FILE), strict=True):
        spots = net.tracks.points
        west, south, east, north = box.bounds
        inside = (spots[:, 0] > west) & (spots[:, 0] < east)
        inside &= (spots[:, 1] > south) & (spots[:, 1] < north)
        assert inside.any(), row["countries"]


def test_the_words_say_since_when_and_who_says_so() -> None:
    bridge, front = told(ODESA, SIMFEROPOL)
    (border,) = told(KYIV, MOSCOW)
    said = notes(Voice("en"), (border, bridge, front))
    assert said == (
        "Since 26 February 2022 no train is known to have crossed between Russia and Ukraine "
        "where this leg does (Interfax-Ukraine); a station on another way leads round it.",
        "Since July 2022 no train is known to have passed Antonivka, as this leg does "
        "(RBC-Ukraine); a station on another way leads round it.",
        "It comes to the front line of October 2023, which is known roughly, at Kherson; "
        "whether trains cross it the data do not tell.",
    )
    assert "Sejak 26 Februari 2022" in notes(Voice("id"), (border,))[0]
    assert "garis depan Oktober 2023" in notes(Voice("id"), (front,))[0]


@pytest.mark.parametrize(
    ("days", "is_told"),
    [
        ("2021-10-01, end: 2022-02-25", False),
        ("2022-02-01, end: 2022-02-26", True),
        ("2022-02-01, end: 2022-03-01", True),
    ],
    ids=["before", "on the day", "after"],
)
def test_a_leg_of_days_when_trains_still_ran_says_nothing(
    tmp_path: Path, days: str, is_told: bool
) -> None:
    text = SMALL.read_text(encoding="utf-8")
    text = re.sub(r"lat: 42\.2268\n +lon: 130\.2863", "lat: 50.44\n    lon: 30.49", text)
    text = re.sub(r"lat: 42\.89\n +lon: 132\.375", "lat: 55.777\n    lon: 37.655", text)
    text = text.replace("mode: sea", "mode: rail")
    text = re.sub(r"start: .*?\}", f"start: {days}}}", text, count=1)
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    card = tell(examine(case.read(file)), "en").cards[0]
    assert any("Interfax-Ukraine" in note for note in card.notes) is is_told
