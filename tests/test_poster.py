"""Pictures in files: the size asked for, nothing covered or cut, nothing but text in a text."""

from __future__ import annotations

import itertools
import re
import struct
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from time import sleep
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from shapely.geometry import Point

from case_files import SMALL_FILE
from geo import case, store
from geo.cli import main
from geo.errors import ExportError
from geo.examine import examine
from geo.geodesy import circle, distance_km
from geo.model import LatLon
from geo.picture import canvas as sheets
from geo.picture import frame, layout, panel, poster, setting, typeface
from geo.picture.canvas import Canvas
from geo.picture.layout import DISC
from geo.picture.project import fit
from geo.picture.projection import suited
from geo.picture.spots import Box
from geo.picture.typeface import Face
from geo.report import Report
from geo.story import notices
from geo.story.tell import tell
from geo.story.values import Story

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"wide": (1600, 900), "square": (1080, 1080), "tall": (1080, 1920)}
UNITS = {"en": "km", "id": "nm"}
"""The shortest words and the longest."""
MAPS = ("overview", "sea", "rail", "border")


@cache
def _report() -> Report:
    return examine(case.read(store.cases()["najin-dunay-tikhoretsk"]))


@cache
def _story(lang: str = "en", units: str = "km") -> Story:
    return tell(_report(), lang, units)


class _Kept(Canvas):
    """Keeps the canvas that was drawn on, to see what stands where."""

    last: Canvas

    def __init__(self, size: tuple[int, int], scale: float, ending: str) -> None:
        super().__init__(size, scale, ending)
        _Kept.last = self


@cache
def _drawn(lang: str, units: str, size: tuple[int, int]) -> tuple[bytes, Canvas]:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setattr(poster, "Canvas", _Kept)
        warnings.simplefilter("error")
        svg = poster.poster(_report(), _story(lang, units), size, ".svg")
    return svg, _Kept.last


def _svg(lang: str, shape: str) -> bytes:
    return _drawn(lang, UNITS[lang], SHAPES[shape])[0]


def _pixels(png: bytes) -> tuple[int, ...]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("size", [(1600, 900), (1081, 1079), (333, 777), (1200, 630)])
def test_a_picture_has_the_size_asked_for(size: tuple[int, int]) -> None:
    assert _pixels(frame.frame(_report(), _story(), "sea", size)) == size


def test_a_poster_has_the_size_asked_for_in_both_endings() -> None:
    assert _pixels(poster.poster(_report(), _story(), (1201, 675))) == (1201, 675)
    root = ElementTree.fromstring(_svg("en", "wide"))
    assert (root.get("width"), root.get("height")) == ("1600", "900")


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("shape", SHAPES)
def test_an_svg_is_sound_and_all_vector(lang: str, shape: str) -> None:
    root = ElementTree.fromstring(_svg(lang, shape))
    assert root.get("lang") == lang
    assert root.findtext(f"{SVG}title") == _story(lang, UNITS[lang]).title
    for node in root.iter():
        assert node.tag not in (f"{SVG}image", f"{SVG}script", f"{SVG}foreignObject")
    addresses = re.findall(rb'(?:href="|url\()([^#"\')]{0,40})', _svg(lang, shape))
    assert all(address in (b"", b"data:font/woff;base64,") or address.startswith(b"data:font/")
               for address in addresses)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_poster_says_what_the_story_says(lang: str, shape: str) -> None:
    root, story = ElementTree.fromstring(_svg(lang, shape)), _story(lang, UNITS[lang])
    said = " ".join(" ".join((node.text or "").split()) for node in root.iter(f"{SVG}text"))
    row = frame.default_row(story.borders[0])
    whole = (story.title, story.verdict_line, story.viewpoint, story.source_line)
    for sentence in (*whole, *story.credits, row.word, row.label.split(" · ")[0]):
        assert " ".join(sentence.split()) in said
    for card in story.cards:
        assert card.heading in said
        assert card.figure in said
    for place in ("Najin", "나진", "Dunay", "Дунай"):
        assert place in said


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_the_same_case_gives_the_same_bytes(ending: str) -> None:
    one, other = (poster.poster(_report(), _story(), (450, 300), ending) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("lang", UNITS)
@pytest.mark.parametrize("size", [*SHAPES.values(), (1200, 630), (1200, 400), (500, 1500)])
def test_no_text_meets_another_or_leaves_the_sheet(size: tuple[int, int], lang: str) -> None:
    _, canvas = _drawn(lang, UNITS[lang], size)
    sheet = Box(0, 0, canvas.width, canvas.height)
    for words, box in canvas.texts:
        assert box.within(sheet), words
    for (words, box), (more, other) in itertools.combinations(canvas.texts, 2):
        assert not box.grown(-0.6).meets(other.grown(-0.6)), (words, more)


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("which", MAPS)
def test_a_map_names_its_places_and_covers_none(which: str, lang: str) -> None:
    scene = frame.scene(_report(), _story(lang), which, (640, 360))
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


def test_the_border_map_carries_its_figure() -> None:
    root = ElementTree.fromstring(frame.frame(_report(), _story(), "border", ending=".svg"))
    said = [node.text for node in root.iter(f"{SVG}text")]
    assert "195 km measured" in said
    assert "about 290 km reported" in said


def test_a_map_that_a_case_has_not_is_refused() -> None:
    with pytest.raises(ExportError, match=r"no map 'rial'.*rail"):
        frame.frame(_report(), _story(), "rial")


def test_maps_are_named_in_the_order_of_their_cards() -> None:
    assert frame.maps(_report(), _story()) == MAPS


HOSTILE = "<script>alert(1)</script> $x^2$ \"&' \u202eevil\x00 \N{PILE OF POO} \\frac{1}{2}"


def test_hostile_text_is_nothing_but_text() -> None:
    story = _story()
    card = replace(story.cards[0], heading=HOSTILE, figure=HOSTILE, aside=HOSTILE)
    told = replace(story, title=HOSTILE, cards=(card, *story.cards[1:]), credits=(HOSTILE,))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = poster.poster(_report(), told, (1600, 900), ".svg")
    root = ElementTree.fromstring(text)
    assert not root.findall(f".//{SVG}script")
    said = " ".join(node.text or "" for node in root.iter(f"{SVG}text"))
    assert "<script>alert(1)</script> $x^2$" in said
    assert "\u202e" not in said
    assert _pixels(poster.poster(_report(), told, (800, 450))) == (800, 450)


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("Najin", True),
        ("나진", True),
        ("Тихорецьк", True),
        ("東京", False),
        ("\U0001f6a2", False),
    ],
)
def test_a_face_tells_what_it_can_draw(text: str, can: bool) -> None:
    assert typeface.drawable(text) is can


def test_what_no_face_has_is_left_out_and_never_a_box() -> None:
    runs = typeface.runs("A \U0001f6a2\u202e나B", Face.SANS)
    assert runs == (("A ", Face.SANS), ("나", Face.KOREAN), ("B", Face.SANS))
    for run, face in runs:
        assert {ord(letter) for letter in run} <= typeface.letters(face)


def test_an_ellipsis_stands_for_words_that_no_face_has() -> None:
    text = "Claims: صحيفة الشرق, 新疆日报, 연합뉴스."
    drawn = "".join(run for run, _ in typeface.runs(text, Face.SANS))
    assert drawn == "Claims: …, …, 연합뉴스."
    assert typeface.lost(text) == ("صحيفة الشرق", "新疆日报")
    assert typeface.lost("ราชอาณาจักรไทย") == ("ราชอาณาจักรไทย",), "its vowels stand above"
    assert typeface.lost("Đà Nẵng, Київ, Αθήνα, 평양 \U0001f6a2\u202e") == ()


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "for 新疆日报, غد: no"), ("id", "untuk 新疆日报, غد: fon")]
)
def test_a_picture_says_which_words_it_has_an_ellipsis_for(lang: str, said: str) -> None:
    story = replace(_story(lang), source_line="Claims: 新疆日报, غد, Ñ, 新疆日报.")
    (told,) = notices.unwritten(story, frame.unwritten(story))
    assert said in told.replace("\u2068", "").replace("\u2069", "")
    assert not notices.unwritten(story, frame.unwritten(_story(lang)))


@pytest.mark.parametrize("face", [Face.SERIF, Face.SANS, Face.BOLD, Face.ITALIC])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_faces_have_every_letter_of_a_story(face: Face, lang: str) -> None:
    story = _story(lang)
    texts = [story.title, story.summary, story.verdict_line, story.viewpoint, *story.credits]
    texts += [part for card in story.cards for part in (card.heading, card.figure, card.aside)]
    texts += [f"{row.symbol} {row.word} {row.label}" for row in story.borders[0].rows]
    for text in texts:
        assert typeface.drawable(text, face), text


def test_a_width_is_that_of_the_outline() -> None:
    for text in ("195 km measured", "Depot near Tikhoretsk", "Дунай", "나진"):
        (outline,) = typeface.outlines(text, 20, Face.SANS)
        assert typeface.width(text, 20, Face.SANS) == pytest.approx(
            outline.get_extents().x1, abs=2.5
        )


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


def test_a_route_around_the_globe_has_its_projection() -> None:
    points = [LatLon(35, 139), LatLon(30, -120), LatLon(9, -79), LatLon(40, 10), LatLon(1, 104)]
    projection, _ = suited(points)
    assert "eqearth" in projection
    view = fit(points, 640, 360, (20, 20, 20, 20), (projection, suited(points)[1]))
    for point in points:
        assert 0 < view.at(point)[0] < 640
    south, west, north, east = view.extent()
    assert south < 1
    assert north > 40
    assert east - west <= 360


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8])
@pytest.mark.parametrize("size", [(960, 380), (700, 480), (500, 780)])
def test_cards_share_the_body_without_overlap(count: int, size: tuple[int, int]) -> None:
    body = Box(20, 100, 20 + size[0], 100 + size[1])
    overview, cells = poster.divide(body, count, 2.4)
    assert len(cells) == count
    for box in (overview, *cells):
        assert box.grown(-0.01).within(body)
    for one, other in itertools.combinations((overview, *cells), 2):
        assert not one.meets(other)


def test_drawing_leaves_the_settings_of_matplotlib_alone() -> None:
    before = dict(sheets.matplotlib.rcParams)
    frame.frame(_report(), _story(), "sea", (400, 300), ".svg")
    assert dict(sheets.matplotlib.rcParams) == before


def test_a_persons_settings_of_matplotlib_do_not_show() -> None:
    plain = frame.frame(_report(), _story(), "sea", (400, 300), ".svg")
    own = {"text.usetex": True, "path.sketch": (1, 100, 2), "patch.antialiased": False}
    with sheets.matplotlib.rc_context(own):
        assert frame.frame(_report(), _story(), "sea", (400, 300), ".svg") == plain


def test_one_thread_at_a_time_is_at_a_font(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, met = Lock(), []

    def load_char(*_: object, **__: object) -> SimpleNamespace:
        met.append(not at_work.acquire(blocking=False))
        sleep(0.01)
        if not met[-1]:
            at_work.release()
        return SimpleNamespace(horiAdvance=500)

    font = SimpleNamespace(load_char=load_char)
    monkeypatch.setattr(typeface, "_font", lambda _: font)
    with ThreadPoolExecutor(2) as threads:
        steps = list(threads.map(typeface._step.__wrapped__, "abcd", (Face.SANS,) * 4))
    assert steps == [500] * 4
    assert met == [False] * 4


def test_every_card_has_its_map() -> None:
    shown = list(panel.panels(_story()))
    assert [each.which for each in shown] == ["sea", "rail", "border"]


def _run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["export", str(SMALL_FILE), *args])
    return result.exit_code, result.output


def test_the_command_line_writes_the_size_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "card.png"
    code, said = _run("-o", str(file), "--size", "9:16", "--lang", "id")
    assert code == 0, said
    assert _pixels(file.read_bytes()) == (1080, 1920)


@pytest.mark.parametrize(
    ("size", "told"),
    [("big", "1600x900"), ("10x10", "300 to 8000"), ("4000x400", "3 times as long")],
)
def test_the_command_line_refuses_a_size_of_no_use(
    tmp_path: Path, size: str, told: str
) -> None:
    code, said = _run("-o", str(tmp_path / "card.png"), "--size", size)
    assert code == 2
    assert told in " ".join(said.split())


def test_a_size_without_a_picture_is_refused(tmp_path: Path) -> None:
    code, said = _run("-o", str(tmp_path / "case.geojson"), "--size", "1:1")
    assert code == 2
    assert "--size is for pictures" in said


def test_the_scale_of_a_map_is_true_in_its_middle() -> None:
    laid = layout.lay_out(frame.scene(_report(), _story(), "overview", (640, 360)), suited)
    view = laid.view
    one, other = LatLon(50, 86.0), LatLon(50, 88.8)
    (x0, y0), (x1, y1) = view.at(one), view.at(other)
    pixels = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    assert pixels * view.metres_per_px / 1000 == pytest.approx(
        distance_km(one, other), rel=0.005
    )


def test_the_command_line_starts_without_what_draws() -> None:
    code = "import sys, geo.cli; print({'matplotlib', 'cartopy', 'fontTools'} & {*sys.modules})"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert told.stdout.strip() == b"set()"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("lang", UNITS)
def test_no_card_drops_that_a_route_is_inferred_or_its_interval(shape: str, lang: str) -> None:
    root = ElementTree.fromstring(_svg(lang, shape))
    said = " ".join(" ".join((node.text or "").split()) for node in root.iter(f"{SVG}text"))
    for card in _story(lang, UNITS[lang]).cards:
        assert " ".join(card.aside.split()) in said


@pytest.mark.parametrize("shape", SHAPES)
def test_a_picture_of_one_leg_says_what_its_reported_length_came_to(
    tmp_path: Path, shape: str
) -> None:
    """Its ends are 183 to 190 km apart and it is open water between: 400 km differs."""
    text = SMALL_FILE.read_text(encoding="utf-8")
    check = "{kind: leg_length, leg: sea, about: true, value: 400, unit: km}"
    path = tmp_path / "leg.yaml"
    path.write_text(re.sub(r"check: .*", f"check: {check}", text), encoding="utf-8")
    report = examine(case.read(path))
    picture = poster.poster(report, tell(report), SHAPES[shape], ".svg")
    root = ElementTree.fromstring(picture)
    said = " ".join(" ".join((node.text or "").split()) for node in root.iter(f"{SVG}text"))
    assert "▲ differs about 400 km reported" in said
    assert re.search(
        r"▲ differs By sea, Najin to Dunay: 19\d km measured\. Reported \(A paper\)", said
    )
    names = [node for node in root.iter(f"{SVG}text") if node.text == "Dunay"]
    assert len(names) == 1, "one leg has one map"


@pytest.mark.parametrize("number", range(3))
def test_a_card_with_little_room_keeps_heading_figure_and_verdict(number: int) -> None:
    story = _story("id")
    each = list(panel.panels(story))[number]
    canvas, box = Canvas((400, 100), 1.0, ".svg"), Box(10, 10, 355, 66)
    laid, ground = panel.lay(_report(), story, each, box)
    panel.draw(canvas, each, box, laid, ground)
    root = ElementTree.fromstring(canvas.write("", "", "id"))
    said = " ".join(" ".join((node.text or "").split()) for node in root.iter(f"{SVG}text"))
    told = [each.card.heading, each.card.figure]
    told += [f"{found.word} {found.reported}"] if (found := each.card.finding) else []
    for words in told:
        assert " ".join(words.split()) in said


def test_a_card_of_thirteen_says_where_its_leg_leads() -> None:
    each = next(panel.panels(_story()))
    told = {"heading": "By air, Rarotonga (Avatiu) to Majuro", "figure": "about 4,443 km"}
    each = replace(each, card=replace(each.card, **told))
    canvas, box = Canvas((400, 100), 1.0, ".svg"), Box(10, 10, 157, 74)
    laid, ground = panel.lay(_report(), _story(), each, box)
    panel.draw(canvas, each, box, laid, ground)
    root = ElementTree.fromstring(canvas.write("", "", "en"))
    said = " ".join(" ".join((node.text or "").split()) for node in root.iter(f"{SVG}text"))
    assert all(words in said for words in told.values())


def test_the_words_of_a_card_too_small_for_them_stay_in_it() -> None:
    each = next(shown for shown in panel.panels(_story()) if shown.card.finding)
    heading = (
        "By rail, New Kapiri Mposhi station of the Tanzania Zambia railway to Dar es Salaam"
    )
    each = replace(each, card=replace(each.card, heading=heading))
    canvas, box = Canvas((400, 100), 1.0, ".svg"), Box(10, 10, 170, 66)
    laid, ground = panel.lay(_report(), _story(), each, box)
    panel.draw(canvas, each, box, laid, ground)
    words = {" ".join(node.text.split()): float(node.get("y"))
             for node in ElementTree.fromstring(canvas.write("", "", "en")).iter(f"{SVG}text")
             if node.text}  # fmt: skip
    assert {each.card.figure, f"{each.card.finding.symbol} {each.card.finding.word}"} <= set(
        words
    )
    assert any(text.startswith("By rail") for text in words)
    assert max(words.values()) <= box.bottom


@pytest.mark.parametrize(
    ("heading", "end"),
    [
        ("By road, Addis Ababa to Mekelle", "to Mekelle"),
        ("By road, Bou Craa to El Marsa", "to El Marsa"),
        ("Lewat laut, Teluk Lakonia ke Ningbo", "ke Ningbo"),
    ],
)
def test_a_heading_breaks_before_a_name_and_not_within_one(heading: str, end: str) -> None:
    room = 1.1 * typeface.width(heading.removesuffix(f" {end}"), 13, Face.BOLD)
    lines = setting.balanced([setting.Span(heading, Face.BOLD, "")], 13, room)
    assert ["".join(span.text for span in line.spans) for line in lines][1:] == [end]
