"""Legs by rail: along mapped track, through the stations that a case names.

Lengths are the network's own, multiplied by a ratio that published kilometre posts give
(see ``geo.routes.calibration``). Where no track is mapped, straight stretches stand in;
they are marked as schematic, named, and counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from geo import geodesy, store
from geo.model import LatLon, Mode, Route, Via
from geo.routes import calibration, gauge, missing, railcuts, railland, railnotes
from geo.routes.raillaid import joined, lay, untracked
from geo.routes.railnet import FILE, Network, network
from geo.routes.railpath import Run
from geo.routes.railstops import find, label, once, rule

DATA = (FILE, calibration.FILE, calibration.SECTIONS, gauge.FILE)


def route(
    start: LatLon,
    end: LatLon,
    via: Sequence[Via] = (),
    within: Sequence[str] = (),
    avoid: Sequence[str] = (),
    names: tuple[str, str] = ("", ""),
    radii_km: float = 0.0,
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
    radii_km : float
        How well both ends together are known, in kilometres.

    Returns
    -------
    Route
        ``length_km`` is the network's length times the ratio of the published posts, its
        bounds ``calibration.ENDS_KM`` wider; railways known by name but not mapped add their
        published length, other schematic stretches their straight one, or up to some times
        that (see ``missing.added``), never less than the great circle, with the radii beside.

    Raises
    ------
    RouteError
        If there is no track within reach, a stop or a straight stretch lies in a country to
        keep out of, such a stretch crosses the sea, or no way leads inside the countries.
    """
    net = network()
    allowed = rule(net, within, avoid)
    within, avoid = (once(codes) for codes in (within, avoid))
    ends = [Via(name or label(at), at) for name, at in zip(names, (start, end), strict=True)]
    points = [ends[0], *via, ends[1]]
    railland.check_stops(points, allowed)
    laid = lay(net, find(net, points, allowed), allowed, _told(within, avoid))
    tracked, lines = _tracked_km(net, laid.runs), missing.travelled(net, laid.runs)
    if not (tracked or lines):
        laid = untracked(points, allowed)
    stretches = joined(laid.stretches)
    drawn = sum(geodesy.length_km(s.points) for s in stretches if s.schematic)
    known = [line for line in lines if line.published]
    straight = max(drawn - sum(line.drawn_km for line in known), 0.0)
    schematic = straight + sum(line.km for line in known)
    length, ratio = calibration.scaled(tracked)
    cut = tuple(railcuts.told(net, laid.runs))
    files = (*DATA, *([missing.FILE] if lines else []), *railcuts.files(cut))
    great_circle = geodesy.distance_km(start, end)
    return Route(
        mode=Mode.RAIL,
        stretches=stretches,
        length_km=missing.added(length, lines, straight, great_circle, radii_km),
        great_circle_km=great_circle,
        schematic_km=schematic,
        countries=tuple(dict.fromkeys(laid.countries)),
        notes=(
            *railnotes.asked(via, within, avoid),
            *cut,
            *railnotes.followed(sum(tracked.values()), 0.0 if lines else straight, ratio),
            *railnotes.gauges([code for code, _ in groupby(laid.countries)]),
            *railnotes.transhipped([net.tracks[run.track] for run in laid.runs]),
            *railnotes.coarse(stretches),
            *railnotes.detour(sum(tracked.values()) + schematic - straight, start, end, via),
            *railnotes.missing(lines),
            *railnotes.schematic(stretches, lines),
            *laid.notes,
        ),
        datasets=tuple(store.datasets()[file].name for file in files),
    )


def _told(within: Sequence[str], avoid: Sequence[str]) -> str:
    inside = f" inside {', '.join(within)}" if within else ""
    return inside + (f" outside {', '.join(avoid)}" if avoid else "")


def _tracked_km(net: Network, runs: Sequence[Run]) -> dict[str, float]:
    """Sum up mapped track by country, that on a border with the country it comes from."""
    out: dict[str, float] = defaultdict(float)
    for run in runs:
        track = net.tracks[run.track]
        if not track.bridge:
            out[track.countries[0]] += run.length_km
    return out
