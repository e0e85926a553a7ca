"""Read the text of a case file, or say in plain words why it cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from geo.errors import Problem, UnreadableCaseError

MAX_BYTES = 1_000_000

_PLANES = "".join(chr((plane << 16) + sign) for plane in range(17) for sign in (0xFFFE, 0xFFFF))
_UNPRINTABLE = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]"
)
_SYNTAX = (
    ("mapping values", "a colon inside a text; put that text in quotes"),
    ("expected key", "the indentation does not fit the lines above"),
    ("expected '-'", "the indentation does not fit the lines above"),
    ("<block end>", "the indentation does not fit the lines above"),
    ("end of stream", "a quote or a bracket is opened and never closed"),
    ("expected ','", "a quote or a bracket opened here is not closed, or a comma is missing"),
    ("expected ':'", "a line without a colon after its key"),
    ("cannot start", "a text that begins with this sign needs quotes"),
    ("alphabetic or numeric", "a text that begins with * or & needs quotes"),
    ("directive", "a text that begins with % needs quotes"),
    ("tag", "a text that begins with ! needs quotes"),
    ("block scalar", "a text that begins with | or > needs quotes"),
    ("<document start>", "all above is whole already; indent this, or leave out what ends it"),
    ("document indicator", "a quote or a bracket is opened and never closed"),
    ("block sequence", "an item of a list begins its own line; put the dash there"),
    ("mapping keys", "a text that begins with ? needs quotes"),
    ("quoted scalar", "a backslash between double quotes begins a sign's code; write it twice"),
    ("flow node", "nothing stands between two commas or brackets; write what belongs there"),
    ("node content", "a bracket is closed that was not opened; put the text in quotes"),
)
_UNSPACED = re.compile(r"\s*-[^\s-]")


_OPENED = ("end of stream", "expected ','", "document indicator")
"""Problems that are met far below the line where what they are about was opened."""


def unprintable(text: str) -> re.Match[str] | None:
    """Find a sign that no text has: a control, half of a pair, or what Unicode never gives."""
    return _UNPRINTABLE.search(text)


def unreadable(path: str | Path, line: int, message: str) -> UnreadableCaseError:
    """Make the error for a file that cannot be read at all."""
    return UnreadableCaseError([Problem(str(path), line, "", message)])


def read(path: Path) -> str:
    """Read a file as text; a byte order mark is dropped."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise unreadable(path, 1, "there is no such file") from error
    except IsADirectoryError as error:
        raise unreadable(path, 1, "this is a folder; name a case file in it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise unreadable(path, 1, f"the file cannot be read ({reason})") from error
    if len(raw) > MAX_BYTES:
        raise unreadable(path, 1, "the file is too large; a case has at most 1 MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "the file is not text in UTF-8; save it with that encoding"
        raise unreadable(path, line, message) from error
    if found := unprintable(text):
        line = text.count("\n", 0, found.start()) + 1
        name = f"U+{ord(found.group()):04X}"
        raise unreadable(path, line, f"the control character {name} stands here; delete it")
    return text


def syntax(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Say in plain words, and for which line, why a text is not YAML."""
    mark = error.problem_mark or error.context_mark
    if any(part in (error.problem or "") for part in _OPENED):
        mark = error.context_mark or mark
    number: int = mark.line if mark else 0
    lines = text.splitlines() or [""]
    number = min(number, len(lines) - 1)
    indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    if "\t" in indent:
        return number + 1, "this line is indented with a tab; YAML takes spaces only"
    return number + 1, f"this is not YAML: {_hint(error, lines[number])}"


def _hint(error: yaml.MarkedYAMLError, line: str) -> str:
    """Say what is wrong on a line, and what would be right."""
    problem = f"{error.problem or ''} {error.context or ''}"
    before = line[: error.problem_mark.column].rstrip() if error.problem_mark else ""
    if "expected key" in problem and before.endswith(("'", '"')):
        return "a quote ends this text too early; put it in the other kind of quotes"
    if "mapping values" in problem and _UNSPACED.match(line):
        return "a space is missing after the dash"
    return next((words for part, words in _SYNTAX if part in problem), problem)
