"""Names of countries, in the languages that stories are told in."""

from __future__ import annotations

from types import MappingProxyType

from babel import Locale

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


def country_name(iso2: str, lang: str) -> str:
    """Name a country (ISO 3166 alpha-2) as a sentence or a map does; unknown, by its code."""
    own = _OWN.get(lang, {}).get(iso2)
    full = str(own or Locale.parse(lang).territories.get(iso2, iso2))
    return full.partition(" (")[0].replace(" & ", _AND.get(lang, " & "))
