"""Units of length that a reader may choose or a source may print."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model import Interval

KM_PER: Mapping[str, float] = {"km": 1.0, "mi": 1.609344, "nm": 1.852, "m": 0.001}
"""Kilometres in one unit: international mile and nautical mile, by definition."""

HOURS = 24
"""In a day."""

PER_DAY: Mapping[str, tuple[str, int]] = {
    "km_per_day": ("km", 1),
    "mi_per_day": ("mi", 1),
    "nm_per_day": ("nm", 1),
    "km_per_hour": ("km", HOURS),
    "mi_per_hour": ("mi", HOURS),
    "knots": ("nm", HOURS),
}
"""Units of speed: the length that each counts, and how many of it a day; a knot is one
nautical mile an hour, by definition."""

READER_UNITS = ("km", "mi", "nm")
"""The units that a story can be told in."""


def convert(value: float, unit: str, to: str) -> float:
    """Convert a length, or a speed, from one unit to another."""
    return value * _km(unit) / _km(to)


def _km(unit: str) -> float:
    """Give the kilometres in one unit; of a speed, in a day."""
    length, number = PER_DAY.get(unit, (unit, 1))
    return KM_PER[length] * number


def convert_interval(interval: Interval, unit: str, to: str) -> Interval:
    """Convert an interval of lengths, or of speeds, from one unit to another."""
    value, low, high = (
        convert(bound, unit, to) for bound in (interval.value, interval.low, interval.high)
    )
    return Interval(value, low, high)
