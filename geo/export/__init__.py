"""Writes a case to files, each format by its ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.export import claims, geojson, gpkg, gpx, jsonld, kml
from geo.export.files import write
from geo.report import Report
from geo.story.values import Story


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may ask for beyond language, units and line.

    ``tiles`` is the address of online tiles and the credit that they ask for.
    """

    tiles: tuple[str, str] | None = None


Render = Callable[[Report, Story, Options], str | bytes]


def _html(report: Report, story: Story, options: Options) -> str:
    from geo.web import page, tiles  # noqa: PLC0415 - folium is slow to import

    asked = tiles.Tiles(*options.tiles) if options.tiles else None
    return page.render(story, report, tiles=asked)


def _plain(dump: Callable[[Report, Story], str | bytes]) -> Render:
    """Let a format that nothing can be asked of stand among those that take options."""
    return lambda report, story, _: dump(report, story)


FORMATS: Mapping[str, Render] = {
    ".html": _html,
    ".geojson": _plain(geojson.dumps),
    ".kml": _plain(kml.dumps),
    ".gpx": _plain(gpx.dumps),
    ".gpkg": _plain(gpkg.dump),
    ".csv": _plain(claims.dumps),
    ".jsonld": _plain(jsonld.dumps),
}
"""What each ending writes."""


def export(
    report: Report,
    story: Story,
    files: Sequence[Path],
    step: Callable[[str], None],
    options: Options = Options(),
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
        bodies.append(FORMATS[file.suffix.lower()](report, story, options))
    for file, body in zip(files, bodies, strict=True):
        yield file, write(file, body)
