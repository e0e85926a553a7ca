"""Slides with native titles, texts, tables and pictures, and the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from geo import palette
from geo.brief import fit, ooxml
from geo.picture.typeface import Face

WIDE, HIGH = 960.0, 540.0
"""A slide of 16:9, in points."""

MARGIN = 36.0
SERIF, SANS = "Georgia", "Arial"
TAGS: Mapping[str, str] = {"en": "en-GB", "id": "id-ID"}

_TITLE_ONLY = 5
_TITLE_MOST = 255
_TITLE_SIZES = (28, 26, 24, 22, 20, 18, 16, 14, 12, 11, 10)
_CELL_X, _CELL_Y = 4.0, 3.0


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one dress; ``colour`` is a name of the palette."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = "text"
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where something stands on a slide, in points."""

    left: float
    top: float
    width: float
    height: float


Words = Sequence[Run]
"""A paragraph."""


class Deck:
    """A presentation that is being made, in one language."""

    def __init__(self, title: str, lang: str) -> None:
        self._file = Presentation()
        self._lang = TAGS.get(lang, lang)
        ooxml.resize(self._file, Pt(WIDE), Pt(HIGH))
        ooxml.dress(self._file, SERIF, SANS)
        ooxml.undate(self._file)
        core = self._file.core_properties
        core.title, core.language = title[:_TITLE_MOST], self._lang
        core.author = core.last_modified_by = core.keywords = ""

    def slide(self, title: str, notes: Sequence[str]) -> Slide:
        """Add a slide with its title and its speaker notes."""
        slide: Slide = self._file.slides.add_slide(self._file.slide_layouts[_TITLE_ONLY])
        shape = slide.shapes.title
        assert shape is not None  # noqa: S101 - the layout has one
        at = Frame(MARGIN, 18, WIDE - 2 * MARGIN, 46)
        size = fit.largest([title], (0.84 * at.width, at.height), _TITLE_SIZES, 0, Face.SERIF)
        shape.left, shape.top, shape.width, shape.height = _emu(at)
        _unpadded(shape.text_frame)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._fill(shape.text_frame, [[Run(title, bold=True)]], size, 0, SERIF)
        said = slide.notes_slide.notes_text_frame
        assert said is not None  # noqa: S101 - so has the page of notes
        self._fill(said, [[Run(text)] for text in notes], 12, 6)
        return slide

    def text(
        self, slide: Slide, frame: Frame, words: Sequence[Words], size: float, after: float = 4
    ) -> None:
        """Add a text box, a paragraph for each of ``words``."""
        shape = slide.shapes.add_textbox(*_emu(frame))
        _unpadded(shape.text_frame)
        self._fill(shape.text_frame, words, size, after)

    def picture(self, slide: Slide, frame: Frame, png: bytes, alt: str) -> None:
        """Add a picture with its alternative text; its shape is the frame's."""
        ooxml.describe(slide.shapes.add_picture(io.BytesIO(png), *_emu(frame)), alt)

    def table(
        self,
        slide: Slide,
        corner: tuple[float, float],
        widths: Sequence[float],
        heights: Sequence[float],
        rows: Sequence[Sequence[Words]],
        size: float,
        alt: str,
    ) -> None:
        """Add a table whose first row is its head; a cell is one paragraph."""
        at = Frame(*corner, sum(widths), sum(heights))
        shape = slide.shapes.add_table(len(rows), len(widths), *_emu(at))
        ooxml.describe(shape, alt)
        table = shape.table
        ooxml.plain(table)
        for place, width in enumerate(widths):
            table.columns[place].width = Pt(width)
        for number, row in enumerate(rows):
            table.rows[number].height = Pt(heights[number])
            for place, words in enumerate(row):
                self._cell(table.cell(number, place), words, size, head=number == 0)

    def save(self) -> bytes:
        """Write the presentation; no date of today is in it."""
        out = io.BytesIO()
        self._file.save(out)
        return ooxml.undated(out.getvalue())

    def _cell(self, cell: _Cell, words: Words, size: float, head: bool) -> None:
        cell.margin_left = cell.margin_right = Pt(_CELL_X)
        cell.margin_top = cell.margin_bottom = Pt(_CELL_Y)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
        self._fill(cell.text_frame, [words], size, 0)
        ooxml.rule(cell, palette.LIGHT["rule-dark" if head else "rule"])

    def _fill(
        self,
        frame: TextFrame,
        words: Sequence[Words],
        size: float,
        after: float,
        family: str = "",
    ) -> None:
        frame.word_wrap = True
        for number, runs in enumerate(words):
            if number:
                frame.add_paragraph()  # type: ignore[no-untyped-call]  # python-pptx tells no type
            paragraph = frame.paragraphs[-1]
            paragraph.space_after = Pt(after)
            paragraph.alignment = PP_ALIGN.LEFT
            for run in runs:
                self._run(paragraph, run, size, family)

    def _run(self, paragraph: _Paragraph, run: Run, size: float, family: str) -> None:
        made = paragraph.add_run()
        made.text = run.text
        font = made.font
        font.size, font.bold, font.italic = Pt(run.size or size), run.bold, run.italic
        font.color.rgb = _rgb(run.colour)
        if family:
            font.name = family
        made._r.get_or_add_rPr().set("lang", self._lang)


def cell_room(width: float) -> float:
    """Tell how wide the text of a cell may be, in points."""
    return width - 2 * _CELL_X


def row_height(text_height: float) -> float:
    """Tell how high a row is around its highest text, in points."""
    return text_height + 2 * _CELL_Y


def _emu(frame: Frame) -> tuple[Pt, Pt, Pt, Pt]:
    return Pt(frame.left), Pt(frame.top), Pt(frame.width), Pt(frame.height)


def _unpadded(frame: TextFrame) -> None:
    frame.margin_left = frame.margin_right = Pt(0)
    frame.margin_top = frame.margin_bottom = Pt(0)


def _rgb(colour: str) -> RGBColor:
    red, green, blue = bytes.fromhex(palette.LIGHT[colour].removeprefix("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]  # nor here
