"""Where a line of text may break: never between a figure and its unit."""

from __future__ import annotations

import re

FIGURE = r"\d[\d.,–]* (?:km|mi|nmi|mil laut|mil)\b"
"""A figure with its unit, as a regular expression that Typst reads as Python does."""
KEPT = rf"\(?{FIGURE}[).,;:]*"
"""The same with the bracket and the stop that stand at it, for what is set by others."""
_WORD = re.compile(rf"(?:{FIGURE}|\S)+(?: ·(?=\s|$))?")


def pieces(text: str) -> list[str]:
    """Part a text where its lines may break; a middle dot keeps to what it follows."""
    return _WORD.findall(text)
