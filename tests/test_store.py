"""Data files that are cut short, or are something else, are named as damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geo import arcs, store
from geo.errors import DataError

READERS: dict[str, Callable[[str], object]] = {
    "base-land.geojson.gz": store.features,
    "borders-ukr-regions.geojson.gz": store.index,
    "sea-room.npz": store.arrays,
    "front-line-towns.csv": store.table,
    "borders-osm.arcs": lambda file: arcs.directory(file).blocks[-1].read(),
}


def _cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2 + 1]


def _turned(raw: bytes) -> bytes:
    return raw[:40] + bytes(255 - sign for sign in raw[40:])


def _a_pointer(_: bytes) -> bytes:
    return b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12,345\n"


@pytest.mark.parametrize("damage", [_cut, _turned, _a_pointer])
@pytest.mark.parametrize("file", READERS)
def test_a_damaged_data_file_is_named(
    file: str,
    damage: Callable[[bytes], bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = f"{damage.__name__}-{file}"
    (tmp_path / broken).write_bytes(damage(store.path(file).read_bytes()))
    monkeypatch.setattr(store, "root", lambda: tmp_path)
    with pytest.raises(DataError, match=rf"The data file {broken} is damaged \("):
        READERS[file](broken)
