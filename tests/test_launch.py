"""What is worked out while the app starts is what the app would work out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from geo import launch

AHEAD = """
from geo import case, launch, store
from geo.examine import examine
from geo.story.tell import tell
from geo.survey import survey
first = next(iter(store.cases().values()))
opening = launch._begin(first).result()
lang, units, line = launch.FIRST
found = survey(case.read(first))
report = examine(found.case, line, found)
page = launch.draw(report, tell(report, lang, units), line)
print(opening.found == found, opening.page == page)
"""


def test_the_first_page_is_the_one_that_the_app_would_draw():
    found = subprocess.run(
        [sys.executable, "-c", AHEAD], check=False, capture_output=True, text=True
    )
    assert found.stdout == "True True\n", found.stderr


def test_what_is_wrong_with_the_first_case_is_left_to_the_app(tmp_path: Path):
    file = tmp_path / "case.yaml"
    file.write_text("title: nothing else\n", encoding="utf-8")
    assert launch._begin(file) is None
