"""Stretches by rail that no mapped track was followed on, in words."""

from __future__ import annotations

from geo.model import BETWEEN, Note
from geo.story.bidi import isolate
from geo.story.voice import Voice


def stretch(voice: Voice, note: Note) -> str:
    """Say how much of the way between two stops is schematic, or of that from one to track."""
    told = {"km": length(voice, note, 0), "name": isolate(str(note.values["name"]))}
    if BETWEEN in str(note.values["name"]):
        return voice.say("{km} on {name}", **told)
    return voice.say("{km} at {name}", **told)


def missing_line(voice: Voice, note: Note) -> str:
    """Name a railway that is not mapped, and how much of it is travelled."""
    return voice.say(
        "Schematic for {km} of the railway {name}, which the data lack: drawn straight from "
        "station to station, as long as published.",
        name=isolate(str(note.values["name"])),
        km=length(voice, note, 0),
    )


def train_ferry(voice: Voice, note: Note) -> str:
    """Name a train ferry, and how far it goes."""
    return voice.say(
        "Schematic for {km} by train ferry: {name}.",
        name=isolate(str(note.values["name"])),
        km=length(voice, note, 0),
    )


def length(voice: Voice, note: Note, digits: int | None = None) -> str:
    """Write the length that a note tells."""
    return voice.length(float(note.values["km"]), digits)
