"""Write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from geo.errors import ExportError


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to write, by way of a temporary one beside it.

    The file appears when all is written; until then, and if anything fails, an
    old file stays whole and nothing half-written is left.

    Raises
    ------
    ExportError
        If the folder does not exist or cannot be written.
    """
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            part = Path(file.name)
            yield file
        part.chmod(0o666 & ~_umask())
        part.replace(path)
        part = None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path} cannot be written: {reason}.") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def write_all(bodies: Mapping[Path, str | bytes]) -> list[tuple[Path, int]]:
    """Write files so that none appears before all are on disk, and give their sizes.

    Each is written beside its place first; then all are put there, one after another.

    Raises
    ------
    ExportError
        If a folder is absent or closed, a folder stands where a file should, or the disk
        is full; every such file is named, and none is changed. If the system refuses one
        only when it is put in its place, as it may for a file that someone else owns or
        holds open, those put before it stay new; each is whole.
    """
    if problems := [words for path in bodies if (words := _forbidden(path))]:
        raise ExportError("\n".join(problems))
    sizes = []
    with ExitStack() as all_written:
        for path, body in bodies.items():
            raw = body.encode() if isinstance(body, str) else body
            file = all_written.enter_context(writing(path))
            sizes.append((path, file.write(raw)))
            file.flush()
    return sizes


def _forbidden(path: Path) -> str:
    """Say why a file cannot be put in its place; nothing where it can."""
    try:
        if path.is_dir():
            reason = "a folder stands there"
        elif not path.parent.exists():
            reason = f"there is no folder {path.parent}"
        elif not path.parent.is_dir():
            reason = f"{path.parent} is a file, not a folder"
        elif not os.access(path.parent, os.W_OK | os.X_OK):
            reason = f"nothing may be written in the folder {path.parent}"
        else:
            return ""
    except OSError as error:
        reason = error.strerror or str(error)
    return f"{path} cannot be written: {reason}."


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises
    ------
    ExportError
        If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{folder} cannot be made: {reason}.") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
