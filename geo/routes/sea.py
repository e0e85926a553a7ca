"""Sea legs: the shortest way around the land, a nautical mile off where there is room.

The water that ships keep to was worked out once for the whole world, and its corners
joined wherever they see each other (``data/make/sea.py``). A leg is then a search along
these arcs, between the corners in sight of its two ends, drawn taut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from itertools import pairwise

from geo import geodesy, store
from geo.errors import RouteError
from geo.model import Interval, LatLon, Mode, Note, Route, Stretch
from geo.routes import course, straits, waters
from geo.routes.berth import Berth, berth
from geo.routes.course import Course
from geo.routes.seaway import GRAPH, seaway

CLEARANCE_NM = 1
_TOLD_KM = 0.01
_MOVED = "moved_to_water"
_DATASETS = (*waters.SHORES, waters.ROOM, GRAPH)


def route(
    start: LatLon,
    end: LatLon,
    via: Sequence[LatLon] = (),
    start_radius_km: float = 0,
    end_radius_km: float = 0,
    avoid: Collection[str] = (),
) -> Route:
    """Find the shortest way by sea between two positions.

    It lies over land in canals that it names, and between the pieces that the map has a few
    rivers in: ``land_km`` and a note tell how far. It keeps a nautical mile off but near its
    ends and in narrows. Of shoals it knows those in ``straits.SHOALS``, and goes round them
    where a way leads round. The same way is found in both directions.

    Parameters
    ----------
    start, end : LatLon
        The berths. One on land is moved to the nearest water, and a note tells how far.
    via : sequence of LatLon
        Positions to pass, in order.
    start_radius_km, end_radius_km : float
        How well the berths are known, in kilometres.
    avoid : collection of str
        Canals that are closed, from ``straits.CANALS``.

    Returns
    -------
    Route
        ``length_km.value`` is the length of the line. ``low`` is the shortest way that
        passes the same land on the same sides and may touch the shore; of a line that is
        long or has many bends it is about that (by Steiner's formula for parallel curves,
        less by the clearance times all turns), but never less than the great circle.
        ``high`` is as much longer again, about what twice the clearance would take. Both
        are widened by the radii and by how far ends were moved. Depth, ice, traffic rules,
        weather and law are not considered.

    Raises
    ------
    RouteError
        If an end lies over 10 km inland, no way leads by sea, or a closed passage has
        no such name.
    """
    shut = straits.closed(avoid)
    stops = (start, *via, end)
    radius_km = start_radius_km + end_radius_km
    if stops[::-1] < stops:
        return _reversed(_route(stops[::-1], radius_km, shut))
    return _route(stops, radius_km, shut)


def forget() -> None:
    """Drop the routes that were found, so that the next ones are found afresh."""
    _route.cache_clear()


def _reversed(found: Route) -> Route:
    """Turn a route round, with the notes that name an end."""
    swap = {"start": "end", "end": "start"}
    notes = [
        Note(note.code, {key: swap.get(str(v), v) for key, v in note.values.items()})
        for note in found.notes
    ]
    moved = [note for note in notes if note.code == _MOVED]
    notes = [moved.pop() if note.code == _MOVED else note for note in notes]
    (stretch,) = found.stretches
    return Route(
        mode=found.mode,
        stretches=(Stretch(stretch.points[::-1]),),
        length_km=found.length_km,
        great_circle_km=found.great_circle_km,
        land_km=found.land_km,
        passages=found.passages[::-1],
        notes=tuple(notes),
        datasets=found.datasets,
    )


@lru_cache(maxsize=256)
@store.bulk()
def _route(stops: tuple[LatLon, ...], radius_km: float, shut: frozenset[str]) -> Route:
    """Find the way in one direction."""
    _read()
    berths = [berth(stop) for stop in stops]
    legs = [_leg(here, there, shut) for here, there in pairwise(berths)]
    points = legs[0].points
    for leg in legs[1:]:
        points = geodesy.unwrap([*points, *leg.points[1:]])
    points = _pinned(points, stops, berths)
    value = sum(leg.length_km for leg in legs)
    great_circle = geodesy.distance_km(points[0], points[-1])
    spare = radius_km + sum(end.moved_km for end in berths)
    low = max(sum(leg.shore_km for leg in legs), great_circle)
    high = value + (value - low)
    return Route(
        mode=Mode.SEA,
        stretches=(Stretch(points),),
        length_km=Interval(value, min(max(0.0, low - spare), value), high + spare),
        great_circle_km=great_circle,
        land_km=sum(leg.land_km for leg in legs),
        passages=tuple(dict.fromkeys(name for leg in legs for name in leg.passages)),
        notes=_notes(berths, legs, shut),
        datasets=_DATASETS,
    )


@cache
def _read() -> None:
    """Read the shore beside the network: what takes long there leaves the interpreter."""
    with ThreadPoolExecutor(1) as beside:
        shore = beside.submit(waters.shore)
        seaway()
        shore.result()


def _pinned(
    points: tuple[LatLon, ...], stops: Sequence[LatLon], berths: Sequence[Berth]
) -> tuple[LatLon, ...]:
    """Let a line begin and end to the digit where it was asked to, unless an end was moved."""
    pinned = list(points)
    for at in (0, -1):
        if not berths[at].moved_km:
            turns = round((points[at].lon - stops[at].lon) / 360)
            pinned[at] = LatLon(stops[at].lat, stops[at].lon + 360 * turns)
    return tuple(pinned)


def _leg(start: Berth, end: Berth, shut: frozenset[str]) -> Course:
    """Find the course between two berths."""
    found = course.shortest(start, end, shut)
    if found is None:
        pair = " and ".join(f"{lat:.4f}, {lon:.4f}" for lat, lon in (start.place, end.place))
        why = f" with {', '.join(sorted(shut))} closed" if shut else ""
        raise RouteError(
            f"No way leads by sea between {pair}{why}: one of them may lie in an enclosed sea, "
            "or up a river that the map has in pieces."
        )
    return found


def _notes(
    berths: Sequence[Berth], legs: Sequence[Course], shut: frozenset[str]
) -> tuple[Note, ...]:
    """Tell what a reader must know about a sea route."""
    notes = [Note("shortest_course"), Note("clearance", {"nm": CLEARANCE_NM})]
    over: Counter[str] = Counter()
    for leg in legs:
        over.update(leg.estuaries)
    if over:
        notes.append(Note("estuary", {"names": "; ".join(over), "km": sum(over.values())}))
    for code, shoals in (
        ("shoals_rounded", [name for leg in legs for name in leg.rounded]),
        ("shoals_crossed", [name for leg in legs for name in leg.crossed]),
    ):
        if shoals:
            notes.append(Note(code, {"names": "; ".join(sorted(set(shoals)))}))
    if shut:
        notes.append(Note("closed", {"names": "; ".join(sorted(shut))}))
    ends = ["start", *("via" for _ in berths[2:]), "end"]
    for end, at in zip(ends, berths, strict=True):
        if at.moved_km >= _TOLD_KM:
            notes.append(Note(_MOVED, {"km": at.moved_km, "end": end}))
    return (*notes, Note("not_considered"))
