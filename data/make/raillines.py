"""Lay railways and train ferries that the source lacks, straight from station to station.

They are kept by hand in ``rail-missing.csv``, with their published length where one is cited.
Where a line meets mapped track, its row says that it ``joins`` it and has the position of a
vertex of it; where the line goes on along mapped track, or along a line above, it says
``elsewhere`` and lays nothing up to the next such row. A line through two countries has a row
on the border for each; one that is not of its country's main gauge has that in its first row.
One that ends where mapped track crosses a border has the position of that crossing.
All of it counts as schematic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

import numpy as np
from railcontract import Track
from railsource import Floats

from geo import geodesy, store
from geo.model import LatLon
from geo.routes.missing import FILE

JOINS_DEG = 0.003
LEAST, MOST = 0.6, 0.999
"""Drawn length by published length: straight lines between stations cut bends."""

Row = Mapping[str, str]


def laid(nodes: Floats) -> tuple[Floats, list[Track]]:
    """Lay the lines, cut where they meet mapped track or one another.

    Raises
    ------
    ValueError
        If a line is not as long as drawn, or meets no track where it should.
    """
    rows = store.table(FILE)
    known: dict[LatLon, int] = {}
    for row in rows:
        if row["joins"]:
            known[_place(row)] = _vertex(nodes, row)
    fresh = [at for at in dict.fromkeys(map(_place, rows)) if at not in known]
    known |= {at: len(nodes) + number for number, at in enumerate(fresh)}
    times = Counter(map(_place, rows))
    cuts = {row_at for row_at, count in times.items() if count > 1}
    cuts |= {_place(row) for row in rows if row["joins"]}
    lines = [list(group) for _, group in groupby(rows, key=lambda row: row["line"])]
    tracks = [track for line in lines for track in _tracks(line, known, cuts)]
    return np.concatenate([nodes, np.asarray(fresh, dtype=float).reshape(-1, 2)]), tracks


def _vertex(nodes: Floats, row: Row) -> int:
    off = np.abs(nodes - np.asarray(_place(row))).max(axis=1)
    nearest = int(off.argmin())
    if off[nearest] > JOINS_DEG:
        raise ValueError(f"No track at {row['place']}, where {row['line']} joins it")
    return nearest


def _tracks(
    line: Sequence[Row], known: Mapping[LatLon, int], cuts: set[LatLon]
) -> Iterator[Track]:
    """Cut a line into tracks of one country each."""
    far_km = _far_km(line)
    ends = [at for at, row in enumerate(line) if _place(row) in cuts]
    ends = sorted({0, *ends, len(line) - 1})
    for first, last in pairwise(ends):
        rows = line[first : last + 1]
        vertices = [known[_place(row)] for row in rows]
        if len(set(vertices)) > 1 and not rows[0]["elsewhere"]:
            km, countries = far_km[last] - far_km[first], (rows[0]["country"],)
            ferry = bool(rows[0]["ferry"])
            yield Track(vertices, km, countries, True, rows[0]["line"], ferry)


def _far_km(line: Sequence[Row]) -> list[float]:
    """Tell how far along a line each of its stations lies: as published, or else as drawn."""
    steps = [geodesy.distance_km(_place(one), _place(two)) for one, two in pairwise(line)]
    posts = [at for at, row in enumerate(line) if row["km"]]
    if posts and [posts[0], posts[-1]] != [0, len(line) - 1]:
        raise ValueError(f"{line[0]['line']} needs its length at both ends")
    for here, there in pairwise(posts):
        published = abs(float(line[there]["km"]) - float(line[here]["km"]))
        drawn = sum(steps[here:there])
        if not LEAST <= drawn / published <= MOST:
            name = f"{line[0]['line']}, {line[here]['place']}-{line[there]['place']}"
            raise ValueError(f"{name}: {drawn:.1f} km drawn, not {published:.1f}")
        steps[here:there] = [step * published / drawn for step in steps[here:there]]
    return np.append(0.0, np.cumsum(steps)).tolist()


def _place(row: Row) -> LatLon:
    return LatLon(float(row["lat"]), float(row["lon"]))
