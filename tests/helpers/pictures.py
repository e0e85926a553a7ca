"""What stands in a picture."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def said(svg: str | bytes) -> str:
    """Read the words of a picture, one white space between any two."""
    texts = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return " ".join(" ".join((node.text or "").split()) for node in texts)


def pixels(png: bytes) -> tuple[int, ...]:
    """Read how wide and how high a picture is."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])
