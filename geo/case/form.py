"""A case file as it is written, and the case that it says."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from geo import model
from geo.case.checks import CheckForm
from geo.case.fields import (
    BasisWord,
    BorderLine,
    Country,
    Day,
    Grade,
    Lat,
    Line,
    Lon,
    ModeWord,
    Names,
    Radius,
    SeenWord,
    Sha256,
    Slug,
    Url,
    Words,
)
from geo.case.figures import SpanForm
from geo.case.limits import LEG_COUNTRIES, MOST, VIA
from geo.case.strict import Form


class SourceForm(Form):
    """Who published it, and how it was seen."""

    id: Slug
    title: Names = Field(description="What was published: its title, or what it is.")
    publisher: Names
    origin: Slug = Field(description="Its first publisher; copies share one and count once.")
    seen: SeenWord = Field(description="How you saw it: original, reprint or paraphrase.")
    date: Day | None = Field(None, description="The day it was published, if known.")
    url: Url | None = Field(None, description="Its address, if known.")
    seen_at: Names | None = Field(None, description="Where you saw it, if not there.")
    grade: Grade | None = Field(None, description="Its Admiralty grade, such as B2.")
    note: Words | None = Field(None, description="What a reader must know of it.")
    archived: Url | None = Field(None, description="The address of an archived copy.")
    retrieved: Day | None = Field(None, description="The day on which you read it.")
    sha256: Sha256 | None = Field(None, description="The checksum of the copy that you keep.")
    licence: Line | None = Field(None, description="Under which licence it was published.")

    def source(self) -> model.Source:
        """Give the source as the model has it."""
        return model.Source(**dict(self))


class PlaceForm(Form):
    """A named circle on the ground."""

    id: Slug
    lat: Lat = Field(description="Degrees north; south is negative.")
    lon: Lon = Field(description="Degrees east; west is negative.")
    radius_km: Radius = Field(description="How far off the place may lie, in kilometres.")
    names: Names = Field(description="Its name by language: en first, then its own.")
    basis: Words = Field(description="Where the position comes from.")
    aliases: list[Line] = Field([], max_length=50, description="Other spellings.")
    note: Words | None = Field(None, description="What a reader must know of it.")
    checked: bool = Field(False, description="Latitude and longitude are as meant.")

    def place(self) -> model.Place:
        """Give the place as the model has it."""
        return model.Place(
            id=self.id,
            at=model.LatLon(self.lat, self.lon),
            radius_km=self.radius_km,
            names=self.names,
            basis=self.basis,
            aliases=tuple(self.aliases),
            note=self.note,
        )


class ViaForm(Form):
    """A point that a leg passes."""

    name: Line
    lat: Lat
    lon: Lon

    def via(self) -> model.Via:
        """Give the point as the model has it."""
        return model.Via(self.name, model.LatLon(self.lat, self.lon))


class LegForm(Form):
    """One movement by one mode, between two places."""

    id: Slug
    mode: ModeWord = Field(description="sea, rail, road or air.")
    start: Slug = Field(alias="from", description="The id of the place where it begins.")
    end: Slug = Field(alias="to", description="The id of the place where it ends.")
    basis: BasisWord = Field(description="reported, or inferred by you.")
    window: SpanForm | None = Field(None, description="The days of the movement.")
    via: list[ViaForm] = Field([], max_length=VIA, description="Points that it passes.")
    within: list[Country] = Field(
        [], max_length=LEG_COUNTRIES, description="By rail, countries it stays in."
    )
    avoid: list[Line] = Field(
        [],
        max_length=LEG_COUNTRIES,
        description="By rail, countries it keeps out of; by sea, canals that are closed.",
    )
    note: Words | None = Field(None, description="What a reader must know of it.")
    alt: Words | None = Field(None, description="What its map shows, in words.")

    def leg(self) -> model.Leg:
        """Give the leg as the model has it."""
        return model.Leg(
            id=self.id,
            mode=self.mode,
            start=self.start,
            end=self.end,
            basis=self.basis,
            window=self.window.span() if self.window else None,
            via=tuple(point.via() for point in self.via),
            within=tuple(dict.fromkeys(self.within)),
            avoid=tuple(dict.fromkeys(self.avoid)),
            note=self.note,
            alt=self.alt,
        )


class QuestionForm(Form):
    """Something that several sources answer."""

    id: Slug
    text: Words

    def question(self) -> model.Question:
        """Give the question as the model has it."""
        return model.Question(self.id, self.text)


class ClaimForm(Form):
    """What one source says, in your own words."""

    id: Slug
    source: Slug = Field(description="The id of the source.")
    about: Slug = Field(description="The id of a leg or a place, or `case`.")
    asserted_by: Names = Field(description="Who says so, in the source.")
    text: Words = Field(description="The claim in your own words.")
    check: CheckForm = Field(description="What would check it.")
    line: Annotated[int, Field(ge=1, le=100_000)] | None = Field(
        None, description="Where it stands: the number of the source's non-blank line."
    )
    figure: Line | None = Field(None, description="The figure phrase as printed.")
    question: Slug | None = Field(None, description="The id of the question it answers.")
    origin: Slug | None = Field(None, description="Its origin, if not its source's.")
    note: Words | None = Field(None, description="What a reader must know of it.")

    def claim(self) -> model.Claim:
        """Give the claim as the model has it."""
        return model.Claim(**{**dict(self), "check": self.check.check()})


class GuessForm(Form):
    """What may explain a difference; shown as a guess or not at all."""

    claim: Slug = Field(description="The id of the claim.")
    text: Words

    def guess(self) -> model.Guess:
        """Give the guess as the model has it."""
        return model.Guess(self.claim, self.text)


class RemarkForm(Form):
    """What a reader must know beside a leg or a place, and no claim says."""

    about: Slug = Field(description="The id of a leg or a place.")
    text: Words
    line: BorderLine | None = Field(
        None, description="A line of the border, for its nearest point."
    )
    country: Country | None = Field(
        None, description="The country, where distances to several are measured."
    )

    def remark(self) -> model.Remark:
        """Give the remark as the model has it."""
        return model.Remark(self.about, self.text, self.line, self.country)


class CaseForm(Form):
    """A reported shipment, and what sources say of it."""

    id: Slug = Field(description="The name of the case in addresses and files.")
    title: Words
    summary: Words = Field(description="One or two sentences, without measured figures.")
    article: Slug | None = Field(None, description="The source that the case starts from.")
    sources: list[SourceForm] = Field(min_length=1, max_length=MOST["sources"])
    places: list[PlaceForm] = Field(min_length=1, max_length=MOST["places"])
    legs: list[LegForm] = Field(min_length=1, max_length=MOST["legs"])
    questions: list[QuestionForm] = Field([], max_length=MOST["questions"])
    claims: list[ClaimForm] = Field(max_length=MOST["claims"])
    guesses: list[GuessForm] = Field([], max_length=MOST["guesses"])
    remarks: list[RemarkForm] = Field([], max_length=MOST["remarks"])
    alt: Words | None = Field(None, description="What the map of the whole shows, in words.")

    def case(self) -> model.Case:
        """Give the case as the model has it."""
        return model.Case(
            id=self.id,
            title=self.title,
            summary=self.summary,
            sources=tuple(form.source() for form in self.sources),
            places=tuple(form.place() for form in self.places),
            legs=tuple(form.leg() for form in self.legs),
            claims=tuple(form.claim() for form in self.claims),
            questions=tuple(form.question() for form in self.questions),
            guesses=tuple(form.guess() for form in self.guesses),
            remarks=tuple(form.remark() for form in self.remarks),
            article=self.article,
            alt=self.alt,
        )
