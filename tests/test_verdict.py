"""Reported figures as intervals, and intervals against intervals."""

from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import dates
from geo.model import Figure, Interval, Qualifier, Verdict, Window
from geo.verdict import excess, in_days, judge, reported_interval

# (value, qualifier, low, high), worked by hand from the rule in the docstring.
READINGS = [
    (290, Qualifier.EXACT, 285, 295),
    (290, Qualifier.ABOUT, 275.5, 304.5),
    (200, Qualifier.EXACT, 190, 210),  # half a unit of the 2 is 50: capped at 5 %
    (195.2, Qualifier.EXACT, 195.15, 195.25),
    (125, Qualifier.EXACT, 124.5, 125.5),
    (1000, Qualifier.AT_LEAST, 1000, inf),
    (500, Qualifier.UP_TO, 475, 500),
    (3, Qualifier.ABOUT, 2.85, 3.15),
]


@pytest.mark.parametrize(("value", "qualifier", "low", "high"), READINGS)
def test_a_reported_figure_is_an_interval(value, qualifier, low, high):
    found = reported_interval(Figure(float(value), "km", qualifier))
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high))


def test_a_case_may_override_either_bound():
    assert reported_interval(Figure(290.0, "km", low=250)) == Interval(290, 250, 295)


MEASURED = Interval(195.2, 192.7, 196.7)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (190, 210, Verdict.AGREES),
        (195.2, 195.2, Verdict.AGREES),
        (196, 200, Verdict.COMPATIBLE),
        (196.7, 200, Verdict.COMPATIBLE),
        (180, 192.7, Verdict.COMPATIBLE),
        (275.5, 304.5, Verdict.DIFFERS),
        (100, 192, Verdict.DIFFERS),
        (100, inf, Verdict.AGREES),
    ],
)
def test_verdicts(low, high, verdict):
    assert judge(Interval((low + min(high, 1e6)) / 2, low, high), MEASURED) is verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (399, 420, Verdict.COMPATIBLE),  # the road may be longer than either
        (399, inf, Verdict.AGREES),
        (500, inf, Verdict.COMPATIBLE),
        (285, 315, Verdict.DIFFERS),
    ],
)
def test_where_only_the_least_is_known_no_value_is_confirmed(low, high, verdict):
    assert judge(Interval(low, low, high), Interval(403, 402, inf)) is verdict


def test_less_than_the_least_is_told_by_the_least():
    assert excess(Interval(301.5, 300, 303), Interval(403, 402, inf)) == (-100.5, -0.25)


@given(st.floats(1, 1e5), st.floats(1, 1e5), st.floats(0, 100), st.floats(0, 100))
def test_a_verdict_differs_only_where_the_intervals_are_apart(a, b, wide_a, wide_b):
    first, second = Interval(a, a - wide_a, a + wide_a), Interval(b, b - wide_b, b + wide_b)
    apart = first.high < second.low or second.high < first.low
    assert (judge(first, second) is Verdict.DIFFERS) == apart


def test_by_how_much_and_which_way():
    by, fraction = excess(Interval(290, 275.5, 304.5), MEASURED)
    assert by == pytest.approx(94.8)
    assert fraction == pytest.approx(0.4857, abs=1e-4)
    assert excess(Interval(100, 95, 105), MEASURED)[0] < 0


def test_a_month_holds_every_calendar_month():
    month = in_days(Figure(1.0, "months"))
    assert (month.low, month.high) == pytest.approx((0.95 * 28, 31 + 0.05 * 31))
    assert all(
        month.low <= dates.days_between(date(2023, m, 13), date(2023, m + 1, 13)) <= month.high
        for m in range(1, 12)
    )


@pytest.mark.parametrize(
    ("months", "low", "high"),
    [
        (0, 0, 0),
        (2, 59, 62),  # January and February; July and August
        (3, 89, 92),
        (6, 181, 184),
        (12, 365, 366),
        (24, 730, 731),
        (48, 1460, 1461),  # 1900 has no 29 February
        (4800, 146_097, 146_097),
        (
            1.5,
            43.5,
            46.5,
        ),  # a second month adds 31 days to the least and the most
    ],
)
def test_months_are_those_of_the_calendar(months, low, high):
    found = dates.days_of_months(months)
    assert (found.low, found.high) == (low, high)
    assert low <= found.value <= high


@pytest.mark.parametrize(
    ("months", "low", "high"),
    [
        (2, 28 + 0.9 * 31, 62 + 0.1 * 30),  # 1.9 to 2.1: 5 % either way
        (12, 334 + 0.5 * 31, 366 + 0.5 * 31),  # 11.5 to 12.5: half a unit either way
        (0, 0, 0),
    ],
)
def test_a_bare_figure_in_months_is_rounded_as_any_other(months, low, high):
    found = in_days(Figure(float(months), "months"))
    assert (found.low, found.high) == pytest.approx((low, high))


def test_at_least_a_year_of_months_is_no_shorter_than_a_year():
    year = in_days(Figure(12.0, "months", Qualifier.AT_LEAST))
    assert (year.low, year.high) == (365, inf)
    days = dates.days_between(date(2023, 1, 1), date(2023, 12, 3))
    assert judge(year, Interval(days, days, days)) is Verdict.DIFFERS
    assert in_days(Figure(12.0, "months", Qualifier.UP_TO)).high == 366


@pytest.mark.parametrize("qualifier", [Qualifier.EXACT, Qualifier.ABOUT])
def test_a_case_may_override_the_bounds_of_months_too(qualifier):
    month = in_days(Figure(1.0, "months", qualifier, low=0.5, high=2))
    assert (month.low, month.high) == (14, 62)
    assert in_days(Figure(1.0, "months", low=0.5)).high == pytest.approx(31 + 0.05 * 31)


def test_the_dates_of_the_first_case():
    assert dates.days_between(date(2023, 9, 13), date(2023, 10, 13)) == 30
    assert date(2023, 10, 13).weekday() == 4
    assert dates.days_of_supply(2.5e6, 60_000) == pytest.approx(41.7, abs=0.05)
    assert dates.yearly(60_000) == 21.9e6


def test_spans_of_days():
    september = Window(date(2023, 9, 1), date(2023, 10, 1))
    late = Window(date(2023, 9, 7), date(2023, 10, 1))
    assert dates.compare(september, late) is Verdict.AGREES
    assert dates.compare(late, september) is Verdict.COMPATIBLE
    assert dates.compare(Window(date(2023, 10, 2), date(2023, 10, 3)), late) is Verdict.DIFFERS


def test_the_implied_speed_carries_the_length_and_a_day_either_way():
    speed = dates.km_per_day(
        Interval(9600, 9300, 9900), Window(date(2023, 9, 12), date(2023, 9, 28))
    )
    assert speed.value == 600
    assert speed.low == pytest.approx(9300 / 17)
    assert speed.high == pytest.approx(9900 / 15)


@pytest.mark.parametrize(("last", "low"), [(1, 99), (2, 49.5)])
def test_what_may_have_taken_less_than_a_day_has_no_highest_speed(last, low):
    window = Window(date(2023, 9, 1), date(2023, 9, last))
    speed = dates.km_per_day(Interval(100, 99, 101), window)
    assert (speed.value, speed.low, speed.high) == (100, low, inf)


def test_what_took_a_day_at_the_least_has_a_highest_speed():
    window = Window(date(2023, 9, 1), date(2023, 9, 3))
    assert dates.km_per_day(Interval(100, 99, 101), window) == Interval(50, 33, 101)
