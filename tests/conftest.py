"""What all tests share: nothing leaves the machine, and every run draws the same examples."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
