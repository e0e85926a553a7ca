"""What routers note of a leg, and the words in which a reader is told of it."""

from __future__ import annotations

import pytest
from geographiclib.geodesic import Geodesic

from geo.model import LatLon, Note, Stretch
from geo.routes import railnotes, seanotes
from geo.routes.course import Course
from geo.story.notes import notes
from geo.story.voice import Voice

DEGREE_KM = Geodesic.WGS84.Inverse(0, 0, 0, 1)["s12"] / 1000
"""On the equator, where a geodesic is an arc of a circle: 111.3 km."""


@pytest.mark.parametrize(
    ("note", "english", "indonesian"),
    [
        (
            Note("moved_to_water", {"km": 0.7, "end": "start"}),
            "Its start was moved 0.7 km",
            "Titik awalnya digeser 0,7 km",
        ),
        (
            Note("moved_to_water", {"km": 0.7, "end": "via"}),
            "A point on its way was moved 0.7 km",
            "Satu titik yang dilaluinya digeser 0,7 km",
        ),
        (
            Note("moved_to_water", {"km": 0.7, "end": "end"}),
            "Its end was moved 0.7 km",
            "Titik akhirnya digeser 0,7 km",
        ),
        (
            Note("countries", {"within": "RUS", "avoid": "KAZ MNG"}),
            "Kept inside Russia. Kept out of Kazakhstan, Mongolia.",
            "Tetap di dalam Rusia. Tidak memasuki Kazakhstan, Mongolia.",
        ),
        (
            Note(
                "gauge_break", {"start": "RUS", "end": "CHN", "start_mm": 1520, "end_mm": 1435}
            ),
            "from 1520 mm in Russia to 1435 mm in China",
            "dari 1520 mm di Rusia menjadi 1435 mm di Tiongkok",
        ),
        (
            Note("gauge_inside", {"country": "ESP", "start_mm": 1668, "end_mm": 1435}),
            "Inside Spain the gauge changes from 1668 mm to 1435 mm",
            "Di dalam Spanyol lebar sepur berubah dari 1668 mm menjadi 1435 mm",
        ),
        (
            Note("gauge_unsure", {"country": "KEN", "main_mm": 1435, "line_mm": 1000}),
            "main gauge of Kenya is 1435 mm, and 1000 mm on the line over its border",
            "utama Kenya 1435 mm, dan 1000 mm pada jalur yang melintasi perbatasannya",
        ),
        (Note("detour", {"ratio": 2.64}), "2.6 times the straight", "2,6 kali jarak lurusnya"),
        (Note("snapped", {"name": "Syzran", "km": 0.42}), "Syzran stands 0.42 km", "0,42 km"),
    ],
    ids=lambda value: value.code if isinstance(value, Note) else "",
)
def test_a_note_names_the_right_end_side_and_figure(
    note: Note, english: str, indonesian: str
) -> None:
    assert english in notes(Voice("en"), [note])[0]
    assert indonesian in notes(Voice("id"), [note])[0]


def _along(*degrees: float, name: str = "", schematic: bool = False) -> Stretch:
    """Make a stretch along the equator."""
    return Stretch(tuple(LatLon(0, lon) for lon in degrees), schematic=schematic, name=name)


def test_the_longest_straight_piece_of_mapped_track_is_told() -> None:
    told = [*railnotes.coarse([_along(0, 0.3, 0.9), _along(1, 3, schematic=True)])]
    assert [note.values["km"] for note in told] == [pytest.approx(0.6 * DEGREE_KM)]
    assert not [*railnotes.coarse([_along(0, 0.3, 0.7)])]
    assert notes(Voice("en"), told)[0].endswith("longest straight piece is 67 km.")


def test_straight_stretches_between_the_same_stops_are_told_together() -> None:
    pieces = [_along(0, 0.003, name="A", schematic=True), _along(1, 1.003, name="B")]
    again = _along(2, 2.003, name="A", schematic=True)
    assert not [*railnotes.schematic(pieces)], "334 m are not named"
    (told,) = railnotes.schematic([*pieces, again])
    assert told.values == {"name": "A", "km": pytest.approx(0.006 * DEGREE_KM)}


def test_what_all_courses_of_a_leg_run_over_land_is_told_together() -> None:
    bare = Course((), (), {}, 100.0, 0.0, 100.0, (), ())
    courses = [
        bare._replace(estuaries={name: 1.5, "Rhine": 1.0}) for name in ("Loire", "Seine")
    ]
    told = {note.code: note for note in seanotes.notes((0, 0), courses, (), (), None)}
    assert told["estuary"].values == {"names": "Loire; Rhine; Seine", "km": 5}


def test_what_a_way_takes_as_closed_is_told() -> None:
    told = [*seanotes.notes((0, 0), (), (), {"Suez", "Panama"}, None)]
    assert "Taken as closed: Panama Canal; Suez Canal." in notes(Voice("en"), told)
    told = [*seanotes.notes((0, 0), (), (), (), None)]
    assert not [words for words in notes(Voice("en"), told) if "closed" in words]
