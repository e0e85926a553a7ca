"""Verdicts in words and shapes, and the sentence that compares two intervals."""

from __future__ import annotations

from math import inf, isinf

from geo.model import Figure, Interval, Qualifier, Text, Verdict
from geo.story.rounding import MOST_DECIMALS, apart, decimals, floored, outward, rounded
from geo.story.voice import RANGE, TENTHS, WIDE, Voice, capital
from geo.units import KM_PER, PER_DAY, convert_interval
from geo.verdict import TIMES, excess, judge, reported_interval

SYMBOLS = {
    Verdict.AGREES: "●",
    Verdict.COMPATIBLE: "◐",
    Verdict.DIFFERS: "▲",
    Verdict.NOT_MEASURABLE: "○",
}
"""Each verdict has a shape of its own, so that colour is never needed to tell them apart."""


TELLING = 10
"""A difference of this many times what was measured, or of nothing, has no percentage."""
ROUNDED = 0.05
"""Of an interval's width, no more than this is rounded away at either bound."""


def word(voice: Voice, verdict: Verdict) -> str:
    """Say a verdict in one or two words."""
    return {
        Verdict.AGREES: voice.say("agrees"),
        Verdict.COMPATIBLE: voice.say("compatible"),
        Verdict.DIFFERS: voice.say("differs"),
        Verdict.NOT_MEASURABLE: voice.say("not measurable"),
    }[verdict]


def counted(voice: Voice, verdict: Verdict, number: int) -> str:
    """Say a verdict after a count of claims: "3 agree", "1 differs"."""
    several = {Verdict.AGREES: voice.say("agree"), Verdict.DIFFERS: voice.say("differ")}
    return word(voice, verdict) if number == 1 else several.get(verdict) or word(voice, verdict)


def figure(voice: Voice, reported: Figure) -> str:
    """Write a reported figure with its qualifier, in its own unit: "about 290 km"."""
    if reported.qualifier is Qualifier.RANGE:
        return _range(voice, reported)
    amount = voice.amount(reported.value, reported.unit)
    value = reported.value
    there, unit = in_story_units(voice, Interval(value, value, value), reported.unit)
    if unit != reported.unit:
        amount += f" ({voice.fine(there.value, unit)})"
    return {
        Qualifier.EXACT: amount,
        Qualifier.ABOUT: voice.say("about {amount}", amount=amount),
        Qualifier.AT_LEAST: voice.say("at least {amount}", amount=amount),
        Qualifier.MORE_THAN: voice.say("more than {amount}", amount=amount),
        Qualifier.UP_TO: voice.say("up to {amount}", amount=amount),
        Qualifier.NEARLY: voice.say("nearly {amount}", amount=amount),
    }[reported.qualifier]


def _range(voice: Voice, reported: Figure) -> str:
    """Write a range in its own unit, and in the story's: "300-400 mi (483-644 km)"."""
    printed = reported_interval(reported)
    low, high = voice.plain(printed.low), voice.amount(printed.high, reported.unit)
    shown, unit = in_story_units(voice, printed, reported.unit)
    other = f" ({span(voice, shown, unit)})" if unit != reported.unit else ""
    return f"{low}{RANGE}{high}{other}"


def quantity(
    voice: Voice,
    interval: Interval,
    unit: str,
    digits: int = 1,
    reported: Interval | None = None,
) -> str:
    """Write an interval as "195.2 km (192.7-196.7 km)", lengths in the story's unit.

    Where the upper bound is infinite, its least is written: "at least 402.0 km". What is
    held against a reported figure is written fine enough to bear the verdict out.
    """
    shown, name = in_story_units(voice, interval, unit)
    if name not in TIMES:
        digits = decimals(shown.value, digits)
    if name in KM_PER and WIDE <= (shown.high - shown.low) / 2 < inf:
        digits = min(digits, -TENTHS)
    digits = apart(shown, digits)
    if reported is not None:
        against, _ = in_story_units(voice, reported, unit)
        digits = faithful(against, shown, digits)
    if isinf(shown.high):
        least = voice.amount(floored(shown.low, digits), name, digits)
        return voice.say("at least {amount}", amount=least)
    value = voice.amount(shown.value, name, digits)
    if shown.low == shown.high:
        return value
    told = outward(shown, digits)
    return f"{value} ({voice.span(told.low, told.high, name, digits)})"


def span(voice: Voice, interval: Interval, unit: str, measured: Interval | None = None) -> str:
    """Write the bounds of an interval, lengths in the story's unit, as fine as it is narrow."""
    shown, name = in_story_units(voice, interval, unit)
    against = in_story_units(voice, measured, unit)[0] if measured else None
    return voice.span(shown.low, shown.high, name, _digits(shown, against))


def _digits(bounds: Interval, measured: Interval | None = None) -> int:
    """Tell with how many decimals both bounds are written near enough, and on their side."""
    room = ROUNDED * (bounds.high - bounds.low)
    verdict = judge(bounds, measured) if measured else None
    for digits in range(MOST_DECIMALS):
        written = _written(bounds, digits)
        near = isinf(room) or all(
            abs(end - own) <= room
            for end, own in ((written.low, bounds.low), (written.high, bounds.high))
        )
        if near and not (measured and judge(written, measured) is not verdict):
            return digits
    return MOST_DECIMALS


def faithful(reported: Interval, measured: Interval, digits: int) -> int:
    """Tell with how many decimals, or more, a measurement as written bears its verdict out.

    1,854.97 km, which lies outside 1,855-1,865 km, is not written as 1,855.0 km.
    """
    verdict = judge(reported, measured)
    against = _written(reported, _digits(reported, measured))
    enough = (
        finer
        for finer in range(digits, MOST_DECIMALS + 1)
        if judge(against, outward(measured, finer)) is verdict
    )
    return next(enough, digits)


def _written(bounds: Interval, digits: int) -> Interval:
    """Round bounds as they are written; a least to two digits at the least."""
    open_ended = isinf(bounds.high) and not digits
    return rounded(bounds, decimals(bounds.low) if open_ended else digits)


def in_story_units(voice: Voice, interval: Interval, unit: str) -> tuple[Interval, str]:
    """Convert lengths and speeds to the story's unit, and leave all else as it is."""
    if unit not in KM_PER and unit not in PER_DAY:
        return interval, unit
    own = f"{voice.units}_per_day" if unit in PER_DAY else voice.units
    return convert_interval(interval, unit, own), own


def guessed(voice: Voice, said: str) -> str:
    """Say before a sentence that what it tells is a guess."""
    return f"{voice.say('Guess, not a finding')}: {said}"


def because(voice: Voice, said: str, reason: Text | None) -> str:
    """Add a reason to a sentence: as one of its own, or, if it is a fragment, within it."""
    if reason is None:
        return said
    if words := fragment(voice, reason):
        return f"{said.removesuffix('.')}{words}."
    return f"{said} {whole(voice.text(reason))}"


def fragment(voice: Voice, reason: Text | None) -> str:
    """Set a reason that is no sentence in brackets, after what it is the reason of."""
    words = voice.text(reason) if reason else ""
    return f" ({words.removesuffix('.')})" if words[:1].islower() else ""


def whole(words: str) -> str:
    """Write a text as a sentence: begun with a capital, and ended."""
    return capital(words) + "." * words[-1:].isalnum()


def comparison(
    voice: Voice, printed: Figure, reported: Interval, measured: Interval, unit: str
) -> str:
    """Say how a figure, read as the interval ``reported``, stands to a measured one."""
    verdict = judge(reported, measured)
    read = _read(voice, printed, reported, measured, unit)
    if verdict is Verdict.AGREES:
        return voice.say(
            "The measured value lies within the reported figure, {read}.", read=read
        )
    if verdict is Verdict.COMPATIBLE and isinf(measured.high):
        return voice.say(
            "It may be more, so the reported figure, {read}, can be neither confirmed nor "
            "ruled out.",
            read=read,
        )
    if verdict is Verdict.COMPATIBLE:
        return voice.say(
            "The measured value lies outside the reported figure, {read}, but the intervals "
            "overlap.",
            read=read,
        )
    return _difference(voice, printed, reported, measured, unit)


def _read(
    voice: Voice, printed: Figure, reported: Interval, measured: Interval, unit: str
) -> str:
    """Write a figure, and how it is read unless that is as it stands."""
    stated, taken = figure(voice, printed), span(voice, reported, unit, measured)
    why = fragment(voice, printed.reason)
    if printed.qualifier is Qualifier.RANGE or stated == taken:
        return f"{stated}{why}"
    return f"{voice.say('{stated}, taken as {taken}', stated=stated, taken=taken)}{why}"


def _difference(
    voice: Voice, printed: Figure, reported: Interval, measured: Interval, unit: str
) -> str:
    """Say by how much a figure is off; a range is off by its nearer end."""
    told = reported
    if printed.qualifier is Qualifier.RANGE:
        end = reported.low if measured.value < reported.low else reported.high
        told = Interval(end, end, end)
    by, fraction = excess(told, measured)
    size, name = in_story_units(voice, Interval(abs(by), abs(by), abs(by)), unit)
    words = {
        "read": _read(voice, printed, reported, measured, unit),
        "gap": voice.fine(size.value, name),
    }
    if abs(fraction) < TELLING:
        words["gap"] += f" ({voice.percent(abs(fraction))})"
    if by > 0:
        return voice.say(
            "The reported figure, {read}, is {gap} more than measured; the intervals do not "
            "overlap.",
            **words,
        )
    return voice.say(
        "The reported figure, {read}, is {gap} less than measured; the intervals do not "
        "overlap.",
        **words,
    )
