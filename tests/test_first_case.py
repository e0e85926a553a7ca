"""The first case says what the article and the other reports say, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from geo import case, store
from geo.model import (
    Basis,
    BorderDistance,
    Claim,
    Count,
    DateInterval,
    Figure,
    Inside,
    LatLon,
    NotMeasurable,
    Possible,
    Qualifier,
    Rate,
    Seen,
    Weekday,
    Window,
    WindowCheck,
)

CASE = case.read(store.cases()["najin-dunay-tikhoretsk"])
CLAIMS = {claim.id: claim for claim in CASE.claims}
SOURCES = {source.id: source for source in CASE.sources}

# What the article says, by claim: its line, what it is about, what would check it.
ARTICLE: dict[str, tuple[int, str, type]] = {
    "l1": (1, "case", NotMeasurable),
    "l4a": (4, "case", Count),
    "l4b": (4, "case", NotMeasurable),
    "l4c": (4, "case", Weekday),
    "l4d": (4, "case", NotMeasurable),
    "l5a": (5, "case", DateInterval),
    "l5b": (5, "case", NotMeasurable),
    "l6": (6, "case", NotMeasurable),
    "l8": (8, "case", NotMeasurable),
    "l9": (9, "case", NotMeasurable),
    "l10": (10, "case", NotMeasurable),
    "l11a": (11, "sea", WindowCheck),
    "l11b": (11, "sea", NotMeasurable),
    "l11c": (11, "sea", Possible),
    "l12a": (12, "rail", Possible),
    "l12b": (12, "depot", Inside),
    "l12c": (12, "depot", BorderDistance),
    "l14a": (14, "case", NotMeasurable),
    "l14b": (14, "case", NotMeasurable),
    "l15a": (15, "case", Rate),
    "l15b": (15, "case", Rate),
    "l16": (16, "case", Rate),
    "l17": (17, "case", NotMeasurable),
    "l18": (18, "case", NotMeasurable),
    "l20": (20, "case", NotMeasurable),
}


def _answers(question: str) -> list[Claim]:
    return [claim for claim in CASE.claims if claim.question == question]


def _origin(claim: Claim) -> str:
    return claim.origin or SOURCES[claim.source].origin


PROPER = {"names", "asserted_by", "title", "publisher", "seen_at"}
"""Fields that may hold a name, which is the same in both languages."""


def _texts(value: object) -> Iterator[Mapping[str, str]]:
    """Find the texts in a value that are given by language."""
    if isinstance(value, Mapping):
        yield value
    elif isinstance(value, tuple) and not isinstance(value, LatLon):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in PROPER:
                yield from _texts(getattr(value, field.name))


def test_every_claim_of_the_article_stands_at_its_line() -> None:
    found = {
        claim.id: (claim.line, claim.about, type(claim.check))
        for claim in CASE.claims
        if claim.source == CASE.article
    }
    assert found == ARTICLE


def test_what_stands_in_no_line_of_the_article_is_another_report() -> None:
    others = [claim for claim in CASE.claims if claim.source != CASE.article]
    assert len(others) >= 20
    assert not [claim.id for claim in others if claim.line is not None]


def test_every_text_is_in_both_languages_and_not_the_same() -> None:
    texts = list(_texts(CASE))
    assert len(texts) > 80
    for text in texts:
        assert text.keys() >= {"en", "id"}, text
        assert text["en"] != text["id"]


def test_no_more_than_a_short_phrase_is_quoted() -> None:
    figures = [claim.figure for claim in CASE.claims if claim.figure]
    assert CLAIMS["l12c"].figure == "sekitar 290 km"
    assert max(map(len, figures)) < 40


def test_no_measured_figure_stands_in_the_case() -> None:
    told = " ".join(text[lang] for text in _texts(CASE) for lang in ("en", "id"))
    assert not re.search(r"\b19[456][.,]?\d?\s?km|\b(270|271|255|341|340)\b", told)


def test_the_290_km_are_about_the_depot_and_the_ukrainian_border() -> None:
    claim = CLAIMS["l12c"]
    figure = Figure(290, "km", Qualifier.ABOUT)
    assert claim.check == BorderDistance("depot", "UKR", figure)
    assert claim.question == "border-distance"
    (guess,) = CASE.guesses
    assert guess.claim == "l12c"
    assert "Kerch" in guess.text["en"]


def test_copies_of_the_white_house_graphic_are_one_origin() -> None:
    by_origin: dict[str, set[float]] = {}
    for claim in _answers("border-distance"):
        assert isinstance(claim.check, BorderDistance)
        by_origin.setdefault(_origin(claim), set()).add(claim.check.figure.value)
    assert by_origin == {"white-house-graphic": {290}, "rusi": {200}, "nyt": {125}}
    printed = {claim.source for claim in _answers("border-distance")}
    assert printed == {"egindo", "menafn", "yonhap", "kbs", "rusi", "nyt"}


def test_the_first_of_september_stands_against_the_seventh() -> None:
    starts: dict[date, set[str]] = {}
    for claim in _answers("sea-window"):
        assert isinstance(claim.check, WindowCheck)
        starts.setdefault(claim.check.window.start, set()).add(_origin(claim))
    assert starts == {
        date(2023, 9, 1): {"white-house-graphic"},
        date(2023, 9, 7): {"white-house-7-september"},
    }


def test_the_days_of_one_voyage_are_no_answer_to_when_all_moved() -> None:
    voyage = CLAIMS["viewusglobal-window"]
    assert voyage.check == WindowCheck(Window(date(2023, 9, 7), date(2023, 9, 12)))
    assert voyage.question is None


def test_a_thousand_containers_are_not_on_the_sea_leg() -> None:
    check = CLAIMS["l4a"].check
    assert isinstance(check, Count)
    assert check.figure == Figure(1000, "containers", Qualifier.MORE_THAN)
    on_a_leg = [claim for claim in CASE.claims if claim.about in {"sea", "rail"}]
    counts = [claim.check.figure.value for claim in on_a_leg if isinstance(claim.check, Count)]
    assert counts == [300]


@pytest.mark.parametrize(
    ("claim", "check"),
    [
        ("l4c", Weekday(date(2023, 10, 13), 4)),
        ("l5a", DateInterval(date(2023, 9, 13), date(2023, 10, 13), Figure(1, "months"))),
        ("l11a", WindowCheck(Window(date(2023, 9, 1), date(2023, 10, 1)))),
        ("l11c", Possible("sea")),
        ("l12a", Possible("rail", Window(date(2023, 9, 12), date(2023, 9, 28)))),
        ("l12b", Inside("depot", "RUS", "tikhoretsk")),
        ("l16", Rate(2_500_000, 60_000)),
        ("nyt-border", BorderDistance("depot", "UKR", Figure(125, "mi", Qualifier.ABOUT))),
    ],
)
def test_a_claim_is_held_against_what_it_says(claim: str, check: object) -> None:
    assert CLAIMS[claim].check == check


def test_the_year_is_told_to_be_our_inference() -> None:
    assert "our inference" in CLAIMS["l4c"].note["en"]
    assert "simpulan kami" in CLAIMS["l4c"].note["id"]


def test_the_mistranslated_verb_is_not_repeated() -> None:
    text = CLAIMS["l20"].text
    assert "raise" in text["en"]
    assert not re.search("increase", text["en"])
    assert not re.search("meningkatkan|menambah", text["id"])


def test_places_lie_where_their_bases_say() -> None:
    found = {place.id: (place.at, place.radius_km) for place in CASE.places}
    assert found == {
        "najin": (LatLon(42.2268, 130.2863), 0.7),
        "dunay": (LatLon(42.890, 132.375), 3),
        "fokino": (LatLon(42.98361, 132.40472), 2),
        "tikhoretsk": (LatLon(45.854721, 40.125278), 4),
        "depot": (LatLon(45.88569, 40.04094), 1.5),
        "kamenny": (LatLon(45.869167, 40.038055), 1),
    }


def test_places_have_their_own_scripts_and_dunay_is_not_the_danube() -> None:
    names = {place.id: set(place.names.values()) | set(place.aliases) for place in CASE.places}
    assert names["najin"] >= {"Najin", "Rajin", "라진", "나진", "Раджин"}
    assert names["dunay"] >= {"Dunay", "Dunai", "Дунай", "두나이"}
    assert names["tikhoretsk"] >= {"Tikhoretsk", "Тихорецк", "Тихорецьк", "티호레츠크"}
    dunay = next(place for place in CASE.places if place.id == "dunay")
    assert dunay.note == {"en": "not the Danube", "id": "bukan Sungai Donau"}


def test_the_route_by_rail_is_inferred_and_stays_in_russia() -> None:
    sea, rail = CASE.legs
    assert (sea.id, sea.start, sea.end, sea.basis) == ("sea", "najin", "dunay", Basis.REPORTED)
    assert sea.window == Window(date(2023, 9, 1), date(2023, 10, 1))
    assert (rail.id, rail.start, rail.end) == ("rail", "dunay", "depot")
    assert rail.basis is Basis.INFERRED
    assert rail.within == ("RUS",)
    assert rail.note
    assert "no report names the route" in rail.note["en"]
    names = [via.name for via in rail.via]
    assert names.index("Khabarovsk") < names.index("Chita") < names.index("Volgograd")
    assert "Petropavl" not in names


def test_a_source_says_how_it_was_seen() -> None:
    seen = {name: source.seen for name, source in SOURCES.items()}
    assert seen["kbs"] is Seen.ORIGINAL
    assert seen["yonhap"] is seen["rusi"] is seen["nyt"] is Seen.REPRINT
    assert seen["washington-post"] is Seen.PARAPHRASE
    note = SOURCES["nyt"].note
    assert note
    assert "independent is unknown" in note["en"]


def test_every_source_question_and_place_is_used() -> None:
    assert {claim.source for claim in CASE.claims} == set(SOURCES)
    asked = {claim.question for claim in CASE.claims if claim.question}
    assert asked == {question.id for question in CASE.questions}
    used = {claim.about for claim in CASE.claims} | {"case"}
    for claim in CASE.claims:
        for name in ("start", "end", "place", "near"):
            used.add(str(getattr(claim.check, name, "")))
    assert {place.id for place in CASE.places} <= used
