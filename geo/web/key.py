"""The key under the map: only what this map shows, each drawn as it is drawn there."""

from __future__ import annotations

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
    "measured": '<path class="tick" d="M2 6H32M2 1V11M32 1V11"/>',
    "tried": '<path class="tried" d="M1 9L12 4L21 8L33 3"/>',
    "disputed": '<path class="hatch" d="M3 12L15 0M9 12L21 0M15 12L27 0M21 12L33 0"/>',
    "place": '<circle class="ring" cx="17" cy="6" r="6"/><circle cx="17" cy="6" r="3"/>',
}


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
    inferred = next((r.leg for r in report.legs if r.leg.basis is Basis.INFERRED), None)
    if inferred:
        out.append(Item(inferred.mode.value, _DRAWN["inferred"], "key_inferred"))
    for result in report.legs:
        if any(stretch.schematic for stretch in result.route.stretches):
            out.append(Item(result.leg.mode.value, _DRAWN["schematic"], "key_schematic"))
            break
    if report.distances:
        out.append(Item("border", _DRAWN["measured"], "key_measured"))
        out.append(Item("border", _DRAWN["tried"], "key_tried"))
    out.append(Item("border", _DRAWN["place"], "key_place"))
    if disputed:
        out.append(Item("", _DRAWN["disputed"], "key_disputed"))
    return tuple(out)
