"""The page by keyboard alone: all is reached, seen, and large enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from geo.story.tell import tell
from small_case import SMALL, examined
from webpages import PHONE, choose, opened, rendered


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


def test_a_popup_marks_english_words_on_an_indonesian_page(page: Page, tmp_path: Path) -> None:
    report = examined(tmp_path, SMALL)
    shown = opened(page, rendered(tmp_path, report, tell(report, "id")))
    shown.locator("button.place[data-place=najin]").focus()
    shown.keyboard.press("Enter")
    words = shown.locator(".leaflet-popup [lang=en]")
    expect(words).to_have_text("The piers on a map.")
    expect(words.locator("..")).to_have_text("Dasar: The piers on a map.")


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
