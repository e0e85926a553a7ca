"""Say which side the default lines take on areas that more than one country claims."""

from __future__ import annotations

from geo.disputes import NOBODY, Dispute, claimed_by
from geo.story.voice import Voice, capital, pick


def viewpoint(voice: Voice, country: str) -> str:
    """Name the viewpoint on every disputed area that a country claims; else nothing."""
    areas = "; ".join(_side(voice, dispute) for dispute in claimed_by(country))
    return voice.say("Viewpoint: {areas}.", areas=areas) if areas else ""


def _side(voice: Voice, dispute: Dispute) -> str:
    area = capital(pick(dispute.names, voice.lang))
    if not dispute.default:
        said = voice.say("{area} with whoever holds it", area=area)
    elif dispute.default == NOBODY:
        said = voice.say("{area} with neither side", area=area)
    else:
        country = voice.country(dispute.default)
        said = voice.say("{area} in {country}", area=area, country=country)
        if country == area:
            said = voice.say("{area} by itself", area=area)
    basis = pick(dispute.basis, voice.lang)
    return f"{said} ({basis})" if basis else said
