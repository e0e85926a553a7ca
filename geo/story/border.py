"""Which border? One row for each line that was tried from the same point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.borders import enclosed
from geo.model import BorderDistance, Claim, Distance
from geo.report import DistanceResult, Report
from geo.story import bands, lines, spot, verdicts
from geo.story.findings import finding
from geo.story.remarks import remarks
from geo.story.values import Band, BorderQuestion, Card, LineRow, Row
from geo.story.voice import Voice, capital
from geo.units import convert_interval
from geo.verdict import reported_interval

FAR = 5
"""How many times as far as the default line and the reported figure another line is far."""
GUESS = "◊"
"""The shape of a reference that is no border: it wears no verdict's colour."""


def question(
    voice: Voice,
    report: Report,
    results: Sequence[DistanceResult],
    number: int,
    viewpoint: str,
) -> BorderQuestion:
    """Tell what each line of a country's border would give, from one place.

    Parameters
    ----------
    results : sequence of DistanceResult
        All from one place to one country.
    number : int
        The card of this question.
    viewpoint : str
        That of its default line.
    """
    first = results[0]
    claim, asked = _claim(report, first)
    band, also = bands.across(voice, report, asked)
    rows = _told_apart(voice, tuple(_row(voice, found, asked) for found in results))
    return BorderQuestion(
        card=number,
        place=first.place.id,
        heading=_heading(voice, report, first),
        unit=voice.unit(voice.units),
        rows=_far(rows, band, also),
        band=band,
        remarks=(*remarks(voice, report, results, claim), point(voice, first)),
        guesses=tuple(
            voice.text(guess.text) for guess in report.case.guesses if guess.claim == claim.id
        ),
        country=first.distance.country,
        viewpoint=viewpoint,
        also=also,
    )


def _heading(voice: Voice, report: Report, found: DistanceResult) -> str:
    place, unit = capital(voice.name(found.place).text), voice.unit(voice.units)
    if not _has_several(report, found):
        return voice.say("Which border? {place} to each line, {unit}", place=place, unit=unit)
    return voice.say(
        "Which border? {place} to each line of {country}, {unit}",
        place=place,
        country=voice.the_country(found.distance.country),
        unit=unit,
    )


def _has_several(report: Report, found: DistanceResult) -> bool:
    """Tell whether distances to more than one country are measured from a place."""
    from_it = (each.distance for each in report.distances if each.place.id == found.place.id)
    return len({distance.country for distance in from_it}) > 1


def _id(report: Report, found: DistanceResult) -> str:
    """Tell a question from every other: by its place, and by its country if need be."""
    place, country = found.place.id, found.distance.country
    return f"{place}.{country}" if _has_several(report, found) else place


def card(
    voice: Voice,
    report: Report,
    results: Sequence[DistanceResult],
    number: int,
    rows: Sequence[Row],
) -> Card:
    """Tell the distance to the border as a card, by the line that the verdict uses."""
    found = chosen(results)
    heading = _asked(voice, report, found)
    figure = voice.rounded(found.distance.km)
    claim, asked = _claim(report, found)
    stated = verdicts.figure(voice, asked.figure)
    others = bands.same_line(report, asked)
    return Card(
        number=number,
        id=_id(report, found),
        heading=heading,
        figure=figure,
        aside=_aside(voice, found.distance),
        notes=(spot.told(voice, found), *_own_remarks(voice, report, found)),
        rows=tuple(rows),
        alt=voice.say(
            "Map of question {number}, {heading} {figure} from {place}.",
            number=number,
            heading=heading,
            figure=figure,
            place=voice.name(found.place).text,
        ),
        finding=finding(
            voice,
            _row(voice, found, asked),
            claim.id,
            stated,
            [row for row in rows if row.claim in others],
        ),
    )


def _asked(voice: Voice, report: Report, found: DistanceResult) -> str:
    """Ask how far it is, and from which place where several are measured from."""
    country = voice.the_country(found.distance.country)
    place = capital(voice.name(found.place).text)
    alone = len({each.place.id for each in report.distances}) < 2
    if found.distance.inside:
        if alone:
            return voice.say("How far from the border of {country}?", country=country)
        return voice.say(
            "{place}: how far from the border of {country}?", place=place, country=country
        )
    if alone:
        return voice.say("How far from {country}?", country=country)
    return voice.say("{place}: how far from {country}?", place=place, country=country)


def _aside(voice: Voice, distance: Distance) -> str:
    """Say between what bounds a distance lies, and to what it is measured."""
    bounds, line = voice.rounded_bounds(distance.km), line_name(voice, distance)
    if enclosed(distance):
        return voice.say("inside {line}; {bounds} from its border", line=line, bounds=bounds)
    return voice.say("{bounds}, to {line}", bounds=bounds, line=line)


def chosen(results: Sequence[DistanceResult]) -> DistanceResult:
    """Pick the line that the verdict uses."""
    return next((found for found in results if found.default), results[0])


def line_name(voice: Voice, distance: Distance) -> str:
    """Name the line that a distance was measured to, as a sentence does."""
    return lines.full(voice, distance.line, distance.country, distance.neighbour)


def point(voice: Voice, found: DistanceResult) -> str:
    """Name the one point that every distance from a place rests on, and its basis."""
    place = found.place
    return voice.say(
        "{place}: everything measured from it rests on one point, {position}, {known}. "
        "Basis: {basis}",
        place=capital(voice.name(place).text),
        position=voice.position(place.at, 4),
        known=voice.known(place.radius_km),
        basis=voice.text(place.basis),
    )


def _claim(report: Report, found: DistanceResult) -> tuple[Claim, BorderDistance]:
    claim = next(r.claim for r in report.claims if r.claim.id == found.claim)
    assert isinstance(claim.check, BorderDistance)  # noqa: S101 - the examiner made it so
    return claim, claim.check


def _row(voice: Voice, found: DistanceResult, asked: BorderDistance) -> LineRow:
    distance, km = found.distance, found.distance.km
    reported = reported_interval(asked.figure)
    measured = convert_interval(km, "km", asked.figure.unit)
    stated = verdicts.figure(voice, asked.figure)
    sentence = lines.measured(
        voice,
        capital(voice.name(found.place).text),
        line_name(voice, distance),
        verdicts.quantity(voice, measured, asked.figure.unit, reported=reported),
        enclosed(distance),
    )
    compared = verdicts.comparison(voice, asked.figure, reported, measured, asked.figure.unit)
    word = verdicts.word(voice, found.verdict)
    if distance.approximate:
        word = voice.say("guess: {verdict}", verdict=word)
        compared = verdicts.guessed(voice, compared)
    elif len(distance.by_dataset) == 1:
        compared = f"{compared} {voice.say('Only one data set has this line.')}"
    return LineRow(
        line=distance.line,
        name=lines.short(voice, distance.line, distance.neighbour),
        value=voice.value(km.value),
        low=voice.value(km.low),
        high=voice.value(km.high),
        figure=lines.figure(voice, distance),
        verdict=found.verdict,
        word=word,
        symbol=GUESS if distance.approximate else verdicts.SYMBOLS[found.verdict],
        sentence=f"{sentence} {compared}",
        nearest=distance.nearest,
        nearest_text=spot.told(voice, found),
        end=spot.label(voice, found),
        inside=distance.inside,
        disputed=spot.disputed_area(distance) is not None,
        default=found.default,
        approximate=distance.approximate,
        label=voice.say(
            "{figure} measured · {stated} reported", figure=voice.rounded(km), stated=stated
        ),
    )


def _told_apart(voice: Voice, rows: tuple[LineRow, ...]) -> tuple[LineRow, ...]:
    """Name no neighbour on the row of the whole land border where that has a row of its own."""
    names = {row.name for row in rows if row.line.startswith("land:")}
    whole = lines.short(voice, "land")
    return tuple(
        replace(row, name=whole) if row.line == "land" and row.name in names else row
        for row in rows
    )


def _far(
    rows: tuple[LineRow, ...], band: Band | None, also: Sequence[Band]
) -> tuple[LineRow, ...]:
    """Mark the rows that lie beyond a scale on which the default line can be told."""
    stated = [each.value for each in (band, *also) if each]
    near = max([row.high for row in rows if row.default] + stated)
    return tuple(replace(row, far=row.low > FAR * near) for row in rows)


def _own_remarks(voice: Voice, report: Report, found: DistanceResult) -> list[str]:
    """Give the case's remarks on the place, and on the line in use."""
    return [
        voice.text(remark.text)
        for remark in report.case.remarks
        if remark.about == found.place.id
        and remark.line in {None, found.distance.line}
        and remark.country in {None, found.distance.country}
    ]
