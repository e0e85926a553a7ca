"""A sheet of paper to draw on in pixels, y downward, that becomes PNG or SVG.

matplotlib without ``pyplot``: nothing global is kept, and nobody's own settings of it
count. In SVG, text stays text, with its outline in the ground's colour beneath it, and the
letters in use are embedded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from geo.base.thin import Array
from geo.picture import pens, svgfile, typeface
from geo.picture.spots import Box
from geo.picture.typeface import Face

_POINTS = 72.0
_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "dateline",
    "svg.fonttype": "none",
}
Rings = Sequence[Array]


@contextmanager
def own_settings() -> Iterator[None]:
    """Draw by matplotlib's own settings: those in force are the process's, and a person's."""
    with typeface.ALONE, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


class Canvas:
    """A sheet that is drawn on, within ``own_settings``, what comes later on top.

    Parameters
    ----------
    size : tuple of int
        Width and height of the picture, in pixels.
    scale : float
        Pixels of the picture to one of the drawing: everything is drawn as if
        ``scale`` were 1, and comes out that much larger.
    ending : str
        ``.png`` or ``.svg``.
    """

    def __init__(self, size: tuple[int, int], scale: float, ending: str) -> None:
        self.size, self.scale, self.ending = size, scale, ending
        self.width, self.height = size[0] / scale, size[1] / scale
        # A millionth of a pixel more, so that no side is cut to the pixel below.
        across, down = ((side + 1e-6) / (_POINTS * scale) for side in size)
        self._figure = Figure(figsize=(across, down), dpi=_POINTS * scale, frameon=False)
        self._clip: tuple[Path, Transform] | None = None
        self._count = 0
        self.used: dict[Face, set[str]] = {}
        self.texts: list[tuple[str, Box]] = []
        self._move(0.0, 0.0)

    def _move(self, left: float, top: float) -> None:
        flip = Affine2D().translate(left, top).scale(1, -1).translate(0, self.height)
        self._to_sheet = flip.scale(1 / _POINTS) + self._figure.dpi_scale_trans
        self._left, self._top = left, top

    def within(self, box: Box | None) -> None:
        """Draw from now on in a box: its corner is the origin, and nothing leaves it."""
        self._move(box.left if box else 0.0, box.top if box else 0.0)
        if box is None:
            self._clip = None
            return
        frame = Path([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], closed=True)
        shape = Affine2D().scale(box.right - box.left, box.bottom - box.top)
        self._clip = (frame, shape + self._to_sheet)

    def _add(self, artist: Artist) -> None:
        self._count += 1
        artist.set_transform(self._to_sheet)
        artist.set_zorder(self._count)
        if self._clip and not isinstance(artist, Text):
            artist.set_clip_path(*self._clip)
        self._figure.add_artist(artist, clip=False)

    # --- shapes ------------------------------------------------------------

    def box(self, box: Box, fill: str = "none", stroke: str = "none", width: float = 0) -> None:
        """Draw a rectangle."""
        corners = [
            (box.left, box.top), (box.right, box.top),
            (box.right, box.bottom), (box.left, box.bottom),
        ]  # fmt: skip
        self.rings([np.array(corners)], fill, stroke, width)

    def rings(
        self, rings: Rings, fill: str = "none", stroke: str = "none", width: float = 0.0
    ) -> None:
        """Draw closed rings as one shape; a ring inside another is a hole."""
        if rings:
            path = Path.make_compound_path(*(pens.closed(ring) for ring in rings))
            self._patch(path, facecolor=fill, edgecolor=stroke, linewidth=width)

    def lines(
        self,
        lines: Iterable[Array],
        stroke: str,
        width: float,
        dash: str = "",
        alpha: float = 1.0,
    ) -> None:
        """Draw open lines; a dash of no length is a dot as wide as the line."""
        paths = [Path(line) for line in lines if len(line) > 1]
        if not paths:
            return
        dots = dash.startswith("0 ")
        self._patch(
            Path.make_compound_path(*paths),
            fill=False,
            edgecolor=stroke,
            linewidth=width,
            linestyle=pens.dashes(dash, width) if dash else "-",
            capstyle="round" if dots else "butt",
            joinstyle="round",
            alpha=alpha,
        )

    def circle(
        self,
        at: tuple[float, float],
        radius: float,
        fill: str = "none",
        stroke: str = "none",
        width: float = 0.0,
        dash: str = "",
        alpha: float | None = None,
    ) -> None:
        """Draw a circle; ``alpha`` is that of the fill."""
        path = Path.circle(at, radius)
        if alpha is not None:
            self._patch(path, facecolor=fill, edgecolor="none", alpha=alpha)
            fill = "none"
        style = pens.dashes(dash, width) if dash else "-"
        self._patch(path, facecolor=fill, edgecolor=stroke, linewidth=width, linestyle=style)

    def _patch(self, path: Path, **style: object) -> None:
        self._add(PathPatch(path, **style))

    # --- text --------------------------------------------------------------

    def text(
        self,
        at: tuple[float, float],
        words: str,
        size: float,
        face: Face = Face.SANS,
        colour: str = "#000000",
        anchor: str = "start",
        halo: str = "",
        spacing: float = 0.0,
    ) -> float:
        """Write a line of text on a baseline, and give its width.

        ``anchor`` tells whether the position is its start, its middle or its end;
        ``halo`` is the colour of the ground around the letters.
        """
        wide = typeface.width(words, size, face, spacing)
        x = at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        where = Affine2D().scale(1, -1).translate(x, at[1])
        shapes = [
            path.transformed(where) for path in typeface.outlines(words, size, face, spacing)
        ]
        if not shapes:
            return 0.0
        if halo:
            self._patch(
                Path.make_compound_path(*shapes),
                fill=False, edgecolor=halo, linewidth=3.0, joinstyle="round",
            )  # fmt: skip
        self._note(words, shapes)
        if self.ending == ".png":
            whole = Path.make_compound_path(*shapes)
            self._patch(whole, facecolor=colour, edgecolor="none", linewidth=0)
        else:
            self._letters((x, at[1]), words, size, face, colour, spacing)
        return wide

    def _note(self, words: str, shapes: Sequence[Path]) -> None:
        points = np.concatenate([shape.vertices for shape in shapes])
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        box = Box(left + self._left, top + self._top, right + self._left, bottom + self._top)
        self.texts.append((words, box))

    def _letters(
        self,
        at: tuple[float, float],
        words: str,
        size: float,
        face: Face,
        colour: str,
        spacing: float,
    ) -> None:
        x = at[0]
        for run, found in typeface.runs(words, face):
            # SVG drops the spaces that a text begins with.
            shown = run.lstrip(" ")
            x += typeface.width(run, size, found, spacing) - typeface.width(
                shown, size, found, spacing
            )
            self.used.setdefault(found, set()).update(run)
            font = typeface.properties(found).copy()
            font.set_size(size)
            text = Text(
                x,
                at[1],
                shown,
                color=colour,
                fontproperties=font,
                verticalalignment="baseline",
                parse_math=False,
            )
            if spacing:
                text.set_gid(f"spaced-{self._count}-{spacing:g}")
            self._add(text)
            x += typeface.width(shown, size, found, spacing) + spacing

    # --- files -------------------------------------------------------------

    def write(self, title: str, description: str, lang: str) -> bytes:
        """Write the picture as a file, the same bytes each time."""
        told: dict[str, str | None] = {
            "Software": None,
            "Title": title,
            "Description": description,
        }
        if self.ending == ".svg":
            told = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        out = BytesIO()
        with own_settings():
            self._figure.savefig(out, format=self.ending[1:], metadata=told)
        if self.ending == ".png":
            return out.getvalue()
        return svgfile.finish(
            out.getvalue().decode(),
            self.size,
            (self.width, self.height),
            self.used,
            (title, description, lang),
        )
