"""Where trains no longer run though track is mapped, in words."""

from __future__ import annotations

from datetime import date

from geo.model import Note, Window
from geo.story.bidi import isolate
from geo.story.voice import Voice


def no_trains(voice: Voice, note: Note) -> str:
    """Say since when no train is known to have passed a border or a place, and who says so."""
    told = {
        "since": _when(voice, str(note.values["since"])),
        "source": isolate(str(note.values["source"])),
    }
    if "name" in note.values:
        return voice.say(
            "Since {since} no train is known to have passed {name}, as this leg does "
            "({source}); a station on another way leads round it.",
            name=isolate(str(note.values["name"])),
            **told,
        )
    start, end = (voice.the_country(str(note.values[key])) for key in ("start", "end"))
    return voice.say(
        "Since {since} no train is known to have crossed between {start} and {end} where this "
        "leg does ({source}); a station on another way leads round it.",
        start=start,
        end=end,
        **told,
    )


def front_line(voice: Voice, note: Note) -> str:
    """Say where a leg comes to a front line, and for when that is known."""
    return voice.say(
        "It comes to the front line of {month}, which is known roughly, at {names}; "
        "whether trains cross it the data do not tell.",
        month=_when(voice, str(note.values["month"])),
        names=isolate(str(note.values["names"])),
    )


def is_later(note: Note, window: Window | None) -> bool:
    """Tell whether trains ran until after the days of a leg where a note says they do not."""
    since = str(note.values.get("since", ""))
    return window is not None and window.end.isoformat()[: len(since)] < since


def _when(voice: Voice, text: str) -> str:
    """Write a day, month or year that is given in the form of ISO 8601."""
    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return str(year)
    day = date(year, rest[0], rest[1] if len(rest) > 1 else 1)
    return voice.day(day) if len(rest) > 1 else voice.month(day)
