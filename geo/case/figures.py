"""How a reported figure and a span of days stand in a case file."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from geo import model
from geo.case.fields import Day, Number, Words
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
        value, word, low, high = self.value, self.word(), self.low, self.high
        if value is None:
            value, word = ((low or 0.0) + (high or 0.0)) / 2, Qualifier.RANGE  # both are given
        return model.Figure(value, unit, word, low, high, self.reason)
