"""Narrows, low bridges and banks that a ship takes only where that saves it many kilometres.

General geography, drawn by hand. A gate leads from shore to shore, or to a mark: a course
that crosses it passes there. What each costs is in the network (``data/make/seagraph.py``).
"""

from __future__ import annotations

from typing import NamedTuple

from geo.routes.flats import MARKS
from geo.routes.straits import Pairs, pairs


class Byway(NamedTuple):
    """Gates, and how many km longer all else has to be."""

    km: float
    gates: Pairs


BYWAYS = {
    name: Byway(km, pairs(gates))
    for name, (km, gates) in {
        "Abrolhos": (100, (((-17.69, -39.14), (-17.963, -38.70)),)),
        "Alderney Race": (
            40,
            (
                ((49.722, -1.943), (49.727, -2.165)),
                ((49.707, -2.222), MARKS["Casquets"]),
            ),
        ),
        "Arklow Bank": (60, ((MARKS["Arklow Bank south"], MARKS["Arklow Bank north"]),)),
        "Bijagós": (
            100,
            (
                (
                    (11.5704, -16.3031),
                    MARKS["Bijagós west"],
                    MARKS["Bijagós south"],
                    (10.869, -15.725),
                    (10.98, -15.67),
                    (11.04, -15.63),
                    (11.10, -15.20),
                ),
            ),
        ),
        "Bøgestrøm": (100, (((55.0, 12.165), (54.982, 12.172)),)),
        "Bulandet": (40, (((61.285, 4.63), (61.2878, 4.7028)),)),
        "Canal Perigoso": (
            400,
            (((-0.2354, -49.5867), (-0.10, -49.60)), ((0.02, -49.845), (0.02, -49.69))),
        ),
        "Chenal du Four": (
            40,
            (
                (
                    (48.36, -4.772),
                    (48.347, -4.858),
                    (48.396, -4.959),
                    (48.4171, -4.9846),
                    (48.4602, -5.042),
                ),
            ),
        ),
        "China Strait": (
            60,
            (
                (
                    (-10.56, 150.68),
                    (-10.58, 150.83),
                    (-10.60, 150.88),
                    (-10.60, 150.98),
                    (-10.62, 151.04),
                    MARKS["Jomard Entrance"],
                ),
                (
                    (-11.2527, 152.1384),
                    (-11.279, 152.3562),
                    (-11.1092, 152.5006),
                    (-11.1565, 152.8227),
                    (-11.1961, 153.0813),
                    (-11.2805, 153.1753),
                    (-11.41, 153.25),
                ),
            ),
        ),
        "East River": (60, (((40.735, -73.98), (40.735, -73.955)),)),
        "Fehmarnsund": (40, (((54.395, 11.108), (54.405, 11.117)),)),
        "Fisherman Inlet": (100, (((37.13, -75.965), (37.095, -75.971)),)),
        "Georges Bank": (60, ((MARKS["Cultivator Shoal"], MARKS["Georges Shoal"]),)),
        "Grand Passage": (
            40,
            (
                ((44.275, -66.35), (44.275, -66.33)),
                ((44.39, -66.215), (44.39, -66.20)),
            ),
        ),
        "Great Barrier Reef": (
            300,
            (
                (
                    MARKS["Barrier Reef 1"],
                    MARKS["Barrier Reef 2"],
                    MARKS["Barrier Reef 3"],
                    MARKS["Barrier Reef 4"],
                    MARKS["Hydrographers Passage east"],
                ),
                (MARKS["Hydrographers Passage west"], MARKS["Palm Passage east"]),
                (MARKS["Palm Passage west"], MARKS["Grafton Passage south"]),
                (
                    MARKS["Grafton Passage north"],
                    MARKS["Barrier Reef 5"],
                    MARKS["Raine Island Entrance south"],
                ),
                (MARKS["Raine Island Entrance north"], MARKS["Barrier Reef 6"]),
            ),
        ),
        "Horns Rev": (40, (((55.557, 8.085), MARKS["Horns Rev"]),)),
        "Irrawaddy shoals": (
            100,
            (
                ((15.96, 94.24), MARKS["Alguada Reef"]),
                ((15.98, 95.65), MARKS["Krishna Shoal"]),
            ),
        ),
        "Jack Sound": (40, (((51.735, -5.252), (51.737, -5.276)),)),
        "Kalmar Sound": (60, (((56.683, 16.375), (56.66, 16.475)),)),
        "Kerkennah Bank": (
            150,
            (
                ((34.80, 10.868), (34.6282, 11.0287)),
                ((34.8057, 11.3057), MARKS["Kerkennah"]),
            ),
        ),
        "Khuran Strait": (100, (((26.99, 55.74), (26.938, 55.75)),)),
        "Kyle Rhea": (60, (((57.23, -5.648), (57.23, -5.668)),)),
        "La Maddalena": (
            40,
            (
                ((41.183, 9.381), (41.2122, 9.403)),
                ((41.176, 9.418), (41.185, 9.46)),
            ),
        ),
        "Laut Strait": (60, (((-3.276, 116.1008), (-3.30, 116.15)),)),
        "Molo Strait": (40, (((-8.63, 119.798), (-8.63, 119.815)),)),
        "Nantucket Shoals": (
            150,
            (
                ((41.354, -70.452), (41.335, -70.306), (41.305, -70.265), (41.275, -70.205)),
                ((41.55, -70.0), (41.3848, -70.044)),
                (
                    (41.3848, -70.044),
                    MARKS["Nantucket Shoals northeast"],
                    MARKS["Nantucket Shoals east"],
                    MARKS["Nantucket Shoals southeast"],
                    MARKS["Nantucket Shoals southwest"],
                    (41.275, -70.205),
                ),
            ),
        ),
        "Naruto Strait": (100, (((34.2313, 134.6373), (34.2481, 134.6694)),)),
        "Nevelskoy Strait": (500, (((52.20, 141.42), (52.2173, 141.6515)),)),
        "Pak Phra": (500, (((8.198, 98.290), (8.207, 98.287)),)),
        "Raz de Sein": (
            40,
            (
                ((48.039, -4.733), (48.036, -4.853)),
                ((48.0422, -4.8672), MARKS["Chaussée de Sein"]),
            ),
        ),
        "Replot": (
            60,
            (((63.223, 21.43), (63.225, 21.52)), ((63.383, 21.2548), (63.42, 21.07))),
        ),
        "San Luis Pass": (300, (((29.092, -95.107), (29.078, -95.13)),)),
        "Scilly": (
            40,
            (((49.8925, -6.345), (49.897, -6.3765), (49.9325, -6.354), (49.945, -6.354)),),
        ),
        "Sherbro Strait": (100, (((7.53, -12.505), (7.53, -12.462)),)),
        "Sound of Islay": (20, (((55.845, -6.11), (55.845, -6.09)),)),
        "South Funen": (
            60,
            (
                ((54.968, 10.63), (54.9689, 10.647)),
                ((54.9557, 10.6857), (54.938, 10.708)),
                ((55.05, 10.592), (55.0482, 10.595)),
            ),
        ),
        "Stockholm archipelago": (60, (((59.52, 18.66), (59.444, 19.505)),)),
        "Storstrøm": (40, (((54.985, 11.885), (54.9522, 11.8572)),)),
        "Suramadu Bridge": (100, (((-7.215, 112.777), (-7.155, 112.78)),)),
        "Tsunoshima": (60, (((34.355, 130.875), (34.352, 130.905)),)),
    }.items()
}
"""By name."""
