"""The faces of pictures: which letters they have, how wide words are, what is left out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Lock
from time import sleep
from types import SimpleNamespace

import pytest

from first_case import first_story
from geo.picture import frame, typeface
from geo.picture.typeface import Face
from geo.story import notices


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
    assert typeface.lost("الحُديدة العبّارة") == ("الحُديدة العبّارة",), "vowels and doublings"
    assert typeface.lost("Đà Nẵng, Київ, Αθήνα, 평양 \U0001f6a2\u202e") == ()


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "for 新疆日报, غد: no"), ("id", "untuk 新疆日报, غد: fon")]
)
def test_a_picture_says_which_words_it_has_an_ellipsis_for(lang: str, said: str) -> None:
    story = replace(first_story(lang), source_line="Claims: 新疆日报, غد, Ñ, 新疆日报.")
    (told,) = notices.unwritten(story, frame.unwritten(story))
    assert said in told.replace("\u2068", "").replace("\u2069", "")
    assert not notices.unwritten(story, frame.unwritten(first_story(lang)))
    first, *others = story.places
    named = replace(first, name=replace(first.name, text="Najin غد"))
    assert frame.unwritten(replace(first_story(lang), places=(named, *others))) == ("غد",)


@pytest.mark.parametrize("face", [Face.SERIF, Face.SANS, Face.BOLD, Face.ITALIC])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_faces_have_every_letter_of_a_story(face: Face, lang: str) -> None:
    story = first_story(lang)
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
