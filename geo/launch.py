"""Open the app: Streamlit, on this machine alone, with the first case measured meanwhile."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from geo import case, store
from geo.apart import Apart
from geo.errors import DatelineError
from geo.survey import Survey, survey

_HERE = Path(__file__).resolve().parent
_AHEAD: dict[bytes, Future[Survey]] = {}


def script() -> Path:
    """Find the app: inside an installed package, or beside it in a checkout.

    The folder ``.streamlit`` beside it holds its settings, which Streamlit reads from there.
    """
    for file in (_HERE / "_app.py", _HERE.parent / "app.py"):
        if file.is_file():
            return file
    raise DatelineError("The app is missing; install dateline again.")


def run(options: Sequence[str] = ()) -> None:
    """Serve the app until it is stopped, with Streamlit's own options.

    The case that the app opens on is worked out while the server and the browser start.
    """
    first = next(iter(store.cases().values()))
    surveyed = Apart(lambda _: survey(case.read(first)))  # before there is another thread
    with ThreadPoolExecutor(1) as worker:
        _AHEAD[first.read_bytes()] = worker.submit(_work_out, surveyed)
        sys.argv = ["streamlit", "run", str(script()), *options]
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


@store.bulk()
def _work_out(surveyed: Apart[Survey]) -> Survey:
    """Wait for what a case measures, and choose and lay out what every page of it shares."""
    from geo.examine import examine  # noqa: PLC0415 - slow to import, and the server waits
    from geo.story.tell import tell  # noqa: PLC0415
    from geo.web import page  # noqa: PLC0415

    found = surveyed.result()
    report = examine(found.case, surveyed=found)
    page.render(tell(report, "en", "km"), report)
    return found


def ahead(raw: bytes) -> Survey | None:
    """Give what was measured while the app started, if that was the case of this content.

    Raises
    ------
    DatelineError
        If the case could not be read or measured.
    """
    begun = _AHEAD.get(raw)
    return begun.result() if begun else None
