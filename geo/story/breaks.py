"""Where a line of text may break: never between a figure and its unit."""

from __future__ import annotations

import re

_FIGURE = r"\d[\d.,–]* (?:km|mi|nmi|mil laut|mil)\b"
_WORD = re.compile(rf"(?:{_FIGURE}|\S)+(?: ·(?=\s|$))?")


def pieces(text: str) -> list[str]:
    """Part a text where its lines may break; a middle dot keeps to what it follows."""
    return _WORD.findall(text)
