"""Writes a case to files, each format by its ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from geo.export import geojson, kit
from geo.export.files import make_folder, write_all
from geo.report import Report
from geo.story.values import Story

Render = Callable[[Report, Story], str | bytes]


def _html(report: Report, story: Story) -> str:
    from geo.web import page  # noqa: PLC0415 - folium is slow to import, and only this needs it

    return page.render(story, report)


FORMATS: Mapping[str, Render] = {
    ".html": _html,
    ".geojson": geojson.dumps,
}
"""What each ending writes."""


def export(
    report: Report,
    story: Story,
    files: Sequence[Path],
    step: Callable[[str], None],
    kits: Sequence[Path] = (),
    url: str = "",
) -> list[tuple[Path, int]]:
    """Write a case to files; all are rendered before the first is written.

    Parameters
    ----------
    report : Report
    story : Story
    files : sequence of Path
        Each is written in the format that its ending names.
    step : callable
        Told the name of each file before it is rendered.
    kits : sequence of Path
        Folders, each to hold what an article needs (see ``geo.export.kit``).
    url : str
        The address that a kit will have.

    Returns
    -------
    list of (Path, int)
        What was written, with its size in bytes.

    Raises
    ------
    ExportError
        If a file cannot be written; all are then left as they were.
    """
    bodies: dict[Path, str | bytes] = {}
    for file in files:
        step(file.name)
        bodies[file] = FORMATS[file.suffix.lower()](report, story)
    made = dict(kit.render(report, story, url, step)) if kits else {}
    for folder in kits:
        make_folder(folder)
        bodies |= {folder / name: body for name, body in made.items()}
    return write_all(bodies)
