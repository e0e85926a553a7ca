"""The canals, straits and shoals that a leg by sea passes or keeps out of, in words."""

from __future__ import annotations

from geo.model import LatLon, Note, Route
from geo.story.bidi import isolate
from geo.story.schematic import length
from geo.story.voice import Voice

NAMES = {
    "Bab-el-Mandeb": {"id": "Bab el-Mandeb"},
    "Bass Strait": {"id": "Selat Bass"},
    "Bering Strait": {"id": "Selat Bering"},
    "Bosphorus": {"id": "Selat Bosporus"},
    "Cape Cod": {"en": "Cape Cod Canal", "id": "Terusan Cape Cod"},
    "Cape of Good Hope": {"id": "Tanjung Harapan"},
    "Chesapeake and Delaware": {
        "en": "Chesapeake and Delaware Canal",
        "id": "Terusan Chesapeake dan Delaware",
    },
    "Cook Strait": {"id": "Selat Cook"},
    "Corinth": {"en": "Corinth Canal", "id": "Terusan Korintus"},
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
    "Vistula Spit": {"en": "Vistula Spit Canal", "id": "Terusan Vistula Spit"},
    "Windward Passage": {"id": "Lintasan Windward"},
    "Yucatán Channel": {"id": "Selat Yucatán"},
    "Øresund": {},
}
"""What readers call a canal or a strait, by language, where that is not its own name."""


SHOALS = {
    "Abrolhos": {"en": "Abrolhos reefs", "id": "terumbu Abrolhos"},
    "Adam's Bridge": {"id": "Jembatan Adam"},
    "Alderney Race": {"id": "Selat Alderney"},
    "Bahama Banks": {"id": "Beting Bahama"},
    "Arklow Bank": {"id": "Beting Arklow"},
    "Banc d'Arguin": {"id": "Beting Arguin"},
    "Bassas da India": {},
    "Basses": {"en": "reefs of the Basses", "id": "karang Basses"},
    "Bermuda's reefs": {"en": "reefs of Bermuda", "id": "terumbu Bermuda"},
    "Bijagós": {"en": "Bijagós shoals", "id": "beting Bijagós"},
    "Bøgestrøm": {},
    "Bulandet": {},
    "Caicos Bank": {"id": "Beting Caicos"},
    "Cay Sal Bank": {"id": "Beting Cay Sal"},
    "Canal Perigoso": {},
    "Chenal du Four": {},
    "Dangerous Ground": {},
    "China Strait": {"id": "Selat China"},
    "Diamond Shoals": {"id": "Beting Diamond"},
    "Dithmarschen flats": {"id": "dataran pasang surut Dithmarschen"},
    "Dry Strait": {"id": "Selat Dry"},
    "East River": {},
    "Falsterbo Reef": {"id": "Karang Falsterbo"},
    "Fehmarnsund": {},
    "Fisherman Inlet": {},
    "Florida Keys": {},
    "Frisian flats": {"id": "dataran pasang surut Frisia"},
    "Frying Pan Shoals": {"id": "Beting Frying Pan"},
    "Ganges shoals": {"id": "beting muara Gangga"},
    "Gedser Reef": {"id": "Karang Gedser"},
    "Georges Bank": {"id": "Beting Georges"},
    "Goodwin Sands": {"id": "Beting Goodwin"},
    "Grand Passage": {"en": "Grand and Petit Passage", "id": "Grand dan Petit Passage"},
    "Great Barrier Reef": {
        "en": "reefs of the Great Barrier Reef",
        "id": "karang-karang Karang Penghalang Besar",
    },
    "Great Sandy Strait": {"id": "Selat Great Sandy"},
    "Gulf of Batabanó": {"id": "Teluk Batabanó"},
    "Horns Rev": {},
    "Irrawaddy shoals": {"id": "beting muara Irrawaddy"},
    "Jack Sound": {},
    "Jiangsu shoals": {"id": "beting Jiangsu"},
    "Kalmar Sound": {"id": "Selat Kalmar"},
    "Kaminoseki": {},
    "Kerkennah Bank": {"id": "Beting Kerkennah"},
    "Khuran Strait": {"id": "Selat Khuran"},
    "Kyle Rhea": {},
    "La Maddalena": {"en": "La Maddalena channel", "id": "alur La Maddalena"},
    "Laut Strait": {"id": "Selat Laut"},
    "Lookout Shoals": {"id": "Beting Lookout"},
    "Molo Strait": {"id": "Selat Molo"},
    "Moreton Bay": {"id": "Teluk Moreton"},
    "Myeongnyang": {"id": "Selat Myeongnyang"},
    "Nantucket Shoals": {"id": "Beting Nantucket"},
    "Naruto Strait": {"id": "Selat Naruto"},
    "Nevelskoy Strait": {"id": "Selat Nevelskoy"},
    "Pak Phra": {"en": "Pak Phra channel", "id": "alur Pak Phra"},
    "Pamlico Sound": {},
    "Paracel Islands": {"id": "Kepulauan Paracel"},
    "Pratas Reef": {"id": "Karang Pratas"},
    "Quita Sueño": {},
    "Raz de Sein": {},
    "Replot": {"en": "waters by Replot", "id": "perairan Replot"},
    "San Luis Pass": {},
    "Scarborough Shoal": {"id": "Beting Scarborough"},
    "Scilly": {"en": "Isles of Scilly", "id": "Kepulauan Scilly"},
    "Sherbro Strait": {"id": "Selat Sherbro"},
    "Sound of Islay": {"id": "Selat Islay"},
    "South Funen": {"en": "South Funen sounds", "id": "selat-selat Funen Selatan"},
    "Stockholm archipelago": {"id": "Kepulauan Stockholm"},
    "Storstrøm": {},
    "Strelasund": {},
    "Suramadu Bridge": {"id": "Jembatan Suramadu"},
    "Tsunoshima": {"en": "Tsunoshima Bridge", "id": "Jembatan Tsunoshima"},
    "Väinameri": {},
}
"""The same of shoals, low bridges and narrows that ships avoid."""


def passed(voice: Voice, route: Route) -> list[str]:
    """Name the canals, straits and rivers that a route passes, in their order."""
    told = ", ".join(_named(voice, name) for name in route.passages)
    return [voice.say("Passages: {names}.", names=told)] if told else []


def shoals_rounded(voice: Voice, note: Note) -> str:
    """Name the shoals that a leg goes round."""
    return voice.say(
        "It goes round waters that ships avoid: {names}.", names=_names(voice, note)
    )


def shoals_crossed(voice: Voice, note: Note) -> str:
    """Name the shoals that a leg passes nevertheless."""
    return voice.say(
        "It passes waters that ships avoid, as no other way leads there, or only a far longer "
        "one: {names}.",
        names=_names(voice, note),
    )


def small_canal(voice: Voice, note: Note) -> str:
    """Name the canals on a leg that are not for large ships."""
    return voice.say(
        "It takes a canal that large ships cannot pass: {names}.", names=_names(voice, note)
    )


def ice(voice: Voice, note: Note) -> str:
    """Say how long a leg would be by a way through ice, and which point takes it there."""
    stop = LatLon(float(note.values["lat"]), float(note.values["lon"]))
    return voice.say(
        "By the {name}, icy most of the year, it would be {km}; that way is taken where a "
        "point on it is given, such as {spot}.",
        name=_names(voice, note),
        km=length(voice, note, 0),
        spot=voice.position(stop, 1),
    )


def icy(voice: Voice, note: Note) -> str:
    """Name the ways through ice that a leg takes."""
    return voice.say(
        "It takes a passage that is icy most of the year: {names}.", names=_names(voice, note)
    )


def closed(voice: Voice, note: Note) -> str:
    """Name the canals that a case closes."""
    return voice.say("Taken as closed: {names}.", names=_names(voice, note))


def _names(voice: Voice, note: Note) -> str:
    return "; ".join(_named(voice, name) for name in str(note.values["names"]).split("; "))


def _named(voice: Voice, name: str) -> str:
    return isolate({**NAMES, **SHOALS}.get(name, {}).get(voice.lang, name))
