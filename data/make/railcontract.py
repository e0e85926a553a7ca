"""Contract mapped railways to tracks between junctions, without what only fills yards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from railgaps import Near, Parts, ways

SPUR_KM = 0.5
TWIN_KM = 3.0
YARD_KM = 5.0
DETOUR_KM = 0.15
ISLAND_KM = 10.0


@dataclass(slots=True)
class Track:
    """A run of vertices between two anchors; ``countries`` in the order of the vertices.

    ``line`` names the railway that the source lacks, where it is one; see ``raillines``.
    """

    vertices: list[int]
    km: float
    countries: tuple[str, ...]
    bridge: bool = False
    line: str = ""
    ferry: bool = False


def touching(tracks: list[Track]) -> dict[int, list[int]]:
    """List the tracks that end at each anchor."""
    out: dict[int, list[int]] = defaultdict(list)
    for number, track in enumerate(tracks):
        out[track.vertices[0]].append(number)
        out[track.vertices[-1]].append(number)
    return out


def ends(track: Track) -> tuple[int, int]:
    """Name the anchors of a track, the lower one first."""
    one, other = track.vertices[0], track.vertices[-1]
    return min(one, other), max(one, other)


def without_twins(tracks: list[Track]) -> list[Track]:
    """Drop loops, and tracks that run beside a shorter one of nearly its length."""
    best: dict[tuple[int, int], Track] = {}
    kept = []
    for track in sorted(tracks, key=lambda item: (item.km, item.vertices)):
        one, other = ends(track)
        if one == other:
            continue
        twin = best.setdefault((one, other), track)
        if twin is track or track.km - twin.km > TWIN_KM:
            kept.append(track)
    return kept


def without_spurs(tracks: list[Track]) -> list[Track]:
    """Drop dead ends shorter than ``SPUR_KM``."""
    at = touching(tracks)
    return [
        track
        for track in tracks
        if track.km >= SPUR_KM or all(len(at[end]) > 1 for end in ends(track))
    ]


def sparse(tracks: list[Track]) -> list[Track]:
    """Drop short tracks where shorter ones together are as good, as in yards."""
    at: Near = defaultdict(list)
    kept = []
    for track in sorted(tracks, key=lambda item: (item.km, item.vertices)):
        one, other = ends(track)
        limit = track.km + DETOUR_KM
        if track.bridge or track.km > YARD_KM or other not in ways(at, one, limit, other):
            kept.append(track)
            at[one].append((other, track.km))
            at[other].append((one, track.km))
    return kept


def contracted(tracks: list[Track]) -> list[Track]:
    """Take twins out and join what is left, until nothing changes."""
    count = 0
    while len(tracks) != count:
        count = len(tracks)
        tracks = merge(without_twins(tracks))
    return tracks


def merge(tracks: list[Track]) -> list[Track]:
    """Join tracks of one country where exactly two meet."""
    at = touching(tracks)
    alive: list[Track | None] = list(tracks)
    for anchor in sorted(at):
        if len(at[anchor]) != 2 or at[anchor][0] == at[anchor][1]:
            continue
        one, other = (alive[number] for number in at[anchor])
        if one is None or other is None or one.bridge or other.bridge:
            continue
        if one.countries != other.countries or len(one.countries) > 1:
            continue
        head = one.vertices if one.vertices[-1] == anchor else one.vertices[::-1]
        tail = other.vertices if other.vertices[0] == anchor else other.vertices[::-1]
        keep, gone = at[anchor]
        alive[keep] = Track(head + tail[1:], one.km + other.km, one.countries)
        alive[gone] = None
        at[tail[-1]] = [keep if number == gone else number for number in at[tail[-1]]]
    return [track for track in alive if track is not None]


def without_islands(tracks: list[Track]) -> list[Track]:
    """Drop parts of the network shorter than ``ISLAND_KM`` altogether."""
    parts = Parts(1 + max(max(track.vertices) for track in tracks))
    for track in tracks:
        parts.join(track.vertices[0], track.vertices[-1])
    total: dict[int, float] = defaultdict(float)
    for track in tracks:
        total[parts.of(track.vertices[0])] += track.km
    return [item for item in tracks if total[parts.of(item.vertices[0])] >= ISLAND_KM]
