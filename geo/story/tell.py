"""Tell a report as a story, in one language and one unit of length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from geo.conflicts import origin
from geo.model import BorderDistance, Case, Verdict
from geo.report import ClaimResult, DistanceResult, Report
from geo.story import appendix, border, cards, disputes, headline, words
from geo.story.bidi import isolate
from geo.story.catalogue import LANGUAGES
from geo.story.foreign import foreign
from geo.story.rows import row
from geo.story.values import BorderQuestion, Card, MapPlace, Row, Story
from geo.story.voice import Voice, capital

UNMEASURED = Verdict.NOT_MEASURABLE
"""Claims without a measurement stand after those with one, on their card."""


def tell(report: Report, lang: str = "en", units: str = "km") -> Story:
    """Tell a report.

    Parameters
    ----------
    report : Report
        What examining the case came to.
    lang : str
        ``en`` or ``id``.
    units : str
        ``km``, ``mi`` or ``nm``; figures that sources report stay in their own,
        with the story's unit beside them.

    Raises
    ------
    DatelineError
        If there is no such language or unit.
    """
    voice = Voice(lang, units)
    groups = _groups(report)
    disagree = disputes.sentences(voice, report)
    table = _table(voice, report, groups, disputes.by_claim(disagree, report))
    told = _cards(voice, report, groups, table)
    return Story(
        id=report.case.id,
        lang=lang,
        units=units,
        title=voice.text(report.case.title),
        summary=voice.text(report.case.summary),
        verdict_line=headline.verdict_line(voice, report, told),
        tallies=headline.tallies(voice, report),
        viewpoint=headline.viewpoint(voice, report),
        cards=told,
        borders=tuple(_questions(voice, report, groups)),
        places=tuple(_place(voice, report.case, place.id) for place in report.case.places),
        table=table,
        conflicts=disagree,
        sources=appendix.sources(voice, report),
        method=appendix.method(voice, report),
        credits=appendix.data_credits(voice, report),
        ui=words.ui(voice),
        licence=appendix.licence(voice),
        source_line=headline.source_line(voice, report),
        alt=voice.text(report.case.alt) if report.case.alt else "",
        drawn=headline.drawn(voice, report),
        foreign=foreign(voice, report.case),
    )


def _groups(report: Report) -> list[list[DistanceResult]]:
    """Gather the distances by the place and country that they run between."""
    by_pair = groupby(report.distances, key=lambda d: (d.place.id, d.distance.country))
    return [list(group) for _, group in by_pair]


def _questions(
    voice: Voice, report: Report, groups: Sequence[Sequence[DistanceResult]]
) -> Iterator[BorderQuestion]:
    for number, group in enumerate(groups, len(report.legs) + 1):
        viewpoint = headline.viewpoint(voice, report, border.chosen(group))
        yield border.question(voice, report, group, number, viewpoint)


def _table(
    voice: Voice,
    report: Report,
    groups: Sequence[Sequence[DistanceResult]],
    disagree: Mapping[str, str],
) -> tuple[Row, ...]:
    return tuple(
        row(
            voice,
            report,
            result,
            _number(report, groups, result),
            disagree.get(result.claim.id, ""),
        )
        for result in report.claims
    )


def _number(
    report: Report, groups: Sequence[Sequence[DistanceResult]], result: ClaimResult
) -> int:
    """Find the card that a claim stands on: its border's, or its leg's; 0 for none."""
    claim = result.claim
    pairs = [(group[0].place.id, group[0].distance.country) for group in groups]
    if isinstance(claim.check, BorderDistance):
        return len(report.legs) + 1 + pairs.index((claim.check.start, claim.check.country))
    told_of = [*(leg.id for leg in report.case.legs), *(place for place, _ in pairs)]
    return told_of.index(claim.about) + 1 if claim.about in told_of else 0


def _cards(
    voice: Voice,
    report: Report,
    groups: Sequence[Sequence[DistanceResult]],
    table: Sequence[Row],
) -> tuple[Card, ...]:
    shown = [
        told
        for told, result in zip(table, report.claims, strict=True)
        if _on_card(report.case, result)
    ]

    def rows(number: int) -> list[Row]:
        mine = (told for told in shown if told.number == number)
        return _told_once(sorted(mine, key=lambda told: told.verdict is UNMEASURED))

    legs = [
        cards.leg_card(voice, report, result, number, rows(number))
        for number, result in enumerate(report.legs, 1)
    ]
    borders = [
        border.card(voice, report, group, number, rows(number))
        for number, group in enumerate(groups, len(legs) + 1)
    ]
    return (*legs, *borders)


def _told_once(rows: Sequence[Row]) -> list[Row]:
    """Leave a disagreement on the first row that it stands on."""
    seen: set[str] = set()
    told = []
    for row_ in rows:
        told.append(replace(row_, disagree="") if row_.disagree in seen else row_)
        seen.add(row_.disagree)
    return told


def _on_card(case: Case, result: ClaimResult) -> bool:
    """Keep the article's claims, and what others measured; copies stand in the table."""
    if case.article is None or result.claim.source == case.article:
        return True
    copied = origin(case, result.claim) == case.source(case.article).origin
    return result.verdict is not UNMEASURED and not copied


def _place(voice: Voice, case: Case, name: str) -> MapPlace:
    place = case.place(name)
    own = (name for lang, name in place.names.items() if lang not in LANGUAGES)
    others = dict.fromkeys([*own, *place.aliases])
    told = voice.name(place)
    also = [isolate(other) for other in others if isolate(other) != told.text]
    popup = [
        voice.say("Also: {names}.", names=", ".join(also)) if also else "",
        voice.say(
            "{position}, {known}.",
            position=voice.position(place.at, 4),
            known=voice.known(place.radius_km),
        ),
        voice.say("Basis: {basis}", basis=voice.text(place.basis)),
        *(voice.text(remark.text) for remark in case.remarks if remark.about == name),
    ]
    label = replace(told, text=capital(told.text))
    lines = tuple(line for line in popup if line)
    within = f"± {voice.radius(place.radius_km)}" if place.radius_km else ""
    return MapPlace(name, place.at, place.radius_km, label, lines, within)
