"""Say where the nearest point of a line lies: by a town of the country measured to."""

from __future__ import annotations

from collections.abc import Iterator

from geo.borders import enclosed, lines, measure
from geo.disputes import Dispute, claimed_by, disputes
from geo.gazetteer import Town, towns_of
from geo.geodesy import distance_km
from geo.model import Distance, Interval
from geo.pieces import OWN_NAMES
from geo.report import DistanceResult
from geo.story.bidi import isolate
from geo.story.voice import Voice, capital, pick
from geo.whereabouts import contains

_TOLD_KM = 100.0
"""How far a town may lie for a sentence, which says how far it is..."""
_NEAR_KM = 10.0
"""... and for a label, which says that it is near."""
_APART_KM, _APART = 1.0, 0.1
"""How far apart the maps of a border are far: kilometres, and a part of the distance."""
_AT_KM = 1.0
"""How far from the frame of a disputed area a point on its edge may lie."""
_SAME_KM = 10.0
"""A town this near to a place in the same country is that place by another name."""


def told(voice: Voice, found: DistanceResult) -> str:
    """Say where the nearest point of a line lies, and where the maps have it far apart."""
    distance = found.distance
    beside = disputed(voice, distance), on_coast(voice, distance), differing(voice, distance)
    return " ".join(filter(None, (_told(voice, found), *beside)))


def disputed(voice: Voice, distance: Distance) -> str:
    """Say of a nearest point that it lies in a disputed area; else nothing."""
    area = disputed_area(distance)
    if area is None:
        return ""
    name = pick(area.names, voice.lang)
    return voice.say("It lies in a disputed area: {area}.", area=name)


def disputed_area(distance: Distance) -> Dispute | None:
    """Find the disputed area without which a country's territory would end further off."""
    if distance.line != "recognised" or distance.inside:
        return None
    for area in claimed_by(distance.country):
        without = f"without_{area.line}"
        without = OWN_NAMES.get((distance.country, without), without)
        if (
            without in lines(distance.country)
            and area.frame.near(distance.nearest, _AT_KM)
            and measure(distance.start, distance.country, without).km.value > distance.km.value
        ):
            return area
    return None


def on_coast(voice: Voice, distance: Distance) -> str:
    """Say of a place inside a country that its nearest border is a coast; else nothing."""
    if not (enclosed(distance) and distance.coast):
        return ""
    return voice.say("It lies on the coast, not on a land border.")


def by_map(voice: Voice, distance: Distance) -> Iterator[str]:
    """Tell how far by each data set, and which has the point on the other side."""
    held_km = distance.by_dataset.values()
    for name, km in distance.by_dataset.items():
        amount, _ = voice.measured(Interval(km, min(held_km), max(held_km)))
        words = {"amount": amount, "dataset": voice.word(name)}
        held = distance.inside_by.get(name, distance.inside)
        if held == distance.inside:
            yield voice.say("{amount} by {dataset}.", **words)
        elif held:
            yield voice.say("{amount} by {dataset}, which has the point inside.", **words)
        else:
            yield voice.say("{amount} by {dataset}, which has the point outside.", **words)


def differing(voice: Voice, distance: Distance) -> str:
    """Say why the bounds are wide, where that is above all how far apart the maps are."""
    held, km = distance.by_dataset.values(), distance.km
    spread = max(held) - min(held)
    if spread <= max(_APART_KM, _APART * km.value, (km.high - km.low) / 2):
        return ""
    wide = voice.say("The bounds are wide as the maps differ here.")
    return " ".join((wide, *by_map(voice, distance)))


def _told(voice: Voice, found: DistanceResult) -> str:
    distance = found.distance
    position = voice.position(distance.nearest)
    if distance.landmark:
        return voice.say(
            "Nearest: {town}, at {position}.",
            town=isolate(distance.landmark),
            position=position,
        )
    town = _town(found)
    if not town:
        return voice.say("Nearest point: {position}.", position=position)
    return voice.say(
        "Nearest point: {position}, {amount} from {town}.",
        position=position,
        amount=voice.length(town.km, 0),
        town=isolate(town.name),
    )


def label(voice: Voice, found: DistanceResult) -> str:
    """Label the nearest point by the town near it, or by the country or the area disputed.

    In an area that the country has by default, both are named. Of a place inside these it
    is their border that is labelled: beyond it lies another.
    """
    distance = found.distance
    if distance.landmark:
        return isolate(distance.landmark)
    town = _town(found)
    if town and town.km <= _NEAR_KM:
        return voice.say("near {town}", town=isolate(town.name))
    area = disputes().get(distance.line)
    name = pick(area.names, voice.lang) if area else voice.the_country(distance.country)
    if not distance.inside:
        words, held = _bare(name), disputed_area(distance)
        return f"{_bare(pick(held.names, voice.lang))} ({words})" if held else words
    if distance.coast:
        return voice.say("Coast of {country}", country=name)
    return voice.say("Border of {country}", country=name)


def _bare(name: str) -> str:
    return capital(name.removeprefix("the "))


def _town(found: DistanceResult) -> Town | None:
    """Find the nearest town of the country measured to that is not where it began."""
    distance, place = found.distance, found.place
    names = {name.casefold() for name in (*place.names.values(), *place.aliases)}
    own = place.radius_km + _SAME_KM if contains(distance.country, place.at) else 0.0
    for town in towns_of(distance.country, distance.nearest, _TOLD_KM):
        if town.name.casefold() not in names and distance_km(place.at, town.at) >= own:
            return town
    return None
