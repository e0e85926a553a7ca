"""The command line: parses, calls and shows; it words nothing of its own about a case."""

import gc
import sys
from io import TextIOWrapper

from geo.cli.commands import main

__all__ = ["main", "run"]


def run() -> None:
    """Run the command, and end without a search for cycles in all that it has made.

    A sign that the terminal, or the code page of a file, has not is shown as a question mark.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")
    try:
        main()
    finally:
        gc.freeze()
