"""Shoals, low bridges and narrows that ships avoid, by name: their gates.

General geography, drawn by hand. A gate leads from shore to shore, or to a mark: a course
that crosses it passes the shoal.
"""

from __future__ import annotations

from geo.model import LatLon
from geo.routes.straits import Pairs, pairs

MARKS = {
    "Alguada Reef": LatLon(15.70, 94.20),
    "Arguin": LatLon(20.25, -17.30),
    "Arklow Bank north": LatLon(52.9, -5.93),
    "Arklow Bank south": LatLon(52.68, -5.98),
    "Barrier Reef 1": LatLon(-22.35, 152.65),
    "Barrier Reef 2": LatLon(-21.6, 152.6),
    "Barrier Reef 3": LatLon(-20.9, 151.75),
    "Barrier Reef 4": LatLon(-20.3, 151.05),
    "Barrier Reef 5": LatLon(-14.6, 145.68),
    "Barrier Reef 6": LatLon(-9.37, 144.2),
    "Bassas da India north": LatLon(-21.425, 39.69),
    "Bassas da India south": LatLon(-21.53, 39.68),
    "Bermuda northeast": LatLon(32.48, -64.68),
    "Bermuda northwest": LatLon(32.42, -64.95),
    "Bermuda southwest": LatLon(32.23, -64.87),
    "Bijagós south": LatLon(10.7, -16.15),
    "Bijagós west": LatLon(11.2, -16.85),
    "Bombay Reef": LatLon(16.04, 112.52),
    "Bombay Shoal": LatLon(9.433, 116.933),
    "Casquets": LatLon(49.7222, -2.3756),
    "Cay Lobos": LatLon(22.3767, -77.5931),
    "Chaussée de Sein": LatLon(48.05, -5.03),
    "Chub Heads": LatLon(32.287, -64.98),
    "Commodore Reef": LatLon(8.367, 115.217),
    "Cultivator Shoal": LatLon(41.6, -68.25),
    "Diamond Shoals": LatLon(35.15, -75.30),
    "Elizabeth Reef": LatLon(-29.93, 159.07),
    "Falsterborev": LatLon(55.308, 12.657),
    "Fiery Cross Reef": LatLon(9.633, 112.95),
    "Frying Pan Shoals": LatLon(33.483, -77.583),
    "Gedser Rev": LatLon(54.46, 12.17),
    "Georges Shoal": LatLon(41.72, -67.6),
    "Goodwin Sands north": LatLon(51.325, 1.57),
    "Goodwin Sands south": LatLon(51.175, 1.5),
    "Grafton Passage north": LatLon(-16.58, 146.18),
    "Grafton Passage south": LatLon(-16.8, 146.33),
    "Great Basses": LatLon(6.183, 81.483),
    "Great Isaac": LatLon(26.0288, -79.0886),
    "Großer Vogelsand": LatLon(54.0, 8.4),
    "Half Moon Shoal": LatLon(8.867, 116.267),
    "Horns Rev": LatLon(55.56, 7.55),
    "Hydrographers Passage east": LatLon(-19.95, 150.6),
    "Hydrographers Passage west": LatLon(-19.8, 150.28),
    "Jiangsu": LatLon(32.90, 122.40),
    "Jomard Entrance": LatLon(-11.22, 152.02),
    "Keith Reef": LatLon(37.8, 10.93),
    "Kerkennah": LatLon(34.80, 11.65),
    "Krishna Shoal": LatLon(15.617, 95.60),
    "Ladd Reef": LatLon(8.667, 111.667),
    "Little Basses": LatLon(6.407, 81.73),
    "Lookout Shoals": LatLon(34.30, -76.40),
    "Manuel Luís": LatLon(-0.87, -44.25),
    "Meghna": LatLon(21.50, 91.0),
    "Mermaid Reef": LatLon(-17.1, 119.63),
    "Middleton Reef": LatLon(-29.46, 159.11),
    "Mills Breaker": LatLon(32.398, -64.615),
    "Minerva Reef north": LatLon(-23.63, -178.92),
    "Minerva Reef south": LatLon(-23.95, -179.11),
    "Nantucket Shoals east": LatLon(41.075, -69.3167),
    "Nantucket Shoals northeast": LatLon(41.3917, -69.525),
    "Nantucket Shoals southeast": LatLon(40.7417, -69.3167),
    "Nantucket Shoals southwest": LatLon(40.72, -70.0083),
    "North Danger": LatLon(11.45, 114.35),
    "North Reef": LatLon(17.09, 111.5),
    "North Rock": LatLon(32.475, -64.767),
    "Palm Passage east": LatLon(-18.27, 147.38),
    "Palm Passage west": LatLon(-18.2, 147.02),
    "Paracel Islands northeast": LatLon(16.98, 112.27),
    "Pratas Reef": LatLon(20.7, 116.92),
    "Quita Sueño north": LatLon(14.48, -81.13),
    "Quita Sueño south": LatLon(14.15, -81.17),
    "Raine Island Entrance north": LatLon(-11.45, 144.05),
    "Raine Island Entrance south": LatLon(-11.75, 144.05),
    "Royal Captain Shoal": LatLon(9.05, 116.667),
    "Sandheads": LatLon(21.08, 88.25),
    "Scarborough Shoal east": LatLon(15.12, 117.85),
    "Scarborough Shoal west": LatLon(15.17, 117.69),
    "Seahorse Shoal": LatLon(10.833, 117.783),
    "Seringapatam Reef": LatLon(-13.65, 122.03),
    "Seven Stones": LatLon(50.05, -6.11),
    "Subi Reef": LatLon(10.917, 114.083),
    "Swallow Reef": LatLon(7.367, 113.833),
    "Yangtze": LatLon(31.45, 122.40),
}
"""Cays that the maps lack, and where shoals end in the open sea: a mile is kept off them."""

SHOALS: dict[str, Pairs] = {
    name: pairs(gates)
    for name, gates in {
        "Adam's Bridge": (
            ((9.30, 79.00), (9.27, 79.30), (9.155, 79.445), (9.08, 79.72), (8.93, 79.98)),
        ),
        "Bahama Banks": (
            (
                *((25.5264, -79.2606), (25.76, -79.254), MARKS["Great Isaac"]),
                *((25.826, -77.912), (25.703, -77.827), (25.5009, -77.7941)),
                *((25.41, -77.90), (25.17, -78.03)),
            ),
            ((23.6945, -77.7312), MARKS["Cay Lobos"], (22.197, -75.745), (22.873, -74.865)),
            (
                *((25.48, -76.70), (25.517, -76.847), (25.03, -77.28), (24.72, -76.82)),
                *((24.594, -76.82), (24.17, -76.44), (23.60, -75.95), (23.42, -75.57)),
                (23.60, -75.30),
            ),
            ((26.69, -78.98), (27.224, -78.341), (27.085, -78.013), (26.90, -77.72)),
            ((26.629, -77.916), (26.01, -77.40)),
            ((22.60, -74.34), (22.126, -74.324)),
        ),
        "Banc d'Arguin": (((20.60, -16.45), MARKS["Arguin"]),),
        "Bassas da India": ((MARKS["Bassas da India north"], MARKS["Bassas da India south"]),),
        "Basses": (
            ((6.28, 81.41), MARKS["Great Basses"], MARKS["Little Basses"], (6.60, 81.72)),
        ),
        "Bermuda's reefs": (
            (
                *(MARKS["Mills Breaker"], MARKS["Bermuda northeast"], MARKS["North Rock"]),
                *(MARKS["Bermuda northwest"], MARKS["Chub Heads"]),
                *(MARKS["Bermuda southwest"], (32.255, -64.84)),
            ),
        ),
        "Caicos Bank": (((21.78, -72.33), (21.64, -72.46), (21.30, -71.64), (21.49, -71.53)),),
        "Cay Sal Bank": (((23.9272, -80.4703), (23.692, -80.388), (23.546, -79.566)),),
        "Dangerous Ground": (
            (
                *(MARKS["North Danger"], MARKS["Seahorse Shoal"], MARKS["Bombay Shoal"]),
                *(MARKS["Royal Captain Shoal"], MARKS["Half Moon Shoal"]),
                *(MARKS["Commodore Reef"], MARKS["Swallow Reef"], MARKS["Ladd Reef"]),
                *(MARKS["Fiery Cross Reef"], MARKS["Subi Reef"], MARKS["North Danger"]),
            ),
        ),
        "Diamond Shoals": (((35.225, -75.535), MARKS["Diamond Shoals"]),),
        "Dithmarschen flats": (((54.02, 8.87), (54.058, 8.69), MARKS["Großer Vogelsand"]),),
        "Dry Strait": (
            ((56.604, -132.555), (56.604, -132.49), (56.604, -132.408), (56.604, -132.31)),
        ),
        "Falsterbo Reef": (((55.39, 12.83), MARKS["Falsterborev"]),),
        "Florida Keys": (
            (
                *((25.32, -80.45), (25.13, -80.40), (24.93, -80.62), (24.82, -80.82)),
                *((24.725, -81.06), (24.68, -81.36), (24.56, -81.78), (24.566, -81.796)),
                *((24.577, -81.797), (24.577, -82.105)),
            ),
            ((25.3426, -80.2631), (25.38, -80.235), (25.40, -80.22)),
            ((25.503, -80.1825), (25.6708, -80.1572)),
        ),
        "Frisian flats": (
            *(((53.01, 5.22), (53.14, 4.87), (53.25, 4.93)), ((53.28, 5.58), (53.43, 5.48))),
            *(((53.36, 5.86), (53.45, 5.82)), ((53.40, 6.33), (53.49, 6.25))),
            *(((53.58, 7.14), (53.677, 6.99)), ((53.64, 7.28), (53.71, 7.27))),
            *(((53.66, 7.37), (53.73, 7.40)), ((53.67, 7.52), (53.75, 7.53))),
            *(((53.69, 7.72), (53.77, 7.73)), ((53.69, 7.90), (53.79, 7.90))),
            ((53.58, 8.30), (53.72, 8.15)),
            ((53.87, 8.62), (53.92, 8.50), (53.949, 8.431)),
        ),
        "Frying Pan Shoals": (((33.847, -77.965), MARKS["Frying Pan Shoals"]),),
        "Ganges shoals": (
            ((21.58, 88.27), MARKS["Sandheads"]),
            ((22.025, 91.003), MARKS["Meghna"]),
        ),
        "Gedser Reef": (((54.57, 11.96), MARKS["Gedser Rev"]),),
        "Goodwin Sands": ((MARKS["Goodwin Sands north"], MARKS["Goodwin Sands south"]),),
        "Great Sandy Strait": (((-25.60, 152.85), (-25.60, 153.08)),),
        "Gulf of Batabanó": (
            ((22.1305, -81.8123), (21.607, -81.903), (21.56, -82.36), (21.594, -82.55)),
            ((21.75, -83.05), (21.949, -83.518), (22.20, -83.65)),
        ),
        "Jiangsu shoals": (
            ((31.50, 121.96), MARKS["Yangtze"]),
            ((32.715, 120.945), MARKS["Jiangsu"]),
        ),
        "Kaminoseki": (((33.8375, 132.100), (33.8375, 132.122)),),
        "Lookout Shoals": (((34.60, -76.535), MARKS["Lookout Shoals"]),),
        "Moreton Bay": (
            ((-27.42, 153.47), (-27.30, 153.41)),
            ((-27.60, 153.25), (-27.67, 153.384), (-27.64, 153.46)),
        ),
        "Myeongnyang": (((34.572, 126.300), (34.572, 126.311)),),
        "Pamlico Sound": (
            ((35.80, -75.547), (35.76, -75.52)),
            ((35.21, -75.70), (35.187, -75.77), (35.085, -75.985), (35.06, -76.05)),
            ((34.8709, -76.3751), (34.8485, -76.3239)),
        ),
        "Paracel Islands": (
            (
                *((15.783, 111.202), (16.449, 111.507), MARKS["North Reef"]),
                *(MARKS["Paracel Islands northeast"], (16.665, 112.730)),
                *(MARKS["Bombay Reef"], (15.783, 111.202)),
            ),
        ),
        "Pratas Reef": (((20.703, 116.728), MARKS["Pratas Reef"]),),
        "Quita Sueño": ((MARKS["Quita Sueño north"], MARKS["Quita Sueño south"]),),
        "Scarborough Shoal": (
            (MARKS["Scarborough Shoal west"], MARKS["Scarborough Shoal east"]),
        ),
        "Strelasund": (((54.308, 13.095), (54.311, 13.114), (54.315, 13.15)),),
        "Väinameri": (((58.62, 23.22), (58.66, 23.55)), ((58.62, 22.55), (58.70, 22.55))),
    }.items()
}
"""Gates of shoals, low bridges and wild narrows, which ships avoid where they can go round."""
