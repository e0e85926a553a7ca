"""Write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from geo.errors import ExportError


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """Open a text file to write, by way of a temporary one beside it.

    The file appears when all is written; until then, and if anything fails, an
    old file stays whole and nothing half-written is left.

    Raises
    ------
    ExportError
        If the folder does not exist or cannot be written.
    """
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, encoding="utf-8", newline="", delete=False
        ) as file:
            part = Path(file.name)
            yield file  # type: ignore[misc]  # a wrapper that typeshed does not call TextIO
        part.chmod(0o666 & ~_umask())
        part.replace(path)
        part = None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path} cannot be written: {reason}.") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def write(path: Path, body: str) -> None:
    """Write a text file whole or not at all.

    Raises
    ------
    ExportError
        If the folder does not exist or cannot be written.
    """
    with writing(path) as file:
        file.write(body)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
