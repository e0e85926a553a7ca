"""The values that Dateline works with: what a case says, and what was found.

Nothing here reads, computes or draws. Coordinates are always ``LatLon``; a
library that wants longitude first is given it at the call, nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Text = Mapping[str, str]
"""The same words in several languages, by language tag (``en``, ``id``)."""


Day = date
"""A date, for a class that has a field of that name."""


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
    """The word that a source puts before a figure, which widens it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    NEARLY = "nearly"


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
    ``reason`` says why.
    """

    value: float
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    low: float | None = None
    high: float | None = None
    reason: Text | None = None


# --- what would check a claim -------------------------------------------------


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
    """The speed that a leg and a window imply; the figure's unit is ``km_per_day``."""

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


# --- a case -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Who published, where it was seen, and which origin it goes back to.

    ``origin`` names the first publisher of what it prints: sources that share
    one are copies and count once. ``grade`` is an Admiralty grade such as ``B2``.
    The last four fields are evidence, by which a reader can find what the author saw.
    """

    id: str
    title: str
    publisher: str
    origin: str
    seen: Seen
    date: date | None = None
    url: str | None = None
    seen_at: str | None = None
    grade: str | None = None
    note: Text | None = None
    archived: str | None = None
    """The address of an archived copy."""
    retrieved: Day | None = None
    sha256: str | None = None
    """The checksum of the copy that the author keeps, 64 hexadecimal digits."""
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A named circle on the ground."""

    id: str
    at: LatLon
    radius_km: float
    names: Mapping[str, str]
    basis: Text
    aliases: tuple[str, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Via:
    """A point that a leg passes: a station, a strait, a way point."""

    name: str
    at: LatLon


@dataclass(frozen=True, slots=True)
class Leg:
    """One movement by one mode, between two places by id.

    ``within`` and ``avoid`` name countries (ISO 3166 alpha-3) for the router; of a leg
    by sea, ``avoid`` names canals and straits that are closed.
    """

    id: str
    mode: Mode
    start: str
    end: str
    basis: Basis
    window: Window | None = None
    via: tuple[Via, ...] = ()
    within: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    note: Text | None = None
    alt: Text | None = None
    """What its map shows, in the author's words, for a reader who cannot see it."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that several sources answer, so that their answers can be compared."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says, in our own words.

    ``about`` is the id of a leg or a place, or ``case``. ``line`` counts the
    non-blank lines of the article.
    """

    id: str
    source: str
    about: str
    asserted_by: Text
    text: Text
    check: Check
    line: int | None = None
    figure: str | None = None
    question: str | None = None
    origin: str | None = None
    """The claim's first publisher, where it is not its source's origin."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What may explain a difference; shown as a guess or not at all."""

    claim: str
    text: Text


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader must know beside a leg or a place, and no claim says.

    With ``line``, it is about the nearest point of that line of the border.
    """

    about: str
    text: Text
    line: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A reported shipment, and what sources say of it."""

    id: str
    title: Text
    summary: Text
    sources: tuple[Source, ...]
    places: tuple[Place, ...]
    legs: tuple[Leg, ...]
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...] = ()
    guesses: tuple[Guess, ...] = ()
    remarks: tuple[Remark, ...] = ()
    article: str | None = None
    """The id of the source whose claims are counted as "the article's"."""
    alt: Text | None = None
    """What the map of the whole shows, in the author's words."""

    def place(self, name: str) -> Place:
        """Find a place by its id."""
        return next(place for place in self.places if place.id == name)

    def source(self, name: str) -> Source:
        """Find a source by its id."""
        return next(source for source in self.sources if source.id == name)

    def leg(self, name: str) -> Leg | None:
        """Find a leg by its id, or None."""
        return next((leg for leg in self.legs if leg.id == name), None)


# --- what was found -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about a result, by code; the story words it.

    ``values`` are numbers in the unit their key names, or names of places.
    """

    code: str
    values: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of a route's vertices; ``schematic`` where no mapped track was followed."""

    points: tuple[LatLon, ...]
    schematic: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A leg's line, from its start to its end without a gap.

    Attributes
    ----------
    stretches : tuple of Stretch
        Each begins where the one before ends. Longitudes may leave ±180° where
        a route crosses the antimeridian, so that neighbours stay neighbours.
    length_km : Interval
        On the WGS 84 ellipsoid, calibrated where the mode needs it.
    great_circle_km : float
        The geodesic between the ends: the floor of any route.
    land_km : float
        By sea, the length over land: 0 unless the case forces it.
    """

    mode: Mode
    stretches: tuple[Stretch, ...]
    length_km: Interval
    great_circle_km: float
    schematic_km: float = 0.0
    land_km: float = 0.0
    passages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    datasets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Distance:
    """From a place to one line of a country's border.

    ``km.value`` is measured on ``dataset``; ``km.low`` and ``km.high`` carry the
    radius of the place and the spread between ``by_dataset``. ``approximate``
    lines are references (front-line towns), not borders.
    """

    start: LatLon
    country: str
    line: str
    km: Interval
    nearest: LatLon
    dataset: str
    by_dataset: Mapping[str, float]
    inside: bool = False
    approximate: bool = False
    landmark: str = ""
    """What stands at the nearest point, where the line itself is a list of towns."""
    neighbour: str = ""
    """Whose country lies across the nearest point of a land border (ISO 3166 alpha-3)."""
