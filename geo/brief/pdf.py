"""A case as a briefing of two A4 pages: PDF with tags, text that can be chosen, vector maps."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from geo import store
from geo.brief.content import content
from geo.report import Report
from geo.story.values import Story

_TEMPLATE = Path(__file__).with_name("pages.typ")
_NOT_SHOWN = "could not be displayed"


def render(report: Report, story: Story) -> bytes:
    """Set a case as PDF (PDF/UA-1), the same bytes each time.

    Where a case holds letters that no font here has, the standard that forbids them is not
    claimed; they are then set as boxes, and still stand in the text.
    """
    values = json.dumps(content(report, story, complete=False), ensure_ascii=False)
    try:
        return _set(values, ["ua-1"])
    except typst.TypstError as error:
        if _NOT_SHOWN not in str(error):
            raise
        return _set(values, [])


def _set(values: str, standards: list[typst.PDFStandard]) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(store.root())])
    return typst.compile(
        str(_TEMPLATE),
        font_paths=fonts,
        sys_inputs={"content": values},
        pdf_standards=standards,
        timestamp=0,
    )
