"""Case files of the tests, and how they are written anew."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parents[1]
SMALL_FILE, HOSTILE = TESTS / "small.yaml", TESTS / "hostile.yaml"
SMALL = SMALL_FILE.read_text(encoding="utf-8")


def written(folder: Path, text: str | bytes) -> Path:
    """Write a case file."""
    path = folder / "case.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def marked(path: Path) -> list[tuple[int, str]]:
    """Read what a broken file says of itself: `#! words of the message`, on its line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [
        (number, line.split("#! ")[1]) for number, line in enumerate(lines, 1) if "#! " in line
    ]
