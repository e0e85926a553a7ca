"""Canals and straits by name: where ships pass through land, or between lands.

General geography, drawn by hand. A canal is a line from open water to open water. A
strait is a gate from shore to shore: a course that crosses it passes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

from geo.errors import RouteError, nearest
from geo.model import LatLon

Pairs = tuple[tuple[LatLon, LatLon], ...]
"""Gates, each by its ends."""


def pairs(lines: Iterable[Iterable[tuple[float, float]]]) -> Pairs:
    """Make gates of lines of positions, latitude first."""
    return tuple(pair for line in lines for pair in pairwise([LatLon(*at) for at in line]))


CANALS: dict[str, tuple[LatLon, ...]] = {
    name: tuple(LatLon(*point) for point in line)
    for name, line in {
        "Suez": (
            *((31.40, 32.37), (31.31, 32.355), (31.22, 32.345), (31.05, 32.315)),
            *((30.86, 32.315), (30.72, 32.34), (30.60, 32.31), (30.565, 32.295)),
            *((30.52, 32.31), (30.43, 32.355), (30.35, 32.375), (30.29, 32.44)),
            *((30.24, 32.53), (30.17, 32.57), (30.05, 32.58), (29.96, 32.58)),
            *((29.93, 32.565), (29.88, 32.55), (29.82, 32.54)),
        ),
        "Panama": (
            *((9.42, -79.92), (9.36, -79.915), (9.275, -79.922), (9.245, -79.925)),
            *((9.205, -79.90), (9.18, -79.86), (9.165, -79.815), (9.125, -79.765)),
            *((9.115, -79.70), (9.08, -79.68), (9.05, -79.65), (9.017, -79.613)),
            *((8.995, -79.592), (8.955, -79.57), (8.925, -79.545), (8.86, -79.52)),
        ),
        "Kiel": (
            *((53.8777, 9.12), (53.895, 9.145), (53.94, 9.20), (53.985, 9.275)),
            *((54.03, 9.30), (54.12, 9.33), (54.17, 9.41), (54.205, 9.54)),
            *((54.285, 9.66), (54.305, 9.72), (54.36, 9.81), (54.365, 9.88)),
            *(
                (54.35, 9.95),
                (54.37, 10.07),
                (54.37, 10.145),
                (54.3827, 10.1815),
                (54.404, 10.204),
            ),
        ),
        "Cape Cod": (
            *((41.63, -70.70), (41.68, -70.665), (41.704, -70.658), (41.72, -70.637)),
            *((41.737, -70.625), (41.742, -70.6135), (41.7477, -70.5893)),
            *((41.757, -70.572), (41.768, -70.558), (41.7763, -70.5432)),
            *((41.7757, -70.515), (41.7745, -70.499), (41.7765, -70.49)),
            *((41.785, -70.47), (41.79, -70.46)),
        ),
        "Chesapeake and Delaware": (
            *((39.40, -76.09), (39.41, -76.05), (39.427, -76.015), (39.46, -75.982)),
            *((39.49, -75.935), (39.507, -75.90), (39.517, -75.865), (39.5289, -75.8133)),
            *((39.5414, -75.7381), (39.5525, -75.651), (39.5578, -75.5827)),
            *((39.5605, -75.567), (39.557, -75.548)),
        ),
        "Corinth": (
            *((37.97, 22.925), (37.9555, 22.9515), (37.9512, 22.9583)),
            *((37.9163, 23.0085), (37.9115, 23.0145), (37.89, 23.05)),
        ),
        "Vistula Spit": (
            *((54.40, 19.30), (54.365, 19.306), (54.349, 19.31), (54.325, 19.325)),
        ),
    }.items()
}
"""Named canals, from one end to the other, latitude first."""

STRAITS: dict[str, Pairs] = {
    name: pairs(gates)
    for name, gates in {
        "Bab-el-Mandeb": (((12.80, 43.60), (12.35, 43.15)),),
        "Bass Strait": (((-38.70, 146.30), (-41.30, 146.30)),),
        "Bering Strait": (((66.20, -170.5), (65.70, -167.3)),),
        "Bosphorus": (((41.085, 29.03), (41.085, 29.09)),),
        "Cape of Good Hope": (((-34.20, 18.45), (-70.5, 18.45)),),
        "Cook Strait": (((-41.25, 174.90), (-41.25, 174.10)),),
        "Dardanelles": (((40.15, 26.33), (40.15, 26.45)),),
        "Dover Strait": (((51.16, 1.25), (50.90, 1.95)),),
        "Drake Passage": (((-55.50, -67.60), (-64.50, -60.50)),),
        "Gibraltar": (((36.10, -5.60), (35.75, -5.60)),),
        "Great Belt": (((55.31, 10.70), (55.34, 11.25)),),
        "Hormuz": (((26.15, 56.35), (27.20, 56.55)),),
        "Kerch Strait": (((45.20, 36.25), (45.20, 36.72)),),
        "Korea Strait": (((35.25, 129.15), (34.35, 129.45), (33.45, 130.0)),),
        "La Pérouse Strait": (((45.40, 141.90), (46.00, 142.15)),),
        "Little Belt": (((55.53, 9.72), (55.49, 9.76)),),
        "Lombok Strait": (((-8.50, 115.30), (-8.50, 116.15)),),
        "Magellan": (((-52.40, -69.50), (-52.62, -69.75)),),
        "Malacca": (((2.85, 99.80), (3.05, 101.50)),),
        "Messina": (((38.20, 15.48), (38.20, 15.70)),),
        "Northern Sea Route": (
            ((76.5, 104.3), (80.0, 104.3)),
            ((70.5, 150.0), (80.0, 150.0)),
        ),
        "Northwest Passage": (((66.5, -102.0), (82.0, -102.0)),),
        "Øresund": (((56.03, 12.50), (56.05, 12.78)),),
        "Singapore Strait": (((1.36, 103.85), (1.00, 103.95)),),
        "Sunda Strait": (((-6.00, 106.10), (-5.70, 105.65)),),
        "Taiwan Strait": (((25.60, 119.60), (24.70, 121.20)),),
        "Torres Strait": (((-10.90, 142.45), (-9.10, 142.45)),),
        "Tsugaru": (((41.15, 140.37), (41.50, 140.15)),),
        "Windward Passage": (((20.20, -74.40), (19.70, -73.20)),),
        "Yucatán Channel": (((21.10, -87.20), (21.95, -84.60)),),
    }.items()
}
"""Gates of named straits, each from one shore to the other, latitude first."""

SMALL_CANALS = {
    "Cape Cod": 150.0,
    "Chesapeake and Delaware": 250.0,
    "Corinth": 300.0,
    "Vistula Spit": 1130.0,  # one map closes the lagoon's other way out, which counts for more
}
"""Canals that large ships cannot pass: taken where all else is so many km longer."""

FARAWAY = {"Northern Sea Route": 5_000.0, "Northwest Passage": 10_000.0}
"""Passages icy most of the year, each gate: taken where all else is so many km longer."""

ICE = {
    "Northern Sea Route": (LatLon(68.0, 80.0), LatLon(82.0, 175.0)),
    "Northwest Passage": (LatLon(67.0, -140.0), LatLon(82.0, -75.0)),
}
"""About each: its south-west and north-east corner."""


def closed(avoid: Collection[str]) -> frozenset[str]:
    """Check the names of closed passages, whatever their case, with "Canal" after them or not.

    Raises
    ------
    RouteError
        If some are none; it names the nearest right one to each.
    """
    known = {name.casefold(): name for name in CANALS}
    plain = {name: name.casefold().removesuffix(" canal") for name in avoid}
    wrong = [name for name, short in plain.items() if short not in known]
    if wrong:
        raise RouteError("\n".join(map(_unknown, wrong)))
    return frozenset(known[short] for short in plain.values())


def _unknown(name: str) -> str:
    """Say why a name is that of no canal."""
    if name.casefold() in {strait.casefold() for strait in STRAITS}:
        return f"{name} is a strait; only a canal can be kept out of: {', '.join(CANALS)}"
    return f"There is no passage {name!r} to keep out of{nearest(name, CANALS)}"
