"""Countries are named as a sentence names them."""

from __future__ import annotations

import pytest

from geo.case.countries import COUNTRIES
from geo.nations import code_meant, country_name, meant
from geo.pieces import countries
from geo.story.voice import Voice
from geo.territory import alpha2


@pytest.mark.parametrize(
    ("alpha3", "en", "indonesian"),
    [
        ("COD", "DR Congo", "RD Kongo"),
        ("COG", "the Republic of Congo", "Republik Kongo"),
        ("HKG", "Hong Kong", "Hong Kong"),
        ("BIH", "Bosnia and Herzegovina", "Bosnia dan Herzegovina"),
        ("MMR", "Myanmar", "Myanmar"),
        ("UKR", "Ukraine", "Ukraina"),
        ("GNB", "Guinea-Bissau", "Guinea-Bissau"),
    ],
)
def test_a_sentence_names_a_country(alpha3: str, en: str, indonesian: str) -> None:
    assert Voice("en").the_country(alpha3) == en
    assert Voice("id").the_country(alpha3) == indonesian


@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_country_is_named_by_a_label_of_a_list_or_a_code(lang: str) -> None:
    for code in countries():
        name = country_name(alpha2(code), lang)
        assert len(name) > 2, name
        assert not any(mark in name for mark in ("&", "(", " - ")), name


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("UK", "GBR"),
        ("gb", "GBR"),
        ("GER", "DEU"),  # no code of ISO 3166, but of the Olympics
        ("ROK", "KOR"),
        ("DRC", "COD"),
        ("GRE", "GRC"),
        ("Ivory Coast", "CIV"),
        ("Palestina", "PSE"),
        ("UAE", "ARE"),
        ("Turkey", "TUR"),
        ("Iran", "IRN"),
        ("Rusia", "RUS"),
        ("Inggris", "GBR"),
        ("Ukrane", "UKR"),
        ("UKX", "UKR"),
        ("Congo", ""),  # there are two
        ("Atlantis", ""),
        ("XX", ""),
        ("", ""),
    ],
)
def test_a_wrong_country_is_told_which_is_meant(word: str, code: str) -> None:
    assert code_meant(word, COUNTRIES) == code


def test_which_country_is_meant_is_told_by_name() -> None:
    assert meant("UK", COUNTRIES) == "; did you mean 'GBR' (United Kingdom)?"
    assert meant("UK", {"UKR", "FRA"}) == ""
    assert meant("Atlantis", COUNTRIES) == ""
