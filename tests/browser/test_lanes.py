"""A ship that goes out and comes back, as a reader sees it: two lines, two numbers."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from case_files import SMALL
from small_case import examined
from webpages import rendered

BACK = "  - {id: back, mode: sea, from: dunay, to: najin, basis: reported}\nclaims:"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_way_back_hides_neither_the_way_out_nor_its_number(
    page: Page, tmp_path: Path, width: int
) -> None:
    file = rendered(tmp_path, examined(tmp_path, SMALL.replace("claims:", BACK)))
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


def test_no_inferred_leg_lies_over_a_reported_one(page: Page, tmp_path: Path) -> None:
    inferred = BACK.replace("reported", "inferred")
    file = rendered(tmp_path, examined(tmp_path, SMALL.replace("claims:", inferred)))
    page.goto(file.as_uri())
    expect(page.locator("g.leg")).to_have_count(2)
    order = page.locator("g.leg").evaluate_all("legs => legs.map((leg) => leg.dataset.leg)")
    assert order[0] == "back"


@pytest.mark.parametrize("width", [390, 1280])
def test_no_number_of_four_legs_on_one_track_covers_another(
    page: Page, tmp_path: Path, width: int
) -> None:
    again = "  - {id: again, mode: sea, from: najin, to: dunay, basis: reported}\n"
    more = again + BACK.replace("id: back", "id: home").replace("claims:", "") + BACK
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(rendered(tmp_path, examined(tmp_path, SMALL.replace("claims:", more))).as_uri())
    discs = page.locator("button.disc")
    expect(discs).to_have_count(4)
    boxes = [box for disc in discs.all() if (box := disc.bounding_box())]
    assert len(boxes) == 4
    for one, two in combinations(boxes, 2):
        apart = max(abs(one[side] - two[side]) for side in ("x", "y"))
        assert apart >= one["width"] - 1
