"""The page: map, cards, table, sources and credits in one file that asks for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from geo.palette import DARK, LIGHT, variables
from geo.picture.inset import inset_css
from geo.report import Report
from geo.story.values import Story
from geo.web import assets, chart, key
from geo.web import map as web_map
from geo.web.payload import card_of, scene
from geo.web.security import embed, policy
from geo.web.stills import stills


def render(
    story: Story,
    report: Report,
    *,
    map_only: bool = False,
    state: Mapping[str, str] | None = None,
    remember: bool = False,
) -> str:
    """Write the page of a case as one HTML file.

    Parameters
    ----------
    story : Story
        The words; every text is escaped here.
    report : Report
        The lines, positions and distances that the map draws.
    map_only : bool
        Leave out everything but the map.
    state : mapping of str, optional
        What is chosen at first: ``card`` (its id) and ``line`` (of the border).
    remember : bool
        Keep the view of the map while the page is loaded again in the same tab.

    Returns
    -------
    str
        The same bytes for the same arguments.
    """
    markup = web_map.markup()
    styles = (assets.leaflet_style(), _style())
    # One script, so that the browser lays the page out once, with its map.
    scripts = (assets.leaflet_script() + assets.script() + _enclosed(markup.script),)
    data = scene(story, report) | {"state": dict(state or {}), "remember": remember}
    return _template().render(
        story=story,
        ui=story.ui,
        map=markup,
        map_only=map_only,
        styles=styles,
        scripts=scripts,
        policy=policy(scripts, styles),
        key=key.items(report, bool(data["base"]["disputed"])),
        insets=stills(story, report),
        borders=[
            (question, card_of(question, story), chart.lay_out(question))
            for question in story.borders
        ],
        data=embed(data),
    )


def _style() -> str:
    light, dark = variables(LIGHT), variables(DARK)
    screen = "@media screen and (prefers-color-scheme: dark)"
    colours = f":root{{{light}}}\n{screen}{{:root:not(.printing){{{dark}}}}}\n"
    return (
        colours + inset_css() + "".join(assets.style(name) for name in ("page", "map", "print"))
    )


def _enclosed(script: str) -> str:
    """Keep the names of folium's script out of the page's global names."""
    return f'dateline.begin(() => {{\n"use strict";\n{script}}});\n'


def _is_address(url: str) -> bool:
    """Tell whether an address may stand in a link: no ``javascript:`` and its like."""
    return url.lower().startswith(("https://", "http://"))


@cache
def _template() -> Template:
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    env.tests["address"] = _is_address
    return env.from_string(assets.template())
