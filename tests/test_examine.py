"""Small cases, examined: what becomes of a claim from the file to the words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo import case
from geo.examine import examine
from geo.export import claims
from geo.measured import as_json
from geo.model import Verdict
from geo.report import Report
from geo.story.tell import tell

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
SMALL = SMALL.replace("mode: sea", "mode: air")


def _examined(folder: Path, text: str) -> Report:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return examine(case.read(path))


def _with(*asked: str) -> str:
    """Add claims to the small case, each by its check and what else it says."""
    head = "source: paper, about: sea, asserted_by: A paper, text: Words."
    return SMALL + "".join(
        f"  - {{id: c{number}, {head}, {claim}}}\n" for number, claim in enumerate(asked)
    )


@pytest.mark.parametrize(("lang", "words"), [("en", "less than a day"), ("id", "satu hari")])
def test_a_voyage_of_hours_is_not_held_to_a_whole_day(
    lang: str, words: str, tmp_path: Path
) -> None:
    dates = "leg: sea, start: 2023-09-01, end: 2023-09-02"
    report = _examined(
        tmp_path, _with(f"check: {{kind: speed, {dates}, value: 280, unit: km_per_day}}")
    )
    told = tell(report, lang)
    (found,) = (found for found in report.claims if found.claim.id == "c0")
    assert found.verdict is Verdict.COMPATIBLE
    assert words in told.table[-1].sentence
    given = json.loads(json.dumps(as_json(report, told), allow_nan=False))["claims"][-1]
    assert given["measured"]["high"] is None
    assert list(claims.rows(report, told))[-1]["measured_high"] is None
