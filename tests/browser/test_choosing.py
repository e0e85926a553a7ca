"""Cards, discs and lines that are chosen, and the map that follows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from geo.report import Report
from geo.story.values import Story
from webpages import PHONE, choose, opened, rendered


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_is_marked_where_colours_are_forced(
    page: Page, file: Path, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    opened(page, file)
    choose(page, "sea")
    shown = """() => [
      getComputedStyle(document.querySelector(".card.chosen"), "::before").backgroundColor,
      getComputedStyle(document.querySelector(".disc.chosen")).boxShadow,
      getComputedStyle(document.body).backgroundColor,
    ]"""
    bar, ring, ground = page.evaluate(shown)
    assert bar != ground
    assert bar in ring


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


def test_another_line_of_the_border_shows_its_measured_line(shown: Page) -> None:
    row = shown.locator("button.line[data-line=crimea]")
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(shown.locator("g.measured")).to_have_attribute("data-line", "crimea")
    expect(shown.locator("text.measured").first).to_contain_text("270 km")
    expect(shown.locator(".border-tried")).to_have_attribute("d", re.compile("^M"))
    expect(shown.locator(".detail.chosen")).to_contain_text("Crimea")
    expect(shown.locator(".card.chosen")).to_have_attribute("data-card", "depot")


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


def test_motion_is_shown_only_to_those_who_want_it(page: Page, file: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, file)
    page.evaluate("document.querySelector('button.choose[data-card=sea]').click()")
    assert page.evaluate("document.documentElement.dataset.view") == "sea"
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate("document.querySelector('button.choose[data-card=depot]').click()")
    assert page.evaluate("document.documentElement.dataset.view") == ""
    expect(page.locator("html[data-view=depot]")).to_be_attached()


def test_the_map_lets_a_low_window_go(page: Page, file: Path) -> None:
    # 1280 by 800 pixels at a zoom of 200 %.
    page.set_viewport_size({"width": 640, "height": 400})
    opened(page, file)
    page.locator("tbody tr").first.scroll_into_view_if_needed()
    expect(page.locator(".stage")).not_to_be_in_viewport()


def test_no_card_is_turned_to_before_the_reader_scrolls(
    page: Page, story: Story, report: Report, tmp_path: Path
) -> None:
    # So little stands above the map that the first card is where cards are turned to.
    told = replace(story, summary="", verdict_line="", tallies=(), viewpoint="")
    file = rendered(tmp_path, report, told)
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
