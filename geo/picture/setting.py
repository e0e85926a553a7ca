"""Set lines of text one beneath the other: wrap, measure, write."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from geo.picture import typeface
from geo.picture.canvas import Canvas
from geo.picture.typeface import Face
from geo.story.breaks import pieces

_NARROWER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
_BASELINE = 0.78
"""The part of a line that stands above its baseline."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one face and colour within a line."""

    text: str
    face: Face
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of spans, and how much of the sheet's height it takes."""

    spans: tuple[Span, ...]
    size: float
    height: float


def paragraph(
    spans: Sequence[Span], size: float, room: float, leading: float = 1.28, most: int = 99
) -> tuple[Line, ...]:
    """Break spans into lines no wider than the room, at most so many.

    What is beyond the last line is left out, with an ellipsis in its place. A word that is
    wider than the room is broken.
    """
    return _lines(_words(spans, size, room), size, room, leading, most)


def _words(spans: Sequence[Span], size: float, room: float) -> list[Span]:
    """Part spans into words, and words that are wider than the room into what fits in it."""
    words = [replace(span, text=word) for span in spans for word in pieces(span.text)]
    return [part for word in words for part in _broken(word, size, room)]


def _lines(
    parts: Sequence[Span], size: float, room: float, leading: float, most: int
) -> tuple[Line, ...]:
    lines: list[list[Span]] = []
    for word in parts:
        if lines and _width([*lines[-1], word], size) <= room:
            lines[-1].append(word)
        else:
            lines.append([word])
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = _cut(lines[-1], size, room)
    return tuple(Line(_joined(line), size, size * leading) for line in lines)


def _broken(word: Span, size: float, room: float) -> Iterator[Span]:
    """Break a word that is wider than the room, such as an address; no figure is."""
    text = word.text
    while text and " " not in text and typeface.width(text, size, word.face) > room:
        wide = partial(_wide, text, size, word.face)
        fits = max(bisect_right(range(len(text) + 1), room, key=wide) - 1, 1)
        yield replace(word, text=text[:fits])
        text = text[fits:]
    if text:
        yield replace(word, text=text)


def _wide(text: str, size: float, face: Face, end: int) -> float:
    return typeface.width(text[:end], size, face)


def balanced(
    spans: Sequence[Span], size: float, room: float, leading: float = 1.28, most: int = 99
) -> tuple[Line, ...]:
    """Break spans into as few lines as there is room for, all of much the same length.

    Where it can be, no name of several words is broken.
    """
    words = _words(spans, size, room)
    lines = _lines(words, size, room, leading, most)
    for part in _NARROWER:
        narrower = _lines(words, size, part * room, leading, most)
        if len(narrower) > len(lines) or len(lines) == 1 or _is_cut(narrower):
            break
        if _torn(narrower) <= _torn(lines):
            lines = narrower
    return lines


def _torn(lines: Sequence[Line]) -> int:
    """Count the lines that end with one capital word, and go on with another."""
    texts = ["".join(span.text for span in line.spans).split() for line in lines]
    return sum(
        end[-1][:1].isupper() and end[-1][-1:].isalpha() and start[0][:1].isupper()
        for end, start in itertools.pairwise(text for text in texts if text)
    )


def shorter(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave the last line out, with an ellipsis at the end of the one before."""
    *kept, last = lines[:-1]
    *spans, end = last.spans
    words = end.text.rstrip("…")
    text = (words.rpartition(" ")[0] or words).rstrip(",;:.") + "…"
    return (*kept, Line((*spans, Span(text, end.face, end.colour)), last.size, last.height))


def _is_cut(lines: Sequence[Line]) -> bool:
    return lines[-1].spans[-1].text.endswith("…")


def _width(words: Sequence[Span], size: float) -> float:
    return sum(typeface.width(span.text, size, span.face) for span in _joined(words))


def _joined(words: Sequence[Span]) -> tuple[Span, ...]:
    """Join words of one face and colour, with a space between any two."""
    out: list[Span] = []
    for number, word in enumerate(words):
        text = word.text if number == 0 else f" {word.text}"
        if out and (out[-1].face, out[-1].colour) == (word.face, word.colour):
            out[-1] = Span(out[-1].text + text, word.face, word.colour)
        else:
            out.append(Span(text, word.face, word.colour))
    return tuple(out)


def _cut(words: list[Span], size: float, room: float) -> list[Span]:
    while words:
        *before, last = words
        ended = [*before, replace(last, text=last.text.rstrip(",;:.") + "…")]
        if _width(ended, size) <= room or len(last.text) == 1:
            return ended
        words = before or [replace(last, text=last.text[:-1])]
    return words


def height(lines: Iterable[Line]) -> float:
    """Give the height of lines set one beneath the other."""
    return sum(line.height for line in lines)


def write(canvas: Canvas, lines: Iterable[Line], left: float, top: float) -> float:
    """Write lines from a corner down, and give where the next would begin."""
    for line in lines:
        x = left
        y = top + line.height - (1 - _BASELINE) * line.size - (line.height - line.size) / 2
        for span in line.spans:
            wide = typeface.width(span.text, line.size, span.face)
            canvas.text((x, y), span.text, line.size, span.face, span.colour)
            x += wide
        top += line.height
    return top
