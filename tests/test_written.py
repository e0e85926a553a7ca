"""What is written of a reported and a measured figure bears out the verdict beside it."""

import random
import re
from math import inf

import pytest

from geo.model import Figure, Interval, Mode, Qualifier
from geo.story import verdicts
from geo.story.figures import by_the_hour
from geo.story.voice import Voice
from geo.units import convert_interval
from geo.verdict import judge, reported_interval

EN = Voice("en")


def _numbers(text: str) -> list[float]:
    return [float(number.replace(",", "")) for number in re.findall(r"[\d.,]*\d", text)]


def test_a_value_just_outside_a_reported_interval_is_not_written_as_its_bound():
    measured, reported = Interval(1854.98, 1825.4, 1955.8), Interval(1860, 1855, 1865)
    said = verdicts.quantity(EN, measured, "km", reported=reported)
    assert said == "1,854.98 km (1,825.40–1,955.80 km)"
    assert verdicts.quantity(EN, measured, "km").startswith("1,855.0 km")


@pytest.mark.parametrize(
    ("printed", "measured", "said"),
    [
        (  # 95% of 1.13 is 1.0735, which is written neither as 1.074 nor as 1.073
            Figure(1.13, "km", Qualifier.UP_TO),
            Interval(1.07382, 1.07381, 1.07383),
            "lies within the reported figure, up to 1.13 km, taken as 1.0735–1.1300 km.",
        ),
        (
            Figure(1004, "km"),
            Interval(1000, 1000, 1000),
            "1,004 km, taken as 1,003.5–1,004.5 km, is 4 km (0.4%) more than measured;",
        ),
        (
            Figure(29.9, "km"),
            Interval(30, 30, 30),
            "29.9 km, taken as 29.85–29.95 km, is 0.1 km (0.3%) less than measured;",
        ),
        (Figure(99.0, "km"), Interval(100, 100, 100), "is 1 km (1%) less than measured;"),
    ],
)
def test_bounds_and_differences_are_written_as_fine_as_they_are(printed, measured, said):
    reported = reported_interval(printed)
    assert said in verdicts.comparison(EN, printed, reported, measured, "km")


def test_an_exact_value_just_below_the_least_is_not_written_as_it():
    measured, least = Interval(*[0.9899932] * 3), Interval(0.99, 0.99, inf)
    assert verdicts.quantity(EN, measured, "km", reported=least) == "0.98999 km"


def test_knots_just_below_a_reported_range_are_not_written_as_its_end():
    # 17,254 km in 28 days: 616.2 km a day, and 13.86 nautical miles of 1.852 km an hour.
    knots = Interval(13.864, 13.4, 14.4)
    km = convert_interval(knots, "knots", "km_per_day")
    said = by_the_hour(EN, Mode.SEA, "616 km a day", km, "knots", Interval(14.5, 14, 15))
    assert said == "616 km a day, or 13.9 knots"


@pytest.mark.parametrize("units", ["km", "mi", "nm"])
def test_the_figures_as_written_give_the_verdict_that_is_said(units):
    rolled, voice = random.Random(7), Voice("en", units)
    for _ in range(1000):
        value, low = rolled.choice((3, 45, 290, 1860)), rolled.choice((0.01, 0.05))
        reported = Interval(value, value * (1 - low), value * (1 + low))
        end = rolled.choice((reported.low, reported.high))
        middle = end * (1 + rolled.choice((-1, 1)) * 10 ** rolled.uniform(-4, -1))
        reach = middle * 10 ** rolled.uniform(-4, -1)
        measured = Interval(middle, middle - reach, middle + reach)
        printed = Figure(value, "km", Qualifier.ABOUT)
        said = verdicts.comparison(voice, printed, reported, measured, "km")
        taken = _numbers(said.partition("taken as ")[2].partition(f" {voice.unit(units)}")[0])
        amount = verdicts.quantity(voice, measured, "km", reported=reported)
        shown = Interval(*_numbers(amount))
        assert judge(Interval(value, *taken), shown) is judge(reported, measured), amount
