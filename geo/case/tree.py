"""Turn the bytes of a YAML file into plain values, keeping the line of each.

Scalars are read by the core schema of YAML 1.2, so that ``no`` stays a word and
a date stays text until a field asks for one. What makes YAML hazardous (aliases,
tags, keys given twice, depth without end) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from geo.case.text import read, syntax, unreadable
from geo.errors import Problem

MAX_DEPTH = 20
MAX_NODES = 20_000

Where = tuple[str | int, ...]
"""Keys and list positions from the top of the file to a value."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_PARTED = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{2}0")
_WORDS = {"": None, "~": None} | {
    form: value
    for word, value in (("null", None), ("true", True), ("false", False))
    for form in (word, word.title(), word.upper())
}


class Parted(float):
    """A number whose point may part thousands, as it does in Indonesian: 1.000, 2.500."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's values, the line of each by its path, and what YAML itself got wrong.

    ``spoilt`` are the paths of the problems: what else is wrong there follows from them.
    """

    value: dict[str, Any]
    lines: dict[Where, int]
    problems: tuple[Problem, ...] = ()
    spoilt: frozenset[Where] = frozenset()

    def line(self, path: Where) -> int:
        """Give the line of a value, or of what would hold it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


def load(path: Path) -> Tree:
    """Read a YAML file.

    Raises
    ------
    UnreadableCaseError
        If the file is absent, too large, not text, not YAML, empty or not a mapping.
    """
    text = read(path)
    builder = _Builder(str(path))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise unreadable(path, *syntax(text, error)) from error
    except yaml.YAMLError as error:
        raise unreadable(path, 1, f"the file is not YAML ({error})") from error
    if builder.top is None:
        raise unreadable(path, 1, "the file is empty; a case begins with `id:` and `title:`")
    if not isinstance(builder.top, dict):
        raise unreadable(path, 1, "this is not a case file; it must hold keys, such as `id:`")
    problems, spoilt = tuple(builder.problems), frozenset(builder.spoilt)
    return Tree(builder.top, builder.lines, problems, spoilt)


@dataclass(slots=True)
class _Builder:
    """Builds values from a parser's events, without recursion."""

    file: str
    top: Any = None
    lines: dict[Where, int] = field(default_factory=lambda: {(): 1})
    problems: list[Problem] = field(default_factory=list)
    spoilt: set[Where] = field(default_factory=set)
    stack: list[tuple[Where, Any]] = field(default_factory=list)
    key: list[str | None] = field(default_factory=list)
    key_end: int = 0
    nodes: int = 0
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take the parser's next event."""
        line = (event.start_mark.line if event.start_mark else 0) + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:
                self.problem(line, (), "a second document begins here; a file holds one case")
        elif self.documents > 1:
            return
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            self.key.pop()
        elif isinstance(event, yaml.NodeEvent):
            self.count(line)
            self.node(event, line)

    def count(self, line: int) -> None:
        """Refuse a file that is too deep or holds too much."""
        self.nodes += 1
        if len(self.stack) > MAX_DEPTH or self.nodes > MAX_NODES:
            what = "too deeply nested" if len(self.stack) > MAX_DEPTH else "too long"
            message = f"the file is {what} for a case"
            raise unreadable(self.file, line, message)

    def node(self, event: yaml.NodeEvent, line: int) -> None:
        """Place a key or a value."""
        in_mapping = self.stack and isinstance(self.stack[-1][1], dict)
        if in_mapping and self.key[-1] is None and isinstance(event, yaml.ScalarEvent):
            self.odd(event, line, (*self.stack[-1][0], event.value))
            self.key[-1] = self.unused(event.value, line)
            self.key_end = _index(event.end_mark)
            return
        value = _value(event)
        path = self.place(value, line)
        self.odd(event, line, path)
        if in_mapping and value is None and _index(event.start_mark) == self.key_end:
            self.cut_off(path, line)
        if isinstance(event, yaml.CollectionStartEvent):
            self.stack.append((path, value))
            self.key.append(None)

    def odd(self, event: yaml.NodeEvent, line: int, path: Where) -> None:
        """Refuse anchors, aliases and tags."""
        if event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f"{sign}{event.anchor[:40]} is not for case files; write the value out"
            self.problem(line, path, message)
        if tag := getattr(event, "tag", None):
            self.problem(
                line, path, f"the tag {tag[:80]!r} is not for case files; leave it out"
            )

    def cut_off(self, path: Where, line: int) -> None:
        """Refuse what stands after a comma like a key, but has no colon: ``{en: One, two}``."""
        if not str(path[-1]).isdigit():
            message = "this has no colon; put a text that has a comma in quotes"
            self.problem(line, path, message)

    def unused(self, key: str, line: int) -> str:
        """Give a key, unless its mapping has it already: then a name that no field has."""
        path, mapping = self.stack[-1]
        if key in mapping:
            first = self.lines[(*path, key)]
            message = f"the key stands twice, first on line {first}; keep one of them"
            self.problem(line, (*path, key), message)
            return _IGNORED
        self.lines[(*path, key)] = line
        return key

    def place(self, value: Any, line: int) -> Where:  # noqa: ANN401 - any YAML value
        """Put a value where the parser stands, and give its path."""
        if not self.stack:
            self.top = value
            return ()
        path, holder = self.stack[-1]
        if isinstance(holder, list):
            holder.append(value)
            path = (*path, len(holder) - 1)
        elif (key := self.key[-1]) is None:
            self.problem(line, path, "a key must be a plain word")
            self.key[-1] = _IGNORED
            path = (*path, _IGNORED)
        else:
            self.key[-1] = None
            path = (*path, key)
            if key is not _IGNORED:
                holder[key] = value
        self.lines.setdefault(path, line)
        return path

    def problem(self, line: int, path: Where, message: str) -> None:
        """Note something wrong that does not stop the reading."""
        if _IGNORED in path:
            path = path[: path.index(_IGNORED)]
        self.spoilt.add(path)
        self.problems.append(Problem(self.file, line, dotted(self.top, path), message))


_IGNORED = "(ignored)"
"""Stands for a key that cannot be used; known by identity, so that no key of a file is it."""


def _value(event: yaml.NodeEvent) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    if not isinstance(event, yaml.ScalarEvent):
        return None
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _PARTED.fullmatch(text):
        return Parted(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _index(mark: Any) -> int:  # noqa: ANN401 - the loaders have marks of two kinds
    return mark.index if mark else 0


def dotted(top: object, path: Where) -> str:
    """Write a path as people do: ``places[depot].lat``.

    An item of a list goes by its ``id``; one without goes by its position, from 1.
    """
    return "".join(_steps(top, path)).lstrip(".")


def _steps(value: object, path: Where) -> Iterator[str]:
    for part in path:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
            name = value.get("id") if isinstance(value, dict) else None
            yield f"[{_shown(name) if isinstance(name, str) else part + 1}]"
        else:
            value = value.get(part) if isinstance(value, dict) else None
            yield f".{_shown(part)}"


def _shown(name: str) -> str:
    """Show a key or an id of a file, whatever signs it has, and not at any length."""
    return (name if name.isprintable() else ascii(name))[:80]
