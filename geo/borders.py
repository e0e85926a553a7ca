"""Measure from a point to a country's border.

Which border is part of the question: see ``LINES``. Distances are geodesics on WGS 84
to the geodesic edges of the border data, on two independent sets of data where both
have the line. Crimea stands in Ukraine (UN General Assembly resolution 68/262).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from geo import store
from geo.drawn import COARSE, COARSE_KM, WITHOUT, are_kept, area, bounds_area, drawn, outline
from geo.errors import MeasureError
from geo.many import CHUNK, Found, nearest_each
from geo.model import Distance, Interval, LatLon
from geo.nearest import Nearest, nearest
from geo.pieces import FILES
from geo.territory import every_line, lines, neighbours, undrawn

__all__ = [
    "bounds_area",
    "check_point",
    "datasets",
    "enclosed",
    "every_line",
    "lines",
    "measure",
    "measure_each",
    "neighbours",
    "outline",
    "undrawn",
]

Array = NDArray[np.float64]


def measure(
    start: LatLon, country: str, line: str = "recognised", radius_km: float = 0.0
) -> Distance:
    """Measure the geodesic from a point to the nearest point of a country's line.

    Parameters
    ----------
    start : LatLon
        Degrees on WGS 84, latitude first.
    country : str
        ISO 3166 alpha-3 code.
    line : str
        One of ``lines(country)``, or ``land:`` and the code of a neighbour. ``land`` is
        the nearest land border with any neighbour; ``Distance.neighbour`` tells whose.
    radius_km : float
        The radius of the place around ``start``; it widens the interval.

    Returns
    -------
    Distance
        In kilometres. The value, exact to a millimetre for the data that ``dataset``
        names; from an inner point, the distance outward. The bounds carry the radius,
        the spread between ``by_dataset`` (or ``COARSE_KM``, where that is one coarse
        set), and how far a front may run from its towns. Where one data set holds the
        point inside and another outside, the lower bound is 0.

    Raises
    ------
    MeasureError
        If the point is not on Earth, the radius is negative, or the country or the
        line is unknown.
    """
    check_point(start)
    if not (math.isfinite(radius_km) and radius_km >= 0):
        raise MeasureError(f"A radius of {radius_km} km is impossible; give 0 or more.")
    held = drawn(country, line)
    found = {file: nearest(one.edges, start) for file, one in held.items()}
    if len(datasets(country, line)) > 1 and (near := _of_the_whole(start, country, line)):
        held = {**drawn(country, "recognised"), **held}
        found = {FILES[0]: near, **found}
    inside = {file: _inside(near, start, country, line, file) for file, near in found.items()}
    names = store.datasets()
    by_dataset = {names[file].name: near.km for file, near in found.items()}
    file, near = next(iter(found.items()))
    part = held[file].labels[near.label]
    coarse = COARSE_KM if COARSE.issuperset(found) else 0.0
    width = radius_km + part.radius_km + coarse
    low, high = min(by_dataset.values()) - width, max(by_dataset.values()) + width
    if len(set(inside.values())) > 1 and _between(start, country, line, found):
        low = 0.0
    towns = line == "front_line"
    return Distance(
        start=start,
        country=country,
        line=line,
        km=Interval(near.km, max(0.0, low), high),
        nearest=near.at,
        dataset=names[file].name,
        by_dataset=by_dataset,
        inside=inside[file],
        approximate=towns,
        landmark=part.name if towns else "",
        neighbour="" if towns else part.name,
        inside_by={names[file].name: held for file, held in inside.items()},
        coast=part.coast,
    )


def _of_the_whole(start: LatLon, country: str, line: str) -> Nearest | None:
    """Find the nearest point of a whole country where what a line leaves out does not have it.

    Nothing that is left can be nearer than it, however coarsely the rest is drawn.
    """
    if area(country).covers_one(*start):
        return None
    near = nearest(drawn(country, "recognised")[FILES[0]].edges, start)
    lat, lon = (np.array([degrees]) for degrees in near.at)
    return near if are_kept(country, line, lat, lon).all() else None


def _of_the_whole_each(
    lat: Array, lon: Array, country: str, line: str, found: Found
) -> tuple[Found, NDArray[np.bool_]]:
    """Give the same of many points, what was found where there is none, and which have it."""
    near = nearest_each(drawn(country, "recognised")[FILES[0]].edges, lat, lon)
    own = ~area(country).covers(lat, lon) & are_kept(country, line, near.lat, near.lon)
    nearer = Found(
        np.where(own, near.km, found.km),
        np.where(own, near.lat, found.lat),
        np.where(own, near.lon, found.lon),
        found.label,
    )
    return nearer, own


def _inside(near: Nearest, start: LatLon, country: str, line: str, file: str) -> bool:
    """Tell whether a point lies in the area of a line: on the left of it, where it is nearest.

    Where that is not plain, the area is built and asked.
    """
    if near.left is None or file not in FILES or not bounds_area(line):
        return area(country, line, file).covers_one(*start)
    return near.left


def _between(start: LatLon, country: str, line: str, found: Mapping[str, Nearest]) -> bool:
    """Tell whether a point that only some data sets hold inside lies between their lines.

    Of a land border that is so only where no coast is nearer.
    """
    whole = drawn(country, "recognised")
    return bounds_area(line) or all(
        nearest(whole[file].edges, start).km >= near.km for file, near in found.items()
    )


def measure_each(
    lat: Array, lon: Array, country: str, line: str = "recognised"
) -> Iterator[tuple[float, float, float, bool]]:
    """Measure many points at once, each to what ``measure`` gives for it.

    Parameters
    ----------
    lat, lon : array
        Degrees on WGS 84.

    Yields
    ------
    tuple
        Kilometres, latitude and longitude of the nearest point, whether it is inside.

    Raises
    ------
    MeasureError
        If a point is not on Earth, or the country or the line is unknown.
    """
    held, two = next(iter(drawn(country, line).values())), len(datasets(country, line)) > 1
    inside = area(country, line)
    for start in range(0, len(lat), CHUNK):
        lats, lons = lat[start : start + CHUNK], lon[start : start + CHUNK]
        for at in zip(lats, lons, strict=True):
            check_point(LatLon(*at))
        found = nearest_each(held.edges, lats, lons)
        covered = inside.covers(lats, lons)
        if two:
            found, own = _of_the_whole_each(lats, lons, country, line, found)
            covered &= ~own  # which the sharper data hold outside
        yield from zip(
            found.km.tolist(), found.lat.tolist(), found.lon.tolist(), covered.tolist(),
            strict=True,
        )  # fmt: skip


def datasets(country: str, line: str = "recognised") -> tuple[str, ...]:
    """Name the data file that a line is measured on first, or the two by where points lie.

    Of two the first is the sharper, for points whose nearest one no part left out is near.

    Raises
    ------
    MeasureError
        If the country or the line is unknown.
    """
    files = drawn(country, line)
    first = next(iter(files))
    return (FILES[0], first) if line in WITHOUT and COARSE.issuperset(files) else (first,)


def enclosed(found: Distance) -> bool:
    """Tell whether a place lies inside what its distance is measured to."""
    return found.inside and bounds_area(found.line)


def check_point(point: LatLon) -> None:
    """Refuse a point that is not on Earth.

    Raises
    ------
    MeasureError
        If a latitude or a longitude is out of range.
    """
    lat, lon = point
    if not -90 <= lat <= 90:
        raise MeasureError(
            f"Latitude {lat} is not on Earth: it runs from -90 to 90. Latitude comes first."
        )
    if not -180 <= lon <= 180:
        raise MeasureError(f"Longitude {lon} is not on Earth: it runs from -180 to 180.")
