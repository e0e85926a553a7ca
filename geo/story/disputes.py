"""Say where sources disagree, copies of one origin counted once."""

from __future__ import annotations

from collections.abc import Mapping

from geo.report import Answer, Conflict, Report
from geo.story.bidi import isolate
from geo.story.sentences import reported
from geo.story.voice import Voice


def sentences(voice: Voice, report: Report) -> Mapping[str, str]:
    """Give one sentence for each question with more than one answer, by its id."""
    return {
        conflict.question.id: sentence(voice, report, conflict) for conflict in report.conflicts
    }


def sentence(voice: Voice, report: Report, conflict: Conflict) -> str:
    """Say a question and its answers, each with the sources and origins that give it."""
    answers = "; ".join(_answer(voice, report, answer) for answer in conflict.answers)
    question = voice.text(conflict.question.text)
    return f"{question} {answers}."


def _answer(voice: Voice, report: Report, answer: Answer) -> str:
    results = [result for result in report.claims if result.claim.id in answer.claims]
    said = dict.fromkeys(reported(voice, result) for result in results)
    case = report.case
    who = dict.fromkeys(isolate(case.source(r.claim.source).publisher) for r in results)
    names = ", ".join(who)
    if len(who) != len(answer.origins):
        names = voice.count(
            "{names} ({n} origin)", "{names} ({n} origins)", len(answer.origins), names=names
        )
    return voice.say("{figures}: {names}", figures=", ".join(said), names=names)
