"""Time the app: from its start to the first map, and from a control to what it changes.

The peer is streamlit-folium with the same legs, places and controls, as a newcomer to it
would write it. It asks CDNs for Leaflet and more: these are answered at once, Leaflet with
the installed package's files and the rest with nothing. Tiles are off in both. A change
counts as shown when the frame of the map says the new figure.

    python benchmarks/app.py [runs]
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

from geo import case, store
from geo.examine import examine

CASE = "najin-dunay-tikhoretsk"
RUNS = 12
STARTS = 3
OPTIONS = ("--server.headless=true", "--server.port=0", "--server.fileWatcherType=none")
OURS = (str(Path(sys.executable).with_name("dateline")), "app", *OPTIONS)
FIGURES = {"mi": "121", "nmi": "105", "km": "195"}
PEER = """
import json
import folium
import streamlit as st
from streamlit_folium import st_folium

FIGURES = {"km": "195 km", "mi": "121 mi", "nmi": "105 nmi"}
st.set_page_config(layout="wide")
drawn = json.loads(open("drawn.json").read())
units = st.segmented_control("Units", list(FIGURES), default="km")
shown = folium.Map(tiles=None)
for leg in drawn["legs"]:
    folium.PolyLine(leg, tooltip=folium.Tooltip(FIGURES[units], permanent=True)).add_to(shown)
for name, at, radius in drawn["places"]:
    folium.Marker(at, tooltip=name).add_to(shown)
    folium.Circle(at, radius=radius).add_to(shown)
shown.fit_bounds(shown.get_bounds())
st_folium(shown, height=600, use_container_width=True, returned_objects=[])
"""
NOTE = "addEventListener('click', () => { window.clicked = Date.now(); }, true);"
SAYS = """text => new Promise((done) => {
  const says = (place) => place.textContent.replaceAll("\u00a0", " ").includes(text);
  const places = () => [...document.querySelectorAll(".cards, .leaflet-tooltip-pane")];
  const painted = () => requestAnimationFrame(() => setTimeout(() => done(Date.now())));
  const look = () => places().some(says) ? painted() : setTimeout(look, 4);
  look();
  setTimeout(() => done(0), 2000);
})"""


def drawn() -> str:
    """Give the case's legs and places as the peer draws them."""
    report = examine(case.read(store.cases()[CASE]))
    legs = [[p for s in leg.route.stretches for p in s.points] for leg in report.legs]
    places = [(place.id, place.at, place.radius_km * 1000) for place in report.case.places]
    return json.dumps({"legs": legs, "places": places})


@contextmanager
def served(command: Sequence[str], folder: str) -> Iterator[str]:
    """Run a Streamlit server, and give its address."""
    server = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    try:
        for line in server.stdout or ():
            said.append(line)
            if found := re.search(r"started on localhost:(\d+)", line):
                threading.Thread(target=server.communicate, daemon=True).start()
                yield f"http://localhost:{found[1]}/"
                break
        else:
            raise SystemExit("".join(said))
    finally:
        server.terminate()
        server.wait()


def answer(route: Route) -> None:
    """Answer for a CDN at once."""
    name = route.request.url.rsplit("/", 1)[-1]
    leaflet = files("js_lib_leaflet").joinpath("static", "js_lib_leaflet", name)
    body = leaflet.read_text(encoding="utf-8") if leaflet.is_file() else ""
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    route.fulfill(body=body, content_type=kind)


def said_at(view: Page, text: str) -> float:
    """Wait until the frame of the map has painted a text; tell when, in milliseconds.

    It may be another frame by then than the one that was there at first.
    """
    last = time.perf_counter() + 60
    while time.perf_counter() < last:
        try:
            if at := float(view.frames[1].evaluate(SAYS, text)):
                return at
        except (Error, IndexError):
            view.evaluate("() => new Promise(requestAnimationFrame)")
    raise SystemExit(f"{view.url} never said {text}")


def change_ms(view: Page, units: str) -> float:
    """Change the units, and tell how long after the click the figure was painted."""
    view.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    view.get_by_role("radio", name=units, exact=True).click()
    return said_at(view, f"{FIGURES[units]} {units}") - float(view.evaluate("clicked"))


def opened(browser: Browser, url: str) -> Page:
    """Open an app, and wait for its map."""
    view = browser.new_page(viewport={"width": 1280, "height": 900})
    view.add_init_script(NOTE)
    view.route(re.compile(r"^https?://(?!localhost:)"), answer)
    view.goto(url)
    said_at(view, "195 km")
    return view


def first_map_s(browser: Browser) -> float:
    """Start the app as ``make app`` does, and tell when its first map was drawn."""
    began = time.perf_counter()
    with served(OURS, ".") as url:
        view = opened(browser, url)
        view.frame_locator("iframe").locator("html[data-drawn]").wait_for(state="attached")
        took = time.perf_counter() - began
        view.close()
    return took


def changes(browsers: Sequence[Browser], runs: int) -> dict[str, list[float]]:
    """Change the units in both apps in turn, so that what else runs weighs on both alike.

    Each has a browser of its own: a page behind another is drawn later.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "drawn.json").write_text(drawn())
        (Path(folder) / "peer.py").write_text(PEER)
        peer = [sys.executable, "-m", "streamlit", "run", "peer.py", *OPTIONS]
        peer += ["--server.address=localhost", "--browser.gatherUsageStats=false"]
        with served(OURS, ".") as ours, served(peer, folder) as theirs:
            views = {
                "dateline": opened(browsers[0], ours),
                "streamlit-folium": opened(browsers[1], theirs),
            }
            times: dict[str, list[float]] = {name: [] for name in views}
            for units in list(FIGURES) * (runs // len(FIGURES) + 1):
                for name, view in views.items():
                    times[name].append(change_ms(view, units))
    return times


def main() -> None:
    """Measure, and print the medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with sync_playwright() as playwright:
        browsers = [
            playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=["--no-sandbox", "--disable-gpu"],
            )
            for _ in range(2)
        ]
        starts = [first_map_s(browsers[0]) for _ in range(STARTS)]
        times = changes(browsers, runs)
        for browser in browsers:
            browser.close()
    print(f"start to first map: {statistics.median(starts):.1f} s")
    middle = {name: statistics.median(found[len(FIGURES) :]) for name, found in times.items()}
    for name, ms in middle.items():
        print(f"{name}, change of units: {ms:.0f} ms (first {times[name][0]:.0f})")
    print(f"ratio: {middle['dateline'] / middle['streamlit-folium']:.2f}")


if __name__ == "__main__":
    main()
