"""Finish an SVG file: its size, its words for those who do not see it, its letters."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from geo.picture import svg, typeface
from geo.picture.typeface import Face

_HEAD = re.compile(r"<\?xml.*?<svg [^>]*>", re.DOTALL)
_SPACED = re.compile(r'(<g id="spaced-\d+-)([\d.]+)(">\s*<text style=")')


def finish(
    body: str,
    size: tuple[int, int],
    view: tuple[float, float],
    used: Mapping[Face, Iterable[str]],
    words: tuple[str, str, str],
) -> bytes:
    """Finish what matplotlib wrote.

    Parameters
    ----------
    size : tuple of int
        Width and height, in pixels.
    view : tuple of float
        Width and height of the drawing within.
    used : mapping
        The letters of each face that the picture uses.
    words : tuple of str
        Title, description and language.
    """
    title, description, lang = words
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{size[0]}" height="{size[1]}" viewBox="0 0 {view[0]:g} {view[1]:g}" '
        'role="img" aria-labelledby="title description"'
        f' lang="{lang}" xml:lang="{lang}">'
    )
    told = svg.element("title", svg.text(title), id="title")
    told += svg.element("desc", svg.text(description), id="description")
    fonts = svg.element("style", "".join(_face(face, used[face]) for face in used))
    body = _HEAD.sub(lambda _: head + told + fonts, body, count=1)
    body = _SPACED.sub(r"\1\2\3letter-spacing:\2px; ", body)
    return body.encode()


def _face(face: Face, letters: Iterable[str]) -> str:
    """Embed the letters of a face that are used."""
    font = face.value
    data = base64.b64encode(subset(face, "".join(sorted(letters)))).decode()
    return (
        f"@font-face{{font-family:'{font.family}';font-weight:{font.weight};"
        f"font-style:{font.style};src:url(data:font/woff;base64,{data}) format('woff')}}"
    )


@lru_cache(maxsize=32)
def subset(face: Face, letters: str) -> bytes:
    """Cut a face down to some letters, as WOFF; the same are asked for again and again."""
    font = TTFont(typeface.path(face), recalcTimestamp=False)
    options = Options(hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 13, 14])
    # FontForge's time stamp, on which the cutter would remark.
    options.drop_tables += ["FFTM"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=map(ord, letters))
    cutter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
