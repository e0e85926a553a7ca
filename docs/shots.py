"""Take the README's screenshots: the exported page, opened from disk, in light and dark."""

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
SHOTS = {"page.png": "light", "page-dark.png": "dark"}
WIDTH, HEIGHT = 1280, 1000


def shoot(browser: Browser, url: str, file: Path, scheme: str) -> None:
    """Open a page and keep what its first screen shows."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    view = context.new_page()
    view.goto(url)
    view.locator("html[data-drawn]").wait_for(state="attached")
    view.screenshot(path=file)
    context.close()


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
        for name, scheme in SHOTS.items():
            shoot(browser, exported.as_uri(), DOCS / name, scheme)
            print(f"docs/{name}: {(DOCS / name).stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
