"""Damaged data files are named, and so is the licence of each in what is installed."""

from __future__ import annotations

import re
import tomllib
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
    with pytest.raises(DataError, match=rf"The data file {broken} is damaged \(") as caught:
        READERS[file](broken)
    assert "pickle" not in str(caught.value)  # NumPy's advice to trust such a file


def test_a_missing_data_file_is_named_with_what_to_do() -> None:
    words = "The data file sea-rom.npz is missing; install dateline again, or run `make data`."
    with pytest.raises(DataError, match=re.escape(words)):
        store.arrays("sea-rom.npz")


def test_a_package_names_the_licences_of_all_that_it_holds() -> None:
    # By the SPDX list; what is in the public domain, and facts, have none.
    ids = {"CC BY": "CC-BY-4.0", "MIT": "MIT", "OFL": "OFL-1.1", "ODbL": "ODbL-1.0"}
    names = re.compile("|".join(ids))
    told = [dataset.licence for dataset in store.datasets().values()]
    free = [licence for licence in told if re.match("public domain$|facts; no table", licence)]
    named = {ids[name] for licence in told for name in names.findall(licence)}
    assert [each for each in told if not names.search(each)] == free
    written = (store.root().parent / "pyproject.toml").read_text(encoding="utf-8")
    assert set(tomllib.loads(written)["project"]["license"].split(" AND ")) == named
