"""Legs by air and by road: the geodesic, as no network of either is at hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geo import geodesy
from geo.model import Interval, LatLon, Mode, Note, Route, Stretch

_STEP_KM = 50.0


def route(
    mode: Mode,
    start: LatLon,
    end: LatLon,
    via: Sequence[LatLon] = (),
    start_radius_km: float = 0,
    end_radius_km: float = 0,
) -> Route:
    """Join two positions by geodesics, through the positions between, a stretch each.

    A road is schematic throughout and says so; its length is at least the
    geodesic, with no upper bound. A flight's length carries the radii of its ends.

    Parameters
    ----------
    mode : Mode
        ``Mode.AIR`` or ``Mode.ROAD``.
    start, end : LatLon
        The ends.
    via : sequence of LatLon
        Positions to pass, in order.
    start_radius_km, end_radius_km : float
        How well the ends are known, in kilometres.
    """
    stops = (start, *via, end)
    edges: list[tuple[LatLon, ...]] = []
    for here, there in pairwise(stops):
        edge = geodesy.between(here, there, _STEP_KM)
        edges.append(geodesy.unwrap([edges[-1][-1], *edge[1:]]) if edges else edge)
    value = sum(geodesy.distance_km(here, there) for here, there in pairwise(stops))
    spare = start_radius_km + end_radius_km
    road = mode is Mode.ROAD
    return Route(
        mode=mode,
        stretches=tuple(Stretch(points, schematic=road) for points in edges),
        length_km=Interval(
            value, max(0.0, value - spare), float("inf") if road else value + spare
        ),
        great_circle_km=geodesy.distance_km(start, end),
        schematic_km=value if road else 0.0,
        notes=(Note("schematic_road", {"via": len(via)} if via else {}),) if road else (),
    )
