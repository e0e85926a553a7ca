"""A story: every sentence, figure and label that a person reads, ready to be placed.

All text is plain text in the story's language, numbers already formatted in its
units; whoever places it escapes it for the format at hand and words nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.model import Basis, LatLon, Mode, Verdict


@dataclass(frozen=True, slots=True)
class Name:
    """A place's name in the story's language, and in its own script where that differs."""

    text: str
    own: str = ""
    own_lang: str = ""
    hint: str = ""
    """A short remark at first mention, such as "not the Danube"."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as a card or the table shows it.

    ``sentence`` says what the check came to; ``by`` who says it and where it
    stands ("White House graphic, line 12"). ``number`` is the card it stands on,
    0 for none.
    """

    claim: str
    number: int
    text: str
    by: str
    about: str
    figure: str
    reported: str
    measured: str
    verdict: Verdict
    word: str
    symbol: str
    sentence: str
    line: int | None = None
    disagree: str = ""
    """A sentence where sources disagree on the question that it answers."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the figure of a card came to; ``reported`` is "40 km reported", with others'."""

    verdict: Verdict
    word: str
    symbol: str
    reported: str
    claim: str = ""
    """The claim that it is of."""
    others: tuple[tuple[str, str], ...] = ()
    """Other claims about the same, each with its figure."""


@dataclass(frozen=True, slots=True)
class Card:
    """A numbered leg, or the question of the border, with its claims.

    ``id`` is the leg's id or the distance's place id, with the country's where the place
    is measured to several; ``mode`` and ``basis`` are None on a border card. ``figure`` is
    the measured one ("196 km").
    """

    number: int
    id: str
    heading: str
    figure: str
    aside: str
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    mode: Mode | None = None
    basis: Basis | None = None
    alt: str = ""
    """What the card's map shows, in words."""
    finding: Finding | None = None
    """What the first claim about the figure came to."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A border line tried from the same point; numbers are in the story's units."""

    line: str
    name: str
    value: float
    low: float
    high: float
    figure: str
    verdict: Verdict
    word: str
    symbol: str
    sentence: str
    nearest: LatLon
    nearest_text: str
    default: bool
    approximate: bool
    label: str
    """The words on the measured line of the map: "195 km measured · about 290 km reported"."""
    end: str = ""
    """The town that the nearest point lies near, as a label."""
    inside: bool = False
    """Whether the place lies in the country."""
    disputed: bool = False
    """Whether the nearest point lies in an area that is disputed."""
    far: bool = False
    """Whether it is so far that on one scale with it nothing else could be told apart."""


@dataclass(frozen=True, slots=True)
class Band:
    """The reported figure as an interval, in the story's units; high may be infinite."""

    low: float
    value: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class BorderQuestion:
    """Which border? One row a line, the reported figure as a band across them.

    ``rows[i].default`` marks the line that the headline verdict uses.
    """

    card: int
    place: str
    heading: str
    unit: str
    rows: tuple[LineRow, ...]
    band: Band | None
    remarks: tuple[str, ...]
    """What else a reader must know: who else prints what, where the nearest point lies."""
    guesses: tuple[str, ...]
    country: str = ""
    """Whose border it is (ISO 3166 alpha-3)."""
    viewpoint: str = ""
    """The viewpoint on borders that its default line follows, for its own map."""
    also: tuple[Band, ...] = ()
    """Other figures reported of the same distance, where they are few."""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place of the case on the map, with its uncertainty circle."""

    id: str
    at: LatLon
    radius_km: float
    name: Name
    popup: tuple[str, ...]
    within: str = ""
    """Its radius, as a picture writes it: "± 1.5 km"; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the page lists it; ``url`` is shown as readable text."""

    id: str
    title: str
    details: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of the line under the headline: ``count`` and then ``text``, "1" "differs"."""

    count: int
    text: str
    verdict: Verdict | None = None
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One case, told in one language and one unit."""

    id: str
    lang: str
    units: str
    title: str
    summary: str
    verdict_line: str
    """The main finding in one sentence."""
    tallies: tuple[Tally, ...]
    viewpoint: str
    cards: tuple[Card, ...]
    borders: tuple[BorderQuestion, ...]
    places: tuple[MapPlace, ...]
    table: tuple[Row, ...]
    conflicts: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    method: tuple[str, ...]
    credits: tuple[str, ...]
    ui: Mapping[str, str]
    """Words of the controls and headings, by key (see ``geo.story.words``)."""
    licence: str = ""
    """Under which licence the lines and figures may be passed on."""
    source_line: str = ""
    """Who printed the claims, in one sentence, for a picture that travels alone."""
    alt: str = ""
    """What the map of the whole shows, in the author's words; see ``geo.story.pasting.alt``."""
    drawn: str = ""
    """Whose borders are drawn, for a map on which no distance is measured."""
    foreign: Mapping[str, str] = field(default_factory=dict)
    """The case's own words in another language, each with the tag of that."""
