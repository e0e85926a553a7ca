"""What a claim reports: its figure, and how that is written."""

from __future__ import annotations

from dataclasses import replace

from geo.model import (
    BorderDistance,
    Claim,
    Count,
    DateInterval,
    Figure,
    LegLength,
    NotMeasurable,
    PlaceDistance,
    Speed,
    Weekday,
    WindowCheck,
)
from geo.report import ClaimResult
from geo.story import verdicts
from geo.story.voice import Voice


def reported_figure(claim: Claim) -> Figure | None:
    """Give the figure that a claim reports, if it reports one."""
    match claim.check:
        case (
            BorderDistance(figure=figure)
            | PlaceDistance(figure=figure)
            | LegLength(figure=figure)
            | DateInterval(figure=figure)
            | Count(figure=figure)
            | NotMeasurable(figure=figure)
            | Speed(figure=figure)
        ):
            return figure
    return None


def reported(voice: Voice, result: ClaimResult) -> str:
    """Write what a claim reports, as a cell of a table; empty where it gives no figure."""
    match result.claim.check:
        case Weekday(weekday=weekday):
            return voice.weekday(weekday)
        case WindowCheck(window=window):
            return voice.window(window)
        case Count(figure=figure, noun=noun):
            return verdicts.figure(voice, replace(figure, unit=voice.text(noun)))
    stated = reported_figure(result.claim)
    return verdicts.figure(voice, stated) if stated else ""
