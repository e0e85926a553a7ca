"""The tracks of the railway network, kept as columns; one is made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any, overload

import numpy as np

from geo import geodesy
from geo.model import LatLon
from geo.routes.railspots import Flags, Floats, Ints

BRANCH_WEIGHT = 1.2
"""A kilometre off the trunk lines counts as so many when a way is chosen."""

SAME_DEG = 1e-6
"""Ends of tracks meet if they are the same when rounded to this."""


@dataclass(frozen=True, slots=True)
class Track:
    """Track from one junction to the next.

    Attributes
    ----------
    ends : tuple of int
        The junctions, by number, at the first and the last vertex.
    line : array
        Vertices, longitude first, as the file has them.
    length_km : float
        As mapped before the vertices were thinned; longer than ``line``.
    countries : tuple of str
        ISO 3166 alpha-3, in the order of the vertices; two where it crosses a border.
    bridge : bool
        A gap of the map, bridged by a straight line; no track was mapped there.
    trunk : bool
        Part of a trunk line, where that is not the shortest way; see
        ``data/make/railmains.py``.
    name : str
        The name of the railway that is not mapped, where it is one, bridged from station to
        station and as long as published; see ``data/make/raillines.py``.
    ferry : bool
        Trains cross water by ship there.
    """

    ends: tuple[int, int]
    line: Floats
    length_km: float
    countries: tuple[str, ...]
    bridge: bool = False
    trunk: bool = False
    name: str = ""
    ferry: bool = False

    @property
    def weight(self) -> float:
        """Tell as how many a kilometre of it counts when a way is chosen."""
        return 1.0 if self.trunk else BRANCH_WEIGHT

    def points(self) -> list[LatLon]:
        """List the vertices, latitude first."""
        return [LatLon(lat, lon) for lon, lat in self.line.tolist()]


class Tracks(Sequence[Track]):
    """All tracks, a column for each thing known of them.

    Attributes
    ----------
    points : array
        The vertices of all tracks one after the other, longitude first.
    first : array
        Where the vertices of each track begin in ``points``; one more, where the last ends.
    ends : array
        The junctions at both ends of each track, numbered as they first come.
    length_km, bridge, trunk : array
        As in ``Track``.
    joinable : array
        Whether a leg may begin or end on each track: not on a bridge or a ferry.
    group : array
        Which of ``groups`` the countries of each track are.
    groups : list of tuple of str
        The different rows of countries.
    """

    def __init__(self, features: Iterable[Mapping[str, Any]]) -> None:
        items = list(features)
        lines = [item["geometry"]["coordinates"] for item in items]
        told = [item["properties"] for item in items]
        counts = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
        self.first: Ints = np.concatenate([[0], np.cumsum(counts)])
        flat = chain.from_iterable(chain.from_iterable(lines))
        size = 2 * int(self.first[-1])
        self.points: Floats = np.fromiter(flat, dtype=float, count=size).reshape(-1, 2)
        self.ends = _junctions(self.points, self.first)
        self.length_km: Floats = np.asarray([row["km"] for row in told], dtype=float)
        self.bridge: Flags = np.asarray([bool(row.get("bridge")) for row in told])
        self.trunk: Flags = np.asarray([bool(row.get("trunk")) for row in told])
        self._names = {at: row["line"] for at, row in enumerate(told) if "line" in row}
        self._ferries = {at for at, row in enumerate(told) if row.get("ferry")}
        self.joinable: Flags = ~self.bridge
        self.joinable[sorted(set(self._names) - self._ferries)] = True
        names = list(map(itemgetter("countries"), told))
        numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
        self.group: Ints = np.asarray(list(map(numbers.__getitem__, names)))
        self.groups = [tuple(name.split()) for name in numbers]
        self._made: dict[int, Track] = {}
        self._posts: dict[int, Floats] = {}

    def __len__(self) -> int:
        """Count the tracks."""
        return len(self.length_km)

    @overload
    def __getitem__(self, number: int) -> Track: ...
    @overload
    def __getitem__(self, number: slice) -> list[Track]: ...
    def __getitem__(self, number: int | slice) -> Track | list[Track]:
        """Make a track, or some; a track once made is kept."""
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if (track := self._made.get(number)) is None:
            track = self._made[number] = self._make(range(len(self))[number])
        return track

    def _make(self, number: int) -> Track:
        one, other = self.ends[number].tolist()
        return Track(
            (one, other),
            self.points[self.first[number] : self.first[number + 1]],
            float(self.length_km[number]),
            self.groups[self.group[number]],
            bool(self.bridge[number]),
            bool(self.trunk[number]),
            self._names.get(number, ""),
            number in self._ferries,
        )

    @cached_property
    def places(self) -> Floats:
        """Give the positions of all junctions, longitude first."""
        places = np.zeros((int(self.ends.max()) + 1, 2))
        places[self.ends[:, 0]] = self.points[self.first[:-1]]
        places[self.ends[:, 1]] = self.points[self.first[1:] - 1]
        return places

    def posts(self, number: int) -> Floats:
        """Tell how far along its track each vertex lies, in kilometres of ``length_km``."""
        if (posts := self._posts.get(number)) is None:
            lon, lat = self.points[self.first[number] : self.first[number + 1]].T
            steps = geodesy.WGS84.line_lengths(lon, lat)
            along = np.concatenate([[0.0], np.cumsum(steps)])
            whole = along[-1]
            posts = np.asarray(along / whole * self.length_km[number] if whole else along)
            self._posts[number] = posts
        return posts


def _junctions(points: Floats, first: Ints) -> Ints:
    """Give the ends of tracks numbers as they first come, the same where they meet."""
    ends = np.column_stack([first[:-1], first[1:] - 1]).ravel()
    lon, lat = np.rint(points[ends] / SAME_DEG).astype(np.int64).T
    _, came, same = np.unique((lon << 32) + lat, return_index=True, return_inverse=True)
    rank = np.empty_like(came)
    rank[np.argsort(came)] = np.arange(len(came))
    return np.asarray(rank[same].reshape(-1, 2))
