"""The two pages of a briefing: whole, tagged, findable, vector, the same each time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

import pytest
from pypdf import PdfReader

from case_files import SMALL, written
from geo import case
from geo.brief import pdf
from geo.brief.content import TYPE, content, taller
from geo.errors import ExportError
from geo.examine import examine
from geo.model import Verdict
from geo.picture.flat import flat
from geo.story.tell import tell

HERE = Path(__file__).parent
LANGS = ("en", "id")
RIGHT_TO_LEFT = {"R", "AL", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF"}
"""The signs of Unicode's Annex 9 that turn the direction of text, and their ends."""


@pytest.fixture(scope="module")
def stories(report):
    return {lang: tell(report, lang) for lang in LANGS}


@pytest.fixture(scope="module")
def files(report, stories):
    return {lang: pdf.render(report, stories[lang]) for lang in LANGS}


@pytest.fixture(scope="module", params=LANGS)
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def pages(files, lang):
    return PdfReader(io.BytesIO(files[lang]))


def squeezed(text: str) -> str:
    """Undo line breaks: what is left when neither spaces nor turns of direction count."""
    return re.sub(r"[\s\u202a-\u202e\u2066-\u2069]+", "", text)


def text_of(reader: PdfReader) -> str:
    return squeezed(" ".join(page.extract_text() for page in reader.pages))


def elements(reader: PdfReader) -> Iterator[Any]:
    """Walk the tags of a file."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if not hasattr(node, "get"):
            continue
        if "/S" in node:
            yield node
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        waiting += kids if isinstance(kids, list) else [kids]


def objects(reader: PdfReader) -> list[Any]:
    """List the dictionaries of a file."""
    every = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
    return [each for each in every if hasattr(each, "get")]


def tags(reader: PdfReader) -> list[str]:
    return [str(element["/S"]) for element in elements(reader)]


def test_the_shipped_case_fills_two_pages_of_a4(pages):
    assert len(pages.pages) == 2
    for page in pages.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_title_and_language_are_told(pages, stories, lang):
    root = pages.trailer["/Root"]
    assert pages.metadata.title == stories[lang].title
    assert str(root["/Lang"]).split("-")[0] == lang
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()


def test_every_page_carries_its_part(pages, stories, lang):
    story = stories[lang]
    first, second = (squeezed(page.extract_text()) for page in pages.pages)
    on_first = [story.title, story.summary, story.verdict_line, story.viewpoint]
    on_first += [*story.credits, *story.method, *story.conflicts]
    for card in story.cards:
        on_first += [card.heading, card.figure, card.aside, *card.notes]
    for asked in story.borders:
        on_first += [asked.heading, *asked.remarks, *asked.guesses]
    on_second = [part for row in story.sources for part in (row.title, row.details, row.url)]
    assert [words for words in on_first if squeezed(words) not in first] == []
    assert [words for words in on_second if squeezed(words) not in second] == []


def test_no_claim_is_missing(pages, stories, lang):
    text = text_of(pages)
    missing = [
        row.claim for row in stories[lang].table if squeezed(f"{row.text} {row.by}") not in text
    ]
    assert missing == []


def test_what_came_of_the_articles_claims_and_of_every_measured_one_is_told(
    pages, report, stories, lang
):
    text = text_of(pages)
    main = {claim.id for claim in report.case.claims if claim.source == report.case.article}
    told = [
        row
        for row in stories[lang].table
        if row.claim in main or row.verdict is not Verdict.NOT_MEASURABLE
    ]
    assert len(told) > 25
    for row in told:
        for words in (f"{row.word} {row.sentence}", row.reported, row.measured):
            assert squeezed(words) in text, row.claim


def test_pictures_are_vector_and_say_what_they_show(pages, stories, lang):
    figures = [node for node in elements(pages) if node["/S"] == "/Figure"]
    alts = " ".join(str(node["/Alt"]) for node in figures)
    assert len(figures) == 4
    for card in stories[lang].cards:
        assert card.alt in alts
    for row in stories[lang].borders[0].rows:
        assert f"{row.name}: {row.figure}, {row.word}" in alts
    kinds = [each.get("/Subtype") for each in objects(pages)]
    assert "/Image" not in kinds
    drawn = pages.pages[0].get_contents().get_data().split()
    assert drawn.count(b"l") > 1000, "the coast is made of lines"


def test_a_leg_without_a_map_of_its_own_says_where_it_is_drawn(report, stories, lang):
    cards = content(report, stories[lang])["cards"]
    without = [card["number"] for card in cards if card["picture"] is None]
    assert without == [2], "the railway is most of the map of all legs"
    words = stories[lang].ui["brief_no_map"]
    assert [card["number"] for card in cards if words in card["notes"]] == without


def test_the_card_of_a_leg_says_what_its_reported_length_came_to(tmp_path):
    """Its ends are 183 to 190 km apart and it is open water between: 400 km differs."""
    text = SMALL
    check = "{kind: leg_length, leg: sea, about: true, value: 400, unit: km}"
    path = tmp_path / "leg.yaml"
    path.write_text(re.sub(r"check: .*", f"check: {check}", text), encoding="utf-8")
    report = examine(case.read(path))
    told = text_of(PdfReader(io.BytesIO(pdf.render(report, tell(report)))))
    assert squeezed("▲ differs about 400 km reported") in told


def test_a_figure_stands_on_the_page_of_its_heading(tmp_path):
    """Cards run over the page: a figure at the top of the next was nobody's."""
    places = "".join(
        f"  - {{id: p{i}, lat: {i % 3}, lon: {0.3 * i * i:.1f}, radius_km: 1, "
        f"names: {{en: Port {letter}}}, basis: A map.}}\n"
        for i, letter in enumerate("ABCDEFGHIJKLMNOPQRS")
    )
    ends = [*((i, i + 1) for i in range(18)), (0, 18)]
    legs = "".join(
        f"  - {{id: l{start}-{end}, mode: air, from: p{start}, to: p{end}, basis: reported}}\n"
        for start, end in ends
    )
    head = SMALL.partition("places:")[0]
    head = head.replace("One leg and one claim.", "One leg and one claim. " * 60)
    text = f"{head}places:\n{places}legs:\n{legs}claims: []\n"
    report = examine(case.read(written(tmp_path, text)))
    story = tell(report)
    reader = PdfReader(io.BytesIO(pdf.render(report, story)))
    pages = [squeezed(page.extract_text()) for page in reader.pages]
    assert len(pages) > pdf.PAGES
    for card in story.cards:
        first = next(page for page in pages if squeezed(card.heading) in page)
        assert squeezed(card.figure) in first, card.heading


def test_claims_are_not_set_small_because_the_first_page_is_full(tmp_path):
    """Both pages were set as closely as the first needs, over an empty half page."""
    remarks = "remarks:\n" + "  - {about: sea, text: A remark.}\n" * 50
    text = SMALL.replace("mode: sea", "mode: air") + remarks
    report = examine(case.read(written(tmp_path, text)))
    pages = PdfReader(io.BytesIO(pdf.render(report, tell(report)))).pages
    assert len(pages) == pdf.PAGES
    (method,) = sizes(pages[0], "Every distance is a geodesic")
    (claim,) = sizes(pages[1], "The two ports lie about")
    assert method < 8.5 == claim


def sizes(page: Any, words: str) -> list[float]:
    """Give the sizes in points of type that begins with some words."""
    out = []

    def visit(text, matrix, place, font, size):
        if text.strip().startswith(words):
            out.append(round(size * abs(matrix[3] * place[3]), 2))

    page.extract_text(visitor_text=visit)
    return out


def test_the_interval_of_what_was_measured_stands_on_one_line(tmp_path):
    """It was wider than its column, and its closing bracket stood on a line of its own."""
    text = SMALL
    check = "{kind: leg_length, leg: sea, about: true, value: 3643, unit: km}"
    text = re.sub(r"check: .*", f"check: {check}", text).replace("mode: sea", "mode: air")
    path = tmp_path / "far.yaml"
    path.write_text(re.sub(r"lat: 42.89\d*", "lat: 10.1", text), encoding="utf-8")
    report = examine(case.read(path))
    page = PdfReader(io.BytesIO(pdf.render(report, tell(report)))).pages[1]
    assert re.search(r"^\(3,\d{3}\.\d–3,\d{3}\.\d km\)$", page.extract_text(), re.MULTILINE)


def test_a_route_from_north_to_south_has_a_higher_map(report, stories, tmp_path):
    """On the strip of 192 by 57 mm, Antofagasta to Punta Arenas was 36 mm long."""
    text = SMALL.replace("mode: sea", "mode: air")
    path = tmp_path / "south.yaml"
    path.write_text(re.sub(r"lat: 42.89\d*", "lat: 10.1", text), encoding="utf-8")
    south = examine(case.read(path))
    (page, *_) = PdfReader(io.BytesIO(pdf.render(south, tell(south)))).pages
    heights = [float(page.mediabox.height)]

    def visit(words, matrix, *rest):
        if "UN General Assembly" in words:
            heights.append(matrix[5])

    page.extract_text(visitor_text=visit)
    top, caption = heights[:2]
    assert (top - caption) * 25.4 / 72 > 1.6 * 57, "how far down the words under the map stand"
    assert not list(taller(report, stories["en"])), "the railway is as wide as the strip"


def test_headings_and_table_are_tagged(pages, stories, lang):
    found = tags(pages)
    assert found.count("/H1") == 1
    assert found.count("/H2") >= len(stories[lang].cards) + 4
    assert found.count("/Table") == 1
    assert found.count("/TH") == 5
    assert found.count("/TR") > 30


def test_every_font_is_embedded(pages):
    fonts = [each for each in objects(pages) if each.get("/Type") == "/Font"]
    parts = [font for font in fonts if font["/Subtype"] != "/Type0"]
    assert len(parts) >= 4
    for font in parts:
        held = font["/FontDescriptor"].keys() & {"/FontFile", "/FontFile2", "/FontFile3"}
        assert held, font["/BaseFont"]
    assert all("/ToUnicode" in font for font in fonts if font["/Subtype"] == "/Type0")


def test_names_stand_in_their_own_script(pages):
    text = text_of(pages)
    assert "나진" in text
    assert "Дунай" in text


def test_words_that_no_font_has_are_an_ellipsis_and_told(tmp_path):
    text = SMALL
    path = tmp_path / "words.yaml"
    path.write_text(
        re.sub(r"title: .*", "title: 新疆日报 says", text, count=1), encoding="utf-8"
    )
    report = examine(case.read(path))
    story = tell(report)
    reader = PdfReader(io.BytesIO(pdf.render(report, story)))
    assert "…says" in text_of(reader)
    assert "pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert pdf.unwritten(report, story) == ("新疆日报",)


def test_words_that_run_from_right_to_left_leave_no_sign_in_what_is_searched(tmp_path):
    text = SMALL.replace("en: Dunay", "en: Dunay الحديدة").replace("A paper", "Sana غد")
    report = examine(case.read(written(tmp_path, text)))
    reader = PdfReader(io.BytesIO(pdf.render(report, tell(report))))
    read = " ".join(page.extract_text() for page in reader.pages)
    strange = [sign for sign in read if bidirectional(sign) in RIGHT_TO_LEFT]
    assert not strange
    assert squeezed(read).count("Dunay") == squeezed(read).count("Dunay…"), "on the map too"


def test_the_same_case_gives_the_same_bytes(report, stories, files):
    assert pdf.render(report, stories["en"]) == files["en"]


def test_a_mark_that_pasted_words_bring_along_is_left_out(tmp_path):
    text = SMALL.replace("A small case", '"A \\uFEFFsmall case"').replace(
        "en: Dunay", 'en: "\\uFEFFDunay"'
    )
    report = examine(case.read(written(tmp_path, text)))
    reader = PdfReader(io.BytesIO(pdf.render(report, tell(report))))
    assert reader.metadata.title == "A small case"
    assert "pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data().decode()


@pytest.mark.parametrize("name", ["hostile", "small"])
def test_what_a_case_says_is_text_and_nothing_else(name):
    report = examine(case.read(HERE / f"{name}.yaml"))
    story = tell(report)
    reader = PdfReader(io.BytesIO(pdf.render(report, story)))
    text = text_of(reader)
    assert "/JavaScript" not in str(reader.trailer["/Root"])
    seen = [row for row in story.table if squeezed(row.by.partition("<")[0]) in text]
    assert len(seen) == len(story.table)
    if name == "hostile":
        for words in ("<script>window.hacked=1</script>", "{{7*7}}", "`${1}`", "&lt;"):
            assert text.count(words) > len(story.table), words


def test_what_cannot_be_set_is_told_in_a_sentence(report, stories, monkeypatch, tmp_path):
    template = tmp_path / "pages.typ"
    monkeypatch.setattr(pdf, "_TEMPLATE", template)
    untitled = "#metadata(1) <end>"  # counted, but no document for everyone: it has no title
    for fault, why in (("#nothing()", "unknown variable"), (untitled, "title")):
        template.write_text(fault, encoding="utf-8")
        with pytest.raises(ExportError, match=rf"^The briefing cannot be set as PDF: .*{why}"):
            pdf.render(report, stories["en"])


def test_a_flat_picture_needs_no_custom_properties():
    css = ".s{--a:#fff}.s .s-by-sea{--leg:var(--leg-sea)}.s .s-line{stroke:var(--leg)}"
    picture = flat(
        f"<svg><style>{css}.s text{{fill:var(--text)}}</style>var(--sea)</svg>", TYPE
    )
    style, rest = picture.removeprefix("<svg><style>").split("</style>")
    assert "var(" not in style
    assert ".s .s-by-sea .s-line,.s .s-by-sea.s-line{stroke:#0B4F8A}" in style
    assert rest == "var(--sea)</svg>", "words are left as they are"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("units", ["mi", "nm"])
def test_two_pages_hold_the_shipped_case_in_every_unit_too(report, lang, units):
    file = pdf.render(report, tell(report, lang, units))
    assert len(PdfReader(io.BytesIO(file)).pages) == 2
