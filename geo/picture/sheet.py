"""Place labels so that none meets another, what it must not hide, or the frame.

Greedy and deterministic: labels are taken in order of importance, each tries its
positions in order of preference, and the first that is free at the least cost is taken.
Lines may be crossed at a cost; boxes may not be met at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import permutations, product
from operator import itemgetter

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry import box as polygon
from shapely.geometry.base import BaseGeometry

from geo.picture.labels import Label, Placed
from geo.picture.spots import Box, Spot

_NEXT_SETTING = 8.0
"""What it costs to set a label in another way than the preferred one."""
_LEFT_OUT = 1000.0
"""What it costs to leave a label out."""
_ASTRAY = 80.0
"""What it costs to stand by what another label names: more than over most lines."""
_FEW = 4
_CROSSED = 12.0
_CROSSING = 1.2
"""What a line beneath a label costs, and each pixel of it; a step of preference is about 1."""

_Groups = Sequence[tuple[Label, ...]]
Choice = tuple[int, int]
"""Which label, and how many of its settings, the better ones first, were given up."""


@dataclass(slots=True)
class Sheet:
    """A picture being labelled.

    Attributes
    ----------
    frame : Box
        Labels stay within.
    taken : list of Box
        What no label may meet; placed labels join it.
    avoided : list of geometry
        Lines, in pixels, that labels rather leave free.
    """

    frame: Box
    taken: list[Box] = field(default_factory=list)
    avoided: list[BaseGeometry] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    threads: list[LineString] = field(default_factory=list)
    """Of the labels placed; no label may lie on one."""

    def place(self, labels: Iterable[Label]) -> None:
        """Place labels in their order; one that finds no free spot is left out."""
        for label in labels:
            self.place_one((label,))

    def place_together(self, groups: _Groups, crowded: Callable[[], _Groups]) -> None:
        """Place a few labels, each in one of its settings, in the way that costs least.

        Every order of them is tried, and whether one gives up its preferred setting for
        the others. More than a few are placed in the order given. Where one would be left
        out, or stand by what another names, they are placed with the settings that a crowded
        map gives them, if fewer are so.
        """
        best, cost = self._together(groups)
        if any(_bad(best, cost)):
            other, least = self._together(crowded())
            best = other if _bad(other, least) < _bad(best, cost) else best
        self.taken, self.placed, self.threads = best.taken, best.placed, best.threads

    def _together(self, groups: _Groups) -> tuple[Sheet, float]:
        """Give the sheet with labels placed in the way that costs least, and the cost."""
        kept = [tuple(map(self._kept_beside, group)) for group in groups]

        @cache
        def tried(way: tuple[Choice, ...]) -> tuple[Sheet, float]:
            if not way:
                return self, 0.0
            before, cost = tried(way[:-1])
            number, given_up = way[-1]
            sheet = before._copied()
            cost += sheet._place(kept[number][given_up:]) + _NEXT_SETTING * given_up
            return sheet, cost

        return min(map(tried, _ways([*map(len, groups)])), key=itemgetter(1))

    def _copied(self) -> Sheet:
        """Copy a sheet, to try on it what may not last."""
        return replace(
            self, taken=[*self.taken], placed=[*self.placed], threads=[*self.threads]
        )

    def is_clear(self, box: Box) -> bool:
        """Tell whether no label, mark or thread stands on some ground."""
        ground = _ground(box)
        return not any(box.meets(other) for other in self.taken) and not any(
            thread.intersects(ground) for thread in self.threads
        )

    def place_one(self, settings: Iterable[Label]) -> bool:
        """Place a label in the best of several settings, the first of them preferred.

        What names a thing of the story is pulled into the frame if it must be.
        """
        return self._place(tuple(map(self._kept_beside, settings))) < _LEFT_OUT

    def _place(self, tried: tuple[Label, ...]) -> float:
        """Place a label, and tell what that costs."""
        found = self._cheapest(tried)
        if found is None:
            story = (label for label in tried if not label.free and label.home is None)
            found = self._cheapest(replace(each, spots=self._pulled(each)) for each in story)
        if found is None:
            return _LEFT_OUT + max((label.worth for label in tried), default=0.0)
        label, spot, box, cost = found
        self.placed.append(Placed(label, spot, box))
        self.taken.append(box.grown(1.5))
        if ends := label.thread(box):
            self.threads.append(LineString(ends))
        return cost

    def _cheapest(self, settings: Iterable[Label]) -> tuple[Label, Spot, Box, float] | None:
        """Find the setting and the spot of least cost."""
        best, least = None, math.inf
        for number, label in enumerate(settings):
            found, cost = self._best(label)
            cost += _NEXT_SETTING * number
            if found and cost < least:
                best, least = (label, *found, cost), cost
        return best

    def _kept_beside(self, label: Label) -> Label:
        """Pull the name of a spot of the story into the frame, rather than let it go afar."""
        if label.free or label.home is None:
            return label
        return replace(label, spots=self._pulled(label))

    def _pulled(self, label: Label) -> tuple[Spot, ...]:
        """Move the spots of a label so that it lies within the frame."""
        moved, frame, ground = [], self.frame, label.ground()
        for spot in label.spots:
            box = ground(spot)
            dx = max(frame.left - box.left, 0.0) or min(frame.right - box.right, 0.0)
            dy = max(frame.top - box.top, 0.0) or min(frame.bottom - box.bottom, 0.0)
            cost = spot.cost + math.hypot(dx, dy) / 6
            moved.append(Spot(spot.x + dx, spot.y + dy, spot.anchor, cost))
        return tuple(moved)

    def _best(self, label: Label) -> tuple[tuple[Spot, Box] | None, float]:
        """Find the free spot of least cost; what a spot costs is not all."""
        best, least, ground = None, math.inf, label.ground()
        for spot in label.spots:
            if spot.cost >= least:
                continue
            box = ground(spot)
            if not self._free(label, box):
                continue
            cost = spot.cost + _ASTRAY * label.is_astray(box)
            cost += self._cost(box) + self._between(label, box)
            if cost < least:
                best, least = (spot, box), cost
        return best, least

    def _free(self, label: Label, box: Box) -> bool:
        if not box.within(self.frame) or any(box.meets(other) for other in self.taken):
            return False
        ground = _ground(box)
        if label.free and any(line.intersects(ground) for line in self.avoided):
            return False
        if any(thread.intersects(ground) for thread in self.threads):
            return False
        if not self._threads_freely(label, box):
            return False
        return label.inside is None or bool(label.inside.contains(ground))

    def _threads_freely(self, label: Label, box: Box) -> bool:
        """Tell whether the thread of a label, if it needs one, crosses no mark and no name."""
        ends = label.thread(box)
        if not ends or label.home is None:
            return True
        thread = LineString(ends)
        return not any(
            thread.intersects(_ground(other))
            for other in self.taken
            if not other.holds(*label.home)
        ) and not any(thread.crosses(other) for other in self.threads)

    def _cost(self, box: Box) -> float:
        ground = _ground(Box(box.left - 2, box.top - 1, box.right + 2, box.bottom + 1))
        hidden = (line.intersection(ground).length for line in self.avoided)
        return sum(_CROSSED + _CROSSING * length for length in hidden if length)

    def _between(self, label: Label, box: Box) -> float:
        """Tell what it costs that lines part a label without a thread from what it names."""
        if label.home is None or not label.across or label.thread(box):
            return 0.0
        home = Point(label.home)
        way = LineString((home, box.nearest(*label.home)))
        others = (line for line in self.avoided if line.distance(home) > 1)
        return label.across * sum(line.intersects(way) for line in others)


def _bad(sheet: Sheet, cost: float) -> tuple[float, int]:
    """Count labels that were left out, as their cost tells, and those that are astray."""
    return cost // _LEFT_OUT, sum(placed.label.is_astray(placed.box) for placed in sheet.placed)


@lru_cache(maxsize=4096)
def _ground(box: Box) -> Polygon:
    """Give the ground of a box; the same few are asked for again and again."""
    return polygon(box.left, box.top, box.right, box.bottom)


def _ways(counts: Sequence[int]) -> Iterator[tuple[Choice, ...]]:
    """List the orders of a few labels, each with all its settings or with its last alone."""
    if len(counts) > _FEW:
        yield tuple((number, 0) for number in range(len(counts)))
        return
    for order in permutations(range(len(counts))):
        yield from product(
            *({(number, 0): 0, (number, counts[number] - 1): 0} for number in order)
        )
