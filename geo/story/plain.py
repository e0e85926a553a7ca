"""Sentences about a single distance or route that belongs to no case."""

from __future__ import annotations

from geo import store
from geo.borders import datasets, enclosed
from geo.bulk import Closest
from geo.model import Distance, LatLon, Route
from geo.story import lines
from geo.story.notes import notes
from geo.story.passages import passed
from geo.story.spot import by_map, disputed, on_coast
from geo.story.viewpoint import viewpoint
from geo.story.voice import Voice


def distance(voice: Voice, found: Distance, at: LatLon | None = None) -> tuple[str, ...]:
    """Tell one distance to a border, and from where: how far, to where, by which data."""
    line = lines.full(voice, found.line, found.country, found.neighbour)
    amount, bounds = voice.measured(found.km)
    words = {"amount": amount, "bounds": bounds, "line": line}
    if enclosed(found):
        first = voice.say("Inside {line}; {amount} ({bounds}) from its border.", **words)
    else:
        first = voice.say("{amount} ({bounds}) to {line}.", **words)
        if found.inside:
            first = f"{voice.say('The point lies inside.')} {first}"
    near = voice.say("Nearest point: {position}.", position=voice.position(found.nearest, 4))
    return (
        first,
        " ".join(filter(None, (near, disputed(voice, found), on_coast(voice, found)))),
        *by_map(voice, found),
        *filter(None, (viewpoint(voice, found.country, at, found.line),)),
    )


def points(voice: Voice, rows: int, before: int) -> str:
    """Tell how many points of a table are measured, and how many by an interrupted run."""
    counted = voice.count("{n} point", "{n} points", rows)
    if not before:
        return counted
    return voice.say("{points} ({n} of them before)", points=counted, n=voice.number(before))


def measured_to(voice: Voice, country: str, line: str) -> tuple[str, ...]:
    """Tell what a table was measured to, on which data, and from which viewpoint."""
    to, known = lines.full(voice, line, country), store.datasets()
    *sharper, first = (voice.word(known[file].name) for file in datasets(country, line))
    said = voice.say("Measured to {line}, by {dataset}.", line=to, dataset=first)
    for name in sharper:
        said = voice.say(
            "Measured to {line}, by {sharper} where nothing left out is near, else by "
            "{dataset}.",
            line=to,
            sharper=name,
            dataset=first,
        )
    return (said, *filter(None, (viewpoint(voice, country, line=line),)))


def closest(voice: Voice, found: Closest) -> str:
    """Tell which row of a table comes closest to a border, and where."""
    row = {"line": voice.number(found.line), "position": voice.position(found.at, 4)}
    if found.inside:
        return voice.say(
            "Line {line} of the table, {position}, is the first that lies inside.", **row
        )
    return voice.say(
        "Closest: line {line} of the table, {position}: {amount} to {nearest}.",
        amount=voice.length(found.km, 3),
        nearest=voice.position(found.nearest, 4),
        **row,
    )


def route(voice: Voice, found: Route) -> tuple[str, ...]:
    """Tell one route: how long, its geodesic, what it crossed, what is schematic in it."""
    amount, bounds = voice.measured(found.length_km)
    told = [
        voice.say(
            "{amount} ({bounds}); great circle {great_circle}.",
            amount=amount,
            bounds=bounds,
            great_circle=voice.length(found.great_circle_km),
        )
    ]
    if found.countries:
        names = ", ".join(voice.country(code) for code in found.countries)
        told.append(voice.say("Countries crossed: {names}.", names=names))
    return (*told, *passed(voice, found), *notes(voice, found.notes))
