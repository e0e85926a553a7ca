"""What the routers note, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from geo.model import BETWEEN, Note
from geo.story import passages
from geo.story.bidi import isolate
from geo.story.closed import front_line, no_trains
from geo.story.schematic import length, missing_line, stretch, train_ferry
from geo.story.voice import Voice

METHOD = frozenset(
    {
        *("clearance", "not_considered", "calibrated", "any_track"),
        *("coarse", "estuary", "inferred_stations", "shoals_rounded"),
    }
)
"""Notes on how a line was found, which stand with the method and not on the card."""


NO_NAMES: Mapping[str, str] = MappingProxyType({})
"""For a route whose ends are bare positions."""


def notes(
    voice: Voice, told: Iterable[Note], places: Mapping[str, str] = NO_NAMES
) -> tuple[str, ...]:
    """Word what a router noted; its schematic stretches are one sentence.

    Parameters
    ----------
    places : mapping
        The names in the voice's language of what the router names in English.

    Raises
    ------
    KeyError
        If a router notes something that has no words: an error in Dateline.
    """
    listed = [_renamed(note, places) for note in told]
    stretches = [stretch(voice, note) for note in listed if note.code == "schematic"]
    words = [_WORDS[note.code](voice, note) for note in listed if note.code != "schematic"]
    if stretches:
        names = "; ".join(stretches)
        words.append(
            voice.say("Schematic, where the data have no track: {names}.", names=names)
        )
    return tuple(words)


def _renamed(note: Note, places: Mapping[str, str]) -> Note:
    """Translate what a note names: one point, or the two that a stretch lies between."""
    if "name" not in note.values:
        return note
    points = str(note.values["name"]).split(BETWEEN)
    name = BETWEEN.join(places.get(point, point) for point in points)
    return replace(note, values={**note.values, "name": name})


def _shortest_course(voice: Voice, _: Note) -> str:
    return voice.say("Shortest course, computed; the ship's own track is not known.")


def _clearance(voice: Voice, note: Note) -> str:
    nautical_miles = voice.plain(float(note.values["nm"]))
    return voice.say(
        "It keeps {n} nmi off the coast, except near its ends and in narrows.", n=nautical_miles
    )


def _moved_to_water(voice: Voice, note: Note) -> str:
    if note.values.get("end") == "start":
        return voice.say(
            "Its start was moved {km} to the nearest water.", km=length(voice, note)
        )
    if note.values.get("end") == "via":
        return voice.say(
            "A point on its way was moved {km} to the nearest water.", km=length(voice, note)
        )
    return voice.say("Its end was moved {km} to the nearest water.", km=length(voice, note))


def _estuary(voice: Voice, note: Note) -> str:
    return voice.say(
        "Where the map has a river in pieces ({names}), the line runs {km} over land.",
        names=isolate(str(note.values["names"])),
        km=length(voice, note),
    )


def _rivers(voice: Voice, note: Note) -> str:
    return voice.say(
        "Schematic by river or ship canal ({names}): {km}, as published or drawn.",
        names=isolate(str(note.values["names"])),
        km=length(voice, note, 0),
    )


def _not_considered(voice: Voice, _: Note) -> str:
    return voice.say("Depth, traffic and legal limits are not considered.")


def _inferred_stations(voice: Voice, note: Note) -> str:
    return voice.count(
        "It follows mapped track through {n} point that the case chose.",
        "It follows mapped track through {n} points that the case chose.",
        int(float(note.values["stations"])),
    )


def _countries(voice: Voice, note: Note) -> str:
    inside, outside = (
        ", ".join(voice.the_country(code) for code in str(note.values.get(key, "")).split())
        for key in ("within", "avoid")
    )
    said = [voice.say("Kept inside {names}.", names=inside)] if inside else []
    said += [voice.say("Kept out of {names}.", names=outside)] if outside else []
    return " ".join(said)


def _calibrated(voice: Voice, note: Note) -> str:
    return voice.say(
        "Its length is calibrated against {n} published kilometre posts: mapped track "
        "times {ratio}. Its bounds, {low} and {high} times, hold {share} of such railways; "
        "{km} more is for the stations at its ends.",
        n=voice.plain(float(note.values["posts"])),
        share=voice.percent(float(note.values["share"])),
        km=length(voice, note, 0),
        **{key: voice.number(float(note.values[key]), 3) for key in ("ratio", "low", "high")},
    )


def _any_track(voice: Voice, _: Note) -> str:
    return voice.say(
        "Lines for passenger trains only count as track too; of gauges a country's main one is "
        "known."
    )


def _untracked(voice: Voice, _: Note) -> str:
    return voice.say("No railway is mapped between the stops.")


def _snapped(voice: Voice, note: Note) -> str:
    return voice.say(
        "{name} stands {km} from the mapped track.",
        name=isolate(str(note.values["name"])),
        km=length(voice, note, 2 if float(note.values["km"]) < 1 else None),
    )


def _coarse(voice: Voice, note: Note) -> str:
    return voice.say(
        "The mapped track is generalised: its longest straight piece is {km}.",
        km=length(voice, note, 0),
    )


def _detour(voice: Voice, note: Note) -> str:
    return voice.say(
        "Between the ends the mapped track goes {ratio} times the straight distance; track may "
        "be missing from the map.",
        ratio=voice.number(float(note.values["ratio"]), 1),
    )


def _mm(note: Note, key: str) -> int:
    """Give a gauge that a note tells, in whole millimetres."""
    return int(float(note.values[key]))


def _gauge_break(voice: Voice, note: Note) -> str:
    start, end = (voice.the_country(str(note.values[key])) for key in ("start", "end"))
    return voice.say(
        "The main gauge changes from {start_mm} mm in {start} to {end_mm} mm in {end}; goods "
        "may have to be transhipped.",
        start=start,
        end=end,
        start_mm=_mm(note, "start_mm"),
        end_mm=_mm(note, "end_mm"),
    )


def _gauge_inside(voice: Voice, note: Note) -> str:
    return voice.say(
        "Inside {country} the gauge changes from {start_mm} mm to {end_mm} mm; goods may have "
        "to be transhipped.",
        country=voice.the_country(str(note.values["country"])),
        start_mm=_mm(note, "start_mm"),
        end_mm=_mm(note, "end_mm"),
    )


def _gauge_unsure(voice: Voice, note: Note) -> str:
    return voice.say(
        "The main gauge of {country} is {main_mm} mm, and {line_mm} mm on the line over its "
        "border; whether goods have to be transhipped between them is not known.",
        country=voice.the_country(str(note.values["country"])),
        main_mm=_mm(note, "main_mm"),
        line_mm=_mm(note, "line_mm"),
    )


def _straight(voice: Voice, note: Note) -> str:
    if note.values.get("via"):
        return voice.say("Schematic: straight lines from point to point, no road was followed.")
    return voice.say("Schematic: a straight line, no road was followed.")


_WORDS: dict[str, Callable[[Voice, Note], str]] = {
    "shortest_course": _shortest_course,
    "clearance": _clearance,
    "moved_to_water": _moved_to_water,
    "estuary": _estuary,
    "rivers": _rivers,
    "not_considered": _not_considered,
    "shoals_rounded": passages.shoals_rounded,
    "shoals_crossed": passages.shoals_crossed,
    "small_canal": passages.small_canal,
    "ice": passages.ice,
    "icy": passages.icy,
    "closed": passages.closed,
    "inferred_stations": _inferred_stations,
    "countries": _countries,
    "calibrated": _calibrated,
    "coarse": _coarse,
    "detour": _detour,
    "gauge_break": _gauge_break,
    "gauge_inside": _gauge_inside,
    "gauge_unsure": _gauge_unsure,
    "snapped": _snapped,
    "schematic_road": _straight,
    "any_track": _any_track,
    "untracked": _untracked,
    "missing_line": missing_line,
    "train_ferry": train_ferry,
    "no_trains": no_trains,
    "front_line": front_line,
}
