"""How much longer a railway is than the network says, from published kilometre posts.

The posts of the Trans-Siberian cut it into sections. Each section's ratio is its
published length over its length in the network, both between the same two stations;
the pooled ratio is the sum of the published over the sum of the network's. The bounds
are the smallest and the largest ratio of any section: not a standard error, but what
was seen to happen on thirteen sections of one railway.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from geo import store
from geo.errors import DataError
from geo.model import Interval, LatLon
from geo.routes.railnet import Allowed, network
from geo.routes.railpath import Path, through

FILE = "rail-posts.csv"
REACH_KM = 1.0
COUNTRY = "RUS"


@dataclass(frozen=True, slots=True)
class Post:
    """A station and its published distance from Moscow along the railway."""

    station: str
    at: LatLon
    km: float


@dataclass(frozen=True, slots=True)
class Section:
    """The railway between two neighbouring posts, as published and in the network."""

    start: str
    end: str
    published_km: float
    network_km: float

    @property
    def ratio(self) -> float:
        """Published over network length."""
        return self.published_km / self.network_km


@cache
def posts() -> tuple[Post, ...]:
    """Read the published posts, from Moscow eastward."""
    return tuple(
        Post(row["station"], LatLon(float(row["lat"]), float(row["lon"])), float(row["km"]))
        for row in store.table(FILE)
    )


@cache
def sections() -> tuple[Section, ...]:
    """Measure the network between neighbouring posts, inside Russia."""
    net, known = network(), posts()
    allowed = Allowed(within=frozenset({COUNTRY}))
    path = through(net, [net.near(post.at, REACH_KM, allowed) for post in known], allowed)
    if not isinstance(path, Path):
        raise DataError(
            f"No track joins {known[path].station} to the post before it in {FILE}."
        )
    return tuple(
        Section(one.station, two.station, two.km - one.km, sum(run.length_km for run in runs))
        for (one, two), runs in zip(pairwise(known), path.sections, strict=True)
    )


def ratio(used: Sequence[Section]) -> Interval:
    """Pool sections to one ratio, with the extremes of the single ones as its bounds."""
    published = sum(section.published_km for section in used)
    measured = sum(section.network_km for section in used)
    ratios = [section.ratio for section in used]
    return Interval(published / measured, min(ratios), max(ratios))
