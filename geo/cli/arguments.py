"""Arguments that the commands share: cases, output files, sizes, addresses, options."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import click

from geo import store
from geo.checks import RECOGNISED
from geo.errors import Problem, UnreadableCaseError, nearest
from geo.story.catalogue import LANGUAGES
from geo.units import READER_UNITS

json_option = click.option("--json", "as_json_", is_flag=True, help="Print JSON.")
line_option = click.option(
    "--line", default=RECOGNISED, help="Line of the border, such as recognised or land."
)

lang_option = click.option(
    "--lang", type=click.Choice(list(LANGUAGES)), default="en", help="Language of the words."
)
units_option = click.option(
    "--units", type=click.Choice(READER_UNITS), default="km", help="Unit of lengths."
)


class Output(NamedTuple):
    """Where an export goes: a file, or a folder that holds all an article needs."""

    path: Path
    folder: bool


class OutputType(click.ParamType[Output]):
    """A folder where the path ends in a slash or one stands there; else a file."""

    name = "PATH"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Output:
        """Tell a folder from a file, which a ``Path`` alone no longer can."""
        text = str(value)
        if not text:  # which a ``Path`` takes for the folder that is open
            self.fail("the name is empty; name a file, or a folder such as out/.", param, ctx)
        path = Path(text)
        return Output(path, text.endswith(("/", os.sep)) or _is(path.is_dir))


OUTPUT = OutputType()


_NO_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]")
"""What an address has percent-encoded or not at all (RFC 3986)."""


class AddressType(click.ParamType[str]):
    """The address of a folder on the web."""

    name = "https://…/"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Refuse what no browser opens as a page of the web."""
        text = str(value)
        try:
            parts = urlsplit(text)
            whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
            good = whole and not (parts.query or parts.fragment or _NO_ADDRESS.search(text))
        except ValueError:  # half a bracket, say, or a port beyond all
            good = False
        if text and not good:
            self.fail(
                f"{text!r} is no address of a folder; write one such as "
                "https://example.org/maps/case/",
                param,
                ctx,
            )
        return text


ADDRESS = AddressType()


class SizeType(click.ParamType[tuple[int, int]]):
    """``WIDTHxHEIGHT`` in pixels, or the shape of a common one."""

    name = "WIDTHxHEIGHT"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read a size, and refuse one that nothing can be read in."""
        text = str(value).strip().lower().replace("×", "x")
        if text in SHAPES:
            return SHAPES[text]
        found = re.fullmatch(r"(\d{1,6})x(\d{1,6})", text, re.ASCII)
        if not found:
            self.fail(
                f"{value!r} is no size; write width and height in pixels, such as 1600x900, "
                f"or one of {', '.join(SHAPES)}.",
                param,
                ctx,
            )
        width, height = int(found[1]), int(found[2])
        if not all(LEAST <= side <= MOST for side in (width, height)):
            self.fail(f"each side of a picture is {LEAST} to {MOST} pixels.", param, ctx)
        if max(width, height) > FLATTEST * min(width, height):
            self.fail(
                f"a picture is at most {FLATTEST} times as long as it is wide.", param, ctx
            )
        return width, height


SHAPES = {"16:9": (1600, 900), "1:1": (1080, 1080), "9:16": (1080, 1920)}
LEAST, MOST, FLATTEST = 300, 8000, 3
SIZE = SizeType()


def _is(test: Callable[[], bool]) -> bool:
    """Ask something of a path; a name that is too long for the system names nothing."""
    try:
        return test()
    except OSError:
        return False


def case_file(name: str) -> Path:
    """Find a case: a file, or one of the shipped cases by its id.

    Raises
    ------
    UnreadableCaseError
        If there is neither.
    """
    path = Path(name)
    if _is(path.is_file) or path.suffix or name not in store.cases():
        if _is(path.exists):
            return path
        hint = nearest(name, store.cases()) if not path.suffix else ""
        message = f"there is no such file{hint or '; write the path of a case file (.yaml).'}"
        raise UnreadableCaseError([Problem(name, 1, "", message)])
    return store.cases()[name]


def endings(files: Sequence[Path], known: Sequence[str]) -> None:
    """Refuse output files whose endings name no format.

    Raises
    ------
    click.BadParameter
        Naming each, with the nearest right ending.
    """
    listed = ", ".join(known)
    wrong = [
        f"{file}: no format ends in {file.suffix!r}{nearest(file.suffix, known)}"
        if file.suffix
        else f"{file}: the name has no ending; known are {listed}; or end in / for a folder"
        for file in files
        if file.suffix.lower() not in known
    ]
    if wrong:
        raise click.BadParameter("\n".join(wrong))
