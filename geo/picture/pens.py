"""Rings and dashes as matplotlib wants them."""

from __future__ import annotations

import numpy as np
from matplotlib.path import Path

from geo.base.thin import Array


def closed(ring: Array) -> Path:
    """Close a ring whose first vertex is not repeated."""
    codes = np.full(len(ring) + 1, Path.LINETO)
    codes[0], codes[-1] = Path.MOVETO, Path.CLOSEPOLY
    return Path(np.concatenate((ring, ring[:1])), codes)


def dashes(dash: str, width: float) -> tuple[float, tuple[float, ...]]:
    """Give dashes as matplotlib counts them: in widths of the line."""
    lengths = (float(part) for part in dash.split())
    return 0.0, tuple(max(length, 0.01) / width for length in lengths)
