"""The numbered cards: one for each leg."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isinf

from geo.model import Basis, Case, Interval, Leg, LegLength, Mode
from geo.report import LegResult, Report
from geo.story.bidi import isolate
from geo.story.closed import is_later
from geo.story.findings import finding
from geo.story.notes import METHOD, notes
from geo.story.passages import passed
from geo.story.values import Card, Finding, Row
from geo.story.voice import Voice

TOLD_OF = 0.01
"""The part of a leg that must be schematic to be told of beside its map."""


def leg_card(
    voice: Voice, report: Report, result: LegResult, number: int, rows: Sequence[Row]
) -> Card:
    """Tell one leg: how far, by which kind of line, and the claims about it."""
    leg = result.leg
    title = heading(voice, report.case, leg)
    return Card(
        number=number,
        id=leg.id,
        heading=title,
        figure=figure(voice, result),
        aside=_aside(voice, result),
        notes=_notes(voice, report, result),
        rows=tuple(rows),
        mode=leg.mode,
        basis=leg.basis,
        alt=voice.text(leg.alt) if leg.alt else _alt(voice, result, number, title),
        finding=_finding(voice, report, leg, rows),
    )


def figure(voice: Voice, result: LegResult) -> str:
    """Write how long a leg was measured, an inferred one as about so long."""
    km = result.route.length_km
    if result.leg.basis is Basis.INFERRED and not isinf(km.high):
        return voice.say("about {amount}", amount=length(voice, km))
    return length(voice, km)


def _alt(voice: Voice, result: LegResult, number: int, heading: str) -> str:
    """Say what a leg's map shows: how long it is, and whether its route is inferred."""
    told = {
        "number": number,
        "heading": heading,
        "figure": _partly(voice, result, figure(voice, result)),
    }
    if result.leg.basis is Basis.INFERRED:
        return voice.say("Map of leg {number}, {heading}: inferred route, {figure}.", **told)
    return voice.say("Map of leg {number}, {heading}: {figure}.", **told)


def _partly(voice: Voice, result: LegResult, figure: str) -> str:
    """Say beside a length how much of it is drawn dotted, where part of it is."""
    route = result.route
    if not TOLD_OF * route.length_km.value <= route.schematic_km < route.length_km.value:
        return figure
    schematic = voice.fine(voice.value(route.schematic_km), voice.units)
    return voice.say("{figure}, of which {km} is schematic", figure=figure, km=schematic)


def length(voice: Voice, km: Interval) -> str:
    """Write the length of a leg, or the least that it can be where no more is known."""
    if not isinf(km.high):
        return voice.rounded(km)
    if not km.low:
        return voice.say("length not known")
    return voice.say("at least {amount}", amount=voice.least(km))


def _finding(voice: Voice, report: Report, leg: Leg, rows: Sequence[Row]) -> Finding | None:
    """Pick the first claim about a leg's length; nothing where nobody reported one."""
    lengths = [row for row in rows if row.claim in _lengths_reported(report, leg)]
    if not lengths:
        return None
    first, *others = lengths
    return finding(voice, first, first.claim, first.reported, others)


def heading(voice: Voice, case: Case, leg: Leg) -> str:
    """Name a leg by its mode and its ends, and by what tells it from others of the same."""
    told = _ends(voice, case, leg)
    ends = leg.mode, leg.start, leg.end
    others = [other for other in case.legs if (other.mode, other.start, other.end) == ends]
    for key in (_passed, _shunned, _when):
        said = key(voice, leg)
        if said and any(key(voice, other) != said for other in others):
            return f"{told} ({said})"
    return told


def _passed(voice: Voice, leg: Leg) -> str:
    names = ", ".join(isolate(via.name) for via in leg.via if via.name)
    return voice.say("by {names}", names=names) if names else ""


def _shunned(voice: Voice, leg: Leg) -> str:
    names = ", ".join(
        voice.the_country(name) if leg.mode is not Mode.SEA else name for name in leg.avoid
    )
    return voice.say("not by {names}", names=names) if names else ""


def _when(voice: Voice, leg: Leg) -> str:
    return voice.window(leg.window) if leg.window else ""


def _ends(voice: Voice, case: Case, leg: Leg) -> str:
    start, end = (voice.name(case.place(name)).text for name in (leg.start, leg.end))
    return {
        Mode.SEA: voice.say("By sea, {start} to {end}", start=start, end=end),
        Mode.RAIL: voice.say("By rail, {start} to {end}", start=start, end=end),
        Mode.ROAD: voice.say("By road, {start} to {end}", start=start, end=end),
        Mode.AIR: voice.say("By air, {start} to {end}", start=start, end=end),
    }[leg.mode]


def names(voice: Voice, case: Case, leg: Leg) -> Mapping[str, str]:
    """Give the names of a leg's ends by those that its router knows."""
    ends = (case.place(end) for end in (leg.start, leg.end))
    return {place.names.get("en", place.id): voice.name(place).text for place in ends}


def _aside(voice: Voice, result: LegResult) -> str:
    """Say what kind of line it is, its bounds, and the geodesic under it."""
    route, mode = result.route, result.leg.mode
    told = {
        "bounds": voice.rounded_bounds(route.length_km),
        "great_circle": voice.fine(voice.value(route.great_circle_km), voice.units),
    }
    if result.leg.basis is Basis.INFERRED:
        return voice.say("inferred route, {bounds} · great circle {great_circle}", **told)
    if mode is Mode.SEA:
        return voice.say(
            "shortest course, computed, {bounds} · great circle {great_circle}", **told
        )
    untracked = any(note.code == "untracked" for note in route.notes)
    if untracked or mode in (Mode.AIR, Mode.ROAD):
        if result.leg.via:
            return voice.count(
                "straight lines through {n} point, {bounds} · great circle {great_circle}",
                "straight lines through {n} points, {bounds} · great circle {great_circle}",
                len(result.leg.via),
                **told,
            )
        return voice.say("straight line, {bounds} · great circle {great_circle}", **told)
    return voice.say("computed, {bounds} · great circle {great_circle}", **told)


def _notes(voice: Voice, report: Report, result: LegResult) -> tuple[str, ...]:
    """Tell what a reader must know of the leg: the case's own notes, then the router's."""
    leg = result.leg
    own = [voice.text(leg.note)] if leg.note else []
    own += [voice.text(remark.text) for remark in report.case.remarks if remark.about == leg.id]
    if not _lengths_reported(report, leg):
        own.append(voice.say("No distance was reported for this leg."))
    own += [*_crossed(voice, result), *passed(voice, result.route)]
    told = (note for note in result.route.notes if note.code not in METHOD)
    shown = (note for note in told if not is_later(note, leg.window))
    return (*own, *notes(voice, shown, names(voice, report.case, leg)))


def _crossed(voice: Voice, result: LegResult) -> list[str]:
    """Name the countries that a leg leads through, if they are several."""
    codes = result.route.countries
    names = ", ".join(voice.country(code) for code in codes)
    return [voice.say("Countries crossed: {names}.", names=names)] if len(codes) > 1 else []


def _lengths_reported(report: Report, leg: Leg) -> frozenset[str]:
    """Name the claims about the length of a leg."""
    return frozenset(
        claim.id
        for claim in report.case.claims
        if isinstance(claim.check, LegLength) and claim.check.leg == leg.id
    )
