"""Find the questions that sources answer differently, copies of one origin counted once."""

from __future__ import annotations

from collections.abc import Sequence

from geo.model import Case, Claim, Count, Interval, NotMeasurable, WindowCheck
from geo.report import Answer, ClaimResult, Conflict
from geo.units import KM_PER, convert_interval
from geo.verdict import TIMES, in_days


def find(case: Case, results: Sequence[ClaimResult]) -> tuple[Conflict, ...]:
    """List the questions with more than one answer.

    Only like is held against like: lengths, times, spans of days, and counts of the same
    thing up to the same month. Figures are one answer where their reported intervals all
    overlap; spans of days are one answer where both their ends are the same.
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
    figures: dict[object, list[tuple[Interval, Claim]]] = {}
    for result in results:
        check = result.claim.check
        if isinstance(check, WindowCheck):
            key = (check.window.start, check.window.end)
            windows.setdefault(key, []).append(result.claim)
        elif result.reported is not None:
            kind, figure = _comparable(result, result.reported)
            figures.setdefault(kind, []).append((figure, result.claim))
    kinds = [list(windows.values()), *(_alike(asked) for asked in figures.values())]
    groups = [claims for kind in kinds if len(kind) > 1 for claims in kind]
    return tuple(_answer(case, claims) for claims in groups)


def _answer(case: Case, claims: Sequence[Claim]) -> Answer:
    origins = {origin(case, claim) for claim in claims}
    return Answer(tuple(claim.id for claim in claims), tuple(sorted(origins)))


def _comparable(result: ClaimResult, reported: Interval) -> tuple[object, Interval]:
    """Tell what kind of figure a claim reports, and give it in the unit of that kind."""
    check, unit = result.claim.check, result.unit
    if isinstance(check, Count):
        until = check.until and (check.until.year, check.until.month)
        return (unit.casefold(), until), reported
    if isinstance(check, NotMeasurable) and check.figure and unit in TIMES:
        return "days", in_days(check.figure)
    if unit in KM_PER:
        return "km", convert_interval(reported, unit, "km")
    return unit, reported


def _alike(figures: Sequence[tuple[Interval, Claim]]) -> list[list[Claim]]:
    """Group figures that all overlap each other, in the order of their low bounds."""
    groups: list[list[Claim]] = []
    reach = float("-inf")
    for interval, claim in sorted(figures, key=lambda pair: pair[0].low):
        if groups and interval.low <= reach:
            groups[-1].append(claim)
            reach = min(reach, interval.high)
        else:
            groups.append([claim])
            reach = interval.high
    return groups
