"""What the two pages hold: plain values that the template sets, all of them data, no markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from geo import palette
from geo.model import Verdict
from geo.picture import chart, inset, stills
from geo.picture.flat import flat
from geo.picture.scene import Inset
from geo.report import Report
from geo.story.values import BorderQuestion, Card, Row, Story

TYPE = "Arimo"
"""The family that the pages and their pictures are set in; its measures are Arial's."""

_PX_PER_MM = 4.25
_WIDE_MM, _CARD_MM = (190.0, 62.0), (61.0, 43.0)
_CHART_PX = 640
_OWN_PICTURE = 0.5
"""A leg longer than this part of the longest one shows well enough on the whole map."""

_MEASURED = (Verdict.AGREES, Verdict.COMPATIBLE, Verdict.DIFFERS)

Values = dict[str, Any]


def content(report: Report, story: Story, complete: bool = True) -> Values:
    """Gather everything that the pages show, in the order of reading."""
    article, others = _rows(report, story)
    return {
        "lang": story.lang,
        "title": story.title,
        "summary": story.summary,
        "verdict_line": story.verdict_line,
        "tallies": [
            {
                "count": tally.count,
                "text": tally.text,
                "symbol": tally.symbol,
                "verdict": _verdict(tally.verdict),
            }
            for tally in story.tallies
        ],
        "overview": _picture(stills.overview(story, report, _px(_WIDE_MM))),
        "cards": [_card(card, report, story) for card in story.cards],
        "borders": [_border(asked, story) for asked in story.borders],
        "article": _set(article),
        "others": _set([row for row in others if complete or row.verdict in _MEASURED]),
        "also": [] if complete else _set([row for row in others if row.verdict not in _MEASURED]),
        "conflicts": list(story.conflicts),
        "sources": [
            {"title": row.title, "details": row.details, "url": row.url}
            for row in story.sources
        ],
        "method": list(story.method),
        "viewpoint": story.viewpoint,
        "credits": list(story.credits),
        "ui": dict(story.ui),
        "colours": dict(palette.LIGHT),
    }


def _px(size: tuple[float, float]) -> tuple[int, int]:
    return round(size[0] * _PX_PER_MM), round(size[1] * _PX_PER_MM)


def _picture(scene: Inset) -> Values:
    return {"svg": flat(inset.inset(scene, standalone=True), TYPE), "alt": scene.title}


def _verdict(verdict: Verdict | None) -> str:
    """Name the colour of a verdict."""
    return verdict.value.replace("_", "-") if verdict else "text"


def _card(card: Card, report: Report, story: Story) -> Values:
    shown = stills.still(card, story, report, _px(_CARD_MM)) if _own(card, report) else None
    return {
        "number": card.number,
        "colour": palette.leg(card.mode) if card.mode else "leg-measured",
        "heading": card.heading,
        "figure": card.figure,
        "aside": card.aside,
        "notes": list(card.notes),
        "picture": _picture(shown) if shown else None,
    }


def _own(card: Card, report: Report) -> bool:
    """Tell whether a card needs a picture of its own beside the map of the whole route."""
    if card.mode is None or len(report.legs) == 1:
        return card.mode is None
    spans = {r.leg.id: r.route.great_circle_km for r in report.legs}
    return spans[card.id] < _OWN_PICTURE * max(spans.values())


def _border(asked: BorderQuestion, story: Story) -> Values:
    drawn = chart.chart(asked, _CHART_PX, f"chart-{asked.card}", standalone=True)
    return {
        "heading": asked.heading,
        "picture": {"svg": flat(drawn, TYPE), "alt": chart_alt(asked)},
        "remarks": list(asked.remarks),
        "guess": story.ui["guess"],
        "guesses": list(asked.guesses),
    }


def chart_alt(asked: BorderQuestion) -> str:
    """Say in words what the chart shows: each line, its figure and its verdict."""
    rows = "; ".join(f"{row.name}: {row.figure}, {row.word}" for row in asked.rows)
    band = f"{asked.band.label}. " if asked.band else ""
    return f"{asked.heading}. {band}{rows}."


def _rows(report: Report, story: Story) -> tuple[list[Row], list[Row]]:
    """Part the article's claims from those of other reports; without an article, all are first."""
    main, claims = report.case.article, report.case.claims
    sources = {claim.id: claim.source for claim in claims}
    mine = [row for row in story.table if main in (None, sources[row.claim])]
    rest = [row for row in story.table if main not in (None, sources[row.claim])]
    return mine, rest


def _set(rows: Sequence[Row]) -> list[Values]:
    """Give rows as values; ``span`` rows share a verdict, told on the first of them."""
    out = []
    for _, group in groupby(rows, key=lambda row: (row.word, row.sentence)):
        same = list(group)
        spans = [len(same)] + [0] * (len(same) - 1)
        out += [_claim(row, span) for row, span in zip(same, spans, strict=True)]
    return out


def _claim(row: Row, span: int) -> Values:
    return {
        "number": row.number,
        "text": row.text,
        "by": row.by,
        "reported": row.reported,
        "measured": row.measured,
        "symbol": row.symbol,
        "word": row.word,
        "sentence": row.sentence,
        "verdict": _verdict(row.verdict),
        "span": span,
    }
