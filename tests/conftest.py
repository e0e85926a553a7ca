"""What all tests share: the shipped case; no network, and the same examples every run."""

from __future__ import annotations

import pytest
from hypothesis import settings

from exported import examined
from first_case import first_report, first_story
from geo.report import Report
from geo.story.values import Story

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def report() -> Report:
    """What was found about the shipped case."""
    return first_report()


@pytest.fixture(scope="session")
def story() -> Story:
    return first_story()


@pytest.fixture
def pacific() -> Report:
    """What was found about a case that crosses the antimeridian."""
    return examined("pacific")
