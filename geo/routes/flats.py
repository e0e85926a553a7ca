"""Shoals, low bridges and narrows that ships avoid, by name: their gates.

General geography, drawn by hand. A gate leads from shore to shore: a course that crosses it
passes the shoal.
"""

from __future__ import annotations

from geo.routes.straits import Pairs, pairs

SHOALS: dict[str, Pairs] = {
    name: pairs(gates)
    for name, gates in {
        "Adam's Bridge": (
            ((9.30, 79.00), (9.27, 79.30), (9.155, 79.445), (9.08, 79.72), (8.93, 79.98)),
        ),
        "Florida Keys": (
            (
                *((25.32, -80.45), (25.13, -80.40), (24.93, -80.62), (24.82, -80.82)),
                *((24.725, -81.06), (24.68, -81.36), (24.56, -81.78), (24.577, -82.105)),
            ),
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
        "Great Sandy Strait": (((-25.60, 152.85), (-25.60, 153.08)),),
        "Kaminoseki": (((33.8375, 132.100), (33.8375, 132.122)),),
        "Moreton Bay": (
            ((-27.42, 153.47), (-27.30, 153.41)),
            ((-27.60, 153.25), (-27.67, 153.384), (-27.64, 153.46)),
        ),
        "Myeongnyang": (((34.572, 126.300), (34.572, 126.311)),),
        "Pamlico Sound": (
            ((35.80, -75.547), (35.76, -75.52)),
            ((35.21, -75.70), (35.187, -75.77), (35.085, -75.985), (35.06, -76.05)),
        ),
    }.items()
}
"""Gates of shoals, low bridges and wild narrows, which ships avoid where they can go round."""
