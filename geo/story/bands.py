"""Reported figures of a distance to a border, each as a band across the lines tried."""

from __future__ import annotations

from dataclasses import replace

from geo.model import BorderDistance, Figure, Interval
from geo.report import Report
from geo.story import verdicts
from geo.story.findings import OTHERS_NAMED, are_one
from geo.story.values import Band
from geo.story.voice import Voice
from geo.units import KM_PER, convert_interval
from geo.verdict import reported_interval

REPORTED = "reported: {stated}"
JUDGED = "reported: {stated} (basis of the verdicts)"
"""The words on the figure that the verdicts are about, and on it where there are others."""
ALSO = "also reported: {stated}"


def _band(voice: Voice, figure: Figure, words: str) -> Band | None:
    """Give a figure in the story's unit; None where it is no length."""
    if figure.unit not in KM_PER:
        return None
    shown = convert_interval(reported_interval(figure), figure.unit, voice.units)
    label = voice.say(words, stated=verdicts.figure(voice, figure))
    return Band(shown.low, shown.value, shown.high, label)


def across(
    voice: Voice, report: Report, asked: BorderDistance
) -> tuple[Band | None, tuple[Band, ...]]:
    """Give the band of a figure, and those of others of the same; none where they are many."""
    others = _others(report, asked)
    few = others if len(others) <= OTHERS_NAMED else []
    own = _band(voice, asked.figure, JUDGED if others else REPORTED)
    return own, tuple(filter(None, (_band(voice, figure, ALSO) for figure in few)))


def _others(report: Report, asked: BorderDistance) -> list[Figure]:
    """List the other figures that are reported of a distance."""
    same = same_line(report, asked)
    figures = [asked.figure]
    for claim in report.case.claims:
        if claim.id in same and isinstance(claim.check, BorderDistance):
            figure = claim.check.figure
            if not any(are_one(_in_km(figure), _in_km(known)) for known in figures):
                figures.append(figure)
    return figures[1:]


def same_line(report: Report, asked: BorderDistance) -> frozenset[str]:
    """Name the claims about the distance that one claim is about, to the same line."""
    return frozenset(
        claim.id
        for claim in report.case.claims
        if isinstance(claim.check, BorderDistance)
        and replace(claim.check, figure=asked.figure) == asked
    )


def _in_km(figure: Figure) -> Interval | None:
    if figure.unit not in KM_PER:
        return None
    return convert_interval(reported_interval(figure), figure.unit, "km")
