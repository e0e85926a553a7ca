"""List the sources that a reader could not find again: those without their evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geo.case.tree import Tree, dotted, load
from geo.errors import Problem

KEYS = ("archived", "retrieved", "sha256", "licence")


def lacking(path: str | Path) -> tuple[Problem, ...]:
    """List the sources of a case file that lack some evidence, in the order of their lines.

    Raises
    ------
    UnreadableCaseError
        If the file cannot be read at all.
    """
    tree = load(Path(path))
    return tuple(_lacking(str(path), tree))


def _lacking(file: str, tree: Tree) -> Iterator[Problem]:
    held = tree.value.get("sources")
    for number, source in enumerate(held if isinstance(held, list) else ()):
        if not isinstance(source, dict):
            continue
        if absent := [key for key in KEYS if source.get(key) is None]:
            where = ("sources", number)
            message = f"this source lacks {', '.join(absent)}; add what is known of it"
            yield Problem(file, tree.line(where), dotted(tree.value, where), message)
