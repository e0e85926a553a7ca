"""The running app in a browser that reaches this machine alone."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect

from case_files import HOSTILE
from geo import launch

# The server may reach this machine alone, too.
SERVE = """
import sys
from pytest_socket import socket_allow_hosts
socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
from streamlit.web.cli import main
main(["run", *sys.argv[1:]])
"""
OPTIONS = ("--server.port=0", "--server.headless=true", "--server.fileWatcherType=none")
CASE = Path(__file__).parents[2] / "data" / "cases" / "najin-dunay-tikhoretsk.yaml"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app from a folder that is not its own."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(launch.script()), *OPTIONS],
        cwd=tmp_path_factory.mktemp("elsewhere"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    for line in server.stdout:
        said.append(line)
        if found := re.search(r"started on localhost:(\d+)", line):
            threading.Thread(target=server.communicate, daemon=True).start()
            yield f"http://localhost:{found[1]}/"
            break
    else:
        pytest.fail("the app did not start:\n" + "".join(said))
    server.terminate()
    server.wait()


@pytest.fixture
def app(page: Page, address: str) -> Page:
    """The app with its map drawn."""
    page.goto(address)
    expect(drawn(page)).to_be_attached(timeout=60_000)
    return page


def inside(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def drawn(page: Page) -> Locator:
    return inside(page).locator("html[data-drawn]")


def frame(page: Page) -> Frame:
    return page.frames[-1]


def discs(page: Page) -> list[dict[str, float] | None]:
    """Tell where the legs' discs stand: as good as telling the view of the map."""
    return [inside(page).locator("button.disc").nth(n).bounding_box() for n in range(2)]


def choose(page: Page, name: str) -> Locator:
    control = page.get_by_role("radio", name=name, exact=True)
    control.click()
    return control


def test_the_map_is_drawn_beside_its_cards(app: Page) -> None:
    expect(inside(app).locator("canvas")).to_be_visible()
    expect(inside(app).locator(".card").first).to_be_visible()
    expect(app.locator("iframe")).to_have_attribute("title", re.compile("Najin"))


def test_words_figures_and_controls_change_together(app: Page) -> None:
    choose(app, "mi")
    expect(inside(app).locator(".cards")).to_contain_text("121 mi")
    expect(inside(app).locator(".cards")).not_to_contain_text("195 km")
    choose(app, "Bahasa Indonesia")
    expect(inside(app).locator("html")).to_have_attribute("lang", "id")
    expect(app.get_by_text("Garis acuan")).to_be_visible()
    # What a control shows is chosen anew: a browser keeps the words of one that stays.
    expect(app.get_by_role("combobox").nth(1)).to_have_value("Wilayah yang diakui")


def test_a_change_of_control_keeps_the_view_of_the_map_and_the_focus(app: Page) -> None:
    inside(app).locator("button.zoom_in").click()
    inside(app).locator("button.choose").nth(1).click()
    expect(inside(app).locator("html")).to_have_attribute("data-view", re.compile(".+"))
    before = discs(app)
    control = choose(app, "Bahasa Indonesia")
    expect(inside(app).locator("html")).to_have_attribute("lang", "id")
    assert discs(app) == before
    pressed = inside(app).locator("button.choose").nth(1)
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(control).to_be_focused()


def test_the_address_tells_the_choices_and_restores_them(app: Page) -> None:
    choose(app, "nmi")
    expect(app).to_have_url(re.compile(r"\?units=nm$"))
    choose(app, "Bahasa Indonesia")
    expect(app).to_have_url(re.compile(r"\?units=nm&lang=id$"))
    app.reload()
    expect(drawn(app)).to_be_attached()
    expect(inside(app).locator("html")).to_have_attribute("lang", "id")
    expect(app.get_by_role("radio").nth(4)).to_be_checked()
    app.go_back()
    expect(inside(app).locator("html")).to_have_attribute("lang", "en")
    expect(app).to_have_url(re.compile(r"\?units=nm$"))
    expect(app.get_by_role("radio", name="nmi")).to_be_checked()


def test_a_change_of_size_just_before_one_of_words_leaves_no_old_map_behind(app: Page) -> None:
    # Leaflet's own watch tells of a new size later: what it puts off is done after the change.
    page = app.locator("iframe").get_attribute("srcdoc")
    renew = """async (page) => {
        const late = [];
        const { setTimeout } = window;
        window.setTimeout = (act) => late.push(act);
        document.querySelector(".leaflet-container").style.width = "300px";
        dispatchEvent(new Event("resize"));
        await new Promise(requestAnimationFrame);
        const data = { dateline: page };
        dispatchEvent(new MessageEvent("message", { data, source: parent }));
        window.setTimeout = setTimeout;
        for (const act of late) act();
    }"""
    frame(app).evaluate(renew, page)
    expect(inside(app).locator(".card").first).to_be_visible()


def test_the_page_and_the_data_can_be_kept(app: Page, tmp_path: Path) -> None:
    for ending, begins in ((".html", "<!DOCTYPE html>"), (".geojson", "{")):
        with app.expect_download() as download:
            app.get_by_role("button", name=f"Save {ending}").click()
        assert download.value.suggested_filename == CASE.stem + ending
        assert Path(download.value.path()).read_text(encoding="utf-8").startswith(begins)


def test_a_file_that_is_refused_tells_its_lines(app: Page, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    text = CASE.read_text(encoding="utf-8").replace("lat: 42.2268", "lat: 142.2268", 1)
    broken.write_text(text, encoding="utf-8")
    app.get_by_role("button", name="Open a case file").click()
    app.locator("input[type=file]").set_input_files(broken)
    expect(app.get_by_text(re.compile(r"^Line \d+: .*lat"))).to_be_visible()
    expect(app.locator("iframe")).not_to_be_attached()


def test_whatever_a_file_says_is_shown_as_text(app: Page) -> None:
    app.get_by_role("button", name="Open a case file").click()
    app.locator("input[type=file]").set_input_files(HOSTILE)
    heading = inside(app).get_by_role("heading", level=1)
    expect(heading).to_contain_text("<script>window.hacked=1</script>")
    assert [part.evaluate("window.hacked") for part in app.frames] == [None, None]


def test_the_page_in_the_app_has_no_barriers(
    app: Page, axe: Callable[[Page | Frame], list[str]]
) -> None:
    assert axe(frame(app)) == []


def test_the_controls_of_the_app_have_no_barriers(
    app: Page, axe: Callable[[Page | Frame], list[str]]
) -> None:
    assert axe(app) == []


def test_a_line_chosen_in_the_page_is_the_one_that_is_judged_by(app: Page) -> None:
    inside(app).locator("button.line[data-line=crimea]").click()
    expect(inside(app).locator(".finding")).to_contain_text("270 km from Crimea")
    expect(app.get_by_role("combobox").nth(1)).to_have_value("Crimea alone")
    expect(app).to_have_url(re.compile(r"\?line=crimea$"))
    choose(app, "nmi")
    expect(inside(app).locator(".finding")).to_contain_text("146 nmi from Crimea")
    pressed = inside(app).locator("button.line[data-line=crimea]")
    expect(pressed).to_have_attribute("aria-pressed", "true")


def test_names_of_lines_can_be_told_apart(app: Page) -> None:
    app.get_by_role("combobox").nth(1).click()
    options = app.get_by_role("option")
    expect(options).to_have_count(8)
    hidden = "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"
    assert options.locator("div").evaluate_all(hidden) == []


def test_nothing_old_can_be_kept_while_the_new_is_worked_out(app: Page) -> None:
    # What can be pressed as soon as the app is at work, at every change and every frame.
    app.evaluate(
        """() => {
          window.seen = [];
          const look = () => {
            const work = document.querySelector(".stApp").dataset.testScriptState;
            const open = [...document.querySelectorAll(".stDownloadButton button")]
              .filter(e => !e.disabled && getComputedStyle(e).pointerEvents !== "none");
            const stale = open.map(e => e.closest("[data-stale]").dataset.stale);
            if (work === "running") seen.push(stale);
          };
          const all = {attributes: true, childList: true, subtree: true};
          new MutationObserver(look).observe(document.body, all);
          const frame = () => { look(); requestAnimationFrame(frame); };
          frame();
        }"""
    )
    # More than once, as a busy browser may hear of the work and of its end at a time.
    for units, figure in (("mi", "121 mi"), ("nmi", "105 nmi"), ("km", "195 km")):
        choose(app, units)
        expect(inside(app).locator(".cards")).to_contain_text(figure)
        expect(app.get_by_role("button", name="Save .html")).to_be_enabled()
    seen = app.evaluate("seen")
    assert seen
    assert not any("true" in stale for stale in seen)
    assert [] in seen


def test_another_case_hides_the_page_and_says_so_until_it_is_measured(
    app: Page, tmp_path: Path
) -> None:
    app.evaluate(
        """() => {
          window.heard = [];
          new MutationObserver(() => {
            const said = document.querySelector(".st-key-waiting");
            const frame = document.querySelector(".st-key-page");
            if (!said || !frame) return;
            heard.push([said.textContent, getComputedStyle(frame).visibility]);
          }).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    another = tmp_path / "another.yaml"
    another.write_text(CASE.read_text(encoding="utf-8") + "\n# another\n", encoding="utf-8")
    app.get_by_role("button", name="Open a case file").click()
    app.locator("input[type=file]").set_input_files(another)
    app.wait_for_function("heard.length")
    expect(app.get_by_role("alert")).to_have_count(0)
    expect(drawn(app)).to_be_visible()
    # It says so in words if that takes long enough for the browser to draw them.
    said, seen = (set(each) for each in zip(*app.evaluate("heard"), strict=True))
    assert said <= {"", "Measuring the route"}
    assert seen == {"hidden"}


def test_a_refusal_names_its_file_and_goes_with_it(app: Page, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: Broken", encoding="utf-8")
    app.get_by_role("button", name="Open a case file").click()
    files = app.locator("input[type=file]")
    files.set_input_files(broken)
    expect(app.get_by_text("This case cannot be shown:")).to_be_visible()
    expect(app.locator(".stText", has_text="broken.yaml")).to_be_visible()
    expect(app.get_by_role("button", name="Save .html")).to_be_disabled()
    files.set_input_files(CASE)
    expect(drawn(app)).to_be_visible()
    expect(app.get_by_text("This case cannot be shown:")).to_have_count(0)


def test_the_uploader_promises_no_more_than_a_case_may_have(app: Page) -> None:
    app.get_by_role("button", name="Open a case file").click()
    expect(app.get_by_text(re.compile(r"\b1MB"))).to_be_visible()


def test_the_app_on_paper_has_no_controls_and_names_what_prints_whole(app: Page) -> None:
    note = app.get_by_text("Save .pdf holds the case whole")
    expect(note).to_be_hidden()
    app.emulate_media(media="print", reduced_motion="reduce")
    expect(note).to_be_visible()
    expect(app.get_by_role("radio", name="nmi")).to_be_hidden()
    expect(app.get_by_role("button", name="Save .html")).to_be_hidden()
