"""Cut track that leads from one country into another where it crosses the border."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from railcontract import Track, ends, touching
from railsource import Floats, countries_of

STEP_KM = 0.5
"""A border is looked for at places as far apart as this, ..."""
LEAST, MOST = 15, 600
"""... at so many at least and at most."""
BRIEF_KM = 2.5
"""Track that leaves a country for less than this and comes back is held to stay in it: the
source is thinned on a grid of 0.1 km, and railways run beside rivers that are borders. All 20
such were looked at; the shortest that leads abroad in truth, through Monaco, is longer."""

INSIDE = 0.02
"""A share of the track is left to each country at least: its ends are theirs."""


def parted(nodes: Floats, tracks: list[Track]) -> tuple[Floats, list[Track]]:
    """Part tracks at borders, each into one of either country.

    Bridges stay whole. On a straight edge that a railway swings wide of, other countries may
    lie between: it is cut where the fewest places lie on the wrong side.

    Parameters
    ----------
    nodes : array
        The vertices, latitude first.
    tracks : list of Track

    Returns
    -------
    array
        The vertices, and after them those on borders.
    list of Track
    """
    crossing = [track for track in tracks if _crosses(track)]
    shares = [_shares(track.km) for track in crossing]
    ends = [nodes[[track.vertices[0], track.vertices[-1]]] for track in crossing]
    places = [a + (b - a) * row[:, None] for (a, b), row in zip(ends, shares, strict=True)]
    codes = np.split(
        countries_of(np.concatenate(places)), np.cumsum([len(row) for row in shares])[:-1]
    )
    cuts = [
        _cut(track.countries, row, own)
        for track, row, own in zip(crossing, shares, codes, strict=True)
    ]
    borders = [a + (b - a) * cut for (a, b), cut in zip(ends, cuts, strict=True)]
    pieces = [
        piece
        for number, (track, cut) in enumerate(zip(crossing, cuts, strict=True))
        for piece in _pieces(track, len(nodes) + number, cut)
    ]
    whole = [track for track in tracks if not _crosses(track)]
    return np.concatenate([nodes, np.round(borders, 4)]), [*whole, *pieces]


def _crosses(track: Track) -> bool:
    return len(track.countries) > 1 and not track.bridge


def _shares(km: float) -> Floats:
    """Lay places along a track, as shares of it."""
    count = int(np.clip(km / STEP_KM, LEAST, MOST))
    return np.asarray(np.linspace(0, 1, count + 2)[1:-1])


def _cut(countries: tuple[str, ...], shares: Floats, codes: npt.NDArray[np.str_]) -> float:
    """Tell the share of a track that lies before the border."""
    before, after = (np.append(0, np.cumsum(codes == code)) for code in countries)
    right = before + (after[-1] - after)
    edges = np.concatenate([[0.0], shares, [1.0]])
    best = int(right.argmax())
    return float(np.clip((edges[best] + edges[best + 1]) / 2, INSIDE, 1 - INSIDE))


def _pieces(track: Track, border: int, share: float) -> Iterator[Track]:
    """Give both parts of a track, joined at a vertex on the border."""
    here, there = track.vertices[0], track.vertices[-1]
    yield Track([here, border], track.km * share, track.countries[:1])
    yield Track([border, there], track.km * (1 - share), track.countries[1:])


def without_brief(tracks: list[Track]) -> list[Track]:
    """Put track that seems to be abroad for a moment into the country on both sides of it."""
    at, change = touching(tracks), True
    while change:
        change = False
        for part in _parts(tracks, at):
            beyond = _beyond(part, tracks, at)
            around = {row for _, row in beyond}
            brief = sum(tracks[number].km for number in part) < BRIEF_KM
            if not brief or len({end for end, _ in beyond}) < 2 or len(around) > 1:
                continue
            (there,) = around
            if len(there) == 1 and there != tracks[min(part)].countries:
                change = True
                for number in part:
                    tracks[number].countries = there
    return tracks


def _beyond(
    part: set[int], tracks: Sequence[Track], at: Mapping[int, list[int]]
) -> set[tuple[int, tuple[str, ...]]]:
    """Tell where others touch a part of the network, and in which countries they lie."""
    touched = {(end, other) for n in part for end in ends(tracks[n]) for other in at[end]}
    return {(end, tracks[other].countries) for end, other in touched if other not in part}


def _parts(tracks: Sequence[Track], at: Mapping[int, list[int]]) -> Iterator[set[int]]:
    """Group the tracks of one country that hang together, bridges left out."""
    seen: set[int] = set()
    for first, track in enumerate(tracks):
        part, waiting = set[int](), [first]
        while waiting:
            number = waiting.pop()
            same = tracks[number].countries == track.countries
            if same and number not in seen and not tracks[number].bridge:
                seen.add(number)
                part.add(number)
                waiting += [other for end in ends(tracks[number]) for other in at[end]]
        if part:
            yield part
