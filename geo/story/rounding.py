"""How finely a figure and its bounds are written."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from math import floor, isinf, log10

from geo.model import Interval

MOST_DECIMALS = 6
"""No number is written finer than this: a millimetre, in kilometres."""


def magnitude(value: float) -> int:
    """Tell the power of ten of a number's first digit: 2 for 195, -1 for 0.4."""
    return floor(log10(abs(value)))


def decimals(value: float, least: int = 0) -> int:
    """Tell how many decimals show two digits of a number below ten, six at the most."""
    if not 10**-MOST_DECIMALS <= abs(value) < 10:
        return least
    return max(least, min(1 - magnitude(value), MOST_DECIMALS))


def written(value: float, digits: int) -> float:
    """Round a number as Babel writes it: by its decimals, not by the binary number behind."""
    if isinf(value):
        return value
    unit = Decimal(1).scaleb(-digits)
    return float(Decimal(repr(value)).quantize(unit, ROUND_HALF_EVEN))


def floored(value: float, digits: int) -> float:
    """Round a number down to so many decimals, or to a power of ten where they are negative."""
    scale = 10.0**digits
    return floor(round(value * scale, 6)) / scale


def rounded(interval: Interval, digits: int) -> Interval:
    """Round a figure and its bounds to so many decimals."""
    ends = (interval.value, interval.low, interval.high)
    return Interval(*(written(end, digits) for end in ends))


def outward(measured: Interval, digits: int) -> Interval:
    """Round a measurement as it is written: its bounds, if it has any, outward."""
    if measured.low == measured.high:
        return rounded(measured, digits)
    value, low, high = measured.value, measured.low, measured.high
    above = high if isinf(high) else -floored(-high, digits)
    return Interval(written(value, digits), floored(low, digits), above)


def apart(interval: Interval, digits: int) -> int:
    """Tell with how many decimals, or more, the bounds can be told apart, as both then are."""
    while interval.low != interval.high and digits < MOST_DECIMALS:
        written = rounded(interval, digits)
        if written.low != written.high:
            break
        digits += 1
    return digits
