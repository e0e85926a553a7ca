"""The way through ice that a sea leg does not take, though it may be shorter."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from geo.model import LatLon
from geo.routes import sphere
from geo.routes.berth import Berth
from geo.routes.links import also
from geo.routes.seaway import seaway
from geo.routes.sphere import Ints
from geo.routes.straits import FARAWAY, STRAITS

NAME = "Northern Sea Route"
STOP = LatLon(77.9, 105.0)
"""Between its gates, off Cape Chelyuskin: a leg with a stop there takes it. The other passage
of ``FARAWAY`` is hardly used for freight."""
_MIDDLE, _BESIDE_KM = LatLon(76.5, 124.0), 150.0
"""Ways by it pass so near to the middle between its gates, ..."""
_NEAR_KM = 300.0
"""... near to which there is a corner of the network."""
_ARCTIC_LAT = 66.5
_MOST_KM = {"Northern Sea Route": 14_000.0, "Northwest Passage": 16_000.0}
"""With a canal closed, ships between ports further south rather sail so many kilometres more:
from Shanghai to Hamburg it is 11,000, from Arkhangelsk to Vladivostok 14,400."""


def spared(passages: Collection[str], start: LatLon, end: LatLon) -> frozenset[str]:
    """List the passages through ice, to close them where a leg takes one for a closed canal.

    Parameters
    ----------
    passages : collection of str
        What it passes.
    start, end : LatLon
        Its ends: to ports in the Arctic ships do go through ice.
    """
    if max(start.lat, end.lat) > _ARCTIC_LAT or FARAWAY.keys().isdisjoint(passages):
        return frozenset()
    return frozenset(FARAWAY)


def is_rather_taken(other_km: float, icy_km: float, passages: Collection[str]) -> bool:
    """Tell whether ships rather sail another way than one by some passages through ice."""
    most_km = min(km for name, km in _MOST_KM.items() if name in passages)
    return other_km < icy_km + most_km


def may_be_shorter(start: Berth, end: Berth, length_km: float) -> bool:
    """Tell whether the Northern Sea Route may be shorter between two berths.

    Parameters
    ----------
    start, end : Berth
        The ends. Of one with no corner in sight near by it is not told.
    length_km : float
        How long the way is that is taken.
    """
    at = sphere.unit(STOP)
    chords = sum(float(sphere.chords(berth.entry[None], at)[0]) for berth in (start, end))
    if chords * sphere.LEAST_KM > length_km:
        return False
    corner, off_km = _corner()
    seen = [also(berth.entry, 0.0) for berth in (start, end)]
    if not all(len(each.nodes) for each in seen):
        return False
    marks = seaway().landmarks
    told = [marks.told(each.nodes, each.km) for each in seen]
    least_km = sum(float(km[0]) for km in marks.least_km(corner, *told))
    spare_km = 2 * (off_km + _BESIDE_KM)
    return least_km - len(STRAITS[NAME]) * FARAWAY[NAME] - spare_km < length_km


@cache
def _corner() -> tuple[Ints, float]:
    """Give the corner of the network that is nearest to the middle, and how far off it lies."""
    at = sphere.unit(_MIDDLE)
    near = seaway().near(at, _NEAR_KM)
    away = sphere.chords(seaway().vectors(near), at)
    return near[[int(away.argmin())]], float(away.min()) * sphere.RADIUS_KM
