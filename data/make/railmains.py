"""Mark the trunk lines where the shortest way on the map is not the one that trains take.

The source does not tell a main line from a branch. Over most of the world the shortest way
is the main line; here are the trunk lines where it is not, as the stations that their
long-distance trains call at (general knowledge; positions to a few kilometres).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geo.model import LatLon
from geo.routes.railnet import Allowed, Network
from geo.routes.railpath import Path, through
from geo.routes.railspots import Spot

REACHES_KM = (2.0, 8.0)
"""Track is looked for so near to a station, and if there is none, so far."""

Position = tuple[float, float]

RUSSIA: Mapping[str, Sequence[Position]] = {
    "Trans-Siberian": (
        *((55.777, 37.655), (56.130, 40.420), (56.321, 43.946), (58.31, 48.32)),
        *((58.580, 49.658), (58.005, 56.186), (56.859, 60.604), (57.145, 65.524)),
        *((56.10, 69.46), (54.940, 73.386), (55.35, 78.35), (55.034, 82.895)),
        *((56.06, 85.62), (56.27, 90.50), (56.007, 92.830), (55.939, 97.999)),
        *((54.90, 99.03), (52.282, 104.259), (51.840, 107.581), (52.028, 113.495)),
        *((52.518, 117.023), (53.987, 123.944), (50.916, 128.468), (48.796, 132.931)),
        *((48.498, 135.072), (43.802, 131.981), (43.111, 131.882)),
    ),
    "Trans-Siberian by Yaroslavl": (
        *((55.777, 37.655), (57.624, 39.837), (58.19, 40.17), (58.48, 41.52), (58.31, 48.32)),
    ),
    "Samara - Chelyabinsk - Omsk": (
        *((53.185, 50.121), (54.746, 55.941), (55.142, 61.417), (55.43, 65.32)),
        *((54.83, 69.15), (54.940, 73.386)),
    ),
    "Trans-Mongolian": (
        *((51.840, 107.581), (50.247, 106.152), (47.908, 106.884), (43.73, 111.90)),
        *((43.651, 111.977), (41.03, 113.11), (40.11, 113.30), (40.82, 114.88)),
        (39.94, 116.35),
    ),
}
CHINA: Mapping[str, Sequence[Position]] = {
    "Beijing - Guangzhou": (
        *((39.895, 116.321), (38.862, 115.475), (38.01, 114.484), (37.07, 114.50)),
        *((36.60, 114.48), (36.10, 114.33), (35.30, 113.90), (34.746, 113.655)),
        *((34.02, 113.83), (33.57, 114.04), (32.98, 114.02), (32.13, 114.06)),
        *((31.61, 114.03), (30.92, 113.91), (30.618, 114.25), (30.53, 114.31)),
        *((29.85, 114.32), (29.37, 113.09), (28.19, 113.01), (27.84, 113.12)),
        *((26.90, 112.62), (25.79, 113.03), (24.80, 113.60), (24.19, 113.40)),
        (23.149, 113.257),
    ),
}
CHICAGO = (41.879, -87.640)
NEW_YORK = (40.750, -73.993)
WASHINGTON = (38.897, -77.006)
NEW_ORLEANS = (29.946, -90.078)
LOS_ANGELES = (34.056, -118.236)
SEATTLE = (47.598, -122.330)
SACRAMENTO = (38.584, -121.500)
AMERICA: Mapping[str, Sequence[Position]] = {
    "New York - Chicago": (
        *(NEW_YORK, (40.935, -73.902), (41.19, -73.88), (41.707, -73.938), (42.641, -73.741)),
        *((43.104, -75.223), (43.077, -76.170), (43.164, -77.608), (42.907, -78.727)),
        *((42.121, -80.082), (41.506, -81.697), (41.638, -83.541), (41.678, -86.287)),
        CHICAGO,
    ),
    "Washington - Cleveland": (
        *(WASHINGTON, (39.651, -78.758), (40.02, -79.593), (40.445, -79.992)),
        *((40.921, -81.093), (41.506, -81.697)),
    ),
    "Boston - Washington": (
        *((42.352, -71.055), (41.829, -71.413), (41.354, -72.093), (41.298, -72.927)),
        *((41.047, -73.542), NEW_YORK, (40.734, -74.164), (40.218, -74.755)),
        *((39.956, -75.182), (39.737, -75.551), (39.307, -76.616), WASHINGTON),
    ),
    "Chicago - Seattle": (
        *(CHICAGO, (43.034, -87.917), (43.833, -91.247), (44.948, -93.086)),
        *((46.881, -96.785), (48.236, -101.299), (48.554, -109.678), (48.507, -111.857)),
        *((48.414, -114.335), (48.276, -116.545), (47.657, -117.416), (47.422, -120.306)),
        *((47.976, -122.198), SEATTLE),
    ),
    "Chicago - Oakland": (
        *(CHICAGO, (40.944, -90.364), (40.806, -91.102), (41.037, -93.765)),
        *((41.250, -95.925), (40.816, -96.713), (40.198, -100.626), (39.753, -105.0)),
        *((39.888, -105.763), (39.548, -107.323), (39.064, -108.570), (40.226, -111.664)),
        *((40.761, -111.909), (40.836, -115.750), (40.969, -117.732), (39.529, -119.812)),
        *((39.327, -120.185), SACRAMENTO, (38.019, -122.138), (37.840, -122.292)),
    ),
    "Chicago - Los Angeles": (
        *(CHICAGO, (40.944, -90.364), (40.63, -91.31), (39.085, -94.585)),
        *((38.047, -97.345), (37.752, -100.017), (37.989, -103.543), (37.170, -104.507)),
        *((36.901, -104.438), (35.481, -105.880), (35.082, -106.648), (35.529, -108.741)),
        *((35.197, -111.649), (34.841, -114.606), (34.905, -117.025), (34.104, -117.310)),
        LOS_ANGELES,
    ),
    "Washington - New Orleans": (
        *(WASHINGTON, (38.032, -78.492), (37.437, -79.157), (36.069, -79.787)),
        *((35.241, -80.823), (33.799, -84.392), (33.512, -86.807), (32.364, -88.697)),
        *((31.327, -89.287), NEW_ORLEANS),
    ),
    "Chicago - New Orleans": (
        *(CHICAGO, (40.116, -88.241), (37.724, -89.217), (35.132, -90.059)),
        *((32.300, -90.191), NEW_ORLEANS),
    ),
    "Washington - Miami": (
        *(WASHINGTON, (37.617, -77.497), (35.938, -77.798), (34.199, -79.757)),
        *((32.875, -79.998), (32.084, -81.148), (30.366, -81.725), (28.526, -81.382)),
        (25.850, -80.258),
    ),
    "Seattle - Los Angeles": (
        *(SEATTLE, (45.529, -122.677), (44.055, -123.094), (42.226, -121.772)),
        *((40.583, -122.393), SACRAMENTO, (38.019, -122.138), (37.794, -122.272)),
        *((37.330, -121.903), (36.679, -121.657), (35.276, -120.655), (34.414, -119.693)),
        LOS_ANGELES,
    ),
    "Los Angeles - New Orleans": (
        *(LOS_ANGELES, (32.723, -114.616), (32.223, -110.967), (31.758, -106.496)),
        *((29.420, -98.478), (29.768, -95.367), NEW_ORLEANS),
    ),
    "Toronto - Vancouver": (
        *((43.645, -79.381), (44.75, -79.33), (46.707, -80.922), (49.215, -84.777)),
        *((50.097, -91.914), (49.889, -97.134), (50.93, -102.80), (52.10, -106.75)),
        *((53.579, -113.528), (52.877, -118.080), (50.73, -120.33), (49.274, -123.098)),
    ),
}
LINES = {**RUSSIA, **CHINA, **AMERICA}


def near(net: Network, at: LatLon, allowed: Allowed) -> list[Spot]:
    """Find the spots on track near a station."""
    return next((s for km in REACHES_KM if (s := net.near(at, km, allowed))), [])


def trunk(net: Network) -> Iterator[int]:
    """Name the tracks on the shortest ways along the trunk lines."""
    anywhere = Allowed()
    for name, stations in LINES.items():
        spots = [near(net, LatLon(*at), anywhere) for at in stations]
        if blank := [at for at, found in zip(stations, spots, strict=True) if not found]:
            raise ValueError(f"No track near {blank} of {name}")
        path = through(net, spots, anywhere)
        if not isinstance(path, Path):
            raise TypeError(f"{name} is broken before its station {path}")
        yield from (run.track for section in path.sections for run in section)
