"""Countries are named as a sentence names them."""

from __future__ import annotations

import pytest

from geo.nations import country_name
from geo.story.voice import Voice
from geo.territory import alpha2, countries


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
