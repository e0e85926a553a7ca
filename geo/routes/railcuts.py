"""Where trains no longer run though track is mapped: borders, bridges, and a front line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import shapely
from shapely import LineString, Polygon

from geo import drawn, edges, store
from geo.model import LatLon, Note
from geo.nearest import nearest
from geo.routes.railnet import Network
from geo.routes.railpath import Run

FILE = "rail-closed.csv"


class Cut(NamedTuple):
    """A place that no train is known to have passed for a time.

    Attributes
    ----------
    place : str
        Its name; none where it is a border.
    countries : tuple of str
        On both sides of it (ISO 3166 alpha-3), in either order; one where it is inside one.
    box : Polygon
        In it a way between the two, or a way at all, leads through the place.
    since : str
        A day, month or year in the form of ISO 8601.
    source : str
        Who published it.
    """

    place: str
    countries: tuple[str, ...]
    box: Polygon
    since: str
    source: str


@cache
def cuts() -> tuple[Cut, ...]:
    """Read the cuts."""
    return tuple(
        Cut(
            row["place"],
            tuple(sorted(set(row["countries"].split()))),
            _box(row),
            row["since"],
            row["publisher"],
        )
        for row in store.table(FILE)
    )


def _box(row: Mapping[str, str]) -> Polygon:
    west, south, east, north = (float(row[key]) for key in ("west", "south", "east", "north"))
    return shapely.box(west, south, east, north)


def told(net: Network, runs: Sequence[Run]) -> Iterator[Note]:
    """Tell the cuts that runs along track lead through, and where they come to a front line.

    A front line counts as come to within the radius that its town's row gives.
    """
    lines = list(_lines(net, runs))
    for cut in cuts():
        if any(row == cut.countries and cut.box.intersects(line) for row, line in lines):
            ends = dict(zip(("start", "end"), cut.countries, strict=False))
            what = {"name": cut.place} if cut.place else ends
            yield Note("no_trains", {**what, "since": cut.since, "source": cut.source})
    for country in drawn.TOWNS:
        passed = [line for row, line in lines if country in row and line.length]
        if passed and (names := _towns(country, passed)):
            yield Note("front_line", {"names": "; ".join(names), "month": drawn.as_of(country)})


def files(notes: Sequence[Note]) -> list[str]:
    """List the data files that such notes are told from."""
    codes = {note.code for note in notes}
    fronts = drawn.TOWNS.values() if "front_line" in codes else ()
    return [*([FILE] if "no_trains" in codes else []), *fronts]


def _lines(net: Network, runs: Sequence[Run]) -> Iterator[tuple[tuple[str, ...], LineString]]:
    """Give each run's line with its country or, where it crosses a border, the two.

    Where the border is at a junction, the line is a point.
    """
    before = ""
    for run in runs:
        row = net.tracks[run.track].countries
        row = row if run.start_km <= run.end_km else row[::-1]
        points = [(at.lon, at.lat) for at in net.cut(run.track, run.start_km, run.end_km)]
        if before and before != row[0]:
            yield _pair(before, row[0]), LineString([points[0]] * 2)
        line = LineString(points)
        for pair in pairwise(row) if len(row) > 1 else [(row[0], row[0])]:
            yield _pair(*pair), line
        before = row[-1]


def _pair(one: str, two: str) -> tuple[str, ...]:
    return tuple(sorted({one, two}))


def _towns(country: str, lines: Sequence[LineString]) -> list[str]:
    """Name the towns of a front that lines come within the radius of."""
    way = edges.edges(shapely.MultiLineString(lines))
    return [
        label.name
        for (lon, lat), label in drawn.front(country)
        if nearest(way, LatLon(lat, lon)).km <= label.radius_km
    ]
