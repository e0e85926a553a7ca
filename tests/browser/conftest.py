"""A browser that reaches this machine alone, and tells of everything that goes wrong in it.

Chromium is the one that ``CHROMIUM`` names, else the one on the path, else Playwright's
own. Without any the tests fail: a page that no browser has drawn is a page not tested.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe as Checker
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Frame,
    Page,
    Route,
    expect,
    sync_playwright,
)

from articles import pages
from geo.report import Report
from geo.story.values import Story
from webpages import Axe, opened, rendered

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
LOCAL = {"localhost", "127.0.0.1", "::1"}
OUTWARD = {"http", "https", "ws", "wss", "ftp"}
expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong
FAILED = pytest.StashKey[bool]()
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
"""axe-core lists what passed no further than it must, in half the time."""


def chromium() -> str | None:
    """Find Chromium; None leaves the choice to Playwright."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def is_remote(url: str) -> bool:
    """Tell whether an address lies beyond this machine."""
    parts = urlsplit(url)
    return parts.scheme in OUTWARD and parts.hostname not in LOCAL


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page of 1280 by 900 pixels; what it asks for elsewhere fails the test.

    So does an error on its console. A failed test leaves its screenshot.
    """
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        locale="en-GB",
        timezone_id="UTC",
        reduced_motion="reduce",
    )
    wrong: list[str] = []

    def sort_out(route: Route) -> None:
        if is_remote(route.request.url):
            wrong.append(f"asked for {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(f"console: {message.text} ({message.location.get('url', '')})")

    context.route("**/*", sort_out)
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("websocket", lambda ws: wrong.append(ws.url) if is_remote(ws.url) else None)
    yield page
    if wrong or request.node.stash.get(FAILED, False):
        name = re.sub(r"[^\w.-]+", "-", request.node.name)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    context.close()
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="session")
def file(story: Story, report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped case's page, on disk."""
    return rendered(tmp_path_factory.mktemp("page"), report, story)


@pytest.fixture
def shown(page: Page, file: Path) -> Page:
    """The same page, drawn."""
    return opened(page, file)


@pytest.fixture(scope="session")
def kit(story: Story, report: Report) -> dict[str, str]:
    """The pages of the shipped case's kit, by their names."""
    return pages(story, report)


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Give the accessibility violations that axe-core finds in a page or a frame."""
    checker = Checker()

    def violations(where: Page | Frame) -> list[str]:
        found = checker.run(where, options=ONLY_VIOLATIONS).response["violations"]
        return [
            f"{violation['id']} ({violation['impact']}): {node['html'][:200]}"
            for violation in found
            for node in violation["nodes"]
        ]

    return violations
