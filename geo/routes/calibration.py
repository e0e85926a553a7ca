"""How much longer a railway is than the network says, from published kilometre posts.

Posts cut a railway into sections. A section's ratio is its published length over its
length in the network, both between the same two stations. A leg's length is the track it
follows times the middle one of the ratios; its bounds are those that leave out one in
twenty at either end, and one at least. Of n ratios the k-th from either end hold a further
one of their kind between them in n + 1 - 2k of n + 1 cases, whatever their distribution: no
curve is fitted to them. Long railways stray as far as short ones, so the bounds are shares.

A country with ``OWN`` sections or more is calibrated on its own: Russia, on the
Trans-Siberian, and India. All other track is calibrated on the sections of all countries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from statistics import median

from geo import store
from geo.errors import DataError
from geo.model import Interval, LatLon
from geo.routes.railnet import Allowed, Network
from geo.routes.railpath import Path, through

FILE = "rail-posts.csv"
SECTIONS = "rail-sections.csv"
REACH_KM = 6.0
OWN = 10
ELSEWHERE = ""

ENDS_KM = 4.0
"""Railways count from station to station: from the centres of 28 pairs of cities, which are as
near to other track, 21 ways were at most so much longer or shorter."""

LEFT_OUT = 0.05
"""So large a share of the ratios, rounded down, lies at or beyond either bound; one does."""


@dataclass(frozen=True, slots=True)
class Post:
    """A station, its published distance along a line, and the countries of that line."""

    line: str
    within: tuple[str, ...]
    station: str
    at: LatLon
    km: float


@dataclass(frozen=True, slots=True)
class Section:
    """A railway between two neighbouring posts, as published and in the network."""

    within: tuple[str, ...]
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
    """Read the published posts, line by line."""
    return tuple(
        Post(
            row["line"],
            tuple(row["within"].split()),
            row["station"],
            LatLon(float(row["lat"]), float(row["lon"])),
            float(row["km"]),
        )
        for row in store.table(FILE)
    )


@cache
def sections() -> tuple[Section, ...]:
    """Read the sections between neighbouring posts, as ``measured`` found them."""
    return tuple(
        Section(
            tuple(row["within"].split()),
            row["start"],
            row["end"],
            float(row["published_km"]),
            float(row["network_km"]),
        )
        for row in store.table(SECTIONS)
    )


def measured(net: Network) -> Iterator[Section]:
    """Measure a network between neighbouring posts of each line, inside its countries.

    Raises
    ------
    DataError
        If no track joins a post to the one before it.
    """
    for _, group in groupby(posts(), key=lambda post: (post.line, post.within)):
        line = list(group)
        allowed = Allowed(within=frozenset(line[0].within))
        path = through(net, [net.near(post.at, REACH_KM, allowed) for post in line], allowed)
        if not isinstance(path, Path):
            name = line[path].station
            raise DataError(f"No track joins {name} to the post before it in {FILE}.")
        for (one, two), runs in zip(pairwise(line), path.sections, strict=True):
            network_km = round(sum(run.length_km for run in runs), 2)
            published_km = round(two.km - one.km, 3)
            yield Section(one.within, one.station, two.station, published_km, network_km)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of published to mapped track.

    Attributes
    ----------
    of : Interval
        The middle one of what sections have, and bounds that leave out the outermost.
    share : float
        How often a further section lies within the bounds.
    posts : int
        How many posts gave it.
    """

    of: Interval
    share: float
    posts: int


def ratio(used: Sequence[Section], posts: int = 0) -> Ratio:
    """Take the middle and the bounds of the ratios of some sections."""
    ratios = sorted(section.ratio for section in used)
    further = len(ratios) + 1
    rank = max(1, int(LEFT_OUT * further))
    bounds = Interval(median(ratios), ratios[rank - 1], ratios[-rank])
    return Ratio(bounds, (further - 2 * rank) / further, posts)


@cache
def ratios() -> Mapping[str, Ratio]:
    """Give the ratio of each country that has its own, and of all track ``ELSEWHERE``."""
    counts = Counter(code for section in sections() for code in section.within)
    out = {ELSEWHERE: ratio(sections(), len(posts()))}
    for code in (code for code, count in counts.items() if count >= OWN):
        own = [section for section in sections() if section.within == (code,)]
        out[code] = ratio(own, sum(post.within == (code,) for post in posts()))
    return out


def scaled(tracked: Mapping[str, float]) -> tuple[Interval, Ratio]:
    """Calibrate kilometres of mapped track by country; give the length, and its ratio.

    Returns
    -------
    tuple
        The length in kilometres, and what it is over the mapped track.
    """
    known = ratios()
    groups: dict[str, float] = defaultdict(float)
    for code, km in tracked.items():
        groups[code if code in known else ELSEWHERE] += km
    used = {code: km for code, km in groups.items() if km > 0} or {ELSEWHERE: 0.0}
    length = Interval(
        sum(known[code].of.value * km for code, km in used.items()),
        sum(known[code].of.low * km for code, km in used.items()),
        sum(known[code].of.high * km for code, km in used.items()),
    )
    whole = sum(used.values())
    if not whole:
        return length, known[ELSEWHERE]
    over = Interval(length.value / whole, length.low / whole, length.high / whole)
    share = min(known[code].share for code in used)
    told = sum(known[code].posts for code in used)
    return length, Ratio(over, share, min(told, len(posts())))
