"""Where a map is cut: at a meridian that its lines leave free, or that the fewest cross."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from geo.model import LatLon


def cut(lines: Iterable[Sequence[LatLon]]) -> float:
    """Find the meridian that the fewest lines cross, in the middle of the widest such gap.

    Parameters
    ----------
    lines : iterable of sequence of LatLon
        Neighbours never lie over 180° apart; a place is a line of one position.

    Returns
    -------
    float
        Degrees, from -360 to 0.
    """
    spans = [(min(lons), max(lons)) for lons in ([at.lon for at in line] for line in lines)]
    west, east = np.array(spans).T
    edges = np.unique(np.concatenate((west, east)) % 360)
    gaps = np.diff(edges, append=edges[0] + 360)
    middles = edges + gaps / 2
    first, last = (ends[:, None] - middles for ends in (west, east))
    turns = np.ceil(last / 360) - np.floor(first / 360) - 1
    crossed = np.maximum(turns, 0).sum(axis=0)
    best = int(np.lexsort((-gaps, crossed))[0])
    return float(middles[best] % 360 - 360)


def onto(at: LatLon, west: float) -> LatLon:
    """Shift a position by whole turns onto the map that a meridian begins."""
    return LatLon(at.lat, west + (at.lon - west) % 360)
