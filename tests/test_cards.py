"""What the cards of a small case tell of its legs, places and publishers."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import RouteError
from geo.measured import as_json
from geo.routes import byways, flats, straits
from geo.story import passages
from geo.story.tell import tell
from small_case import KYIV, SMALL, examined, with_claims, with_place


def test_a_voyage_between_two_places_at_one_shore_is_refused_in_words(tmp_path: Path) -> None:
    text = SMALL.replace("mode: air", "mode: sea").replace("42.2268", "1.32012")
    text = text.replace("130.2863", "103.71311").replace("42.89", "1.31719")
    with pytest.raises(RouteError, match=r"Leg sea \(Najin – Dunay\): both ends come to lie"):
        examined(tmp_path, text.replace("132.375", "103.71513"))


@pytest.mark.parametrize(
    ("mode", "credited"),
    [  # no data of railways or rivers are used by sea, and none of either by air
        ("air", {"railways": False, "river": False, "gauges": False}),
        ("sea", {"railways": False, "river": False, "gauges": False}),
        ("rail", {"railways": True, "river": False, "gauges": True}),
    ],
)
def test_data_of_legs_are_credited_where_a_leg_used_them(
    mode: str, credited: dict[str, bool], tmp_path: Path
) -> None:
    said = " ".join(
        tell(examined(tmp_path, SMALL.replace("mode: air", f"mode: {mode}"))).credits
    )
    assert {words: words in said for words in credited} == credited
    assert "OpenStreetMap" in said


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Najin to Dunay: inferred route, "), ("id", "Najin ke Dunay: rute disimpulkan, ")],
)
def test_a_map_in_words_says_that_a_leg_is_inferred(
    lang: str, words: str, tmp_path: Path
) -> None:
    inferred = SMALL.replace("basis: reported", "basis: inferred")
    assert words in tell(examined(tmp_path, inferred), lang).cards[0].alt
    assert words not in tell(examined(tmp_path, SMALL), lang).cards[0].alt


@pytest.mark.parametrize(
    ("radius", "lang", "words", "label"),
    [
        ("0", "en", "taken as exact", ""),
        ("0", "id", "dianggap tepat", ""),
        ("0.02", "en", "known to within 0.02 km", "± 0.02 km"),
        ("0.7", "en", "known to within 0.7 km", "± 0.7 km"),
        ("20", "en", "known to within 20 km", "± 20 km"),
    ],
)
def test_no_place_is_known_to_within_nothing(
    radius: str, lang: str, words: str, label: str, tmp_path: Path
) -> None:
    report = examined(tmp_path, SMALL.replace("radius_km: 0.7", f"radius_km: {radius}"))
    place = tell(report, lang).places[0]
    assert any(line.endswith(f", {words}.") for line in place.popup)
    assert place.within == label


@pytest.mark.parametrize(
    ("who", "publisher", "words"),
    [
        ("Kyiv", "Kyiv Post", "Kyiv, in Kyiv Post"),
        ("Kyiv Post", "Kyiv Post", "Kyiv Post"),
        ("A paper", "A paper.com", "A paper"),
        ("Ministry, via Kyiv Post", "Kyiv Post", "Ministry, via Kyiv Post"),
        ("The Timestamp", "stamp", "The Timestamp, in stamp"),
    ],
)
def test_a_publisher_is_left_out_only_where_it_is_named(
    who: str, publisher: str, words: str, tmp_path: Path
) -> None:
    text = SMALL.replace("publisher: A paper", f"publisher: {publisher}")
    report = examined(tmp_path, text.replace("by: A paper", f"by: {who}"))
    assert tell(report).table[-1].by == words


@pytest.mark.parametrize(
    ("lang", "leg", "border"),
    [
        (
            "en",
            "about 500 km reported; others: ● 1 agrees, ▲ 2 differ",
            "90 km reported; others: ◐ 1 compatible, ▲ 1 differs",
        ),
        (
            "id",
            "sekitar 500 km dilaporkan; lainnya: ● 1 sesuai, ▲ 2 berbeda",
            "90 km dilaporkan; lainnya: ◐ 1 mungkin sesuai, ▲ 1 berbeda",
        ),
    ],
)
def test_a_card_counts_what_other_figures_of_the_same_came_to(
    lang: str, leg: str, border: str, tmp_path: Path
) -> None:
    # The leg is 184 km, Kyiv 86 to 91 km inside. Copies count once, other lines not at all.
    head = "kind: leg_length, leg: sea, unit: km, value:"
    figures = ("500, about: true", "100, at_least: true", "90", "90", "500, about: true", "70")
    report = examined(tmp_path, with_claims(*(f"check: {{{head} {each}}}" for each in figures)))
    found = tell(report, lang).cards[0].finding
    assert found is not None
    assert found.reported == leg
    head = "kind: border_distance, from: kyiv, country: UKR, unit: km, value:"
    figures = ("90", "93, low: 90, high: 95, reason: A guess", "70", "60, line: crimea", "90")
    text = with_claims(*(f"check: {{{head} {each}}}" for each in figures))
    text = text.replace("about: sea, asserted", "about: kyiv, asserted")
    report = examined(tmp_path, with_place(KYIV, text))
    found = tell(report, lang).cards[-1].finding
    assert found is not None
    assert found.reported == border


@pytest.mark.parametrize(
    ("lang", "figures", "words"),
    [
        ("en", ("90", "90"), ": 90 km."),
        ("en", ("90", "70", "95", "70"), ": 90 km; also reported: 70 km, 95 km."),
        ("id", ("90", "70"), ": 90 km; juga dilaporkan: 70 km."),
        ("en", ("90", "70", "98", "60"), ": 90 km; also reported: 3 other figures."),
    ],
)
def test_the_finding_does_not_stand_on_one_figure_where_several_are_reported(
    lang: str, figures: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    head = "kind: border_distance, from: kyiv, country: UKR, unit: km, value:"
    text = with_claims(*(f"check: {{{head} {each}}}" for each in figures))
    border = examined(tmp_path, with_place(KYIV, text))
    story = tell(border, lang)
    assert story.verdict_line.endswith(words), (
        "the claims stand on the border's card, not the leg's"
    )
    (asked,) = story.borders
    assert asked.band is not None
    judged = {"en": " (basis of the verdicts)", "id": " (dasar penilaian)"}[lang]
    assert asked.band.label.endswith(judged) == ("; " in words)
    named = words.removesuffix(".").partition("; ")[2].partition(": ")[2].split(", ")
    bands = [band.label.partition(": ")[2] for band in asked.also]
    assert bands == [figure for figure in named if "km" in figure], "and so does the chart"
    head = "kind: leg_length, leg: sea, unit: km, value:"
    leg = examined(tmp_path, with_claims(*(f"check: {{{head} {each}}}" for each in figures)))
    assert tell(leg, lang).verdict_line.endswith(words)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        # Cobasna lies on a line that leads to Tiraspol by Slobidka and Rozdilna in Ukraine.
        (((47.7725, 29.2083), (46.835, 29.645)), "Countries crossed: Moldova, Ukraine."),
        (((46.835, 29.645), (47.03, 28.85)), ""),  # Tiraspol to Chișinău
    ],
)
def test_a_leg_by_rail_tells_which_countries_it_crosses(
    ends: tuple[tuple[float, float], tuple[float, float]], said: str, tmp_path: Path
) -> None:
    text = SMALL.replace("mode: air", "mode: rail")
    for old, new in zip(
        ("42.2268", "130.2863", "42.89", "132.375"), sum(ends, ()), strict=True
    ):
        text = text.replace(old, str(new))
    (card,) = tell(examined(tmp_path, text)).cards
    assert ("Countries crossed" in " ".join(card.notes)) == bool(said)
    assert not said or said in card.notes


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Passages: Suez Canal."), ("id", "Jalur yang dilalui: Terusan Suez.")],
)
def test_a_leg_by_sea_tells_which_canals_it_passes(
    lang: str, said: str, tmp_path: Path
) -> None:
    jeddah_alexandria = ("21.48", "39.16", "31.2", "29.87")
    text = SMALL.replace("mode: air", "mode: sea")
    ends = ("42.2268", "130.2863", "42.89", "132.375")
    for old, new in zip(ends, jeddah_alexandria, strict=True):
        text = text.replace(old, new)
    report = examined(tmp_path, text)
    story = tell(report, lang)
    assert said in story.cards[0].notes
    assert list(as_json(report, story)["legs"][0]["passages"]) == ["Suez"]


def test_every_canal_strait_and_shoal_has_a_name_for_readers() -> None:
    assert set(passages.NAMES) == {*straits.CANALS, *straits.STRAITS}
    assert set(passages.SHOALS) == {*flats.SHOALS, *byways.BYWAYS}
