"""The chart of a border's lines: nothing cut, every figure where it says."""

from __future__ import annotations

import math
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from geo.model import LatLon, Verdict
from geo.picture.chart import chart, chart_css
from geo.picture.widths import text_width
from geo.story.values import Band, BorderQuestion, LineRow
from geo.web import chart as web

SVG = "{http://www.w3.org/2000/svg}"
AZOV_COAST = LatLon(47.0736, 38.1705)


def _row(name: str, value: float, default: bool = False, approximate: bool = False) -> LineRow:
    return LineRow(
        line="x",
        name=name,
        value=value,
        low=value - 2,
        high=value + 2,
        figure=f"{value:g} km",
        verdict=Verdict.DIFFERS,
        word="differs",
        symbol="▲",
        sentence="",
        nearest=AZOV_COAST,
        nearest_text="",
        default=default,
        approximate=approximate,
        label="",
    )


REPORTED = "reported: about 290 km"


def _question(high: float = 304.5) -> BorderQuestion:
    rows = (
        _row("Recognised territory", 195, default=True),
        _row("Without Crimea and the four regions that Russia claims", 341),
        _row("Front-line towns, October 2023 (approximate)", 299, approximate=True),
    )
    band = Band(275.5, 290, high, REPORTED)
    return BorderQuestion(3, "depot", "Which border?", "km", rows, band, (), ())


@pytest.mark.parametrize("width", [320, 358, 640, 760])
@pytest.mark.parametrize("high", [304.5, math.inf])
def test_no_word_of_the_chart_is_cut(width: int, high: float) -> None:
    root = ElementTree.fromstring(chart(_question(high), width))
    tall = float(root.get("height", "0"))
    for node in root.iter(f"{SVG}text"):
        classes = node.get("class", "").split()
        wide = text_width(node.text or "", 13)
        x = float(node.get("x", "0"))
        left = x - (wide if "d-end" in classes else wide / 2 if "d-foot" in classes else 0)
        assert left >= -0.6
        assert left + wide <= width + 0.6
        assert 10 <= float(node.get("y", "0")) <= tall


def test_the_chart_tells_default_and_approximate_lines_apart() -> None:
    root = ElementTree.fromstring(chart(_question()))
    filled = [n for n in root.iter(f"{SVG}circle") if "d-full" in n.get("class", "")]
    diamonds = [n for n in root.iter(f"{SVG}path") if "d-mark" in n.get("class", "")]
    assert len(filled) == 1
    assert len(diamonds) == 1


def test_the_symbol_of_a_verdict_does_not_take_its_word_into_another_face() -> None:
    """Readers of SVG set a text in one face: with "◐" the word stood in a serif of its own."""
    root = ElementTree.fromstring(chart(_question()))
    texts = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    assert {"agrees", "differs"} & set(texts)
    assert not [text for text in texts if set("●◐▲○") & set(text) and len(text) > 1]


def test_the_figure_beside_a_long_interval_stays_on_the_page_s_scale() -> None:
    """A depot known to 5 km, 12 km from Sudan: "12 km" stood out of the chart, to its left."""
    row = replace(_row("Recognised", 11.6, True), low=4.8, high=16.6, figure="12 km")
    asked = replace(_question(), rows=(row,), band=Band(14.5, 15, 15.5, "reported: 15 km"))
    ((_, mark),) = web.lay_out(asked).rows
    strip, wide = 300, text_width("12 km", 13, bold=True)
    x = mark.figure * strip / 100 + mark.dx
    left = x - wide if mark.anchor == "end" else x
    assert 0 <= left <= left + wide <= strip


@pytest.mark.parametrize("word", ["0.4 mi inside", "0,4 mil di dalam", "0.6 km"])
def test_a_figure_beside_an_interval_as_long_as_the_scale_meets_no_name_and_no_verdict(
    word: str,
) -> None:
    """Anacoco, by the border: its figure stood on the name in briefings, on ● on the page."""
    row = replace(_row("Land border with Venezuela", 0.37), low=0.0, high=1.62, figure=word)
    asked = replace(_question(), rows=(row,), band=Band(0.0, 0.62, 0.62, "reported: 1 km"))
    ((_, mark),) = web.lay_out(asked).rows
    strip, wide = 300, text_width(word, 13, bold=True)
    x = mark.figure * strip / 100 + mark.dx
    left = x - wide if mark.anchor == "end" else x
    assert 0 <= left <= left + wide <= strip + 1
    root = ElementTree.fromstring(chart(asked, 640))
    texts = [node for node in root.iter(f"{SVG}text") if node.get("class") != "d-foot"]
    name, figure, symbol, *_ = texts
    x = float(figure.get("x", "0"))
    left = x - wide if "d-end" in figure.get("class", "") else x
    assert left >= text_width(name.text or "", 14)
    assert left + wide < float(symbol.get("x", "0"))


@pytest.mark.parametrize("drawn", ["picture", "page"])
def test_every_reported_figure_has_its_band(drawn: str) -> None:
    """Of 195 km measured, one source prints 290 and another 200: the chart had 290 alone."""
    also = Band(190, 200, 210, "also reported: about 200 km")
    asked = replace(_question(), also=(also,))
    if drawn == "page":
        placed = web.lay_out(asked)
        first = placed.rows[0][1].value
        spans = [(span.x, span.x + span.width) for span in placed.spans]
        assert [span.label for span in placed.spans] == [REPORTED, also.label]
    else:
        root = ElementTree.fromstring(chart(asked, 640))
        first = float(next(root.iter(f"{SVG}circle")).get("cx", "0"))
        rects = [
            (float(n.get("x", "0")), float(n.get("width", "0")))
            for n in root.iter(f"{SVG}rect")
        ]
        spans = [(left, left + wide) for left, wide in rects]
        feet = [n for n in root.iter(f"{SVG}text") if n.get("class") == "d-foot"]
        assert [n.text for n in feet] == [REPORTED, also.label]
        assert len({n.get("y") for n in feet}) == 2, "one beneath the other"
    reported, other = spans
    assert other[0] < first < other[1] < reported[0], "195 lies within 190 to 210"


def test_the_band_lies_where_the_figures_say() -> None:
    root = ElementTree.fromstring(chart(_question()))
    band = next(node for node in root.iter(f"{SVG}rect"))
    left = float(band.get("x", "0"))
    right = left + float(band.get("width", "0"))
    marks = [float(node.get("cx", "0")) for node in root.iter(f"{SVG}circle")]
    assert marks[0] < left < right < marks[1]


@pytest.mark.parametrize("drawn", ["picture", "page"])
def test_a_far_line_leaves_the_scale_to_the_others(drawn: str) -> None:
    """As of Japan, of which the Senkaku Islands lie 2,835 km from Kunashir."""
    rows = (_row("Recognised", 47, True), _row("Sea", 31), replace(_row("Far", 2835), far=True))
    asked = replace(_question(), rows=rows, band=Band(38, 40, 42, "reported: 40 km"))
    if drawn == "page":
        placed = web.lay_out(asked)
        assert placed.band
        middles = [mark.value for _, mark in placed.rows[:2]] + [placed.band.x]
        wide = 100.0
    else:
        root = ElementTree.fromstring(chart(asked, 640))
        middles = [float(node.get("cx", "0")) for node in root.iter(f"{SVG}circle")]
        middles += [float(node.get("x", "0")) for node in root.iter(f"{SVG}rect")]
        assert [node.text for node in root.iter(f"{SVG}text")].count("2835 km →") == 1
        wide = 640
    assert len(middles) == 3, "the far line has no mark"
    assert max(middles) - min(middles) > 0.2 * wide
    assert abs(middles[0] - middles[2]) > 0.05 * wide, "47 is told from a band that ends at 42"


def test_the_chart_has_no_style_attribute_and_always_the_same_bytes() -> None:
    text = chart(replace(_question(), heading="<b>'&"))
    assert text == chart(replace(_question(), heading="<b>'&"))
    root = ElementTree.fromstring(text)
    assert not [node for node in root.iter() if "style" in node.attrib]
    assert "style=" not in chart_css()


def test_a_chart_without_a_reported_figure_has_no_band() -> None:
    root = ElementTree.fromstring(chart(replace(_question(), band=None)))
    assert not list(root.iter(f"{SVG}rect"))
