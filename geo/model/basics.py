"""Positions, intervals and the words that cases and results share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Text = Mapping[str, str]
"""The same words in several languages, by language tag (``en``, ``id``)."""


class LatLon(NamedTuple):
    """A position on WGS 84, in degrees, latitude first."""

    lat: float
    lon: float


class Mode(StrEnum):
    """How a leg was travelled."""

    SEA = "sea"
    RAIL = "rail"
    ROAD = "road"
    AIR = "air"


class Basis(StrEnum):
    """Whether a source reported a thing or Dateline's author inferred it."""

    REPORTED = "reported"
    INFERRED = "inferred"


class Seen(StrEnum):
    """How the author of a case saw a source."""

    ORIGINAL = "original"
    REPRINT = "reprint"
    PARAPHRASE = "paraphrase"


class Verdict(StrEnum):
    """What holding a claim against a measurement came to."""

    AGREES = "agrees"
    COMPATIBLE = "compatible"
    DIFFERS = "differs"
    NOT_MEASURABLE = "not_measurable"


class Qualifier(StrEnum):
    """The word that a source puts before a figure, which widens it, or that it is a range."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    NEARLY = "nearly"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its bounds, in the unit that the field's name or ``unit`` tells.

    ``high`` may be infinite ("at least"); ``value`` lies within the bounds.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both ends included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a source reported it.

    ``low`` and ``high`` override the interval that ``qualifier`` implies; then
    ``reason`` says why. Of a range they are what was printed, and ``value`` is its middle.
    """

    value: float
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    low: float | None = None
    high: float | None = None
    reason: Text | None = None
