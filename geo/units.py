"""Units of length that a reader may choose or a source may print."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model import Interval

KM_PER: Mapping[str, float] = {"km": 1.0, "mi": 1.609344, "nm": 1.852, "m": 0.001}
"""Kilometres in one unit: international mile and nautical mile, by definition."""

READER_UNITS = ("km", "mi", "nm")
"""The units that a story can be told in."""


def convert(value: float, unit: str, to: str) -> float:
    """Convert a length from one unit to another."""
    return value * KM_PER[unit] / KM_PER[to]


def convert_interval(interval: Interval, unit: str, to: str) -> Interval:
    """Convert an interval of lengths from one unit to another."""
    value, low, high = (
        convert(bound, unit, to) for bound in (interval.value, interval.low, interval.high)
    )
    return Interval(value, low, high)
