"""What is to be told about a way by rail, as notes that the story words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geo import geodesy
from geo.model import LatLon, Note, Stretch, Via
from geo.routes import gauge
from geo.routes.calibration import ENDS_KM, Ratio
from geo.routes.missing import Line, line_gauges
from geo.routes.railpath import Path
from geo.routes.railstops import Stop
from geo.routes.railtracks import Track

SNAP_KM = 0.25
"""A station further than this from the track used is told."""

TOLD_KM = 0.01
"""An end that is joined to the track without a stretch is told from here on."""

GAP_KM = 0.5
"""Straight stretches between two stops that are shorter together are not named."""

DETOUR, DETOUR_KM = 2.2, 25.0
"""A way this many times as long as the geodesic is told, where that is longer than this."""

STRAIGHT_KM = 50.0
"""A longer straight edge in mapped track means that the map is coarse there."""


def asked(via: Sequence[Via], within: Sequence[str], avoid: Sequence[str]) -> Iterator[Note]:
    """Tell what the asker chose: stations, and countries to keep inside or out of."""
    if via:
        yield Note("inferred_stations", {"stations": len(via)})
    limits = {"within": " ".join(within), "avoid": " ".join(avoid)}
    if told := {key: value for key, value in limits.items() if value}:
        yield Note("countries", told)


def followed(tracked_km: float, straight_km: float, ratio: Ratio) -> Iterator[Note]:
    """Tell the ratio of published to mapped track and its source, or that there is no track."""
    of = ratio.of
    if tracked_km:
        values = {"ratio": of.value, "low": of.low, "high": of.high, "share": ratio.share}
        yield Note("calibrated", {**values, "posts": ratio.posts, "km": ENDS_KM})
        yield Note("any_track")
    elif straight_km:
        yield Note("untracked")


def gauges(countries: Sequence[str]) -> Iterator[Note]:
    """Tell where the gauges of neighbouring countries, or inside one, differ, or may."""
    known = gauge.main()
    for one, two in dict.fromkeys(gauge.breaks(countries)):
        widths = {"start_mm": known[one], "end_mm": known[two]}
        yield Note("gauge_break", {"start": one, "end": two, **widths})
    for here, came, left in dict.fromkeys(gauge.inside(countries)):
        yield Note("gauge_inside", {"country": here, "start_mm": came, "end_mm": left})
    for here, own, line in dict.fromkeys(gauge.at_ends(countries)):
        yield Note("gauge_unsure", {"country": here, "main_mm": own, "line_mm": line})


def transhipped(tracks: Sequence[Track]) -> Iterator[Note]:
    """Tell where two railways that are not mapped, of different gauges, meet in one country."""
    for one, two in pairwise(tracks):
        country = one.countries[-1]
        if one.name and two.name and country == two.countries[0]:
            main = gauge.main().get(country, 0)
            came, left = (line_gauges().get(track.name, main) for track in (one, two))
            if 0 not in (came, left) and came != left:
                widths = {"start_mm": came, "end_mm": left}
                yield Note("gauge_inside", {"country": country, **widths})


def coarse(stretches: Sequence[Stretch]) -> Iterator[Note]:
    """Tell of long straight edges in mapped track."""
    edges = [edge for s in stretches if not s.schematic for edge in pairwise(s.points)]
    longest = max((geodesy.distance_km(*edge) for edge in edges), default=0.0)
    if longest > STRAIGHT_KM:
        yield Note("coarse", {"km": longest})


def detour(tracked_km: float, start: LatLon, end: LatLon, via: Sequence[Via]) -> Iterator[Note]:
    """Tell of a way so long, unasked, that the map may lack a shorter one."""
    straight = geodesy.distance_km(start, end)
    if not via and straight > DETOUR_KM and tracked_km > DETOUR * straight:
        yield Note("detour", {"ratio": tracked_km / straight})


def missing(lines: Sequence[Line]) -> Iterator[Note]:
    """Tell the train ferries, and the railways not mapped whose length is known."""
    for line in lines:
        if line.ferry or line.published:
            code = "train_ferry" if line.ferry else "missing_line"
            yield Note(code, {"name": line.name, "km": line.km})


def schematic(stretches: Sequence[Stretch], lines: Sequence[Line] = ()) -> Iterator[Note]:
    """Tell the other straight stretches, those between the same two stops together."""
    km: dict[str, float] = defaultdict(float)
    known = {line.name for line in lines if line.ferry or line.published}
    for stretch in stretches:
        if stretch.schematic and stretch.name not in known:
            km[stretch.name] += geodesy.length_km(stretch.points)
    for name, together in km.items():
        if together >= GAP_KM:
            yield Note("schematic", {"name": name, "km": together})


def snapped(
    row: Sequence[Stop], path: Path, ends: tuple[Stop, Stop], joined_km: float
) -> Iterator[Note]:
    """Tell how far stops lie from the track used, unless a stretch of its own shows it."""
    for stop, spot in zip(row, path.spots, strict=True):
        least, most = (TOLD_KM, joined_km) if stop in ends else (SNAP_KM, float("inf"))
        if stop.name and least < spot.off_km <= most:
            yield Note("snapped", {"name": stop.name, "km": spot.off_km})
