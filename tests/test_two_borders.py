"""One place measured to two countries: each question has its own map, name and address."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from geo import case
from geo.brief import slides
from geo.examine import examine
from geo.geodesy import distance_km
from geo.model import BorderDistance, Figure, Qualifier
from geo.picture import frame
from geo.report import Report
from geo.story.tell import tell
from geo.story.values import Story
from geo.web import embed
from geo.web.payload import Json, scene

COUNTRIES = ("USA", "RUS")
FAR, JAUH = "how far from", "seberapa jauh dari"


@pytest.fixture(scope="module")
def report() -> Report:
    known = case.read(Path(__file__).parent / "pacific.yaml")
    claim = next(each for each in known.claims if isinstance(each.check, BorderDistance))
    assert isinstance(claim.check, BorderDistance)
    assert claim.check.country == "USA"
    own = replace(claim, id="own", check=replace(claim.check, country="RUS"))
    return examine(replace(known, claims=(*known.claims, own)))


@pytest.fixture(scope="module")
def story(report: Report) -> Story:
    return tell(report)


@pytest.fixture(scope="module")
def shown(story: Story, report: Report) -> Json:
    return scene(story, report)


def test_each_question_has_its_own_address_and_names_its_country(story: Story) -> None:
    lines = [
        line.split() for line in embed.paste(story, "").splitlines() if "map.html#" in line
    ]
    addresses = [words[0] for words in lines if words[0].startswith("map.html#anadyr")]
    assert addresses == ["map.html#anadyr.USA", "map.html#anadyr.RUS"]
    assert [asked.heading for asked in story.borders] == [
        "Which border? Anadyr to each line of the United States, km",
        "Which border? Anadyr to each line of Russia, km",
    ]


@pytest.mark.parametrize(
    ("other", "lang", "asked"),
    [
        ("RUS", "en", [f"Anadyr: {FAR} the border of Russia?", "Adak: how far from Russia?"]),
        ("RUS", "id", [f"Anadyr: {JAUH} perbatasan Rusia?", f"Adak: {JAUH} Rusia?"]),
        ("JPN", "en", [f"Anadyr: {FAR} the border of Russia?", "Adak: how far from Japan?"]),
    ],
)
def test_two_places_are_told_apart_by_whichever_country(
    other: str, lang: str, asked: list[str]
) -> None:
    known = case.read(Path(__file__).parent / "pacific.yaml")
    claim = next(each for each in known.claims if isinstance(each.check, BorderDistance))
    assert isinstance(claim.check, BorderDistance)
    to_russia = replace(claim.check, country="RUS")
    from_adak = replace(to_russia, start="adak", country=other)
    claims = (
        replace(claim, check=to_russia),
        replace(claim, id="own", about="adak", check=from_adak),
    )
    found = tell(examine(replace(known, claims=claims)), lang)
    assert [card.heading for card in found.cards if not card.mode] == asked


def test_each_question_has_its_own_measured_line(report: Report, shown: Json) -> None:
    (far, near) = (shown["frames"][f"anadyr.{country}:recognised"] for country in COUNTRIES)
    # Anadyr is a port of Russia; Saint Lawrence Island lies 530 km off.
    assert distance_km(*near) < 20
    assert distance_km(*far) > 400
    first, second = (asked["rows"][0]["course"] for asked in shown["borders"])
    assert first != second


def test_the_picture_names_the_country_of_each_measured_line(
    report: Report, story: Story
) -> None:
    drawn = frame.scene(report, story, frame.OVERVIEW, (800, 450)).measured
    assert [line.end_name for line in drawn] == [("United States",), ("Coast of Russia",)]


def test_the_viewpoint_of_the_whole_names_what_both_countries_claim(story: Story) -> None:
    said = story.viewpoint
    assert "the recognised territory of the United States" in said
    assert "the recognised territory of Russia" in said
    assert said.count("Measured to") == 1
    assert "Kuril" in said, "claimed by Russia, the second country"
    assert said.count("Crimea") == 1, "claimed by Russia too, and told at the start"


def test_each_slide_names_the_line_that_its_map_was_measured_to(
    report: Report, story: Story
) -> None:
    deck = Presentation(io.BytesIO(slides.render(report, story)))
    told = [
        "".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        for slide in deck.slides
    ]
    for name, asked in zip(("the United States", "Russia"), story.borders, strict=True):
        own = [text for text in told if asked.heading in text]
        assert own
        assert all(f"Measured to the recognised territory of {name}" in text for text in own)
    titles = tuple(f"{card.number}. {card.heading}" for card in story.cards if card.mode)
    legs = [text for text in told if text.startswith(titles)]
    assert len(legs) == len(titles)
    assert not any("Measured to" in text for text in legs)
    assert all("Borders as recognised by the UN General Assembly" in text for text in legs)


def test_the_closest_line_to_a_figure_says_that_the_place_lies_inside_it() -> None:
    known = case.read(Path(__file__).parent / "pacific.yaml")
    claim = next(each for each in known.claims if isinstance(each.check, BorderDistance))
    assert isinstance(claim.check, BorderDistance)
    figure = Figure(400.0, "km", Qualifier.EXACT)
    # Anadyr is a port of Russia, by its coast.
    asked = replace(claim.check, country="RUS", figure=figure)
    found = tell(examine(replace(known, claims=(replace(claim, check=asked),))))
    (said,) = (text for text in found.borders[0].remarks if "the closest is" in text)
    assert said.endswith(" km inside.")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Neither of the two border lines tried gives 600 km; the closer is "),
        (
            "id",
            "Kedua garis batas yang dicoba tidak menghasilkan 600 km; yang lebih mendekati ",
        ),
    ],
)
def test_of_two_lines_tried_neither_gives_the_figure(lang: str, words: str) -> None:
    known = case.read(Path(__file__).parent / "pacific.yaml")
    claim = next(each for each in known.claims if isinstance(each.check, BorderDistance))
    assert isinstance(claim.check, BorderDistance)
    figure = Figure(600.0, "km", Qualifier.EXACT)
    asked = replace(claim.check, country="TCD", figure=figure)  # Chad: its land and its border
    found = tell(examine(replace(known, claims=(replace(claim, check=asked),))), lang)
    assert any(text.startswith(words) for text in found.borders[0].remarks)


def test_the_picture_names_the_disputed_area_that_a_line_is_measured_to_alone() -> None:
    known = case.read(Path(__file__).parent / "pacific.yaml")
    claim = next(each for each in known.claims if isinstance(each.check, BorderDistance))
    assert isinstance(claim.check, BorderDistance)
    asked = replace(claim.check, country="JPN", line="kurils")
    found = examine(replace(known, claims=(replace(claim, check=asked),)))
    drawn = frame.scene(found, tell(found), frame.OVERVIEW, (800, 450)).measured
    assert [line.end_name for line in drawn] == [("Southern Kuril Islands",)]
