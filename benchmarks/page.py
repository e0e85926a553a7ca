"""Time the page's first map against folium's own export of the same legs.

Folium's export asks CDNs for Leaflet, jQuery, Bootstrap and icon fonts. Here they come
from this machine at once: the real files, from the packages that the CDNs serve, and an
empty answer for what no package holds. Tiles are off in both. A map counts as drawn when
the script that draws it has ended: each page sets a mark there, folium's in a script of its
own right after folium's.

    python benchmarks/page.py [runs]
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import folium
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path += [str(ROOT / "data" / "make")]

from common import npm  # noqa: E402

from geo import case, store  # noqa: E402
from geo.examine import examine  # noqa: E402
from geo.report import Report  # noqa: E402
from geo.story.tell import tell  # noqa: E402
from geo.story.values import Story  # noqa: E402
from geo.web import page  # noqa: E402

CASE = "najin-dunay-tikhoretsk"
RUNS = 15
MARK = "dateline-drawn"
PACKAGES = {
    "leaflet@1.9.3": ("leaflet", "1.9.3"),
    "jquery-3.7.1.min.js": ("jquery", "3.7.1"),
    "bootstrap@5.2.2": ("bootstrap", "5.2.2"),
    "fontawesome-free@6.2.0": ("@fortawesome/fontawesome-free", "6.2.0"),
}
CDN_FILE = {"jquery-3.7.1.min.js": "dist/jquery.min.js"}


def folium_page(report: Report) -> str:
    """Draw the legs and places as a newcomer to folium would."""
    drawn = folium.Map(tiles=None)
    for result in report.legs:
        points = [point for stretch in result.route.stretches for point in stretch.points]
        folium.PolyLine(points, tooltip=result.leg.id).add_to(drawn)
    for place in report.case.places:
        folium.Marker(place.at, popup=place.id).add_to(drawn)
        folium.Circle(place.at, radius=place.radius_km * 1000).add_to(drawn)
    drawn.fit_bounds(drawn.get_bounds())
    return str(drawn.get_root().render())


def files(report: Report, story: Story) -> dict[str, bytes]:
    """Give what the server holds, by path: both pages, and all that folium's links to."""
    export, held = folium_page(report), {}
    links = (*folium.Map.default_js, *folium.Map.default_css)
    for number, (_, url) in enumerate(links):
        path = f"/{number}{Path(url).suffix}"
        export = export.replace(url, path)
        held[path] = _file(url)
    export = export.replace("</html>", f"<script>performance.mark('{MARK}')</script></html>")
    ours = page.render(story, report)
    return held | {"/folium.html": export.encode(), "/dateline.html": ours.encode()}


def _file(url: str) -> bytes:
    for mark, (name, version) in PACKAGES.items():
        if mark in url:
            inside = CDN_FILE.get(mark) or url.split(mark + "/")[1]
            return (npm(name, version) / inside).read_bytes()
    return b""


class Handler(BaseHTTPRequestHandler):
    """Answer from memory, at once."""

    protocol_version = "HTTP/1.1"
    held: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        """Answer with the file held under the path, or with nothing."""
        body = self.held.get(self.path, b"")
        kind = {".js": "text/javascript", ".css": "text/css"}.get(
            Path(self.path).suffix, "text/html"
        )
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def drawn_ms(browser: Browser, url: str) -> float:
    """Open a page in a fresh context, and tell when its map was drawn."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    view = context.new_page()
    view.goto(url, wait_until="load")
    found = float(view.evaluate(f"performance.getEntriesByName('{MARK}')[0].startTime"))
    if view.locator(".leaflet-overlay-pane path").count() < 2:
        raise SystemExit(f"{url} drew nothing")
    context.close()
    return found


def main() -> None:
    """Measure both in turn, so that what else the machine does weighs on both alike."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    report = examine(case.read(store.cases()[CASE]))
    Handler.held = files(report, tell(report, "en", "km"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    times: dict[str, list[float]] = {"dateline": [], "folium": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for _ in range(runs + 1):
            for name, found in times.items():
                url = f"http://127.0.0.1:{server.server_port}/{name}.html"
                found.append(drawn_ms(browser, url))
        browser.close()
    server.shutdown()
    tell_times(times)


def tell_times(times: dict[str, list[float]]) -> None:
    """Print medians, the first run of each left out, and their ratio."""
    middle = {name: statistics.median(found[1:]) for name, found in times.items()}
    for name, ms in middle.items():
        print(f"{name}: {ms:.0f} ms (fastest {min(times[name]):.0f})")
    print(f"ratio: {middle['dateline'] / middle['folium']:.2f}")


if __name__ == "__main__":
    main()
