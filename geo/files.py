"""Write files whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from geo.errors import ExportError

if sys.platform != "win32":
    import fcntl


def settled(path: Path) -> Path:
    """Follow links to the file that is to be written, whether it is there yet or not.

    Raises
    ------
    ExportError
        If no file can be written there.
    """
    if words := _forbidden(path):
        raise ExportError(words)
    return _followed(path)


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to write, by way of a temporary one beside it.

    The file appears when all is written; until then, and if anything fails, an
    old file stays whole and nothing half-written is left. A link stays one, and a file as
    readable to others as it was.

    Raises
    ------
    ExportError
        If the folder does not exist or cannot be written, or no regular file stands there.
    """
    place = settled(path)
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            part = Path(file.name)
            yield file
        _put(part, place)
        part = None
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


@contextmanager
def growing(part: Path, path: Path) -> Iterator[IO[bytes]]:
    """Open the unfinished part of a file, to go on with it; the file appears at the end.

    No other run can open it meanwhile; one that is killed bars nobody. On Windows none is
    barred. If anything fails, the part stays.

    Raises
    ------
    ExportError
        If another run has it open, or it cannot be written.
    """
    place = settled(path)
    if settled(part) != _followed(part.parent) / part.name:
        raise ExportError(f"{path} cannot be written: {part} is a link; delete it.")
    try:
        with part.open("a+b") as file:
            _lock(file, part, path)
            yield file
            if sys.platform != "win32":
                _put(part, place)  # while nobody else can take it for unfinished
        if sys.platform == "win32":
            _put(part, place)  # what is open cannot be moved there
    except OSError as error:
        raise _refused(path, error) from error


def _lock(file: IO[bytes], part: Path, path: Path) -> None:
    """Refuse a part that another run has open, or had, and put in its place since."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        alone = part.exists() and os.path.samestat(os.fstat(file.fileno()), part.stat())
    except BlockingIOError:
        alone = False
    if not alone:
        raise ExportError(
            f"{path} cannot be written: another run is writing it; wait until that has ended, "
            "or name another file."
        )


def write_all(bodies: Mapping[Path, str | bytes]) -> list[tuple[Path, int]]:
    """Write files so that none appears before all are on disk, and give their sizes.

    Each is written beside its place first; then all are put there, one after another.

    Raises
    ------
    ExportError
        If a folder is absent or closed, no regular file stands where one should, two are
        the same by a link, or the disk is full; every such file is named, and none is
        changed. If the system refuses one only when it is put in its place, as it may for a
        file that someone else owns or holds open, those put before it stay new; each is
        whole.
    """
    problems = [words for path in bodies if (words := _forbidden(path))]
    places: dict[Path, Path] = {}
    problems += [
        f"{path} cannot be written: it is the same file as {first}."
        for path in bodies
        if (first := places.setdefault(_followed(path), path)) is not path
    ]
    if problems:
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
        place = _followed(path)
        if path.is_dir():
            reason = "a folder stands there"
        elif (path.exists() and not path.is_file()) or place.is_symlink():
            reason = "what stands there is no file but a device, a pipe or a circle of links"
        elif not place.parent.exists():
            reason = f"there is no folder {place.parent}"
        elif not place.parent.is_dir():
            reason = f"{place.parent} is a file, not a folder"
        elif not os.access(place.parent, os.W_OK | os.X_OK):
            reason = f"nothing may be written in the folder {place.parent}"
        elif place.exists() and not os.access(place, os.W_OK):
            reason = "the file that stands there is protected"
        else:
            return ""
    except OSError as error:
        return str(_refused(path, error))
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
        taken = isinstance(error, FileExistsError)
        reason = "a file stands there" if taken else error.strerror or str(error)
        raise ExportError(f"{folder} cannot be made: {reason}.") from error


def _followed(path: Path) -> Path:
    """Name the file that a path leads to, through whatever links."""
    return Path(os.path.realpath(path))


def _refused(path: Path, error: OSError) -> ExportError:
    return ExportError(f"{path} cannot be written: {error.strerror or error}.")


def _put(part: Path, place: Path) -> None:
    """Put a file in its place, with the mode of the one that stands there, or of a new one."""
    if place.exists():
        part.chmod(stat.S_IMODE(place.stat().st_mode))
    else:
        part.chmod(0o666 & ~_umask())
    part.replace(place)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
