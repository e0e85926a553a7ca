"""Where a line of text may break: never between a figure and its unit or its symbol."""

from __future__ import annotations

import re

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
