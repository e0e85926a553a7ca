"""What a still picture shows: values, given by whoever knows the story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.base import Base
from geo.model import Basis, LatLon, Mode, Stretch
from geo.story.values import Name


@dataclass(frozen=True, slots=True)
class InsetLine:
    """A leg in a picture; ``number`` stands in its disc, 0 for no disc."""

    mode: Mode
    basis: Basis
    stretches: tuple[Stretch, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class InsetPlace:
    """A place in a picture; ``aside`` is a line beneath its name, such as "± 1.5 km"."""

    at: LatLon
    name: Name
    radius_km: float = 0.0
    aside: str = ""


@dataclass(frozen=True, slots=True)
class InsetMeasured:
    """A measured line from a place to the nearest point of a border.

    Attributes
    ----------
    label : tuple of str
        Its figure, the measured one first, a line each: "195 km measured".
    end_name : tuple of str
        What stands at its far end, a line each: "Azov coast", "Donetsk region".
    approximate : bool
        A reference and no border: the line is dashed.
    number : int
        Stands in a disc on the line, 0 for no disc.
    country, line : str
        Whose border it ends at (ISO 3166 alpha-3), and which.
    """

    start: LatLon
    end: LatLon
    label: tuple[str, ...]
    end_name: tuple[str, ...] = ()
    approximate: bool = False
    number: int = 0
    country: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Inset:
    """What a still picture shows.

    Attributes
    ----------
    prefix : str
        Begins every id in the picture; no two pictures on a page share one.
    title : str
        What it shows, in words, for those who do not see it.
    lang : str
        Language of the names of countries and seas.
    unit : str
        ``km``, ``mi`` or ``nm``: of the scale bar.
    scale_text : callable
        Words a length in that unit: 50 becomes "50 km".
    width, height : float
        Pixels.
    base : Base, optional
        Chosen for the view where it is not given.
    """

    prefix: str
    title: str
    lang: str
    unit: str
    scale_text: Callable[[float], str]
    width: float = 390
    height: float = 200
    lines: tuple[InsetLine, ...] = ()
    places: tuple[InsetPlace, ...] = ()
    measured: tuple[InsetMeasured, ...] = ()
    base: Base | None = None
