"""The page and the map in articles: hosts that listen as the known ones do, and plain ones."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Page, Route, expect

from case_files import HOSTILE
from geo import case
from geo.examine import examine
from geo.report import Report
from geo.story.tell import tell
from geo.story.values import Story
from geo.web import embed
from geo.web import page as web_page

SITE = "http://localhost:4"
KIT = "http://127.0.0.1:4"
"""Another origin than the article's, as a newsroom's file server is."""
WIDTHS = (390, 700, 1100)
Axe = Callable[[Page | Frame], list[str]]

LISTENERS = {
    "datawrapper": """
      addEventListener("message", (event) => {
        const told = event.data["datawrapper-height"];
        if (!told) return;
        for (const id in told) for (const frame of document.querySelectorAll("iframe"))
          if (frame.contentWindow === event.source) frame.style.height = told[id] + "px";
      });""",
    "pym": """
      const told = /^pymxPYMxchild-0xPYMx(\\S+)xPYMx(.+)$/;
      addEventListener("message", (event) => {
        const found = typeof event.data === "string" && event.data.match(told);
        if (found && found[1] === "height")
          document.querySelector("iframe").setAttribute("height", found[2] + "px");
      });""",
    "amp": """
      addEventListener("message", ({data, source}) => {
        const frame = document.querySelector("iframe");
        if (source !== frame.contentWindow || data.sentinel !== "amp") return;
        if (data.type === "embed-size" && data.height > 0) frame.height = data.height;
      });""",
    "medium": """
      addEventListener("message", ({data}) => {
        let told = {};
        try { told = JSON.parse(data); } catch { return; }
        if (told.context !== "iframe.resize") return;
        for (const frame of document.querySelectorAll("iframe"))
          if (frame.src === told.src) frame.style.height = told.height + "px";
      });""",
}
QUERIES = {"pym": "?initialWidth=390&childId=child-0&parentTitle=An%20article&parentUrl=x"}
FITS = """() => {
  const {scrollHeight, scrollWidth, clientWidth} = document.documentElement;
  const end = document.querySelector(".credit, .foot").getBoundingClientRect().bottom;
  return scrollHeight === innerHeight && scrollWidth === clientWidth
    && innerHeight - end >= 0 && innerHeight - end < 40;
}"""


@pytest.fixture(scope="module")
def kit(story: Story, report: Report) -> dict[str, str]:
    """The pages of the shipped case's kit, by their names."""
    return pages(story, report)


def pages(story: Story, report: Report) -> dict[str, str]:
    whole = embed.address(KIT, embed.PAGE)
    return {
        embed.MAP: web_page.render(story, report, map_only=True, whole=whole),
        embed.PAGE: web_page.render(story, report, head=embed.sharing(story, KIT)),
    }


def served(page: Page, kit: dict[str, str], article: str, policy: str = "") -> None:
    """Open an article, and serve what it frames."""

    def answer(route: Route) -> None:
        name = route.request.url.split("?")[0].split("#")[0].rsplit("/", 1)[-1]
        headers = {"content-security-policy": policy} if policy and name not in kit else {}
        body = kit.get(name, article)
        route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)

    page.route("**/*", answer)
    page.goto(f"{SITE}/article")


def article(frame: str, script: str = "", after: str = "") -> str:
    listening = f"<script>{script}</script>" if script else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>An article</title>'
        '<meta name="viewport" content="width=device-width">'
        f"{listening}</head><body><main><h1>An article</h1>{frame}{after}</main></body></html>"
    )


def framed(name: str, more: str = "", height: int = 150) -> str:
    return (
        f'<iframe title="story" src="{KIT}/{name}" width="100%" height="{height}" '
        f'frameborder="0" sandbox="allow-scripts"{more}></iframe>'
    )


def inside(page: Page) -> Frame:
    """Give the frame of the article, once the page in it is drawn."""
    expect(page.frame_locator("iframe").locator("html[data-drawn]")).to_be_attached()
    return page.frames[-1]


def drawn(page: Page) -> FrameLocator:
    inside(page)
    return page.frame_locator("iframe")


def height(page: Page) -> int:
    return int(page.evaluate("document.querySelector('iframe').clientHeight"))


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
    page.goto(f"{KIT}/{embed.MAP}?1#%E0%A4%A")
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
