"""What would check a claim: one form for each ``kind``."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from geo import model
from geo.case.fields import (
    BorderLine,
    Country,
    Day,
    Names,
    Number,
    Rate,
    Slug,
    Weekday,
    Words,
)
from geo.case.strict import Form, wrong
from geo.model import Qualifier

LengthUnit = Literal["km", "mi", "nm", "m"]
TimeUnit = Literal["days", "weeks", "months"]
SpeedUnit = Literal[
    "km_per_day", "mi_per_day", "nm_per_day", "km_per_hour", "mi_per_hour", "knots"
]

_FLAGS = tuple(word for word in Qualifier if word not in {Qualifier.EXACT, Qualifier.RANGE})


class SpanForm(Form):
    """A span of days, both ends included."""

    start: Day = Field(description="The first day, year-month-day.")
    end: Day = Field(description="The last day, year-month-day.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise wrong(f"the window ends {self.end}, before it starts {self.start}; swap them")
        return self

    def span(self) -> model.Window:
        """Give the span as the model has it."""
        return model.Window(self.start, self.end)


class WordForm(Form):
    """The word before a reported figure."""

    about: bool = Field(False, description="The source says about, some, around.")
    at_least: bool = Field(False, description="The source says at least.")
    more_than: bool = Field(False, description="The source says more than, over.")
    up_to: bool = Field(False, description="The source says up to, at most.")
    nearly: bool = Field(False, description="The source says nearly, almost.")

    @model_validator(mode="after")
    def _one_word(self) -> Self:
        given = [flag.value for flag in _FLAGS if getattr(self, flag.value)]
        if len(given) > 1:
            raise wrong(f"{' and '.join(given)} exclude each other; keep one")
        return self

    def word(self) -> Qualifier:
        """Give the word as the model has it."""
        return next((flag for flag in _FLAGS if getattr(self, flag.value)), Qualifier.EXACT)


class FigureForm(WordForm):
    """A reported figure: its value, the word before it, and bounds of the case's own.

    Without a value, the bounds are a range as it was printed.
    """

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["value"]}, {"required": ["low", "high"]}]}
    )

    value: Number | None = Field(None, description="The figure as reported, a number.")
    low: Number | None = Field(None, description="Overrides the figure's lower bound.")
    high: Number | None = Field(None, description="Overrides the figure's upper bound.")
    reason: Words | None = Field(None, description="Why the bounds are overridden.")

    @model_validator(mode="after")
    def _of_one_mind(self) -> Self:
        if self.value is None:
            return self._a_range()
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        if not low <= self.value <= high:
            raise wrong("the value must lie between low and high")
        if (self.low is not None or self.high is not None) and self.reason is None:
            raise wrong("low and high override the usual reading; add the reason")
        return self

    def _a_range(self) -> Self:
        if self.low is None or self.high is None:
            raise wrong("`value` is missing; add it, or `low` and `high` for a range")
        if self.low >= self.high:
            raise wrong("low must be less than high")
        if (word := self.word()) is not Qualifier.EXACT:
            raise wrong(f"a range has no {word.value}; leave it out, or add the value")
        return self

    def reported(self, unit: str) -> model.Figure:
        """Give the figure as the model has it."""
        value, word = self.value, self.word()
        if value is None:
            assert self.low is not None and self.high is not None  # noqa: S101, PT018 - checked
            value, word = (self.low + self.high) / 2, Qualifier.RANGE
        return model.Figure(value, unit, word, self.low, self.high, self.reason)


class BorderDistanceForm(FigureForm):
    """How far a place lies from a country's border."""

    kind: Literal["border_distance"]
    start: Slug = Field(alias="from", description="The id of the place.")
    country: Country = Field(description="Whose border: ISO 3166 alpha-3, such as UKR.")
    line: BorderLine | None = Field(None, description="Which line, where the source names one.")
    unit: LengthUnit

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        return model.BorderDistance(
            self.start, self.country, self.reported(self.unit), self.line
        )


class PlaceDistanceForm(FigureForm):
    """How far one place lies from another."""

    kind: Literal["place_distance"]
    start: Slug = Field(alias="from", description="The id of a place.")
    end: Slug = Field(alias="to", description="The id of the other place.")
    unit: LengthUnit

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        return model.PlaceDistance(self.start, self.end, self.reported(self.unit))


class LegLengthForm(FigureForm):
    """How long a leg is, as it was routed."""

    kind: Literal["leg_length"]
    leg: Slug = Field(description="The id of the leg.")
    unit: LengthUnit

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        return model.LegLength(self.leg, self.reported(self.unit))


class WeekdayForm(Form):
    """Whether a date falls on the weekday printed beside it."""

    kind: Literal["weekday"]
    date: Day
    weekday: Weekday = Field(description="monday to sunday.")

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        return model.Weekday(self.date, self.weekday)


class IntervalForm(FigureForm, SpanForm):
    """How much time lies between two dates."""

    kind: Literal["interval"]
    unit: TimeUnit

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        return model.DateInterval(self.start, self.end, self.reported(self.unit))


class WindowForm(SpanForm):
    """When it happened; held against another span where the case gives one."""

    kind: Literal["window"]
    against: SpanForm | None = Field(None, description="Another span, to compare with.")
    reason: Words | None = Field(None, description="How the days were read from the words.")

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        against = self.against.span() if self.against else None
        return model.WindowCheck(self.span(), against, self.reason)


class SpeedForm(WordForm, SpanForm):
    """How fast a leg must have been for its dates; with a value, held against it."""

    kind: Literal["speed"]
    leg: Slug = Field(description="The id of the leg.")
    value: Number | None = Field(None, description="A reported speed.")
    unit: SpeedUnit = "km_per_day"

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        if self.value is None:
            return model.Speed(self.leg, self.span())
        figure = model.Figure(self.value, self.unit, self.word())
        return model.Speed(self.leg, self.span(), figure)


class RateForm(Form):
    """How long a year's total lasts at a daily rate."""

    kind: Literal["rate"]
    per_year: Rate
    per_day: Rate

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        return model.Rate(self.per_year, self.per_day)


class InsideForm(Form):
    """Which country a place lies in and, with ``near``, how far from another place."""

    kind: Literal["inside"]
    place: Slug = Field(description="The id of the place.")
    country: Country
    near: Slug | None = Field(None, description="The id of a place it is said to be near.")

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        return model.Inside(self.place, self.country, self.near)


class PossibleForm(Form):
    """A journey that a map cannot confirm: its length, and its speed if dates are given."""

    kind: Literal["possible"]
    leg: Slug = Field(description="The id of the leg.")
    window: SpanForm | None = Field(None, description="The days that it would have taken.")

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        return model.Possible(self.leg, self.window.span() if self.window else None)


class CountForm(FigureForm):
    """A count, which no map can check but other sources may answer too."""

    kind: Literal["count"]
    unit: Names = Field(description="What is counted, such as containers.")
    until: Day | None = Field(None, description="A day of the month up to which it counts.")

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        return model.Count(self.reported(self.unit["en"]), self.unit, self.until)


class ReportedForm(FigureForm):
    """A figure with its unit, to compare with what other sources say."""

    unit: LengthUnit | TimeUnit | SpeedUnit


class NotMeasurableForm(Form):
    """A claim that cannot be measured."""

    kind: Literal["not_measurable"]
    reason: Words = Field(description="Why it cannot be measured.")
    reported: ReportedForm | None = Field(
        None, description="Its figure, to compare with what other sources say."
    )

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        figure = self.reported.reported(self.reported.unit) if self.reported else None
        return model.NotMeasurable(self.reason, figure)


CheckForm = Annotated[
    BorderDistanceForm
    | PlaceDistanceForm
    | LegLengthForm
    | WeekdayForm
    | IntervalForm
    | WindowForm
    | SpeedForm
    | RateForm
    | InsideForm
    | PossibleForm
    | CountForm
    | NotMeasurableForm,
    Field(discriminator="kind"),
]
