"""Where a position lies by the rings of a chart: in its water or not, and how near."""

from __future__ import annotations

import numpy as np

from geo.routes import sphere
from geo.routes.chart import Chart
from geo.routes.sphere import Floats, Ints

INSIDE_KM = 0.05
"""Positions moved to a chart's water are moved so far past its edge."""
_REACHES_KM = (10.0, 30.0, 100.0, 400.0, 1500.0, 5000.0)


def within(of: Chart, vector: Floats) -> bool:
    """Tell whether a position lies in the water of a chart, by its nearest edge."""
    for reach in _REACHES_KM:
        edges = of.near(vector, reach)
        if len(edges):
            spot, edge, km = nearest_edge(of, edges, vector)
            if km < reach:
                return bool(of.side(edge, vector, spot))
    return True


def nearest_edge(of: Chart, edges: Ints, vector: Floats) -> tuple[Floats, int, float]:
    """Find the point of some edges nearest to a position: vector, edge and kilometres."""
    here = sphere.gnomonic(vector, of.vectors(edges))
    there = sphere.gnomonic(vector, of.vectors(of.after(edges)))
    along = there - here
    square = np.maximum((along * along).sum(axis=1), 1e-18)
    share = np.clip(-(here * along).sum(axis=1) / square, 0.0, 1.0)
    spots = here + share[:, None] * along
    far = np.hypot(spots[:, 0], spots[:, 1])
    at = int(np.argmin(far))
    a, b = of.vectors(np.append(edges[at : at + 1], of.after(edges[at : at + 1])))
    spot = a + share[at] * (b - a)
    return spot / np.linalg.norm(spot), int(edges[at]), float(far[at])


def nearest(of: Chart, vector: Floats, within_km: float, inward_km: float) -> Floats | None:
    """Find the nearest water of a chart to a position outside it, or None past a distance."""
    edges = of.near(vector, within_km)
    if not len(edges):
        return None
    spot, _, km = nearest_edge(of, edges, vector)
    if km > within_km:
        return None
    onward = spot - vector
    size = float(np.linalg.norm(onward))
    if size < 1e-12:
        return spot
    found = spot + onward / size * (inward_km / sphere.RADIUS_KM)
    return np.asarray(found / np.linalg.norm(found))
