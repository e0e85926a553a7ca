"""What all tests share: the shipped case; no network, and the same examples every run."""

from __future__ import annotations

import pytest
from hypothesis import settings

from geo import case, store
from geo.examine import examine
from geo.report import Report
from geo.story.tell import tell
from geo.story.values import Story

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def report() -> Report:
    """What was found about the shipped case."""
    return examine(case.read(store.cases()["najin-dunay-tikhoretsk"]))


@pytest.fixture(scope="session")
def story(report: Report) -> Story:
    return tell(report, "en", "km")
