"""A case as slides: the route, each leg, the border, every claim, the sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pptx.slide import Slide

from geo import palette
from geo.brief import fit, sheets
from geo.brief.deck import HIGH, MARGIN, WIDE, Deck, Frame, Run, Words
from geo.brief.sheets import BODY, FULL, SIZES, TOP, plain
from geo.model import Verdict
from geo.picture import frame
from geo.picture.typeface import Face
from geo.report import Report
from geo.story.values import BorderQuestion, Card, Row, Story

_LEFT = 330.0
_GAP = 24.0
_RIGHT = Frame(MARGIN + _LEFT + _GAP, TOP, FULL - _LEFT - _GAP, BODY)
_PX_PER_PT = 2.0
_LEGIBLE = SIZES[:5]
_CREDIT, _EDGE = 8.0, 10.0
"""The type of the credit under a map, and the room beneath it."""
_AFTER = 5.0
_BIG = 34.0
_WIDE_MAP = 270.0


def render(report: Report, story: Story) -> bytes:
    """Make the slides of a case as PowerPoint, the same bytes each time."""
    deck = Deck(story.title, story.lang)
    _title(deck, report, story)
    for card in story.cards:
        if card.mode:
            _leg(deck, report, story, card)
    for number, asked in enumerate(story.borders):
        _border(deck, report, story, asked, frame.border_name(number))
    sheets.claims(deck, report, story)
    sheets.texts(deck, story, story.ui["conflicts"], story.conflicts)
    sheets.sources(deck, story)
    sheets.texts(deck, story, story.ui["method"], story.method)
    sheets.texts(deck, story, story.ui["credits"], (story.viewpoint, *story.credits))
    return deck.save()


def _picture(
    deck: Deck, slide: Slide, report: Report, story: Story, which: str, at: Frame
) -> None:
    size = (round(at.width * _PX_PER_PT), round(at.height * _PX_PER_PT))
    png = frame.frame(report, story, which, size)
    alt = frame.scene(report, story, which, size).title
    deck.picture(slide, at, png, alt)


def _map_slide(
    deck: Deck, story: Story, title: str, viewpoint: str = ""
) -> tuple[Slide, float]:
    """Add a slide for a map, its credit at the foot, and give the height of what is above.

    ``viewpoint`` is that of its map, where it is not the story's.
    """
    slide = deck.slide(title, sheets.notes(story, viewpoint))
    credit = " ".join((viewpoint or story.viewpoint, *story.credits))
    under = fit.height([credit], FULL, _CREDIT)
    at = Frame(MARGIN, HIGH - _EDGE - under, FULL, under)
    deck.text(slide, at, [[Run(credit, colour="quiet")]], _CREDIT, 0)
    return slide, at.top - _AFTER - TOP


def _title(deck: Deck, report: Report, story: Story) -> None:
    slide, body = _map_slide(deck, story, story.title)
    counts: list[Run] = []
    for tally in story.tallies:
        told = f"{tally.symbol} {tally.count} {tally.text}".strip()
        counts += [Run("   ")] if counts else []
        counts.append(Run(told, bool(tally.symbol), colour=palette.verdict(tally.verdict)))
    said: list[Words] = [[Run(story.verdict_line, bold=True)], [Run(story.summary)], counts]
    said = [words for words in said if plain(words)]
    sizes = (size for size in SIZES if _high(said, FULL, size) <= body - _WIDE_MAP)
    size = next(sizes, SIZES[-1])
    high = _high(said, FULL, size)
    deck.text(slide, Frame(MARGIN, TOP, FULL, high), said, size, _AFTER)
    shown = Frame(MARGIN, TOP + high + _AFTER, FULL, body - high - _AFTER)
    _picture(deck, slide, report, story, frame.OVERVIEW, shown)


def _leg(deck: Deck, report: Report, story: Story, card: Card) -> None:
    slide, body = _map_slide(deck, story, f"{card.number}. {card.heading}", story.drawn)
    _picture(deck, slide, report, story, card.id, replace(_RIGHT, height=body))
    _beside(deck, slide, story, card, body)


def _beside(deck: Deck, slide: Slide, story: Story, card: Card, body: float) -> None:
    """Set a card's figure and what is said of it beside its map, and its claims if they fit."""
    figure = [Run(card.figure, bold=True, size=_BIG)]
    high = body - _BIG * fit.LEADING * fit.lines(card.figure, _LEFT, _BIG, Face.BOLD) - _AFTER
    words, size = _said(card, high)
    tall = [fit.height([plain(each)], _LEFT, size, _AFTER) for each in words]
    first, *more = fit.parted(tall, high)
    at = Frame(MARGIN, TOP, _LEFT, body)
    deck.text(slide, at, [figure, *words[first]], size, _AFTER)
    for part in more:
        sheets.texts(deck, story, card.heading, [plain(each) for each in words[part]])


def _said(card: Card, high: float) -> tuple[list[Words], float]:
    """Choose what stands beside a map, and its size: as much of the claims as fits.

    That is all of them, or those that are measured, or of these the verdicts alone, or none.
    """
    said: list[Words] = [[Run(card.aside, colour="quiet")], *([Run(n)] for n in card.notes)]
    measured = [row for row in card.rows if row.verdict is not Verdict.NOT_MEASURABLE]
    alone = [replace(row, sentence="") for row in measured]
    for rows in (card.rows, measured, alone):
        words = [*said, *map(_claim_below, rows)]
        texts = list(map(plain, words))
        size = fit.largest(texts, (_LEFT, high), _LEGIBLE, _AFTER)
        if fit.height(texts, _LEFT, size, _AFTER) <= high:
            return words, size
    return said, fit.largest(list(map(plain, said)), (_LEFT, high), SIZES, _AFTER)


def _claim_below(row: Row) -> Words:
    _, claim, *_, verdict = sheets.claim(row)
    return [*claim, Run(" "), *verdict]


def _border(
    deck: Deck, report: Report, story: Story, asked: BorderQuestion, which: str
) -> None:
    """Ask how far, and on a second slide which border: a row a line, and what to know."""
    card = next(card for card in story.cards if card.number == asked.card)
    slide, body = _map_slide(deck, story, f"{card.number}. {card.heading}", asked.viewpoint)
    _picture(deck, slide, report, story, which, replace(_RIGHT, height=body))
    _beside(deck, slide, story, card, body)
    slide, body = _map_slide(deck, story, asked.heading, asked.viewpoint)
    wide, high = _lines(deck, slide, story, asked)
    left, top = MARGIN + wide + _GAP, TOP + high + 2 * _AFTER
    _picture(deck, slide, report, story, which, Frame(left, TOP, WIDE - MARGIN - left, body))
    told = _told(story, asked)
    room = TOP + body - top
    size = fit.largest(list(map(plain, told)), (wide, room), SIZES[3:], _AFTER)
    tall = [fit.height([plain(words)], wide, size, _AFTER) for words in told]
    first, *more = fit.parted(tall, room)
    deck.text(slide, Frame(MARGIN, top, wide, room), told[first], size, _AFTER)
    for part in more:
        sheets.texts(deck, story, asked.heading, [plain(words) for words in told[part]])


def _told(story: Story, asked: BorderQuestion) -> list[Words]:
    """Gather what a reader must know of the lines: what was reported, remarks, guesses."""
    stated = (band for band in (asked.band, *asked.also) if band)
    words: list[Words] = [[Run(band.label, bold=True)] for band in stated]
    words += [[Run(text)] for text in asked.remarks]
    guess = story.ui["guess"]
    return [*words, *([Run(f"{guess}: {text}", italic=True)] for text in asked.guesses)]


def _lines(
    deck: Deck, slide: Slide, story: Story, asked: BorderQuestion
) -> tuple[float, float]:
    """Set the table of the lines, and tell how wide and how high it is."""
    wide = (236.0, 114.0, 140.0)
    head = (story.ui[key] for key in ("app_border", "th_measured", "th_verdict"))
    rows: list[Sequence[Words]] = [[[Run(text, bold=True)] for text in head]]
    for row in asked.rows:
        verdict = Run(
            f"{row.symbol} {row.word}", bold=True, colour=palette.verdict(row.verdict)
        )
        rows.append([[Run(row.name, row.default)], [Run(row.figure, row.default)], [verdict]])
    high = [sheets.row_high(row, wide, 14) for row in rows]
    deck.table(slide, (MARGIN, TOP), wide, high, rows, 14, asked.heading)
    return sum(wide), sum(high)


def _high(paragraphs: Sequence[Words], wide: float, size: float) -> float:
    """Tell how high paragraphs stand; one that is bold in part is measured as bold."""
    faces = (Face.BOLD if any(run.bold for run in each) else Face.SANS for each in paragraphs)
    return sum(
        fit.height([plain(each)], wide, size, _AFTER, face)
        for each, face in zip(paragraphs, faces, strict=True)
    )
