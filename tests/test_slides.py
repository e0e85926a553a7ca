"""Slides: native, editable, described, within their frames, the same each time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches

from geo import case
from geo.brief import fit, slides
from geo.examine import examine
from geo.model import Verdict
from geo.picture.typeface import Face
from geo.story.tell import tell

HERE = Path(__file__).parent
BOLD = HERE.parent / "data" / "font-sans-bold.ttf"
"""As wide as Arial's bold."""
AGREES = Verdict.AGREES
LANGS = {"en": "en-GB", "id": "id-ID"}


@pytest.fixture(scope="module")
def stories(report):
    return {lang: tell(report, lang) for lang in LANGS}


@pytest.fixture(scope="module")
def files(report, stories):
    return {lang: slides.render(report, stories[lang]) for lang in LANGS}


@pytest.fixture(scope="module", params=LANGS)
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def deck(files, lang):
    return Presentation(io.BytesIO(files[lang]))


def shapes(deck, kind):
    return [
        shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == kind
    ]


def tables(deck):
    return [shape.table for shape in shapes(deck, MSO_SHAPE_TYPE.TABLE)]


def rows(deck):
    """Give every row of every table, heads left out, as texts."""
    found = []
    for table in tables(deck):
        found += [[cell.text_frame.text for cell in row.cells] for row in list(table.rows)[1:]]
    return found


def words(deck):
    texts = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    return "\n".join([*texts, *("\n".join(row) for row in rows(deck))])


def test_wide_with_a_title_on_every_slide(deck, stories, lang):
    assert (deck.slide_width, deck.slide_height) == (Inches(40 / 3), Inches(7.5))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    story = stories[lang]
    assert titles[0] == story.title
    assert titles[1:5] == [
        *(f"{card.number}. {card.heading}" for card in story.cards),
        story.borders[0].heading,
    ]


def test_title_and_language_are_told(deck, stories, lang):
    assert deck.core_properties.title == stories[lang].title
    assert deck.core_properties.language == LANGS[lang]
    runs = [run for part in deck.slides for run in part._element.xpath(".//a:r/a:rPr")]
    assert {run.get("lang") for run in runs} == {LANGS[lang]}


def test_every_claim_stands_in_a_table_with_what_came_of_it(deck, stories, lang):
    told = {tuple(row) for row in rows(deck)}
    for row in stories[lang].table:
        number = str(row.number or "")
        verdict = f"{row.symbol} {row.word} {row.sentence}"
        said = (number, f"{row.text} {row.by}", row.reported, row.measured, verdict)
        assert said in told, row.claim


def test_every_line_of_the_border_stands_in_a_table(deck, stories, lang):
    told = {tuple(row) for row in rows(deck)}
    for row in stories[lang].borders[0].rows:
        assert (row.name, row.figure, f"{row.symbol} {row.word}") in told


def test_nothing_that_the_story_tells_is_missing(deck, stories, lang):
    story, text = stories[lang], words(deck)
    said = [story.summary, story.verdict_line, story.viewpoint, *story.conflicts]
    said += [*story.method, *story.credits]
    said += [part for source in story.sources for part in (source.title, source.details)]
    for card in story.cards:
        said += [card.figure, card.aside, *card.notes]
    for asked in story.borders:
        said += [*asked.remarks, *asked.guesses]
    assert [each for each in said if each not in text] == []


def test_pictures_and_tables_say_what_they_show(deck, stories, lang):
    pictures = shapes(deck, MSO_SHAPE_TYPE.PICTURE)
    alts = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in pictures]
    assert len(pictures) == 5
    for card in stories[lang].cards:
        assert any(card.alt in alt for alt in alts)
    assert all(
        shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for shape in shapes(deck, MSO_SHAPE_TYPE.TABLE)
    )


def test_notes_tell_the_method(deck, stories, lang):
    for slide in deck.slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert all(paragraph in notes for paragraph in stories[lang].method)


def test_nothing_leaves_its_slide(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_no_text_needs_more_room_than_its_frame(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape != slide.shapes.title:
                room = shape.width.pt
                needed = sum(
                    fit.height(
                        [paragraph.text],
                        room,
                        max(run.font.size.pt for run in paragraph.runs),
                        paragraph.space_after.pt,
                    )
                    for paragraph in shape.text_frame.paragraphs
                )
                assert needed <= shape.height.pt + 1, slide.shapes.title.text_frame.text


@pytest.fixture
def unpictured(monkeypatch):
    """Leave maps out, which take long to draw."""
    monkeypatch.setattr(slides, "_picture", lambda *_: None)


@pytest.mark.usefixtures("unpictured")
@pytest.mark.parametrize("headline", [True, False])
def test_a_bold_line_has_its_room_above_the_map(report, stories, headline):
    room, font = Inches(40 / 3).pt - 72, ImageFont.truetype(str(BOLD), 160)
    before = "" if headline else "o 1 "
    line = "the north of the north"
    while font.getlength(before + line) / 10 <= room:
        line += " th"
    claims, agree, *_ = stories["en"].tallies
    plain, bold = replace(claims, count=1, text="i"), replace(agree, symbol="o", count=1)
    said = {"verdict_line": line} if headline else {"verdict_line": ""}
    tallies = () if headline else (plain, replace(bold, text=line))
    story = replace(stories["en"], summary="Short.", tallies=tallies, **said)
    first = Presentation(io.BytesIO(slides.render(report, story))).slides[0]
    said = next(s for s in first.shapes if s.has_text_frame and line in s.text_frame.text)
    assert said.width.pt == pytest.approx(room)
    assert said.text_frame.paragraphs[0].runs[0].font.size.pt == 16, "two lines of it"
    assert said.height.pt >= 3 * 16 * 1.15 + 2 * 5


@pytest.mark.usefixtures("unpictured")
def test_a_leg_of_many_claims_shows_its_verdicts_beside_its_map(report, stories):
    story = stories["en"]
    row = next(row for card in story.cards for row in card.rows if row.verdict is AGREES)
    told = tuple(replace(row, text=f"Claim {n}.", sentence="Why so. " * 30) for n in range(6))
    card = replace(story.cards[0], rows=told)
    shown = replace(story, cards=(card, *story.cards[1:]))
    slide = Presentation(io.BytesIO(slides.render(report, shown))).slides[1]
    text = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert text.count(f"{row.by} {row.symbol} {row.word}") == len(told)
    assert "Why so." not in text


def test_no_date_of_today_is_in_the_file(report, stories, files):
    assert slides.render(report, stories["en"]) == files["en"]
    with zipfile.ZipFile(io.BytesIO(files["en"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "created" not in core
    assert "modified" not in core


@pytest.mark.parametrize("name", ["hostile", "small"])
def test_what_a_case_says_is_text_and_nothing_else(name):
    report = examine(case.read(HERE / f"{name}.yaml"))
    story = tell(report)
    deck = Presentation(io.BytesIO(slides.render(report, story)))
    told = [row[1] for row in rows(deck)]
    assert [row.claim for row in story.table if f"{row.text} {row.by}" not in told] == []


def test_text_breaks_where_it_would_on_a_slide():
    assert fit.lines("", 100, 10) == 1
    assert fit.lines("one two", 1000, 10) == 1
    assert fit.lines("one two", 25, 10) == 2
    assert fit.lines("m" * 40, 100, 10) >= 4, "a word longer than its line is broken"
    assert fit.lines("4.206 mil laut", 76, 14, Face.BOLD) == 2, "so is a figure from its unit"
    assert list(fit.parted([3, 3, 3], 6)) == [slice(0, 2), slice(2, 3)]
    assert list(fit.parted([9], 6)) == [slice(0, 1)]
    assert list(fit.parted([], 6)) == []
