"""One sentence for each fact: the same in every format, language and unit."""

import html
import io
import re
import sqlite3
import tempfile
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from command import run
from geo.export import FORMATS
from geo.model import Verdict
from geo.story.tell import tell

NAME = "najin-dunay-tikhoretsk"
WITH_CLAIMS = (".html", ".geojson", ".kml", ".gpx", ".gpkg", ".csv", ".pdf", ".pptx")
PICTURES = (".svg",)
CHOICES = [("en", "km"), ("id", "mi"), ("id", "nm")]


def squeezed(text):
    """Undo entities, escapes of JSON, tags, line breaks and invisible marks of direction."""
    text = html.unescape(re.sub(r"</?(?:bdi|b|span|tspan|p)\b[^>]*>", "", text))
    text = text.replace('\\"', '"').replace('""', '"')
    return re.sub(r"[\s\u2068\u2069\u00ad\u200b]", "", text)


def slides_text(raw):
    shapes = (s for slide in Presentation(io.BytesIO(raw)).slides for s in slide.shapes)
    for shape in shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def gpkg_text(raw):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.gpkg"
        file.write_bytes(raw)
        tables = sqlite3.connect(file)
        names = [
            n for (n,) in tables.execute("select name from sqlite_master where type = 'table'")
        ]
        for name in names:
            for row in tables.execute(f'select * from "{name}"'):
                yield from (cell for cell in row if isinstance(cell, str))
        tables.close()


def text_of(ending, raw):
    if ending == ".pdf":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    if ending == ".pptx":
        return "\n".join(slides_text(raw))
    if ending == ".gpkg":
        return "\n".join(gpkg_text(raw))
    return raw if isinstance(raw, str) else raw.decode("utf-8-sig")


@pytest.mark.parametrize(("lang", "units"), CHOICES)
def test_every_format_says_what_was_measured_in_the_same_words(report, lang, units):
    story = tell(report, lang, units)
    rows = [row for card in story.cards for row in card.rows]
    told = [row.sentence for row in rows if row.verdict is not Verdict.NOT_MEASURABLE]
    assert len(told) >= 3
    for ending in WITH_CLAIMS:
        found = squeezed(text_of(ending, FORMATS[ending](report, story)))
        title = [] if ending == ".csv" else [story.title]  # a table has no headline
        for sentence in [*title, story.viewpoint, *told]:
            assert squeezed(sentence) in found, f"{ending} lacks: {sentence}"


@pytest.mark.parametrize(("lang", "units"), CHOICES[:2])
def test_pictures_carry_headline_finding_and_figures(report, lang, units):
    story = tell(report, lang, units)
    for ending in PICTURES:
        found = squeezed(text_of(ending, FORMATS[ending](report, story)))
        for words in [story.title, story.verdict_line, *(card.figure for card in story.cards)]:
            assert squeezed(words) in found, f"{ending} lacks: {words}"


@pytest.mark.parametrize(("lang", "units"), CHOICES)
def test_the_command_line_says_the_same(report, lang, units):
    story = tell(report, lang, units)
    shown = run("measure", NAME, "--lang", lang, "--units", units)
    for row in story.table:
        assert squeezed(row.sentence) in squeezed(shown.stdout)


def test_claim_reviews_carry_the_sentences_of_the_claims_that_were_measured(report):
    story = tell(report)
    found = squeezed(FORMATS[".jsonld"](report, story))
    measured = [row for row in story.table if row.verdict is not Verdict.NOT_MEASURABLE]
    assert all(squeezed(row.sentence) in found for row in measured)
