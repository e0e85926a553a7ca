"""Work in a process of its own gives what it gives here, and fails as it fails here."""

from __future__ import annotations

import subprocess
import sys
import threading
from os import getpid

import pytest

from geo.apart import Apart

STEPS = """
def work(step):
    step("one")
    step("two")
    return os.getpid()
steps = []
print(Apart(work).result(steps.append) != os.getpid(), steps)
"""
PROBLEM = """
def work(step):
    raise CaseError([Problem("case.yaml", 7, "legs", f"{os.getpid() != here}")])
try:
    Apart(work).result()
except CaseError as error:
    print(error.problems[0].message, error.problems[0].line)
"""
DEATH = """
def work(step):
    if os.getpid() != here:
        print("died", flush=True)
        os._exit(9)
    return "done here"
print(Apart(work).result())
"""
REFUSED = """
def refuse():
    raise BlockingIOError("too many processes")
os.fork = refuse
print(Apart(lambda step: os.getpid() == here).result())
"""
ORPHAN = """
def work(step):
    while os.getppid() == here:
        time.sleep(0.01)
    step("x" * 2**20)  # more than a pipe holds
Apart(work)
os._exit(9)
"""
BEGIN = """
import os
import time
from geo.apart import Apart
from geo.errors import CaseError, Problem
here = os.getpid()
"""


# Each in a process that has no other thread, as one that has forks nothing.
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
@pytest.mark.parametrize(
    ("script", "told"),
    [
        pytest.param(STEPS, "True ['one', 'two']\n", id="steps and result come back"),
        pytest.param(PROBLEM, "True 7\n", id="a problem comes back as it was raised"),
        pytest.param(REFUSED, "True\n", id="what may not fork does the work itself"),
        pytest.param(DEATH, "died\ndone here\n", id="who dies leaves the work to the other"),
    ],
)
def test_work_is_done_in_another_process(script: str, told: str) -> None:
    found = subprocess.run(
        [sys.executable, "-c", BEGIN + script], check=False, capture_output=True, text=True
    )
    assert found.stdout == told, found.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_work_ends_where_who_waits_for_it_is_killed():
    # What is read ends with the last process that may write; else it is a hang, not slowness.
    found = subprocess.run(
        [sys.executable, "-c", BEGIN + ORPHAN],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (found.returncode, found.stderr) == (9, "")


def test_beside_another_thread_nothing_is_forked():
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert Apart(lambda step: getpid()).result() == getpid()
    finally:
        over.set()
        thread.join()
