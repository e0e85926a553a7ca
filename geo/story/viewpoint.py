"""Say which side the default lines take on areas that more than one country claims."""

from __future__ import annotations

from collections.abc import Iterable

from geo.disputes import NOBODY, Dispute, claimed_by
from geo.story.voice import Voice, capital, pick


def viewpoint(voice: Voice, country: str) -> str:
    """Name the viewpoint on every disputed area that a country claims; else nothing."""
    return on_areas(voice, claimed_by(country))


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
        if dispute.kind == "country":
            said = voice.say("{area} counted apart", area=area)
    basis = pick(dispute.basis, voice.lang)
    return f"{said} ({basis})" if basis else said
