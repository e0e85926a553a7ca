"""What examining a case came to: measured legs, distances, judged claims, conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.model import Case, Claim, Distance, Interval, Leg, Place, Question, Route, Verdict


@dataclass(frozen=True, slots=True)
class LegResult:
    """A leg with the line it was given."""

    leg: Leg
    route: Route


@dataclass(frozen=True, slots=True)
class DistanceResult:
    """A distance that was measured from a place of the case.

    ``verdict`` holds the claim ``claim`` against this line, from the same point.
    """

    id: str
    place: Place
    distance: Distance
    default: bool
    claim: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim with what was reported, what was measured, and the verdict.

    ``reported`` and ``measured`` share ``unit``; both are None where there is no
    figure. ``facts`` are further numbers that the story tells, by name.
    """

    claim: Claim
    verdict: Verdict
    reported: Interval | None = None
    measured: Interval | None = None
    unit: str = ""
    facts: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, with the claims that give it and their origins."""

    claims: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question that sources answer differently, answers counted by origin."""

    question: Question
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found about a case; numbers only, no words."""

    case: Case
    legs: tuple[LegResult, ...]
    distances: tuple[DistanceResult, ...]
    claims: tuple[ClaimResult, ...]
    conflicts: tuple[Conflict, ...]
