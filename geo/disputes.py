"""List the areas that are disputed, and who has them by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import NamedTuple

from geo import store
from geo.model import LatLon

FILE = "borders-disputes.csv"
NOBODY = "-"
UNDRAWN = "undrawn"
_KM_PER_DEG = 111.2


class Frame(NamedTuple):
    """The degrees that an area lies in, with what else lies there."""

    west: float
    south: float
    east: float
    north: float

    def near(self, point: LatLon, reach_km: float) -> bool:
        """Tell whether a point lies in it, or about so near."""
        lat = reach_km / _KM_PER_DEG
        lon = lat / max(cos(radians(point.lat)), 0.01)
        return (
            self.south - lat <= point.lat <= self.north + lat
            and self.west - lon <= point.lon <= self.east + lon
        )


@dataclass(frozen=True, slots=True)
class Dispute:
    """An area that more than one country claims, or whose own rule few states recognise.

    Attributes
    ----------
    line : str
        Its name as a line, such as ``crimea``.
    names : mapping
        What readers call it, by language.
    claimants : tuple of str
        ISO 3166 alpha-3 codes.
    default : str
        Whose it is in the recognised territory; empty where it is whoever holds it,
        ``NOBODY`` where it is no country's.
    basis : mapping
        Why, by language; empty where nothing decides.
    kind : str
        How the data show it: as a ``country`` of its own, or ``UNDRAWN``, so that it is no
        line; ``data/make/sides.py`` tells the others.
    frame : Frame
        Where it lies; of a ``country`` and the like, where to look for it.
    """

    line: str
    names: Mapping[str, str]
    claimants: tuple[str, ...]
    default: str
    basis: Mapping[str, str]
    kind: str
    frame: Frame


def claimed_by(country: str) -> tuple[Dispute, ...]:
    """List the disputed areas that a country claims."""
    return tuple(found for found in disputes().values() if country in found.claimants)


@cache
def disputes() -> Mapping[str, Dispute]:
    """List the disputed areas by the name of their line, in the order of the table."""
    return {
        row["line"]: Dispute(
            line=row["line"],
            names={"en": row["en"], "id": row["id"]},
            claimants=tuple(row["claimants"].split()),
            default=row["default"],
            basis={"en": row["basis_en"], "id": row["basis_id"]},
            kind=row["kind"],
            frame=Frame(*(float(row[edge]) for edge in Frame._fields)),
        )
        for row in store.table(FILE)
    }
