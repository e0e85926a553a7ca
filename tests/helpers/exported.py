"""Cases as they are exported, and read back by the tools that people use."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyogrio
from shapely import from_wkb

from case_files import HOSTILE, TESTS
from geo import case, store
from geo.examine import examine
from geo.export import FORMATS, claims
from geo.report import Report
from geo.story.tell import tell

CASES = {
    "shipped": store.cases()["najin-dunay-tikhoretsk"],
    "pacific": TESTS / "pacific.yaml",
    "hostile": HOSTILE,
}


@cache
def examined(name: str) -> Report:
    """Examine one of the cases, once."""
    return examine(case.read(CASES[name]))


def exported(
    folder: Path, report: Report, ending: str, lang: str = "en", units: str = "km"
) -> Path:
    """Write a case to a file."""
    body = FORMATS[ending](report, tell(report, lang, units))
    file = folder / f"case{ending}"
    file.write_bytes(body if isinstance(body, bytes) else body.encode())
    return file


def read(file: Path, layer: str | None) -> tuple[dict[str, Any], Any]:
    """Read a layer with GDAL: rows by column, and geometries."""
    meta, _, shapes, columns = pyogrio.raw.read(file, layer=layer)
    return dict(zip(meta["fields"], columns, strict=True)), from_wkb(shapes)


def claim_rows(report: Report, lang: str = "en") -> list[Mapping[str, str]]:
    """Read the rows of the table of claims."""
    text = claims.dumps(report, tell(report, lang))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
