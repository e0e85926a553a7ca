"""Writes a case to files, each format by its ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from geo.export import claims, geojson, gpkg, gpx, jsonld, kml
from geo.export.files import write
from geo.report import Report
from geo.story.values import Story

Render = Callable[[Report, Story], str | bytes]


def _html(report: Report, story: Story) -> str:
    from geo.web import page  # noqa: PLC0415 - folium is slow to import, and only this needs it

    return page.render(story, report)


FORMATS: Mapping[str, Render] = {
    ".html": _html,
    ".geojson": geojson.dumps,
    ".kml": kml.dumps,
    ".gpx": gpx.dumps,
    ".gpkg": gpkg.dump,
    ".csv": claims.dumps,
    ".jsonld": jsonld.dumps,
}
"""What each ending writes."""


def export(
    report: Report, story: Story, files: Sequence[Path], step: Callable[[str], None]
) -> Iterator[tuple[Path, int]]:
    """Write a case to files; all are rendered before the first is written.

    Raises
    ------
    ExportError
        If a file cannot be written; it is then left as it was.
    """
    bodies = []
    for file in files:
        step(file.name)
        bodies.append(FORMATS[file.suffix.lower()](report, story))
    for file, body in zip(files, bodies, strict=True):
        yield file, write(file, body)
