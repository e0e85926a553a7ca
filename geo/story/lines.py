"""The names of border lines, short for a row and full for a sentence."""

from __future__ import annotations

from geo.borders import enclosed
from geo.disputes import disputes
from geo.model import Distance
from geo.story.voice import Voice, capital, pick


def _split(line: str) -> tuple[str, str]:
    name, _, neighbour = line.partition(":")
    return name, neighbour


def short(voice: Voice, line: str, neighbour: str = "") -> str:
    """Name a line as a row of "Which border?" does; ``neighbour`` is an alpha-3 code."""
    name, named = _split(line)
    neighbour = named or neighbour
    names = {
        "recognised": voice.say("Recognised territory"),
        "land": _land(voice, neighbour),
        "territorial_sea": voice.say("With territorial sea"),
        "crimea": voice.say("Crimea alone"),
        "mainland": voice.say("Without Crimea"),
        "without_donbas": voice.say("Without Crimea, Donetsk, Luhansk"),
        "without_claimed": voice.say("Without Crimea and four regions that Russia claims"),
        "front_line": voice.say("Front-line towns, October 2023 (not a border)"),
    }
    return names.get(name) or _short_area(voice, name)


def _area(voice: Voice, name: str) -> tuple[str, str]:
    """Split a line with or without a disputed area: ``with``, and what the area is called."""
    for kind in ("", "with", "without"):
        line = name.removeprefix(f"{kind}_")
        if (kind == "" or line != name) and line in disputes():
            return kind, pick(disputes()[line].names, voice.lang)
    return "", name


def _short_area(voice: Voice, name: str) -> str:
    kind, area = _area(voice, name)
    said = {
        "": voice.say("{area} alone", area=area),
        "with": voice.say("With {area}", area=area),
        "without": voice.say("Without {area}", area=area),
    }
    return capital(said[kind])


def _full_area(voice: Voice, name: str, country: str) -> str:
    kind, area = _area(voice, name)
    said = {
        "": area,
        "with": voice.say("{country} with {area}", country=country, area=area),
        "without": voice.say("{country} without {area}", country=country, area=area),
    }
    return said[kind]


def _land(voice: Voice, neighbour: str) -> str:
    if not neighbour:
        return voice.say("Land border")
    return voice.say("Land border with {country}", country=voice.the_country(neighbour))


def full(voice: Voice, line: str, country: str, neighbour: str = "") -> str:
    """Name a line of a country as a sentence does: "the land border of ... with ..."."""
    name, named = _split(line)
    neighbour = named or neighbour
    land, other = (voice.the_country(code) if code else "" for code in (country, neighbour))
    say = voice.say
    names = {
        "recognised": say("the recognised territory of {country} on land", country=land),
        "land": say("the land border of {country} with {other}", country=land, other=other)
        if other
        else say("the land border of {country}", country=land),
        "territorial_sea": say("{country} with its territorial sea", country=land),
        "crimea": say("Crimea"),
        "mainland": say("{country} without Crimea", country=land),
        "without_donbas": say("{country} without Crimea, Donetsk and Luhansk", country=land),
        "without_claimed": say(
            "{country} without Crimea and the four regions that Russia claims, "
            "held by it in part in October 2023",
            country=land,
        ),
        "front_line": say(
            "the front-line towns of October 2023, an approximate reference from general "
            "knowledge"
        ),
    }
    return names.get(name) or _full_area(voice, name, land)


def figure(voice: Voice, distance: Distance) -> str:
    """Write a distance as a row does, and whether it lies inside: "5.7 km inside"."""
    amount = voice.rounded(distance.km)
    return voice.say("{figure} inside", figure=amount) if enclosed(distance) else amount


def measured(voice: Voice, place: str, line: str, amount: str, enclosed: bool) -> str:
    """Say how far a place lies from a line, named in full, or inside it from its border."""
    if enclosed:
        return voice.say(
            "{place}, inside {line}; to its border, measured: {amount}.",
            place=place,
            line=line,
            amount=amount,
        )
    return voice.say(
        "{place} to {line}, measured: {amount}.", place=place, line=line, amount=amount
    )
