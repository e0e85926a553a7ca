"""The command line: parses, calls and shows; it words nothing of its own about a case."""

import gc

from geo.cli.commands import main

__all__ = ["main", "run"]


def run() -> None:
    """Run the command, and end without a search for cycles in all that it has made."""
    try:
        main()
    finally:
        gc.freeze()
