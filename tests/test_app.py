"""The app, run without a browser: what its controls and its address do to the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from case_files import SMALL
from geo import launch

APP = Path(__file__).parents[1] / "app.py"
CASE = Path(__file__).parents[1] / "data" / "cases" / "najin-dunay-tikhoretsk.yaml"


def opened(**address: str) -> AppTest:
    """Open the app at an address."""
    app = AppTest.from_file(APP, default_timeout=120)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def shown(app: AppTest) -> dict[str, Any]:
    """Give what the frame was told to show."""
    assert not app.exception
    (frame,) = app.get("bidi_component")
    return json.loads(frame.proto.json)


def test_it_opens_on_the_first_case() -> None:
    app = opened()
    assert "195 km" in shown(app)["page"]
    assert not app.error
    assert not app.query_params


def test_it_opens_on_the_case_that_it_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    monkeypatch.setattr(launch, "_GIVEN", {"mine.yaml": file})
    file.write_text(SMALL, encoding="utf-8")
    app = opened()
    assert '"id":"small"' in shown(app)["page"]
    assert app.selectbox(key="case_en").options[1].startswith("From Najin")
    file.write_text(SMALL.replace("lat: 42.2268", "lat: **142**", 1), encoding="utf-8")
    app.run()
    assert not app.exception
    name, problem = app.text
    assert (name.value, "Line " in problem.value) == ("mine.yaml", True)
    file.unlink()
    app.run()
    assert not app.exception
    assert app.text[1].value.startswith("The file cannot be read: ")


def test_a_language_changes_page_and_controls() -> None:
    app = opened()
    app.button_group(key="lang").set_value("id").run()
    page = shown(app)["page"]
    assert '<html lang="id">' in page
    assert app.selectbox(key="case_id").label == "Kasus"
    assert app.query_params == {"lang": "id"}


def test_a_window_of_another_language_leaves_the_words_of_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What a component's name stands for is the same in all windows of the app.
    known: dict[str, set[str]] = {}
    component = st.components.v2.component

    def register(name: str, **parts: str) -> object:
        known.setdefault(name, set()).add(parts["html"])
        return component(name, **parts)

    monkeypatch.setattr(st.components.v2, "component", register)
    opened()
    opened(lang="id")
    said = " ".join(html for each in known.values() for html in each)
    assert "Measuring the route" in said
    assert "Mengukur rute" in said
    assert [name for name, each in known.items() if len(each) > 1] == []


def test_units_change_every_figure() -> None:
    app = opened()
    app.button_group(key="units").set_value("mi").run()
    page = shown(app)["page"]
    assert "121 mi" in page
    assert "195 km" not in page


def test_a_line_changes_the_verdict() -> None:
    app = opened()
    app.selectbox(key="line_en").set_value("crimea").run()
    assert "270 km" in shown(app)["page"]
    assert app.query_params == {"line": "crimea"}


def test_an_address_restores_the_choices() -> None:
    app = opened(lang="id", units="nm", line="crimea")
    assert app.button_group(key="lang").value == "id"
    assert app.button_group(key="units").value == "nm"
    assert app.selectbox(key="line_id").value == "crimea"
    assert app.query_params == {"lang": "id", "units": "nm", "line": "crimea"}


@pytest.mark.parametrize("key", ["case", "lang", "units", "line"])
def test_an_address_that_names_nothing_is_passed_over(key: str) -> None:
    app = opened(**{key: "<b>no</b>"})
    assert "195 km" in shown(app)["page"]
    assert not app.query_params


def test_a_file_is_shown_as_soon_as_it_is_opened() -> None:
    app = opened()
    text = CASE.read_text(encoding="utf-8").replace("id: najin-dunay-tikhoretsk", "id: mine", 1)
    app.file_uploader(key="file").upload("mine.yaml", text.encode()).run()
    assert '"id":"mine"' in shown(app)["page"]
    assert not app.query_params
    app.selectbox(key="case_en").set_value(CASE.stem).run()
    assert f'"id":"{CASE.stem}"' in shown(app)["page"]


def test_the_problems_of_a_file_are_listed_as_plain_text_with_their_lines() -> None:
    app = opened()
    text = CASE.read_text(encoding="utf-8").replace("lat: 42.2268", "lat: **142**", 1)
    line = text.splitlines().index(next(n for n in text.splitlines() if "**142**" in n)) + 1
    app.file_uploader(key="file").upload("broken.yaml", text.encode()).run()
    assert not app.exception
    assert app.error
    assert any(f"Line {line}:" in problem.value for problem in app.text)
    assert not app.get("bidi_component")
    app.selectbox(key="case_en").set_value(CASE.stem).run()
    assert "195 km" in shown(app)["page"]


def test_a_file_that_is_no_case_is_refused_in_the_readers_language() -> None:
    app = opened(lang="id")
    app.file_uploader(key="file").upload("picture.yaml", b"\x89PNG\r\n\x1a\n\x00").run()
    assert not app.exception
    assert app.error[0].value == "Kasus ini tidak dapat ditampilkan:"
    name, problem = app.text
    assert name.value == "picture.yaml"
    assert problem.value.startswith("Baris ")
