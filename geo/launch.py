"""Open the app: Streamlit, in a process of its own, on this machine alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.errors import DatelineError

_HERE = Path(__file__).resolve().parent


def script() -> Path:
    """Find the app: inside an installed package, or beside it in a checkout.

    The folder ``.streamlit`` beside it holds its settings, which Streamlit reads from there.
    """
    for file in (_HERE / "_app.py", _HERE.parent / "app.py"):
        if file.is_file():
            return file
    raise DatelineError("The app is missing; install dateline again.")


def command(options: Sequence[str] = ()) -> list[str]:
    """Give the command that serves the app, with Streamlit's own options."""
    return [sys.executable, "-m", "streamlit", "run", str(script()), *options]


def run(options: Sequence[str] = ()) -> int:
    """Serve the app until it is stopped, in this process's place where the system can."""
    served = command(options)
    if os.name == "posix":
        os.execv(served[0], served)  # noqa: S606 - our own words
    return subprocess.run(served, check=False).returncode  # noqa: S603 - our own words
