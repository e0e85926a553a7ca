"""Where a line of text breaks: never between a figure and its unit or its symbol."""

from __future__ import annotations

import re
from collections.abc import Callable

FIGURE = r"\d[\d.,–]* (?:km|mi|nmi|mil laut|mil)\b"
"""A figure with its unit, as a regular expression that Typst reads as Python does."""
_TALLY = r"[●◐▲] \d+"
"""How many claims a verdict is of: "▲ 2 differ"."""
KEPT = rf"\(?(?:{FIGURE}|{_TALLY})[).,;:]*"
"""The same with the bracket and the stop that stand at it, for what is set by others."""
_WORD = re.compile(rf"(?:{FIGURE}|{_TALLY}|\S)+(?: ·(?=\s|$))?")


def pieces(text: str) -> list[str]:
    """Part a text where its lines may break; a middle dot keeps to what it follows."""
    return _WORD.findall(text)


def wrap(text: str, room: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Break a text into lines no wider than there is room; a long word stays whole."""
    lines: list[str] = []
    for word in pieces(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines) or ("",)
