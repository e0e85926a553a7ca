"""Whose the ground of a near picture is, by the borders that distances are measured to.

The base's own borders are known at 1:10 million, so that a town by one may stand beyond it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from shapely import MultiLineString, MultiPolygon, Polygon, maximum_inscribed_circle

from geo.base.thin import polygons
from geo.drawn import area
from geo.picture.project import View
from geo.picture.spots import Spot
from geo.pieces import countries as known
from geo.territory import alpha2
from geo.whereabouts import country_of

NEAR = 1000.0
"""Metres to a pixel up to which a few kilometres are seen."""
_LEAST = 100.0
"""Square pixels of ground below which it is not asked whose it is."""
_GAP = 1.0


def countries(
    land: MultiPolygon, borders: MultiLineString, view: View
) -> dict[str, list[Polygon]]:
    """Cut land along the borders; whose a piece is (alpha-2), its middle tells."""
    found: dict[str, list[Polygon]] = {}
    for piece in polygons(land.difference(borders.buffer(_GAP))):
        if piece.area < _LEAST:
            continue
        (middle,) = view.positions(np.array([maximum_inscribed_circle(piece).coords[0][:2]]))
        if code := country_of(middle):
            found.setdefault(alpha2(code), []).append(piece)
    return found


def among(spots: Sequence[Spot], code: str, view: View) -> tuple[Spot, ...]:
    """Give the spots that lie in a country."""
    country = next((each for each in known() if alpha2(each) == code), "")
    if not spots or not country:
        return ()
    at = view.positions(np.array([(spot.x, spot.y) for spot in spots]))
    held = area(country).covers(*np.array(at).T)
    return tuple(spot for spot, inside in zip(spots, held.tolist(), strict=True) if inside)
