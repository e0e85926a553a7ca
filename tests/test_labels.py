"""Labels on still pictures: they never meet, and stand by what they name."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, Polygon

from geo.model import Basis, LatLon, Mode, Stretch
from geo.picture.inset import (
    Inset,
    InsetLine,
    InsetMeasured,
    InsetPlace,
    inset,
)
from geo.picture.labels import Label, Words
from geo.picture.layout import lay_out
from geo.picture.projection import suited
from geo.picture.sheet import Sheet
from geo.picture.spots import Box, around, beside
from geo.picture.widths import text_width
from geo.story.values import Name
from scenes import DUNAY, NAJIN, sea_scene


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


def test_the_end_of_a_line_too_short_to_see_is_not_named() -> None:
    """On a map of 4,000 km "Sudan" stood in Chad: the line of 49 km is two pixels long."""
    ends = (LatLon(24.26, 55.61), LatLon(16.067, 22.833))  # Al Ain, Amdjarass
    line = InsetLine(Mode.AIR, Basis.REPORTED, (Stretch(ends),), 1)
    measured = (InsetMeasured(ends[1], LatLon(15.71, 23.11), (), ("Sudan",)),)
    for lines, named in (((line,), 0), ((), 1)):
        near = InsetPlace(ends[1], Name("Amdjarass"))
        laid = lay_out(sea_scene(lines=lines, places=(near,), measured=measured), suited)
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
    return sea_scene(lines=(), places=(here,), measured=(line,), width=244, height=109)


def _said(scene: Inset) -> set[str]:
    return {
        words.text for placed in lay_out(scene, suited).labels for words in placed.label.words
    }


def test_a_short_measured_line_has_its_figure_on_a_map_of_its_own() -> None:
    scene = _punta_arenas()
    assert "130 km measured" in _said(scene)
    numbered = replace(scene.measured[0], number=3)
    assert "130 km measured" not in _said(replace(scene, measured=(numbered,)))


def test_a_small_map_names_both_ends_rather_than_say_the_figure() -> None:
    """The card says the figure too, but names the place nowhere else."""
    shoal = LatLon(9.74, 115.87)
    label = ("410 km measured", "at least 600 km reported")
    line = InsetMeasured(shoal, LatLon(8.88, 112.26), label, ("Spratly Islands (Vietnam)",))
    places = (InsetPlace(shoal, Name("Second Thomas Shoal"), 5, "± 5 km"),)
    said = _said(sea_scene(lines=(), places=places, measured=(line,), width=164, height=79))
    assert {"Second Thomas Shoal", "Spratly Islands (Vietnam)"} <= said


def test_each_side_of_a_border_bears_its_own_name() -> None:
    """The name "South Korea" stood on Kaesong's side of the line, "Kaesong" on the other."""
    kaesong, border = LatLon(37.97, 126.55), LatLon(37.9574, 126.6709)
    label = ("11 km measured", "8 km reported")
    line = InsetMeasured(kaesong, border, label, ("South Korea",), country="KOR")
    place = InsetPlace(kaesong, Name("Kaesong", "개성", "ko"), 10, "± 10 km")
    laid = lay_out(
        sea_scene(lines=(), places=(place,), measured=(line,), width=177, height=104), suited
    )
    (start, end) = laid.measured[0].points[[0, -1]]
    middles = {
        placed.label.words[0].text: (placed.box.left + placed.box.right) / 2
        for placed in laid.labels
    }
    assert start[0] < end[0], "the border runs to its east"
    assert middles["Kaesong"] < end[0] < middles["South"], middles


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
    scene = sea_scene(lines=lines, places=places, measured=(line,), width=500, height=366)
    laid = lay_out(scene, suited)
    (figure,) = (p for p in laid.labels if p.label.words[0].text == label[0])
    course = LineString(laid.measured[0].points)
    box = figure.box
    middle = Point((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    assert middle.distance(course) > 40, "between the arc and the sea there is no room"
    assert Point(figure.thread[0]).distance(course) < 8


def test_no_line_parts_a_figure_from_its_own() -> None:
    """Beside the line to Malaysia, "197 km measured" read as how far that is."""
    shoal, bay = LatLon(9.74, 115.87), LatLon(10.07, 118.76)
    lines = (InsetLine(Mode.SEA, Basis.REPORTED, (Stretch((bay, shoal)),), 1),)
    ends = {
        "197 km": (LatLon(8.73, 117.34), "Philippines"),
        "36 km": (LatLon(9.90, 115.58), "China"),
        "410 km": (LatLon(8.88, 112.26), "Vietnam"),
        "291 km": (LatLon(7.36, 117.0), "Malaysia"),
    }
    measured = tuple(
        InsetMeasured(shoal, at, (f"{km} measured", "about 200 km reported"), (name,), number=n)
        for n, (km, (at, name)) in enumerate(ends.items(), 2)
    )
    names = ((shoal, "Second Thomas Shoal"), (bay, "Oyster Bay"))
    places = tuple(InsetPlace(at, Name(name)) for at, name in names)
    laid = lay_out(
        sea_scene(lines=lines, places=places, measured=measured, width=462, height=336), suited
    )
    courses = {
        line.label[0]: LineString(found.points)
        for line, found in zip(measured, laid.measured, strict=True)
    }
    figures = [placed for placed in laid.labels if placed.label.words[0].text in courses]
    assert len(figures) > 1
    for placed in figures:
        words = placed.label.words[0].text
        home = courses[words].interpolate(0.5, normalized=True)
        way = LineString((home, placed.box.nearest(home.x, home.y)))
        parting = [w for w, course in courses.items() if w != words and course.intersects(way)]
        assert placed.thread or not parting, words


def test_a_long_name_stands_on_three_lines_where_there_is_room_for_no_other() -> None:
    ends = LatLon(16.07, 22.78), LatLon(15.12, 22.75)  # Amdjarass, and a depot to its south
    line = InsetLine(Mode.ROAD, Basis.INFERRED, (Stretch(ends, True),), 2)
    name = Name("Depot near Bahaï and the wells of Oure Cassoni")
    places = (InsetPlace(ends[0], Name("Amdjarass")), InsetPlace(ends[1], name))
    said = _said(sea_scene(lines=(line,), places=places, width=244, height=104))
    assert {"Depot near Bahaï", "and the wells", "of Oure Cassoni"} <= said


def test_a_place_is_not_named_once_more_as_a_town_spelt_otherwise() -> None:
    port, bank = LatLon(45.33, 28.84), LatLon(45.3286, 28.8312)  # the town: 2 km off
    measured = (InsetMeasured(port, bank, ("0.8 km measured",), ("Romania",)),)
    scene = sea_scene(
        lines=(), places=(InsetPlace(port, Name("Izmail"), 2.0),), measured=measured
    )
    said = _said(scene)
    assert "Izmail" in said
    assert "Izmayil" not in said
    elsewhere = InsetPlace(LatLon(45.33, 28.70), Name("Browska"), 2.0)
    assert "Izmayil" in _said(sea_scene(lines=(), places=(elsewhere,), measured=measured))


def test_no_leg_hides_the_number_of_another() -> None:
    """On the way out and back the second line covered the first one's disc."""
    ways = (NAJIN, DUNAY), (DUNAY, NAJIN)
    lines = [
        InsetLine(Mode.SEA, Basis.REPORTED, (Stretch(way),), number)
        for number, way in enumerate(ways, 1)
    ]
    drawn = inset(sea_scene(lines=tuple(lines)))
    assert drawn.rindex("s-arrow") < drawn.index("s-disc")


def test_a_small_picture_names_both_ends_without_their_own_script() -> None:
    """As on a poster of seven cards, where the end of one card had no name."""
    scene = sea_scene(width=107, height=80)
    names = {words.text for placed in lay_out(scene).labels for words in placed.label.words}
    assert {"Najin", "Dunay"} <= names


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("Tikhoretsk", 55, 75), ("나진", 24, 32), ("Дунай", 32, 48), ("", 0, 0), ("iiii", 8, 18)],
)
def test_the_width_of_a_text_is_about_right(text: str, least: float, most: float) -> None:
    assert least <= text_width(text, 13) <= most


def test_the_name_of_a_disputed_area_leaves_it_to_be_seen() -> None:
    """As on a map from the Gulf of Finland to Egypt, where it covered Crimea's hatching."""
    way = LatLon(59.68, 28.39), LatLon(37.0, -10.0), LatLon(31.26, 32.31)
    line = InsetLine(Mode.SEA, Basis.REPORTED, (Stretch(way),), 1)
    places = InsetPlace(way[0], Name("Ust-Luga")), InsetPlace(way[2], Name("Port Said"))
    laid = lay_out(sea_scene(lines=(line,), places=places, width=495, height=375), suited)
    (named,) = (p.box for p in laid.labels if p.label.words[0].text == "Crimea")
    (crimea,) = (area for of, area in laid.ground.disputed if of.names["en"] == "Crimea")
    ground = Polygon.from_bounds(named.left, named.top, named.right, named.bottom)
    assert crimea.intersection(ground).area < 0.51 * crimea.area
    assert crimea.distance(ground) < 8


def test_a_small_picture_names_both_ends_in_smaller_type_rather_than_not() -> None:
    """As on the poster of a case at Guyana's oil fields, which named neither end."""
    port, ship = LatLon(6.82, -58.165), LatLon(8.12, -57.06)
    line = InsetLine(Mode.SEA, Basis.REPORTED, (Stretch((port, ship)),), 2)
    ends = (
        InsetPlace(port, Name("Georgetown"), 2),
        InsetPlace(ship, Name("FPSO Prosperity"), 10),
    )
    said = _said(sea_scene(lines=(line,), places=ends, width=147, height=66))
    assert {"Georgetown", "Prosperity"} <= set(" ".join(said).split())


@pytest.mark.parametrize("size", [(160, 120), (159, 70), (180, 110), (220, 130)])
def test_no_name_stands_nearer_to_another_place_than_to_its_own(size: tuple[int, int]) -> None:
    """Each of two names stood by the other's dot, a thread leading to its own."""
    hit, anchor = LatLon(12.74, 43.25), LatLon(13.05, 43.05)
    scene = sea_scene(
        lines=(InsetLine(Mode.SEA, Basis.INFERRED, (Stretch((hit, anchor)),), 2),),
        places=(
            InsetPlace(hit, Name("Where she was hit"), 8),
            InsetPlace(anchor, Name("Where she lay at anchor"), 10),
        ),
        width=size[0],
        height=size[1],
    )
    laid = lay_out(scene, suited)
    dots = [(place.x, place.y) for place in laid.places]
    named = [placed for placed in laid.labels if placed.label.home in dots]
    assert named
    for placed in named:
        far = {at: math.dist(placed.box.nearest(*at), at) for at in dots}
        assert far[placed.label.home] <= min(far.values()) + 4
