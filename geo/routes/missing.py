"""Railways and train ferries that the map lacks, drawn straight from station to station."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geo import geodesy, store
from geo.model import Interval
from geo.routes import calibration
from geo.routes.railnet import Network
from geo.routes.railpath import Run

FILE = "rail-missing.csv"

CURVED = 1.001
"""A railway is at least so many times as long as straight lines between its stations."""

LEAST_DOUBT = 0.03
"""Published lengths of a railway differ by such a share at the least."""

SCHEMATIC_HIGH = 1.5
"""Track that is not mapped may be this many times as long as the straight line."""

UNTRACKED_HIGH = 3.0
"""A leg without track may be so many times as long: Kalka to Shimla, 37 km straight, is 96."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a leg travels of a railway that is not mapped.

    Attributes
    ----------
    name : str
        Its ends.
    ferry : bool
        Trains cross water by ship.
    km : float
        As published, or where nobody is known to have, as drawn.
    drawn_km : float
        Straight from station to station.
    """

    name: str
    ferry: bool
    km: float
    drawn_km: float

    @property
    def published(self) -> bool:
        """Tell whether its length is a published one: no railway is as straight as drawn."""
        return self.km > CURVED * self.drawn_km

    @property
    def doubt_km(self) -> float:
        """How far its length is in doubt: by what the published and the drawn one differ."""
        return max(abs(self.km - self.drawn_km), LEAST_DOUBT * self.km)


@cache
def line_gauges() -> Mapping[str, int]:
    """Give the gauge, in millimetres, of the lines that are not of their country's main one."""
    rows = store.table(FILE)
    return {row["line"]: int(row["gauge_mm"]) for row in rows if row["gauge_mm"]}


def travelled(net: Network, runs: Sequence[Run]) -> tuple[Line, ...]:
    """Sum up what runs travel of each railway that is not mapped."""
    out: dict[str, Line] = {}
    for run in runs:
        track = net.tracks[run.track]
        if track.name:
            drawn_km = geodesy.length_km(net.cut(run.track, run.start_km, run.end_km))
            last = out.get(track.name, Line(track.name, track.ferry, 0.0, 0.0))
            km, drawn_km = last.km + run.length_km, last.drawn_km + drawn_km
            out[track.name] = Line(track.name, track.ferry, km, drawn_km)
    return tuple(out.values())


def added(
    length: Interval,
    lines: Sequence[Line],
    straight_km: float,
    least_km: float,
    radii_km: float = 0.0,
) -> Interval:
    """Add to mapped track what is not mapped; no way is shorter than the great circle.

    Parameters
    ----------
    length : Interval
        The mapped track, in kilometres; 0 without any.
    lines : sequence of Line
        Railways known by name; those with a published length are as long as that.
    straight_km : float
        All other straight stretches, at most ``SCHEMATIC_HIGH`` times as long, or where there
        is neither track nor a line ``UNTRACKED_HIGH`` times.
    least_km : float
        The great circle.
    radii_km : float
        How well both ends together are known: the bounds are as much wider.
    """
    times, ends_km = UNTRACKED_HIGH, 0.0
    if length.value or lines:
        times, ends_km = SCHEMATIC_HIGH, calibration.ENDS_KM
    known = [line for line in lines if line.published]
    km, doubt = sum(line.km for line in known), sum(line.doubt_km for line in known)
    low = max(length.low + km - doubt + straight_km - ends_km, least_km)
    high = max(length.high + km + doubt + straight_km * times + ends_km, least_km)
    return Interval(
        max(length.value + km + straight_km, least_km),
        max(low - radii_km, 0.0),
        high + radii_km,
    )
