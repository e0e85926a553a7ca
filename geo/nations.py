"""Names of countries, in the languages that stories are told in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType

from babel import Locale
from babel.core import get_global

_AND = MappingProxyType({"en": " and ", "id": " dan "})
_OWN = MappingProxyType(
    {
        "en": {
            "CC": "Cocos Islands",
            "CD": "DR Congo",
            "CG": "Republic of Congo",
            "HK": "Hong Kong",
            "MO": "Macao",
        },
        "id": {
            "CC": "Kepulauan Cocos",
            "CD": "RD Kongo",
            "CG": "Republik Kongo",
            "HK": "Hong Kong",
            "MO": "Makau",
        },
    }
)
"""Instead of names that read as labels of a list: "Congo - Kinshasa", "Hong Kong SAR China"."""

_THE = """
    ALA ARE BHS CAF CCK COG COK COM CYM DOM FLK FRO GBR GMB IMN IOT MDV MHL MNP NLD PCN PHL PSE
    SLB TCA UMI USA VGB VIR
"""
WITH_ARTICLE = frozenset(_THE.split())
"""Countries (ISO 3166 alpha-3) whose English names take "the" in a sentence."""


def country_name(iso2: str, lang: str) -> str:
    """Name a country (ISO 3166 alpha-2) as a sentence or a map does; unknown, by its code."""
    own = _OWN.get(lang, {}).get(iso2)
    full = str(own or Locale.parse(lang).territories.get(iso2, iso2))
    return full.partition(" (")[0].replace(" & ", _AND.get(lang, " & "))


_USUAL = MappingProxyType(
    {
        **{"dprk": "PRK", "ksa": "SAU", "prc": "CHN", "rok": "KOR", "rsa": "ZAF", "uae": "ARE"},
        **{"drc": "COD", "ger": "DEU", "gre": "GRC", "ned": "NLD", "roc": "TWN", "sui": "CHE"},
        **{"america": "USA", "britain": "GBR", "england": "GBR", "holland": "NLD"},
        **{"burma": "MMR", "czech republic": "CZE", "east timor": "TLS", "holy see": "VAT"},
        **{"ivory coast": "CIV", "macedonia": "MKD", "palestina": "PSE", "palestine": "PSE"},
        **{"swaziland": "SWZ", "turkey": "TUR"},
    }
)
"""What countries are called for short, which is no code of ISO 3166 and no name of theirs."""


def meant(word: str, codes: Collection[str]) -> str:
    """Tell which country a wrong code means, as the end of a sentence; else nothing.

    Parameters
    ----------
    word : str
        What the user wrote.
    codes : collection of str
        What would have been right (ISO 3166 alpha-3).

    Returns
    -------
    str
        ``; did you mean 'GBR' (United Kingdom)?``
    """
    code = code_meant(word, frozenset(codes))
    return f"; did you mean {code!r} ({country_name(_alpha2(code), 'en')})?" if code else ""


@lru_cache(maxsize=1000)
def code_meant(word: str, codes: frozenset[str]) -> str:
    """Find the code that a word means: a name, another code, the beginning of one name.

    What is none of these is read as misspelt, a word of three letters as a code.
    """
    key, names = word.strip().casefold(), _names(codes)
    if found := names.get(key):
        return found
    begun = {code for name, code in names.items() if len(key) > 2 and name.startswith(key)}
    if len(begun) == 1:
        return begun.pop()
    if len(key) == 3:
        close = get_close_matches(key.upper(), sorted(codes), cutoff=0.65)
        # Of codes that are equally close, the one that begins alike is likelier.
        return min(close, key=lambda code: code[:1] != key[:1].upper(), default="")
    close = get_close_matches(key, [name for name in names if len(name) > 3], cutoff=0.8)
    return names[close[0]] if close else ""


def _alpha2(code: str) -> str:
    return str(get_global("territory_aliases").get(code, [code[:2]])[0])


@cache
def _names(codes: frozenset[str]) -> dict[str, str]:
    """List what countries are called, in small letters, with their alpha-3 codes."""
    known = {_alpha2(code): code for code in codes}
    old = {
        iso2.casefold(): known[now[0]]
        for iso2, now in get_global("territory_aliases").items()
        if len(iso2) == 2 and len(now) == 1 and now[0] in known
    }
    usual = {name: code for name, code in _USUAL.items() if code in codes}
    own = {code.casefold(): code for code in codes}
    return {n: code for iso2, code in known.items() for n in _called(iso2)} | old | usual | own


def _called(iso2: str) -> Iterator[str]:
    """Give what a country is called, in small letters: its alpha-2 code, and names."""
    yield iso2.casefold()
    for lang in _AND:
        yield country_name(iso2, lang).casefold()
        yield str(Locale.parse(lang).territories.get(iso2, iso2)).casefold()
