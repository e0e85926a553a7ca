"""What the check of a claim came to, in whole sentences."""

from __future__ import annotations

from math import inf, isinf

from geo.model import (
    BorderDistance,
    Count,
    DateInterval,
    Inside,
    Interval,
    LegLength,
    Mode,
    NotMeasurable,
    PlaceDistance,
    Possible,
    Rate,
    Speed,
    Verdict,
    Weekday,
    WindowCheck,
)
from geo.report import ClaimResult, Report
from geo.story import cards, lines, spot, verdicts
from geo.story.counts import count
from geo.story.figures import (
    by_the_hour,
    least_per_day,
    pace,
    reported_figure,
    speed,
)
from geo.story.inside import inside
from geo.story.rounding import decimals
from geo.story.voice import Voice, capital
from geo.units import KM_PER, convert_interval


def sentence(voice: Voice, report: Report, result: ClaimResult) -> str:
    """Say what the check of a claim came to, in whole sentences."""
    match result.claim.check:
        case BorderDistance() | PlaceDistance() | LegLength() | DateInterval():
            said = f"{_measurement(voice, report, result)} {_comparison(voice, result)}"
            further = (_further(voice, report, result), _wide(voice, report, result))
            return " ".join(filter(None, (said, *further)))
        case Weekday(date=date):
            found = voice.weekday(int(result.facts["weekday"]))
            return voice.say("{date} is a {weekday}.", date=voice.day(date), weekday=found)
        case WindowCheck() as check:
            return _window(voice, result.verdict, check)
        case Speed() as check:
            said = _speed(voice, report, result, check)
            return " ".join(filter(None, (said, _further(voice, report, result))))
        case Possible() as check:
            return _possible(voice, report, result, check)
        case Rate() as check:
            return _rate(voice, result, check)
        case Inside() as check:
            return inside(voice, report, result, check)
        case Count():
            return count(voice, report, result)
        case NotMeasurable(reason=reason):
            return verdicts.whole(voice.text(reason))


def _measurement(voice: Voice, report: Report, result: ClaimResult) -> str:
    """Say what was measured, from where to where."""
    assert result.measured is not None  # noqa: S101 - these checks always measure
    digits = 1 if result.unit in KM_PER else 0
    amount = verdicts.quantity(voice, result.measured, result.unit, digits, result.reported)
    match result.claim.check:
        case BorderDistance(start=start, country=country):
            return lines.measured(
                voice,
                capital(voice.name(report.case.place(start)).text),
                lines.full(voice, *_line(result, country)),
                amount,
                bool(result.facts["enclosed"]),
            )
        case PlaceDistance(start=start, end=end):
            return voice.say(
                "{place} to {other}, measured: {amount}.",
                place=capital(voice.name(report.case.place(start)).text),
                other=voice.name(report.case.place(end)).text,
                amount=amount,
            )
        case DateInterval(start=first, end=last):
            return voice.say(
                "From {start} to {end}: {amount}, {more} with both days counted.",
                start=voice.day(first),
                end=voice.day(last),
                amount=voice.amount(result.measured.value, "days"),
                more=voice.number(result.measured.high),
            )
    if isinf(result.measured.high):
        return voice.say(
            "Length of the leg: {amount}, measured straight, as no road was followed.",
            amount=amount,
        )
    return voice.say("Length of the leg: {amount}.", amount=amount)


def _line(result: ClaimResult, country: str) -> tuple[str, str, str]:
    return str(result.facts["line"]), country, str(result.facts["neighbour"])


def _comparison(voice: Voice, result: ClaimResult) -> str:
    figure = reported_figure(result.claim)
    assert figure and result.reported and result.measured  # noqa: S101, PT018 - as above
    said = verdicts.comparison(voice, figure, result.reported, result.measured, result.unit)
    if result.verdict is Verdict.NOT_MEASURABLE:
        said = verdicts.guessed(voice, said)
    if verdicts.fragment(voice, figure.reason):
        return said  # it stands beside the figure
    return verdicts.because(voice, said, figure.reason)


def _further(voice: Voice, report: Report, result: ClaimResult) -> str:
    """Say, where a figure is more than the way that was measured, what that leaves open."""
    check, reported, measured = result.claim.check, result.reported, result.measured
    if not isinstance(check, LegLength | Speed) or reported is None or measured is None:
        return ""
    if reported.low <= measured.high:
        return ""
    return {
        Mode.SEA: voice.say("Measured is the shortest course; a ship may have sailed further."),
        Mode.AIR: voice.say("Measured straight; an aircraft may have flown further."),
        Mode.RAIL: voice.say(
            "Measured is one way by rail; a train may have taken a longer one."
        ),
    }.get(_mode(report, check), "")


def _wide(voice: Voice, report: Report, result: ClaimResult) -> str:
    """Say why the bounds are wide of a line that is not the one its card tells of."""
    check = result.claim.check
    if not isinstance(check, BorderDistance):
        return ""
    asked = (check.start, check.country, result.facts["line"])
    for found in report.distances:
        distance = found.distance
        if (found.place.id, distance.country, distance.line) == asked and not found.default:
            return spot.differing(voice, distance)
    return ""


def _mode(report: Report, check: LegLength | Speed) -> Mode:
    return next(found.leg.mode for found in report.legs if found.leg.id == check.leg)


def _window(voice: Voice, verdict: Verdict, check: WindowCheck) -> str:
    window = voice.window(check.window)
    if check.against is None:
        return voice.say(
            "Reported as {window}. A map cannot tell when it happened; what other sources "
            "print is compared.",
            window=window,
        )
    if check.against == check.window:
        same = voice.say("Both are {window}.", window=window)
        return verdicts.because(voice, same, check.reason)
    against, found = voice.window(check.against), verdict
    if check.against.start <= check.window.start and check.window.end <= check.against.end:
        # Told from the narrower one.
        window, against, found = against, window, Verdict.AGREES
    said = {
        Verdict.AGREES: voice.say(
            "{against} lies within {window}.", against=against, window=window
        ),
        Verdict.COMPATIBLE: voice.say(
            "{against} overlaps {window} in part.", against=against, window=window
        ),
    }.get(found) or voice.say(
        "{against} does not overlap {window}.", against=against, window=window
    )
    return verdicts.because(voice, said, check.reason)


def _speed(voice: Voice, report: Report, result: ClaimResult, check: Speed) -> str:
    assert result.measured is not None  # noqa: S101 - a speed is always measured
    mode = _mode(report, check)
    km = convert_interval(result.measured, result.unit, "km_per_day")
    amount = speed(voice, result.measured, result.unit, result.reported)
    amount = by_the_hour(voice, mode, amount, km, result.unit, result.reported)
    said = voice.say("The leg and its dates imply {amount}.", amount=amount)
    if mode is Mode.ROAD:
        straight = voice.say("Measured is the straight line; no road is shorter.")
        said = f"{said} {straight}"
    elif isinf(result.measured.high):
        brief = voice.say(
            "It may have taken less than a day, so no higher speed can be ruled out."
        )
        said = f"{said} {brief}"
    if result.reported is None:
        return f"{said} {voice.say('No speed was reported.')}"
    return f"{said} {_comparison(voice, result)}"


def _possible(voice: Voice, report: Report, result: ClaimResult, check: Possible) -> str:
    leg = next(found for found in report.legs if found.leg.id == check.leg)
    amount = cards.length(voice, leg.route.length_km)
    said = {
        Mode.SEA: voice.say("Possible by sea: the shortest course is {amount}.", amount=amount),
        Mode.RAIL: voice.say(
            "Possible by rail: mapped track leads there, about {amount}.", amount=amount
        ),
        Mode.ROAD: _by_road(voice, leg.route.length_km, amount),
    }.get(leg.leg.mode) or voice.say("Possible: the way measures {amount}.", amount=amount)
    if check.window is not None:
        least = float(result.facts["km_per_day"])
        speed = by_the_hour(
            voice, leg.leg.mode, least_per_day(voice, least), Interval(least, least, inf)
        )
        said = f"{said} {pace(voice, check.window, speed)}"
    return f"{said} {voice.say('A map cannot say whether it happened.')}"


def _by_road(voice: Voice, km: Interval, amount: str) -> str:
    """Say the least that a road would measure, where its ends are known well enough."""
    if not km.low:
        return voice.say("Whether a road leads there is not checked, nor how long it would be.")
    return voice.say(
        "Whether a road leads there is not checked; it would measure {amount}.", amount=amount
    )


def _rate(voice: Voice, result: ClaimResult, check: Rate) -> str:
    days, yearly = float(result.facts["days"]), float(result.facts["per_year"])
    return voice.say(
        "{per_year} a year would last {days} days at {per_day} a day, which comes to {yearly} "
        "a year. This is arithmetic with reported figures, not a measurement.",
        per_year=voice.plain(check.per_year),
        per_day=voice.plain(check.per_day),
        days=voice.number(days, decimals(days, 1)),
        yearly=voice.plain(round(yearly, decimals(yearly))),
    )
