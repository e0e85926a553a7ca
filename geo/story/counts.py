"""A count, which no map can check, beside those that others give."""

from __future__ import annotations

from geo.model import Count
from geo.report import ClaimResult, Report
from geo.story.figures import reported
from geo.story.voice import Voice


def count(voice: Voice, report: Report, result: ClaimResult) -> str:
    """Say that no map can check a count, and what others give."""
    said = voice.say("No map can check a count.")
    others = [
        _other(voice, report, other, other.claim.check)
        for other in report.claims
        if other.claim.question
        and other.claim.question == result.claim.question
        and other.claim.source != result.claim.source
        and isinstance(other.claim.check, Count)
    ]
    if not others:
        return said
    return f"{said} {voice.say('Counts that others give: {others}.', others='; '.join(others))}"


def _other(voice: Voice, report: Report, result: ClaimResult, check: Count) -> str:
    """Write a count with who gives it, and the month up to which it counts."""
    who = voice.text(report.case.source(result.claim.source).publisher)
    if check.until is not None:
        who = f"{who}, {voice.month(check.until)}"
    return f"{reported(voice, result)} ({who})"
