"""Colours: what is drawn stands out from what lies beneath it."""

from __future__ import annotations

import pytest

from geo import palette
from geo.model import Verdict


def _luminance(colour: str) -> float:
    """Relative luminance, after WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "name",
    ["text", "quiet", "water", "leg-sea", "leg-rail", "leg-road", "leg-air", "leg-measured"],
)
def test_what_is_drawn_stands_out_from_what_lies_beneath(
    colours: dict[str, str], name: str
) -> None:
    for ground in ("sea", "land", "paper"):
        assert _contrast(colours[name], colours[ground]) >= 4.5, ground


@pytest.mark.parametrize("colours", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", [*(verdict.value for verdict in Verdict), "text", "quiet"])
def test_verdicts_stand_out_from_paper_and_band(colours: dict[str, str], name: str) -> None:
    for ground in ("paper", "band"):
        assert _contrast(colours[name.replace("_", "-")], colours[ground]) >= 4.5, ground
