"""Find the questions that sources answer differently, copies of one origin counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.model import Case, Claim, Count, Interval, NotMeasurable, Window, WindowCheck
from geo.report import Answer, ClaimResult, Conflict
from geo.units import KM_PER, PER_DAY, convert_interval
from geo.verdict import TIMES, in_days


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim answers, in the unit of its kind, and its origin."""

    claim: Claim
    origin: str
    said: Interval | Window


def find(case: Case, results: Sequence[ClaimResult]) -> tuple[Conflict, ...]:
    """List the questions that origins answer differently.

    Only like is held against like: lengths, times, spans of days, and counts of the same
    thing up to the same month. Figures are one answer where their reported intervals all
    overlap; spans of days are one answer where both their ends are the same. What goes
    together with all the rest is left out.
    """
    asked = (
        (question, [r for r in results if r.claim.question == question.id])
        for question in case.questions
    )
    found = ((question, _answers(case, answered)) for question, answered in asked)
    return tuple(Conflict(question, answers) for question, answers in found if answers)


def origin(case: Case, claim: Claim) -> str:
    """Name the origin that a claim goes back to: its own, or its source's."""
    return claim.origin or next(s.origin for s in case.sources if s.id == claim.source)


def _answers(case: Case, results: Sequence[ClaimResult]) -> tuple[Answer, ...]:
    windows: list[Said] = []
    figures: dict[object, list[Said]] = {}
    for result in results:
        claim, check = result.claim, result.claim.check
        if isinstance(check, WindowCheck):
            windows.append(Said(claim, origin(case, claim), check.window))
        elif result.reported is not None:
            kind, figure = _comparable(result, result.reported)
            said = Said(claim, origin(case, claim), figure)
            figures.setdefault(kind, []).append(said)
    kinds = [_disputed(asked) for asked in (windows, *figures.values())]
    return tuple(_answer(said) for kind in kinds for said in _alike(kind))


def _disputed(asked: Sequence[Said]) -> list[Said]:
    """Keep what does not go together with something else; nothing if one origin said it all."""
    pairs = [(said, [other for other in asked if not _agree(said, other)]) for said in asked]
    if all(said.origin == other.origin for said, others in pairs for other in others):
        return []
    return [said for said, others in pairs if others]


def _agree(one: Said, other: Said) -> bool:
    """Tell whether figures overlap, or spans of days are the same."""
    if isinstance(one.said, Interval) and isinstance(other.said, Interval):
        return one.said.low <= other.said.high and other.said.low <= one.said.high
    return one.said == other.said


def _answer(group: Sequence[Said]) -> Answer:
    origins = {said.origin for said in group}
    return Answer(tuple(said.claim.id for said in group), tuple(sorted(origins)))


def _comparable(result: ClaimResult, reported: Interval) -> tuple[object, Interval]:
    """Tell what kind of figure a claim reports, and give it in the unit of that kind."""
    check, unit = result.claim.check, result.unit
    if isinstance(check, Count):
        until = check.until and (check.until.year, check.until.month)
        return (unit.casefold(), until), reported
    if isinstance(check, NotMeasurable) and check.figure and unit in TIMES:
        return "days", in_days(check.figure)
    for kind, units in (("km", KM_PER), ("km_per_day", PER_DAY)):
        if unit in units:
            return kind, convert_interval(reported, unit, kind)
    return unit, reported


def _alike(asked: Sequence[Said]) -> list[list[Said]]:
    """Group what all goes together, figures in the order of their low bounds."""
    groups: list[list[Said]] = []
    for said in sorted(asked, key=_low):
        group = next((g for g in groups if all(_agree(said, other) for other in g)), None)
        if group is None:
            groups.append([said])
        else:
            group.append(said)
    return groups


def _low(asked: Said) -> float:
    return asked.said.low if isinstance(asked.said, Interval) else 0.0
