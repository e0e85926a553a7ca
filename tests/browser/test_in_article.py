"""The page and the map in an article, as its reader uses them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from articles import (
    FITS,
    KIT,
    LISTENERS,
    article,
    drawn,
    framed,
    height,
    inside,
    pages,
    served,
)
from case_files import HOSTILE
from geo import case
from geo.examine import examine
from geo.story.tell import tell
from geo.story.values import Story
from geo.web import embed
from webpages import Axe


def test_source_addresses_are_readable_where_nothing_may_open(
    page: Page, kit: dict[str, str], story: Story, axe: Axe
) -> None:
    served(page, kit, article(framed(embed.PAGE), LISTENERS["datawrapper"]))
    for source in story.sources:
        if source.url:
            expect(drawn(page).locator(f"#source-{source.id}")).to_contain_text(source.url)
    assert axe(inside(page)) == []


def test_the_address_chooses_a_card(page: Page, kit: dict[str, str]) -> None:
    served(page, kit, "")
    page.goto(f"{KIT}/{embed.MAP}#depot")
    expect(page.locator("html[data-view=depot]")).to_be_attached()
    expect(page.locator(".card.chosen")).to_have_attribute("data-card", "depot")
    page.evaluate("location.hash = 'sea'")
    expect(page.locator("html[data-view=sea]")).to_be_attached()
    page.goto(f"{KIT}/{embed.MAP}?1#constructor")
    expect(page.locator("html[data-view=whole]")).to_be_attached()
    page.goto(f"{KIT}/{embed.MAP}?2#%E0%A4%A")
    expect(page.locator("html[data-view=whole]")).to_be_attached()


def test_a_card_of_the_map_alone_says_what_its_figure_came_to(
    page: Page, kit: dict[str, str], story: Story
) -> None:
    served(page, kit, "")
    page.goto(f"{KIT}/{embed.MAP}#sea")
    expect(page.locator("html[data-view=sea]")).to_be_attached()
    (depot,) = (card for card in story.cards if card.finding)
    came = page.locator(".came")
    expect(came).to_be_visible()
    expect(came).to_have_text(re.compile("differs about 290 km reported"))
    page.evaluate(f"location.hash = '{depot.id}'")
    expect(came).to_be_hidden()  # what it said stands in full beneath the figure now
    page.goto(f"{KIT}/{embed.PAGE}")
    expect(page.locator("html[data-drawn]")).to_be_attached()
    expect(came).to_be_hidden()


TALL = '<p style="height:3000px">More of the article.</p>'


def test_the_wheel_scrolls_the_article_and_with_ctrl_the_map(
    page: Page, kit: dict[str, str]
) -> None:
    frame = framed(embed.MAP, height=700)
    served(page, kit, article(frame, LISTENERS["datawrapper"], TALL))
    map_ = drawn(page)
    scale = map_.locator(".scale .text")
    before = scale.inner_text()
    map_.locator(".leaflet-container").click(position={"x": 300, "y": 30})
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => scrollY === 200")
    expect(map_.locator(".hint")).to_have_text("Hold Ctrl to zoom the map")
    expect(map_.locator(".hint")).to_be_visible()
    expect(scale).to_have_text(before)
    map_.locator(".leaflet-container").hover(position={"x": 300, "y": 250})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    expect(scale).not_to_have_text(before)
    page.keyboard.up("Control")
    expect(map_.locator(".hint")).to_be_hidden()


def test_in_full_screen_the_wheel_is_free(page: Page, kit: dict[str, str]) -> None:
    served(page, kit, article(framed(embed.MAP, height=700), LISTENERS["datawrapper"], TALL))
    map_ = drawn(page)
    inside(page).wait_for_function(FITS)
    before = height(page)
    map_.get_by_role("button", name="Full screen").click()
    expect(map_.locator("figure.full")).to_have_count(1)
    scale = map_.locator(".scale .text")
    seen = scale.inner_text()
    map_.locator(".leaflet-container").hover(position={"x": 300, "y": 250})
    page.mouse.wheel(0, -400)
    expect(scale).not_to_have_text(seen)
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Escape")
    expect(map_.locator("figure.full")).to_have_count(0)
    inside(page).wait_for_function(FITS)
    assert height(page) == before


def test_one_finger_scrolls_the_article_and_two_move_the_map(
    browser: Browser, kit: dict[str, str]
) -> None:
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 700}
    )
    page = context.new_page()
    served(page, kit, article(framed(embed.MAP), LISTENERS["datawrapper"], TALL))
    inside(page).wait_for_function(FITS)
    map_ = drawn(page)
    pane = map_.locator(".leaflet-map-pane")
    scale = map_.locator(".scale .text").inner_text()
    box = map_.locator(".stage").bounding_box()
    assert box
    x, y = box["x"] + 200, box["y"] + box["height"] - 60
    fingers = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        given = [{"x": px, "y": py, "id": i} for i, (px, py) in enumerate(points)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": given})

    middle = box["y"] + 150
    touch("touchStart", (x - 40, middle))
    touch("touchStart", (x - 40, middle), (x + 40, middle))
    for step in range(1, 11):
        touch("touchMove", (x - 40 - 4 * step, middle), (x + 40 + 4 * step, middle))
    touch("touchEnd")
    expect(map_.locator(".scale .text")).not_to_have_text(scale)
    assert page.evaluate("scrollY") == 0
    at = pane.evaluate("e => e.style.transform")
    touch("touchStart", (x, y))
    for step in range(1, 11):
        touch("touchMove", (x, y - 15 * step))
    expect(map_.locator(".hint")).to_have_text("Use two fingers to move the map")
    touch("touchEnd")
    page.wait_for_function("() => scrollY > 50")
    assert pane.evaluate("e => e.style.transform") == at
    context.close()


@pytest.mark.parametrize("name", [embed.MAP, embed.PAGE])
def test_without_scripts_there_are_pictures_legs_and_claims(
    browser: Browser, kit: dict[str, str], story: Story, name: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    served(page, kit, article(framed(name, height=900)))
    held = page.frame_locator("iframe")
    expect(held.locator(".stage")).to_be_hidden()
    for card in story.cards:
        shown = held.locator(f"article[data-card={card.id}]")
        expect(shown.locator(".inset svg")).to_be_visible()
        expect(shown).to_contain_text(card.figure)
        for row in card.rows:
            expect(shown.get_by_text(row.text, exact=True).first).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 1100])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers_in_any_state_of_the_map(
    page: Page, kit: dict[str, str], axe: Axe, scheme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    served(page, kit, article(framed(embed.MAP), LISTENERS["datawrapper"]))
    map_ = inside(page)
    assert axe(page) == []
    assert axe(map_) == []
    map_.locator("button.choose[data-card=rail]").click()
    assert axe(map_) == []
    map_.locator("button.place[data-place=depot]").click()
    expect(map_.locator(".leaflet-popup")).to_be_visible()
    assert axe(map_) == []
    map_.get_by_role("button", name="Full screen").click()
    assert axe(map_) == []


def test_every_marker_has_a_label_of_its_own_and_every_control_room(
    page: Page, kit: dict[str, str]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    served(page, kit, article(framed(embed.MAP), LISTENERS["datawrapper"]))
    map_ = inside(page)
    labels = map_.locator(".leaflet-marker-pane button").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-label'))"
    )
    assert len(labels) > 4
    assert len(set(labels)) == len(labels)
    small = map_.locator("button:visible, a:visible").evaluate_all(
        """all => all.filter(e => Math.min(e.offsetWidth, e.offsetHeight) < 24
                                  && !e.classList.contains("skip"))
                     .map(e => e.outerHTML)"""
    )
    assert small == []


def test_hostile_texts_stay_texts_wherever_they_are_pasted(page: Page) -> None:
    found = examine(case.read(HOSTILE))
    told = tell(found, "en", "km")
    pasted = embed.resizing_frame(told, KIT) + embed.picture(told, KIT)
    served(page, pages(told, found), article(pasted))
    inside(page).wait_for_function(FITS)
    expect(page.locator("img")).to_have_count(1)
    expect(page.locator("iframe")).to_have_attribute("title", " ".join(told.title.split()))
    assert page.evaluate("window.hacked") is None
    assert inside(page).evaluate("window.hacked") is None
    assert inside(page).locator("img").count() == 0
