"""Still pictures: nothing covered, nothing cut, nothing but text in a text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from shapely.geometry import Point

from geo import borders
from geo.base import select
from geo.geodesy import between, direct, distance_km
from geo.model import Basis, LatLon, Mode, Stretch
from geo.picture import ground as earth
from geo.picture.inset import (
    Inset,
    InsetLine,
    InsetMeasured,
    InsetPlace,
    inset,
    inset_css,
)
from geo.picture.layout import lay_out
from geo.picture.project import View, fit
from geo.picture.projection import suited
from geo.story.values import Name
from pictures import SVG
from scenes import DUNAY, NAJIN, sea_scene

DEPOT, AZOV_COAST = LatLon(45.88569, 40.04094), LatLon(47.0736, 38.1705)
HOSTILE = "<script>alert(1)</script> \"&' \u202eevil\x00 \N{PILE OF POO}"


def _border() -> Inset:
    label = ("195 km measured", "about 290 km reported")
    return sea_scene(
        prefix="border",
        lines=(),
        places=(InsetPlace(DEPOT, Name("Depot"), 1.5, "± 1.5 km"),),
        measured=(InsetMeasured(DEPOT, AZOV_COAST, label, ("Azov coast", "Donetsk region")),),
        height=220,
    )


def _far() -> Inset:
    way = (DUNAY, LatLon(48.5, 135.1), LatLon(54, 124), LatLon(52, 105), LatLon(55, 73), DEPOT)
    ends = (InsetPlace(DUNAY, Name("Dunay")), InsetPlace(DEPOT, Name("Depot near Tikhoretsk")))
    line = InsetLine(Mode.RAIL, Basis.INFERRED, (Stretch(way[:2], True), Stretch(way[1:])), 2)
    return sea_scene(prefix="rail", lines=(line,), places=ends)


SCENES: dict[str, Callable[[], Inset]] = {"sea": sea_scene, "border": _border, "rail": _far}


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_is_sound_and_carries_no_style_nor_script(name: str) -> None:
    scene = SCENES[name]()
    root = ElementTree.fromstring(inset(scene))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == scene.title
    for node in root.iter():
        assert node.tag not in (f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject")
        assert not [key for key in node.attrib if key == "style" or key.startswith("on")]
        assert node.get("id", scene.prefix).startswith(scene.prefix)


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_is_small_and_always_the_same(name: str) -> None:
    text = inset(SCENES[name]())
    assert len(text.encode()) <= 14_000
    assert text == inset(SCENES[name]())


@pytest.mark.parametrize("name", SCENES)
def test_every_class_of_a_picture_has_its_rule(name: str) -> None:
    root = ElementTree.fromstring(inset(SCENES[name]()))
    used = {cls for node in root.iter() for cls in node.get("class", "").split()}
    known = set(re.findall(r"\.([a-z][\w-]*)", inset_css()))
    assert used <= known | {"s-measured"}


def test_a_file_of_its_own_carries_every_colour() -> None:
    text = inset(sea_scene(), standalone=True)
    asked = set(re.findall(r"var\(--([\w-]+)\)", text))
    given = set(re.findall(r"--([\w-]+):", text)) | {"leg"}
    assert asked <= given


def test_hostile_text_is_nothing_but_text() -> None:
    places = (
        InsetPlace(NAJIN, Name(HOSTILE, HOSTILE, 'ko" onload="x')),
        InsetPlace(DUNAY, Name("Dunay")),
    )
    text = inset(sea_scene(title=HOSTILE, places=places))
    root = ElementTree.fromstring(text)
    assert not root.findall(f".//{SVG}script")
    assert "\x00" not in text
    said = "".join(root.itertext())
    assert "<script>alert(1)</script>" in said
    assert not any("onload" in node.attrib for node in root.iter())


@pytest.mark.parametrize("name", SCENES)
def test_names_of_places_are_on_the_picture(name: str) -> None:
    scene = SCENES[name]()
    root = ElementTree.fromstring(inset(scene))
    texts = [node.text for node in root.iter(f"{SVG}text")]
    for place in scene.places:
        assert place.name.text in texts
    for line in scene.measured:
        assert set(line.label) | set(line.end_name) <= set(texts)


def test_own_script_tells_its_language() -> None:
    root = ElementTree.fromstring(inset(sea_scene()))
    tongues = {node.text: node.get("lang") for node in root.iter(f"{SVG}text")}
    assert tongues["나진"] == "ko"
    assert tongues["Najin"] is None


def test_the_border_picture_names_the_country_measured_to() -> None:
    root = ElementTree.fromstring(inset(_border()))
    texts = {node.text for node in root.iter(f"{SVG}text")}
    assert {"UKRAINE", "RUSSIA"} <= texts


@pytest.mark.parametrize(("unit", "kilometres"), [("km", 1.0), ("mi", 1.609344), ("nm", 1.852)])
def test_the_scale_bar_is_as_long_as_it_says(unit: str, kilometres: float) -> None:
    said: list[float] = []

    def tell(value: float) -> str:
        said.append(value)
        return f"{value:g}"

    text = inset(sea_scene(unit=unit, scale_text=tell))
    bar = re.search(r'class="s-bar" d="M[^"]*h([\d.]+)v', text)
    assert bar
    view = fit([NAJIN, DUNAY], 390, 200, (34, 40, 34, 40))
    drawn_px = float(bar.group(1))
    rough_px = said[0] * kilometres * 1000 / view.metres_per_px
    assert drawn_px == pytest.approx(rough_px, rel=0.25)
    assert said[0] in {step * 10**power for step in (1, 2, 5) for power in range(-1, 4)}


@pytest.mark.parametrize(
    ("centre", "span_km"),
    [
        (NAJIN, 60),
        (LatLon(-33.85, 151.3), 400),
        (LatLon(52, 179.9), 300),
        (LatLon(88, 10), 200),
    ],
)
def test_a_kilometre_is_a_kilometre_in_every_direction(centre: LatLon, span_km: float) -> None:
    rim = [direct(centre, bearing, span_km / 2) for bearing in range(0, 360, 30)]
    view = fit([centre, *rim], 400, 300, (20, 20, 20, 20))
    middle = view.at(centre)
    for point in rim:
        drawn = math.dist(middle, view.at(point)) * view.metres_per_px / 1000
        assert drawn == pytest.approx(distance_km(centre, point), rel=0.003)


def test_what_must_be_seen_is_inside_the_frame() -> None:
    points = [LatLon(35.4, 139.7), LatLon(48, 190), LatLon(47.6, -122.4)]
    view = fit(points, 400, 200, (30, 40, 30, 40))
    for point in points:
        x, y = view.at(point)
        assert 39 < x < 361
        assert 29 < y < 171
    south, west, north, east = view.extent()
    assert south < 35.4
    assert west < 139.7
    assert east > 237.6
    assert north > 48


@pytest.mark.parametrize(
    ("start", "country"),
    [
        (LatLon(54.71, 20.51), "POL"),
        (LatLon(44.22, 80.40), "CHN"),
        (LatLon(34.557, 76.126), "PAK"),
    ],
)
def test_a_measured_line_ends_on_the_border_that_is_drawn(start: LatLon, country: str) -> None:
    """From Kaliningrad, Khorgos and Kargil it ended 2 to 3 km beside it."""
    found = borders.measure(start, country)
    line = InsetMeasured(start, found.nearest, (), country=country, line=found.line)
    scene = sea_scene(lines=(), places=(InsetPlace(start, Name("Here"), 2),), measured=(line,))
    laid = lay_out(scene)
    drawn = laid.ground.borders.distance(Point(laid.view.at(found.nearest)))
    assert drawn * laid.view.metres_per_px < 150


def test_an_ocean_is_named_once() -> None:
    """From Tehran to Caracas both halves of the Atlantic are in view, each with a name."""
    ends = (LatLon(35.416, 51.152), LatLon(10.603, -66.991))
    line = InsetLine(Mode.AIR, Basis.REPORTED, (Stretch(tuple(between(*ends, 50))),), 1)
    places = (InsetPlace(ends[0], Name("Tehran")), InsetPlace(ends[1], Name("Caracas")))
    laid = lay_out(sea_scene(lines=(line,), places=places, width=760, height=760), suited)
    names = [placed.label.words[0].text for placed in laid.labels]
    assert names.count("Atlantic Ocean") == 1


def test_a_disputed_area_with_a_country_code_is_named_once() -> None:
    ends = (LatLon(26.325, -12.85), LatLon(27.08, -13.43))  # Bou Craa, El Marsa
    line = InsetLine(Mode.ROAD, Basis.REPORTED, (Stretch(ends, True),), 1)
    places = (InsetPlace(ends[0], Name("Bou Craa")), InsetPlace(ends[1], Name("El Marsa")))
    laid = lay_out(sea_scene(lines=(line,), places=places, width=460, height=236), suited)
    names = [placed.label.words[0].text.title() for placed in laid.labels]
    assert names.count("Western Sahara") == 1


def test_a_picture_that_reaches_beyond_the_pole_is_drawn() -> None:
    view = View(
        projection="+proj=laea +ellps=WGS84 +lon_0=87.57830787341885 +lat_0=50.0074974746702",
        lon_0=87.57830787341885,
        metres_per_px=56708.27575554765,
        left=-5172580.829334962,
        top=4395726.7343882015,
        width=182.6973782003754,
        height=131.86620458411556,
    )
    sharp = 0.5 * view.metres_per_px / 111_000
    drawn = earth.project(select((), view.extent(), sharp=sharp, beyond=False), view)
    assert drawn.land.is_valid
    assert not drawn.land.is_empty
