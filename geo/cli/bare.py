"""The commands that need no case: one distance or a table of them, and one route."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from geo import borders, bulk, routes
from geo.case.limits import RADIUS_KM
from geo.cli import show
from geo.cli.arguments import json_option, lang_option, line_option, units_option
from geo.cli.position import POSITION, PositionCommand
from geo.measured import distance_json, route_json
from geo.model import LatLon, Mode
from geo.story.voice import Voice

NAMES = {
    ("avoid", Mode.SEA): "canals that are closed, such as Suez",
    ("avoid", Mode.RAIL): "countries to keep out of, such as RUS",
    ("within", Mode.RAIL): "countries to keep inside, such as RUS",
}
"""What an option of ``route`` names to each mode that knows it."""


@click.command(
    cls=PositionCommand, short_help="Measure from a point, or from many, to a border."
)
@click.argument("country")
@click.argument("position", required=False, type=POSITION, metavar="[LAT,LON]")
@line_option
@click.option(
    "--radius",
    "radius_km",
    type=click.FloatRange(0, RADIUS_KM),
    default=0.0,
    metavar="KM",
    help="Radius within which the point is known.",
)
@click.option(
    "--points",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV with the columns lat and lon, to measure many points.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="CSV to write, with --points.",
)
@json_option
@lang_option
@units_option
def distance(
    country: str,
    position: LatLon | None,
    line: str,
    radius_km: float,
    points: Path | None,
    output: Path | None,
    as_json_: bool,
    lang: str,
    units: str,
) -> None:
    """Measure from a point, or from many, to a COUNTRY's border (ISO 3166 alpha-3).

    A run over many points that was interrupted goes on where it was when it is repeated.
    """
    country, voice = country.upper(), Voice(lang, units)
    if points is not None and output is not None and position is None:
        _refuse_beside_points(radius_km, as_json_)
        with show.progress() as step:
            done = bulk.measure(points, output, country, line, step)
        show.measured(voice, output, done, country, line)
        return
    if position is None or points is not None or output is not None:
        raise click.UsageError("Give either LAT,LON, or both --points IN.csv and -o OUT.csv.")
    found = borders.measure(position, country, line, radius_km)
    if as_json_:
        show.data(distance_json(voice, found, position))
    else:
        show.distance(voice, found, position)


def _refuse_beside_points(radius_km: float, as_json_: bool) -> None:
    """Refuse what a table cannot heed."""
    given = [name for name, on in (("--radius", radius_km), ("--json", as_json_)) if on]
    if given:
        raise click.UsageError(
            f"{' and '.join(given)}: for one LAT,LON alone; --points measures each row as it "
            "stands, and writes CSV."
        )


@click.command(cls=PositionCommand)
@click.argument("mode", type=click.Choice([mode.value for mode in Mode]))
@click.argument("start", type=POSITION, metavar="LAT,LON")
@click.argument("end", type=POSITION, metavar="LAT,LON")
@click.option("--via", multiple=True, type=POSITION, metavar="LAT,LON", help="Point to pass.")
@click.option(
    "--avoid",
    multiple=True,
    metavar="NAME",
    help="Country to keep out of (rail, ISO3); canal that is closed (sea).",
)
@click.option("--within", multiple=True, metavar="ISO3", help="Country to keep inside (rail).")
@json_option
@lang_option
@units_option
def route(
    mode: str,
    start: LatLon,
    end: LatLon,
    via: tuple[LatLon, ...],
    avoid: tuple[str, ...],
    within: tuple[str, ...],
    as_json_: bool,
    lang: str,
    units: str,
) -> None:
    """Work out one route by sea, rail, road or air."""
    _refuse_unheeded(mode, {"avoid": avoid, "within": within})
    voice = Voice(lang, units)
    with show.progress() as step:
        step(mode)
        found = routes.between(Mode(mode), start, end, via, within, avoid)
    if as_json_:
        show.data(route_json(voice, found))
    else:
        show.route(voice, found)


def _refuse_unheeded(mode: str, given: Mapping[str, Sequence[str]]) -> None:
    """Refuse the options that a mode would pass over, and name the modes that heed them."""
    problems = []
    for option, values in given.items():
        known = routes.KNOWN_BY[option]
        if values and mode not in known:
            modes = " and ".join(f"{by} ({NAMES[option, by]})" for by in known)
            problems.append(f"--{option} {' '.join(values)} is for {modes}, not for {mode}.")
    if problems:
        raise click.UsageError("\n".join(problems))
