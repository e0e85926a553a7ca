"""Sea legs: the shortest way around the land, a nautical mile off where there is room.

The water that ships keep to was worked out once for the whole world, and its corners
joined wherever they see each other (``data/make/sea.py``). A leg is then a search along
these arcs, between the corners in sight of its two ends, drawn taut. A port up a river
is left along the river's line.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise, product

from geo import geodesy, store
from geo.errors import RouteError
from geo.model import Interval, LatLon, Mode, Route, Stretch
from geo.routes import course, icy, riverlines, seanotes, straits, waters
from geo.routes.course import Course
from geo.routes.haven import Haven, havens, inland_way
from geo.routes.riverlines import Reach
from geo.routes.seaway import GRAPH, seaway

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
    ends and in narrows. Of shoals it knows those in ``flats.SHOALS``, and goes round them
    where a way leads round; those in ``byways.BYWAYS`` it passes where that saves it much. A
    port behind the coast is left along its river or ship canal, where ``rivers`` has it: a
    schematic line, as long as published. The same way is found in both directions.

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
        ``length_km.value`` is the length of the line, of a river as published but no less than
        the great circle. ``low`` is the shortest way that passes the same land on the same
        sides and may touch the shore; of a line that is long or has many bends it is about that
        (by Steiner's formula for parallel curves, less by the clearance times all turns), but
        never less than the great circle. ``high`` is as much longer again, about what twice the
        clearance would take. Both are widened by the radii, by how far ends were moved, and by
        ``Reach.doubt_km`` of what lies along rivers. Depth, ice, traffic rules, weather and law
        are not considered.

    Raises
    ------
    RouteError
        If an end lies over 10 km from the sea and all rivers, no way leads by sea, or a
        closed passage has no such name.
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
    return Route(
        mode=found.mode,
        stretches=tuple(
            Stretch(stretch.points[::-1], stretch.schematic, stretch.name)
            for stretch in found.stretches[::-1]
        ),
        length_km=found.length_km,
        great_circle_km=found.great_circle_km,
        schematic_km=found.schematic_km,
        land_km=found.land_km,
        passages=found.passages[::-1],
        notes=seanotes.turned(found.notes),
        datasets=found.datasets,
    )


@lru_cache(maxsize=256)
@store.bulk()
def _route(stops: tuple[LatLon, ...], radius_km: float, shut: frozenset[str]) -> Route:
    """Find the way in one direction."""
    _read()
    ends = _havens(stops, shut)
    parts = [part for pair in pairwise(ends) for part in _shortest(*pair, shut)]
    parts = [part for part in parts if len(part.points) > 1] or parts[:1]
    legs = [part for part in parts if isinstance(part, Course)]
    reaches = [part for part in parts if isinstance(part, Reach)]
    moved_km = [ways[0].moved_km for ways in ends]
    stretches = _stretches(parts, stops, moved_km)
    river_km = sum((reach.length_km for reach in reaches), 0.0)
    great_circle = geodesy.distance_km(stretches[0].points[0], stretches[-1].points[-1])
    value = max(sum(leg.length_km for leg in legs) + river_km, great_circle)
    ice_km = _ice_km(stops, ends, value, shut)
    spare = radius_km + sum(moved_km) + sum(reach.doubt_km for reach in reaches)
    low = min(max(sum(leg.shore_km for leg in legs) + river_km, great_circle), value)
    files = (*_DATASETS, riverlines.FILE) if reaches else _DATASETS
    return Route(
        mode=Mode.SEA,
        stretches=stretches,
        length_km=Interval(value, max(0.0, low - spare), 2 * value - low + spare),
        great_circle_km=great_circle,
        schematic_km=river_km,
        land_km=sum((leg.land_km for leg in legs), 0.0),
        passages=tuple(dict.fromkeys(name for leg in legs for name in leg.passages)),
        notes=tuple(seanotes.notes(moved_km, legs, reaches, shut, ice_km)),
        datasets=tuple(store.datasets()[file].name for file in files),
    )


def _havens(stops: Sequence[LatLon], shut: frozenset[str]) -> list[tuple[Haven, ...]]:
    """Find the berths of all stops, or tell of each that has none."""
    ends, wrong = [], dict[str, None]()
    for stop in stops:
        try:
            ends.append(havens(stop, shut))
        except RouteError as error:
            wrong[str(error)] = None
    if wrong:
        raise RouteError("\n".join(wrong))
    return ends


def _ice_km(
    stops: tuple[LatLon, ...], ends: Sequence[Sequence[Haven]], km: float, shut: frozenset[str]
) -> float | None:
    """Measure the way through ice between two stops, if it is shorter than that taken."""
    start, *_, end = (ways[0].berth for ways in ends)
    if len(stops) > 2 or not icy.may_be_shorter(start, end, km):
        return None
    way = _route((stops[0], icy.STOP, stops[1]), 0.0, shut)
    return (
        way.length_km.value if icy.NAME in way.passages and way.length_km.value < km else None
    )


@cache
def _read() -> None:
    """Read the shore beside the network: what takes long there leaves the interpreter."""
    with ThreadPoolExecutor(1) as beside:
        shore = beside.submit(waters.shore)
        seaway()
        shore.result()


def _shortest(
    starts: Sequence[Haven], ends: Sequence[Haven], shut: frozenset[str]
) -> list[Course | Reach]:
    """Take of the ways out of two ports those between which it is shortest."""
    ways = [_parts(start, end, shut) for start, end in product(starts, ends)]
    return min(ways, key=lambda parts: sum(part.length_km for part in parts))


def _parts(start: Haven, end: Haven, shut: frozenset[str]) -> list[Course | Reach]:
    """Go from haven to haven: down a river, over the sea, up a river."""
    inland = inland_way(start, end)
    if inland:
        return [_in_canal(inland) if inland.names[0] in straits.CANALS else inland]
    leg = _leg(start, end, shut)
    down, up = (at.down.reach().turned() if at.down else None for at in (start, end))
    if down and down.names[0] in straits.CANALS:
        leg, down = course.into(leg.turned(), down).turned(), None
    if up and up.names[0] in straits.CANALS:
        leg, up = course.into(leg, up), None
    return [*([down.turned()] if down else []), leg, *([up] if up else [])]


def _in_canal(way: Reach) -> Course:
    """Take a way between two ports in a canal as a course."""
    km = way.length_km
    return Course(way.points, way.names, {}, km, 0.0, km, (), ())


def _leg(start: Haven, end: Haven, shut: frozenset[str]) -> Course:
    """Find the course between two havens."""
    found = course.shortest(start.berth, end.berth, shut)
    if found and shut and (ice := icy.spared(found.passages, start.place, end.place)):
        other = course.shortest(start.berth, end.berth, shut | ice)
        if other and icy.is_rather_taken(other.length_km, found.length_km, found.passages):
            return other
    if found is None:
        pair = " and ".join(f"{lat:.4f}, {lon:.4f}" for lat, lon in (start.place, end.place))
        why = f" with {', '.join(sorted(shut))} closed" if shut else ""
        raise RouteError(
            f"No way leads by sea between {pair}{why}: one of them may lie in an enclosed sea, "
            "or up a river that the map has in pieces."
        )
    return found


def _stretches(
    parts: Sequence[Course | Reach], stops: Sequence[LatLon], moved_km: Sequence[float]
) -> tuple[Stretch, ...]:
    """Lay the parts end to end, those along rivers as schematic ones."""
    out: list[Stretch] = []
    for part in parts:
        points, names = part.points, part.names if isinstance(part, Reach) else ()
        if out:
            points = geodesy.unwrap([out[-1].points[-1], *points[1:]])
        if out and not out[-1].schematic and not names:
            out[-1] = Stretch((*out[-1].points, *points[1:]))
        else:
            out.append(Stretch(points, bool(names), "; ".join(names)))
    for at in (0, -1):
        if not moved_km[at]:
            out[at] = replace(out[at], points=_pinned(out[at].points, at, stops[at]))
    return tuple(out)


def _pinned(points: tuple[LatLon, ...], at: int, stop: LatLon) -> tuple[LatLon, ...]:
    """Let a line begin or end to the digit where it was asked to."""
    pinned = list(points)
    turns = round((points[at].lon - stop.lon) / 360)
    pinned[at] = LatLon(stop.lat, stop.lon + 360 * turns)
    return tuple(pinned)
