"""Tell at how many ports of all seas a sea leg may begin.

The ports are in ``ports.csv``, those up rivers that sea-going ships reach among them; their
positions are general geography, good to a few kilometres.

    python benchmarks/ports.py
"""

from __future__ import annotations

import csv
from pathlib import Path

from geo.errors import DatelineError
from geo.model import LatLon
from geo.routes.haven import havens


def is_reached(at: LatLon) -> bool:
    """Tell whether a leg may begin at a position."""
    try:
        havens(at)
    except DatelineError:
        return False
    return True


def main() -> None:
    """Print how many are reached, and which are not."""
    with Path(__file__).with_name("ports.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    none = [
        row["name"]
        for row in rows
        if not is_reached(LatLon(float(row["lat"]), float(row["lon"])))
    ]
    but = f"; not {', '.join(none)}" if none else ""
    print(f"{len(rows) - len(none)} of {len(rows)} ports reached{but}")


if __name__ == "__main__":
    main()
