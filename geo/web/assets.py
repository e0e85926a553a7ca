"""Scripts and styles of the page: our own, and Leaflet's from the package that ships it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from geo.errors import ExportError

_SCRIPTS = (
    *("core", "renew", "geometry", "sheet", "base", "lines"),
    *("glyphs", "labels", "marks", "controls", "map", "page"),
)


@cache
def _own(name: str) -> str:
    return files("geo.web").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _leaflet(name: str) -> str:
    found = files("js_lib_leaflet").joinpath("static", "js_lib_leaflet", name)
    if not found.is_file():
        raise ExportError("Leaflet is missing; install django-js-lib-leaflet again.")
    return found.read_text(encoding="utf-8")


@cache
def leaflet_script() -> str:
    """Give Leaflet's script, without the address of its source map."""
    return re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", _leaflet("leaflet.js"))


@cache
def leaflet_style() -> str:
    """Give Leaflet's style, without comments and the rules that would ask for pictures."""
    plain = re.sub(r"/\*.*?\*/", "", _leaflet("leaflet.css"), flags=re.DOTALL)
    plain = re.sub(r"[^{}]+\{[^{}]*(?:url|progid|behavior)[^{}]*\}", "", plain)
    return re.sub(r"\s*\n\s*", "\n", plain).strip() + "\n"


@cache
def script() -> str:
    """Give the page's own scripts, in the order in which they build on each other."""
    return "\n".join(_own(f"js/{name}.js") for name in _SCRIPTS)


@cache
def frame_script() -> str:
    """Give the script of the app's frame around the page."""
    return _own("frame.js")


@cache
def style(name: str) -> str:
    """Give one of the page's own style sheets."""
    return _own(f"{name}.css")


@cache
def template() -> str:
    """Give the page's template."""
    return _own("page.html.j2")
