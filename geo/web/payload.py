"""What the page's scripts draw: the map as plain data, words and numbers already told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from babel.numbers import get_group_symbol
from shapely.geometry import LineString

from geo import geodesy
from geo.base.polyline import encode
from geo.model import LatLon, Mode, Place
from geo.report import DistanceResult, LegResult, Report
from geo.story.script import in_other_script
from geo.story.values import BorderQuestion, LineRow, MapPlace, Story
from geo.web import lane
from geo.web.ground import FULL, MERCATOR_END, Detail, ground
from geo.web.lane import Lines
from geo.web.outline import outline
from geo.web.seam import Seam, seam

Json = dict[str, Any]
Bounds = tuple[LatLon, LatLon]

_PLACES = 4
"""Decimals of a degree that lines are written with: 11 m."""
_FINE_DEG = 0.0004
_ROUGH_DEG = 0.004
_FINE_WITHIN_DEG = 3.0
"""Lines keep their detail this near to a leg's ends; elsewhere they are seen from afar."""
_ARCH = 0.12
"""How high a flight is drawn, in parts of its chord."""
_ARCH_STEPS = 48


def scene(story: Story, report: Report, detail: Detail = FULL) -> Json:
    """Gather what the map shows, as data that JSON can hold."""
    cut = seam(report)
    drawn = {result.leg.id: _lines(result, cut) for result in report.legs}
    frames = _frames(story, report, cut)
    shifts = lane.shifts(drawn, frames[""])
    return {
        "id": story.id,
        "lang": story.lang,
        "units": story.units,
        "group": get_group_symbol(story.lang),
        "ui": dict(story.ui),
        "base": ground(story, report, _shown(story, frames), cut, detail),
        "legs": [
            _leg(leg, drawn[leg.leg.id], story, cut)
            | lane.aside(drawn[leg.leg.id], shifts[leg.leg.id])
            for leg in report.legs
        ],
        "borders": [_border(question, story, report, cut) for question in story.borders],
        "places": list(_places(story, report, drawn, cut)),
        "frames": frames,
    }


def _shown(story: Story, frames: Mapping[str, Bounds]) -> list[Bounds]:
    """List the frames of the cards and of the whole: not those of lines that are only tried."""
    default = {
        f"{card_of(question, story)}:{row.line}"
        for question in story.borders
        for row in question.rows
        if row.default
    }
    return [frame for key, frame in frames.items() if ":" not in key or key in default]


def bounds(points: Iterable[LatLon]) -> Bounds:
    """Give the south-west and north-east corners around positions."""
    lats, lons = zip(*points, strict=True)
    return LatLon(min(lats), min(lons)), LatLon(max(lats), max(lons))


def thin(points: Sequence[LatLon], ends: Sequence[LatLon]) -> tuple[LatLon, ...]:
    """Drop vertices that a reader would not miss: few near the ends, more far from them."""

    def far(at: LatLon) -> bool:
        return all(
            max(abs(at.lat - e.lat), abs(at.lon - e.lon)) > _FINE_WITHIN_DEG for e in ends
        )

    out: list[LatLon] = []
    run: list[LatLon] = []
    for point in points:
        if run and far(point) != far(run[-1]):
            out += _simplified(run, far(run[-1]))[:-1]
            run = run[-1:]
        run.append(point)
    return tuple(out + _simplified(run, far(run[-1])))


def _simplified(run: Sequence[LatLon], far: bool) -> list[LatLon]:
    if len(run) < 3:
        return list(run)
    line = LineString([(lon, lat) for lat, lon in run])
    return [
        LatLon(lat, lon) for lon, lat in line.simplify(_ROUGH_DEG if far else _FINE_DEG).coords
    ]


def _lines(result: LegResult, cut: Seam) -> Lines:
    """Give the stretches of a leg as they are drawn: a flight's as arches, all else thinned."""
    lines = cut.stretches(result.route)
    if result.leg.mode is Mode.AIR:
        return tuple(map(arch, lines))
    return tuple(thin(line, (lines[0][0], lines[-1][-1])) for line in lines)


def _leg(result: LegResult, lines: Lines, story: Story, cut: Seam) -> Json:
    points = [at for line in lines for at in line]
    card = next((card for card in story.cards if card.id == result.leg.id), None)
    return {
        "id": result.leg.id,
        "mode": result.leg.mode.value,
        "basis": result.leg.basis.value,
        "number": str(card.number) if card else "",
        "label": f"{card.number}. {card.heading}" if card else result.leg.id,
        "middle": lane.middle(points),
        "bounds": bounds(points),
        "stretches": [
            {"line": encode(line, _PLACES)} | ({"schematic": 1} if part.schematic else {})
            for line, part in zip(lines, result.route.stretches, strict=True)
        ],
        "via": [{"text": via.name, "at": cut.spot(via.at)} for via in result.leg.via],
    }


def arch(points: Sequence[LatLon]) -> tuple[LatLon, ...]:
    """Bend a flight into an arch over its chord: a sign for "by air", not a track.

    It bends north, but south where it would leave the map.
    """
    start, end = points[0], points[-1]
    north, south = (_bent(start, end, lift) for lift in (_ARCH, -_ARCH))
    top = max(start.lat, end.lat, MERCATOR_END)
    return south if max(at.lat for at in north) > top else north


def _bent(start: LatLon, end: LatLon, lift: float) -> tuple[LatLon, ...]:
    rise, run = end.lat - start.lat, end.lon - start.lon
    side = 1 if run >= 0 else -1
    parts = (number / _ARCH_STEPS for number in range(_ARCH_STEPS + 1))
    bends = [(part, 4 * lift * part * (1 - part) * side) for part in parts]
    return tuple(
        LatLon(start.lat + rise * t + run * bend, start.lon + run * t - rise * bend)
        for t, bend in bends
    )


def _ends(report: Report) -> frozenset[str]:
    legs = {end for result in report.legs for end in (result.leg.start, result.leg.end)}
    return frozenset(legs | {result.place.id for result in report.distances})


def _names(place: Place, lang: str) -> list[tuple[str, str]]:
    """List a place's names in other scripts, each with its language."""
    return [
        (name, tag)
        for tag, name in place.names.items()
        if tag != lang and in_other_script(name)
    ]


def _words(place: MapPlace, story: Story) -> list[tuple[str, str]]:
    """List what is told of a place in another language than the story's."""
    told = "\n".join(place.popup)
    return [(words, tag) for words, tag in story.foreign.items() if words in told]


def _places(
    story: Story, report: Report, drawn: Mapping[str, Lines], cut: Seam
) -> Iterator[Json]:
    """Give each place, and once more where a leg around the world ends at its other side."""
    for place in story.places:
        at = cut.spot(place.at)
        ends = [
            end
            for result in report.legs
            for name, end in (
                (result.leg.start, drawn[result.leg.id][0][0]),
                (result.leg.end, drawn[result.leg.id][-1][-1]),
            )
            if name == place.id
        ]
        if ends and abs(at.lat) == geodesy.POLE:
            at = cut.spot(ends[0])
        turns = {0} | {round((end.lon - at.lon) / 360) for end in ends}
        for turn in sorted(turns, key=abs):
            yield _place(place, LatLon(at.lat, at.lon + 360 * turn), report, story)


def _place(place: MapPlace, at: LatLon, report: Report, story: Story) -> Json:
    ring = geodesy.circle(at, place.radius_km) if place.radius_km else ()
    return {
        "id": place.id,
        "at": at,
        "text": place.name.text,
        "own": place.name.own,
        "ownLang": place.name.own_lang,
        "hint": place.name.hint,
        "popup": place.popup,
        "foreign": [*_names(report.case.place(place.id), story.lang), *_words(place, story)],
        "major": place.id in _ends(report),
        "circle": encode(ring, 5) if ring else "",
    }


def card_of(question: BorderQuestion, story: Story) -> str:
    """Give the id of the card that asks a question of the border."""
    return next(
        (card.id for card in story.cards if card.number == question.card), question.place
    )


def _border(question: BorderQuestion, story: Story, report: Report, cut: Seam) -> Json:
    found = _found(question, report)
    rows = [_line(row, found[row.line], cut) for row in question.rows if row.line in found]
    return {"card": card_of(question, story), "rows": rows}


def _found(question: BorderQuestion, report: Report) -> Mapping[str, DistanceResult]:
    """Give what was measured for a question, by the name of the line."""
    asked = question.place, question.country
    return {
        found.distance.line: found
        for found in report.distances
        if (found.place.id, found.distance.country) == asked
    }


def _line(row: LineRow, result: DistanceResult, cut: Seam) -> Json:
    return {
        "line": row.line,
        "default": row.default,
        "label": row.label,
        "course": encode(cut.course(result), _PLACES),
        "outline": outline(result.distance, cut),
    }


def _frames(story: Story, report: Report, cut: Seam) -> Mapping[str, Bounds]:
    """Frame each leg by its id, each line of a border by card and line, and the whole by ""."""
    frames = {result.leg.id: bounds(cut.route(result.route)) for result in report.legs}
    every = [corner for frame in frames.values() for corner in frame]
    for question in story.borders:
        found = _found(question, report)
        for row in (row for row in question.rows if row.line in found):
            course = cut.course(found[row.line])
            ends = [course[0], course[-1]]
            frames[f"{card_of(question, story)}:{row.line}"] = bounds(ends)
            every += ends if row.default else []
    return {**frames, "": bounds([*every, *(cut.spot(place.at) for place in story.places)])}
