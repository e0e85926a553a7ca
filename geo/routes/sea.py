"""Sea legs: the shortest way around the land, a nautical mile off where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import shapely

from geo import geodesy
from geo.errors import RouteError
from geo.gazetteer import towns_near
from geo.model import Interval, LatLon, Mode, Note, Route, Stretch
from geo.routes import clearance, coast, course, straits
from geo.routes.coast import Cell
from geo.routes.course import Course
from geo.routes.window import Window

CLEARANCE_NM = 1
NAUTICAL_MILE_M = 1852.0
INLAND_KM = 10.0
"""An end further from the water than this is no port."""
_STEP_KM = 5.0
"""Edges of the line: at 60° a straight edge in degrees leaves its geodesic by 0.9 m."""
_FINEST_KM = 0.25
_CLEAR_M = clearance.MARGIN_M + 3
_POND_M2 = 10_000.0
_TOWNS_TRIED = 600
_TOLD_KM = 0.01


def route(
    start: LatLon,
    end: LatLon,
    via: Sequence[LatLon] = (),
    start_radius_km: float = 0,
    end_radius_km: float = 0,
) -> Route:
    """Find the shortest way by sea between two positions.

    No metre of it lies over the land of the coast used, and it keeps a nautical
    mile off but near its ends and in narrows (see ``geo.routes.clearance``). The
    same way is found in both directions.

    Parameters
    ----------
    start, end : LatLon
        The berths. One on land is moved to the nearest water, and a note tells how far.
    via : sequence of LatLon
        Positions to pass, in order.
    start_radius_km, end_radius_km : float
        How well the berths are known, in kilometres.

    Returns
    -------
    Route
        ``length_km.value`` is the length with the clearance. ``low`` is the
        shortest way that touches the shore, ``high`` the way with twice the
        clearance; both are widened by the radii and by how far ends were moved.
        Depth, ice, traffic rules, weather and law are not considered.

    Raises
    ------
    RouteError
        If an end lies over 10 km inland, or no way leads by sea.
    """
    stops = (start, *via, end)
    radius_km = start_radius_km + end_radius_km
    if stops[::-1] < stops:
        return _reversed(_route(stops[::-1], radius_km))
    return _route(stops, radius_km)


def forget() -> None:
    """Drop the routes that were found, so that the next ones are found afresh."""
    for remembered in (_route, _direct, course.within):
        remembered.cache_clear()


def _reversed(found: Route) -> Route:
    """Turn a route round, with the notes that name an end."""
    swap = {"start": "end", "end": "start"}
    notes = [
        Note(note.code, {key: swap.get(str(v), v) for key, v in note.values.items()})
        for note in found.notes
    ]
    (stretch,) = found.stretches
    return Route(
        mode=found.mode,
        stretches=(Stretch(geodesy.unwrap(stretch.points[::-1])),),
        length_km=found.length_km,
        great_circle_km=found.great_circle_km,
        land_km=found.land_km,
        passages=found.passages[::-1],
        notes=tuple(notes),
        datasets=found.datasets,
    )


@lru_cache(maxsize=64)
def _route(stops: tuple[LatLon, ...], radius_km: float) -> Route:
    """Find the way in one direction."""
    afloat = [_afloat(stop) for stop in stops]
    moved = [geodesy.distance_km(*pair) for pair in zip(stops, afloat, strict=True)]
    edges = [(_direct(*pair), *_kept_off(*pair)) for pair in pairwise(afloat)]
    shortest, kept, wide = (_joined(courses) for courses in zip(*edges, strict=True))
    points = _drawn(kept)
    spare = radius_km + sum(moved)
    value = geodesy.length_km(kept)
    low = max(0.0, geodesy.length_km(shortest) - spare)
    high = max(value, geodesy.length_km(wide)) + spare
    return Route(
        mode=Mode.SEA,
        stretches=(Stretch(points),),
        length_km=Interval(value, min(low, value), high),
        great_circle_km=geodesy.distance_km(afloat[0], afloat[-1]),
        land_km=course.land_km(points),
        passages=straits.passed(points),
        notes=_notes(points, moved),
        datasets=_datasets(points),
    )


def _afloat(place: LatLon) -> LatLon:
    """Move a position on land to the nearest water, and leave others alone."""
    if abs(place.lat) >= coast.POLEWARD:
        raise RouteError(
            f"{place.lat:.4f}, {place.lon:.4f} lies too near a pole; sea legs go no further "
            f"than {coast.POLEWARD}° north or south."
        )
    found = _nearest_water(place)
    if found is None:
        raise RouteError(
            f"{place.lat:.4f}, {place.lon:.4f} lies more than {INLAND_KM:.0f} km from the sea; "
            f"a sea leg needs a position in the water or at a port{_nearest_port(place)}."
        )
    return found


def _nearest_port(place: LatLon) -> str:
    """Name the nearest town that lies by the sea, as the end of a sentence."""
    for town in towns_near(place, _TOWNS_TRIED):
        if _nearest_water(town.at) is not None:
            return f"; the nearest is {town.name}, {town.at.lat:.2f}, {town.at.lon:.2f}"
    return ""


def _nearest_water(place: LatLon) -> LatLon | None:
    """Find the nearest water within ``INLAND_KM``; a position in the water stays."""
    window = Window(place, place, 2500 * INLAND_KM)
    at = shapely.Point(window.flat([place])[0])
    if not shapely.intersects(window.grown(clearance.MARGIN_M), at):
        return place
    near = shapely.buffer(at, 1000 * INLAND_KM)
    parts = shapely.get_parts(shapely.difference(near, window.grown(_CLEAR_M)))
    water = shapely.union_all(parts[shapely.area(parts) > _POND_M2])
    if water.is_empty:
        return None
    line = shapely.shortest_line(at, water)
    (found,) = window.places(shapely.get_coordinates(line)[1:])
    return found


@lru_cache(maxsize=64)
def _direct(start: LatLon, end: LatLon) -> Course:
    """Find the shortest way that touches the shore."""
    found = course.shortest(start, end, clearance.bare())
    if found is None:
        pair = " and ".join(f"{lat:.4f}, {lon:.4f}" for lat, lon in (start, end))
        raise RouteError(
            f"No way by sea was found between {pair}: one of them may lie in an enclosed sea. "
            "Else give positions to pass (via)."
        )
    return found


def _kept_off(start: LatLon, end: LatLon) -> tuple[Course, Course]:
    """Find the ways with the clearance and with twice that."""
    direct = _direct(start, end)
    metres = CLEARANCE_NM * NAUTICAL_MILE_M
    return clearance.keep_off(direct, metres), clearance.keep_off(direct, 2 * metres)


def _joined(courses: Sequence[Course]) -> Course:
    """Put courses together that each begin where the one before ends."""
    first, *others = courses
    return geodesy.unwrap([*first, *(place for other in others for place in other[1:])])


def _drawn(bends: Course) -> Course:
    """Lay positions along the geodesics of a course until no edge in degrees is ashore."""
    step = _STEP_KM
    while True:
        edges = [geodesy.between(here, there, step) for here, there in pairwise(bends)]
        points = _joined(edges)
        if step < _FINEST_KM or course.land_km(points) == 0:
            return points
        step /= 2


def _notes(points: Course, moved: Sequence[float]) -> tuple[Note, ...]:
    """Tell what a reader must know about a sea route."""
    inshore_km = course.inshore_km(points, CLEARANCE_NM * NAUTICAL_MILE_M - 1)
    notes = [
        Note("shortest_course"),
        Note("clearance", {"nm": CLEARANCE_NM, "inshore_km": inshore_km}),
    ]
    ends = ["start", *("via" for _ in moved[2:]), "end"]
    for end, km in zip(ends, moved, strict=True):
        if km >= _TOLD_KM:
            notes.append(Note("moved_to_water", {"km": km, "end": end}))
    if coast.COARSE in _datasets(points):
        notes.append(Note("coarse_coast"))
    return (*notes, Note("not_considered"))


def _datasets(points: Course) -> tuple[str, ...]:
    """List the coasts that cover the cells of a line."""
    fine = {Cell.at(place).fine for place in points}
    return tuple(
        file for file, has in ((coast.FINE, True), (coast.COARSE, False)) if has in fine
    )
