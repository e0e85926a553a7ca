"""What is written of a reported and a measured figure bears out the verdict beside it."""

import random
import re

import pytest

from geo.model import Figure, Interval, Mode, Qualifier
from geo.story import verdicts
from geo.story.figures import with_knots
from geo.story.voice import Voice
from geo.units import convert_interval
from geo.verdict import judge

EN = Voice("en")


def _numbers(text: str) -> list[float]:
    return [float(number.replace(",", "")) for number in re.findall(r"[\d.,]*\d", text)]


def test_a_value_just_outside_a_reported_interval_is_not_written_as_its_bound():
    measured, reported = Interval(1854.98, 1825.4, 1955.8), Interval(1860, 1855, 1865)
    said = verdicts.quantity(EN, measured, "km", reported=reported)
    assert said == "1,854.98 km (1,825.40–1,955.80 km)"
    assert verdicts.quantity(EN, measured, "km").startswith("1,855.0 km")


def test_knots_just_below_a_reported_range_are_not_written_as_its_end():
    # 17,254 km in 28 days: 616.2 km a day, and 13.86 nautical miles of 1.852 km an hour.
    knots = Interval(13.864, 13.4, 14.4)
    km = convert_interval(knots, "knots", "km_per_day")
    said = with_knots(EN, Mode.SEA, "616 km a day", km, Interval(14.5, 14, 15))
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
