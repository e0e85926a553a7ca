"""Where a position lies by the rings of a chart: in its water or not, and how near."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from geo.routes import sphere
from geo.routes.chart import Chart
from geo.routes.sphere import Floats, Ints

INSIDE_KM = 0.05
"""Positions moved to a chart's water are moved so far past its edge."""
_SHARES = (1.0, 0.5, 0.25, 0.12, 0.06, 0.03)
"""Where the water is narrow, they are moved in by so much less."""
_REACHES_KM = (3.0, 10.0, 30.0, 100.0, 400.0, 1500.0, 5000.0)
_BESIDE_KM = 0.2
"""Edges that lie so much further off than the nearest may be nearer to what is moved to it."""


class Nearest(NamedTuple):
    """The edge of a chart that is nearest to a position.

    Attributes
    ----------
    of : Chart
        Its edges have the water on their left.
    vector : array of shape (3,)
        The position.
    edges : array of int
        All that lie about as near.
    edge : int
        The nearest, by its first corner.
    spot : array of shape (3,)
        The point of it that is nearest.
    km : float
        How far that is.
    """

    of: Chart
    vector: Floats
    edges: Ints
    edge: int
    spot: Floats
    km: float

    def is_afloat(self) -> bool:
        """Tell whether the position lies in the water."""
        return self.of.side(self.edge, self.vector, self.spot)

    def water(self, inward_km: float) -> Floats | None:
        """Find the water nearest to a position outside it, or None where it is too narrow."""
        onward = self.spot - self.vector
        size = float(np.linalg.norm(onward))
        if size < 1e-12:
            return self.spot
        for direction in (onward / size, self._inward()):
            for share in _SHARES:
                found = self.spot + direction * (share * inward_km / sphere.RADIUS_KM)
                found /= np.linalg.norm(found)
                if _nearest_of(self.of, found, self.edges).is_afloat():
                    return np.asarray(found)
        return None

    def _inward(self) -> Floats:
        """Give the direction into the water from the end of the edge that is nearer."""
        of, ends = self.of, np.array([self.edge])
        ends = np.append(ends, of.after(ends))
        at = ends[[int(np.argmin(np.linalg.norm(of.vectors(ends) - self.spot, axis=1)))]]
        back, here, on = (of.vectors(some)[0] for some in (of.before(at), at, of.after(at)))
        first, second = back - here, on - here
        first /= max(float(np.linalg.norm(first)), 1e-15)
        second /= max(float(np.linalg.norm(second)), 1e-15)
        inward = (first + second) * (1.0 if sphere.cross(back, here) @ on > 0 else -1.0)
        return np.asarray(inward / max(float(np.linalg.norm(inward)), 1e-15))


def nearest(of: Chart, vector: Floats, within_km: float = np.inf) -> Nearest | None:
    """Find the edge of a chart that is nearest to a position, or None past a distance."""
    for reach_km in _REACHES_KM:
        edges = of.near(vector, reach_km)
        if len(edges):
            found = _nearest_of(of, vector, edges)
            if found.km < reach_km - _BESIDE_KM:
                return found if found.km <= within_km else None
        if reach_km - _BESIDE_KM > within_km:
            return None
    return None


def within(of: Chart, vector: Floats) -> bool:
    """Tell whether a position lies in the water of a chart, by its nearest edge."""
    found = nearest(of, vector)
    return found is None or found.is_afloat()


def _nearest_of(of: Chart, vector: Floats, edges: Ints) -> Nearest:
    """Find which of some edges is nearest to a position."""
    here = sphere.gnomonic(vector, of.vectors(edges))
    there = sphere.gnomonic(vector, of.vectors(of.after(edges)))
    (x, y), (east, north) = here.T, (there - here).T
    square = np.maximum(east * east + north * north, 1e-18)
    share = np.minimum(np.maximum(-(x * east + y * north) / square, 0.0), 1.0)
    far = np.hypot(x + share * east, y + share * north)
    at = int(far.argmin())
    a, b = of.vectors(np.append(edges[at : at + 1], of.after(edges[at : at + 1])))
    spot = a + share[at] * (b - a)
    spot /= math.sqrt(spot @ spot)
    near = edges.compress(far < far[at] + _BESIDE_KM)
    return Nearest(of, vector, near, int(edges[at]), spot, float(far[at]))


def away_km(of: Chart, edges: Ints, middle: Floats, spots: Floats) -> Floats:
    """Measure from spots, flat about a middle, to the nearest of some edges."""
    here = sphere.gnomonic(middle, of.vectors(edges))
    along = sphere.gnomonic(middle, of.vectors(of.after(edges))) - here
    square = np.maximum((along * along).sum(axis=1), 1e-18)
    off = spots[:, None] - here
    share = np.clip((off * along).sum(axis=2) / square, 0.0, 1.0)
    off -= share[:, :, None] * along
    return np.asarray(np.hypot(off[..., 0], off[..., 1]).min(axis=1, initial=np.inf))
