"""Where a position lies by the rings of a chart: in its water or not, and how near."""

from __future__ import annotations

import numpy as np

from geo.routes import sphere
from geo.routes.chart import Chart
from geo.routes.sphere import Floats, Ints

INSIDE_KM = 0.05
"""Positions moved to a chart's water are moved so far past its edge."""
_SHARES = (1.0, 0.5, 0.25, 0.12, 0.06, 0.03)
"""Where the water is narrow, they are moved in by so much less."""
_REACHES_KM = (3.0, 10.0, 30.0, 100.0, 400.0, 1500.0, 5000.0)


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


def away_km(of: Chart, edges: Ints, middle: Floats, spots: Floats) -> Floats:
    """Measure from spots, flat about a middle, to the nearest of some edges."""
    here = sphere.gnomonic(middle, of.vectors(edges))
    along = sphere.gnomonic(middle, of.vectors(of.after(edges))) - here
    square = np.maximum((along * along).sum(axis=1), 1e-18)
    off = spots[:, None] - here
    share = np.clip((off * along).sum(axis=2) / square, 0.0, 1.0)
    off -= share[:, :, None] * along
    return np.asarray(np.hypot(off[..., 0], off[..., 1]).min(axis=1, initial=np.inf))


def nearest(of: Chart, vector: Floats, within_km: float, inward_km: float) -> Floats | None:
    """Find the nearest water of a chart to a position outside it, or None past a distance."""
    met = _nearest_edge_within(of, vector, within_km)
    if met is None:
        return None
    spot, edge, _ = met
    onward = spot - vector
    size = float(np.linalg.norm(onward))
    if size < 1e-12:
        return spot
    for direction in (onward / size, _inward(of, edge, spot)):
        for share in _SHARES:
            found = spot + direction * (share * inward_km / sphere.RADIUS_KM)
            found /= np.linalg.norm(found)
            if within(of, found):
                return np.asarray(found)
    return None


def _nearest_edge_within(
    of: Chart, vector: Floats, within_km: float
) -> tuple[Floats, int, float] | None:
    """Find the nearest edge, looking about first where few are."""
    for reach_km in (within_km / 8, within_km):
        edges = of.near(vector, reach_km)
        if len(edges):
            found = nearest_edge(of, edges, vector)
            if found[2] <= reach_km:
                return found
    return None


def _inward(of: Chart, edge: int, spot: Floats) -> Floats:
    """Give the direction into the water from the end of an edge that is nearer to a spot."""
    ends = np.append(np.array([edge]), of.after(np.array([edge])))
    at = ends[[int(np.argmin(np.linalg.norm(of.vectors(ends) - spot, axis=1)))]]
    back, here, on = (of.vectors(corners)[0] for corners in (of.before(at), at, of.after(at)))
    first, second = back - here, on - here
    first /= max(float(np.linalg.norm(first)), 1e-15)
    second /= max(float(np.linalg.norm(second)), 1e-15)
    inward = (first + second) * (1.0 if sphere.cross(back, here) @ on > 0 else -1.0)
    return np.asarray(inward / max(float(np.linalg.norm(inward)), 1e-15))
