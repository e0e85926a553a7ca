"""The command line: parses, calls and shows; it words nothing of its own about a case."""

import gc
import sys
from io import TextIOWrapper

try:
    from geo.cli.commands import main
except KeyboardInterrupt:  # the longest part of a short command
    sys.exit("\nAborted!")  # as click says it once it runs

__all__ = ["main", "run"]

_HALTING = frozenset({"strict", "surrogateescape"})
"""How Python itself takes what an output has no sign for; the second in the locale POSIX."""


def run() -> None:
    """Run the command, and end without a search for cycles in all that it has made.

    A sign that the terminal, or the code page of a file, has not is shown as a question mark.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors in _HALTING:
            stream.reconfigure(errors="replace")
    try:
        main()
    finally:
        gc.freeze()
