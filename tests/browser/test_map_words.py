"""The words on the map: whole, apart from each other, and on the ground that they name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyproj
import pytest
from playwright.sync_api import Page, ViewportSize, expect
from shapely import Point

from geo.base.atlas import countries
from geo.drawn import coarse
from geo.report import Report
from geo.story.tell import tell
from geo.story.values import Story
from webpages import PHONE, choose, opened, rendered, sideways


def test_the_scale_is_true_at_the_latitude_it_names(shown: Page) -> None:
    choose(shown, "sea")
    text = shown.locator(".scale .text").inner_text()
    length, latitude = map(int, re.findall(r"\d+", text))
    assert "° N" in text
    assert latitude in {42, 43}
    # The sea leg is about 184 km from end to end: hold the bar against its ends.
    ends = [
        shown.locator(f"button.place[data-place={name}]").bounding_box()
        for name in ("najin", "dunay")
    ]
    assert ends[0]
    assert ends[1]
    apart = ((ends[0]["x"] - ends[1]["x"]) ** 2 + (ends[0]["y"] - ends[1]["y"]) ** 2) ** 0.5
    bar = shown.locator(".scale .length").bounding_box()
    assert bar
    assert length * apart / bar["width"] == pytest.approx(184, rel=0.03)


def test_labels_do_not_collide(shown: Page) -> None:
    for card in ("", "sea", "rail", "depot"):
        if card:
            choose(shown, card)
        boxes = shown.locator(".names text, button.disc").evaluate_all(
            """all => all.map(e => {
              const {left, top, right, bottom} = e.getBoundingClientRect();
              return [e.textContent, left, top, right, bottom];
            })"""
        )
        assert len(boxes) > 5
        for i, (name, left, top, right, bottom) in enumerate(boxes):
            for other, x0, y0, x1, y1 in boxes[:i]:
                across = min(right, x1) - max(left, x0)
                down = min(bottom, y1) - max(top, y0)
                assert across < 3 or down < 7, f"{name} covers {other} on {card or 'the whole'}"


@pytest.mark.parametrize(("lang", "units"), [("en", "km"), ("id", "nm")])
def test_what_must_be_read_lies_whole_on_a_phone_s_map(
    page: Page, report: Report, tmp_path: Path, lang: str, units: str
) -> None:
    path = rendered(tmp_path, report, tell(report, lang, units))
    page.set_viewport_size(PHONE)
    opened(page, path)
    frame = page.locator("figure.map .leaflet-container").bounding_box()
    assert frame
    words = page.locator(".names text.place, .names text.measured")
    assert words.count() >= 5
    for word in words.all():
        box = word.bounding_box()
        assert box
        for side, size in (("x", "width"), ("y", "height")):
            first, last = box[side], box[side] + box[size]
            assert frame[side] <= first, word.inner_text()
            assert last <= frame[side] + frame[size], word.inner_text()


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (PHONE, {"RUSSIA", "CHINA", "UKRAINE"}),
        ({"width": 768, "height": 900}, {"RUSSIA", "UKRAINE"}),
        ({"width": 1024, "height": 900}, {"RUSSIA", "CHINA", "UKRAINE"}),
        ({"width": 1280, "height": 900}, {"RUSSIA", "CHINA", "UKRAINE"}),
    ],
)
def test_names_of_countries_stand_on_their_ground(
    page: Page, file: Path, story: Story, size: ViewportSize, told: set[str]
) -> None:
    page.set_viewport_size(size)
    opened(page, file)
    middle = """all => all.map(e => {
      const {left, top, right, bottom} = e.getBoundingClientRect();
      return [e.dataset.place || e.textContent, (left + right) / 2, (top + bottom) / 2];
    })"""
    mercator = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    dots = page.locator("button.place.major").evaluate_all(middle)
    at = {place.id: mercator.transform(place.at.lon, place.at.lat) for place in story.places}
    pixels = np.array([spot for _, *spot in dots])
    metres = np.array([at[dots[i][0]] for i in range(len(dots))])
    (ax, bx), (ay, by) = (np.polyfit(pixels[:, k], metres[:, k], 1) for k in (0, 1))
    names = page.locator(".names :is(.country, .told)").evaluate_all(middle)
    assert told <= {name for name, *_ in names}
    ground = {country.name("en").upper(): country.iso3 for country in countries()}
    for name, x, y in names:
        spot = mercator.transform(ax * x + bx, ay * y + by, direction="INVERSE")
        assert coarse(ground[name]).contains(Point(spot)), f"{name} at {spot}"


@pytest.mark.parametrize("width", [320, 360, 390])
def test_a_popup_lies_whole_on_a_phone_s_map(page: Page, file: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, file)
    for place in ("dunay", "najin"):
        choose(page, "sea")
        page.locator(f"button.place[data-place={place}]").click()
        expect(page.locator(".leaflet-popup")).to_have_count(1)
        # The map moves until the popup is in view, if it can be.
        page.wait_for_function(
            """width => {
              const popup = document.querySelector(".leaflet-popup");
              const {left, right} = popup.getBoundingClientRect();
              return left >= 0 && right <= width - 16;
            }""",
            arg=width,
        )


@pytest.mark.parametrize("width", [320, 360])
def test_a_name_of_one_long_word_widens_neither_page_nor_map(
    page: Page, report: Report, tmp_path: Path, width: int
) -> None:
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    first, *places = report.case.places
    places = [replace(first, names={"en": name}), *places]
    found = replace(report, case=replace(report.case, places=tuple(places)))
    file = rendered(tmp_path, found)
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, file)
    assert sideways(page) == 0
    label = page.locator("text.place", has_text="Llanfair")
    expect(label).to_have_text(re.compile(r"^Llanfairpwllgwyngyll.*…$"))
    box = label.bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
