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


def band(voice: Voice, figure: Figure, words: str = "reported: {stated}") -> Band | None:
    """Give a figure in the story's unit; None where it is no length."""
    if figure.unit not in KM_PER:
        return None
    shown = convert_interval(reported_interval(figure), figure.unit, voice.units)
    label = voice.say(words, stated=verdicts.figure(voice, figure))
    return Band(shown.low, shown.value, shown.high, label)


def also(voice: Voice, report: Report, asked: BorderDistance) -> tuple[Band, ...]:
    """Give the other figures that are reported of a distance; none where they are many."""
    same = same_line(report, asked)
    figures = [asked.figure]
    for claim in report.case.claims:
        if claim.id in same and isinstance(claim.check, BorderDistance):
            figure = claim.check.figure
            if not any(are_one(_in_km(figure), _in_km(known)) for known in figures):
                figures.append(figure)
    _, *others = figures
    bands = (band(voice, figure, "also reported: {stated}") for figure in others)
    return tuple(filter(None, bands)) if len(others) <= OTHERS_NAMED else ()


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
