"""The app: choose a case, a language, units and a line; the page changes with them.

It parses, calls and shows. The page stands in a frame of its own that may run its
scripts and nothing else: what a case file says cannot reach the app. A change of
control renews the page where it stands, so that map and reader keep their place.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo import case, launch
from geo.errors import CaseError, DatelineError
from geo.examine import examine
from geo.export import FORMATS
from geo.model import Case
from geo.report import Report
from geo.story.catalogue import LANGUAGES
from geo.story.tell import tell
from geo.story.values import Story
from geo.story.voice import Voice
from geo.story.words import ui
from geo.survey import Survey, survey
from geo.units import READER_UNITS
from geo.web.frame import frame

LANG, UNITS, LINE = launch.FIRST
OPENED = "opened"  # stands among the cases for the file that the reader opened
MOST_MB = 1  # a case file has no more
LOOK = """<style>
.stAppHeader { display: none }
.stMainBlockContainer { padding: 0.75rem 1rem 0 }
.stMain:has(.st-key-waiting) .st-key-page { visibility: hidden }
[data-stale="true"] .stDownloadButton { pointer-events: none }
[role="option"], [role="option"] > div { height: auto; white-space: normal }
[role="option"] > div { padding-block: 0.3rem }
.stElementContainer:has(.print) { display: none }
@media print {
  .st-key-bar { display: none }
  .stElementContainer:has(.print) { display: block }
}
</style>"""


@st.cache_resource(max_entries=16, show_spinner=False)
def read(raw: bytes) -> Case:
    """Read a case once for its content."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.yaml"
        file.write_bytes(raw)
        return case.read(file)


@st.cache_resource(max_entries=16, show_spinner=False)
def surveyed(raw: bytes) -> Survey:
    """Measure a case once for its content, whatever is told of it afterwards."""
    opening = launch.ahead(raw)
    return opening.found if opening else survey(read(raw))


@st.cache_resource(max_entries=64, show_spinner=False)
def told(raw: bytes, lang: str, units: str, line: str) -> tuple[Report, Story]:
    """Judge and tell a measured case."""
    found = surveyed(raw)
    report = examine(found.case, line, found)
    return report, tell(report, lang, units)


@st.cache_resource(max_entries=64, show_spinner=False)
def rendered(raw: bytes, lang: str, units: str, line: str, change: bool) -> str:
    """Render a told case: as a whole page, or as a change of the one that is shown."""
    report, story = told(raw, lang, units, line)
    opening = launch.ahead(raw)
    if opening and not change and (lang, units, line) == launch.FIRST:
        launch.warm(report, story, line)
        return opening.page
    return launch.draw(report, story, line, change=change)


def choice(key: str, options: Sequence[str], default: str) -> str:
    """Give what is chosen: by the address where that is new, else by the control.

    The address then tells the choice; a default, or a file of the reader's, leaves none.
    """
    state, asked = st.session_state, st.query_params.get(key, default)
    if asked != state.get(f"address_{key}"):
        state[key] = asked
    if state.get(key) not in options:
        state[key] = asked if asked in options else default
    kept = default if state[key] == OPENED else state[key]
    state[f"address_{key}"] = kept
    if kept == default:
        st.query_params.pop(key, None)
    elif kept != asked:
        st.query_params[key] = kept
    return str(state[key])


def content(key: str) -> bytes:
    """Give the content of a case, a shipped one or the reader's own."""
    file = st.session_state.file if key == OPENED else None
    if file:
        return bytes(file.getvalue())
    try:
        return launch.cases()[key].read_bytes()
    except OSError as error:
        raise DatelineError(f"The file cannot be read: {error.strerror}.") from error


def title(key: str, voice: Voice) -> str:
    """Name a case by its title, and by its file the reader's own or one that has none."""
    if key == OPENED:
        return str(st.session_state.file.name)
    try:
        return voice.text(read(content(key)).title)
    except DatelineError:
        return key


def open_file(words: Mapping[str, str]) -> None:
    """Let the reader open a case file, which is shown at once."""

    def choose() -> None:
        st.session_state.case = OPENED if st.session_state.file else None

    with st.popover(words["app_open"]):
        st.file_uploader(
            words["app_open"],
            type=["yaml", "yml"],
            max_upload_size=MOST_MB,
            key="file",
            on_change=choose,
        )


def forget() -> None:
    """Hold no page for shown: the next one is sent whole."""
    st.session_state.framed = ""


def shown(raw: bytes) -> bool:
    """Tell whether the browser shows a page of this case."""
    return bool(st.session_state.get("framed") == sha256(raw).hexdigest())


@contextmanager
def waiting(raw: bytes, lang: str, words: Mapping[str, str]) -> Iterator[None]:
    """Say aloud that work goes on, in the place of another case's page or of none.

    It fetches what the frame needs. Every window of the app shares its components, so each
    language has its own.
    """
    place = st.empty()
    if not shown(raw):
        said = f'<p role="alert">{words["app_working"]}</p>'
        with place:
            st.components.v2.component(f"waiting_{lang}", html=said)(key="waiting")
    try:
        yield
    finally:
        place.empty()


def follow() -> None:
    """Take the line that the reader chose in the page; ``choice`` judges it."""
    st.session_state.line = st.session_state.page.line


def frame_page(raw: bytes, story: Story, line: str) -> None:
    """Show the page, whole where the browser does not show this case yet."""
    whole, digest = not shown(raw), sha256(raw).hexdigest()
    html = rendered(raw, story.lang, story.units, line, not whole)
    data = {"case": digest, "title": story.title, "page": html, "whole": whole}
    framed = st.components.v2.component("page", **frame())
    framed(key="page", data=data, on_lost_change=forget, on_line_change=follow)
    st.session_state.framed = digest


def refuse(error: DatelineError, name: str, words: Mapping[str, str]) -> None:
    """Show what is wrong with a case, as plain text: what it quotes is not ours."""
    st.error(words["app_refused"])
    st.text(name)
    forget()
    for problem in error.problems if isinstance(error, CaseError) else ():
        field = f"{problem.field}: " if problem.field else ""
        st.text(f"{words['app_line'].format(number=problem.line)}: {field}{problem.message}")
    if not isinstance(error, CaseError):
        st.text(str(error))


def select(key: str, label: str, names: Mapping[str, str], lang: str) -> None:
    """Let the reader select; a control of each language's own, as it keeps what it shows."""
    own = f"{key}_{lang}"

    def take() -> None:
        st.session_state[key] = st.session_state[own]

    st.session_state[own] = st.session_state[key]
    st.selectbox(label, names, key=own, format_func=names.__getitem__, on_change=take)


def controls(words: Mapping[str, str], titles: Mapping[str, str], lang: str) -> None:
    """Show the controls that every case has; ``choice`` has set what they hold."""
    units = {unit: words[f"unit_{unit}"] for unit in READER_UNITS}
    select("case", words["app_case"], titles, lang)
    for key, names in (("lang", LANGUAGES), ("units", units)):
        st.segmented_control(
            words[f"app_{key}"], names, key=key, required=True, format_func=names.__getitem__
        )


def offer(words: Mapping[str, str]) -> dict[str, DeltaGenerator]:
    """Give the place of each format's button, not to be pressed until ``keep`` fills it."""
    first, more = list(FORMATS)[:2], list(FORMATS)[2:]
    places = {ending: st.empty() for ending in first}
    with st.popover(f"{words['app_keep']} …"):
        places |= {ending: st.empty() for ending in more}
    for ending, place in places.items():
        place.button(f"{words['app_keep']} {ending}", disabled=True)
    return places


def keep(
    places: Mapping[str, DeltaGenerator], report: Report, story: Story, words: Mapping[str, str]
) -> None:
    """Offer a case in every format; each is written when it is asked for."""
    for ending, place in places.items():
        place.download_button(
            f"{words['app_keep']} {ending}",
            data=partial(FORMATS[ending], report, story),
            file_name=story.id + ending,
            on_click="ignore",
        )


def show(
    border: DeltaGenerator, raw: bytes, voice: Voice, words: Mapping[str, str]
) -> tuple[Report, Story]:
    """Show a case, and in a place of the bar the lines of the border to choose from."""
    with waiting(raw, voice.lang, words):
        lines = list(dict.fromkeys(line for _, _, line in surveyed(raw).distances))
        line = choice("line", lines or [LINE], LINE)
        report, story = told(raw, voice.lang, voice.units, line)
        frame_page(raw, story, line)
    if lines:
        named = {row.line: row.name for asked in story.borders for row in asked.rows}
        known = {key: named.get(key, key) for key in lines}
        with border:
            select("line", words["app_border"], known, voice.lang)
    return report, story


def main() -> None:
    """Lay out the controls and, beneath them, the page."""
    st.set_page_config(page_title="Dateline", layout="wide")
    st.html(LOOK)
    first, *_ = cases = [*launch.cases(), *([OPENED] if st.session_state.get("file") else [])]
    chosen = choice("case", cases, first)
    voice = Voice(choice("lang", list(LANGUAGES), LANG), choice("units", READER_UNITS, UNITS))
    words = ui(voice)
    titles = {key: title(key, voice) for key in cases}
    with st.container(horizontal=True, vertical_alignment="bottom", key="bar"):
        controls(words, titles, voice.lang)
        border = st.container()
        open_file(words)
        places = offer(words)
    problems = st.empty()
    try:
        keep(places, *show(border, content(chosen), voice, words), words)
    except DatelineError as error:
        with problems.container():
            refuse(error, titles[chosen], words)
    st.html(f'<p class="print">{words["app_print"]}</p>')


main()
