"""The search along the network of sea ways, against a second library's."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from geo.geodesy import distance_km
from geo.model import LatLon
from geo.routes import sea, seasearch, seaway, sphere, straits
from geo.routes.berth import berth as afloat
from geo.routes.links import Seen
from geo.routes.seaarcs import Places


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(LatLon(42.2268, 130.2863), LatLon(42.890, 132.375), id="Najin-Dunay"),
        pytest.param(LatLon(59.32, 18.12), LatLon(60.09, 19.93), id="Stockholm-Mariehamn"),
        pytest.param(LatLon(-33.85, 151.25), LatLon(51.95, 4.05), id="Sydney-Rotterdam"),
        pytest.param(LatLon(40.30, 49.80), LatLon(40.62, 49.72), id="round Absheron"),
        pytest.param(LatLon(68.97, 33.05), LatLon(67.64, 53.02), id="Murmansk-Naryan-Mar"),
    ],
)
def test_the_search_finds_the_shortest_way_along_the_network(
    start: LatLon, end: LatLon
) -> None:
    way, berths = seaway.seaway(), [afloat(at) for at in (start, end)]
    first, last = Seen(*(berth.entry for berth in berths)).links
    found = seasearch.search(first, last, frozenset())
    assert found is not None
    nodes = [node for part in found.parts for node in part]
    size = way.count + 2 * len(straits.CANALS)
    all_, none = np.arange(size), np.arange(0)
    stops, there_, km = way.arcs.among(all_, way.spots(all_), Places(all_, size), none)
    row_ends = np.append(stops, len(km) + len(first.km))
    net = sparse.csr_array(
        (np.append(km, first.km), np.append(there_, first.nodes), row_ends),
        shape=(size + 1, size + 1),
    )
    found_km = sum(net[[here], [there]][0] for here, there in pairwise([size, *nodes]))
    found_km += last.km[last.nodes == nodes[-1]][0]
    shortest_km = (dijkstra(net, indices=size)[last.nodes] + last.km).min()
    assert found_km == pytest.approx(shortest_km, rel=1e-4)
    assert found_km == pytest.approx(found.km, rel=1e-4)


@pytest.mark.parametrize("nodes", [[], [0], [6, 2, 4]])
def test_corners_have_places_among_a_part_alone(nodes: list[int]) -> None:
    places = Places(np.array(nodes, dtype=np.int64), 8).of(np.arange(8))
    assert places.tolist() == [nodes.index(at) if at in nodes else -1 for at in range(8)]


def test_the_cape_ahead_is_seen_where_the_land_near_by_hides_the_straight_way() -> None:
    # From Calabria's west coast, whose corners are few, to the Saronic Gulf, across the land.
    start, end = (afloat(at).entry for at in (LatLon(39.164, 16.066), LatLon(37.638, 23.156)))
    seen, _ = Seen(start, end).links
    places = [sphere.place(at) for at in seaway.seaway().vectors(seen.nodes)]
    cape = LatLon(38.65, 15.82)  # Capo Vaticano, a mile off
    assert min(distance_km(cape, place) for place in places) < 10


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [
        pytest.param((24.09, 38.05), (53.63, -0.19), 0.3, id="the Ionian Sea, to Immingham"),
        pytest.param((65.02, 25.42), (42.74, 133.07), 0.3, id="the Ionian Sea, from Oulu"),
        pytest.param((28.0, 120.68), (-25.97, 32.56), 0.7, id="the Indian Ocean"),
        pytest.param((-18.13, 178.42), (60.43, 22.22), 0.7, id="the Atlantic Ocean"),
    ],
)
def test_a_way_from_out_at_sea_is_no_longer_than_the_rest_of_one_that_passes_there(
    start: tuple[float, float], end: tuple[float, float], share: float
) -> None:
    whole = sea.route(LatLon(*start), LatLon(*end))
    lat, lon = whole.points[int(len(whole.points) * share)]
    there = LatLon(lat, (lon + 180) % 360 - 180)
    parts = [sea.route(LatLon(*start), there), sea.route(there, LatLon(*end))]
    assert sum(part.length_km.value for part in parts) < 1.0005 * whole.length_km.value
