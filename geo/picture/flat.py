"""Write a standalone picture without custom properties, for readers of SVG that know none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geo import palette
from geo.model import Mode
from geo.story.bidi import undirected

_STYLE = re.compile(r"(?<=<style>)[^<]*(?=</style>)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PROPERTY = re.compile(r"var\(--([\w-]+)\)")
_LEG = "var(--leg)"


def flat(picture: str, sans: str = palette.SANS) -> str:
    """Put colours in the place of custom properties, name the type, leave out controls.

    Parameters
    ----------
    picture : str
        A standalone ``<svg>`` of ``geo.picture``, in light colours.
    sans : str
        Families for the text, as CSS lists them.
    """
    flattened = _STYLE.sub(lambda style: _flat_css(style[0], sans), picture, count=1)
    return undirected(flattened)  # such readers draw controls of direction as boxes


def _flat_css(css: str, sans: str) -> str:
    rules = (_flat_rule(rule[1].strip(), rule[2]) for rule in _RULE.finditer(css))
    return "".join(rules).replace(palette.SANS, sans)


def _flat_rule(selector: str, body: str) -> str:
    """Write one rule; what takes the colour of its leg becomes a rule for each mode."""
    if "--leg:" in body or body.startswith("--"):
        return ""
    if _LEG not in body:
        return f"{selector}{{{_coloured(body, palette.LIGHT)}}}"
    root, _, part = selector.partition(" ")
    out = []
    for mode in Mode:
        by = f"{root} .s-by-{mode.value}"
        own = body.replace(_LEG, palette.LIGHT[palette.leg(mode)])
        out.append(f"{by} {part},{by}{part}{{{_coloured(own, palette.LIGHT)}}}")
    return "".join(out)


def _coloured(body: str, colours: Mapping[str, str]) -> str:
    return _PROPERTY.sub(lambda found: colours[found[1]], body)
