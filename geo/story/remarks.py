"""What else is said of a distance to a border: the closest line, what others print."""

from __future__ import annotations

from collections.abc import Sequence

from geo.conflicts import origin
from geo.model import BorderDistance, Claim, Figure, Verdict
from geo.report import DistanceResult, Report
from geo.story import lines, verdicts
from geo.story.voice import Voice
from geo.units import convert_interval
from geo.verdict import reported_interval


def remarks(
    voice: Voice, report: Report, results: Sequence[DistanceResult], claim: Claim
) -> list[str]:
    """Say which line comes closest to the reported figure, and what others print."""
    asked = claim.check
    assert isinstance(asked, BorderDistance)  # noqa: S101 - its claim asks for a distance
    closest = _closest(voice, results, asked.figure)
    return [text for text in (closest, _others(voice, report, claim, asked)) if text]


def _closest(voice: Voice, results: Sequence[DistanceResult], figure: Figure) -> str:
    """Name the border line closest to the figure, where several were tried and none agrees."""
    lines_tried = [found for found in results if not found.distance.approximate]
    agree = any(found.verdict is not Verdict.DIFFERS for found in lines_tried)
    if agree or len(lines_tried) < 2:
        return ""
    reported_km = convert_interval(reported_interval(figure), figure.unit, "km").value
    distances = (found.distance for found in lines_tried)
    best = min(distances, key=lambda distance: abs(distance.km.value - reported_km))
    own = next((found.distance for found in lines_tried if found.default), best)
    if voice.rounded(own.km) == voice.rounded(best.km):  # as far, as far as a reader can tell
        best = own
    words = {
        "stated": verdicts.figure(voice, figure),
        "line": lines.full(voice, best.line, best.country, best.neighbour),
        "figure": lines.figure(voice, best),
    }
    if len(lines_tried) == 2:
        return voice.say(
            "Neither of the two border lines tried gives {stated}; the closer is {line}, "
            "{figure}.",
            **words,
        )
    return voice.say(
        "None of the {n} border lines tried gives {stated}; the closest is {line}, {figure}.",
        n=voice.number(len(lines_tried)),
        **words,
    )


def _others(voice: Voice, report: Report, claim: Claim, asked: BorderDistance) -> str:
    """List what sources of another origin print of the same line, asked the same question."""
    case, own = report.case, origin(report.case, claim)
    line = next(r.facts["line"] for r in report.claims if r.claim.id == claim.id)
    answers = [
        f"{voice.text(case.source(r.claim.source).publisher)}: {words}"
        for r in report.claims
        if r.claim.question == claim.question
        and r.verdict is Verdict.AGREES
        and isinstance(r.claim.check, BorderDistance)
        and (r.claim.check.start, r.claim.check.country) == (asked.start, asked.country)
        and r.facts["line"] == line
        and origin(case, r.claim) != own
        and (words := verdicts.figure(voice, r.claim.check.figure))
    ]
    if claim.question is None or not answers:
        return ""
    return voice.say(
        "Others print a figure that agrees with the measured one: {answers}. "
        "Whether they measured independently of each other is unknown.",
        answers="; ".join(answers),
    )
