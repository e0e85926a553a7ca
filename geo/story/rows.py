"""One row for each claim: what it says, who says it, and where it stands."""

from __future__ import annotations

from geo.model import (
    Case,
    Claim,
    Mode,
    Weekday,
)
from geo.report import ClaimResult, Report
from geo.story import verdicts
from geo.story.bidi import isolate
from geo.story.figures import reported, speed
from geo.story.sentences import sentence
from geo.story.values import Row
from geo.story.voice import Voice
from geo.units import KM_PER, PER_DAY


def row(voice: Voice, report: Report, result: ClaimResult, number: int, disagree: str) -> Row:
    """Tell one claim.

    Parameters
    ----------
    number : int
        The card that it stands on, 0 for none.
    disagree : str
        The sentence on the question that sources answer differently, or nothing.
    """
    claim = result.claim
    return Row(
        claim=claim.id,
        number=number,
        text=voice.text(claim.text),
        by=by(voice, report.case, claim),
        about=about(voice, report.case, claim),
        figure=isolate(claim.figure or ""),
        reported=reported(voice, result),
        measured=_measured(voice, result),
        verdict=result.verdict,
        word=verdicts.word(voice, result.verdict),
        symbol=verdicts.SYMBOLS[result.verdict],
        sentence=_sentence(voice, report, result),
        line=claim.line,
        disagree=disagree,
    )


def _sentence(voice: Voice, report: Report, result: ClaimResult) -> str:
    """Say what the check came to, and what else the case's author says of the claim."""
    said = sentence(voice, report, result)
    note = result.claim.note
    return f"{said} {voice.text(note)}" if note else said


def by(voice: Voice, case: Case, claim: Claim) -> str:
    """Say who asserts a claim, and where it stands."""
    publisher = case.source(claim.source).publisher
    itself = any(
        _names(name, printed)
        for printed in publisher.values()
        for name in claim.asserted_by.values()
    )
    who = voice.text(claim.asserted_by)
    if not itself:
        who = voice.say(
            "{asserted}, in {publisher}", asserted=who, publisher=voice.text(publisher)
        )
    if claim.line is None:
        return who
    return voice.say("{who}, line {line}", who=who, line=claim.line)


def _names(name: str, printed: str) -> bool:
    """Tell whether a name is that of a publisher, its site's too, or ends in it."""
    return printed == name or printed.startswith(f"{name}.") or name.endswith(f" {printed}")


def about(voice: Voice, case: Case, claim: Claim) -> str:
    """Name what a claim is about: a leg, a place, or the whole case."""
    if leg := case.leg(claim.about):
        return leg_name(voice, leg.mode)
    for spot in case.places:
        if spot.id == claim.about:
            return voice.name(spot).text
    return voice.say("the whole report")


def leg_name(voice: Voice, mode: Mode) -> str:
    """Name a leg by how it was travelled."""
    return {
        Mode.SEA: voice.say("by sea"),
        Mode.RAIL: voice.say("by rail"),
        Mode.ROAD: voice.say("by road"),
        Mode.AIR: voice.say("by air"),
    }[mode]


def _measured(voice: Voice, result: ClaimResult) -> str:
    match result.claim.check:
        case Weekday():
            return voice.weekday(int(result.facts["weekday"]))
    if result.measured is None:
        return ""
    if result.unit in PER_DAY:
        return speed(voice, result.measured, result.unit, result.reported)
    digits = 1 if result.unit in KM_PER else 0
    amount = verdicts.quantity(voice, result.measured, result.unit, digits, result.reported)
    if result.facts.get("enclosed"):
        return voice.say("{figure} inside", figure=amount)
    return amount
