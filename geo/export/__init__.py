"""Writes a case to files, each format by its ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from geo.export import geojson
from geo.export.files import write
from geo.report import Report
from geo.story.values import Story

Render = Callable[[Report, Story], str | bytes]


def _html(report: Report, story: Story) -> str:
    from geo.web import page  # noqa: PLC0415 - folium is slow to import, and only this needs it

    return page.render(story, report)


def _picture(
    report: Report, story: Story, ending: str, size: tuple[int, int] | None = None
) -> bytes:
    from geo.picture import poster  # noqa: PLC0415 - so are matplotlib and cartopy

    return poster.poster(report, story, size or poster.SIZE, ending)


def _pdf(report: Report, story: Story) -> bytes:
    from geo.brief import pdf  # noqa: PLC0415 - and typst

    return pdf.render(report, story)


def _slides(report: Report, story: Story) -> bytes:
    from geo.brief import slides  # noqa: PLC0415 - and python-pptx

    return slides.render(report, story)


FORMATS: Mapping[str, Render] = {
    ".html": _html,
    ".geojson": geojson.dumps,
    ".png": partial(_picture, ending=".png"),
    ".svg": partial(_picture, ending=".svg"),
    ".pdf": _pdf,
    ".pptx": _slides,
}
"""What each ending writes."""

PICTURES = (".png", ".svg")
"""The endings of pictures, which come in any size."""


def export(
    report: Report,
    story: Story,
    files: Sequence[Path],
    step: Callable[[str], None],
    size: tuple[int, int] | None = None,
) -> Iterator[tuple[Path, int]]:
    """Write a case to files; all are rendered before the first is written.

    Parameters
    ----------
    size : tuple of int, optional
        Width and height of pictures, in pixels.

    Raises
    ------
    ExportError
        If a file cannot be written; it is then left as it was.
    """
    bodies = []
    for file in files:
        step(file.name)
        ending = file.suffix.lower()
        sized = size if ending in PICTURES else None
        render = partial(_picture, ending=ending, size=sized) if sized else FORMATS[ending]
        bodies.append(render(report, story))
    for file, body in zip(files, bodies, strict=True):
        yield file, write(file, body)
