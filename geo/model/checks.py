"""What would check a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.model.basics import Figure, Text, Window


@dataclass(frozen=True, slots=True)
class BorderDistance:
    """The distance from a place to a line of a country's border.

    ``line`` is None where the source says "the border" and no more.
    """

    start: str
    country: str
    figure: Figure
    line: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceDistance:
    """The distance from one place to another, along the geodesic."""

    start: str
    end: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class LegLength:
    """The length of a leg as it was routed."""

    leg: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Weekday:
    """Whether a date falls on the weekday printed beside it (Monday is 0)."""

    date: date
    weekday: int


@dataclass(frozen=True, slots=True)
class DateInterval:
    """The time between two dates; the figure's unit is ``days``, ``weeks`` or ``months``."""

    start: date
    end: date
    figure: Figure


@dataclass(frozen=True, slots=True)
class WindowCheck:
    """A reported span of days held against another; without one it stands alone."""

    window: Window
    against: Window | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Speed:
    """The speed that a leg and a window imply; the figure's unit is in ``units.PER_DAY``."""

    leg: str
    window: Window
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """How long a yearly total lasts at a daily rate; never a verdict of its own."""

    per_year: float
    per_day: float


@dataclass(frozen=True, slots=True)
class Inside:
    """Which country a place lies in and, with ``near``, how far from another place."""

    place: str
    country: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Possible:
    """What a map can say beside a claim that it cannot check: the leg's length and speed."""

    leg: str
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A count that no map can check; sources that answer the same question are compared.

    ``noun`` names what is counted, and ``until`` is a day of the month up to which.
    """

    figure: Figure
    noun: Text
    until: date | None = None


@dataclass(frozen=True, slots=True)
class NotMeasurable:
    """A claim that cannot be measured, with the reason in words.

    A ``figure`` is compared with what other sources say, and never measured.
    """

    reason: Text
    figure: Figure | None = None


Check = (
    BorderDistance
    | PlaceDistance
    | LegLength
    | Weekday
    | DateInterval
    | WindowCheck
    | Speed
    | Rate
    | Inside
    | Possible
    | Count
    | NotMeasurable
)
