"""Still pictures: nothing covered, nothing cut, nothing but text in a text."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from shapely.geometry import LineString, Point, Polygon

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
from geo.picture.labels import Label, Words
from geo.picture.layout import lay_out
from geo.picture.project import View, fit
from geo.picture.projection import suited
from geo.picture.sheet import Sheet
from geo.picture.spots import Box, around, beside
from geo.picture.widths import text_width
from geo.story.values import Name

SVG = "{http://www.w3.org/2000/svg}"
NAJIN, DUNAY = LatLon(42.2268, 130.2863), LatLon(42.890, 132.375)
DEPOT, AZOV_COAST = LatLon(45.88569, 40.04094), LatLon(47.0736, 38.1705)
HOSTILE = "<script>alert(1)</script> \"&' \u202eevil\x00 \N{PILE OF POO}"


def _kilometres(value: float) -> str:
    return f"{value:g} km"


def _scene(**changes: object) -> Inset:
    way = (NAJIN, LatLon(42.15, 130.32), LatLon(42.17, 130.6), LatLon(42.33, 130.95), DUNAY)
    scene = Inset(
        prefix="sea",
        title="Najin to Dunay by sea",
        lang="en",
        unit="km",
        scale_text=_kilometres,
        lines=(InsetLine(Mode.SEA, Basis.REPORTED, (Stretch(way),), 1),),
        places=(
            InsetPlace(NAJIN, Name("Najin", "나진", "ko"), 0.7),
            InsetPlace(DUNAY, Name("Dunay", "Дунай", "ru"), 3),
        ),
    )
    return replace(scene, **changes)  # type: ignore[arg-type]


def _border() -> Inset:
    label = ("195 km measured", "about 290 km reported")
    return _scene(
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
    return _scene(prefix="rail", lines=(line,), places=ends)


SCENES: dict[str, Callable[[], Inset]] = {"sea": _scene, "border": _border, "rail": _far}


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
    text = inset(_scene(), standalone=True)
    asked = set(re.findall(r"var\(--([\w-]+)\)", text))
    given = set(re.findall(r"--([\w-]+):", text)) | {"leg"}
    assert asked <= given


def test_hostile_text_is_nothing_but_text() -> None:
    places = (
        InsetPlace(NAJIN, Name(HOSTILE, HOSTILE, 'ko" onload="x')),
        InsetPlace(DUNAY, Name("Dunay")),
    )
    text = inset(_scene(title=HOSTILE, places=places))
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
    root = ElementTree.fromstring(inset(_scene()))
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

    text = inset(_scene(unit=unit, scale_text=tell))
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


def _crowd(count: int, spread: float) -> list[Label]:
    """Name points on a spiral, so that they crowd towards its middle."""
    labels = []
    for number in range(count):
        turn, reach = number * 2.4, spread * math.sqrt(number)
        at = (195 + reach * math.cos(turn), 110 + reach * math.sin(turn))
        words = (Words(f"Place {number}", 13, "", bold=True), Words("Место", 11.5, ""))
        labels.append(Label(words, beside(*at, 8, 2), home=at))
    return labels


@pytest.mark.parametrize(("count", "spread"), [(2, 1), (5, 6), (12, 20), (40, 14), (80, 12)])
def test_labels_never_meet_and_never_leave_the_frame(count: int, spread: float) -> None:
    frame, disc = Box(4, 4, 386, 216), around(195, 60, 11)
    sheet = Sheet(frame, taken=[disc], avoided=[LineString([(0, 0), (390, 220)])])
    sheet.place(_crowd(count, spread))
    boxes = [placed.box for placed in sheet.placed]
    assert len(boxes) >= min(count, 9)
    for one, other in itertools.combinations(boxes, 2):
        assert not one.meets(other)
    for box in boxes:
        assert box.within(frame)
        assert not box.meets(disc)


def test_a_label_rather_leaves_its_line_free() -> None:
    line = LineString([(100, 100), (300, 100)])
    sheet = Sheet(Box(0, 0, 400, 200), avoided=[line])
    sheet.place(
        [Label((Words("Dunay", 13, "", bold=True),), beside(100, 100, 8), home=(100, 100))]
    )
    box = sheet.placed[0].box
    assert not line.intersects(LineString([(box.left, box.top), (box.right, box.bottom)]))


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
    scene = _scene(lines=(), places=(InsetPlace(start, Name("Here"), 2),), measured=(line,))
    laid = lay_out(scene)
    drawn = laid.ground.borders.distance(Point(laid.view.at(found.nearest)))
    assert drawn * laid.view.metres_per_px < 150


def test_an_ocean_is_named_once() -> None:
    """From Tehran to Caracas both halves of the Atlantic are in view, each with a name."""
    ends = (LatLon(35.416, 51.152), LatLon(10.603, -66.991))
    line = InsetLine(Mode.AIR, Basis.REPORTED, (Stretch(tuple(between(*ends, 50))),), 1)
    places = (InsetPlace(ends[0], Name("Tehran")), InsetPlace(ends[1], Name("Caracas")))
    laid = lay_out(_scene(lines=(line,), places=places, width=760, height=760), suited)
    names = [placed.label.words[0].text for placed in laid.labels]
    assert names.count("Atlantic Ocean") == 1


def test_a_disputed_area_with_a_country_code_is_named_once() -> None:
    ends = (LatLon(26.325, -12.85), LatLon(27.08, -13.43))  # Bou Craa, El Marsa
    line = InsetLine(Mode.ROAD, Basis.REPORTED, (Stretch(ends, True),), 1)
    places = (InsetPlace(ends[0], Name("Bou Craa")), InsetPlace(ends[1], Name("El Marsa")))
    laid = lay_out(_scene(lines=(line,), places=places, width=460, height=236), suited)
    names = [placed.label.words[0].text.title() for placed in laid.labels]
    assert names.count("Western Sahara") == 1


def test_the_name_of_a_disputed_area_leaves_it_to_be_seen() -> None:
    """As on a map from the Gulf of Finland to Egypt, where it covered Crimea's hatching."""
    way = LatLon(59.68, 28.39), LatLon(37.0, -10.0), LatLon(31.26, 32.31)
    line = InsetLine(Mode.SEA, Basis.REPORTED, (Stretch(way),), 1)
    places = InsetPlace(way[0], Name("Ust-Luga")), InsetPlace(way[2], Name("Port Said"))
    laid = lay_out(_scene(lines=(line,), places=places, width=495, height=375), suited)
    (named,) = (p.box for p in laid.labels if p.label.words[0].text == "Crimea")
    (crimea,) = (area for of, area in laid.ground.disputed if of.names["en"] == "Crimea")
    ground = Polygon.from_bounds(named.left, named.top, named.right, named.bottom)
    assert crimea.intersection(ground).area < 0.51 * crimea.area
    assert crimea.distance(ground) < 8


def test_the_end_of_a_line_too_short_to_see_is_not_named() -> None:
    """On a map of 4,000 km "Sudan" stood in Chad: the line of 49 km is two pixels long."""
    ends = (LatLon(24.26, 55.61), LatLon(16.067, 22.833))  # Al Ain, Amdjarass
    line = InsetLine(Mode.AIR, Basis.REPORTED, (Stretch(ends),), 1)
    measured = (InsetMeasured(ends[1], LatLon(15.71, 23.11), (), ("Sudan",)),)
    for lines, named in (((line,), 0), ((), 1)):
        near = InsetPlace(ends[1], Name("Amdjarass"))
        laid = lay_out(_scene(lines=lines, places=(near,), measured=measured), suited)
        assert [placed.label.words[0].text for placed in laid.labels].count("Sudan") == named


def test_a_name_at_the_edge_stays_beside_what_it_names() -> None:
    """Moved a little to lie in the picture, it needs no thread from afar."""
    sheet = Sheet(Box(4, 4, 386, 216), taken=[around(20, 60, 2), Box(30, 57, 140, 216)])
    words = (Words("Kargil", 13, "", bold=True), Words("± 2.0 km", 11.5, ""))
    sheet.place([Label(words, beside(20, 60, 8, 2), home=(20, 60))])
    (placed,) = sheet.placed
    assert placed.label.thread(placed.box) == ()
    assert placed.box.within(sheet.frame)


def _punta_arenas() -> Inset:
    """A card's map of a line from north to south: it is but half as long as its words."""
    start = LatLon(-53.165, -70.9)
    label = ("130 km measured", "about 100 km reported")
    line = InsetMeasured(start, LatLon(-52.0, -70.9), label, ("Argentina",), country="ARG")
    here = InsetPlace(start, Name("Punta Arenas"), 1, "± 1.0 km")
    return _scene(lines=(), places=(here,), measured=(line,), width=244, height=109)


def _said(scene: Inset) -> set[str]:
    return {
        words.text for placed in lay_out(scene, suited).labels for words in placed.label.words
    }


def test_a_short_measured_line_has_its_figure_on_a_map_of_its_own() -> None:
    scene = _punta_arenas()
    assert "130 km measured" in _said(scene)
    numbered = replace(scene.measured[0], number=3)
    assert "130 km measured" not in _said(replace(scene, measured=(numbered,)))


def test_a_figure_apart_from_its_line_is_tied_to_it() -> None:
    """Beyond the arc of a flight, "834 km measured" read as the length of the flight."""
    suva, apia, nadi = (
        LatLon(-18.135, 178.425),
        LatLon(-13.827, 188.24),
        LatLon(-17.755, 177.443),
    )
    lines = (
        InsetLine(Mode.SEA, Basis.REPORTED, (Stretch((suva, apia)),), 1),
        InsetLine(Mode.SEA, Basis.REPORTED, (Stretch((apia, suva)),), 2),
        InsetLine(Mode.AIR, Basis.REPORTED, (Stretch((apia, nadi)),), 3),
    )
    label = ("834 km measured", "about 900 km reported")
    line = InsetMeasured(apia, LatLon(-16.09, 180.85), label, ("Fiji",), number=4)
    named = ((suva, "Suva"), (apia, "Apia"), (nadi, "Nadi"))
    places = tuple(InsetPlace(at, Name(name)) for at, name in named)
    scene = _scene(lines=lines, places=places, measured=(line,), width=500, height=366)
    laid = lay_out(scene, suited)
    (figure,) = (p for p in laid.labels if p.label.words[0].text == label[0])
    course = LineString(laid.measured[0].points)
    box = figure.box
    middle = Point((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    assert middle.distance(course) > 40, "between the arc and the sea there is no room"
    assert Point(figure.thread[0]).distance(course) < 8


def test_a_long_name_stands_on_three_lines_where_there_is_room_for_no_other() -> None:
    ends = LatLon(16.07, 22.78), LatLon(15.12, 22.75)  # Amdjarass, and a depot to its south
    line = InsetLine(Mode.ROAD, Basis.INFERRED, (Stretch(ends, True),), 2)
    name = Name("Depot near Bahaï and the wells of Oure Cassoni")
    places = (InsetPlace(ends[0], Name("Amdjarass")), InsetPlace(ends[1], name))
    said = _said(_scene(lines=(line,), places=places, width=244, height=104))
    assert {"Depot near Bahaï", "and the wells", "of Oure Cassoni"} <= said


def test_a_place_is_not_named_once_more_as_a_town_spelt_otherwise() -> None:
    port, bank = LatLon(45.33, 28.84), LatLon(45.3286, 28.8312)  # the town: 2 km off
    measured = (InsetMeasured(port, bank, ("0.8 km measured",), ("Romania",)),)
    scene = _scene(lines=(), places=(InsetPlace(port, Name("Izmail"), 2.0),), measured=measured)
    said = _said(scene)
    assert "Izmail" in said
    assert "Izmayil" not in said
    elsewhere = InsetPlace(LatLon(45.33, 28.70), Name("Browska"), 2.0)
    assert "Izmayil" in _said(_scene(lines=(), places=(elsewhere,), measured=measured))


def test_no_leg_hides_the_number_of_another() -> None:
    """On the way out and back the second line covered the first one's disc."""
    ways = (NAJIN, DUNAY), (DUNAY, NAJIN)
    lines = [
        InsetLine(Mode.SEA, Basis.REPORTED, (Stretch(way),), number)
        for number, way in enumerate(ways, 1)
    ]
    drawn = inset(_scene(lines=tuple(lines)))
    assert drawn.rindex("s-arrow") < drawn.index("s-disc")


def test_a_small_picture_names_both_ends_without_their_own_script() -> None:
    """As on a poster of seven cards, where the end of one card had no name."""
    scene = _scene(width=107, height=80)
    names = {words.text for placed in lay_out(scene).labels for words in placed.label.words}
    assert {"Najin", "Dunay"} <= names


def test_a_small_picture_names_both_ends_in_smaller_type_rather_than_not() -> None:
    """As on the poster of a case at Guyana's oil fields, which named neither end."""
    port, ship = LatLon(6.82, -58.165), LatLon(8.12, -57.06)
    line = InsetLine(Mode.SEA, Basis.REPORTED, (Stretch((port, ship)),), 2)
    ends = (
        InsetPlace(port, Name("Georgetown"), 2),
        InsetPlace(ship, Name("FPSO Prosperity"), 10),
    )
    said = _said(_scene(lines=(line,), places=ends, width=147, height=66))
    assert {"Georgetown", "Prosperity"} <= set(" ".join(said).split())


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("Tikhoretsk", 55, 75), ("나진", 24, 32), ("Дунай", 32, 48), ("", 0, 0), ("iiii", 8, 18)],
)
def test_the_width_of_a_text_is_about_right(text: str, least: float, most: float) -> None:
    assert least <= text_width(text, 13) <= most


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
