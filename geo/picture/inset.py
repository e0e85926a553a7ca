"""Draw the still picture of a leg or of a measured distance, as inline SVG."""

from __future__ import annotations

from geo import palette
from geo.picture import ground as earth
from geo.picture import lettering, scalebar, strokes, svg
from geo.picture.discs import DISC
from geo.picture.labels import Placed
from geo.picture.layout import Laid, LaidLeg, LaidPlace, lay_out
from geo.picture.scene import Inset, InsetLine, InsetMeasured, InsetPlace

__all__ = ["Inset", "InsetLine", "InsetMeasured", "InsetPlace", "inset", "inset_css"]


def inset(scene: Inset, standalone: bool = False) -> str:
    """Draw a picture.

    Parameters
    ----------
    scene : Inset
    standalone : bool
        Carry fonts and the light colours along, for a file of its own. Without it the
        page gives them: ``inset_css`` and the custom properties of ``geo.palette``.

    Returns
    -------
    str
        An ``<svg>`` without script or ``style`` attributes. Its one id is its title's.
    """
    laid = lay_out(scene)
    drawn = [
        earth.draw(laid.ground, laid.view),
        *(_leg(leg) for leg in laid.upward),
        *(strokes.measured(line.points, line.approximate) for line in laid.measured),
        *(_place(place) for place in laid.places),
        *(_disc(leg) for leg in laid.legs if leg.number),
        *(svg.element("circle", cls="s-town-dot", cx=x, cy=y, r=1.8) for x, y in laid.towns),
        *(_name(placed, laid) for placed in laid.labels),
    ]
    return _wrap(scene, "".join(drawn), standalone)


def _leg(leg: LaidLeg) -> str:
    return strokes.leg(leg.parts, leg.mode, leg.basis) + strokes.arrows(leg.arrows, leg.mode)


def _disc(leg: LaidLeg) -> str:
    return strokes.disc(*leg.disc, DISC, leg.number, leg.mode)


def _place(place: LaidPlace) -> str:
    x, y = place.x, place.y
    ring = svg.element("circle", cls="s-around", cx=x, cy=y, r=place.radius)
    dot = svg.element("circle", cls="s-dot", cx=x, cy=y, r=3.6)
    return ring + dot if place.radius else dot


def _name(placed: Placed, laid: Laid) -> str:
    drawn = lettering.draw(placed)
    if placed.label is laid.bar:
        (x, y), *_ = scalebar.outline(placed, laid.bar_length)
        data = f"M{svg.number(x)} {svg.number(y)}v4h{svg.number(laid.bar_length)}v-4"
        drawn += svg.element("path", cls="s-bar", d=data)
    return drawn


def _wrap(scene: Inset, body: str, standalone: bool) -> str:
    title = f"{scene.prefix}-title"
    colours = f".still{{{palette.variables(palette.LIGHT)}}}"
    return svg.element(
        "svg",
        svg.element("title", svg.text(scene.title), id=title),
        svg.element("style", colours + inset_css()) if standalone else "",
        body,
        xmlns="http://www.w3.org/2000/svg",
        cls="still",
        viewBox=f"0 0 {scene.width} {scene.height}",
        width=scene.width,
        height=scene.height,
        role="img",
        lang=scene.lang,
        aria_labelledby=title,
    )


def inset_css() -> str:
    """Give the rules of every picture; colours are the custom properties of the page."""
    return strokes.CSS + lettering.CSS + earth.CSS
