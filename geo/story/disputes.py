"""Say where sources disagree, copies of one origin counted once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.model import Count
from geo.report import Answer, ClaimResult, Conflict, Report
from geo.story.figures import reported
from geo.story.voice import Voice


def sentences(voice: Voice, report: Report) -> tuple[str, ...]:
    """Give one sentence for each question with more than one answer."""
    return tuple(sentence(voice, report, conflict) for conflict in report.conflicts)


def by_claim(told: Sequence[str], report: Report) -> Mapping[str, str]:
    """Give the sentence on the question that a claim answers otherwise than others do."""
    return {
        claim: words
        for words, conflict in zip(told, report.conflicts, strict=True)
        for answer in conflict.answers
        for claim in answer.claims
    }


def sentence(voice: Voice, report: Report, conflict: Conflict) -> str:
    """Say a question and its answers, each with the sources and origins that give it."""
    answers = "; ".join(_answer(voice, report, answer) for answer in conflict.answers)
    question = voice.text(conflict.question.text)
    return f"{question} {answers}."


def _figure(voice: Voice, result: ClaimResult) -> str:
    """Write what a claim reports, a count with the month up to which it counts."""
    check, figure = result.claim.check, reported(voice, result)
    until = check.until if isinstance(check, Count) else None
    return f"{figure} ({voice.month(until)})" if until else figure


def _answer(voice: Voice, report: Report, answer: Answer) -> str:
    results = [result for result in report.claims if result.claim.id in answer.claims]
    said = dict.fromkeys(_figure(voice, result) for result in results)
    case = report.case
    who = dict.fromkeys(voice.text(case.source(r.claim.source).publisher) for r in results)
    names = ", ".join(who)
    if len(who) != len(answer.origins):
        names = voice.count(
            "{names} ({n} origin)", "{names} ({n} origins)", len(answer.origins), names=names
        )
    return voice.say("{figures}: {names}", figures=", ".join(said), names=names)
