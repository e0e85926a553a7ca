"""The page in a browser, from disk and in a sandboxed frame, without any network."""

from __future__ import annotations

import html as markup
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from case_files import HOSTILE
from geo import case
from geo.examine import examine
from geo.report import Report
from geo.story.values import Story
from webpages import PHONE, Axe, choose, opened, rendered, sideways


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
    file = rendered(tmp_path, report, story, remember=True)
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
    state = {"card": "depot", "line": "crimea"}
    file = rendered(tmp_path, report, story, state=state)
    opened(page, file)
    expect(page.locator("html[data-view=depot]")).to_be_attached()
    expect(page.locator("g.measured")).to_have_attribute("data-line", "crimea")


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
    file = rendered(tmp_path, found)
    opened(page, file)
    for dot in page.locator("button.place").all():
        dot.dispatch_event("click")
        expect(page.locator(".leaflet-popup")).to_contain_text("<script>")
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_a_long_title_and_a_page_without_borders_hold(
    page: Page, story: Story, report: Report, tmp_path: Path
) -> None:
    told = replace(story, title="Unbroken" * 40, borders=(), cards=story.cards[:2])
    file = rendered(tmp_path, replace(report, distances=()), told)
    page.set_viewport_size(PHONE)
    opened(page, file)
    assert sideways(page) == 0


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_an_address_in_a_claim_widens_no_page(
    page: Page, report: Report, tmp_path: Path, width: int
) -> None:
    first, *more = report.claims
    address = {"en": f"https://example.org/{'report' * 25}"}
    claim = replace(first.claim, text=address, asserted_by=address, note=address)
    file = rendered(tmp_path, replace(report, claims=(replace(first, claim=claim), *more)))
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, file)
    assert sideways(page) == 0


def test_a_dot_at_the_start_of_the_chart_keeps_clear_of_a_name_that_fills_its_column(
    page: Page, file: Path
) -> None:
    opened(page, file)
    room = page.locator("button.line").first.evaluate(
        """(row) => row.querySelector(".strip").getBoundingClientRect().left
          - row.querySelector(".line-name").getBoundingClientRect().right"""
    )
    assert room - 6.5 > 10, "a dot's radius and half its stroke"


def test_a_name_written_from_the_right_does_not_turn_the_sentence_around_it(
    page: Page, report: Report, tmp_path: Path
) -> None:
    first, *more = report.claims
    claim = replace(first.claim, asserted_by={"en": "صحيفة (أ) 12"})
    found = replace(report, claims=(replace(first, claim=claim), *more))
    file = rendered(tmp_path, found)
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
