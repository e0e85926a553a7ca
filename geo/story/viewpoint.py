"""Say which side the default lines take on areas that more than one country claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from geo.disputes import NOBODY, Dispute, claimed_by
from geo.model import LatLon
from geo.pieces import area_drawn
from geo.story.voice import Voice, capital, pick
from geo.whereabouts import areas_at

APART: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "DNK": ("GRL", "FRO"),
        "GBR": (
            *("IMN", "JEY", "GGY", "BMU", "SHN", "IOT", "CYM", "VGB", "TCA"),
            *("AIA", "MSR", "PCN", "SGS", "FLK", "GIB"),
        ),
        "NZL": ("COK", "NIU", "TKL"),
    }
)
"""Territories that the data hold apart from their state; those of other states are in it."""
_NAMED = 3


def viewpoint(
    voice: Voice, country: str, at: LatLon | None = None, line: str = "recognised"
) -> str:
    """Name the viewpoint on what a country claims, and a point lies in; and what is apart.

    Of the area that the line itself is drawn with or without nothing is said.
    """
    own = area_drawn(country, line)
    areas = concerned([country], [at] if at else [])
    told = on_areas(voice, (area for area in areas if area.line != own))
    return " ".join(filter(None, (told, *without(voice, [country]))))


def without(voice: Voice, countries: Iterable[str]) -> tuple[str, ...]:
    """Say of countries which territories are measured by codes of their own, in part."""
    return tuple(_without(voice, code) for code in countries if code in APART)


def _without(voice: Voice, country: str) -> str:
    codes = APART[country]
    areas = ", ".join(f"{voice.the_country(code)} ({code})" for code in codes[:_NAMED])
    words = {"country": voice.the_country(country), "areas": areas}
    if len(codes) <= _NAMED:
        return voice.say(
            "Counted apart from {country}, with codes of their own: {areas}.", **words
        )
    return voice.say(
        "Counted apart from {country}, with codes of their own: {areas} and {n} more.",
        n=voice.number(len(codes) - _NAMED),
        **words,
    )


def concerned(countries: Iterable[str], points: Iterable[LatLon]) -> list[Dispute]:
    """List the disputed areas that countries claim, and then those that points lie in."""
    claimed = [area for country in countries for area in claimed_by(country)]
    lain_in = [area for point in points for area in areas_at(point)]
    return list({area.line: area for area in (*claimed, *lain_in)}.values())


def on_areas(voice: Voice, areas: Iterable[Dispute]) -> str:
    """Name the viewpoint on some disputed areas; nothing where there are none."""
    sides = "; ".join(_side(voice, dispute) for dispute in areas)
    return voice.say("Viewpoint: {areas}.", areas=capital(sides)) if sides else ""


def _side(voice: Voice, dispute: Dispute) -> str:
    area = pick(dispute.names, voice.lang)
    if not dispute.default:
        said = voice.say("{area} as held on the ground", area=area)
    elif dispute.default == NOBODY:
        said = voice.say("{area} with neither side", area=area)
    else:
        country = voice.the_country(dispute.default)
        said = voice.say("{area} in {country}", area=area, country=country)
        if dispute.kind == "country" or area == country:
            said = voice.say("{area} counted apart", area=area)
    basis = pick(dispute.basis, voice.lang)
    return f"{said} ({basis})" if basis else said
