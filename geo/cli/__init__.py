"""The command line: parses, calls and shows; it words nothing of its own about a case."""

from geo.cli.commands import main

__all__ = ["main"]
