"""Scripts and styles of the page: our own, and Leaflet's from the package that ships it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from geo.errors import ExportError

_SCRIPTS = (
    *("core", "renew", "geometry", "sheet", "base", "lines"),
    *("glyphs", "labels", "marks", "controls", "embed", "map", "page"),
)

_UNUSED = re.compile(
    r"tooltip|vml|oldie|shadow|image|-icon|zoom-box|leaflet-bar|attribution"
    r"|control-(?:layers|zoom|scale)"
)
"""Leaflet's parts that the map is without."""
_COMMENT = re.compile(r"//|/\*\*.*\*/$")


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
    plain = plain.partition("@media print")[0]
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", plain)
    return _tight(
        "".join(
            f"{used}{{{' '.join(body.split())}}}\n"
            for selectors, body in rules
            if (used := _used(selectors)) and not re.search("url|progid|behavior", body)
        )
    )


def _used(selectors: str) -> str:
    """Leave out the selectors of what the page's map is without."""
    each = (" ".join(selector.split()) for selector in selectors.split(","))
    return ", ".join(selector for selector in each if not _UNUSED.search(selector))


def _lean(script: str) -> str:
    """Leave out comments and indentation; lines stay lines."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not _COMMENT.match(line))


@cache
def script() -> str:
    """Give the page's own scripts, in the order in which they build on each other."""
    return "\n".join(_lean(_own(f"js/{name}.js")) for name in _SCRIPTS) + "\n"


@cache
def frame_script() -> str:
    """Give the script of the app's frame around the page."""
    return _own("frame.js")


@cache
def style(name: str) -> str:
    """Give one of the page's own style sheets."""
    return _tight(_own(f"{name}.css"))


def _tight(sheet: str) -> str:
    """Leave out the room between the rules of a style sheet."""
    tight = re.sub(r"\s*([{};,])\s+", r"\1", sheet)
    return re.sub(r"([\w-]): +", r"\1:", tight).replace(";}", "}").replace(" {", "{") + "\n"


@cache
def template() -> str:
    """Give the page's template."""
    return _own("page.html.j2")
