"""The page: map, cards, table, sources and credits in one file that asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, zip_longest
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from geo import base
from geo.apart import Apart
from geo.palette import DARK, LIGHT, variables
from geo.picture.inset import inset_css
from geo.report import Report
from geo.story.breaks import KEPT
from geo.story.pasting import alt
from geo.story.values import Story
from geo.web import assets, chart, key
from geo.web import map as web_map
from geo.web.ground import DRAWN, FULL, SMALL
from geo.web.payload import card_of, scene
from geo.web.security import embed, policy
from geo.web.stills import stills
from geo.web.tiles import Tiles

_FIGURE = re.compile(f"({KEPT})")

Tag = tuple[str, Mapping[str, str]]
"""An element without content: its name and its attributes."""


def render(
    story: Story,
    report: Report,
    *,
    map_only: bool = False,
    state: Mapping[str, str] | None = None,
    remember: bool = False,
    head: Sequence[Tag] = (),
    whole: str = "",
    tiles: Tiles | None = None,
    change: bool = False,
) -> str:
    """Write the page of a case as one HTML file.

    Parameters
    ----------
    story : Story
        The words; every text is escaped here.
    report : Report
        The lines, positions and distances that the map draws.
    map_only : bool
        Leave out everything but the map, the cards under it and the credits.
    state : mapping of str, optional
        What is chosen at first: ``card`` (its id) and ``line`` (of the border).
    remember : bool
        Keep the view of the map while the page is loaded again in the same tab.
    head : sequence of (str, mapping of str), optional
        More elements of the head, which the browser does not fetch.
    whole : str
        The address of the whole page, told under a map alone.
    tiles : Tiles, optional
        Draw on an online map, from the one origin that the page then asks.
    change : bool
        Leave out what is the same in every language and unit and for every line: styles,
        scripts, the ground of the map. It renews a page that a browser shows already.

    Returns
    -------
    str
        The same bytes for the same arguments.
    """
    markup = web_map.markup(tiles)
    styles = () if change else (assets.leaflet_style(), _style())
    scripts = () if change else (_script(markup.script),)
    insets = Apart(lambda _: stills(story, report))
    data = scene(story, report, SMALL if map_only else FULL)
    data |= {"state": dict(state or {}), "remember": remember}
    if map_only:
        data["borders"] = [_headline_line(question) for question in data["borders"]]
    data["base"] = _base(data["base"], tiled=tiles is not None, change=change)
    return _template().render(
        story=story,
        ui=story.ui,
        alt=alt(story),
        map=markup,
        map_only=map_only,
        head=head,
        whole=whole,
        styles=styles,
        scripts=scripts,
        policy=policy(scripts, styles, tiles.origin if tiles else ""),
        tiles=tiles,
        key=key.items(report, bool(data["base"]["disputed"])),
        insets=insets.result(),
        borders=[
            (question, card_of(question, story), chart.lay_out(question))
            for question in story.borders
        ],
        data=embed(data),
    )


def _base(ground: Mapping[str, Any], *, tiled: bool, change: bool) -> Mapping[str, Any]:
    """Leave out of a change what is drawn of the base map, and tell whether tiles are."""
    left_out = DRAWN if change else ()
    return {name: part for name, part in ground.items() if name not in left_out} | {
        "tiled": tiled
    }


def _headline_line(question: Mapping[str, Any]) -> Mapping[str, Any]:
    """Keep the line that the verdict uses: a map alone offers no others."""
    rows = [row for row in question["rows"] if row["default"]]
    return {**question, "rows": rows or question["rows"]}


def _style() -> str:
    light, dark = variables(LIGHT), variables(DARK)
    screen = "@media screen and (prefers-color-scheme: dark)"
    colours = f":root{{{light}}}\n{screen}{{:root:not(.printing){{{dark}}}}}\n"
    sheets = (assets.style(name) for name in ("page", "map", "embed", "print"))
    return colours + inset_css() + "".join(sheets)


def _script(script: str) -> str:
    """Make one script of all, so that the browser lays the page out once, with its map.

    The names of folium's script are kept out of the page's global names.
    """
    enclosed = f'dateline.begin(() => {{\n"use strict";\n{script}}});\n'
    return assets.leaflet_script() + assets.script() + enclosed


def _is_address(url: str) -> bool:
    """Tell whether an address may stand in a link: no ``javascript:`` and its like."""
    return url.lower().startswith(("https://", "http://"))


@pass_context
def _told(context: Context, text: str) -> Markup:
    """Escape a text, figures kept whole, and mark what it says in another language."""
    foreign: Mapping[str, str] = context["story"].foreign
    held = [words for words in foreign if words in text]  # seldom more than one or two
    if not held:
        return _whole(text)
    known = "|".join(map(re.escape, sorted(held, key=len, reverse=True)))
    marked = Markup('<span lang="{}">{}</span>')
    return Markup().join(
        marked.format(foreign[part], _whole(part)) if part in foreign else _whole(part)
        for part in re.split(rf"(?<!\w)({known})(?!\w)", text)
    )


def _whole(text: str) -> Markup:
    """Escape a text, and keep each figure with its unit on one line."""
    parts = _FIGURE.split(text)
    kept = (Markup('<span class="whole">{}</span>').format(part) for part in parts[1::2])
    return Markup().join(
        chain.from_iterable(zip_longest(map(escape, parts[::2]), kept, fillvalue=""))
    )


def prepare() -> None:
    """Read what every page needs, before one is asked for."""
    base.prepare()
    assets.leaflet_script()
    _template()


@cache
def _template() -> Template:
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    env.tests["address"] = _is_address
    env.filters["told"] = _told
    return env.from_string(assets.template())
