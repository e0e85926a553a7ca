"""The page in a browser, from disk and in a sandboxed frame, without any network."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyproj
import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, ViewportSize, expect
from shapely import Point

from case_files import HOSTILE
from geo import case
from geo.base.atlas import countries
from geo.drawn import coarse
from geo.examine import examine
from geo.report import Report
from geo.story.tell import tell
from geo.story.values import Story
from geo.web import page as web_page

PHONE: ViewportSize = {"width": 390, "height": 844}
Axe = Callable[[Page | Frame], list[str]]


@pytest.fixture(scope="module")
def file(story: Story, report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped case's page, on disk."""
    path = tmp_path_factory.mktemp("page") / "story.html"
    path.write_text(web_page.render(story, report), encoding="utf-8")
    return path


@pytest.fixture
def shown(page: Page, file: Path) -> Page:
    return opened(page, file)


def opened(page: Page, file: Path) -> Page:
    page.goto(file.as_uri())
    expect(page.locator("html[data-drawn]")).to_be_attached()
    return page


def choose(page: Page, card: str) -> Locator:
    button = page.locator(f"button.choose[data-card={card}]")
    button.click()
    expect(page.locator(f"html[data-view={card}]")).to_be_attached()
    return button


def sideways(page: Page) -> int:
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


def test_it_draws_from_disk_and_says_so(shown: Page) -> None:
    assert shown.evaluate("performance.getEntriesByName('dateline-drawn').length") == 1
    assert shown.locator("g.leg").count() == 2
    expect(shown.locator("g.measured .line")).to_have_attribute("d", re.compile("^M"))
    expect(shown.locator("text.place", has_text="Najin")).to_be_visible()


def test_the_base_map_has_land_and_sea(shown: Page) -> None:
    colours = shown.evaluate(
        """() => {
          const canvas = document.querySelector("canvas");
          const pen = canvas.getContext("2d");
          const {data} = pen.getImageData(0, 0, canvas.width, canvas.height);
          const seen = {};
          for (let i = 0; i < data.length; i += 4) {
            const key = [data[i], data[i + 1], data[i + 2]].join();
            seen[key] = (seen[key] || 0) + 4 / data.length;
          }
          return seen;
        }"""
    )
    assert colours["246,243,236"] > 0.3, "land"
    assert colours["220,230,236"] > 0.1, "sea"


def test_a_card_marks_itself_and_its_leg_and_nothing_moves(shown: Page) -> None:
    before = shown.locator("h2").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().top)"
    )
    button = choose(shown, "sea")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(shown.locator(".card.chosen")).to_have_count(1)
    expect(shown.locator("g.leg.chosen")).to_have_attribute("data-leg", "sea")
    expect(shown.locator("button.disc.chosen")).to_have_text("1")
    after = shown.locator("h2").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().top)"
    )
    assert after == before


def test_a_disc_marks_its_card(shown: Page) -> None:
    shown.locator("button.disc", has_text="2").click()
    expect(shown.locator(".card.chosen")).to_have_attribute("data-card", "rail")


def test_reset_shows_the_whole_route_again(shown: Page) -> None:
    whole = shown.locator(".scale .text").inner_text()
    choose(shown, "sea")
    expect(shown.locator(".scale .text")).not_to_have_text(whole)
    shown.get_by_role("button", name="Show the whole route").click()
    expect(shown.locator(".scale .text")).to_have_text(whole)
    expect(shown.locator(".card.chosen")).to_have_count(0)


def test_the_scale_is_true_at_the_latitude_it_names(shown: Page) -> None:
    choose(shown, "sea")
    text = shown.locator(".scale .text").inner_text()
    length, latitude = map(int, re.findall(r"\d+", text))
    assert "° N" in text
    assert latitude in {42, 43}
    # The sea leg is about 184 km from end to end: hold the bar against its ends.
    ends = [
        shown.locator(f"button.place[data-place={name}]").bounding_box()
        for name in ("najin", "dunay")
    ]
    assert ends[0]
    assert ends[1]
    apart = ((ends[0]["x"] - ends[1]["x"]) ** 2 + (ends[0]["y"] - ends[1]["y"]) ** 2) ** 0.5
    bar = shown.locator(".scale .length").bounding_box()
    assert bar
    assert length * apart / bar["width"] == pytest.approx(184, rel=0.03)


def test_another_line_of_the_border_shows_its_measured_line(shown: Page) -> None:
    row = shown.locator("button.line[data-line=crimea]")
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(shown.locator("g.measured")).to_have_attribute("data-line", "crimea")
    expect(shown.locator("text.measured").first).to_contain_text("270 km")
    expect(shown.locator(".border-tried")).to_have_attribute("d", re.compile("^M"))
    expect(shown.locator(".detail.chosen")).to_contain_text("Crimea")
    expect(shown.locator(".card.chosen")).to_have_attribute("data-card", "depot")


def test_a_place_opens_its_names_by_keyboard_and_gives_the_focus_back(shown: Page) -> None:
    dot = shown.locator("button.place[data-place=dunay]")
    dot.focus()
    shown.keyboard.press("Enter")
    popup = shown.locator(".leaflet-popup")
    expect(popup).to_contain_text("Дунай")
    assert set(popup.locator("[lang=ru]").all_inner_texts()) == {"Дунай"}
    expect(popup.locator("[lang=ko]")).to_have_text("두나이")
    expect(popup.locator(".leaflet-popup-close-button")).to_have_attribute(
        "aria-label", "Close"
    )
    shown.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(dot).to_be_focused()


def test_every_control_is_reached_by_keyboard_and_large_enough(shown: Page) -> None:
    reached = set()
    for _ in range(60):
        shown.keyboard.press("Tab")
        reached.add(shown.evaluate("document.activeElement.outerHTML.slice(0, 160)"))
    for name in ("zoom_in", "full_screen", "disc sea", "place major", "choose", 'class="line"'):
        assert any(name in each for each in reached), name
    small = shown.locator("button:visible").evaluate_all(
        """all => all.filter(e => Math.min(e.offsetWidth, e.offsetHeight) < 24)
                     .map(e => e.outerHTML)"""
    )
    assert small == []


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}])
def test_what_has_the_focus_does_not_lie_under_the_map_that_stays(
    page: Page, file: Path, size: ViewportSize
) -> None:
    """The Tab key led to lines of the border, and on a phone to cards, behind the map."""
    page.set_viewport_size(size)
    opened(page, file)
    covered = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        covered.add(
            page.evaluate(
                """() => {
                  const held = document.activeElement;
                  const {left, top, width, height} = held.getBoundingClientRect();
                  const map = document.querySelector(".stage");
                  const on = document.elementFromPoint(left + width / 2, top + height / 2);
                  const hidden = map.contains(on) && !map.contains(held);
                  return hidden ? held.textContent.trim() : "";
                }"""
            )
        )
    assert covered == {""}


def test_labels_do_not_collide(shown: Page) -> None:
    for card in ("", "sea", "rail", "depot"):
        if card:
            choose(shown, card)
        boxes = shown.locator(".names text, button.disc").evaluate_all(
            """all => all.map(e => {
              const {left, top, right, bottom} = e.getBoundingClientRect();
              return [e.textContent, left, top, right, bottom];
            })"""
        )
        assert len(boxes) > 5
        for i, (name, left, top, right, bottom) in enumerate(boxes):
            for other, x0, y0, x1, y1 in boxes[:i]:
                across = min(right, x1) - max(left, x0)
                down = min(bottom, y1) - max(top, y0)
                assert across < 3 or down < 7, f"{name} covers {other} on {card or 'the whole'}"


@pytest.mark.parametrize(("lang", "units"), [("en", "km"), ("id", "nm")])
def test_what_must_be_read_lies_whole_on_a_phone_s_map(
    page: Page, report: Report, tmp_path: Path, lang: str, units: str
) -> None:
    path = tmp_path / "story.html"
    path.write_text(web_page.render(tell(report, lang, units), report), encoding="utf-8")
    page.set_viewport_size(PHONE)
    opened(page, path)
    frame = page.locator("figure.map .leaflet-container").bounding_box()
    assert frame
    words = page.locator(".names text.place, .names text.measured")
    assert words.count() >= 5
    for word in words.all():
        box = word.bounding_box()
        assert box
        for side, size in (("x", "width"), ("y", "height")):
            first, last = box[side], box[side] + box[size]
            assert frame[side] <= first, word.inner_text()
            assert last <= frame[side] + frame[size], word.inner_text()


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (PHONE, {"RUSSIA", "CHINA", "UKRAINE"}),
        ({"width": 768, "height": 900}, {"RUSSIA", "UKRAINE"}),
        ({"width": 1024, "height": 900}, {"RUSSIA", "CHINA", "UKRAINE"}),
        ({"width": 1280, "height": 900}, {"RUSSIA", "CHINA", "UKRAINE"}),
    ],
)
def test_names_of_countries_stand_on_their_ground(
    page: Page, file: Path, story: Story, size: ViewportSize, told: set[str]
) -> None:
    page.set_viewport_size(size)
    opened(page, file)
    middle = """all => all.map(e => {
      const {left, top, right, bottom} = e.getBoundingClientRect();
      return [e.dataset.place || e.textContent, (left + right) / 2, (top + bottom) / 2];
    })"""
    mercator = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    dots = page.locator("button.place.major").evaluate_all(middle)
    at = {place.id: mercator.transform(place.at.lon, place.at.lat) for place in story.places}
    pixels = np.array([spot for _, *spot in dots])
    metres = np.array([at[dots[i][0]] for i in range(len(dots))])
    (ax, bx), (ay, by) = (np.polyfit(pixels[:, k], metres[:, k], 1) for k in (0, 1))
    names = page.locator(".names :is(.country, .told)").evaluate_all(middle)
    assert told <= {name for name, *_ in names}
    ground = {country.name("en").upper(): country.iso3 for country in countries()}
    for name, x, y in names:
        spot = mercator.transform(ax * x + bx, ay * y + by, direction="INVERSE")
        assert coarse(ground[name]).contains(Point(spot)), f"{name} at {spot}"


def test_full_screen_fills_the_window_and_escape_leaves_it(shown: Page) -> None:
    shown.evaluate(
        "() => { Element.prototype.requestFullscreen = () => Promise.reject(Error()); }"
    )
    shown.get_by_role("button", name="Full screen").click()
    box = shown.locator("figure.map").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (1280, 900)
    shown.keyboard.press("Escape")
    expect(shown.locator("figure.full")).to_have_count(0)


def test_the_wheel_is_the_page_s_until_the_map_is_asked(shown: Page) -> None:
    scale = shown.locator(".scale .text")
    before = scale.inner_text()
    shown.locator(".leaflet-container").hover(position={"x": 400, "y": 120})
    shown.mouse.wheel(0, -300)
    expect(shown.locator(".hint")).to_be_visible()
    expect(scale).to_have_text(before)
    shown.keyboard.down("Control")
    shown.mouse.wheel(0, -300)
    expect(scale).not_to_have_text(before)


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers_and_no_overflow(
    page: Page, file: Path, axe: Axe, size: dict[str, int], scheme: str
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    opened(page, file)
    assert axe(page) == []
    assert sideways(page) == 0
    choose(page, "sea")
    page.locator("button.place[data-place=najin]").click()
    expect(page.locator(".leaflet-popup")).to_be_visible()
    assert axe(page) == []


def test_dark_is_drawn_dark_and_changes_with_the_reader(shown: Page) -> None:
    red = """() => {
      const pen = document.querySelector("canvas").getContext("2d");
      return pen.getImageData(9, 9, 1, 1).data[0];
    }"""
    assert shown.evaluate(red) > 150
    shown.emulate_media(color_scheme="dark", reduced_motion="reduce")
    # A function is made once; the page's policy refuses an expression on its second try.
    shown.wait_for_function(f"() => ({red})() < 80")


def test_on_a_phone_the_map_stays_and_turning_to_a_card_flies_there(
    page: Page, file: Path
) -> None:
    page.set_viewport_size(PHONE)
    opened(page, file)
    for card in ("rail", "depot"):
        page.evaluate(
            """card => {
              const found = document.querySelector(`article[data-card=${card}]`);
              scrollBy(0, found.getBoundingClientRect().top - innerHeight * 0.62);
            }""",
            card,
        )
        expect(page.locator(f"html[data-view={card}]")).to_be_attached()
        box = page.locator(".stage").bounding_box()
        assert box
        assert box["y"] == 0
        assert box["height"] == pytest.approx(0.56 * PHONE["height"], abs=2)


def test_it_works_in_a_sandboxed_frame(
    page: Page, file: Path, axe: Axe, tmp_path: Path
) -> None:
    source = markup.escape(file.read_text(encoding="utf-8"), quote=True)
    outside = tmp_path / "outside.html"
    outside.write_text(
        f'<!DOCTYPE html><html lang="en"><title>Outside</title><main><iframe title="story" '
        f'sandbox="allow-scripts" width="1200" height="860" srcdoc="{source}"></iframe></main>',
        encoding="utf-8",
    )
    page.goto(outside.as_uri())
    inside = page.frame_locator("iframe")
    expect(inside.locator("html[data-drawn]")).to_be_attached()
    inside.locator("button.choose[data-card=depot]").click()
    expect(inside.locator("html[data-view=depot]")).to_be_attached()
    inside.get_by_role("button", name="Full screen").click()
    expect(inside.locator("figure.full")).to_have_count(1)
    assert axe(page.frames[-1]) == []


def test_the_view_is_kept_over_a_reload_where_it_is_asked_for(
    page: Page, story: Story, report: Report, tmp_path: Path
) -> None:
    file = tmp_path / "kept.html"
    file.write_text(web_page.render(story, report, remember=True), encoding="utf-8")
    opened(page, file)
    choose(page, "sea")
    page.get_by_role("button", name="Zoom in").click()
    seen = page.locator(".scale .text").inner_text()
    page.reload()
    expect(page.locator(".scale .text")).to_have_text(seen)
    expect(page.locator(".card.chosen")).to_have_attribute("data-card", "sea")


def test_what_is_asked_for_is_chosen_at_first(
    page: Page, story: Story, report: Report, tmp_path: Path
) -> None:
    file = tmp_path / "asked.html"
    state = {"card": "depot", "line": "crimea"}
    file.write_text(web_page.render(story, report, state=state), encoding="utf-8")
    opened(page, file)
    expect(page.locator("html[data-view=depot]")).to_be_attached()
    expect(page.locator("g.measured")).to_have_attribute("data-line", "crimea")


def test_motion_is_shown_only_to_those_who_want_it(page: Page, file: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, file)
    page.evaluate("document.querySelector('button.choose[data-card=sea]').click()")
    assert page.evaluate("document.documentElement.dataset.view") == "sea"
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate("document.querySelector('button.choose[data-card=depot]').click()")
    assert page.evaluate("document.documentElement.dataset.view") == ""
    expect(page.locator("html[data-view=depot]")).to_be_attached()


def test_without_scripts_it_still_reads(browser: Browser, file: Path, story: Story) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(file.as_uri())
    expect(plain.get_by_text(story.ui["no_script"])).to_be_visible()
    expect(plain.locator(".inset svg").first).to_be_visible()
    expect(plain.locator("tbody tr")).to_have_count(len(story.table))
    expect(plain.locator(".stage")).to_be_hidden()
    context.close()


def test_hostile_texts_stay_texts(page: Page, tmp_path: Path) -> None:
    found = examine(case.read(HOSTILE))
    file = tmp_path / "hostile.html"
    file.write_text(web_page.render(tell(found, "en", "km"), found), encoding="utf-8")
    opened(page, file)
    for dot in page.locator("button.place").all():
        dot.dispatch_event("click")
        expect(page.locator(".leaflet-popup")).to_contain_text("<script>")
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_a_long_title_and_a_page_without_borders_hold(
    page: Page, story: Story, report: Report, tmp_path: Path
) -> None:
    file = tmp_path / "long.html"
    told = replace(story, title="Unbroken" * 40, borders=(), cards=story.cards[:2])
    file.write_text(web_page.render(told, replace(report, distances=())), encoding="utf-8")
    page.set_viewport_size(PHONE)
    opened(page, file)
    assert sideways(page) == 0


@pytest.mark.parametrize("width", [320, 360, 390])
def test_a_popup_lies_whole_on_a_phone_s_map(page: Page, file: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, file)
    for place in ("dunay", "najin"):
        choose(page, "sea")
        page.locator(f"button.place[data-place={place}]").click()
        expect(page.locator(".leaflet-popup")).to_have_count(1)
        # The map moves until the popup is in view, if it can be.
        page.wait_for_function(
            """width => {
              const popup = document.querySelector(".leaflet-popup");
              const {left, right} = popup.getBoundingClientRect();
              return left >= 0 && right <= width - 16;
            }""",
            arg=width,
        )


def test_the_tab_key_reaches_no_mark_outside_the_map_s_view(shown: Page) -> None:
    choose(shown, "depot")
    shown.locator(".leaflet-container").focus()
    stage = shown.locator(".stage").bounding_box()
    assert stage
    reached = []
    while True:
        shown.keyboard.press("Tab")
        mark = shown.locator(".leaflet-marker-pane button:focus")
        if not mark.count():
            break
        reached.append(mark.get_attribute("data-place"))
        box = mark.bounding_box()
        assert box
        assert stage["x"] <= box["x"] + box["width"] / 2 <= stage["x"] + stage["width"]
        assert stage["y"] <= box["y"] + box["height"] / 2 <= stage["y"] + stage["height"]
    # Najin, Dunay and the discs of both legs lie a continent away from the depot.
    assert "depot" in reached
    assert not {"najin", "dunay", None} & set(reached)


def test_the_map_that_the_keyboard_moves_has_a_name(shown: Page) -> None:
    named = shown.get_by_role("group", name="Map of the reported route", exact=True)
    expect(named).to_have_attribute("tabindex", "0")


def test_the_map_lets_a_low_window_go(page: Page, file: Path) -> None:
    # 1280 by 800 pixels at a zoom of 200 %.
    page.set_viewport_size({"width": 640, "height": 400})
    opened(page, file)
    page.locator("tbody tr").first.scroll_into_view_if_needed()
    expect(page.locator(".stage")).not_to_be_in_viewport()


def test_a_dot_at_the_start_of_the_chart_keeps_clear_of_a_name_that_fills_its_column(
    page: Page, file: Path
) -> None:
    opened(page, file)
    room = page.locator("button.line").first.evaluate(
        """(row) => row.querySelector(".strip").getBoundingClientRect().left
          - row.querySelector(".line-name").getBoundingClientRect().right"""
    )
    assert room - 6.5 > 10, "a dot's radius and half its stroke"


def test_no_card_is_turned_to_before_the_reader_scrolls(
    page: Page, story: Story, report: Report, tmp_path: Path
) -> None:
    # So little stands above the map that the first card is where cards are turned to.
    file = tmp_path / "short.html"
    told = replace(story, summary="", verdict_line="", tallies=(), viewpoint="")
    file.write_text(web_page.render(told, report), encoding="utf-8")
    page.set_viewport_size({"width": 736, "height": 1500})
    opened(page, file)
    top = page.evaluate(
        """() => new Promise((done) => {
          const top = ([{boundingClientRect}]) => done(boundingClientRect.top);
          const told = (seen) => requestAnimationFrame(() => top(seen));
          new IntersectionObserver(told).observe(document.querySelector(".card"));
        })"""
    )
    assert 0.62 * 1500 - 100 < top < 0.7 * 1500
    expect(page.locator("html")).to_have_attribute("data-view", "whole")
    page.mouse.wheel(0, 30)
    expect(page.locator("html")).to_have_attribute("data-view", "sea")


@pytest.mark.parametrize("width", [320, 360])
def test_a_name_of_one_long_word_widens_neither_page_nor_map(
    page: Page, report: Report, tmp_path: Path, width: int
) -> None:
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    first, *places = report.case.places
    places = [replace(first, names={"en": name}), *places]
    found = replace(report, case=replace(report.case, places=tuple(places)))
    file = tmp_path / "long.html"
    file.write_text(web_page.render(tell(found, "en", "km"), found), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, file)
    assert sideways(page) == 0
    label = page.locator("text.place", has_text="Llanfair")
    expect(label).to_have_text(re.compile(r"^Llanfairpwllgwyngyll.*…$"))
    box = label.bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()


def test_a_name_written_from_the_right_does_not_turn_the_sentence_around_it(
    page: Page, report: Report, tmp_path: Path
) -> None:
    first, *more = report.claims
    claim = replace(first.claim, asserted_by={"en": "صحيفة (أ) 12"})
    found = replace(report, claims=(replace(first, claim=claim), *more))
    file = tmp_path / "right.html"
    file.write_text(web_page.render(tell(found, "en", "km"), found), encoding="utf-8")
    opened(page, file)
    said = page.locator("td", has_text=re.compile("صحيفة.*, line ")).first
    # The name is read from the right, and what follows it stands on its right.
    order = """cell => {
      const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
      const left = (word) => {
        const range = document.createRange();
        range.setStart(words, words.data.indexOf(word));
        range.setEnd(words, words.data.indexOf(word) + word.length);
        return range.getBoundingClientRect().left;
      };
      return ["12", "صحيفة", "line"].sort((a, b) => left(a) - left(b));
    }"""
    assert said.evaluate(order) == ["12", "صحيفة", "line"]


def test_full_screen_fits_what_is_chosen_anew(page: Page, file: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    opened(page, file)
    page.evaluate(
        "() => { Element.prototype.requestFullscreen = () => Promise.reject(Error()); }"
    )
    choose(page, "sea")
    najin, dunay = (page.locator(f"button.place[data-place={n}]") for n in ("najin", "dunay"))
    dunay.click()
    # To show the place's popup the map moves the other end of the leg out of view.
    expect(page.locator(".leaflet-popup")).to_have_count(1)
    expect(najin).not_to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    for end in (najin, dunay):
        expect(end).to_be_in_viewport(ratio=1)
