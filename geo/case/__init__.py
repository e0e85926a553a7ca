"""Read a case file: every problem at once, or the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from geo.case import cross, words
from geo.case.form import CaseForm
from geo.case.tree import Tree, dotted, load
from geo.errors import CaseError, Problem
from geo.model import Case

__all__ = ["check", "read", "schema"]


def read(path: str | Path) -> Case:
    """Read a case file.

    Raises
    ------
    UnreadableCaseError
        If it is absent, too large (1 MB), not text, not YAML, empty, or no mapping.
    CaseError
        If it has problems; it carries all of them, in the order of their lines.
    """
    tree = load(Path(path))
    problems = list(tree.problems)
    spoilt = {problem.line for problem in problems}
    try:
        form = CaseForm.model_validate(tree.value)
        found = list(cross.problems(tree.value))
    except ValidationError as error:
        found = [*_wrong_fields(tree, error), *cross.problems(tree.value)]
    for where, message in dict.fromkeys(found):
        if (line := tree.line(where)) not in spoilt:
            problems.append(Problem(str(path), line, dotted(tree.value, where), message))
    if problems:
        raise CaseError(problems)
    return form.case()


def check(path: str | Path) -> tuple[Problem, ...]:
    """List every problem of a case file, in the order of their lines; none if it is sound.

    One that cannot be read at all has that as its only problem.
    """
    try:
        read(path)
    except CaseError as error:
        return error.problems
    return ()


def schema() -> dict[str, Any]:
    """Give the JSON Schema of a case file, by which editors complete one."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **CaseForm.model_json_schema(by_alias=True),
    }


def _wrong_fields(tree: Tree, error: ValidationError) -> Iterator[cross.Found]:
    for item in error.errors(include_url=False):
        where = words.locate(tree, item["loc"])
        yield where, words.plain(tree, where, item)
