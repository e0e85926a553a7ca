"""Pictures of a whole case in files: nothing covered, nothing cut, the same words."""

from __future__ import annotations

import itertools
import re
import warnings
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from case_files import SMALL
from first_case import first_report, first_story
from geo.picture import frame, poster
from geo.picture.canvas import Canvas
from geo.picture.spots import Box
from geo.story.tell import tell
from pictures import SVG, pixels, said
from small_case import examined

SHAPES = {"wide": (1600, 900), "square": (1080, 1080), "tall": (1080, 1920)}
UNITS = {"en": "km", "id": "nm"}
"""The shortest words and the longest."""


class _Kept(Canvas):
    """Keeps the canvas that was drawn on, to see what stands where."""

    last: Canvas

    def __init__(self, size: tuple[int, int], scale: float, ending: str) -> None:
        super().__init__(size, scale, ending)
        _Kept.last = self


@cache
def _drawn(lang: str, units: str, size: tuple[int, int]) -> tuple[bytes, Canvas]:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setattr(poster, "Canvas", _Kept)
        warnings.simplefilter("error")
        svg = poster.poster(first_report(), first_story(lang, units), size, ".svg")
    return svg, _Kept.last


def _svg(lang: str, shape: str) -> bytes:
    return _drawn(lang, UNITS[lang], SHAPES[shape])[0]


def test_a_poster_has_the_size_asked_for_in_both_endings() -> None:
    assert pixels(poster.poster(first_report(), first_story(), (1201, 675))) == (1201, 675)
    root = ElementTree.fromstring(_svg("en", "wide"))
    assert (root.get("width"), root.get("height")) == ("1600", "900")


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("shape", SHAPES)
def test_an_svg_is_sound_and_all_vector(lang: str, shape: str) -> None:
    root = ElementTree.fromstring(_svg(lang, shape))
    assert root.get("lang") == lang
    assert root.findtext(f"{SVG}title") == first_story(lang, UNITS[lang]).title
    for node in root.iter():
        assert node.tag not in (f"{SVG}image", f"{SVG}script", f"{SVG}foreignObject")
    addresses = re.findall(rb'(?:href="|url\()([^#"\')]{0,40})', _svg(lang, shape))
    assert all(address in (b"", b"data:font/woff;base64,") or address.startswith(b"data:font/")
               for address in addresses)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_poster_says_what_the_story_says(lang: str, shape: str) -> None:
    words, story = said(_svg(lang, shape)), first_story(lang, UNITS[lang])
    row = frame.default_row(story.borders[0])
    whole = (story.title, story.verdict_line, story.viewpoint, story.source_line)
    for sentence in (*whole, *story.credits, row.word, row.label.split(" · ")[0]):
        assert " ".join(sentence.split()) in words
    for card in story.cards:
        assert card.heading in words
        assert card.figure in words
        assert " ".join(card.aside.split()) in words, "an inferred route, and its bounds"
    for place in ("Najin", "나진", "Dunay", "Дунай"):
        assert place in words


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_the_same_case_gives_the_same_bytes(ending: str) -> None:
    one, other = (
        poster.poster(first_report(), first_story(), (450, 300), ending) for _ in range(2)
    )
    assert one == other


@pytest.mark.parametrize("lang", UNITS)
@pytest.mark.parametrize("size", [*SHAPES.values(), (1200, 630), (1200, 400), (500, 1500)])
def test_no_text_meets_another_or_leaves_the_sheet(size: tuple[int, int], lang: str) -> None:
    _, canvas = _drawn(lang, UNITS[lang], size)
    sheet = Box(0, 0, canvas.width, canvas.height)
    for words, box in canvas.texts:
        assert box.within(sheet), words
    for (words, box), (more, other) in itertools.combinations(canvas.texts, 2):
        assert not box.grown(-0.6).meets(other.grown(-0.6)), (words, more)


HOSTILE = "<script>alert(1)</script> $x^2$ \"&' \u202eevil\x00 \N{PILE OF POO} \\frac{1}{2}"


def test_hostile_text_is_nothing_but_text() -> None:
    story = first_story()
    card = replace(story.cards[0], heading=HOSTILE, figure=HOSTILE, aside=HOSTILE)
    told = replace(story, title=HOSTILE, cards=(card, *story.cards[1:]), credits=(HOSTILE,))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = poster.poster(first_report(), told, (1600, 900), ".svg")
    root = ElementTree.fromstring(text)
    assert not root.findall(f".//{SVG}script")
    assert "<script>alert(1)</script> $x^2$" in said(text)
    assert "\u202e" not in said(text)
    assert pixels(poster.poster(first_report(), told, (800, 450))) == (800, 450)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8])
@pytest.mark.parametrize("size", [(960, 380), (700, 480), (500, 780)])
def test_cards_share_the_body_without_overlap(count: int, size: tuple[int, int]) -> None:
    body = Box(20, 100, 20 + size[0], 100 + size[1])
    overview, cells = poster.divide(body, count, 2.4)
    assert len(cells) == count
    for box in (overview, *cells):
        assert box.grown(-0.01).within(body)
    for one, other in itertools.combinations((overview, *cells), 2):
        assert not one.meets(other)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_picture_of_one_leg_says_what_its_reported_length_came_to(
    tmp_path: Path, shape: str
) -> None:
    """Its ends are 183 to 190 km apart and it is open water between: 400 km differs."""
    check = "{kind: leg_length, leg: sea, about: true, value: 400, unit: km}"
    report = examined(tmp_path, re.sub(r"check: .*", f"check: {check}", SMALL))
    picture = poster.poster(report, tell(report), SHAPES[shape], ".svg")
    words = said(picture)
    assert "▲ differs about 400 km reported" in words
    assert re.search(
        r"▲ differs By sea, Najin to Dunay: 19\d km measured\. Reported \(A paper\)", words
    )
    texts = ElementTree.fromstring(picture).iter(f"{SVG}text")
    names = [node for node in texts if node.text == "Dunay"]
    assert len(names) == 1, "one leg has one map"


@pytest.mark.parametrize("lang", UNITS)
@pytest.mark.parametrize("size", [*SHAPES.values(), (1200, 630)])
def test_sixteen_cards_all_say_what_they_are_about(
    tmp_path: Path, size: tuple[int, int], lang: str
) -> None:
    """A verdict whose heading says no more than "By sea" tells nothing."""
    ports = [f"Port of {letter}{letter.lower()}tuvw" for letter in "ABCDEFGHIJKLMNOPQ"]
    places = (
        f"{{id: p{i}, lat: {5 * (i % 4)}, lon: {9 * i}, radius_km: 1, "
        f"names: {{en: {name}}}, basis: A map.}}"
        for i, name in enumerate(ports)
    )
    legs = (
        f"{{id: l{i}, mode: air, from: p{i}, to: p{i + 1}, basis: reported}}" for i in range(16)
    )
    head = "source: paper, asserted_by: A paper, text: Words."
    figure = "kind: leg_length, about: true, value: 1000, unit: km"
    claims = (
        f"{{id: c{i}, about: l{i}, {head}, check: {{leg: l{i}, {figure}}}}}" for i in range(16)
    )
    first = SMALL.partition("places:\n")[0]
    parts = {"places": places, "legs": legs, "claims": claims}
    lists = (
        f"{key}:\n" + "".join(f"  - {row}\n" for row in rows) for key, rows in parts.items()
    )
    report = examined(tmp_path, first + "".join(lists))
    story = tell(report, lang, UNITS[lang])
    words = said(poster.poster(report, story, size, ".svg"))
    for card in story.cards:
        assert card.heading in words
        assert card.figure in words
