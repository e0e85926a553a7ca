"""Every claim as a row: what was said, what was measured, how the two stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from math import isinf

from geo.export.features import provenance
from geo.export.features import source as source_line
from geo.model import Interval
from geo.report import Report
from geo.story.values import Story

Cell = str | float | None

BYTE_ORDER_MARK = "\ufeff"
"""By it Excel knows that a CSV file is UTF-8."""

_FORMULA = re.compile(r"(^|[;\t\r\n])([\s\u200b\u2060]*)(?=[=+\-@＝＋－＠])")
"""Where a spreadsheet begins a formula: a cell's start, and where another list separator
than the comma would start one."""


def rows(report: Report, story: Story) -> Iterator[dict[str, Cell]]:
    """List the claims of a case with their figures, verdicts and sentences.

    Figures of lengths are in the unit that the source used; a bound that is
    infinite is None.
    """
    sources = {row.id: row for row in story.sources}
    for told, result in zip(story.table, report.claims, strict=True):
        yield {
            "id": told.claim,
            "number": told.number or None,
            "about": told.about,
            "claim": told.text,
            "said_by": told.by,
            "line": told.line,
            "as_printed": told.figure,
            "reported": told.reported,
            "measured": told.measured,
            "verdict": told.verdict.value,
            "verdict_word": told.word,
            "sentence": told.sentence,
            "sources_disagree": told.disagree,
            **_bounds("reported", result.reported),
            **_bounds("measured", result.measured),
            "unit": result.unit,
            "source": source_line(sources[result.claim.source]),
        }


def dumps(report: Report, story: Story) -> str:
    """Write the claims as CSV (RFC 4180), a spreadsheet's formulas disarmed.

    A row carries viewpoint, credit and licence, so that it can be taken out alone.
    """
    viewpoint, *credit, licence = provenance(story)
    about = {"viewpoint": viewpoint, "credit": " ".join(credit), "licence": licence}
    table = [{**row, **about} for row in rows(report, story)]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*table[0]] if table else [*about], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _safe(cell) for name, cell in row.items()} for row in table)
    return BYTE_ORDER_MARK + text.getvalue()


def _bounds(name: str, found: Interval | None) -> dict[str, Cell]:
    ends = (found.value, found.low, found.high) if found else (None, None, None)
    names = (f"{name}_value", f"{name}_low", f"{name}_high")
    return {
        part: None if end is None or isinf(end) else round(end, 6)
        for part, end in zip(names, ends, strict=True)
    }


def _safe(cell: Cell) -> Cell:
    """Keep a text a text: an apostrophe stands where a formula would begin."""
    return _FORMULA.sub(r"\1\2'", cell) if isinstance(cell, str) else cell
