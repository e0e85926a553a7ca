"""What a case file says: places, legs, claims, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geo.model.basics import Basis, LatLon, Mode, Seen, Text, Window
from geo.model.checks import Check

Day = date
"""A date, for a class that has a field of that name."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who published, where it was seen, and which origin it goes back to.

    ``origin`` names the first publisher of what it prints: sources that share
    one are copies and count once. ``grade`` is an Admiralty grade such as ``B2``.
    The last four fields are evidence, by which a reader can find what the author saw.
    """

    id: str
    title: Text
    publisher: Text
    origin: str
    seen: Seen
    date: date | None = None
    url: str | None = None
    seen_at: Text | None = None
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

    ``within`` and ``avoid`` name countries (ISO 3166 alpha-3) for the router.
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
    note: Text | None = None
    """What a reader must know of it, in the author's words."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What may explain a difference; shown as a guess or not at all."""

    claim: str
    text: Text


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader must know beside a leg or a place, and no claim says.

    With ``line``, it is about the nearest point of that line of the border; with
    ``country``, about the distance to that country alone.
    """

    about: str
    text: Text
    line: str | None = None
    country: str | None = None


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
