"""A case of two near borders on a phone: every word of its figures is whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shapely.geometry import LineString, Point

from case_files import SMALL
from geo import case
from geo.examine import examine
from geo.story.tell import tell
from small_case import examined
from webpages import opened, rendered

WIDE = 390


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    report = examine(case.read(Path(__file__).parents[1] / "kargil.yaml"))
    return rendered(tmp_path_factory.mktemp("page"), report)


@pytest.mark.parametrize("words", ["text.measured", "text.band-name"])
def test_no_figure_is_cut_at_the_edge(page: Page, file: Path, words: str) -> None:
    page.set_viewport_size({"width": WIDE, "height": 844})
    page.goto(file.as_uri())
    shown = page.locator(words)
    expect(shown.first).to_be_attached()
    boxes = shown.evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(({left, right}) => [left, right])"
    )
    assert len(boxes) >= 2
    assert all(0 <= left < right <= WIDE for left, right in boxes)


@pytest.mark.parametrize("width", [320, WIDE, 1280])
def test_no_line_breaks_between_a_figure_and_its_unit(
    page: Page, file: Path, width: int
) -> None:
    """The table broke "(7,533.3–7,618.9 km)" after the dash, and "8,519" from its "km"."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(file.as_uri())
    figures = page.get_by_text(re.compile(r"^\(?\d[\d.,–]* km\b"))
    expect(figures.first).to_be_attached()
    lines = figures.evaluate_all(
        """all => all.filter(e => e.matches("table *, .note *, .aside *"))
          .map(e => new Set([...e.getClientRects()].map(r => r.top)).size)"""
    )
    assert len(lines) > 10
    assert set(lines) <= {0, 1}, "hidden, or on one line"
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


@pytest.mark.parametrize("width", [WIDE, 1280])
def test_the_key_is_seen_once_on_every_screen(page: Page, file: Path, width: int) -> None:
    """A phone had none: nothing said what is dashed, dotted or an arc."""
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, file)
    seen = page.locator("ul.key:visible")
    expect(seen).to_have_count(1)
    expect(seen).to_contain_text("measured to the nearest point")
    page.emulate_media(media="print")
    expect(seen).to_have_count(1)


AMDJARASS = """  - {id: depot, lat: 15.12, lon: 22.75, radius_km: 5, basis: "Told.",
     names: {en: Depot near Bahai and the wells of Oure Cassoni}}
legs:
  - {id: road, mode: road, from: dunay, to: depot, basis: inferred}
"""


SUDAN = {
    "en: Najin, ko: 나진": "en: Abu Dhabi",
    "en: Dunay, ru: Дунай": "en: Amdjarass",
    "place_distance, from: najin, to: dunay": "border_distance, from: depot, country: SDN",
}


def test_a_name_stands_by_its_own_dot(page: Page, tmp_path: Path) -> None:
    """The depot's name stood above Amdjarass, and the name of that beside the depot."""
    text = SMALL
    at = {"42.2268": "24.433", "130.2863": "54.651", "42.89": "16.07", "132.375": "22.78"}
    for one, other in {**at, "mode: sea": "mode: air", "legs:\n": AMDJARASS, **SUDAN}.items():
        text = text.replace(one, other)
    out = rendered(tmp_path, examined(tmp_path, text))
    page.set_viewport_size({"width": WIDE, "height": 844})
    opened(page, out)
    told = page.locator("text.name.place", has_text=re.compile("^Depot near")).bounding_box()
    own, other = (
        page.locator(f"[data-place={name}]").bounding_box() for name in ("depot", "dunay")
    )
    assert told
    assert own
    assert other
    assert other["y"] < own["y"], "the depot lies south"
    assert told["y"] + told["height"] / 2 > own["y"], "and so does its name"


TWO_DEPOTS = """  - {id: store, lat: 33.005, lon: 35.77, radius_km: 3, basis: "Told.",
     names: {en: "Depot, as Haifa's paper has it", he: המחסן}}
  - {id: depot, lat: 33.128, lon: 35.79, radius_km: 3, basis: "Told.",
     names: {en: "Depot, as Damascus has it", ar: المستودع}}
legs:
  - {id: first, mode: road, from: dunay, to: store, basis: reported}
  - {id: second, mode: road, from: dunay, to: depot, basis: inferred}
"""
NEAR_BY = """  - {id: syria, source: paper, about: depot, asserted_by: A paper, text: "Near.",
     check: {kind: border_distance, from: depot, country: SYR, value: 5, unit: km}}
  - {id: lebanon, source: paper, about: depot, asserted_by: A paper, text: "Nearly.",
     check: {kind: border_distance, from: depot, country: LBN, value: 20, unit: km}}
"""
GOLAN = {
    **{"42.2268": "30.62", "130.2863": "122.07", "42.89": "32.823", "132.375": "34.99"},
    **{"en: Najin, ko: 나진": "en: Shanghai", "en: Dunay, ru: Дунай": "en: Haifa, he: חיפה"},
    **{"mode: sea": "mode: air", "legs:\n": TWO_DEPOTS},
    "place_distance, from: najin, to: dunay": "border_distance, from: store, country: SYR",
}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = SMALL
    for one, other in GOLAN.items():
        text = text.replace(one, other)
    folder = tmp_path_factory.mktemp("crowded")
    return rendered(folder, examined(folder, text + NEAR_BY))


@pytest.mark.parametrize("width", [320, WIDE, 768])
def test_no_name_is_cut_where_places_crowd_at_one_side(
    page: Page, crowded: Path, width: int
) -> None:
    """Of a depot by Haifa, in a story from Shanghai, "cus has it" was to be read."""
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, crowded)
    around = page.locator(".leaflet-container").bounding_box()
    assert around
    shown = page.locator("text.name.place, text.name.measured").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(({left, right}) => [left, right])"
    )
    assert len(shown) > 7
    left, right = around["x"], around["x"] + around["width"]
    assert all(left <= start < end <= right for start, end in shown)


PIERS = """  - {id: third, lat: 24.29, lon: 120.50, radius_km: 2, basis: Told.,
     names: {en: Taichung}}
  - {id: isle, lat: 24.433, lon: 118.50, radius_km: 1, basis: Told.,
     names: {en: Beiding Islet}}
legs:
"""
STRAIT = {
    **{"42.2268": "24.416", "130.2863": "118.286", "42.89": "24.527", "132.375": "118.196"},
    **{"en: Najin, ko: 나진": "en: Shuitou Pier", "en: Dunay, ru: Дунай": "en: Wutong Pier"},
    "legs:\n": PIERS,
    "claims:\n": "  - {id: on, mode: sea, from: third, to: najin, basis: inferred}\nclaims:\n",
    "place_distance, from: najin, to: dunay": "border_distance, from: najin, country: CHN",
}
THREADS = """all => all.map(e => {
  const [from, to] = [0, e.getTotalLength()].map(at => e.getPointAtLength(at));
  const {left, top} = e.ownerSVGElement.getBoundingClientRect();
  const box = e.ownerSVGElement.viewBox.baseVal;
  return [from, to].map(({x, y}) => [x - box.x + left, y - box.y + top]);
})"""
DOTS = """all => all.map(e => e.getBoundingClientRect())
  .map(({left, right, top, bottom}) => [(left + right) / 2, (top + bottom) / 2])"""


@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_thread_of_a_name_runs_through_another_place(
    page: Page, tmp_path: Path, lang: str
) -> None:
    """On the low map of a frame "Wutong Pier" hung from the dot of the other pier."""
    text = SMALL
    for one, other in STRAIT.items():
        text = text.replace(one, other)
    report = examined(tmp_path, text)
    page.set_viewport_size({"width": WIDE, "height": 900})
    opened(page, rendered(tmp_path, report, tell(report, lang), map_only=True))
    dots = page.locator("button.place.major").evaluate_all(DOTS)
    threads = page.locator("path.thread").evaluate_all(THREADS)
    assert len(dots) == 3
    assert threads
    for thread in threads:
        near = [dot for dot in dots if LineString(thread).distance(Point(dot)) < 7]
        assert len(near) < 2, thread


FERRY = {
    "Great Falls": (47.506, -111.183),
    "Ladd Field, Fairbanks": (64.838, -147.614),
    "Nome": (64.512, -165.445),
    "Uelkal": (65.535, -179.29),
    "Seymchan": (62.921, 152.422),
    "Yakutsk": (62.093, 129.771),
    "Kirensk": (57.773, 108.064),
    "Krasnoyarsk": (56.018, 92.912),
}


def test_no_figure_is_cut_on_a_low_map_of_many_places(page: Page, tmp_path: Path) -> None:
    """Of the way to Siberia the frame of an article showed half of "218 km measured"."""
    head, _ = SMALL.split("places:\n")
    places = "".join(
        f"  - {{id: p{number}, lat: {lat}, lon: {lon}, radius_km: 3, basis: Told.,"
        f' names: {{en: "{name}", ru: Аэродром}}}}\n'
        for number, (name, (lat, lon)) in enumerate(FERRY.items())
    )
    legs = "".join(
        f"  - {{id: l{end}, mode: air, from: p{end - 1}, to: p{end}, basis: reported}}\n"
        for end in range(1, len(FERRY))
    )
    check = "{kind: border_distance, from: p2, country: RUS, about: true, value: 160, unit: mi}"
    claim = f"{{id: c, source: paper, about: p2, asserted_by: It, text: W., check: {check}}}"
    text = f"{head}places:\n{places}legs:\n{legs}claims:\n  - {claim}\n"
    page.set_viewport_size({"width": WIDE, "height": 900})
    opened(page, rendered(tmp_path, examined(tmp_path, text), map_only=True))
    frame = page.locator(".leaflet-container").bounding_box()
    told = page.locator(".names text.measured").first.bounding_box()
    assert frame
    assert told
    for side, size in (("x", "width"), ("y", "height")):
        assert frame[side] <= told[side]
        assert told[side] + told[size] <= frame[side] + frame[size]


@pytest.mark.parametrize("width", [WIDE, 1280])
def test_on_a_phone_the_map_comes_before_the_viewpoint(
    page: Page, file: Path, width: int
) -> None:
    """Of eight borders it has 24 lines there, and the map began on the second screen."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(file.as_uri())
    said = page.locator(".viewpoint").filter(visible=True)
    expect(said).to_have_count(1)
    assert "Kashmir" in said.inner_text()
    seen = [page.locator(".stage").bounding_box(), said.bounding_box()]
    (stage, words) = (box["y"] for box in seen if box)
    assert (stage < words) == (width == WIDE)
