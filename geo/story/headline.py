"""What stands above the map: the finding, the tallies, the viewpoint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geo import geodesy, seam
from geo.base import Extent, layers
from geo.borders import enclosed
from geo.model import BorderDistance, Figure, LatLon, LegLength, Verdict
from geo.pieces import area_drawn
from geo.report import DistanceResult, Report
from geo.story import border, verdicts
from geo.story.bidi import isolate
from geo.story.findings import OTHERS_NAMED, are_one
from geo.story.values import Card, Finding, Tally
from geo.story.viewpoint import concerned, on_areas, without
from geo.story.voice import Voice
from geo.units import KM_PER, convert_interval

SOURCES_NAMED = 5
CRIMEA_CLAIMED = ("RUS", "UKR")
CRIMEA_BOX = (44.2, 32.3, 46.4, 36.9)
"""South, west, north and east of Crimea, in degrees."""
_AROUND_DEG = 8.0
"""How far beyond a story's places its maps may reach."""


def verdict_line(voice: Voice, report: Report, told: Sequence[Card]) -> str:
    """Say the main finding beside what was reported.

    It is the first distance to a border, else that of the first leg's card that has one.
    """
    found = next((d for d in report.distances if d.default), None)
    if found is None:
        return _length_line(voice, report, told)
    card = next(c for c in told if c.finding and c.finding.claim == found.claim)
    claim = next(r.claim for r in report.claims if r.claim.id == found.claim)
    assert isinstance(claim.check, BorderDistance)  # noqa: S101 - the examiner made it so
    words = {
        "place": voice.name(found.place).text,
        "figure": voice.rounded(found.distance.km),
        "line": border.line_name(voice, found.distance),
        "who": voice.text(claim.asserted_by),
        "stated": _stated(voice, report, claim.check.figure, card.finding),
    }
    if found.distance.approximate:
        return voice.say(
            "Guess, not a finding: {place}, {figure} from {line}. Reported ({who}): {stated}.",
            **words,
        )
    if enclosed(found.distance):
        return voice.say(
            "Measured: {place}, inside {line}; {figure} from its border. "
            "Reported ({who}): {stated}.",
            **words,
        )
    return voice.say(
        "Measured: {place}, {figure} from {line}. Reported ({who}): {stated}.", **words
    )


def _length_line(voice: Voice, report: Report, told: Sequence[Card]) -> str:
    for card in told:
        if card.finding is None:
            continue
        claim = next(r.claim for r in report.claims if r.claim.id == card.finding.claim)
        assert isinstance(claim.check, LegLength)  # noqa: S101 - the card made it so
        return voice.say(
            "{leg}: {figure} measured. Reported ({who}): {stated}.",
            leg=card.heading,
            figure=card.figure,
            who=voice.text(claim.asserted_by),
            stated=_stated(voice, report, claim.check.figure, card.finding),
        )
    return ""


def _stated(voice: Voice, report: Report, figure: Figure, found: Finding | None) -> str:
    """Write a reported figure and the others of the same, or how many where they are many."""
    stated = verdicts.figure(voice, figure)
    if not found:
        return stated
    reported = {
        result.claim.id: convert_interval(result.reported, result.unit, "km")
        for result in report.claims
        if result.reported and result.unit in KM_PER
    }
    known, told = [found.claim], list[str]()
    for claim, words in found.others:
        if not any(are_one(reported.get(claim), reported.get(one)) for one in known):
            known.append(claim)
            told.append(words)
    if not told:
        return stated
    also = ", ".join(told)
    if len(told) > OTHERS_NAMED:
        also = voice.say("{n} other figures", n=voice.number(len(told)))
    return voice.say("{stated}; also reported: {others}", stated=stated, others=also)


def tallies(voice: Voice, report: Report) -> tuple[Tally, ...]:
    """Count the article's claims by verdict, and the questions that sources disagree on."""
    article = report.case.article
    counted = [r for r in report.claims if article is None or r.claim.source == article]
    by_verdict = Counter(result.verdict for result in counted)
    measured = len(counted) - by_verdict[Verdict.NOT_MEASURABLE]
    told = [Tally(measured, _measurable(voice, report, len(counted)))]
    for verdict in (Verdict.AGREES, Verdict.COMPATIBLE, Verdict.DIFFERS):
        if number := by_verdict[verdict]:
            words = verdicts.counted(voice, verdict, number)
            told.append(Tally(number, words, verdict, verdicts.SYMBOLS[verdict]))
    if number := len(report.conflicts):
        words = voice.count(
            "question on which sources disagree", "questions on which sources disagree", number
        )
        told.append(Tally(number, words))
    return tuple(told)


def _measurable(voice: Voice, report: Report, counted: int) -> str:
    """Say of how many claims so many can be measured, and whose, where others claim too."""
    total = voice.number(counted)
    if counted == len(report.claims):
        return voice.say("of {total} claims can be measured", total=total)
    article = next(at for at in report.case.sources if at.id == report.case.article)
    return voice.say(
        "of {total} claims in {publisher} can be measured",
        total=total,
        publisher=isolate(voice.text(article.publisher)),
    )


def viewpoint(voice: Voice, report: Report, found: DistanceResult | None = None) -> str:
    """Name the viewpoint on borders that the map follows, and default distances.

    ``found`` is the one that is told of, else all are.
    """
    measured = [found] if found else [each for each in report.distances if each.default]
    names = dict.fromkeys(border.line_name(voice, each.distance) for each in measured)
    countries = dict.fromkeys(each.distance.country for each in measured)
    places = [found.place] if found else report.case.places
    own = area_drawn(found.distance.country, found.distance.line) if found else ""
    claimed = [
        area
        for area in concerned(countries, (place.at for place in places))
        if area.line not in ("crimea", own)  # ``drawn`` tells of Crimea
    ]
    to = voice.say("Measured to {line}.", line="; ".join(names)) if names else ""
    areas = on_areas(voice, claimed)
    apart = without(voice, countries)
    return " ".join(filter(None, (drawn(voice, report), areas, *apart, to)))


def drawn(voice: Voice, report: Report) -> str:
    """Say whose borders are drawn, and what is hatched where the map of the whole shows it."""
    if _shows(report, CRIMEA_BOX) or any(
        found.distance.country in CRIMEA_CLAIMED for found in report.distances
    ):
        return voice.say(
            "Borders as recognised by the UN General Assembly (resolutions 68/262 and "
            "ES-11/4): Crimea, which Russia holds and claims, is drawn in Ukraine and hatched."
        )
    hatched = layers.layer("disputed").bounds().tolist()
    if any(_shows(report, (south, west, north, east)) for west, south, east, north in hatched):
        return voice.say(
            "Borders as recognised by the UN General Assembly; areas that are disputed are "
            "hatched."
        )
    return voice.say("Borders as recognised by the UN General Assembly.")


def _shows(report: Report, area: Extent) -> bool:
    """Tell whether the map of the whole, which is cut away from its lines, may show an area."""
    lines: list[Sequence[LatLon]] = [(place.at,) for place in report.case.places]
    lines += [geodesy.unwrap(leg.route.points) for leg in report.legs]
    edge = seam.cut(lines)
    lats, lons = zip(*(seam.onto(at, edge) for line in lines for at in line), strict=True)
    south, west, north, east = area
    within = min(lats) - _AROUND_DEG < north and max(lats) + _AROUND_DEG > south
    return within and any(
        min(lons) - _AROUND_DEG < east + turn and max(lons) + _AROUND_DEG > west + turn
        for turn in (-360, 0, 360)
    )


def source_line(voice: Voice, report: Report) -> str:
    """Name who printed the claims: the article first, then others as far as there is room."""
    sources = sorted(report.case.sources, key=lambda source: source.id != report.case.article)
    names = list(dict.fromkeys(voice.text(source.publisher) for source in sources))
    if not names:
        return ""
    shown = ", ".join(names[:SOURCES_NAMED])
    if len(names) <= SOURCES_NAMED:
        return voice.say("Claims: {publishers}.", publishers=shown)
    more = len(names) - SOURCES_NAMED
    return voice.say(
        "Claims: {publishers} and {n} more.", publishers=shown, n=voice.number(more)
    )
