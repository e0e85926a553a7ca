"""Write GeoJSON that is packed as tight as gzip can be, and never varies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import zopfli.gzip
from common import write_bytes


def write_packed(file: str, text: str) -> None:
    """Write a text as gzip without a time stamp."""
    write_bytes(file, zopfli.gzip.compress(text.encode()))


def write_features(file: str, features: Iterable[Mapping[str, Any]], **top: object) -> None:
    """Write GeoJSON features (dicts with properties and geometry) compactly."""
    items = [{"type": "Feature", **feature} for feature in features]
    body = {"type": "FeatureCollection", **top, "features": items}
    write_packed(file, json.dumps(body, ensure_ascii=False, separators=(",", ":")))
