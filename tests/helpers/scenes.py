"""Scenes of the first case for still pictures."""

from __future__ import annotations

from dataclasses import replace

from geo.model import Basis, LatLon, Mode, Stretch
from geo.picture.inset import (
    Inset,
    InsetLine,
    InsetPlace,
)
from geo.story.values import Name

NAJIN, DUNAY = LatLon(42.2268, 130.2863), LatLon(42.890, 132.375)


def _kilometres(value: float) -> str:
    return f"{value:g} km"


def sea_scene(**changes: object) -> Inset:
    """Give the scene of the leg by sea, with changes."""
    way = (NAJIN, LatLon(42.15, 130.32), LatLon(42.17, 130.6), LatLon(42.33, 130.95), DUNAY)
    scene = Inset(
        prefix="sea",
        title="Najin to Dunay by sea",
        lang="en",
        unit="km",
        scale_text=_kilometres,
        lines=(InsetLine(Mode.SEA, Basis.REPORTED, (Stretch(way),), 1),),
        places=(
            InsetPlace(NAJIN, Name("Najin", "나진", "ko"), 0.7),
            InsetPlace(DUNAY, Name("Dunay", "Дунай", "ru"), 3),
        ),
    )
    return replace(scene, **changes)  # type: ignore[arg-type]
