"""A folder to upload as it is: page, map, pictures, and what is pasted into an article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

from geo.report import Report
from geo.story.values import Story

Named = tuple[str, str | bytes]


def render(
    report: Report,
    story: Story,
    base: str = "",
    tiles: tuple[str, str] | None = None,
    step: Callable[[str], None] = lambda _: None,
) -> Iterator[Named]:
    """Render the files of a kit, each with its name.

    Parameters
    ----------
    report : Report
    story : Story
    base : str
        The address that the folder will have; without it addresses are relative.
    tiles : (str, str), optional
        The address of online tiles under the maps of its pages, and their credit.
    step : callable
        Told the name of each file before it is rendered.
    """
    # Slow to import, and nothing else of the exports needs them.
    from geo.picture.poster import poster  # noqa: PLC0415
    from geo.web import embed, page  # noqa: PLC0415
    from geo.web.tiles import asked  # noqa: PLC0415

    width, height = embed.CARD_SIZE
    whole = embed.address(base, embed.PAGE)
    shown = partial(page.render, story, report, tiles=asked(tiles))
    files: dict[str, Callable[[], str | bytes]] = {
        embed.CARD: lambda: poster(report, story, (width, height), ".png"),
        embed.CARD_TWICE: lambda: poster(report, story, (2 * width, 2 * height), ".png"),
        embed.PASTE: lambda: embed.paste(story, base),
        embed.OEMBED: lambda: _json(embed.oembed(story, base)),
        embed.MAP: lambda: shown(map_only=True, whole=whole),
        embed.PAGE: lambda: shown(head=embed.sharing(story, base)),
    }
    for name, made in files.items():
        step(name)
        yield name, made()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
