"""Read a case file: every problem at once, or the case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from geo.case import cross, words
from geo.case.evidence import lacking
from geo.case.form import CaseForm
from geo.case.items import Found, items
from geo.case.tree import Tree, dotted, load
from geo.errors import CaseError, Problem
from geo.model import Case

__all__ = ["at_legs", "check", "lacking", "read", "schema"]


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
    form, found = _form(tree)
    problems = [
        Problem(str(path), tree.line(where), dotted(tree.value, where), message)
        for where, message in found
        if where not in tree.spoilt
    ]
    if problems or tree.problems or form is None:
        raise CaseError([*tree.problems, *problems])
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


def at_legs(path: str | Path, failed: Mapping[str, str]) -> tuple[Problem, ...]:
    """Tell of legs that have no route where a sound case file has them.

    Parameters
    ----------
    path : str or Path
        The file.
    failed : mapping of str to str
        What is wrong, a line each, by the id of the leg.
    """
    tree = load(Path(path))
    return tuple(
        Problem(str(path), tree.line(where), dotted(tree.value, where), message)
        for where, leg in items(tree.value, "legs")
        for message in failed.get(leg["id"], "").splitlines()
    )


def schema() -> dict[str, Any]:
    """Give the JSON Schema of a case file, by which editors complete one."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **CaseForm.model_json_schema(by_alias=True),
    }


def _form(tree: Tree) -> tuple[CaseForm | None, list[Found]]:
    """Validate the fields, then what no field can tell alone, unless its field is wrong."""
    form: CaseForm | None = None
    wrong: dict[Found, None] = {}
    try:
        form = CaseForm.model_validate(tree.value)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            where = words.locate(tree, item["loc"])
            wrong[where, words.plain(tree, where, item)] = None
    fields = {where for where, _ in wrong}
    crossed = (found for found in cross.problems(tree.value) if found[0] not in fields)
    return form, [*wrong, *crossed]
