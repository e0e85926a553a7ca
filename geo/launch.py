"""Open the app: Streamlit, on this machine alone, with the first case measured meanwhile."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import NamedTuple

from geo import case, store
from geo.apart import Apart
from geo.checks import RECOGNISED
from geo.errors import DatelineError
from geo.report import Report
from geo.story.values import Story
from geo.survey import Begun, Survey

FIRST = "en", "km", RECOGNISED
"""The language, unit and border line of the app where its address does not say otherwise."""
_HERE = Path(__file__).resolve().parent


class Opening(NamedTuple):
    """A measured case, and the page of it that the app opens with."""

    found: Survey
    page: str


_AHEAD: dict[bytes, Future[Opening]] = {}
_GIVEN: dict[str, Path] = {}


def cases() -> Mapping[str, Path]:
    """List the cases that the app offers, those that it was opened with first: name to file."""
    return {**_GIVEN, **store.cases(), **_GIVEN}


def script() -> Path:
    """Find the app: inside an installed package, or beside it in a checkout.

    The folder ``.streamlit`` beside it holds its settings, which Streamlit reads from there.
    """
    for file in (_HERE / "_app.py", _HERE.parent / "app.py"):
        if file.is_file():
            return file
    raise DatelineError("The app is missing; install dateline again.")


def run(options: Sequence[str] = (), given: Mapping[str, Path] = MappingProxyType({})) -> None:
    """Serve the app until it is stopped, on the first case given or else the first shipped.

    The case that the app opens on is worked out while the server and the browser start.

    Parameters
    ----------
    options : sequence of str
        Streamlit's own.
    given : mapping
        Cases that the app offers before the shipped ones: name to file.
    """
    _GIVEN.update(given)
    first = next(iter(cases().values()))
    opening = _begin(first)  # before there is another thread
    with ThreadPoolExecutor(1) as worker:
        if opening:
            _AHEAD[first.read_bytes()] = worker.submit(opening.result)
        sys.argv = ["streamlit", "run", str(script()), *options]
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _begin(first: Path) -> Apart[Opening] | None:
    """Begin to work out a case; what is wrong with it the app tells."""
    try:
        begun = Begun(case.read(first))
    except DatelineError:
        return None
    return Apart(lambda _: _work_out(begun))


@store.bulk()
def _work_out(begun: Begun) -> Opening:
    """Draw the page of a case that is being measured; what pages share is read meanwhile."""
    from geo.examine import examine  # noqa: PLC0415 - slow to import, and the server waits
    from geo.export import prepare  # noqa: PLC0415
    from geo.story.tell import tell  # noqa: PLC0415

    prepare([".html"])
    lang, units, line = FIRST
    found = begun.result()
    report = examine(found.case, line, found)
    return Opening(found, draw(report, tell(report, lang, units), line))


def warm(report: Report, story: Story, line: str) -> None:
    """Draw a page that came from another process again, for what its changes will share."""
    Thread(target=store.bulk()(draw), args=(report, story, line), daemon=True).start()


def draw(report: Report, story: Story, line: str, *, change: bool = False) -> str:
    """Draw the app's page of a told case, or what of it changes."""
    from geo.web import page  # noqa: PLC0415 - slow to import, and the server waits

    return page.render(story, report, state={"line": line}, remember=True, change=change)


def ahead(raw: bytes) -> Opening | None:
    """Give what was worked out while the app started, if that was the case of this content.

    Raises
    ------
    DatelineError
        If the case could not be measured.
    """
    begun = _AHEAD.get(raw)
    return begun.result() if begun else None
