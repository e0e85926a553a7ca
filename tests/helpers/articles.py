"""Articles that frame a page or the map, served as if from two sites."""

from __future__ import annotations

from playwright.sync_api import Frame, FrameLocator, Page, Route, expect

from geo.report import Report
from geo.story.values import Story
from geo.web import embed
from geo.web import page as web_page

SITE = "http://localhost:4"
KIT = "http://127.0.0.1:4"
"""Another origin than the article's, as a newsroom's file server is."""
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
FITS = """() => {
  const {scrollHeight, scrollWidth, clientWidth} = document.documentElement;
  const end = document.querySelector(".credit, .foot").getBoundingClientRect().bottom;
  return scrollHeight === innerHeight && scrollWidth === clientWidth
    && innerHeight - end >= 0 && innerHeight - end < 40;
}"""


def pages(story: Story, report: Report) -> dict[str, str]:
    """Give the pages of a case's kit, by their names."""
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
    """Write an article around a frame."""
    listening = f"<script>{script}</script>" if script else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>An article</title>'
        '<meta name="viewport" content="width=device-width">'
        f"{listening}</head><body><main><h1>An article</h1>{frame}{after}</main></body></html>"
    )


def framed(name: str, height: int = 150) -> str:
    """Write a sandboxed frame for one of the kit's pages."""
    return (
        f'<iframe title="story" src="{KIT}/{name}" width="100%" height="{height}" '
        f'frameborder="0" sandbox="allow-scripts"></iframe>'
    )


def inside(page: Page) -> Frame:
    """Give the frame of the article, once the page in it is drawn."""
    expect(page.frame_locator("iframe").locator("html[data-drawn]")).to_be_attached()
    return page.frames[-1]


def drawn(page: Page) -> FrameLocator:
    """Give what locates things in the frame, once the page in it is drawn."""
    inside(page)
    return page.frame_locator("iframe")


def height(page: Page) -> int:
    """Tell how many pixels high the frame is."""
    return int(page.evaluate("document.querySelector('iframe').clientHeight"))
