"""The command line, run in this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from geo.cli import main


def run(*arguments: object) -> Result:
    """Run ``dateline`` with arguments."""
    return CliRunner().invoke(main, [str(word) for word in arguments])
