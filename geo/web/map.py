"""The web map, made with folium: its elements write the calls, our scripts draw.

Of folium's own output nothing is kept that would ask the network for something:
no jQuery, Bootstrap, icon fonts, tiles or links. Names are fixed, not random.
"""

from __future__ import annotations

from dataclasses import dataclass

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from geo.web.tiles import Tiles

_NAME = "dateline"


class StoryMap(folium.Map):
    """A folium map without anything from elsewhere, opened by the page's own script."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium reads a list of the class
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template("""
        {% macro html(this, kwargs) %}
        <div id={{ this.get_name()|tojson }} role="group" aria-labelledby="map-name"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        const data = dateline.data();
        const {{ this.get_name() }} = dateline.map.open({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }}
        });
        {% endmacro %}""")

    def __init__(self) -> None:
        super().__init__(location=(0, 0), zoom_start=2, tiles=None, min_zoom=1, max_zoom=14)
        self._id = _NAME


class Part(MacroElement):
    """A part of the story on the map, by the name of its data.

    Parameters
    ----------
    name : str
        The script that draws it, which is also the name of its data.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        dateline.map.{{ this.part }}({{ this._parent.get_name() }}, data.{{ this.part }});
        {% endmacro %}""")

    def __init__(self, name: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca is not typed
        self._name, self._id, self.part = "Part", name, name


class Start(MacroElement):
    """The last call: marks and words on top, the first frame, and the page around the map."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        dateline.page.start({{ this._parent.get_name() }}, data);
        {% endmacro %}""")

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca is not typed
        self._name, self._id = "Start", _NAME


@dataclass(frozen=True, slots=True)
class Markup:
    """The map's element, and the script that fills it."""

    html: str
    script: str


def markup(tiles: Tiles | None = None) -> Markup:
    """Build the map with folium, and give its element and its script."""
    story_map = StoryMap()
    if tiles is not None:
        layer = folium.TileLayer(tiles.address, attr=tiles.credit)
        layer._id = _NAME
        story_map.add_child(layer)
    for name in ("base", "legs", "borders", "places"):
        story_map.add_child(Part(name))
    story_map.add_child(Start())
    figure = story_map.get_root()
    assert isinstance(figure, Figure)  # noqa: S101 - folium puts every map into one
    figure.render()
    return Markup(_joined(figure.html), _joined(figure.script))


def _joined(element: Element) -> str:
    lines = element.render().splitlines()
    return "\n".join(line.strip() for line in lines if line.strip()) + "\n"
