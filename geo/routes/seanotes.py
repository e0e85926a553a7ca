"""What a reader must know about a sea route."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from geo.model import Note
from geo.routes import icy
from geo.routes.course import Course
from geo.routes.riverlines import Reach
from geo.routes.straits import FARAWAY, SMALL_CANALS

CLEARANCE_NM = 1
_TOLD_KM = 0.01
_MOVED = "moved_to_water"


def notes(
    moved_km: Sequence[float],
    legs: Sequence[Course],
    reaches: Sequence[Reach],
    shut: Collection[str],
    ice_km: float | None,
) -> Iterator[Note]:
    """Note what a route is, and what was done to find it.

    Parameters
    ----------
    moved_km : sequence of float
        How far each of its stops was moved to the water.
    legs, reaches : sequence
        What it has at sea, and along rivers.
    shut : collection of str
        Canals that are closed.
    ice_km : float, optional
        How long it would be through ice, if that is shorter.
    """
    yield Note("shortest_course")
    if legs:
        yield Note("clearance", {"nm": CLEARANCE_NM})
    over: Counter[str] = Counter()
    for leg in legs:
        over.update(leg.estuaries)
    if over:
        yield Note("estuary", {"names": "; ".join(over), "km": sum(over.values())})
    if reaches:
        names = dict.fromkeys(name for reach in reaches for name in reach.names)
        km = sum(reach.length_km for reach in reaches)
        yield Note("rivers", {"names": "; ".join(names), "km": km})
    for code, shoals in (
        ("shoals_rounded", {name for leg in legs for name in leg.rounded}),
        ("shoals_crossed", {name for leg in legs for name in leg.crossed}),
    ):
        if shoals:
            yield Note(code, {"names": "; ".join(sorted(shoals))})
    passed = {name for leg in legs for name in leg.passages}
    for code, some in (("small_canal", SMALL_CANALS), ("icy", FARAWAY)):
        if told := passed.intersection(some):
            yield Note(code, {"names": "; ".join(sorted(told))})
    if ice_km is not None:
        yield Note("ice", {"names": icy.NAME, "km": ice_km, **icy.STOP._asdict()})
    if shut:
        yield Note("closed", {"names": "; ".join(sorted(shut))})
    ends = ["start", *("via" for _ in moved_km[2:]), "end"]
    for end, km in zip(ends, moved_km, strict=True):
        if km >= _TOLD_KM:
            yield Note(_MOVED, {"km": km, "end": end})
    yield Note("not_considered")


def turned(told: Sequence[Note]) -> tuple[Note, ...]:
    """Give the notes of a route for the way back: those that name an end name the other."""
    swap = {"start": "end", "end": "start"}
    notes = [
        Note(note.code, {key: swap.get(str(v), v) for key, v in note.values.items()})
        for note in told
    ]
    moved = [note for note in notes if note.code == _MOVED]
    return tuple(moved.pop() if note.code == _MOVED else note for note in notes)
