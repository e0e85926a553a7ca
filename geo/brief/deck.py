"""Slides with native titles, texts, tables and pictures, and the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from geo import palette
from geo.brief import fit
from geo.picture.typeface import Face

WIDE, HIGH = 960.0, 540.0
"""A slide of 16:9, in points."""

MARGIN = 36.0
SERIF, SANS = "Georgia", "Arial"
TAGS: Mapping[str, str] = {"en": "en-GB", "id": "id-ID"}

_TITLE_ONLY = 5
_TITLE_MOST = 255
_TITLE_SIZES = (28, 26, 24, 22, 20, 18, 16, 14, 12, 11, 10)
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_CELL_X, _CELL_Y = 4.0, 3.0
_EPOCH = (1980, 1, 1, 0, 0, 0)


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
        _widen(self._file)
        _dress(self._file)
        core = self._file.core_properties
        core.title, core.language = title[:_TITLE_MOST], self._lang
        core.author = core.last_modified_by = core.keywords = ""
        for element in list(core._element):
            if etree.QName(element).localname in ("created", "modified"):
                core._element.remove(element)

    def slide(self, title: str, notes: Sequence[str]) -> Slide:
        """Add a slide with its title and its speaker notes."""
        slide = self._file.slides.add_slide(self._file.slide_layouts[_TITLE_ONLY])
        shape = slide.shapes.title
        at = Frame(MARGIN, 18, WIDE - 2 * MARGIN, 46)
        size = fit.largest([title], (0.9 * at.width, at.height), _TITLE_SIZES, 0, Face.BOLD)
        self._put(shape, at)
        frame = shape.text_frame
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._fill(frame, [[Run(title, bold=True)]], size, 0, SERIF)
        said = slide.notes_slide.notes_text_frame
        self._fill(said, [[Run(text)] for text in notes], 12, 6)
        return slide

    def text(
        self, slide: Slide, frame: Frame, words: Sequence[Words], size: float, after: float = 4
    ) -> None:
        """Add a text box, a paragraph for each of ``words``."""
        shape = slide.shapes.add_textbox(0, 0, 0, 0)
        self._put(shape, frame)
        self._fill(shape.text_frame, words, size, after)

    def picture(self, slide: Slide, frame: Frame, png: bytes, alt: str) -> None:
        """Add a picture with its alternative text; its shape is the frame's."""
        shape = slide.shapes.add_picture(io.BytesIO(png), 0, 0)
        self._put(shape, frame)
        _describe(shape, alt)

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
        shape = slide.shapes.add_table(len(rows), len(widths), 0, 0, 0, 0)
        self._put(shape, Frame(*corner, sum(widths), sum(heights)))
        _describe(shape, alt)
        table = shape.table
        _plain(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        for number, row in enumerate(rows):
            table.rows[number].height = Pt(heights[number])
            for place, words in enumerate(row):
                self._cell(table.cell(number, place), words, size, head=number == 0)

    def save(self) -> bytes:
        """Write the presentation; no date of today is in it."""
        out = io.BytesIO()
        self._file.save(out)
        return _undated(out.getvalue())

    def _cell(self, cell: _Cell, words: Words, size: float, head: bool) -> None:
        cell.margin_left = cell.margin_right = Pt(_CELL_X)
        cell.margin_top = cell.margin_bottom = Pt(_CELL_Y)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
        self._fill(cell.text_frame, [words], size, 0)
        _rule(cell, "rule-dark" if head else "rule")

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
            paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
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

    def _put(self, shape: object, frame: Frame) -> None:
        for name in ("left", "top", "width", "height"):
            setattr(shape, name, Pt(getattr(frame, name)))
        text = (
            getattr(shape, "text_frame", None) if getattr(shape, "has_text_frame", 0) else None
        )
        if text is not None:
            text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = 0


def cell_room(width: float) -> float:
    """Tell how wide the text of a cell may be, in points."""
    return width - 2 * _CELL_X


def row_height(text_height: float) -> float:
    """Tell how high a row is around its highest text, in points."""
    return text_height + 2 * _CELL_Y


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(palette.LIGHT[colour].removeprefix("#"))


def _describe(shape: object, alt: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", _clean(alt))  # type: ignore[attr-defined]


def _clean(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")


def _widen(file: object) -> None:
    """Turn the 4:3 of the template into 16:9, its layouts included."""
    old = file.slide_width  # type: ignore[attr-defined]
    file.slide_width, file.slide_height = Pt(WIDE), Pt(HIGH)  # type: ignore[attr-defined]
    master = file.slide_master  # type: ignore[attr-defined]
    for page in (master, *master.slide_layouts):
        for shape in page.shapes:
            if shape._element.xpath(".//a:xfrm"):
                shape.left = Emu(int(shape.left * Pt(WIDE) / old))
                shape.width = Emu(int(shape.width * Pt(WIDE) / old))


def _dress(file: object) -> None:
    """Set the theme in the type of the page: headings in serif, all else in sans serif."""
    for part in file.part.package.iter_parts():  # type: ignore[attr-defined]
        if part.content_type.endswith("theme+xml"):
            blob = part.blob.decode()
            for kind, family in (("major", SERIF), ("minor", SANS)):
                pattern = rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*'
                blob = re.sub(pattern, rf"\g<1>{family}", blob)
            part._blob = blob.encode()


def _plain(table: Table) -> None:
    properties = table._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = _PLAIN_TABLE
    table.horz_banding = False


def _rule(cell: _Cell, colour: str) -> None:
    """Draw a fine line beneath a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = etree.SubElement(properties, qn("a:lnB"), w=str(Pt(0.75)))
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=palette.LIGHT[colour].removeprefix("#"))


def _undated(raw: bytes) -> bytes:
    """Write a zip file anew, its entries without a date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
