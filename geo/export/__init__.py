"""Writes a case to files, each format by its ending, or to a folder for an article."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from geo.errors import ExportError
from geo.export import claims, geojson, gpkg, gpx, jsonld, kit, kml
from geo.files import make_folder, write_all
from geo.report import Report
from geo.story import notices
from geo.story.values import Story

_LOG = logging.getLogger(__name__)
"""Notices; a command that sets up no log of its own shows them on standard error."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may ask for beyond language, units and line.

    ``tiles`` is the address of online tiles and the credit that they ask for; ``size`` the
    width and height of pictures, in pixels; ``url`` the address that a kit will have.
    """

    tiles: tuple[str, str] | None = None
    size: tuple[int, int] | None = None
    url: str = ""


NOTHING_ASKED = Options()


class Render(Protocol):
    """Writes a format: text, or bytes."""

    def __call__(self, report: Report, story: Story, options: Options = ..., /) -> str | bytes:
        """Render a story; what its format cannot be asked for is passed over."""


def _html(report: Report, story: Story, options: Options = NOTHING_ASKED) -> str:
    from geo.web import page, tiles  # noqa: PLC0415 - folium is slow to import

    return page.render(story, report, tiles=tiles.asked(options.tiles))


def _picture(ending: str) -> Render:
    """Draw a case in one of the formats of pictures."""

    def render(report: Report, story: Story, options: Options = NOTHING_ASKED) -> bytes:
        from geo.picture import poster  # noqa: PLC0415 - so are matplotlib and cartopy

        return poster.poster(report, story, options.size or poster.SIZE, ending)

    return render


def _plain(dump: Callable[[Report, Story], str | bytes]) -> Render:
    """Let a format that nothing can be asked of stand among those that take options."""

    def render(report: Report, story: Story, _: Options = NOTHING_ASKED) -> str | bytes:
        return dump(report, story)

    return render


def _pdf(report: Report, story: Story) -> bytes:
    from geo.brief import pdf  # noqa: PLC0415 - and typst

    return pdf.render(report, story)


def _slides(report: Report, story: Story) -> bytes:
    from geo.brief import slides  # noqa: PLC0415 - and python-pptx

    return slides.render(report, story)


PICTURES = (".png", ".svg")
"""The endings of pictures, which come in any size."""

DRAWN = (*PICTURES, ".pdf", ".pptx")
"""The endings of what holds maps drawn with the fonts shipped."""

FORMATS: Mapping[str, Render] = {
    ".html": _html,
    ".geojson": _plain(geojson.dumps),
    ".kml": _plain(kml.dumps),
    ".gpx": _plain(gpx.dumps),
    ".gpkg": _plain(gpkg.dump),
    ".csv": _plain(claims.dumps),
    ".jsonld": _plain(jsonld.dumps),
    **{ending: _picture(ending) for ending in PICTURES},
    ".pdf": _plain(_pdf),
    ".pptx": _plain(_slides),
}
"""What each ending writes."""


def prepare(endings: Collection[str]) -> None:
    """Read what a page needs, while its case is measured."""
    if ".html" in endings:
        from geo.web import page  # noqa: PLC0415 - folium is slow to import

        page.prepare()


def export(
    report: Report,
    story: Story,
    files: Sequence[Path],
    step: Callable[[str], None],
    options: Options = NOTHING_ASKED,
    kits: Sequence[Path] = (),
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
    options : Options
    kits : sequence of Path
        Folders, each to hold what an article needs (see ``geo.export.kit``).

    Returns
    -------
    list of (Path, int)
        What was written, with its size in bytes.

    Raises
    ------
    ExportError
        If a file cannot be written, or a kit has one of its name; the others are then left as
        they were, as far as ``geo.files.write_all`` promises, though a kit's folder may be
        made, empty.
    """
    bodies: dict[Path, str | bytes] = {}
    for file in files:
        step(file.name)
        bodies[file] = FORMATS[file.suffix.lower()](report, story, options)
    made = dict(kit.render(report, story, options.url, options.tiles, step)) if kits else {}
    if kits or any(file.suffix.lower() in DRAWN for file in files):
        _tell_left_out(
            report, story, briefed=any(file.suffix.lower() == ".pdf" for file in files)
        )
    kept = {folder / name: body for folder in kits for name, body in made.items()}
    if twice := [file for file in files if file in kept]:
        raise ExportError(
            "\n".join(
                f"{file} cannot be written: the folder for an article has a file of that name; "
                "give it another."
                for file in twice
            )
        )
    for folder in kits:
        make_folder(folder)
    return write_all(bodies | kept)


def _tell_left_out(report: Report, story: Story, *, briefed: bool) -> None:
    """Tell which names and words the pictures leave out, and a briefing."""
    from geo.picture import frame  # noqa: PLC0415 - matplotlib is slow to import

    words = frame.unwritten(story)
    if briefed:
        from geo.brief import pdf  # noqa: PLC0415 - and typst

        words = tuple(dict.fromkeys((*words, *pdf.unwritten(report, story))))
    names = notices.left_out(story, frame.undrawn(story))
    for line in (*names, *notices.unwritten(story, words)):
        _LOG.warning("%s", line)
