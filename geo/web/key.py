"""The key under the map: only what this map shows, each drawn as it is drawn there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.model import Basis
from geo.report import Report

_LINE = '<path class="{}" d="M1 6H33"/>'
_DRAWN = {
    "sea": _LINE.format("line"),
    "rail": _LINE.format("ties") + _LINE.format("line"),
    "road": _LINE.format("line") + _LINE.format("inner"),
    "air": '<path class="line" d="M1 10Q17 -3 33 10"/>',
    "inferred": _LINE.format("line inferred"),
    "schematic": _LINE.format("schematic"),
    "guessed": _LINE.format("schematic inferred"),
    "measured": '<path class="tick" d="M2 6H32M2 1V11M32 1V11"/>',
    "tried": '<path class="tried" d="M1 9L12 4L21 8L33 3"/>',
    "disputed": '<path class="hatch" d="M3 12L15 0M9 12L21 0M15 12L27 0M21 12L33 0"/>',
    "place": '<circle class="ring" cx="17" cy="6" r="6"/><circle cx="17" cy="6" r="3"/>',
}
_STROKES = {
    (Basis.INFERRED, False): "inferred",
    (Basis.REPORTED, True): "schematic",
    (Basis.INFERRED, True): "guessed",
}
"""What is said of a stretch by its leg's basis, and whether it is schematic."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the key: its drawing, the mode that colours it, and the word's key."""

    mode: str
    drawing: str
    word: str


def items(report: Report, disputed: bool = False) -> tuple[Item, ...]:
    """List what a map of this report shows, in the order of its legs.

    Parameters
    ----------
    report : Report
    disputed : bool
        Whether disputed territory is hatched on the map.
    """
    modes = dict.fromkeys(result.leg.mode.value for result in report.legs)
    out = [Item(mode, _DRAWN[mode], f"key_{mode}") for mode in modes]
    out += _strokes(report)
    if report.distances:
        out.append(Item("border", _DRAWN["measured"], "key_measured"))
        out.append(Item("border", _DRAWN["tried"], "key_tried"))
    out.append(Item("border", _DRAWN["place"], "key_place"))
    if disputed:
        out.append(Item("", _DRAWN["disputed"], "key_disputed"))
    return tuple(out)


def _strokes(report: Report) -> Iterator[Item]:
    """List how legs are drawn that are inferred, schematic, or both."""
    seen = {
        (result.leg.basis, stretch.schematic): result.leg.mode.value
        for result in reversed(report.legs)
        for stretch in result.route.stretches
    }
    for kind, name in _STROKES.items():
        if kind in seen:
            yield Item(seen[kind], _DRAWN[name], f"key_{name}")
