"""Write labels as SVG, with the rules of their type."""

from __future__ import annotations

from geo import palette
from geo.picture import svg
from geo.picture.labels import LEADING, Placed
from geo.picture.spots import START


def draw(placed: Placed) -> str:
    """Draw a label, with a thread to what it names where that is not beside it."""
    label, box, spot = placed.label, placed.box, placed.spot
    out, y = [], box.top
    for words in label.words:
        y += words.size * LEADING
        attributes = {"lang": words.lang} if words.lang else {}
        out.append(
            svg.element(
                "text",
                svg.text(words.text),
                cls=words.cls if spot.anchor == START else f"{words.cls} s-{spot.anchor}",
                x=spot.x,
                y=y - 0.3 * words.size,
                **attributes,
            )
        )
    return _thread(placed) + "".join(out)


def _thread(placed: Placed) -> str:
    if not placed.thread:
        return ""
    (x1, y1), (x2, y2) = placed.thread
    return svg.element("line", cls="s-thread", x1=x1, y1=y1, x2=x2, y2=y2)


CSS = (
    f".still text{{font-family:{palette.SANS};fill:var(--text);stroke:var(--land);"
    "stroke-width:3;stroke-linejoin:round;paint-order:stroke}"
    ".still .s-middle{text-anchor:middle}"
    ".still .s-end{text-anchor:end}"
    ".still .s-name{font-size:13px;font-weight:600}"
    ".still .s-small{font-size:10.5px;font-weight:600}"
    ".still .s-figure{font-size:12.5px;font-weight:600}"
    ".still .s-own{font-size:11.5px;fill:var(--quiet)}"
    ".still .s-disputed{font-size:11px;font-style:italic;fill:var(--quiet)}"
    ".still .s-town{font-size:11px;fill:var(--quiet)}"
    ".still .s-scale{font-size:11px}"
    ".still .s-country{font-size:10px;letter-spacing:1.8px;fill:var(--quiet)}"
    ".still .s-water{font-size:11.5px;font-style:italic;fill:var(--water);stroke:var(--sea)}"
    ".still .s-dot{fill:var(--paper);stroke:var(--text);stroke-width:2}"
    ".still .s-around{fill:var(--text);fill-opacity:.06;stroke:var(--text);stroke-width:1;"
    "stroke-dasharray:2 2.5}"
    ".still .s-town-dot{fill:var(--quiet)}"
    ".still .s-bar{stroke:var(--text);stroke-width:1.4}"
    ".still .s-thread{stroke:var(--text);stroke-width:.8}"
    ".still .s-disc{fill:var(--leg);stroke:var(--paper);stroke-width:2}"
    ".still .s-number{font-size:12px;font-weight:600;fill:var(--on-leg);stroke:none;"
    "text-anchor:middle}"
)
