"""Hold every claim of a case against what was measured."""

from __future__ import annotations

from collections.abc import Iterator

from geo import borders, conflicts
from geo.checks import RECOGNISED, against_line, check, chosen_line
from geo.errors import MeasureError, nearest
from geo.model import BorderDistance, Case, Claim
from geo.report import DistanceResult, LegResult, Report
from geo.survey import Survey, asked, survey


def examine(case: Case, line: str = RECOGNISED, surveyed: Survey | None = None) -> Report:
    """Measure a case and judge its claims.

    Parameters
    ----------
    case : Case
        The reported shipment.
    line : str
        The border line that claims are held against which name none.
    surveyed : Survey, optional
        What ``geo.survey.survey`` gave for this case, to judge again without
        measuring again.

    Raises
    ------
    RouteError, MeasureError
        If a leg has no route, or a border is not in the data.
    """
    found = surveyed or survey(case)
    if line != RECOGNISED:
        measured = dict.fromkeys(name for _, _, name in found.distances)
        if line not in (known := measured or borders.every_line()):
            whose = "of this case " if measured else ""
            raise MeasureError(f"No border {whose}has a line {line!r}{nearest(line, known)}")
    results = tuple(check(claim, found, line) for claim in case.claims)
    return Report(
        case,
        tuple(LegResult(leg, found.routes[leg.id]) for leg in case.legs),
        tuple(_distances(found, line)),
        results,
        conflicts.find(case, results),
    )


def _distances(found: Survey, default: str) -> Iterator[DistanceResult]:
    places = {place.id: place for place in found.case.places}
    for start, country in asked(found.case):
        claim, question = _leading(found.case, start, country)
        chosen = chosen_line(question, default, found)
        for (place, land, line), distance in found.distances.items():
            if (place, land) == (start, country):
                yield DistanceResult(
                    id=f"{start}-{country}-{line}",
                    place=places[start],
                    distance=distance,
                    default=line == chosen,
                    claim=claim.id,
                    verdict=against_line(question.figure, distance),
                )


def _leading(case: Case, start: str, country: str) -> tuple[Claim, BorderDistance]:
    """Pick the claim that a distance is about: the article's own, else the first."""
    about = [
        (claim, claim.check)
        for claim in case.claims
        if isinstance(claim.check, BorderDistance)
        and (claim.check.start, claim.check.country) == (start, country)
    ]
    return min(about, key=lambda pair: pair[0].source != case.article)
