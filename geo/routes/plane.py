"""The Earth laid flat about a position: degrees to metres and back, longitude first."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from pyproj.enums import TransformDirection
from shapely.geometry.base import BaseGeometry

Points = npt.NDArray[np.float64]
"""Points of shape (n, 2); positions in space of shape (n, 3)."""
Shape = TypeVar("Shape", bound=BaseGeometry)

_RADIANS = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step "
_SPACE = _RADIANS + "+proj=cart +ellps=WGS84"


class Plane:
    """A projection of the WGS 84 ellipsoid about a position.

    Parameters
    ----------
    name : str
        PROJ's name: ``gnom`` (geodesics are straight) or ``aeqd`` (lengths from the
        middle are true).
    lat, lon : float
        The middle, in degrees.
    """

    def __init__(self, name: str, lat: float, lon: float) -> None:
        self._there = _transformer(
            f"{_RADIANS}+proj={name} +lat_0={lat} +lon_0={lon} +ellps=WGS84"
        )

    def flat(self, degrees: Points) -> Points:
        """Project degrees (longitude first) to metres."""
        return np.stack(self._there.transform(degrees[:, 0], degrees[:, 1]), axis=1)

    def degrees(self, points: Points) -> Points:
        """Turn metres of the plane back into degrees, longitude first."""
        back = TransformDirection.INVERSE
        found = self._there.transform(points[:, 0], points[:, 1], direction=back)
        return np.stack(found, axis=1)

    def flatten(self, shape: Shape) -> Shape:
        """Project a geometry, its edges cut short so that they stay straight in degrees."""
        return shapely.transform(shapely.segmentize(shape, 0.05), self.flat)


def space(degrees: Points) -> Points:
    """Give the positions in space, in metres from the Earth's middle, shape (n, 3)."""
    nought = np.zeros(len(degrees))
    found = _transformer(_SPACE).transform(degrees[:, 0], degrees[:, 1], nought)
    return np.stack(found, axis=1)


@lru_cache(maxsize=256)
def _transformer(pipeline: str) -> Transformer:
    """Set a transformation up."""
    return Transformer.from_pipeline(pipeline)


def polygons(found: BaseGeometry) -> shapely.MultiPolygon:
    """Keep the polygons of a geometry, outer rings counter-clockwise."""
    parts = shapely.get_parts(shapely.get_parts(np.atleast_1d(np.asarray(found))))
    keep = [part for part in parts if part.geom_type == "Polygon"]
    return shapely.MultiPolygon([shapely.geometry.polygon.orient(part) for part in keep])
