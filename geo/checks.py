"""Check one claim against what was measured: one function for each kind of check."""

from __future__ import annotations

from geo import borders, dates, whereabouts
from geo.geodesy import distance_km
from geo.model import (
    BorderDistance,
    Claim,
    Count,
    DateInterval,
    Distance,
    Figure,
    Inside,
    Interval,
    LegLength,
    NotMeasurable,
    PlaceDistance,
    Possible,
    Rate,
    Speed,
    Verdict,
    Weekday,
    Window,
    WindowCheck,
)
from geo.report import ClaimResult
from geo.survey import Survey
from geo.units import convert_interval
from geo.verdict import in_days, judge, reported_interval

RECOGNISED = "recognised"
"""The line that "the border" means unless a reader chooses another."""

_ZONE_KM = 188 * 1.852
"""How far an exclusive economic zone reaches beyond a territorial sea of 12 nautical miles."""


def check(claim: Claim, found: Survey, line: str = RECOGNISED) -> ClaimResult:
    """Hold a claim against what was measured.

    Parameters
    ----------
    claim : Claim
        What a source says, with what would check it.
    found : Survey
        The routes and distances of the claim's case.
    line : str
        The border line meant where the claim names none.
    """
    match claim.check:
        case BorderDistance() as asked:
            return _border(claim, asked, found, line)
        case LegLength(leg, figure):
            return _length(claim, figure, found.routes[leg].length_km)
        case PlaceDistance() as asked:
            return _length(claim, asked.figure, _between(found, asked.start, asked.end))
        case Weekday() as asked:
            return _weekday(claim, asked)
        case DateInterval() as asked:
            days = dates.counted(asked.start, asked.end)
            return _judged(claim, in_days(asked.figure), days, "days")
        case WindowCheck() as asked:
            return _window(claim, asked)
        case Speed(leg, window, figure):
            return _speed(claim, found.routes[leg].length_km, window, figure)
        case Possible(leg, window):
            return _possible(claim, found.routes[leg].length_km, window)
        case Rate() as asked:
            return _rate(claim, asked)
        case Inside() as asked:
            return _inside(claim, asked, found)
        case Count(figure=Figure() as figure) | NotMeasurable(figure=Figure() as figure):
            reported = reported_interval(figure)
            return ClaimResult(claim, Verdict.NOT_MEASURABLE, reported, None, figure.unit)
        case NotMeasurable():
            return ClaimResult(claim, Verdict.NOT_MEASURABLE)


def chosen_line(asked: BorderDistance, line: str, found: Survey) -> str:
    """Name the line a claim is held against: its own, the reader's, or the recognised one."""
    wanted = asked.line or line
    measured = (asked.start, asked.country, wanted) in found.distances
    return wanted if measured else RECOGNISED


def against_line(figure: Figure, distance: Distance) -> Verdict:
    """Hold a reported distance against one line of a border; a guess gives no verdict."""
    if distance.approximate:
        return Verdict.NOT_MEASURABLE
    measured = convert_interval(distance.km, "km", figure.unit)
    return judge(reported_interval(figure), measured)


def _judged(claim: Claim, reported: Interval, measured: Interval, unit: str) -> ClaimResult:
    return ClaimResult(claim, judge(reported, measured), reported, measured, unit)


def _length(claim: Claim, figure: Figure, km: Interval) -> ClaimResult:
    measured = convert_interval(km, "km", figure.unit)
    return _judged(claim, reported_interval(figure), measured, figure.unit)


def _border(claim: Claim, asked: BorderDistance, found: Survey, line: str) -> ClaimResult:
    name = chosen_line(asked, line, found)
    distance = found.distances[asked.start, asked.country, name]
    facts: dict[str, float | str] = {
        "line": name,
        "neighbour": distance.neighbour,
        "enclosed": float(borders.enclosed(distance)),
    }
    measured = convert_interval(distance.km, "km", asked.figure.unit)
    verdict, reported = against_line(asked.figure, distance), reported_interval(asked.figure)
    return ClaimResult(claim, verdict, reported, measured, asked.figure.unit, facts)


def _between(found: Survey, start: str, end: str) -> Interval:
    """Measure between two places; their radii widen the interval."""
    first, last = found.case.place(start), found.case.place(end)
    km = distance_km(first.at, last.at)
    radii = first.radius_km + last.radius_km
    return Interval(km, max(0.0, km - radii), km + radii)


def _weekday(claim: Claim, asked: Weekday) -> ClaimResult:
    actual = asked.date.weekday()
    verdict = Verdict.AGREES if actual == asked.weekday else Verdict.DIFFERS
    return ClaimResult(claim, verdict, facts={"weekday": actual})


def _window(claim: Claim, asked: WindowCheck) -> ClaimResult:
    if asked.against is None:
        return ClaimResult(claim, Verdict.NOT_MEASURABLE)
    return ClaimResult(claim, dates.compare(asked.window, asked.against))


def _speed(claim: Claim, km: Interval, window: Window, figure: Figure | None) -> ClaimResult:
    measured = dates.km_per_day(km, window)
    if figure is None:
        return ClaimResult(claim, Verdict.NOT_MEASURABLE, None, measured, "km_per_day")
    measured = convert_interval(measured, "km_per_day", figure.unit)
    return _judged(claim, reported_interval(figure), measured, figure.unit)


def _possible(claim: Claim, km: Interval, window: Window | None) -> ClaimResult:
    facts: dict[str, float | str] = {"low": km.low, "value": km.value, "high": km.high}
    if window is not None:
        facts["km_per_day"] = dates.km_per_day(km, window).low
    return ClaimResult(claim, Verdict.NOT_MEASURABLE, facts=facts)


def _rate(claim: Claim, asked: Rate) -> ClaimResult:
    facts = {
        "days": dates.days_of_supply(asked.per_year, asked.per_day),
        "per_year": dates.yearly(asked.per_day),
    }
    return ClaimResult(claim, Verdict.NOT_MEASURABLE, facts=facts)


def _inside(claim: Claim, asked: Inside, found: Survey) -> ClaimResult:
    place = found.case.place(asked.place)
    areas = whereabouts.disputes_at(asked.country, place.at, place.radius_km)
    in_its_sea = whereabouts.in_its_sea(asked.country, place.at)
    facts: dict[str, float | str] = {
        "inside": float(whereabouts.contains(asked.country, place.at)),
        "at_sea": float(bool(in_its_sea)),
        "off_sea": float(in_its_sea is False),
        "disputes": " ".join(area.line for area in areas),
    }
    land = borders.measure(place.at, asked.country).km.value
    if in_its_sea is False and land <= whereabouts.SEA_KM:
        facts["land_km"] = land
    edge = whereabouts.edge_km(asked.country, place.at)
    facts["zone"] = float(in_its_sea is False and edge.low <= _ZONE_KM + place.radius_km)
    if edge.low <= place.radius_km:
        facts |= {"edge_km": edge.value, "edge_low_km": edge.low, "edge_high_km": edge.high}
    if asked.near is not None:
        facts["near_km"] = _between(found, asked.place, asked.near).value
    return ClaimResult(claim, Verdict.NOT_MEASURABLE, facts=facts)
