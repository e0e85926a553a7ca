"""The height of the map in articles: hosts that listen as the known ones do, and plain ones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from articles import (
    FITS,
    KIT,
    LISTENERS,
    article,
    drawn,
    framed,
    height,
    inside,
    served,
)
from geo.report import Report
from geo.story.values import Story
from geo.web import embed
from geo.web import page as web_page

WIDTHS = (390, 700, 1100)
QUERIES = {"pym": "?initialWidth=390&childId=child-0&parentTitle=An%20article&parentUrl=x"}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("host", LISTENERS)
def test_each_host_gets_the_height_of_the_map(
    page: Page, kit: dict[str, str], host: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    frame = framed(embed.MAP + QUERIES.get(host, ""))
    served(page, kit, article(frame, LISTENERS[host]))
    map_ = inside(page)
    map_.wait_for_function(FITS)
    small = height(page)
    map_.locator("button.choose[data-card=depot]").click()
    page.wait_for_function(
        "small => document.querySelector('iframe').clientHeight > small", arg=small
    )
    map_.wait_for_function(FITS)
    map_.get_by_role("button", name="Show the whole route").click()
    page.wait_for_function(
        "small => document.querySelector('iframe').clientHeight === small", arg=small
    )
    map_.wait_for_function(FITS)
    page.set_viewport_size({"width": 500, "height": 900})
    map_.wait_for_function("() => innerWidth < 500")
    map_.wait_for_function(FITS)


def test_two_frames_of_one_case_take_each_its_own_height(
    page: Page, kit: dict[str, str], story: Story
) -> None:
    pasted = embed.resizing_frame(story, KIT)
    again = pasted.replace(f'{embed.MAP}"', f'{embed.MAP}#sea"')
    of_another_case = pasted.partition("</iframe>")[2].replace(story.id, "another")
    served(page, kit, article(pasted + again + of_another_case))
    page.wait_for_function(
        """() => {
          const [whole, sea] = document.querySelectorAll("iframe");
          // Pasted at 960; the card that is chosen says more.
          return Number(whole.height) < Number(sea.height)
            && ![whole.height, sea.height].includes("960");
        }"""
    )
    for each in page.frames[1:]:
        each.wait_for_function(FITS)


WITHIN = """() => {
  const stage = document.querySelector(".stage").getBoundingClientRect();
  return ["najin", "depot"].every((place) => {
    const dot = document.querySelector(`[data-place=${place}]`).getBoundingClientRect();
    return dot.left > stage.left && dot.right < stage.right
      && dot.top > stage.top && dot.bottom < stage.bottom;
  });
}"""


@pytest.mark.parametrize("tall", [500, 800, 1600])
def test_the_route_stays_within_a_frame_of_any_height(
    page: Page, kit: dict[str, str], tall: int
) -> None:
    page.set_viewport_size({"width": 700, "height": 900})
    served(page, kit, article(framed(embed.MAP, height=tall), LISTENERS["datawrapper"]))
    inside(page).wait_for_function(FITS)
    inside(page).wait_for_function(WITHIN)
    page.set_viewport_size({"width": 390, "height": 900})
    inside(page).wait_for_function("() => innerWidth < 390")
    inside(page).wait_for_function(FITS)
    inside(page).wait_for_function(WITHIN)
    drawn(page).locator("button.choose[data-card=sea]").click()
    expect(drawn(page).locator("html[data-view=sea]")).to_be_attached()
    inside(page).wait_for_function(FITS)
    inside(page).wait_for_function(WITHIN.replace("depot", "dunay"))


@pytest.mark.parametrize("width", [320, 390])
def test_the_frame_of_fixed_height_holds_the_map_on_a_phone(
    page: Page, kit: dict[str, str], story: Story, width: int
) -> None:
    # The article leaves 8 pixels on either side.
    page.set_viewport_size({"width": width + 16, "height": 900})
    served(page, kit, article(embed.plain_frame(story, KIT)))
    assert inside(page).evaluate("innerWidth") == width
    inside(page).wait_for_function(FITS)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_host_gets_the_height_of_the_whole_page(
    page: Page, kit: dict[str, str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    served(page, kit, article(framed(embed.PAGE), LISTENERS["datawrapper"]))
    inside(page).wait_for_function(FITS)
    inside(page).locator("button.line[data-line=crimea]").click()
    inside(page).wait_for_function(FITS)


def test_it_tells_its_height_and_nothing_else(page: Page, kit: dict[str, str]) -> None:
    listen = "window.told = []; addEventListener('message', (e) => told.push(e.data));"
    frame = framed(embed.MAP + QUERIES["pym"] + "#sea")
    served(page, kit, article(frame, listen + LISTENERS["amp"]))
    inside(page).wait_for_function(FITS)
    inside(page).locator("button.choose[data-card=rail]").click()
    inside(page).wait_for_function(FITS)
    told = page.evaluate("told")
    px = height(page)
    assert told[-4:] == [
        {"datawrapper-height": {"najin-dunay-tikhoretsk": px}},
        {"sentinel": "amp", "type": "embed-size", "height": px},
        f'{{"src":"{KIT}/map.html{QUERIES["pym"]}#sea","context":"iframe.resize","height":{px}}}',
        f"pymxPYMxchild-0xPYMxheightxPYMx{px}",
    ]
    kinds = {tuple(sorted(each)) if isinstance(each, dict) else each[:7] for each in told}
    assert kinds == {
        ("datawrapper-height",),
        ("height", "sentinel", "type"),
        '{"src":',
        "pymxPYM",
    }


def test_a_page_that_is_not_framed_tells_nothing(page: Page, kit: dict[str, str]) -> None:
    page.add_init_script("window.postMessage = () => { throw Error('told'); };")
    served(page, kit, "")
    page.goto(f"{KIT}/{embed.MAP}")
    expect(page.locator("html[data-drawn]")).to_be_attached()
    expect(page.locator("html.framed")).to_have_count(0)


def test_in_the_app_s_frame_it_tells_nothing(page: Page, story: Story, report: Report) -> None:
    listen = "window.told = []; addEventListener('message', (e) => told.push(e.data));"
    kept = {embed.PAGE: web_page.render(story, report, remember=True)}
    served(page, kept, article(framed(embed.PAGE, height=800), listen))
    inside(page)
    assert page.evaluate("told") == []


def test_the_pasted_frame_fills_under_a_strict_policy(
    page: Page, kit: dict[str, str], story: Story
) -> None:
    policy = f"default-src 'none'; frame-src {KIT}"
    served(page, kit, article(embed.plain_frame(story, KIT)), policy)
    expect(drawn(page).locator("g.leg")).to_have_count(2)
    inside(page).wait_for_function(FITS)
    assert height(page) == 960


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pasted_frame_with_its_listener_takes_the_height(
    page: Page, kit: dict[str, str], story: Story, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    served(page, kit, article(embed.resizing_frame(story, KIT)))
    inside(page).wait_for_function(FITS)
    first = height(page)
    drawn(page).locator("button.choose[data-card=sea]").click()
    page.wait_for_function("h => document.querySelector('iframe').clientHeight > h", arg=first)
    inside(page).wait_for_function(FITS)
