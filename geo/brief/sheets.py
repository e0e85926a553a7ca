"""Slides of words: tables and paragraphs that run over as many slides as they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo import palette
from geo.brief import fit
from geo.brief.content import parted_rows
from geo.brief.deck import HIGH, MARGIN, WIDE, Deck, Frame, Run, Words, cell_room, row_height
from geo.picture.typeface import Face
from geo.report import Report
from geo.story.values import Row, Story

TOP = 74.0
"""Where a slide begins beneath its title, in points."""
FULL = WIDE - 2 * MARGIN
SIZES = (16, 15, 14, 13, 12, 11, 10.5, 10)
BODY = HIGH - TOP - 22.0
_SMALL = 11.0


def claims(deck: Deck, report: Report, story: Story) -> None:
    """Set every claim in tables, the article's first."""
    for heading, rows in zip(_headings(report, story), parted_rows(report, story), strict=True):
        _claims(deck, story, heading, rows)


def _headings(report: Report, story: Story) -> Iterator[str]:
    whole = report.case.article is None
    ui = story.ui
    yield ui["every_claim"] if whole else f"{ui['every_claim']}: {ui['brief_article']}"
    yield f"{ui['every_claim']}: {ui['brief_others']}"


def _claims(deck: Deck, story: Story, heading: str, rows: Sequence[Row]) -> None:
    ui = story.ui
    head = [[Run(ui["th_number"], bold=True)], [Run(ui["th_claim"], bold=True)]]
    head += [[Run(ui[f"th_{name}"], bold=True)] for name in ("reported", "measured", "verdict")]
    _tables(deck, story, heading, (34.0, 300.0, 108.0, 108.0, 338.0), head, map(claim, rows))


def claim(row: Row) -> Sequence[Words]:
    """Give the cells of a claim."""
    verdict = Run(f"{row.symbol} {row.word} ", bold=True, colour=palette.verdict(row.verdict))
    return (
        [Run(str(row.number or ""))],
        [Run(f"{row.text} "), Run(row.by, colour="quiet")],
        [Run(row.reported)],
        [Run(row.measured)],
        [verdict, Run(row.sentence)],
    )


def sources(deck: Deck, story: Story) -> None:
    """Set the sources in tables."""
    rows = (
        ([Run(row.title)], [Run(row.details), *([Run(f" · {row.url}")] if row.url else [])])
        for row in story.sources
    )
    head = [[Run(story.ui["sources"], bold=True)], [Run("")]]
    _tables(deck, story, story.ui["sources"], (260.0, 628.0), head, rows)


def texts(deck: Deck, story: Story, heading: str, told: Sequence[str]) -> None:
    """Set paragraphs over as many slides as they take."""
    size = fit.largest(told, (FULL, 0.92 * BODY), SIZES, 8)
    high = [fit.height([text], FULL, size, 8) for text in told]
    parts = list(fit.parted(high, BODY))
    for number, part in enumerate(parts, 1):
        title = heading if len(parts) == 1 else f"{heading} ({number}/{len(parts)})"
        slide = deck.slide(title, notes(story))
        words = [[Run(text)] for text in told[part]]
        deck.text(slide, Frame(MARGIN, TOP, FULL, BODY), words, size, 8)


def _tables(
    deck: Deck,
    story: Story,
    heading: str,
    wide: Sequence[float],
    head: Sequence[Words],
    rows: Iterator[Sequence[Words]] | Sequence[Sequence[Words]],
) -> None:
    """Set a table over as many slides as it takes, its head on each."""
    body = list(rows)
    top = row_high(head, wide, _SMALL)
    high = [row_high(row, wide, _SMALL) for row in body]
    parts = list(fit.parted(high, BODY - top))
    for number, part in enumerate(parts, 1):
        title = heading if len(parts) == 1 else f"{heading} ({number}/{len(parts)})"
        slide = deck.slide(title, notes(story))
        heights = [top, *high[part]]
        deck.table(slide, (MARGIN, TOP), wide, heights, [head, *body[part]], _SMALL, title)


def row_high(cells: Sequence[Words], wide: Sequence[float], size: float) -> float:
    """Tell how high a row of cells of given widths stands."""
    lines = (
        fit.lines(plain(cell), cell_room(room), size, _face(cell))
        for cell, room in zip(cells, wide, strict=True)
    )
    return row_height(max(lines) * size * fit.LEADING)


def notes(story: Story, viewpoint: str = "") -> tuple[str, ...]:
    """Give what a speaker must know; without a viewpoint, with the story's."""
    return (*story.method, viewpoint or story.viewpoint, *story.credits)


def _face(words: Words) -> Face:
    return Face.BOLD if all(run.bold for run in words) else Face.SANS


def plain(words: Words) -> str:
    """Give a paragraph without its dress."""
    return "".join(run.text for run in words)
