"""A ship that goes out and comes back, as a reader sees it: two lines, two numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from case_files import SMALL
from geo import case
from geo.examine import examine
from geo.story.tell import tell
from geo.web import page as web_page

BACK = "  - {id: back, mode: sea, from: dunay, to: najin, basis: reported}\nclaims:"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_way_back_hides_neither_the_way_out_nor_its_number(
    page: Page, tmp_path: Path, width: int
) -> None:
    path = tmp_path / "back.yaml"
    text = SMALL.replace("claims:", BACK)
    path.write_text(text, encoding="utf-8")
    report = examine(case.read(path))
    file = tmp_path / "back.html"
    file.write_text(web_page.render(tell(report), report), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())
    discs = page.locator("button.disc")
    expect(discs).to_have_count(2)
    one, two = (discs.nth(number).bounding_box() for number in (0, 1))
    assert one
    assert two
    apart = max(abs(one[side] - two[side]) for side in ("x", "y"))
    assert apart >= one["width"], "the discs do not meet"
    out, back = (page.locator("g.leg .line").nth(number).bounding_box() for number in (0, 1))
    assert out
    assert back
    assert 3 <= max(abs(out[side] - back[side]) for side in ("x", "y")) <= 6
