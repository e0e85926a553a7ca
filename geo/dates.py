"""Arithmetic with days, spans of days, speeds and rates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache
from math import floor, inf

import numpy as np
from numpy.typing import NDArray

from geo.model import Interval, Verdict, Window

DAYS_PER_YEAR = 365


def days_between(start: date, end: date) -> int:
    """Count the days from one date to another: 30 from 13 September to 13 October."""
    return (end - start).days


def counted(start: date, end: date) -> Interval:
    """Count the days from one date to another; a source that counts both has one more."""
    days = days_between(start, end)
    return Interval(days, days, days + 1)


@cache
def _month_ends() -> NDArray[np.int64]:
    """Give the days before each month of the 400 years after which the calendar repeats."""
    years = range(1601, 2001)
    lengths = [monthrange(year, month)[1] for year in years for month in range(1, 13)]
    return np.concatenate([[0], np.cumsum(lengths)])


def days_of_months(months: float) -> Interval:
    """Tell how many days so many calendar months span: in the mean, at least and at most.

    A part of a month spans that part of the next month.
    """
    ends, whole = _month_ends(), floor(months)
    cycle, days = len(ends) - 1, int(ends[-1])
    spans = []
    for number in (whole, whole + 1):
        cycles, rest = divmod(number, cycle)
        after = np.concatenate([ends[:-1], ends[:-1] + days])[rest : rest + cycle]
        spans.append(after - ends[:-1] + float(cycles * days))
    part = months - whole
    (low, high), (more, most) = ((span.min(), span.max()) for span in spans)
    return Interval(
        months * days / cycle,
        float(low + part * (more - low)),
        float(high + part * (most - high)),
    )


def compare(reported: Window, against: Window) -> Verdict:
    """Hold a span of days against another.

    It *agrees* where the other lies inside it, is *compatible* where they share
    a day, and else *differs*.
    """
    if reported.start <= against.start and against.end <= reported.end:
        return Verdict.AGREES
    if reported.start <= against.end and against.start <= reported.end:
        return Verdict.COMPATIBLE
    return Verdict.DIFFERS


def km_per_day(length_km: Interval, window: Window) -> Interval:
    """Give the mean speed that a length and a span of days imply, in km a day.

    Both dates are known to the day alone, so the time may be a day longer or
    shorter: the bounds carry that beside the length's own. What may have taken less
    than a day may have gone at any speed, so the upper bound is then infinite.
    """
    days = days_between(window.start, window.end)
    high = length_km.high / (days - 1) if days > 1 else inf
    return Interval(
        length_km.value / max(days, 1),
        length_km.low / (days + 1),
        high,
    )


def days_of_supply(per_year: float, per_day: float) -> float:
    """Tell for how many days a year's total lasts at a daily rate."""
    return per_year / per_day


def yearly(per_day: float) -> float:
    """Tell what a daily rate comes to in a year of 365 days."""
    return per_day * DAYS_PER_YEAR
