"""The small case, its leg by air, with claims added, and what examining it comes to."""

from __future__ import annotations

from pathlib import Path

import case_files
from geo import case
from geo.examine import examine
from geo.report import Report

SMALL = case_files.SMALL.replace("mode: sea", "mode: air")
KYIV = "{id: kyiv, lat: 50.45, lon: 30.52, radius_km: 1, names: {en: Kyiv}, basis: A map.}"


def examined(folder: Path, text: str) -> Report:
    """Examine a case by way of its file."""
    return examine(case.read(case_files.written(folder, text)))


def with_claims(*asked: str) -> str:
    """Add claims to the small case, each by its check and what else it says."""
    head = "source: paper, about: sea, asserted_by: A paper, text: Words."
    return SMALL + "".join(
        f"  - {{id: c{number}, {head}, {claim}}}\n" for number, claim in enumerate(asked)
    )


def with_place(place: str, text: str) -> str:
    """Add a place to a case."""
    return text.replace("places:\n", f"places:\n  - {place}\n")
