"""The faces of pictures in files: which letters they have, how wide, and their outlines.

The fonts are shipped, so that a picture looks the same everywhere. For letters that no
face has stands an ellipsis; signs that are none are left out rather than drawn as boxes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path as File
from threading import RLock
from typing import Literal

import matplotlib
import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

from geo import store

_UNITS = 100.0
_LEFT_OUT = {"Cc", "Cf", "Cs", "Co", "Cn"}
_MARK = "\0"
_LOST = re.compile(rf"{_MARK}(?:[{_MARK}\s]*{_MARK})?")
ALONE = RLock()
"""Held by whoever has FreeType at work: it reads a font through Python, where another
thread may come in between, and two at one font break the process."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font file, and how a style sheet asks for it."""

    file: str
    family: str
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"
    kin: tuple[str, ...] = ()
    """Families of the same measures, where the font is not at hand."""


class Face(Enum):
    """What a text is set in."""

    SERIF = Font("font-serif-bold.ttf", "Gelasio", 700, "normal", ("Georgia", "serif"))
    SANS = Font("font-sans.ttf", "Arimo", 400, "normal", ("Arial", "sans-serif"))
    BOLD = Font("font-sans-bold.ttf", "Arimo", 700, "normal", ("Arial", "sans-serif"))
    ITALIC = Font("font-sans-italic.ttf", "Arimo", 400, "italic", ("Arial", "sans-serif"))
    KOREAN = Font("font-korean.ttf", "Noto Sans KR", 400, "normal", ("sans-serif",))
    SYMBOLS = Font("DejaVuSans.ttf", "DejaVu Sans", 400, "normal", ("sans-serif",))


_FALLBACK = {Face.SERIF: (Face.BOLD,)}
_LAST = (Face.KOREAN, Face.SYMBOLS)


@cache
def path(face: Face) -> File:
    """Find the file of a face; matplotlib brings the last one along."""
    if face is Face.SYMBOLS:
        return File(str(matplotlib.get_data_path()), "fonts", "ttf", face.value.file)
    return store.path(face.value.file)


@cache
def letters(face: Face) -> frozenset[int]:
    """Give the code points that a face has."""
    with ALONE:
        return frozenset(_font(face).get_charmap())


@cache
def _font(face: Face) -> FT2Font:
    return FT2Font(str(path(face)))


@cache
def properties(face: Face) -> FontProperties:
    """Give a face as matplotlib names it."""
    font = face.value
    return FontProperties(
        family=[font.family, *font.kin],
        weight=font.weight,
        style=font.style,
        size=_UNITS,
        fname=str(path(face)),
    )


@lru_cache(maxsize=4096)
def runs(text: str, face: Face) -> tuple[tuple[str, Face], ...]:
    """Cut a text into runs of one face each."""
    drawn = legible(text, face)
    shown = [(letter, found) for letter in drawn if (found := _face(letter, face))]
    return tuple(
        ("".join(letter for letter, _ in run), found)
        for found, run in groupby(shown, key=lambda pair: pair[1])
    )


def legible(text: str, face: Face = Face.SANS) -> str:
    """Put an ellipsis for the words of a text that no face has the letters of."""
    return text if text.isascii() else _LOST.sub("…", _marked(text, face))


def lost(text: str) -> tuple[str, ...]:
    """Give the words of a text that no face has the letters of."""
    return tuple(text[at.start() : at.end()] for at in _LOST.finditer(_marked(text, Face.SANS)))


@lru_cache(maxsize=4096)
def _marked(text: str, face: Face) -> str:
    """Put a mark for each letter that no face has, and for the accents on it."""
    out = ""
    for letter in text:
        kind = unicodedata.category(letter)[0]
        accent = kind == "M" and out.endswith(_MARK)
        gone = accent or (kind in "LN" and not _face(letter, face))
        out += _MARK if gone else letter
    return out


@lru_cache(maxsize=8192)
def _face(letter: str, wanted: Face) -> Face | None:
    if unicodedata.category(letter) in _LEFT_OUT or _needs_shaping(letter):
        return None
    chain = (wanted, *_FALLBACK.get(wanted, ()), *_LAST)
    return next((face for face in chain if ord(letter) in letters(face)), None)


def _needs_shaping(letter: str) -> bool:
    """Tell whether a letter joins its neighbours or runs from right to left."""
    return unicodedata.bidirectional(letter) in ("R", "AL", "AN")


def drawable(text: str, face: Face = Face.SANS) -> bool:
    """Tell whether every letter of a text can be drawn."""
    return all(_face(letter, face) for letter in text)


@lru_cache(maxsize=4096)
def _advance(run: str, face: Face) -> float:
    """Measure a run, in hundredths of its size."""
    return sum(_step(letter, face) for letter in run) * _UNITS / _font(face).units_per_EM


@lru_cache(maxsize=8192)
def _step(letter: str, face: Face) -> int:
    """Tell how far a letter moves on, in the units of its font."""
    with ALONE:
        return int(_font(face).load_char(ord(letter), flags=LoadFlags.NO_SCALE).horiAdvance)


def width(text: str, size: float, face: Face, spacing: float = 0.0) -> float:
    """Measure a text in pixels; spacing is the room after each letter but the last."""
    parts = runs(text, face)
    letters_ = sum(len(run) for run, _ in parts)
    whole = sum(_advance(run, found) for run, found in parts)
    return whole * size / _UNITS + spacing * max(letters_ - 1, 0)


@lru_cache(maxsize=2048)
def _outline(run: str, face: Face) -> Path:
    with ALONE:
        vertices, codes = TextToPath().get_text_path(properties(face), run)
    return Path(np.asarray(vertices, dtype=float).reshape(-1, 2), codes or None)


def outlines(text: str, size: float, face: Face, spacing: float = 0.0) -> Iterator[Path]:
    """Give the outlines of a text's runs, from its baseline's left end, y upward."""
    x = 0.0
    for run, found in runs(text, face):
        parts = list(run) if spacing else [run]
        for part in parts:
            drawn = _outline(part, found)
            if drawn.codes is not None:
                yield drawn.transformed(Affine2D().scale(size / _UNITS).translate(x, 0.0))
            x += _advance(part, found) * size / _UNITS + spacing
