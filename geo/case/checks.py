"""What would check a claim: one form for each ``kind``."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field

from geo import model
from geo.case.fields import (
    BorderLine,
    Country,
    Day,
    Names,
    Rate,
    Slug,
    Weekday,
    Words,
)
from geo.case.figures import FigureForm, LengthUnit, SpanForm, SpeedUnit, TimeUnit
from geo.case.strict import Form
from geo.model import Qualifier


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


class SpeedForm(FigureForm, SpanForm):
    """How fast a leg must have been for its dates; a reported speed is held against it."""

    model_config = ConfigDict(json_schema_extra={})

    kind: Literal["speed"]
    leg: Slug = Field(description="The id of the leg.")
    unit: SpeedUnit = "km_per_day"

    def _unstated(self) -> bool:
        """Tell whether no speed is reported at all."""
        return {self.value, self.low, self.high} == {None} and self.word() is Qualifier.EXACT

    def _a_range(self) -> Self:
        return self if self._unstated() else super()._a_range()

    def check(self) -> model.Check:
        """Give the check as the model has it."""
        figure = None if self._unstated() else self.reported(self.unit)
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

    unit: Literal[LengthUnit, TimeUnit, SpeedUnit]


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
