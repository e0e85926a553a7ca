"""A case as a briefing on A4: PDF with tags, text that can be chosen, vector maps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import typst

from geo import store
from geo.brief.content import Values, content, in_brief, pictures, taller, words
from geo.errors import ExportError
from geo.picture import typeface
from geo.report import Report
from geo.story.bidi import undirected
from geo.story.values import Story

PAGES = 2
"""What a briefing should fill: the page of the map, and the page of the claims."""

_TEMPLATE = Path(__file__).with_name("pages.typ")
_WHOLE: tuple[Values, ...] = (
    {"size": 8.5, "leading": 0.55, "spacing": 0.8, "row": 0.9, "run_in": False},
    {"size": 7.5, "leading": 0.50, "spacing": 0.7, "row": 0.7, "run_in": False},
    {"size": 7.0, "leading": 0.45, "spacing": 0.65, "row": 0.6, "run_in": False},
)
_BRIEF: tuple[Values, ...] = (
    {"size": 7.5, "leading": 0.45, "spacing": 0.65, "row": 0.6, "run_in": False},
    {"size": 7.0, "leading": 0.40, "spacing": 0.55, "row": 0.5, "run_in": False},
    {"size": 7.0, "leading": 0.36, "spacing": 0.5, "row": 0.42, "run_in": False},
    {"size": 7.0, "leading": 0.36, "spacing": 0.5, "row": 0.42, "run_in": True},
    {"size": 7.0, "leading": 0.33, "spacing": 0.45, "row": 0.34, "run_in": True},
    {"size": 6.8, "leading": 0.33, "spacing": 0.45, "row": 0.3, "run_in": True, "sources": 6.4},
    {"size": 6.6, "leading": 0.30, "spacing": 0.4, "row": 0.24, "run_in": True, "sources": 6.2},
)
"""Size of the small type in points, and how closely it stands: its lines and paragraphs in
parts of its size, the rows of the table in millimetres; sources one after another, and
last smaller than the rest."""

_VERDICTS = (1.36, 1.2, 1.5, 1.1, 1.65)
"""How wide the column of verdicts may be, in widths of the column of claims."""

_PARTS = ("density", "claims")
"""What may be set more closely: the words of the first page, and the page of the claims."""

_MAPS = (0.85, 0.7, 0.6)
"""How high the maps may still be, in parts of their height, where words take much room."""

_MARK = "\ufeff"
"""A sign without width that pasted words bring along, and that PDF/UA forbids."""

_NOT_SHOWN = "could not be displayed"


def render(report: Report, story: Story) -> bytes:
    """Set a case as PDF (PDF/UA-1), the same bytes each time.

    Two pages where they hold it: first with every claim in the table, then with what other
    reports say and no map can check in a list, last with lower maps; the claims stand as
    loosely as their page holds. A case with more runs to more pages, and nothing is dropped.
    Where a text holds letters that no font here has, the standard that forbids them is not
    claimed.

    Raises
    ------
    ExportError
        If the case cannot be set.
    """
    values = content(report, story)
    found = (
        _taller(values, report, story)
        or _loosest(values, _WHOLE, _VERDICTS[:1])
        or _loosest(in_brief(values), _BRIEF)
        or _lower(in_brief(values), report, story)
    )
    found = found and (_loosest(found, _WHOLE + _BRIEF, parts=("claims",)) or found)
    return _set(_compiler(found or _dense(values, _WHOLE[-1])))


def _taller(values: Values, report: Report, story: Story) -> Values | None:
    """Take the most generous way with a higher map of all legs that shows them larger."""
    drawn = (values | higher for higher in taller(report, story))
    ways = (_fitting(shown, _WHOLE[0], _VERDICTS[:1]) for shown in drawn)
    return next(filter(None, ways), None)


def _loosest(
    values: Values,
    densities: Sequence[Values],
    verdicts: Sequence[float] = _VERDICTS,
    parts: Sequence[str] = _PARTS,
) -> Values | None:
    """Take the first of some ways, each closer than the one before, that fits if any does."""
    found, first, end, at = None, 0, len(densities), len(densities) - 1
    while first < end:
        fitting = _fitting(values, densities[at], verdicts, parts)
        found, first, end = (fitting, first, at) if fitting else (found, at + 1, end)
        at = (first + end) // 2
    return found


def _lower(short: Values, report: Report, story: Story) -> Values | None:
    """Take the closest way with the highest of some lower maps."""
    drawn = (short | pictures(report, story, part) for part in _MAPS)
    ways = (_fitting(shown, _BRIEF[-1]) for shown in drawn)
    return next(filter(None, ways), None)


def _fitting(
    values: Values,
    density: Values,
    verdicts: Sequence[float] = _VERDICTS,
    parts: Sequence[str] = _PARTS,
) -> Values | None:
    """Set so closely, with the first width of verdicts by which the pages hold all."""
    ways = (_dense(values, density, wide, parts) for wide in verdicts)
    return next((way for way in ways if _pages(_compiler(way)) <= PAGES), None)


def _dense(
    values: Values,
    density: Values,
    verdict: float = _VERDICTS[0],
    parts: Sequence[str] = _PARTS,
) -> Values:
    return values | dict.fromkeys(parts, density | {"verdict": verdict})


def _compiler(values: Values) -> typst.Compiler:
    given = {"content": json.dumps(_legible(values), ensure_ascii=False)}
    return typst.Compiler(str(_TEMPLATE), font_paths=_fonts(), sys_inputs=given)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(store.root())])


def _legible(shown: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Put an ellipsis for words that no font here has the letters of; maps have done so.

    No letter is left that runs from right to left, and what a reader searches or copies would
    hold the controls of direction, after spaces too that have none.
    """
    if isinstance(shown, dict):
        return {key: part if key == "svg" else _legible(part) for key, part in shown.items()}
    if isinstance(shown, list):
        return [_legible(part) for part in shown]
    if not isinstance(shown, str):
        return shown
    return undirected(typeface.legible(shown)).replace(_MARK, "")


def unwritten(report: Report, story: Story) -> tuple[str, ...]:
    """Give the words that no font here has the letters of."""
    return tuple(dict.fromkeys(_lost(words(report, story))))


def _lost(shown: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    if isinstance(shown, str):
        yield from typeface.lost(shown)
    elif isinstance(shown, dict | list):
        for part in shown.values() if isinstance(shown, dict) else shown:
            yield from _lost(part)


def _pages(setting: typst.Compiler) -> int:
    with _told():
        return int(setting.eval("locate(<end>).page()"))


def _set(setting: typst.Compiler) -> bytes:
    with _told():
        try:
            out = setting.compile(pdf_standards=["ua-1"], timestamp=0)
        except typst.TypstError as error:
            if _NOT_SHOWN not in str(error):
                raise
            out = setting.compile(timestamp=0)
    assert isinstance(out, bytes)  # noqa: S101 - one file, as PDF
    return out


@contextmanager
def _told() -> Iterator[None]:
    """Tell in a sentence why typst, whose every error is one of these, cannot set a case."""
    try:
        yield
    except RuntimeError as error:
        why = " ".join(str(error).split())
        raise ExportError(f"The briefing cannot be set as PDF: {why}.") from error
