"""Hold a reported figure against a measured one; knows numbers, no geometry."""

from __future__ import annotations

from decimal import Decimal
from math import inf, isinf

from geo.dates import days_of_months
from geo.model import Figure, Interval, Qualifier, Verdict

LOOSENESS = 0.05
"""A figure is never taken to be meant more loosely than 5 %, nor "about" more tightly."""

TIMES = ("days", "weeks", "months")
"""The units in which a case gives times."""

DAYS_PER_WEEK = 7


def reported_interval(figure: Figure) -> Interval:
    """Read a reported figure as an interval, in the figure's own unit.

    A bare figure stands for half a unit of its last non-zero digit either way, at
    most 5 %; "about" for that, or 5 % where that is larger; "at least" or "more than"
    N for N upward; "up to" or "nearly" N for 95 to 100 % of N. The case may override
    either bound.
    """
    value, slack = figure.value, LOOSENESS * abs(figure.value)
    match figure.qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            low, high = value, inf
        case Qualifier.UP_TO | Qualifier.NEARLY:
            low, high = value - slack, value
        case Qualifier.ABOUT:
            low, high = value - slack, value + slack
        case Qualifier.EXACT | Qualifier.RANGE:
            half = min(_half_last_digit(value), slack)
            low, high = value - half, value + half
    return Interval(
        value,
        low if figure.low is None else figure.low,
        high if figure.high is None else figure.high,
    )


def _half_last_digit(value: float) -> float:
    """Give half a unit of a figure's last non-zero digit: 5 for 290, 50 for 200."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** int(exponent)


def in_days(figure: Figure) -> Interval:
    """Read a figure in days, weeks or months as an interval of days.

    Months are those of the calendar: one is 28 to 31 days, twelve are 365 or 366. So long
    are the least and the most months that the figure is read as.
    """
    reported = reported_interval(figure)
    value, low, high = reported.value, reported.low, reported.high
    if figure.unit == "weeks":
        return Interval(*(DAYS_PER_WEEK * n for n in (value, low, high)))
    if figure.unit == "months":
        most = high if isinf(high) else days_of_months(high).high
        return Interval(days_of_months(value).value, days_of_months(low).low, most)
    return reported


def judge(reported: Interval, measured: Interval) -> Verdict:
    """Compare a reported interval with a measured one in the same unit.

    It *agrees* where the measured value lies inside the reported interval, is
    *compatible* where it does not but the intervals overlap, and else *differs*. Where
    only the least is known of what was measured, as of a road, a value tells nothing:
    then it agrees only where all that it may be lies inside.
    """
    inside = reported.low <= measured.value <= reported.high
    if isinf(measured.high):
        inside = reported.low <= measured.low and isinf(reported.high)
    if inside:
        return Verdict.AGREES
    if measured.low <= reported.high and reported.low <= measured.high:
        return Verdict.COMPATIBLE
    return Verdict.DIFFERS


def excess(reported: Interval, measured: Interval) -> tuple[float, float]:
    """Tell by how much the reported value exceeds the measured one, or its least.

    Returns
    -------
    tuple of float
        The difference in the unit of both, negative where less was reported than
        measured, and the same as a fraction of the measured value.
    """
    value = measured.low if isinf(measured.high) else measured.value
    difference = reported.value - value
    return difference, difference / value if value else inf
