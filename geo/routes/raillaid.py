"""How a leg by rail is laid: along track where there is some, straight where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from geo import geodesy
from geo.errors import RouteError
from geo.model import BETWEEN, LatLon, Note, Stretch, Via
from geo.routes import railland, railnotes
from geo.routes.railnet import Allowed, Network
from geo.routes.railpath import Path, Run, countries, through
from geo.routes.railspots import Spot
from geo.routes.railstops import JOIN_KM, Stop, label, wider

ROUNDABOUT = 1.6
"""A way so many times as long as the straight ones may start from the wrong track."""
BETTER = 0.75
"""Track further from the stops is taken if the way is no longer than this share, ..."""
OFF_MORE = 2.0
"""... where each kilometre off the track counts as so many more."""


@dataclass(slots=True)
class Laid:
    """A leg as it is laid: its stretches, the runs along track, and what they touch."""

    allowed: Allowed
    stretches: list[Stretch] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def go_straight(self, named: Sequence[tuple[str, LatLon]]) -> None:
        """Join points that have no track between them."""
        points = tuple(at for at, _ in groupby(at for _, at in named))
        if len(points) > 1:
            names = dict.fromkeys(name for name, _ in named if name)
            self.stretches.append(Stretch(points, schematic=True, name=BETWEEN.join(names)))
            self.countries += railland.touched(points, self.allowed)

    def follow(self, net: Network, row: Sequence[Stop], path: Path) -> None:
        """Go along track."""
        runs = [run for section in path.sections for run in section]
        self.stretches += _follow(net, row, path)
        self.runs += runs
        self.countries += countries(net, runs)


def lay(net: Network, stops: Sequence[Stop], allowed: Allowed, limits: str) -> Laid:
    """Join tracked and straight stretches from the first stop to the last."""
    laid = Laid(allowed)
    loose: list[tuple[str, LatLon]] = []
    for on_track, group in groupby(stops, key=lambda stop: bool(stop.spots)):
        row = list(group)
        if not on_track:
            loose += [(stop.name, stop.at) for stop in row]
            continue
        path = _path(net, row, allowed, limits)
        if row[0] is stops[0]:
            loose.append((row[0].name, row[0].at))
        laid.go_straight([*loose, (row[0].name, path.spots[0].at)])
        laid.follow(net, row, path)
        laid.notes += railnotes.snapped(row, path, (stops[0], stops[-1]), JOIN_KM)
        last = next((stop.name for stop in reversed(row[:-1]) if stop.name), "")
        loose = [(last if row[-1] is stops[-1] else row[-1].name, path.spots[-1].at)]
    if stops[-1].spots:
        loose.append((stops[-1].name, stops[-1].at))
    laid.go_straight(loose)
    return laid


def untracked(points: Sequence[Via], allowed: Allowed) -> Laid:
    """Join the stops of a leg that goes along no track by straight lines alone."""
    laid = Laid(allowed)
    laid.go_straight([(point.name, point.at) for point in points])
    laid.stretches = laid.stretches or [Stretch((points[0].at, points[-1].at))]
    return laid


def joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Let ends that lie beside the track join it without stretches of their own."""
    out = list(stretches)
    for end, beside in ((0, 1), (-1, -2)):
        if len(out) < 2 or not out[end].schematic or out[beside].schematic:
            continue
        stub, track = out[end].points, out[beside].points
        if len(stub) == 2 and geodesy.distance_km(*stub) <= JOIN_KM:
            points = (*stub[:1], *track) if end == 0 else (*track, *stub[1:])
            out[beside] = Stretch(points)
            del out[end]
    return tuple(out)


def _path(net: Network, row: Sequence[Stop], allowed: Allowed, limits: str) -> Path:
    """Find the way through stops on track, over no water to reach it if one leads there."""
    found = _shortest(net, row, allowed)
    if isinstance(found, Path):
        joins = zip(row, found.spots, strict=True)
        wet = any(railland.over_water(stop.at, spot.at) for stop, spot in joins)
        ashore = _shortest(net, row, allowed, ashore=True) if wet else found
        return ashore if isinstance(ashore, Path) else found
    one, two = row[found - 1], row[found]
    also = ", or allow another country" if limits else ""
    raise RouteError(
        f"No mapped railway leads from {one.spelt()} to {two.spelt()}{limits};"
        f" name another station{also}."
    )


def _shortest(
    net: Network, row: Sequence[Stop], allowed: Allowed, ashore: bool = False
) -> Path | int:
    """Find the shortest way; if need be, by track further from the stops."""
    found = through(net, _spots(row, ashore), allowed)
    direct = sum(geodesy.distance_km(one.at, two.at) for one, two in pairwise(row))
    if isinstance(found, Path) and found.cost_km < ROUNDABOUT * direct:
        return found
    wide = [wider(net, stop, allowed) for stop in row]
    other = through(net, _spots(wide, ashore), allowed)
    if isinstance(other, Path) and (
        not isinstance(found, Path) or _weighed(other) < BETTER * _weighed(found)
    ):
        return other
    return found


def _weighed(path: Path) -> float:
    """Weigh how long a way is, and how far from track its stops lie."""
    off_km = sum(spot.off_km for spot in path.spots)
    return path.cost_km + OFF_MORE * off_km


def _spots(row: Sequence[Stop], ashore: bool) -> list[tuple[Spot, ...]]:
    return [railland.ashore(stop) if ashore else stop.spots for stop in row]


def _follow(net: Network, row: Sequence[Stop], path: Path) -> Iterator[Stretch]:
    """Cut the tracks travelled into stretches, bridged gaps apart from the others."""
    pieces = [
        (track.name or (_between(row, number) if track.bridge else ""), run)
        for number, section in enumerate(path.sections)
        for run in section
        for track in [net.tracks[run.track]]
    ]
    for name, group in groupby(pieces, key=lambda piece: piece[0]):
        points: list[LatLon] = []
        for _, run in group:
            line = net.cut(run.track, run.start_km, run.end_km)
            points += line[1:] if points else line
        yield Stretch(tuple(points), schematic=bool(name), name=name)


def _between(row: Sequence[Stop], section: int) -> str:
    """Name a gap of the map after the stops before and after it."""
    return BETWEEN.join(stop.name or label(stop.at) for stop in row[section : section + 2])
