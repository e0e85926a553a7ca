"""Straits by name: a course that crosses a strait's gate, from shore to shore, passes it.

General geography, drawn by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from shapely import LineString
from shapely.affinity import translate

from geo.model import LatLon

STRAITS: dict[str, tuple[LatLon, ...]] = {
    name: tuple(LatLon(*at) for at in gate)
    for name, gate in {
        "Bab-el-Mandeb": ((12.80, 43.60), (12.35, 43.15)),
        "Bass Strait": ((-38.70, 146.30), (-41.30, 146.30)),
        "Bering Strait": ((66.10, -170.0), (65.50, -167.9)),
        "Bosphorus": ((41.085, 29.03), (41.085, 29.09)),
        "Cape of Good Hope": ((-34.20, 18.45), (-70.5, 18.45)),
        "Cook Strait": ((-41.25, 174.90), (-41.25, 174.10)),
        "Dardanelles": ((40.15, 26.33), (40.15, 26.45)),
        "Dover Strait": ((51.16, 1.25), (50.90, 1.95)),
        "Drake Passage": ((-55.50, -67.60), (-64.50, -60.50)),
        "Gibraltar": ((36.10, -5.60), (35.75, -5.60)),
        "Great Belt": ((55.31, 10.70), (55.34, 11.25)),
        "Hormuz": ((26.15, 56.35), (27.20, 56.55)),
        "Kerch Strait": ((45.20, 36.25), (45.20, 36.72)),
        "Korea Strait": ((35.25, 129.15), (34.35, 129.45), (33.45, 130.0)),
        "La Pérouse Strait": ((45.40, 141.90), (46.00, 142.15)),
        "Little Belt": ((55.53, 9.72), (55.49, 9.76)),
        "Lombok Strait": ((-8.50, 115.30), (-8.50, 116.15)),
        "Magellan": ((-52.40, -69.50), (-52.62, -69.75)),
        "Malacca": ((2.85, 99.80), (3.05, 101.50)),
        "Messina": ((38.20, 15.48), (38.20, 15.70)),
        "Northern Sea Route": ((76.5, 104.3), (80.0, 104.3)),
        "Northwest Passage": ((66.5, -102.0), (82.0, -102.0)),
        "Øresund": ((56.03, 12.50), (56.05, 12.78)),
        "Singapore Strait": ((1.36, 103.85), (1.00, 103.95)),
        "Sunda Strait": ((-6.00, 106.10), (-5.70, 105.65)),
        "Taiwan Strait": ((25.60, 119.60), (24.70, 121.20)),
        "Torres Strait": ((-10.90, 142.45), (-9.10, 142.45)),
        "Tsugaru": ((41.15, 140.37), (41.50, 140.15)),
        "Windward Passage": ((20.20, -74.40), (19.70, -73.20)),
        "Yucatán Channel": ((21.10, -87.20), (21.95, -84.60)),
    }.items()
}
"""The gate of each strait, latitude first."""


def passed(points: Sequence[LatLon]) -> tuple[str, ...]:
    """Name the straits that a line passes, in the order of travel.

    Parameters
    ----------
    points : sequence of LatLon
        A line of short edges; its longitudes may go on beyond ±180°.
    """
    if len(points) < 2:
        return ()
    line = LineString([(lon, lat) for lat, lon in points])
    found = []
    for name, gate in _gates():
        for turn in (-360, 0, 360):
            cut = line.intersection(translate(gate, turn))
            if not cut.is_empty:
                found.append((line.project(cut.centroid), name))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


@cache
def _gates() -> tuple[tuple[str, LineString], ...]:
    return tuple(
        (name, LineString([(lon, lat) for lat, lon in gate])) for name, gate in STRAITS.items()
    )
