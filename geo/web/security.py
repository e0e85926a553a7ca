"""A content policy that forbids every remote origin and names what may run by its hash."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Any


def digest(text: str) -> str:
    """Give the hash of an inline script or style, as a content policy writes it."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(scripts: Iterable[str], styles: Iterable[str], pictures: str = "") -> str:
    """Write the content policy of a page that carries these scripts and styles, no others.

    ``pictures`` is the one origin that tiles may come from, if a person asked for them.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(digest(script) for script in scripts) or "'none'",
        "style-src": " ".join(digest(style) for style in styles) or "'none'",
        "img-src": f"data: {pictures}".strip(),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def embed(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Write JSON that cannot end the script element which holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES)
