"""The first case, measured: the figures that readers quote."""

from dataclasses import replace

import pytest

from geo import case, store
from geo.examine import examine
from geo.model import Verdict
from geo.story import appendix, verdicts
from geo.story.headline import source_line
from geo.story.tell import tell
from geo.story.voice import Voice
from geo.survey import survey

# Worked out before this code existed, on the same border data, to the kilometre.
LINES_KM = {
    "recognised": 195.2,
    "land": 195.3,
    "crimea": 270.4,
    "mainland": 195.2,
    "without_donbas": 255.0,
    "without_claimed": 340.7,
}


@pytest.fixture(scope="module")
def surveyed():
    return survey(case.read(store.cases()["najin-dunay-tikhoretsk"]))


@pytest.fixture(scope="module")
def report(surveyed):
    return examine(surveyed.case, surveyed=surveyed)


def result(report, claim):
    return next(r for r in report.claims if r.claim.id == claim)


@pytest.mark.parametrize(("line", "km"), LINES_KM.items())
def test_the_depot_from_each_line(report, line, km):
    found = next(d for d in report.distances if d.distance.line == line)
    assert found.distance.km.value == pytest.approx(km, abs=1)
    assert found.verdict is Verdict.DIFFERS


def test_the_290_km_differ_and_the_200_km_agree(report):
    assert result(report, "l12c").verdict is Verdict.DIFFERS
    assert result(report, "rusi-border").verdict is Verdict.AGREES
    assert result(report, "nyt-border").verdict is Verdict.AGREES


def test_the_legs(report):
    sea, rail = (found.route for found in report.legs)
    assert 194.5 <= sea.length_km.value <= 198
    assert sea.land_km == 0
    assert sea.great_circle_km == pytest.approx(186.6, abs=0.1)
    assert rail.countries == ("RUS",)
    assert 10_000 < rail.length_km.value < 10_500
    assert any("Dunay" in s.name and s.schematic for s in rail.stretches)


def test_what_a_map_cannot_check_has_no_verdict(report):
    for claim in ("l11a", "l11b", "l11c", "l12a", "l12b", "l4a", "l15a", "l16", "l20"):
        assert result(report, claim).verdict is Verdict.NOT_MEASURABLE, claim


def test_dates_and_rates(report):
    assert result(report, "l4c").verdict is Verdict.AGREES
    assert result(report, "l5a").measured.value == 30
    assert result(report, "l16").facts["days"] == pytest.approx(41.7, abs=0.05)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "at least 580 km a day"),
        ("id", "sekurang-kurangnya 580 km per hari"),
    ],
)
def test_the_least_speed_is_that_of_the_shortest_way_in_all_the_days(report, lang, words):
    (rail,) = (found.route.length_km for found in report.legs if found.leg.id == "rail")
    days = 17  # 12 to 28 September, both counted: 586 km a day, rounded down
    assert result(report, "l12a").facts["km_per_day"] == pytest.approx(rail.low / days)
    row = next(row for row in tell(report, lang).table if row.claim == "l12a")
    assert words in row.sentence


def test_a_front_of_another_year_is_not_held_against_this_one(report):
    assert result(report, "postimees-front").verdict is Verdict.NOT_MEASURABLE


def test_sources_disagree_by_origin(report):
    by_question = {conflict.question.id: conflict for conflict in report.conflicts}
    assert set(by_question) == {"border-distance", "sea-window", "containers"}
    near, far = by_question["border-distance"].answers
    assert set(near.origins) == {"rusi", "nyt"}
    assert far.origins == ("white-house-graphic",)
    assert len(far.claims) >= 4, "copies of one origin"
    first, seventh = by_question["sea-window"].answers
    assert ("l11a" in first.claims, "kbs-window" in seventh.claims) == (True, True)


def test_the_thousand_containers_stand_on_no_leg(report):
    rows = {row.claim: row for row in tell(report).table}
    assert rows["l4a"].number == 0


def test_another_line_moves_the_verdict_with_it(surveyed):
    report = examine(surveyed.case, "without_claimed", surveyed)
    found = result(report, "rusi-border")
    assert found.measured.value == pytest.approx(340.7, abs=1)
    assert found.verdict is Verdict.DIFFERS
    assert [d.distance.line for d in report.distances if d.default] == ["without_claimed"]


@pytest.mark.parametrize(
    ("lang", "units", "phrase"),
    [("en", "km", "195.2 km"), ("id", "km", "195,2 km"), ("en", "mi", "121.3 mi")],
)
def test_the_measured_figure_in_words(report, lang, units, phrase):
    row = next(r for r in tell(report, lang, units).table if r.claim == "l12c")
    assert phrase in row.sentence


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "inside Russia. It is 7.4 km from Tikhoretsk."), ("id", "7,4 km dari Tikhoretsk.")],
)
def test_how_near_the_depot_is_to_the_town(report, lang, words):
    """GeographicLib has 7,398 m between the two points."""
    row = next(r for r in tell(report, lang).table if r.claim == "l12b")
    assert words in row.sentence


def test_the_finding_names_what_others_report_once(report):
    """One source has 200 km, another 125 miles, which are 201 km."""
    story = tell(report)
    assert story.verdict_line.endswith(": about 290 km; also reported: about 200 km.")
    assert [band.label for band in story.borders[0].also] == ["also reported: about 200 km"]


@pytest.mark.parametrize(("units", "km"), [("km", 1), ("mi", 1.609344), ("nm", 1.852)])
def test_the_chart_is_drawn_by_the_figures_that_are_told(report, units, km):
    """195.163 and 194.077 km by two maps, to 1.5 km; 5 % about 290 and about 200 km."""
    (asked,) = tell(report, "en", units).borders
    row = next(row for row in asked.rows if row.default)
    for drawn, ends in (
        (row, (194.077 - 1.5, 195.163, 195.163 + 1.5)),
        (asked.band, (275.5, 290, 304.5)),
        (asked.also[0], (190, 200, 210)),
    ):
        found = (drawn.low, drawn.value, drawn.high)
        assert found == pytest.approx([end / km for end in ends], abs=0.001)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("of 25 claims in EGINDO.co can be measured", "agree", "differs")),
        ("id", ("dari 25 klaim dalam EGINDO.co dapat diukur", "sesuai", "berbeda")),
    ],
)
def test_the_tallies_are_of_the_article_alone(report, lang, words):
    """A Friday and 30 days are right, 290 km are not; the other 22 claims are no figures."""
    told = tell(report, lang).tallies[:3]
    counts = ((3, None, ""), (2, Verdict.AGREES, "●"), (1, Verdict.DIFFERS, "▲"))
    assert [(each.count, each.verdict, each.symbol) for each in told] == list(counts)
    assert tuple(each.text for each in told) == words


def test_of_many_publishers_the_article_and_four_more_are_named(report):
    sources = report.case.sources
    publishers = {source.publisher["en"] for source in sources}
    said = tell(report).source_line
    assert said.startswith("Claims: EGINDO.co, ")
    assert said.endswith(f" and {len(publishers) - 5} more.")
    few = replace(report, case=replace(report.case, sources=sources[1::-1]))
    article, other = (source.publisher["en"] for source in sources[:2])
    assert source_line(Voice("en"), few) == f"Claims: {article}, {other}."


def test_the_row_of_a_line_tells_a_guess_and_what_one_map_alone_has(report):
    """Neither map has front lines; one has regions, and the other has territorial seas."""
    (asked,) = tell(report).borders
    assert {row.line for row in asked.rows if row.symbol not in "●◐▲○"} == {"front_line"}
    alone = {row.line for row in asked.rows if "Only one data set" in row.sentence}
    assert alone == {"territorial_sea", "without_donbas", "without_claimed"}


def test_a_stretch_without_track_is_named_in_the_readers_language(report):
    for lang, on, depot in (
        ("en", "on", "depot near Tikhoretsk"),
        ("id", "di ruas", "depot dekat Tikhoretsk"),
    ):
        said = " ".join(note for card in tell(report, lang).cards for note in card.notes)
        ways = f"2 km {on} Smolyaninovo \u2013 Ussuriysk; 2 km {on} Tikhoretsk \u2013 {depot}"
        assert ways in said


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("donga", "asal: Korea Selatan"),
        ("babel", "asal: RUSI"),
        ("us", "asal: Amerika Serikat"),
        ("egindo", "asal: “white house graphic”"),
    ],
)
def test_an_origin_is_a_publisher_or_a_label_in_quotes(report, source, origin):
    (row,) = (row for row in tell(report, "id").sources if row.id == source)
    assert origin in row.details.split(" · ")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_each_verdict_has_one_word_and_the_method_explains_that_word(report, lang):
    voice = Voice(lang)
    words = {verdicts.word(voice, verdict) for verdict in Verdict}
    assert len(words) == len(Verdict)
    for said in (tell(report, lang).method[-1], appendix.rating_scale(voice).split(". ")[0]):
        assert all(word in said for word in words - {voice.say("not measurable")})
