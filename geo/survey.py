"""Work out what a case needs measured: the line of each leg, the distance to each border."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from geo import borders, routes
from geo.apart import Apart, Step, unseen
from geo.case.limits import LEAST_KM
from geo.errors import LegsError, RouteError
from geo.model import BorderDistance, Case, Distance, Leg, Mode, Place, Route


@dataclass(frozen=True, slots=True)
class Survey:
    """Routes by leg, and distances by place, country and line of its border."""

    case: Case
    routes: Mapping[str, Route]
    distances: Mapping[tuple[str, str, str], Distance]


class Begun:
    """A survey that has begun: the legs of each mode in a process of their own.

    Where there can be none, all is worked out when it is asked for (``geo.apart``).
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        modes = dict.fromkeys(leg.mode for leg in case.legs)
        self._legs = [Apart(partial(_lines_of, case, mode)) for mode in modes]

    def result(self, step: Step = unseen) -> Survey:
        """Measure the distances, and wait for the legs; ``survey`` tells what is raised.

        ``step`` is called with the id of the leg or place that is about to be worked out.
        """
        distances = _distances(self._case, step)
        found: dict[str, Route] = {}
        failed: dict[str, str] = {}
        for legs in self._legs:
            lines, problems = legs.result(step)
            found |= lines
            failed |= problems
        if failed:
            order = [leg.id for leg in self._case.legs if leg.id in failed]
            raise LegsError({leg: failed[leg] for leg in order})
        return Survey(self._case, {leg.id: found[leg.id] for leg in self._case.legs}, distances)


def survey(case: Case) -> Survey:
    """Route every leg, and measure from every place that a claim measures from.

    Parameters
    ----------
    case : Case
        The reported shipment.

    Raises
    ------
    LegsError
        If legs have no route.
    MeasureError
        If a border is not in the data.
    """
    return Begun(case).result()


def unlaid(case: Case) -> Mapping[str, str]:
    """Tell what is wrong with the legs that have no route, by their ids."""
    failed: dict[str, str] = {}
    for mode in dict.fromkeys(leg.mode for leg in case.legs):
        failed |= _lines_of(case, mode, unseen)[1]
    return failed


def _lines_of(case: Case, mode: Mode, step: Step) -> tuple[dict[str, Route], dict[str, str]]:
    """Route the legs of a mode; tell what is wrong with those that have no route."""
    places = {place.id: place for place in case.places}
    lines, failed = {}, {}
    for leg in (leg for leg in case.legs if leg.mode is mode):
        step(leg.id)
        try:
            lines[leg.id] = _line(leg, places)
        except RouteError as error:
            ends = " – ".join(places[end].names.get("en", end) for end in (leg.start, leg.end))
            failed[leg.id] = f"Leg {leg.id} ({ends}): {error}"
    return lines, failed


def _line(leg: Leg, places: Mapping[str, Place]) -> Route:
    """Route a leg; one that has no length has no line to draw either."""
    found = routes.route(leg, places)
    if found.length_km.value <= LEAST_KM:
        raise RouteError(
            "both ends come to lie at one point of the nearest water or track; name places"
            " farther apart, or leave the leg out"
        )
    return found


def _distances(case: Case, step: Step) -> dict[tuple[str, str, str], Distance]:
    """Measure from every place that a claim measures from, to every line."""
    places = {place.id: place for place in case.places}
    found = {}
    for place, country in asked(case):
        step(place)
        for line in _lines(case, place, country):
            found[place, country, line] = _measure(places[place], country, line)
    return found


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
