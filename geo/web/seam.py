"""Where the page's map of a story is cut: away from its lines, so that none is torn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo import geodesy
from geo.model import LatLon, Route
from geo.report import DistanceResult, Report

_STEP_KM = 25.0
_APART = 400
"""A long line is looked at in so many places."""


@dataclass(frozen=True, slots=True)
class Seam:
    """The meridian of a cut; longitudes are taken from there eastward.

    Attributes
    ----------
    west : float
        Degrees, from -360 to 0.
    """

    west: float

    def line(self, points: Sequence[LatLon]) -> tuple[LatLon, ...]:
        """Shift a line that no cut is to tear by whole turns, so that it begins on the map."""
        turn = 360 * float(np.floor((points[0].lon - self.west) / 360))
        return tuple(LatLon(lat, lon - turn) for lat, lon in points) if turn else tuple(points)

    def spot(self, at: LatLon) -> LatLon:
        """Shift a position onto the map."""
        return self.line([at])[0]

    def route(self, found: Route) -> tuple[LatLon, ...]:
        """Shift all the stretches of a route."""
        return tuple(at for part in found.stretches for at in self.line(part.points))

    def course(self, found: DistanceResult) -> tuple[LatLon, ...]:
        """Lay out the line that was measured from a place to a border."""
        return self.line(_course(found))


def seam(report: Report) -> Seam:
    """Cut in the middle of the widest gap between the longitudes of a story."""
    lons = np.sort([at.lon % 360 for at in _positions(report)])
    gaps = np.diff(lons, append=lons[0] + 360)
    widest = int(gaps.argmax())
    opposite = float(lons[widest] + gaps[widest] / 2 + 180)
    return Seam((opposite + 180) % 360 - 360)


def _positions(report: Report) -> Iterator[LatLon]:
    """Give the story's places, and positions along all its lines."""
    yield from (place.at for place in report.case.places)
    for leg in report.legs:
        for stretch in leg.route.stretches:
            step = max(1, len(stretch.points) // _APART)
            yield from (*stretch.points[::step], stretch.points[-1])
    for found in report.distances:
        yield from _course(found)


def _course(found: DistanceResult) -> tuple[LatLon, ...]:
    return geodesy.between(found.distance.start, found.distance.nearest, _STEP_KM)
