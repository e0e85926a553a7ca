"""The commands of ``dateline``."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Any

import click

from geo import case, launch, store
from geo.cli import show
from geo.cli.arguments import (
    ADDRESS,
    OUTPUT,
    SIZE,
    Output,
    case_file,
    endings,
    json_option,
    lang_option,
    line_option,
    units_option,
)
from geo.cli.bare import distance, route
from geo.errors import CaseError, DatelineError, ExportError, LegsError, UnreadableCaseError
from geo.examine import examine
from geo.export import FORMATS, PICTURES, Options, export, prepare
from geo.measured import as_json
from geo.story.tell import tell
from geo.survey import Begun, unlaid
from geo.web.tiles import asked

EXIT_PROBLEMS, EXIT_UNREADABLE = 1, 2
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system says where the disk that the output goes to is full."""


class Refusing(click.Group):
    """Shows an error as words and an exit code, never as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run a command; problems exit with 1, an unreadable case with 2."""
        try:
            return super().invoke(ctx)
        except UnreadableCaseError as error:
            show.refusal(error)
            ctx.exit(EXIT_UNREADABLE)
        except DatelineError as error:
            show.refusal(error)
            ctx.exit(EXIT_PROBLEMS)

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as click declares it
        """Read the words and run a command; a disk that is full, of help too, exits with 1."""
        try:
            return super().main(*args, **extra)
        except OSError as error:
            if error.errno not in FULL:
                raise
            show.refusal(ExportError(f"What is told cannot be written: {error.strerror}."))
            sys.exit(EXIT_PROBLEMS)


@click.group(cls=Refusing)
@click.version_option(package_name="dateline")
def main() -> None:
    """Map a reported shipment and check what was reported."""


@main.command()
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option("--strict", is_flag=True, help="List sources that lack evidence too.")
@click.pass_context
def check(ctx: click.Context, cases: tuple[str, ...], strict: bool) -> None:
    """Validate case files; list every problem with its file and line.

    A case with no other problem is asked for legs that have no route.
    """
    worst = 0
    for name in cases:
        try:
            _check(case_file(name), strict)
        except CaseError as error:
            show.refusal(error, err=False)
            unreadable = isinstance(error, UnreadableCaseError)
            worst = max(worst, EXIT_UNREADABLE if unreadable else EXIT_PROBLEMS)
        else:
            click.echo(f"{name}: sound")
    ctx.exit(worst)


def _check(file: Path, strict: bool) -> None:
    lacking = case.lacking(file) if strict else ()
    try:
        wrong = case.at_legs(file, unlaid(case.read(file)))
    except CaseError as error:
        raise type(error)([*error.problems, *lacking]) from error
    if wrong or lacking:
        raise CaseError([*wrong, *lacking])


@contextmanager
def _legs_of(file: Path) -> Iterator[None]:
    """Tell of legs that have no route where the case file has them."""
    try:
        yield
    except LegsError as error:
        raise CaseError(case.at_legs(file, error.failed)) from error


@main.command()
@click.argument("name", metavar="CASE")
@json_option
@lang_option
@units_option
@line_option
def measure(name: str, as_json_: bool, lang: str, units: str, line: str) -> None:
    """Measure legs and distances, and hold the claims against them."""
    file = case_file(name)
    read = case.read(file)
    begun = Begun(read)
    with _legs_of(file), show.progress() as step:
        report = examine(read, line, begun.result(step))
    story = tell(report, lang, units)
    if as_json_:
        show.data(as_json(report, story))
    else:
        show.story(story)


@main.command("export", short_help="Write a case to files, or to a folder for an article.")
@click.argument("name", metavar="CASE")
@click.option(
    "-o",
    "--output",
    "files",
    multiple=True,
    required=True,
    type=OUTPUT,
    help=f"File to write, by its ending: {', '.join(FORMATS)}; or a folder, which ends in /, "
    "for an article.",
)
@click.option(
    "--url", type=ADDRESS, default="", help="Address that the uploaded folder will have."
)
@click.option(
    "--size",
    type=SIZE,
    metavar="WIDTHxHEIGHT",
    help="Pixels of a .png or .svg, such as 1600x900, or a shape: 16:9, 1:1 or 9:16.",
)
@click.option(
    "--tiles",
    nargs=2,
    metavar="ADDRESS CREDIT",
    help="Draw the page on online tiles: https://…/{z}/{x}/{y}.png, and whose map they are.",
)
@lang_option
@units_option
@line_option
def export_(
    name: str,
    files: tuple[Output, ...],
    url: str,
    size: tuple[int, int] | None,
    tiles: tuple[str, str] | None,
    lang: str,
    units: str,
    line: str,
) -> None:
    """Write a case to files, each format by its ending; to a folder, all an article needs."""
    single = [output.path for output in files if not output.folder]
    kits = [output.path for output in files if output.folder]
    endings(single, tuple(FORMATS))
    if url and not kits:
        raise click.UsageError("--url is for a folder; write one with -o FOLDER/.")
    if size and not any(file.suffix.lower() in PICTURES for file in single):
        raise click.UsageError(f"--size is for pictures ({' and '.join(PICTURES)}).")
    if tiles and not kits and not any(file.suffix.lower() == ".html" for file in single):
        raise click.UsageError("--tiles is for pages (.html), and for a folder.")
    asked(tiles)  # what is wrong with them is told before anything is measured
    source = case_file(name)
    read = case.read(source)
    options = Options(tiles, size, url)
    begun = Begun(read)  # before the progress is shown, which has a thread of its own
    with _legs_of(source), store.bulk(), show.progress() as step:
        prepare({file.suffix.lower() for file in single})
        report = examine(read, line, begun.result(step))
        story = tell(report, lang, units)
        for file, written in export(report, story, single, step, options, kits):
            click.echo(f"{file}: {written:,} bytes")


main.add_command(distance)
main.add_command(route)


@main.command(
    context_settings={"ignore_unknown_options": True}, short_help="Open the app in a browser."
)
@click.argument(
    "words", nargs=-1, type=click.UNPROCESSED, metavar="[CASE]... [STREAMLIT OPTION]..."
)
def app(words: tuple[str, ...]) -> None:
    """Open the app in a browser, on the first CASE given.

    Options, as --server.port 8502, go to Streamlit.
    """
    leading = list(takewhile(lambda word: not word.startswith("-"), words))
    options = words[len(leading) :]
    if late := [word for word in options if word.lower().endswith((".yaml", ".yml"))]:
        raise click.UsageError(f"Name cases before the options: {late[0]}.")
    launch.run(options, {name: case_file(name) for name in leading})
