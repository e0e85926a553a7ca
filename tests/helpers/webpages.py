"""Pages on disk, as a reader opens and uses them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Locator, Page, ViewportSize, expect

from geo.report import Report
from geo.story.tell import tell
from geo.story.values import Story
from geo.web import page as web_page

PHONE: ViewportSize = {"width": 390, "height": 844}
Axe = Callable[[Page | Frame], list[str]]
"""Gives the accessibility violations in a page or a frame."""


def rendered(folder: Path, report: Report, story: Story | None = None, **asked: Any) -> Path:
    """Write the page of a case, told in English if not told yet."""
    path = folder / "page.html"
    path.write_text(web_page.render(story or tell(report), report, **asked), encoding="utf-8")
    return path


def opened(page: Page, file: Path) -> Page:
    """Open a page, and wait until its map is drawn."""
    page.goto(file.as_uri())
    expect(page.locator("html[data-drawn]")).to_be_attached()
    return page


def choose(page: Page, card: str) -> Locator:
    """Choose a card, and wait until the map shows it; give its button."""
    button = page.locator(f"button.choose[data-card={card}]")
    button.click()
    expect(page.locator(f"html[data-view={card}]")).to_be_attached()
    return button


def sideways(page: Page) -> int:
    """Tell by how many pixels a page is wider than its window."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
