"""One map of a case as a picture: its size, its names, its projection and its scale."""

from __future__ import annotations

import itertools
import math
from pathlib import Path
from xml.etree import ElementTree

import pytest
from shapely.geometry import Point

from first_case import first_report, first_story
from geo.errors import ExportError
from geo.geodesy import circle, distance_km
from geo.model import Basis, LatLon, Mode, Stretch
from geo.picture import canvas as sheets
from geo.picture import frame, layout
from geo.picture.discs import DISC
from geo.picture.project import Projecting, equidistant, fit
from geo.picture.projection import suited
from geo.picture.scene import InsetLine, InsetPlace
from geo.picture.spots import Box
from geo.story.tell import tell
from geo.story.values import Name
from pictures import SVG, pixels
from scenes import sea_scene
from small_case import KYIV, examined, with_claims, with_place

MAPS = ("overview", "sea", "rail", "border")


@pytest.mark.parametrize("size", [(1600, 900), (1081, 1079), (333, 777), (1200, 630)])
def test_a_picture_has_the_size_asked_for(size: tuple[int, int]) -> None:
    assert pixels(frame.frame(first_report(), first_story(), "sea", size)) == size


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("which", MAPS)
def test_a_map_names_its_places_and_covers_none(which: str, lang: str) -> None:
    scene = frame.scene(first_report(), first_story(lang), which, (640, 360))
    laid = layout.lay_out(scene, suited)
    said = " ".join(words.text for item in laid.labels for words in item.label.words)
    for place in scene.places:
        assert place.name.text in said
    discs = [leg.disc for leg in laid.legs if leg.number]
    discs += [line.disc for line in laid.measured if line.number]
    ground = [Point(at).buffer(DISC) for at in discs]
    for one, other in itertools.combinations(ground, 2):
        assert not one.intersects(other)
    dots = [Point(place.x, place.y) for place in laid.places]
    for disc, dot in itertools.product(ground, dots):
        assert disc.distance(dot) > 2
    for item in laid.labels:
        box = item.box
        for at in discs:
            assert not Box(at[0] - 9, at[1] - 9, at[0] + 9, at[1] + 9).meets(box)


def test_an_overview_names_a_place_that_is_measured_from_and_no_leg_ends_at(
    tmp_path: Path,
) -> None:
    check = "{kind: border_distance, from: kyiv, country: RUS, value: 200, unit: km}"
    text = with_place(KYIV, with_claims(f"check: {check}"))
    report = examined(tmp_path, text)
    picture = frame.frame(report, tell(report), "overview", ending=".svg")
    texts = [node.text for node in ElementTree.fromstring(picture).iter(f"{SVG}text")]
    assert {"Kyiv", "Najin", "Dunay"} <= set(texts)


def test_the_border_map_carries_its_figure() -> None:
    root = ElementTree.fromstring(
        frame.frame(first_report(), first_story(), "border", ending=".svg")
    )
    said = [node.text for node in root.iter(f"{SVG}text")]
    assert "195 km measured" in said
    assert "about 290 km reported" in said


def test_a_map_that_a_case_has_not_is_refused() -> None:
    with pytest.raises(ExportError, match=r"no map 'rial'.*rail"):
        frame.frame(first_report(), first_story(), "rial")


def test_maps_are_named_in_the_order_of_their_cards() -> None:
    assert frame.maps(first_report(), first_story()) == MAPS


@pytest.mark.parametrize(
    ("centre", "reach_km"),
    [
        (LatLon(52, 86), 3500),
        (LatLon(-33, 151), 900),
        (LatLon(52, 179.9), 2000),
        (LatLon(88, 0), 1500),
    ],
)
def test_an_overview_keeps_areas_and_bends_lengths_little(
    centre: LatLon, reach_km: float
) -> None:
    rim = circle(centre, reach_km, 24)
    view = fit(rim, 800, 800, (20, 20, 20, 20), suited(rim))
    drawn = [view.at(point) for point in rim]
    x, y = view.at(centre)
    for at in drawn:
        pixels = ((at[0] - x) ** 2 + (at[1] - y) ** 2) ** 0.5
        assert pixels * view.metres_per_px / 1000 == pytest.approx(reach_km, rel=0.04)


@pytest.mark.parametrize("projecting", [suited, equidistant])
def test_a_route_around_the_globe_has_its_projection(projecting: Projecting) -> None:
    points = [LatLon(35, 139), LatLon(30, -120), LatLon(9, -79), LatLon(40, 10), LatLon(1, 104)]
    projection, _ = projecting(points)
    assert "eqearth" in projection
    view = fit(points, 640, 360, (20, 20, 20, 20), (projection, projecting(points)[1]))
    for point in points:
        assert 0 < view.at(point)[0] < 640
    south, west, north, east = view.extent()
    assert south < 1
    assert north > 40
    assert east - west <= 360


def test_drawing_leaves_the_settings_of_matplotlib_alone() -> None:
    before = dict(sheets.matplotlib.rcParams)
    frame.frame(first_report(), first_story(), "sea", (400, 300), ".svg")
    assert dict(sheets.matplotlib.rcParams) == before


def test_a_persons_settings_of_matplotlib_do_not_show() -> None:
    plain = frame.frame(first_report(), first_story(), "sea", (400, 300), ".svg")
    own = {"text.usetex": True, "path.sketch": (1, 100, 2), "patch.antialiased": False}
    with sheets.matplotlib.rc_context(own):
        assert frame.frame(first_report(), first_story(), "sea", (400, 300), ".svg") == plain


def test_the_scale_of_a_map_is_true_in_its_middle() -> None:
    laid = layout.lay_out(
        frame.scene(first_report(), first_story(), "overview", (640, 360)), suited
    )
    view = laid.view
    one, other = LatLon(50, 86.0), LatLon(50, 88.8)
    (x0, y0), (x1, y1) = view.at(one), view.at(other)
    pixels = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    assert pixels * view.metres_per_px / 1000 == pytest.approx(
        distance_km(one, other), rel=0.005
    )


@pytest.mark.parametrize("projecting", [suited, None])
def test_a_wide_map_of_half_the_earth_does_not_smear_the_other_half(
    projecting: Projecting | None,
) -> None:
    """Beside Lobito to Baltimore, South East Asia was a streak along the edge of a disc."""
    ports = LatLon(39.25, -76.56), LatLon(-12.35, 13.55)
    line = InsetLine(Mode.AIR, Basis.REPORTED, (Stretch(ports),), 1)
    places = tuple(InsetPlace(at, Name(name)) for at, name in zip(ports, "AB", strict=True))
    scene = sea_scene(lines=(line,), places=places, measured=(), width=1017, height=257)
    view = layout.lay_out(scene, projecting, bare=True).view
    jakarta, north = LatLon(-6.2, 106.8), LatLon(-4.2, 106.8)
    east = LatLon(-6.2, 106.8 + 2 / math.cos(math.radians(6.2)))
    at = view.at(jakarta)
    tall, wide = (math.dist(at, view.at(other)) for other in (north, east))
    assert 2 / 3 < tall / wide < 3 / 2
