"""Cards on a picture: each with its map, and with its words however little room there is."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from first_case import first_report, first_story
from geo.picture import panel, setting, typeface
from geo.picture.canvas import Canvas
from geo.picture.spots import Box
from geo.picture.typeface import Face
from pictures import SVG, said


def test_every_card_has_its_map() -> None:
    shown = list(panel.panels(first_story()))
    assert [each.which for each in shown] == ["sea", "rail", "border"]


@pytest.mark.parametrize("number", range(3))
def test_a_card_with_little_room_keeps_heading_figure_and_verdict(number: int) -> None:
    story = first_story("id")
    each = list(panel.panels(story))[number]
    canvas, box = Canvas((400, 100), 1.0, ".svg"), Box(10, 10, 355, 66)
    laid, ground = panel.lay(first_report(), story, each, box)
    panel.draw(canvas, each, box, laid, ground)
    written = said(canvas.write("", "", "id"))
    told = [each.card.heading, each.card.figure]
    told += [f"{found.word} {found.reported}"] if (found := each.card.finding) else []
    for words in told:
        assert " ".join(words.split()) in written


def test_a_card_of_thirteen_says_where_its_leg_leads() -> None:
    each = next(panel.panels(first_story()))
    told = {"heading": "By air, Rarotonga (Avatiu) to Majuro", "figure": "about 4,443 km"}
    each = replace(each, card=replace(each.card, **told))
    canvas, box = Canvas((400, 100), 1.0, ".svg"), Box(10, 10, 157, 74)
    laid, ground = panel.lay(first_report(), first_story(), each, box)
    panel.draw(canvas, each, box, laid, ground)
    written = said(canvas.write("", "", "en"))
    assert all(words in written for words in told.values())


def test_the_words_of_a_card_too_small_for_them_stay_in_it() -> None:
    each = next(shown for shown in panel.panels(first_story()) if shown.card.finding)
    heading = (
        "By rail, New Kapiri Mposhi station of the Tanzania Zambia railway to Dar es Salaam"
    )
    each = replace(each, card=replace(each.card, heading=heading))
    canvas, box = Canvas((400, 100), 1.0, ".svg"), Box(10, 10, 170, 66)
    laid, ground = panel.lay(first_report(), first_story(), each, box)
    panel.draw(canvas, each, box, laid, ground)
    words = {" ".join(node.text.split()): float(node.get("y"))
             for node in ElementTree.fromstring(canvas.write("", "", "en")).iter(f"{SVG}text")
             if node.text}  # fmt: skip
    assert {each.card.figure, f"{each.card.finding.symbol} {each.card.finding.word}"} <= set(
        words
    )
    assert any(text.startswith("By rail") for text in words)
    assert max(words.values()) <= box.bottom


@pytest.mark.parametrize(
    ("heading", "end"),
    [
        ("By road, Addis Ababa to Mekelle", "to Mekelle"),
        ("By road, Bou Craa to El Marsa", "to El Marsa"),
        ("Lewat laut, Teluk Lakonia ke Ningbo", "ke Ningbo"),
    ],
)
def test_a_heading_breaks_before_a_name_and_not_within_one(heading: str, end: str) -> None:
    room = 1.1 * typeface.width(heading.removesuffix(f" {end}"), 13, Face.BOLD)
    lines = setting.balanced([setting.Span(heading, Face.BOLD, "")], 13, room)
    assert ["".join(span.text for span in line.spans) for line in lines][1:] == [end]


@pytest.mark.parametrize(
    "text", ["석탄이운송되었다는보도를지도로확인한다", "Donaudampfschifffahrtsgesellschaft"]
)
def test_a_word_that_is_wider_than_its_room_is_broken(text: str) -> None:
    room = typeface.width("석탄이운송되었다", 20, Face.SERIF)
    for lines in (setting.paragraph, setting.balanced):
        told = lines([setting.Span(f"To {text}", Face.SERIF, "")], 20, room)
        words = ["".join(span.text for span in line.spans) for line in told]
        assert "".join(words).replace(" ", "") == f"To{text}"
        assert all(typeface.width(line, 20, Face.SERIF) <= room for line in words)


@pytest.mark.parametrize("most", [99, 2])
def test_an_address_wider_than_its_room_is_broken_and_a_figure_is_not(most: int) -> None:
    text = f"See https://example.org/{'report/' * 20} of 1,234 km"
    lines = setting.paragraph([setting.Span(text, Face.SANS, "")], 13, 120, most=most)
    told = [line.spans[0].text for line in lines]
    assert all(typeface.width(words, 13, Face.SANS) <= 120 for words in told)
    if most == 2:
        assert told[0] == "See"
        assert told[1].startswith("https://")
        assert told[1].endswith("…")
    else:
        assert "".join(told).replace(" ", "") == text.replace(" ", "")
        assert told[-1].endswith("1,234 km")
