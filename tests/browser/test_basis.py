"""What is reported and what is inferred, as a reader sees it, where no road is followed."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from case_files import SMALL
from small_case import examined
from webpages import rendered

ON = "  - {id: guessed, mode: road, from: dunay, to: najin, basis: inferred}\nclaims:"
DASHES = "found => found.map(line => getComputedStyle(line).strokeDasharray)"


def test_an_inferred_road_looks_like_no_reported_one(page: Page, tmp_path: Path) -> None:
    text = SMALL.replace("mode: sea", "mode: road")
    file = rendered(tmp_path, examined(tmp_path, text.replace("claims:", ON)))
    page.goto(file.as_uri())
    lines = page.locator(".stage g.leg .line")
    expect(lines).to_have_count(2)
    inferred, reported = lines.evaluate_all(DASHES)
    assert reported != inferred
    key = page.locator(".key:not(.apart) li")
    assert {"dotted: schematic", "dots in pairs: inferred, schematic"} <= set(
        key.all_inner_texts()
    )
    drawn = page.locator(".key:not(.apart) .schematic").evaluate_all(DASHES)
    assert drawn == [reported, inferred]
    stills = page.locator(".inset .s-dots")
    assert len(set(stills.evaluate_all(DASHES))) == 2
