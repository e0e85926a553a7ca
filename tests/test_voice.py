"""Numbers, dates and names as each language writes them; every sentence translated."""

import ast
import math
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.numbers import parse_decimal

from case_files import SMALL
from geo import case, store
from geo.errors import DatelineError
from geo.examine import examine
from geo.model import Interval, LatLon, Mode, Place, Via, Window
from geo.report import Report
from geo.story import verdicts
from geo.story.bidi import isolate
from geo.story.breaks import pieces
from geo.story.catalogue import LANGUAGES, translations
from geo.story.headline import drawn, viewpoint
from geo.story.tell import tell
from geo.story.voice import Voice
from geo.story.words import WORDS
from geo.units import READER_UNITS

GEO = Path(__file__).parent.parent / "geo"
EN, ID = Voice("en"), Voice("id")


def messages():
    """Every sentence in the code: ``say``, ``word`` and ``count`` calls, and control words."""
    found = {(word,) for word in WORDS.values()}
    for file in GEO.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            wanted = {"say": 1, "count": 2}.get(name, 0)
            words = [a.value for a in node.args if isinstance(a, ast.Constant)][:wanted]
            if wanted and len(words) == wanted and all(isinstance(w, str) for w in words):
                found.add(tuple(words))
    return sorted(found)


def fields(pattern):
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def test_every_credit_of_the_data_is_translated() -> None:
    credits = {part for row in store.datasets().values() for part in row.credit.split("; ")}
    with_words = {
        part for part in credits if part and "CC BY" not in part
    }  # a name and a licence
    assert len(with_words) > 7
    assert {part for part in with_words if ID.word(part) == part} == set()


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_every_sentence_is_translated_and_keeps_its_values(lang):
    catalogue = translations(lang)._catalog
    for words in messages():
        key = words[0] if len(words) == 1 else (words[0], 0)
        assert key in catalogue, f"{lang} lacks {words[0]!r}"
        assert fields(catalogue[key]) == fields(words[-1]), words[0]


def test_messages_are_found_at_all():
    assert ("not measurable",) in messages()
    assert len(messages()) > 100


def test_numbers_as_each_language_writes_them():
    assert (EN.number(1000), ID.number(1000)) == ("1,000", "1.000")
    assert (EN.length(195.163), ID.length(195.163)) == ("195.2 km", "195,2 km")
    assert (EN.length(0.05), ID.length(0.4, 0), EN.length(0)) == ("0.05 km", "0,4 km", "0.0 km")
    assert Voice("en", "mi").length(290) == "180.2 mi"
    assert Voice("id", "nm").length(185.2) == "100,0 mil laut"


def test_a_length_is_written_no_finer_than_its_bounds():
    assert EN.rounded(Interval(195.163, 192.7, 196.7)) == "195 km"
    assert EN.rounded(Interval(10234, 9900, 10500)) == "10,200 km"
    assert EN.rounded_bounds(Interval(10234, 9913, 10498)) == "9,910–10,500 km"
    assert EN.rounded(Interval(0, 0, float("inf"))) == "0 km"


def test_no_length_is_rounded_out_of_its_bounds() -> None:
    tanzam = Interval(1849.2, 1814.7, 1952.3)
    assert (EN.rounded(tanzam), EN.rounded_bounds(tanzam)) == ("1,850 km", "1,814–1,953 km")
    short = Interval(14.6, 14.2, 34.3)
    assert (EN.rounded(short), EN.rounded_bounds(short)) == ("15 km", "14–35 km")


@pytest.mark.parametrize(
    ("km", "length", "bounds"),
    [
        (Interval(48.36, 0, 298.36), "48 km", "0–299 km"),  # to the hundred it would be 0
        (Interval(59.92, 0, 311.9), "60 km", "0–312 km"),
        (Interval(149, 0, 299), "150 km", "0–299 km"),
        (Interval(4.2, 0, 40), "4.2 km", "0.0–40.0 km"),
        (Interval(0.47, 0.3, 0.6), "0.47 km", "0.30–0.60 km"),
    ],
)
def test_a_length_keeps_two_digits_however_wide_its_bounds(km, length, bounds):
    assert (EN.rounded(km), EN.rounded_bounds(km)) == (length, bounds)


@pytest.mark.parametrize("voice", [EN, ID, Voice("en", "mi"), Voice("id", "nm")])
def test_bounds_as_written_are_never_narrower_than_those_measured(voice):
    rolled = random.Random(3)
    for _ in range(2000):
        value = 10 ** rolled.uniform(0, 4)
        km = Interval(value, value * rolled.uniform(0.5, 1), value * rolled.uniform(1, 1.5))
        said = voice.rounded_bounds(km).split(" ")[0]
        low, high = (parse_decimal(end, locale=voice.lang) for end in said.split("–"))
        assert float(low) <= voice.value(km.low) + 1e-6
        assert float(high) >= voice.value(km.high) - 1e-6
    assert EN.rounded_bounds(Interval(170.4, 156.8, 183.9)) == "156–184 km"


def test_dates_and_spans():
    assert EN.day(date(2023, 10, 13)) == "13 October 2023"
    assert (EN.weekday(4), ID.weekday(4)) == ("Friday", "Jumat")
    assert EN.window(Window(date(2023, 9, 1), date(2023, 10, 1))) == (
        "1 September – 1 October 2023"
    )
    assert ID.window(Window(date(2023, 9, 7), date(2023, 9, 12))) == "7–12 September 2023"
    assert EN.window(Window(date(2023, 12, 30), date(2024, 1, 2))) == (
        "30 December 2023 – 2 January 2024"
    )


def test_positions_name_their_hemisphere():
    assert EN.position(LatLon(47.07, 38.17)) == "47.07° N, 38.17° E"
    assert ID.position(LatLon(-33.85, -70.5)) == "33,85° LS, 70,50° BB"


def test_a_place_keeps_its_own_script():
    place = Place("dunay", LatLon(0, 0), 1, {"en": "Dunay", "ru": "Дунай"}, {"en": "-"})
    name = EN.name(place)
    assert (name.text, name.own, name.own_lang) == ("Dunay", "Дунай", "ru")


@pytest.mark.parametrize("name", ["“Angara” pier", "ʻOhonua", "Ấp Bắc", "—", "\u202eDunay"])
def test_signs_before_a_latin_name_make_no_other_script(name: str) -> None:
    names = {"en": name, "vi": "Ảnh", "ru": "«Ангара»"}
    place = Place("pier", LatLon(0, 0), 1, names, {"en": "-"})
    assert (EN.name(place).own, EN.name(place).own_lang) == ("«Ангара»", "ru")


def test_unknown_languages_and_units_name_the_nearest():
    with pytest.raises(DatelineError, match="did you mean 'en'"):
        Voice("eng")
    with pytest.raises(DatelineError, match="did you mean 'km'"):
        Voice("en", "kms")


def test_values_are_text_and_never_patterns():
    assert EN.say("about {amount}", amount="{__class__} %s {0}") == "about {__class__} %s {0}"


def test_text_that_turns_the_direction_is_isolated():
    assert isolate("plain text") == "plain text"
    assert isolate("حاوية") == "\u2068حاوية\u2069"
    assert isolate("a\u202eb") == "\u2068a\u202eb\u202c\u2069"
    assert isolate("a\u2069b") == "\u2068ab\u2069", "a stray closing control would end it early"


@pytest.mark.parametrize(
    ("km", "told"),
    [
        (Interval(0.153, 0.153, 0.176), ("0.15 km", "0.15–0.18 km")),
        (Interval(195.16, 194.08, 195.16), ("195.2 km", "194.0–195.2 km")),
        (Interval(1529.1, 1529.1, 1531.6), ("1,529 km", "1,529–1,532 km")),
        (Interval(0.02, 0, 3.43), ("0.02 km", "0.00–3.43 km")),
    ],
)
def test_a_length_is_as_fine_as_its_bounds(km, told):
    assert EN.measured(km) == told


@pytest.mark.parametrize("units", READER_UNITS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_line_never_breaks_between_a_figure_and_its_unit(lang, units):
    voice = Voice(lang, units)
    (_, bounds), length = voice.measured(Interval(197.9, 191, 202)), voice.length(1870.4)
    assert pieces(f"at {bounds} · at {length}.") == ["at", f"{bounds} ·", "at", f"{length}."]


def test_a_line_never_breaks_between_the_symbol_of_a_verdict_and_how_many_have_it():
    assert pieces("others: ● 2 agree, ▲ 12 differ") == [
        "others:",
        "● 2",
        "agree,",
        "▲ 12",
        "differ",
    ]


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.2687, "km", "0.27 km"),
        (51.4, "km", "51 km"),
        (1.02, "days", "1 day"),
        (2.0, "days", "2 days"),
        (0, "km", "0 km"),
        (0.00108, "nm", "0.0011 nmi"),  # two metres
    ],
)
def test_an_amount_is_written_to_two_digits(value, unit, words):
    assert EN.fine(value, unit) == words


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (0.19, 0.21, "km", "0.19–0.21 km"),
        (2.85, 3.15, "days", "2.8–3.2 days"),
        (28, 31, "days", "28–31 days"),
        (0.3, float("inf"), "km", "0.3 km and more"),
        (0.0, 0.0, "km", "0 km"),
        (1e-9, 2e-9, "km", "0.000000 km"),
    ],
)
def test_the_ends_of_a_span_never_read_the_same(low, high, unit, words):
    assert EN.span(low, high, unit) == words


def test_a_small_number_keeps_two_digits():
    assert (EN.plain(2.5), EN.plain(0.0004), EN.plain(1234.5678)) == (
        "2.5",
        "0.0004",
        "1,234.568",
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "straight lines through 2 points, "),
        ("id", "garis-garis lurus melalui 2 titik, "),
    ],
)
@pytest.mark.parametrize("mode", [Mode.AIR, Mode.ROAD])
def test_a_leg_through_points_is_said_to_be_straight_lines(
    lang: str, words: str, mode: Mode
) -> None:
    small = case.read(Path(__file__).parent / "pacific.yaml")
    via = tuple(Via(name, LatLon(60, lon)) for name, lon in (("x", 175), ("y", 185)))
    legs = tuple(replace(leg, via=via, mode=mode) for leg in small.legs)
    story = tell(examine(replace(small, legs=legs)), lang)
    assert words in story.cards[0].aside
    assert not any("straight line " in text for text in (*story.method, *story.cards[0].notes))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (LatLon(-48.5, -72.5), "Assembly."),  # the south of Chile: the base hatches nothing
        (LatLon(34.1, 74.0), "Assembly; areas that are disputed are hatched."),  # by Kashmir
        (LatLon(45.0, 34.0), "is drawn in Ukraine and hatched."),  # on Crimea
    ],
)
def test_areas_are_said_to_be_hatched_where_the_map_hatches_some(
    at: LatLon, words: str
) -> None:
    small = case.read(Path(__file__).parent / "pacific.yaml")
    places = tuple(replace(place, at=LatLon(*at)) for place in small.places[:1])
    report = Report(replace(small, places=places, legs=(), claims=()), (), (), (), ())
    assert drawn(EN, report).endswith(words)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ((9.56, 44.065), "Viewpoint: Somaliland in Somalia ("),  # Hargeisa
        ((10.44, 45.0), "Viewpoint: Somaliland in Somalia ("),  # the roads of Berbera
        ((24.29, 120.5), "Viewpoint: Taiwan counted apart ("),  # the harbour of Taichung
        ((34.08, 74.79), "Viewpoint: Kashmir as held on the ground ("),  # Srinagar
        ((2.04, 45.34), ""),  # Mogadishu
        ((9.35, 42.8), ""),  # Jijiga, in Ethiopia
    ],
)
def test_a_place_in_a_disputed_area_is_told_of_though_no_border_is_measured(
    at: tuple[float, float], said: str
) -> None:
    small = case.read(Path(__file__).parent / "pacific.yaml")
    places = tuple(replace(place, at=LatLon(*at)) for place in small.places[:1])
    report = Report(replace(small, places=places, legs=(), claims=()), (), (), (), ())
    found = viewpoint(EN, report)
    assert said in found
    assert ("Viewpoint" in found) == bool(said)


def test_a_length_known_to_a_kilometre_is_not_written_to_ten_metres():
    quay = Interval(0.2178, 0.0, 2.57)
    assert (EN.rounded(quay), EN.rounded_bounds(quay)) == ("0.2 km", "0.0–2.6 km")
    assert EN.rounded(Interval(0.2178, 0.2, 0.24)) == "0.22 km"
    assert verdicts.quantity(EN, quay, "km") == "0.2 km (0.0–2.6 km)"
    assert verdicts.quantity(EN, Interval(0.091, 0.0, 1.349), "km") == "0.1 km (0.0–1.4 km)"
    assert verdicts.quantity(EN, Interval(0.2178, 0.2, 0.24), "km") == "0.22 km (0.20–0.24 km)"


def test_the_great_circle_of_a_short_leg_is_as_fine_as_its_length(tmp_path):
    """At 45 degrees a minute of latitude is a nautical mile, 1.852 km: 0.3 of them, 0.56 km."""
    text = SMALL
    for old, new in (
        ("lat: 42.2268", "lat: 45"),
        ("lat: 42.89", "lat: 45.005"),
        ("lon: 132.375", "lon: 130.2863"),
        ("mode: sea", "mode: air"),
        ("radius_km: 0.7", "radius_km: 0.05"),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "short.yaml"
    path.write_text(text, encoding="utf-8")
    told = tell(examine(case.read(path)), "en")
    assert told.cards[0].aside.endswith("great circle 0.56 km")
    assert told.places[0].within == "± 0.05 km"


@pytest.mark.parametrize(
    ("low", "units", "said"),
    [
        (401.6, "km", "401 km"),
        (402.0, "km", "402 km"),
        (0.599, "km", "0.59 km"),
        (321.8688, "mi", "200 mi"),  # a mile is 1.609344 km
        (321.8, "mi", "199 mi"),
    ],
)
def test_the_least_is_never_told_as_more(low: float, units: str, said: str) -> None:
    voice, km = Voice("en", units), Interval(low + 2, low, math.inf)
    assert voice.least(km) == said
    assert voice.rounded_bounds(km) == f"{said} and more"
