"""Where the page's map of a story is cut: away from its lines, so that none is torn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo import geodesy
from geo.model import LatLon, Route
from geo.report import DistanceResult, Report
from geo.seam import cut

_STEP_KM = 25.0


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

    def stretches(self, found: Route) -> tuple[tuple[LatLon, ...], ...]:
        """Shift a route so that it begins on the map, each stretch where the last one ended."""
        out: list[tuple[LatLon, ...]] = []
        for part in found.stretches:
            before = out[-1][-1:] if out else self.line(part.points[:1])
            out.append(geodesy.unwrap([*before, *part.points])[1:])
        return tuple(out)

    def route(self, found: Route) -> tuple[LatLon, ...]:
        """Shift a route as a whole."""
        return tuple(at for part in self.stretches(found) for at in part)

    def course(self, found: DistanceResult) -> tuple[LatLon, ...]:
        """Lay out the line that was measured from a place to a border."""
        return self.line(_course(found))


def seam(report: Report) -> Seam:
    """Cut a story's map where its lines leave the widest gap, or where the fewest run."""
    return Seam(cut(_lines(report)))


def _lines(report: Report) -> Iterator[Sequence[LatLon]]:
    yield from ([place.at] for place in report.case.places)
    yield from (geodesy.unwrap(leg.route.points) for leg in report.legs)
    yield from map(_course, report.distances)


def _course(found: DistanceResult) -> tuple[LatLon, ...]:
    return geodesy.between(found.distance.start, found.distance.nearest, _STEP_KM)
