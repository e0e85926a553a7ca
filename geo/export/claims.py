"""Every claim as a row: what was said, what was measured, how the two stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from math import isinf

from geo.export.features import provenance
from geo.export.features import source as source_line
from geo.model import BorderDistance, Interval
from geo.report import ClaimResult, Report
from geo.story.headline import viewpoint
from geo.story.values import Story
from geo.story.voice import Voice

Cell = str | float | None

COLUMNS = (
    *("id", "number", "about", "claim", "said_by", "line", "as_printed"),
    *("reported", "measured", "verdict", "verdict_word", "sentence", "sources_disagree"),
    *("reported_value", "reported_low", "reported_high"),
    *("measured_value", "measured_low", "measured_high", "unit", "source"),
)
"""What a row says, whether there are claims or none."""

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
        cells = (
            told.claim,
            told.number or None,
            told.about,
            told.text,
            told.by,
            told.line,
            told.figure,
            told.reported,
            told.measured,
            told.verdict.value,
            told.word,
            told.sentence,
            told.disagree,
            *_bounds(result.reported),
            *_bounds(result.measured),
            result.unit,
            source_line(sources[result.claim.source]),
        )
        yield dict(zip(COLUMNS, cells, strict=True))


def dumps(report: Report, story: Story) -> str:
    """Write the claims as CSV (RFC 4180), a spreadsheet's formulas disarmed.

    A row carries viewpoint, credit and licence, so that it can be taken out alone.
    """
    _, *credit, licence = provenance(story)
    about = {"viewpoint": "", "credit": " ".join(credit), "licence": licence}
    table = (
        {**row, **about, "viewpoint": _viewpoint(report, story, result)}
        for row, result in zip(rows(report, story), report.claims, strict=True)
    )
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*COLUMNS, *about], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _safe(cell) for name, cell in row.items()} for row in table)
    return BYTE_ORDER_MARK + text.getvalue()


def _viewpoint(report: Report, story: Story, result: ClaimResult) -> str:
    """Name the viewpoint of the line that a claim was held against, else of what is drawn."""
    asked = result.claim.check
    if not isinstance(asked, BorderDistance):
        return story.drawn
    wanted = (asked.start, asked.country, result.facts["line"])
    found = next(
        each
        for each in report.distances
        if (each.place.id, each.distance.country, each.distance.line) == wanted
    )
    return viewpoint(Voice(story.lang, story.units), report, found)


def _bounds(found: Interval | None) -> tuple[Cell, Cell, Cell]:
    if found is None:
        return None, None, None
    value, low, high = (
        None if isinf(end) else round(end, 6) for end in (found.value, found.low, found.high)
    )
    return value, low, high


def _safe(cell: Cell) -> Cell:
    """Keep a text a text: an apostrophe stands where a formula would begin."""
    return _FORMULA.sub(r"\1\2'", cell) if isinstance(cell, str) else cell
