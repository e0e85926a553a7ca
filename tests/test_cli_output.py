"""What the command line does where its output, or the person, stops it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from command import run


@pytest.mark.parametrize(
    "encoding", ["ascii", "ascii:surrogateescape", "latin-1", "cp1252", "utf-8"]
)
def test_what_a_terminal_has_no_sign_for_stops_nothing(encoding: str) -> None:
    def dateline(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", "from geo.cli import run; run()", *arguments],
            env={**os.environ, "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=True,
        ).stdout.decode(code)

    code = encoding.partition(":")[0]
    asked = ("distance", "JPN", "45,140")
    exact = run(*asked).stdout
    assert "–" in exact
    assert dateline(*asked) == exact.encode(code, "replace").decode(code)
    exact = run(*asked, "--json").stdout
    assert "’" in exact
    assert json.loads(dateline(*asked, "--json")) == json.loads(exact)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize(
    "asked",
    [["distance", "UKR", "45,40"], ["distance", "UKR", "45,40", "--json"], ["--help"]],
)
def test_a_full_disk_under_what_is_told_is_a_sentence(asked: list[str]) -> None:
    words = [sys.executable, "-c", "from geo.cli import run; run()"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*words, *asked],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr == "What is told cannot be written: No space left on device.\n"


def test_an_interrupt_while_the_command_starts_is_no_traceback() -> None:
    words = """
import sys

class Interrupted:
    def find_spec(self, name, *_):
        if name == "geo.cli.commands":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupted())
from geo.cli import run
"""
    ended = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (1, "\nAborted!\n")


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="a shell that closes an output")
@pytest.mark.parametrize("more", ["", "--json"])
def test_a_closed_output_is_no_traceback(more: str) -> None:
    command = (
        f'"{sys.executable}" -c "from geo.cli import run; run()" distance UKR 45,40 {more}'
    )
    ended = subprocess.run(
        ["/bin/sh", "-c", f"exec {command} >&-"],
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in ended.stderr
