r"""Pack arcs into a file from which the ones of a single country can be read.

The file is ``ARCS1\n``, the length of its directory in eight decimal digits and a line
feed, the directory, and the blocks. All but the first 15 bytes are zlib streams.

The directory is JSON: ``countries`` (what is known of each); ``cells``, for each degree
of latitude from the south the runs of degrees of longitude from 180° W: where the run
ends, the countries that may have land in it, and whether all of it is theirs; and
``blocks``: the names of the two sides of its arcs, where it begins after the directory,
how long it is.

A block holds, little-endian: three ``uint32``, how many arcs, points and fine points;
the ``uint32`` number of points of each arc; the ``uint32`` index of each fine point, and
its two ``int8`` of 1e-7 degrees; and eight planes of bytes. The planes are the four bytes
of each step in longitude, lowest byte of all steps first, then those of latitude: steps
from point to point through the whole block, from 0, 0, in units of 1e-5 degrees, with
their sign in the lowest bit. A fine point lies off that grid, where lines cross.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

import numpy as np
from common import DATA
from mosaic import Arcs

UNIT, FINE = 1e5, 100


def write_arcs(file: str, groups: Mapping[tuple[str, str], Arcs], **top: object) -> None:
    """Write groups of arcs, by the names of their sides, with a directory."""
    directory, blocks, start = [], [], 0
    for (left, right), arcs in sorted(groups.items()):
        raw = zlib.compress(packed(arcs), 9)
        directory.append([left, right, start, len(raw)])
        blocks.append(raw)
        start += len(raw)
    text = json.dumps({**top, "blocks": directory}, ensure_ascii=False, separators=(",", ":"))
    head = zlib.compress(text.encode(), 9)
    (DATA / file).write_bytes(b"ARCS1\n%08d\n" % len(head) + head + b"".join(blocks))


def packed(arcs: Arcs) -> bytes:
    """Pack one block."""
    exact = np.rint(arcs.points * UNIT * FINE).astype(np.int64)
    grid = np.rint(exact / FINE).astype(np.int64)
    rest = exact - grid * FINE
    fine = np.flatnonzero(rest.any(axis=1))
    step = np.diff(grid, axis=0, prepend=0)
    signed = ((step << 1) ^ (step >> 63)).astype("<u4")
    planes = np.ascontiguousarray(signed.T).view(np.uint8).reshape(2, -1, 4)
    sizes = np.array([len(arcs.counts), len(arcs.points), len(fine)], dtype="<u4")
    return b"".join(
        (
            sizes.tobytes(),
            arcs.counts.astype("<u4").tobytes(),
            fine.astype("<u4").tobytes(),
            rest[fine].astype(np.int8).tobytes(),
            np.ascontiguousarray(planes.transpose(0, 2, 1)).tobytes(),
        )
    )
