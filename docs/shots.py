"""Take the README's screenshot: the exported page, opened from disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from geo import case, store
from geo.examine import examine
from geo.story.tell import tell
from geo.web import page

DOCS = Path(__file__).parent
CASE = "najin-dunay-tikhoretsk"
WIDTH, HEIGHT = 1280, 1000


def shoot(browser: Browser, url: str, file: Path) -> None:
    """Open a page and keep what its first screen shows."""
    view = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme="light",
        reduced_motion="reduce",
    )
    view.goto(url)
    view.locator("html[data-drawn]").wait_for(state="attached")
    view.screenshot(path=file)


def main() -> None:
    """Export the first case, and take its pictures."""
    report = examine(case.read(store.cases()[CASE]))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        exported = Path(folder) / "story.html"
        exported.write_text(page.render(tell(report), report), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        shoot(browser, exported.as_uri(), DOCS / "page.png")
        browser.close()
    print(f"docs/page.png: {(DOCS / 'page.png').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
