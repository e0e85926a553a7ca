"""What the two pages hold: plain values that the template sets, all of them data, no markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from geo import palette
from geo.picture import chart, frame, inset, layout
from geo.picture.flat import flat
from geo.picture.projection import suited
from geo.report import Report
from geo.story.breaks import KEPT, pieces
from geo.story.values import BorderQuestion, Card, Finding, Row, Story

TYPE = "Arimo"
"""The family that the pages and their pictures are set in; its measures are Arial's."""

_PX_PER_MM = 4.25
_WIDE_MM, _CARD_MM = (192.0, 57.0), (61.7, 38.0)
"""Width and height of the map of all legs, and of the map on a card."""
_TALLER = (1.9, 1.6, 1.3)
"""How many times as high the map of all legs may be where the pages have room."""
_CHART_PX = 720
_OWN_MAP = 0.5
"""A leg longer than this part of the longest one shows well enough on the whole map."""

Values = dict[str, Any]


def content(report: Report, story: Story) -> Values:
    """Gather everything that the pages show, in the order of reading."""
    return words(report, story) | pictures(report, story)


def pictures(report: Report, story: Story, part: float = 1.0) -> Values:
    """Draw the maps, ``part`` of their full height, and what stands with them."""
    wide, card = ((width, part * high) for width, high in (_WIDE_MM, _CARD_MM))
    return {
        "overview": _picture(report, story, frame.OVERVIEW, wide),
        "cards": [_card(each, report, story, card) for each in story.cards],
    }


def taller(report: Report, story: Story) -> Iterator[Values]:
    """Draw the map of all legs higher, the highest first, where they are no wide strip."""
    wide, high = _WIDE_MM
    legs = frame.scene(report, story, frame.OVERVIEW, _px(_WIDE_MM))
    most = wide / high / layout.shape(legs, suited)
    for part in (part for part in _TALLER if part <= most):
        yield {"overview": _picture(report, story, frame.OVERVIEW, (wide, part * high))}


def words(report: Report, story: Story) -> Values:
    """Gather what the pages show but for their maps."""
    article, others = parted_rows(report, story)
    return {
        "lang": story.lang,
        "whole": KEPT,
        "title": story.title,
        "summary": story.summary,
        "verdict_line": story.verdict_line,
        "tallies": [
            {
                "count": tally.count,
                "text": tally.text,
                "symbol": tally.symbol,
                "verdict": palette.verdict(tally.verdict),
            }
            for tally in story.tallies
        ],
        "borders": [_border(asked, story) for asked in story.borders],
        "article": _spanned(list(map(_claim, article))),
        "others": _spanned(list(map(_claim, others))),
        "also": [],
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


def in_brief(values: Values) -> Values:
    """List what other reports say and no map can check apart, without a row for each."""
    bare = [row for row in values["others"] if row["verdict"] == "not-measurable"]
    rows = [row for row in values["others"] if row not in bare]
    return values | {"others": _spanned(rows), "also": bare}


def _px(size: tuple[float, float]) -> tuple[int, int]:
    return round(size[0] * _PX_PER_MM), round(size[1] * _PX_PER_MM)


def _picture(report: Report, story: Story, which: str, size: tuple[float, float]) -> Values:
    scene = replace(frame.scene(report, story, which, _px(size)), prefix=f"map-{which}")
    if which == frame.OVERVIEW:
        scene = replace(scene, measured=tuple(replace(m, label=()) for m in scene.measured))
    return {"svg": flat(inset.inset(scene, standalone=True), TYPE), "alt": scene.title}


def _card(card: Card, report: Report, story: Story, size: tuple[float, float]) -> Values:
    which = _map(card, report, story)
    return {
        "number": card.number,
        "colour": palette.leg(card.mode) if card.mode else "leg-measured",
        "heading": card.heading,
        "figure": card.figure,
        "finding": _finding(card.finding) if card.finding else None,
        "aside": card.aside,
        "notes": [*card.notes, *([] if which else [story.ui["brief_no_map"]])],
        "picture": _picture(report, story, which, size) if which else None,
    }


def _finding(found: Finding) -> Values:
    return {
        "text": f"{found.symbol} {found.word}",
        "reported": found.reported,
        "verdict": palette.verdict(found.verdict),
    }


def _map(card: Card, report: Report, story: Story) -> str:
    """Name a card's own map; none for a leg that shows well enough on the whole map."""
    if card.mode is None:
        cards = [asked.card for asked in story.borders]
        return frame.border_name(cards.index(card.number))
    spans = {r.leg.id: r.route.great_circle_km for r in report.legs}
    return card.id if spans[card.id] < _OWN_MAP * max(spans.values()) else ""


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
    stated = "".join(f"{band.label}. " for band in (asked.band, *asked.also) if band)
    return f"{asked.heading}. {stated}{rows}."


def parted_rows(report: Report, story: Story) -> tuple[list[Row], list[Row]]:
    """Part the article's claims from other reports'; without an article, all are first."""
    main, claims = report.case.article, report.case.claims
    sources = {claim.id: claim.source for claim in claims}
    mine = [row for row in story.table if main in (None, sources[row.claim])]
    rest = [row for row in story.table if main not in (None, sources[row.claim])]
    return mine, rest


def _claim(row: Row) -> Values:
    return {
        "number": row.number,
        "text": row.text,
        "by": row.by,
        "reported": row.reported,
        "measured": row.measured,
        "widest": max(pieces(f"{row.measured} "), key=len, default=""),
        "symbol": row.symbol,
        "word": row.word,
        "sentence": row.sentence,
        "verdict": palette.verdict(row.verdict),
    }


def _spanned(rows: Sequence[Values]) -> list[Values]:
    """Let rows in a row that came to the same share its telling, on the first of them."""
    out = []
    for _, group in groupby(rows, key=lambda row: (row["word"], row["sentence"])):
        first, *others = group
        out += [first | {"span": 1 + len(others)}, *(row | {"span": 0} for row in others)]
    return out
