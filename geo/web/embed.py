"""What carries the page elsewhere: pieces to paste, oEmbed, and tags for shared links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from geo.story.pasting import alt, words
from geo.story.values import Story
from geo.web.page import Tag

PAGE, MAP, OEMBED, PASTE = "index.html", "map.html", "oembed.json", "embed.txt"
CARD = "card.png"
CARD_TWICE = "card@2x.png"
CARD_SIZE = (1200, 630)
"""Width and height in pixels, as the networks that show shared links ask for."""
_FRAME_SIZE = (700, 960)
"""So high, it holds the map of three cards on a phone of 320 pixels."""
_LOCALES = {"en": "en_GB", "id": "id_ID"}

_FRAME = (
    '<iframe{more} src="{src}" title="{title}" width="100%" height="{height}" frameborder="0" '
    'loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
    'allow="fullscreen"></iframe>'
)
_LISTENER = """<script>
addEventListener("message", function (event) {{
  var told = Object(Object(event.data)["datawrapper-height"])["{id}"];
  document.querySelectorAll("iframe").forEach(function (frame) {{
    if (told && event.source === frame.contentWindow) frame.height = told;
  }});
}});
</script>"""
_PICTURE = (
    '<a href="{page}"><img src="{card}" srcset="{card} 1x, {twice} 2x" alt="{alt}" '
    'width="{width}" height="{height}" border="0"></a>'
)


def address(base: str, name: str) -> str:
    """Give a file's address under a base address; relative where there is none."""
    return (base.rstrip("/") + "/" if base else "") + quote(name)


def sharing(story: Story, base: str = "") -> tuple[Tag, ...]:
    """Give the tags of the head that a shared link's picture and oEmbed are found by.

    Parameters
    ----------
    story : Story
    base : str
        The address of the folder that is uploaded; without it addresses are relative,
        which few networks follow.
    """
    summary = story.verdict_line or story.summary
    picture = address(base, CARD)
    width, height = map(str, CARD_SIZE)
    graph = {
        "og:type": "article",
        "og:title": story.title,
        "og:description": summary,
        "og:locale": _LOCALES.get(story.lang, story.lang),
        **({"og:url": address(base, "")} if base else {}),
        "og:image": picture,
        "og:image:type": "image/png",
        "og:image:width": width,
        "og:image:height": height,
        "og:image:alt": alt(story),
    }
    card = {
        "twitter:card": "summary_large_image",
        "twitter:title": story.title,
        "twitter:description": summary,
        "twitter:image": picture,
        "twitter:image:alt": alt(story),
    }
    found = {
        "rel": "alternate",
        "type": "application/json+oembed",
        "href": address(base, OEMBED),
        "title": story.title,
    }
    return (
        ("link", found),
        *(("meta", {"property": key, "content": text}) for key, text in graph.items()),
        *(("meta", {"name": key, "content": text}) for key, text in card.items()),
    )


def oembed(story: Story, base: str = "") -> Mapping[str, Any]:
    """Describe the framed map as oEmbed 1.0 does."""
    width, height = _FRAME_SIZE
    return {
        "version": "1.0",
        "type": "rich",
        "title": story.title,
        "provider_name": "Dateline",
        "html": plain_frame(story, base),
        "width": width,
        "height": height,
        "thumbnail_url": address(base, CARD),
        "thumbnail_width": CARD_SIZE[0],
        "thumbnail_height": CARD_SIZE[1],
    }


def plain_frame(story: Story, base: str = "") -> str:
    """Write the frame of fixed height; the map fills it, whatever its height."""
    return _frame(story, base, "")


def resizing_frame(story: Story, base: str = "") -> str:
    """Write the frame that takes the map's height, and the script that listens for it."""
    frame = _frame(story, base, f' id="datawrapper-chart-{story.id}"')
    return frame + "\n" + _LISTENER.format(id=story.id)


def picture(story: Story, base: str = "") -> str:
    """Write the picture with its link."""
    return _PICTURE.format(
        page=escape(address(base, PAGE)),
        card=escape(address(base, CARD)),
        twice=escape(address(base, CARD_TWICE)),
        alt=escape(_one_line(alt(story))),
        width=CARD_SIZE[0] // 2,
        height=CARD_SIZE[1] // 2,
    )


def _frame(story: Story, base: str, more: str) -> str:
    return _FRAME.format(
        more=more,
        src=escape(address(base, MAP)),
        title=escape(_one_line(story.title)),
        height=_FRAME_SIZE[1],
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def paste(story: Story, base: str = "") -> str:
    """Write the file of pieces to paste, each under the words that say where it belongs."""
    said = words(story)
    return "\n".join(_paste(story, base, said)) + "\n"


def _paste(story: Story, base: str, said: Mapping[str, str]) -> Iterator[str]:
    yield from (_one_line(story.title), "", said["upload"])
    if not base:
        yield said["relative"]
    pieces = {"plain": plain_frame, "resizing": resizing_frame, "picture": picture}
    for number, (name, piece) in enumerate(pieces.items(), 1):
        yield from ("", f"{number}. {said[name]}", "", piece(story, base))
    yield from ("", f"{said['leg']}:", "")
    for card in story.cards:
        yield f"{address(base, MAP)}#{card.id}   {_one_line(card.heading)}"
    yield from ("", f"{said['alt']}:", "", _one_line(alt(story)))
