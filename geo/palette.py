"""The art direction in one place: colours, fonts, widths and dashes.

Every colour of a text or a line stands at 4.5:1 or more on land, sea and paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.model import Basis, Mode, Verdict

LIGHT: Mapping[str, str] = MappingProxyType({
    "sea": "#DCE6EC",
    "land": "#F6F3EC",
    "paper": "#FFFFFF",
    "coast": "#9FB2BE",
    "river": "#BED0DB",
    "border": "#8C9BA5",
    "hatch": "#8A7F70",
    "rule": "#D9DCE0",
    "rule-dark": "#9AA1A9",
    "band": "#F5DEDC",
    "text": "#1F2328",
    "quiet": "#5A6068",
    "water": "#3E6480",
    "leg-sea": "#0B4F8A",
    "leg-rail": "#9A3412",
    "leg-road": "#5B3A8E",
    "leg-air": "#0B655E",
    "leg-measured": "#111827",
    "on-leg": "#FFFFFF",
    "agrees": "#166534",
    "compatible": "#854D0E",
    "differs": "#B91C1C",
    "not-measurable": "#52525B",
})  # fmt: skip

DARK: Mapping[str, str] = MappingProxyType({
    "sea": "#14181D",
    "land": "#23262B",
    "paper": "#17191D",
    "coast": "#3A434C",
    "river": "#2E3A44",
    "border": "#55606B",
    "hatch": "#7D7466",
    "rule": "#343941",
    "rule-dark": "#6B737D",
    "band": "#4A2626",
    "text": "#ECEDEE",
    "quiet": "#A9AFB7",
    "water": "#7CC0FF",
    "leg-sea": "#7CC0FF",
    "leg-rail": "#FFB08A",
    "leg-road": "#C9B0FF",
    "leg-air": "#6FD6C8",
    "leg-measured": "#F3F4F6",
    "on-leg": "#17191D",
    "agrees": "#6EE7A0",
    "compatible": "#FACC6B",
    "differs": "#FF9B93",
    "not-measurable": "#B4B8BF",
})  # fmt: skip

SERIF = 'Georgia, Cambria, "Times New Roman", Times, serif'
SANS = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

LINE = 3.0
"""Width of a leg's line, in pixels; its casing shows 2 px of paper on either side."""
CASING = 7.0
MEASURED = 1.6

INFERRED_DASH = "8 5"
SCHEMATIC_DASH = "0 5"
"""Dots: dashes of no length with round caps."""
GUESSED_DASH = "0 5 0 12"
"""Dots in pairs, of what is both inferred and schematic."""


def leg(mode: Mode) -> str:
    """Name the colour of a leg."""
    return f"leg-{mode.value}"


def verdict(found: Verdict | None) -> str:
    """Name the colour of a verdict, and of a text about none."""
    return found.value.replace("_", "-") if found else "text"


def dash(basis: Basis, schematic: bool) -> str:
    """Give the dashes of a line, empty for a solid one."""
    if basis is Basis.INFERRED:
        return GUESSED_DASH if schematic else INFERRED_DASH
    return SCHEMATIC_DASH if schematic else ""


def variables(colours: Mapping[str, str]) -> str:
    """Write colours as CSS custom properties: ``--sea:#…;--land:#…``."""
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())
