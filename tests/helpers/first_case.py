"""The shipped case, examined and told once for all tests of a process."""

from __future__ import annotations

from functools import cache

from geo import case, store
from geo.examine import examine
from geo.report import Report
from geo.story.tell import tell
from geo.story.values import Story


@cache
def first_report() -> Report:
    """Examine the shipped case."""
    return examine(case.read(store.cases()["najin-dunay-tikhoretsk"]))


@cache
def first_story(lang: str = "en", units: str = "km") -> Story:
    """Tell the shipped case."""
    return tell(first_report(), lang, units)
