"""The page in a frame of the app: it may run its scripts, and reach nothing around it."""

from __future__ import annotations

from typing import TypedDict

from geo.web import assets


class Frame(TypedDict):
    """A component of the app: its element, its style and its script."""

    html: str
    css: str
    js: str


def frame() -> Frame:
    """Give the frame; its data are ``case`` (any key), ``title``, ``page`` (HTML), ``whole``.

    Another page of the same case takes the place of the one that is shown, without
    loading anew, so that the map keeps its view; it need not be ``whole``, but what
    ``page.render`` gives as a change. A page of another case is loaded. The trigger
    ``lost`` is set where a change finds nothing to renew, and ``line`` to the line of a
    border that the reader chose in the page.
    """
    return Frame(
        html='<iframe sandbox="allow-scripts" allow="fullscreen"></iframe>',
        css=assets.style("frame"),
        js=assets.frame_script(),
    )
