"""What was found: the line of a leg, the distance to a border."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.model.basics import Interval, LatLon, Mode

BETWEEN = " \u2013 "
"""What stands between the names of two points, in the name of a stretch."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about a result, by code; the story words it.

    ``values`` are numbers in the unit their key names, or names of places.
    """

    code: str
    values: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of a route's vertices; ``schematic`` where no mapped track was followed."""

    points: tuple[LatLon, ...]
    schematic: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A leg's line, from its start to its end without a gap.

    Attributes
    ----------
    stretches : tuple of Stretch
        Each begins where the one before ends. Longitudes may leave ±180° where
        a route crosses the antimeridian, so that neighbours stay neighbours.
    length_km : Interval
        On the WGS 84 ellipsoid, calibrated where the mode needs it.
    great_circle_km : float
        The geodesic between the ends: the floor of any route.
    land_km : float
        By sea, the length over land: 0 unless the case forces it.
    """

    mode: Mode
    stretches: tuple[Stretch, ...]
    length_km: Interval
    great_circle_km: float
    schematic_km: float = 0.0
    land_km: float = 0.0
    passages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    datasets: tuple[str, ...] = ()

    @property
    def points(self) -> tuple[LatLon, ...]:
        """The positions of all its stretches, those where two meet twice."""
        return tuple(point for stretch in self.stretches for point in stretch.points)


@dataclass(frozen=True, slots=True)
class Distance:
    """From a place to one line of a country's border.

    ``km.value`` is measured on ``dataset``; ``km.low`` and ``km.high`` carry the
    radius of the place and the spread between ``by_dataset``. ``approximate``
    lines are references (front-line towns), not borders.
    """

    start: LatLon
    country: str
    line: str
    km: Interval
    nearest: LatLon
    dataset: str
    by_dataset: Mapping[str, float]
    inside: bool = False
    approximate: bool = False
    landmark: str = ""
    """What stands at the nearest point, where the line itself is a list of towns."""
    neighbour: str = ""
    """Whose country lies across the nearest point of a land border (ISO 3166 alpha-3)."""
    inside_by: Mapping[str, bool] = field(default_factory=dict)
    """Which data set holds the point inside; near a border they may differ."""
    coast: bool = False
    """Whether the nearest point lies on a coast, not on a border with another country."""
