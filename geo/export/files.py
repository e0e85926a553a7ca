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


def write(path: Path, body: str | bytes) -> int:
    """Write a file whole or not at all, text as UTF-8, and give its size in bytes.

    Raises
    ------
    ExportError
        If the folder does not exist or cannot be written.
    """
    raw = body.encode() if isinstance(body, str) else body
    with writing(path) as file:
        return file.write(raw)


def write_all(bodies: Mapping[Path, str | bytes]) -> list[tuple[Path, int]]:
    """Write files so that none appears before all are on disk, and give their sizes.

    Raises
    ------
    ExportError
        If one cannot be written; no file is then changed.
    """
    sizes = []
    with ExitStack() as all_written:
        for path, body in bodies.items():
            raw = body.encode() if isinstance(body, str) else body
            file = all_written.enter_context(writing(path))
            sizes.append((path, file.write(raw)))
            file.flush()
    return sizes


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
