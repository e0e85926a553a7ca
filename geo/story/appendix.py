"""Sources, method and credits: how a reader can know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo import store
from geo.model import Case, Mode, Seen, Source
from geo.report import LegResult, Report
from geo.story import cards
from geo.story.bidi import isolate
from geo.story.notes import METHOD, notes
from geo.story.values import SourceRow
from geo.story.voice import Voice


def sources(voice: Voice, report: Report) -> tuple[SourceRow, ...]:
    """List the sources of a case: who, when, how it was seen, what origin it goes back to."""
    return tuple(_source(voice, report.case, source) for source in report.case.sources)


def _source(voice: Voice, case: Case, source: Source) -> SourceRow:
    seen = {
        Seen.ORIGINAL: voice.say("read on the publisher's own page"),
        Seen.REPRINT: voice.say("read on a reprint"),
        Seen.PARAPHRASE: voice.say("read in another outlet's paraphrase"),
    }[source.seen]
    day = voice.day(source.date) if source.date else voice.say("date not recorded")
    parts = [voice.text(source.publisher), day, seen]
    if source.seen_at:
        parts.append(voice.say("seen: {address}", address=voice.text(source.seen_at)))
    elif not source.url and source.seen is not Seen.ORIGINAL:
        parts.append(voice.say("where is not recorded"))
    parts.append(voice.say("origin: {origin}", origin=_origin(voice, case, source.origin)))
    if source.grade:
        parts.append(voice.say("grade {grade}", grade=isolate(source.grade)))
    parts += _evidence(voice, source)
    if source.note:
        parts.append(voice.text(source.note))
    return SourceRow(source.id, voice.text(source.title), " · ".join(parts), source.url or "")


def _origin(voice: Voice, case: Case, origin: str) -> str:
    """Name an origin by the source of that id, if the case has it; else quote its label."""
    for source in case.sources:
        if source.id == origin:
            return voice.text(source.publisher)
    return f"“{origin.replace('-', ' ').replace('_', ' ')}”"


def _evidence(voice: Voice, source: Source) -> Iterator[str]:
    """Say where and when the source was kept, so that a reader can find it again."""
    if source.retrieved:
        yield voice.say("retrieved on {day}", day=voice.day(source.retrieved))
    if source.archived:
        yield voice.say("archived at {address}", address=isolate(source.archived))
    if source.sha256:
        yield voice.say("SHA-256 of the copy kept: {digest}", digest=source.sha256)
    if source.licence:
        yield voice.say("licence: {licence}", licence=isolate(source.licence))


def method(voice: Voice, report: Report) -> tuple[str, ...]:
    """Say how everything was measured, one paragraph a matter."""
    paragraphs = [
        voice.say(
            "Every distance is a geodesic on the WGS 84 ellipsoid (Karney 2013). The “great "
            "circle” of a leg is the geodesic between its ends, which no route can undercut."
        )
    ]
    if report.distances:
        paragraphs.append(_border(voice, report))
    return (*paragraphs, *_legs(voice, report), _verdicts(voice))


def _legs(voice: Voice, report: Report) -> Iterator[str]:
    """Say how the lines of the legs were found, what is true of several once."""
    by_method: dict[str, dict[str, tuple[str, ...]]] = {}
    for result in report.legs:
        heading = cards.heading(voice, report.case, result.leg)
        how, *more = _method(voice, report, result)
        by_method.setdefault(how, {})[heading] = tuple(more)
    for how, legs in by_method.items():
        first, *rest = legs.values()
        shared = [said for said in first if all(said in other for other in rest)]
        yield _of(voice, legs, (how, *shared))
        own: dict[tuple[str, ...], list[str]] = {}
        for heading, said in legs.items():
            own.setdefault(tuple(s for s in said if s not in shared), []).append(heading)
        yield from (_of(voice, headings, said) for said, headings in own.items() if said)


def _of(voice: Voice, headings: Iterable[str], said: Iterable[str]) -> str:
    return voice.say("{leg}: {how}", leg="; ".join(headings), how=" ".join(said))


def _border(voice: Voice, report: Report) -> str:
    data = sorted({name for r in report.distances for name in r.distance.by_dataset})
    return voice.say(
        "A distance to a border runs to the nearest point on the edges of the border data, "
        "lakes and rivers counted as territory. Its bounds carry the radius of the place and "
        "the difference between the data sets: {data}.",
        data="; ".join(map(voice.word, data)),
    )


def _method(voice: Voice, report: Report, result: LegResult) -> tuple[str, ...]:
    """Say how the line of a leg was found, in sentences."""
    how = {
        Mode.SEA: voice.say(
            "the shortest course around the land, computed from berth to berth on the "
            "coastline."
        ),
        Mode.RAIL: _by_rail(voice, result),
    }.get(result.leg.mode) or _straight(voice, result)
    told = (note for note in result.route.notes if note.code in METHOD)
    names = cards.names(voice, report.case, result.leg)
    return (how, *notes(voice, told, names))


def _by_rail(voice: Voice, result: LegResult) -> str:
    codes = {note.code for note in result.route.notes}
    if "calibrated" in codes:
        return voice.say(
            "a line along mapped track, which runs shorter than the railway counts; the bounds "
            "of its length carry the spread of the calibration."
        )
    if "untracked" in codes or not result.route.schematic_km:
        return _straight(voice, result)
    return voice.say(
        "no track is mapped; a line from station to station, whose bounds carry what straight "
        "lines cut off."
    )


def _straight(voice: Voice, result: LegResult) -> str:
    if result.leg.via:
        return voice.say("straight lines from point to point.")
    return voice.say("a straight line from end to end.")


def _verdicts(voice: Voice) -> str:
    return voice.say(
        "A reported figure is read as an interval: a bare figure as half a unit of its last "
        "non-zero digit either way, at most 5%; “about” as 5% either way; "
        "“at least” as that figure and more; “up to” as 95 to 100% of it. It agrees if the "
        "measured value lies inside, is compatible if only the intervals overlap, and differs "
        "if they do not. The verdict is about the figure, not about whoever printed it."
    )


_OF_LEGS = ("rail-", "sea-")
"""So begin the files that only legs are worked out from."""


def data_credits(voice: Voice, report: Report) -> tuple[str, ...]:
    """Credit the data, those of legs where one used them, and say what borders do not mean."""
    of_legs = {name for leg in report.legs for name in leg.route.datasets}
    credits = {
        credit
        for row in store.datasets().values()
        if row.name in of_legs or not row.file.startswith(_OF_LEGS)
        for credit in row.credit.split("; ")
    }
    used = sorted(map(voice.word, filter(None, credits)), key=str.casefold)
    return (
        voice.say("Data: {credits}.", credits="; ".join(used)),
        voice.say(
            "The boundaries shown imply no opinion on the legal status of any territory."
        ),
    )


LICENCE_URL = "https://opendatacommons.org/licenses/odbl/1-0/"
"""The licence of what is derived from OpenStreetMap's data, which requires it."""


def licence(voice: Voice) -> str:
    """Say under which licence the lines and figures may be passed on."""
    return voice.say(
        "Lines and figures derived from OpenStreetMap may be passed on under the Open "
        "Database License 1.0: {address}",
        address=LICENCE_URL,
    )


def rating_scale(voice: Voice) -> str:
    """Say what the numbers of a rating mean, for formats that need a number."""
    scale = voice.say(
        "The rating says how the reported figure stands to the measured one, and nothing "
        "else: 3 agrees, 2 compatible, 1 differs."
    )
    return f"{scale} {_verdicts(voice)}"
