"""A story on both sides of the antimeridian, as a reader sees it."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pyproj
import pytest
from playwright.sync_api import Page, expect

from geo import case
from geo.examine import examine
from webpages import rendered

PACIFIC = Path(__file__).parents[1] / "pacific.yaml"
AT = {"anadyr": (64.73, 177.74), "adak": (51.88, 183.35)}
LAND = [(63.4, 175.5), (66.0, 181.5), (62.0, 200.0), (57.0, 161.0)]
SEA = [(58.0, 184.0), (61.0, 190.0), (55.0, 170.0), (57.5, 197.0)]
COLOUR = """([x, y]) => {
  const canvas = document.querySelector("canvas");
  const box = canvas.getBoundingClientRect();
  const scale = canvas.width / box.width;
  const spot = [(x - box.left) * scale, (y - box.top) * scale].map(Math.round);
  return [...canvas.getContext("2d").getImageData(...spot, 1, 1).data].slice(0, 3).join();
}"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    report = examine(case.read(PACIFIC))
    return rendered(tmp_path_factory.mktemp("page"), report)


def test_the_map_is_whole_and_its_land_is_land(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    dot = page.locator("button.place.major")
    expect(dot).to_have_count(2)
    expect(page.locator("g.leg .line").first).to_have_attribute("d", re.compile("^M"))
    mercator = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)

    def flat(lat: float, lon: float) -> tuple[float, float]:
        x, y = mercator.transform(0, lat)
        return x + lon * 20037508.342789244 / 180, y

    middle = """all => Object.fromEntries(all.map(e => {
      const {left, top, right, bottom} = e.getBoundingClientRect();
      return [e.dataset.place, [(left + right) / 2, (top + bottom) / 2]];
    }))"""
    at = dot.evaluate_all(middle)
    pixels = np.array([at[place] for place in AT])
    metres = np.array([flat(*spot) for spot in AT.values()])
    (ax, bx), (ay, by) = (np.polyfit(metres[:, k], pixels[:, k], 1) for k in (0, 1))
    assert ax == pytest.approx(-ay, rel=0.02)  # one scale: the places are not a world apart
    colours = {}
    for spot in [*LAND, *SEA]:
        x, y = flat(*spot)
        colours[spot] = page.evaluate(COLOUR, [ax * x + bx, ay * y + by])
    assert {colours[spot] for spot in LAND} == {"246,243,236"}, colours
    assert {colours[spot] for spot in SEA} == {"220,230,236"}, colours


def test_an_ocean_on_both_sides_is_named_once(page: Page, tmp_path: Path) -> None:
    text = PACIFIC.read_text(encoding="utf-8")
    cebu, los_angeles = (
        (("64.73", "10.3"), ("177.74", "123.9")),
        (("51.88", "34.0"), ("-176.65", "-118.2")),
    )
    for degrees, other in (*cebu, *los_angeles):
        text = text.replace(degrees, other)
    path = tmp_path / "wide.yaml"
    path.write_text(text, encoding="utf-8")
    page.goto(rendered(tmp_path, examine(case.read(path))).as_uri())
    expect(page.locator("text.water", has_text="Pacific Ocean")).to_have_count(1)
