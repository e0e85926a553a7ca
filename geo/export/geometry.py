"""Geometry as RFC 7946 wants it: longitude first, cut at the antimeridian."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor

from geo.model import LatLon

DIGITS = 7
"""Decimals of a degree: a centimetre."""

Position = list[float]


def position(at: LatLon) -> Position:
    """Give a position longitude first, the longitude from -180 to 180."""
    lon = at.lon if -180 <= at.lon <= 180 else (at.lon + 180) % 360 - 180
    return [round(lon, DIGITS), round(at.lat, DIGITS)]


def ring(points: Sequence[LatLon]) -> list[Position]:
    """Give a closed ring; one that crosses the antimeridian keeps its longitudes together."""
    return [[round(p.lon, DIGITS), round(p.lat, DIGITS)] for p in points]


def line_coordinates(points: Sequence[LatLon]) -> list[list[Position]]:
    """Cut a line at the antimeridian.

    Parameters
    ----------
    points : sequence of LatLon
        Longitudes go on beyond ±180° where the line crosses.

    Returns
    -------
    list of list of [lon, lat]
        One part, or more where the line crosses; parts meet at ±180°.
    """
    parts: list[list[Position]] = [[]]
    turn = _turn(points[0].lon)
    parts[0].append(_shifted(points[0], turn))
    for last, here in pairwise(points):
        if (after := _turn(here.lon)) != turn and not _on_seam(here.lon, turn):
            edge = 360 * max(turn, after) - 180
            lat = last.lat + (here.lat - last.lat) * (edge - last.lon) / (here.lon - last.lon)
            parts[-1].append(_shifted(LatLon(lat, edge), turn))
            parts.append([_shifted(LatLon(lat, edge), after)])
            turn = after
        parts[-1].append(_shifted(here, turn))
    return parts


def _turn(lon: float) -> int:
    """Tell in which turn of the globe a longitude lies: 0 from -180 up to 180."""
    return floor((lon + 180) / 360)


def _on_seam(lon: float, turn: int) -> bool:
    return lon == 360 * turn + 180


def _shifted(at: LatLon, turn: int) -> Position:
    return [round(at.lon - 360 * turn, DIGITS), round(at.lat, DIGITS)]
