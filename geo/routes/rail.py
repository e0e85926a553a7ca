"""Legs by rail: along mapped track, through the stations that a case names.

Lengths are the network's own, multiplied by a ratio that published kilometre posts give
(see ``geo.routes.calibration``). Where no track is mapped, straight stretches stand in;
they are marked as schematic, named, and counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from geo import geodesy, store
from geo.errors import RouteError
from geo.model import Interval, LatLon, Mode, Note, Route, Stretch, Via
from geo.routes import calibration
from geo.routes.railnet import FILE, Allowed, Network, network
from geo.routes.railpath import Path, Run, countries, through
from geo.routes.railstops import STUB_KM, Stop, find, label, rule

JOIN_KM = 0.25
"""An end this near to track is joined to it without a stretch of its own."""

SNAP_KM = 0.5
"""A station further than this from the track used is told in a note."""

SCHEMATIC_HIGH = 1.5
"""Track that is not mapped may be this many times as long as the straight line."""

DETOUR = 2.5
"""A way this many times as long as the geodesic is told in a note."""

STRAIGHT_KM = 50.0
"""A longer straight edge in mapped track means that the map is coarse there."""


def route(
    start: LatLon,
    end: LatLon,
    via: Sequence[Via] = (),
    within: Sequence[str] = (),
    avoid: Sequence[str] = (),
    names: tuple[str, str] = ("", ""),
) -> Route:
    """Follow mapped track from a start, through stations, to an end.

    Parameters
    ----------
    start, end : LatLon
        On WGS 84; off the track they are joined to it by a schematic stretch.
    via : sequence of Via
        Stations in the order of travel.
    within, avoid : sequence of str
        Countries (ISO 3166 alpha-3) to stay inside, and not to enter.
    names : tuple of str
        What to call start and end in the names of schematic stretches.

    Returns
    -------
    Route
        ``length_km`` is the network's length times the ratio of the published posts,
        from the least to the greatest ratio of any section; schematic stretches add
        their straight length, at most ``SCHEMATIC_HIGH`` times that.

    Raises
    ------
    RouteError
        If there is no track within reach, or no way inside the countries.
    """
    net = network()
    allowed = rule(net, within, avoid)
    ends = [Via(name or label(at), at) for name, at in zip(names, (start, end), strict=True)]
    points = [ends[0], *via, ends[1]]
    stops = find(net, points, allowed)
    stretches, runs, snaps = _lay(net, stops, allowed, _told(within, avoid))
    straight = sum(geodesy.length_km(s.points) for s in stretches if s.schematic)
    ratio = calibration.ratio(calibration.sections())
    return Route(
        mode=Mode.RAIL,
        stretches=stretches,
        length_km=_length(_tracked_km(net, runs), straight, ratio),
        great_circle_km=geodesy.distance_km(start, end),
        schematic_km=straight,
        countries=tuple(countries(net, runs)),
        notes=(
            *_asked(via, within, avoid),
            _calibrated(ratio),
            *_coarse(stretches),
            *_detour(_tracked_km(net, runs), start, end, via),
            *_schematic(stretches),
            *snaps,
        ),
        datasets=tuple(store.datasets()[file].name for file in (FILE, calibration.FILE)),
    )


def _told(within: Sequence[str], avoid: Sequence[str]) -> str:
    inside = f" inside {', '.join(within)}" if within else ""
    return inside + (f" outside {', '.join(avoid)}" if avoid else "")


def _lay(
    net: Network, stops: Sequence[Stop], allowed: Allowed, limits: str
) -> tuple[tuple[Stretch, ...], list[Run], list[Note]]:
    """Join tracked and straight stretches from the first stop to the last."""
    stretches: list[Stretch] = []
    travelled: list[Run] = []
    notes: list[Note] = []
    loose: list[tuple[str, LatLon]] = []
    for on_track, group in groupby(stops, key=lambda stop: bool(stop.spots)):
        row = list(group)
        if not on_track:
            loose += [(stop.name, stop.at) for stop in row]
            continue
        path = _path(net, row, allowed, limits)
        if row[0] is stops[0]:
            loose.append((row[0].name, row[0].at))
        stretches += _straight([*loose, (row[0].name, path.spots[0].at)])
        stretches += _follow(net, row, path)
        travelled += [run for section in path.sections for run in section]
        notes += _snapped([stop for stop in row if stop not in (stops[0], stops[-1])], path)
        last = next((stop.name for stop in reversed(row[:-1]) if stop.name), "")
        loose = [(last if row[-1] is stops[-1] else row[-1].name, path.spots[-1].at)]
    if stops[-1].spots:
        loose.append((stops[-1].name, stops[-1].at))
    stretches += _straight(loose)
    whole = stretches or [Stretch((stops[0].at, stops[-1].at))]
    return _joined(whole), travelled, notes


def _joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
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
    found = through(net, [stop.spots for stop in row], allowed)
    if isinstance(found, Path):
        return found
    one, two = row[found - 1], row[found]
    also = ", or allow another country" if limits else ""
    raise RouteError(
        f"No mapped railway leads from {one.name or label(one.at)} to"
        f" {two.name or label(two.at)}{limits}; name another station{also}."
    )


def _straight(named: Sequence[tuple[str, LatLon]]) -> Iterator[Stretch]:
    points = tuple(at for at, _ in groupby(at for _, at in named))
    if len(points) > 1:
        names = dict.fromkeys(name for name, _ in named if name)
        yield Stretch(points, schematic=True, name=" – ".join(names))


def _follow(net: Network, row: Sequence[Stop], path: Path) -> Iterator[Stretch]:
    """Cut the tracks travelled into stretches, bridged gaps apart from the others."""
    pieces = [
        (_between(row, number) if net.tracks[run.track].bridge else "", run)
        for number, section in enumerate(path.sections)
        for run in section
    ]
    for name, group in groupby(pieces, key=lambda piece: piece[0]):
        points: list[LatLon] = []
        for _, run in group:
            line = net.cut(run.track, run.start_km, run.end_km)
            points += line[1:] if points else line
        yield Stretch(tuple(points), schematic=bool(name), name=name)


def _between(row: Sequence[Stop], section: int) -> str:
    """Name a gap of the map after the stops before and after it."""
    return " – ".join(stop.name or label(stop.at) for stop in row[section : section + 2])


def _tracked_km(net: Network, runs: Sequence[Run]) -> float:
    return sum(run.length_km for run in runs if not net.tracks[run.track].bridge)


def _length(tracked_km: float, straight_km: float, ratio: Interval) -> Interval:
    return Interval(
        tracked_km * ratio.value + straight_km,
        tracked_km * ratio.low + straight_km,
        tracked_km * ratio.high + straight_km * SCHEMATIC_HIGH,
    )


def _asked(via: Sequence[Via], within: Sequence[str], avoid: Sequence[str]) -> Iterator[Note]:
    if via:
        yield Note("inferred_stations", {"stations": len(via)})
    limits = {"within": " ".join(within), "avoid": " ".join(avoid)}
    if told := {key: value for key, value in limits.items() if value}:
        yield Note("countries", told)


def _calibrated(ratio: Interval) -> Note:
    count = len(calibration.posts())
    values = {"ratio": ratio.value, "low": ratio.low, "high": ratio.high, "posts": count}
    return Note("calibrated", values)


def _coarse(stretches: Sequence[Stretch]) -> Iterator[Note]:
    edges = [edge for s in stretches if not s.schematic for edge in pairwise(s.points)]
    longest = max((geodesy.distance_km(*edge) for edge in edges), default=0.0)
    if longest > STRAIGHT_KM:
        yield Note("coarse", {"km": longest})


def _detour(
    tracked_km: float, start: LatLon, end: LatLon, via: Sequence[Via]
) -> Iterator[Note]:
    """Tell of a way so long, unasked, that the map may lack a shorter one."""
    straight = geodesy.distance_km(start, end)
    if not via and straight > STUB_KM and tracked_km > DETOUR * straight:
        yield Note("detour", {"ratio": tracked_km / straight})


def _schematic(stretches: Sequence[Stretch]) -> Iterator[Note]:
    for stretch in stretches:
        if stretch.schematic:
            km = geodesy.length_km(stretch.points)
            yield Note("schematic", {"name": stretch.name, "km": km})


def _snapped(stops: Sequence[Stop], path: Path) -> Iterator[Note]:
    for stop in stops:
        spot = next(spot for spot in path.spots if spot in stop.spots)
        if stop.name and spot.off_km > SNAP_KM:
            yield Note("snapped", {"name": stop.name, "km": spot.off_km})
