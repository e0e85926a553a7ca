"""Tell names in other scripts from Latin ones."""

from __future__ import annotations

import unicodedata

_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})
"""Categories of letters, without those that modify others, such as the okina of Tongan."""


def in_other_script(name: str) -> bool:
    """Tell whether the first letter of a name, whatever signs stand before it, is not Latin."""
    first = next((sign for sign in name if unicodedata.category(sign) in _LETTERS), "")
    return bool(first) and not unicodedata.name(first, "").startswith("LATIN ")
