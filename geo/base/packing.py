"""Make a base small enough for a page."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.base.polyline import encode
from geo.base.selection import OUTSIDE, Base, tolerance_of
from geo.base.thin import Array
from geo.model import LatLon


def pack(base: Base, lang: str = "en") -> dict[str, object]:
    """Make a base small enough for a page: a value that JSON can carry.

    Returns
    -------
    dict
        ``land`` and ``lakes``: lists of polygons, each a list of rings, the outer
        first, each ring a text (see ``geo.base.polyline``), its first vertex not repeated.
        ``rivers`` and ``borders``: lists of texts. ``disputed``: a list of
        ``[name, lat, lon, polygons]``. ``towns``: ``[name, lat, lon, population]``, the
        best known first. ``countries``: ``[name, lat, lon, rank, width_km]``. ``waters``:
        ``[name, lat, lon, rank]``. Names are in the language asked for.
    """
    places = _places(base)

    def written(lines: Sequence[BaseGeometry], end: int | None = None) -> list[str]:
        points, owner = shapely.get_coordinates(lines, return_index=True)
        cuts = np.searchsorted(owner, np.arange(len(lines) + 1)).tolist()
        digits, turned = places(points), points[:, ::-1]
        return [
            encode(turned[i:j][:end], digits[i:j][:end]) for i, j in itertools.pairwise(cuts)
        ]

    def rings(areas: MultiPolygon) -> list[list[str]]:
        found, owner = shapely.get_rings(list(areas.geoms), return_index=True)
        texts = written(list(found), -1)
        cuts = np.searchsorted(owner, np.arange(len(areas.geoms) + 1)).tolist()
        return [texts[i:j] for i, j in itertools.pairwise(cuts)]

    return {
        "land": rings(base.land),
        "lakes": rings(base.lakes),
        "rivers": written(list(base.rivers.geoms)),
        "borders": written(list(base.borders.geoms)),
        "disputed": [
            [_named(area.names, lang), *_point(area.at), rings(area.shape)]
            for area in base.disputed
        ],
        "towns": [[town.name, *_point(town.at), town.population] for town in base.towns],
        "countries": [
            [item.name(lang), *_point(item.at), item.rank, round(item.width_km)]
            for item in base.countries
        ],
        "waters": [
            [_named(item.names, lang), *_point(item.at), item.rank] for item in base.waters
        ],
    }


def _places(base: Base) -> Callable[[Array], Array]:
    """Tell how many decimal places keep each vertex within half its tolerance."""
    grains = (base.sharp, base.grain, OUTSIDE)
    tolerance = tolerance_of(base.focus, base.extent, base.detail_km, grains)
    return lambda points: np.ceil(-np.log10(tolerance(points))).astype(int)


def _named(names: Mapping[str, str], lang: str) -> str:
    return names.get(lang, names["en"])


def _point(at: LatLon) -> Iterable[float]:
    return round(at.lat, 2), round(at.lon, 2)
