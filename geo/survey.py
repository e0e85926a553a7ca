"""Work out what a case needs measured: the line of each leg, the distance to each border."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geo import borders, routes
from geo.errors import RouteError
from geo.model import BorderDistance, Case, Distance, Place, Route


@dataclass(frozen=True, slots=True)
class Survey:
    """Routes by leg, and distances by place, country and line of its border."""

    case: Case
    routes: Mapping[str, Route]
    distances: Mapping[tuple[str, str, str], Distance]


Step = Callable[[str], None]
"""Called with the id of the leg or place that is about to be worked out."""


def survey(case: Case, step: Step = lambda _: None) -> Survey:
    """Route every leg, and measure from every place that a claim measures from.

    Parameters
    ----------
    case : Case
        The reported shipment.
    step : callable, optional
        Told of each piece of work as it begins, to show progress.

    Raises
    ------
    RouteError
        If legs have no route; all of them are named.
    MeasureError
        If a border is not in the data.
    """
    places = {place.id: place for place in case.places}
    lines, failed = {}, []
    for leg in case.legs:
        step(leg.id)
        try:
            lines[leg.id] = routes.route(leg, places)
        except RouteError as error:
            ends = " – ".join(places[end].names.get("en", end) for end in (leg.start, leg.end))
            failed.append(f"Leg {leg.id} ({ends}): {error}")
    if failed:
        raise RouteError("\n".join(failed))
    distances = {}
    for place, country in asked(case):
        step(place)
        for line in _lines(case, place, country):
            distances[place, country, line] = _measure(places[place], country, line)
    return Survey(case, lines, distances)


def asked(case: Case) -> tuple[tuple[str, str], ...]:
    """List the places and countries between which claims give a distance, each once."""
    checks = (claim.check for claim in case.claims)
    pairs = [(c.start, c.country) for c in checks if isinstance(c, BorderDistance)]
    return tuple(dict.fromkeys(pairs))


def _lines(case: Case, start: str, country: str) -> tuple[str, ...]:
    """List a country's lines, and any that a claim names, such as ``land:RUS``."""
    checks = (claim.check for claim in case.claims)
    named = (
        check.line
        for check in checks
        if isinstance(check, BorderDistance)
        and (check.start, check.country) == (start, country)
        and check.line is not None
    )
    return tuple(dict.fromkeys([*borders.lines(country), *named]))


def _measure(place: Place, country: str, line: str) -> Distance:
    return borders.measure(place.at, country, line, place.radius_km)
