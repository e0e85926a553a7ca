"""How much room a text takes, so that none runs out of its frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geo.picture.typeface import Face, runs, width
from geo.story.breaks import wrap

LEADING = 1.22
"""The distance of lines, in sizes of the type: Arial's, and some room."""

_ROOM = 1.04
"""Type that stands in for Arial may run this much wider; a letter it lacks is a square."""


def lines(text: str, room: float, size: float, face: Face = Face.SANS) -> int:
    """Count the lines that a text takes.

    Parameters
    ----------
    room, size : float
        Width of the frame and size of the type, in points.
    """

    def measure(words: str) -> float:
        unknown = len(words) - sum(len(run) for run, _ in runs(words, face))
        return width(words, size, face) * _ROOM + unknown * size

    # What is wider than the frame is one word, or a figure and its unit: it is broken.
    return sum(max(1, -int(-measure(line) // room)) for line in wrap(text, room, measure))


def height(
    texts: Iterable[str], room: float, size: float, after: float = 0.0, face: Face = Face.SANS
) -> float:
    """Tell how high paragraphs stand, in points; ``after`` is the room after each."""
    return sum(lines(text, room, size, face) * size * LEADING + after for text in texts)


def largest(
    texts: Sequence[str],
    room: tuple[float, float],
    sizes: Sequence[float],
    after: float,
    face: Face = Face.SANS,
) -> float:
    """Choose the largest size at which paragraphs fit a frame, or the smallest there is."""
    wide, high = room
    return next((s for s in sizes if height(texts, wide, s, after, face) <= high), sizes[-1])


def parted(heights: Sequence[float], high: float) -> Iterator[slice]:
    """Part things of given heights so that each part stands within a height."""
    start, filled = 0, 0.0
    for number, one in enumerate(heights):
        if number > start and filled + one > high:
            yield slice(start, number)
            start, filled = number, 0.0
        filled += one
    if heights:
        yield slice(start, len(heights))
