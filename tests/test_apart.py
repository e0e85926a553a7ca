"""Work in a process of its own gives what it gives here, and fails as it fails here."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from geo.apart import Apart
from geo.case import read
from geo.errors import CaseError, Problem
from geo.store import cases
from geo.survey import survey

ALONE = """
import os
from geo.apart import Apart
def work(step):
    step("one")
    step("two")
    return os.getpid()
steps = []
print(Apart(work).result(steps.append) != os.getpid(), steps)
"""


def test_steps_and_result_come_from_another_process():
    found = subprocess.run(
        [sys.executable, "-c", ALONE], check=False, capture_output=True, text=True
    )
    assert found.stdout == f"{sys.platform == 'linux'} ['one', 'two']\n", found.stderr


def test_a_problem_comes_back_as_it_was_raised():
    def work(step):
        raise CaseError([Problem("case.yaml", 7, "legs", "is wrong")])

    with pytest.raises(CaseError) as raised:
        Apart(work).result()
    assert [problem.line for problem in raised.value.problems] == [7]


def test_a_process_that_dies_leaves_the_work_to_this_one():
    here = os.getpid()

    def work(step):
        if os.getpid() != here:
            os._exit(9)
        return "done here"

    assert Apart(work).result() == "done here"


def test_beside_another_thread_nothing_is_forked():
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert Apart(lambda step: os.getpid()).result() == os.getpid()
    finally:
        over.set()
        thread.join()


def test_a_survey_apart_is_the_survey():
    case = read(cases()["najin-dunay-tikhoretsk"])
    assert Apart(lambda step: survey(case, step)).result() == survey(case)
