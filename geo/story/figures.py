"""What a claim reports, how that is written, and speeds."""

from __future__ import annotations

from dataclasses import replace
from math import isinf

from geo.model import (
    BorderDistance,
    Claim,
    Count,
    DateInterval,
    Figure,
    Interval,
    LegLength,
    Mode,
    NotMeasurable,
    PlaceDistance,
    Speed,
    Weekday,
    Window,
    WindowCheck,
)
from geo.report import ClaimResult
from geo.story import verdicts
from geo.story.rounding import decimals, floored
from geo.story.voice import Voice
from geo.units import convert_interval

_HOURLY = ("knots", "km_per_hour", "mi_per_hour")
LOW_SPEED = 100
"""Below it, in the story's unit a day, a speed is not written to the nearest ten."""


def reported_figure(claim: Claim) -> Figure | None:
    """Give the figure that a claim reports, if it reports one."""
    match claim.check:
        case (
            BorderDistance(figure=figure)
            | PlaceDistance(figure=figure)
            | LegLength(figure=figure)
            | DateInterval(figure=figure)
            | Count(figure=figure)
            | NotMeasurable(figure=figure)
            | Speed(figure=figure)
        ):
            return figure
    return None


def reported(voice: Voice, result: ClaimResult) -> str:
    """Write what a claim reports, as a cell of a table; empty where it gives no figure."""
    match result.claim.check:
        case Weekday(weekday=weekday):
            return voice.weekday(weekday)
        case WindowCheck(window=window):
            return voice.window(window)
        case Count(figure=figure, noun=noun):
            return verdicts.figure(voice, replace(figure, unit=voice.text(noun)))
    stated = reported_figure(result.claim)
    return verdicts.figure(voice, stated) if stated else ""


def speed(voice: Voice, measured: Interval, unit: str, reported: Interval | None) -> str:
    """Write a speed, or the least that it can be where no more is known.

    One that is compared with a reported speed is written with its bounds.
    """
    if reported is not None:
        return verdicts.quantity(voice, measured, unit, 0, reported)
    if isinf(measured.high):
        return voice.say("at least {amount}", amount=least_per_day(voice, measured.low))
    value = voice.value(measured.value)
    shown = round(value, -1) if value >= LOW_SPEED else value
    return voice.say("about {amount} a day", amount=voice.fine(shown, voice.units))


def least_per_day(voice: Voice, km: float) -> str:
    """Write a speed rounded down to ten of the story's unit a day, a low one to two digits."""
    value = voice.value(km)
    digits = -1 if value >= LOW_SPEED else decimals(value)
    return voice.amount(floored(value, digits), f"{voice.units}_per_day", max(0, digits))


def by_the_hour(
    voice: Voice,
    mode: Mode,
    amount: str,
    km: Interval,
    unit: str = "",
    reported: Interval | None = None,
) -> str:
    """Write km a day by the hour too, rounded down where the least alone is known.

    It is in the ``unit`` of a ``reported`` speed by the hour, as fine as the verdict needs;
    else by sea in knots.
    """
    if unit not in _HOURLY:
        unit, reported = "knots", None
        if mode is not Mode.SEA:
            return amount
    least = isinf(km.high)
    there = convert_interval(km, "km_per_day", unit)
    shown = there.low if least else there.value
    digits = decimals(shown)
    if reported is not None:
        digits = verdicts.faithful(reported, there, digits)
    shown = floored(shown, digits) if least else shown
    return voice.say(
        "{amount}, or {speed}", amount=amount, speed=voice.amount(shown, unit, digits)
    )


def pace(voice: Voice, window: Window, speed: str) -> str:
    """Say how fast a journey must have been to fall within some days."""
    start, end = voice.day(window.start), voice.day(window.end)
    if start == end:
        return voice.say(
            "On {day}, the only day that reports give, that would be at least {speed}.",
            day=start,
            speed=speed,
        )
    return voice.say(
        "Between {start} and {end}, the earliest and the latest day that reports give, that "
        "would be at least {speed}.",
        start=start,
        end=end,
        speed=speed,
    )
