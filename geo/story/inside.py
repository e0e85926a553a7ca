"""In which country a place lies, or in whose waters, in whole sentences."""

from __future__ import annotations

from geo.disputes import disputes
from geo.model import Inside, Interval, Place
from geo.report import ClaimResult, Report
from geo.story import verdicts
from geo.story.viewpoint import on_areas
from geo.story.voice import Voice, capital


def inside(voice: Voice, report: Report, result: ClaimResult, check: Inside) -> str:
    """Say on which side of a border a place lies, how surely, and how far from another."""
    place = report.case.place(check.place)
    areas = [disputes()[line] for line in str(result.facts["disputes"]).split()]
    said = (
        _side(voice, result, place, voice.the_country(check.country)),
        _narrow(voice, result),
        _doubt(voice, result, place),
        _zone(voice) if result.facts["zone"] else "",
        on_areas(voice, areas),
        _near(voice, report, result, check),
    )
    return " ".join(filter(None, said))


def _side(voice: Voice, result: ClaimResult, place: Place, country: str) -> str:
    words = {"place": capital(voice.name(place).text), "country": country}
    if result.facts["at_sea"]:
        return voice.say(
            "{place}: the point lies in the waters of {country}, within the outer limit of its "
            "territorial sea.",
            **words,
        )
    if result.facts["inside"]:
        return voice.say("{place}: the point lies inside {country}.", **words)
    if result.facts["off_sea"]:
        return voice.say(
            "{place}: the point lies outside {country} and its territorial sea.", **words
        )
    return voice.say("{place}: the point lies outside {country}.", **words)


def _narrow(voice: Voice, result: ClaimResult) -> str:
    """Say that the data draw a territorial sea less wide than it may be."""
    if "land_km" not in result.facts:
        return ""
    return voice.say(
        "Its land is {amount} away: a territorial sea may reach 12 nautical miles, but the "
        "data draw it less wide here.",
        amount=voice.length(float(result.facts["land_km"])),
    )


def _doubt(voice: Voice, result: ClaimResult, place: Place) -> str:
    """Say that a place may lie on the other side of the border."""
    if "edge_km" not in result.facts:
        return ""
    return voice.say(
        "The place is {known}, and the border, on land or at sea, is {amount} away: it may "
        "lie on the other side.",
        known=voice.known(place.radius_km),
        amount=verdicts.quantity(voice, _edge(result), "km"),
    )


def _edge(result: ClaimResult) -> Interval:
    value, low, high = (
        float(result.facts[name]) for name in ("edge_km", "edge_low_km", "edge_high_km")
    )
    return Interval(value, low, high)


def _zone(voice: Voice) -> str:
    """Say what waters beyond the territorial sea the data lack."""
    return voice.say(
        "Whether it lies in the country’s exclusive economic zone, up to 200 nautical miles "
        "from the coast, the data do not tell."
    )


def _near(voice: Voice, report: Report, result: ClaimResult, check: Inside) -> str:
    """Say how far a place lies from the one that it is said to be near."""
    if check.near is None:
        return ""
    return voice.say(
        "It is {amount} from {other}. “Near” is no figure to check.",
        amount=voice.length(float(result.facts["near_km"])),
        other=voice.name(report.case.place(check.near)).text,
    )
