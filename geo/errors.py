"""Everything that Dateline can refuse, and the words it refuses with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches


class DatelineError(Exception):
    """Base of every error a user can act on; its text is a whole sentence."""


class DataError(DatelineError):
    """A data file is missing, damaged, or does not cover what was asked."""


class RouteError(DatelineError):
    """No route exists, or an end lies where no route can start."""


class LegsError(RouteError):
    """Legs of a case have no route; all of them are carried at once.

    Parameters
    ----------
    failed : mapping of str to str
        What is wrong, a line each, by the id of the leg.
    """

    def __init__(self, failed: Mapping[str, str]) -> None:
        self.failed = dict(failed)
        super().__init__("\n".join(self.failed.values()))

    def __reduce__(self) -> tuple[type[LegsError], tuple[dict[str, str]]]:
        """Let the error come back from another process."""
        return type(self), (self.failed,)


class MeasureError(DatelineError):
    """A measurement was asked for that the data cannot give."""


class ExportError(DatelineError):
    """An output cannot be written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a case file: where, what, and what would be right.

    Attributes
    ----------
    file : str
        The file as the user named it.
    line : int
        One-based line; 1 where the whole file is meant.
    field : str
        Dotted path of the field, such as ``places[2].lat``; may be empty.
    message : str
        What is wrong and what would be right, as one sentence.
    """

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return where + (f"{self.field}: {self.message}" if self.field else self.message)


class CaseError(DatelineError):
    """A case file has problems; all of them are carried at once.

    Parameters
    ----------
    problems : iterable of Problem
        In the order of their lines.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[CaseError], tuple[tuple[Problem, ...]]]:
        """Let the error come back from another process."""
        return type(self), (self.problems,)


class UnreadableCaseError(CaseError):
    """A case file cannot be read at all: absent, too large, not text, not YAML."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Name the known word nearest to a wrong one, whatever its case, as the end of a sentence.

    Parameters
    ----------
    word : str
        What the user wrote.
    known : iterable of str
        What would have been right.

    Returns
    -------
    str
        ``; did you mean 'x'?`` or ``; known are a, b, c``.
    """
    words = list(known)
    folded = {right.casefold(): right for right in reversed(words)}
    if close := get_close_matches(word.casefold(), folded, n=1, cutoff=0.6):
        return f"; did you mean {folded[close[0]]!r}?"
    return f"; known are {', '.join(words)}" if words else ""
