"""The canals and straits that a leg by sea passes, in a reader's language."""

from __future__ import annotations

from geo.model import Route
from geo.story.bidi import isolate
from geo.story.voice import Voice

NAMES = {
    "Bab-el-Mandeb": {"id": "Bab el-Mandeb"},
    "Bass Strait": {"id": "Selat Bass"},
    "Bering Strait": {"id": "Selat Bering"},
    "Bosphorus": {"id": "Selat Bosporus"},
    "Cape of Good Hope": {"id": "Tanjung Harapan"},
    "Cook Strait": {"id": "Selat Cook"},
    "Dardanelles": {"id": "Selat Dardanella"},
    "Dover Strait": {"id": "Selat Dover"},
    "Drake Passage": {"id": "Selat Drake"},
    "Gibraltar": {"en": "Strait of Gibraltar", "id": "Selat Gibraltar"},
    "Great Belt": {"id": "Storebælt"},
    "Hormuz": {"en": "Strait of Hormuz", "id": "Selat Hormuz"},
    "Kerch Strait": {"id": "Selat Kerch"},
    "Kiel": {"en": "Kiel Canal", "id": "Terusan Kiel"},
    "Korea Strait": {"id": "Selat Korea"},
    "La Pérouse Strait": {"id": "Selat La Pérouse"},
    "Little Belt": {"id": "Lillebælt"},
    "Lombok Strait": {"id": "Selat Lombok"},
    "Magellan": {"en": "Strait of Magellan", "id": "Selat Magellan"},
    "Malacca": {"en": "Strait of Malacca", "id": "Selat Malaka"},
    "Messina": {"en": "Strait of Messina", "id": "Selat Messina"},
    "Northern Sea Route": {"id": "Rute Laut Utara"},
    "Northwest Passage": {"id": "Lintas Barat Laut"},
    "Panama": {"en": "Panama Canal", "id": "Terusan Panama"},
    "Singapore Strait": {"id": "Selat Singapura"},
    "Suez": {"en": "Suez Canal", "id": "Terusan Suez"},
    "Sunda Strait": {"id": "Selat Sunda"},
    "Taiwan Strait": {"id": "Selat Taiwan"},
    "Torres Strait": {"id": "Selat Torres"},
    "Tsugaru": {"en": "Tsugaru Strait", "id": "Selat Tsugaru"},
    "Windward Passage": {"id": "Lintasan Windward"},
    "Yucatán Channel": {"id": "Selat Yucatán"},
    "Øresund": {},
}
"""What readers call a canal or a strait, by language, where that is not its own name."""


def passed(voice: Voice, route: Route) -> list[str]:
    """Name the canals, straits and rivers that a route passes, in their order."""
    names = (NAMES.get(name, {}).get(voice.lang, name) for name in route.passages)
    told = ", ".join(isolate(name) for name in names)
    return [voice.say("Passages: {names}.", names=told)] if told else []
