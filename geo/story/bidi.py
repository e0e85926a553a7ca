"""Keep the writing direction of a stranger's text from leaking into the words around it."""

from __future__ import annotations

from unicodedata import bidirectional

_ISOLATES = {"LRI", "RLI", "FSI"}
_EMBEDDINGS = {"LRE", "RLE", "LRO", "RLO"}
_CONTROLS = dict.fromkeys(
    (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_FIRST_STRONG, _POP_ISOLATE, _POP_EMBEDDING = "\u2068", "\u2069", "\u202c"


def isolate(text: str) -> str:
    """Wrap a text in a first-strong isolate, if any of it can turn the direction.

    Closing controls without an opening one are left out, and missing ones added,
    so that nothing in the text can end the isolate early (Unicode Annex 9).
    """
    kinds = {bidirectional(char) for char in text}
    if not kinds & ({"R", "AL", "PDI", "PDF"} | _ISOLATES | _EMBEDDINGS):
        return text
    return f"{_FIRST_STRONG}{_balanced(text)}{_POP_ISOLATE}"


def _balanced(text: str) -> str:
    """Close what a text opens, and leave out what it closes without opening."""
    out: list[str] = []
    open_: list[str] = []
    for char in text:
        kind = bidirectional(char)
        if kind in _ISOLATES:
            open_.append(_POP_ISOLATE)
        elif kind in _EMBEDDINGS:
            open_.append(_POP_EMBEDDING)
        elif kind in {"PDI", "PDF"}:
            if not open_ or open_[-1] != char:
                continue
            open_.pop()
        out.append(char)
    return "".join(out + open_[::-1])


def undirected(text: str) -> str:
    """Leave out the controls of direction: of a text that runs one way, or stands alone."""
    return text.translate(_CONTROLS)
