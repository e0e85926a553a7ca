"""Find the questions that sources answer differently, copies of one origin counted once."""

from __future__ import annotations

from collections.abc import Sequence

from geo.model import Case, Claim, Interval, WindowCheck
from geo.report import Answer, ClaimResult, Conflict
from geo.units import KM_PER, convert_interval


def find(case: Case, results: Sequence[ClaimResult]) -> tuple[Conflict, ...]:
    """List the questions with more than one answer.

    Two figures are one answer where their reported intervals overlap; two spans
    of days, where both their ends are the same.
    """
    asked = (
        (question, [r for r in results if r.claim.question == question.id])
        for question in case.questions
    )
    found = ((question, _answers(case, answered)) for question, answered in asked)
    return tuple(Conflict(question, answers) for question, answers in found if len(answers) > 1)


def origin(case: Case, claim: Claim) -> str:
    """Name the origin that a claim goes back to: its own, or its source's."""
    return claim.origin or next(s.origin for s in case.sources if s.id == claim.source)


def _answers(case: Case, results: Sequence[ClaimResult]) -> tuple[Answer, ...]:
    windows: dict[tuple[object, object], list[Claim]] = {}
    figures: list[tuple[Interval, Claim]] = []
    for result in results:
        if isinstance(check := result.claim.check, WindowCheck):
            key = (check.window.start, check.window.end)
            windows.setdefault(key, []).append(result.claim)
        elif result.reported is not None:
            figures.append((_comparable(result.reported, result.unit), result.claim))
    groups = [*windows.values(), *_overlapping(figures)]
    return tuple(
        Answer(
            tuple(claim.id for claim in claims),
            tuple(sorted({origin(case, claim) for claim in claims})),
        )
        for claims in groups
    )


def _comparable(interval: Interval, unit: str) -> Interval:
    return convert_interval(interval, unit, "km") if unit in KM_PER else interval


def _overlapping(figures: Sequence[tuple[Interval, Claim]]) -> list[list[Claim]]:
    """Group figures whose intervals overlap, in the order of their low bounds."""
    groups: list[list[Claim]] = []
    reach = float("-inf")
    for interval, claim in sorted(figures, key=lambda pair: pair[0].low):
        if groups and interval.low <= reach:
            groups[-1].append(claim)
        else:
            groups.append([claim])
        reach = max(reach, interval.high)
    return groups
