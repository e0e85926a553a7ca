"""Open the waters that Natural Earth alone closes, though ships pass there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from searoom import polygons, valid
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shores import SIZE, SPAN, Box, halved

from geo.routes.estuaries import ESTUARIES

NARROWS = {
    "Eastern Bosphorus": (131.78, 43.04, 131.92, 43.11),
    "Stockholm": (17.9, 59.1, 19.2, 59.85),
    "Porlier Pass": (-123.63, 48.985, -123.56, 49.03),
    "Ørnes": (13.6, 66.82, 13.76, 66.9),
    "Nakai-guchi": (133.06, 36.09, 133.12, 36.15),
    "Mekari Seto, Onomichi": (133.08, 34.23, 133.26, 34.41),
    "Nuup Kangerlua": (-51.06, 64.53, -50.75, 64.58),
    "Kapisillit": (-50.7, 64.5, -50.1, 64.75),
    "Tuttutooq": (-46.5, 60.72, -46.2, 60.84),
    "Sermersooq": (-45.1, 60.39, -44.87, 60.475),
    "Vestmannasund": (-7.2, 62.1, -6.83, 62.34),
    "Grøtsund": (18.85, 69.72, 19.75, 70.0),
    "Gisund": (17.9, 69.15, 18.25, 69.48),
    "Silda": (21.62, 70.225, 21.79, 70.285),
    "Saltfjorden": (14.28, 67.225, 14.75, 67.28),
    "Ulvesundet": (5.06, 61.885, 5.36, 62.065),
    "Skatestraumen": (5.24, 61.82, 5.31, 61.865),
    "Krakhellesund": (5.0, 61.08, 5.22, 61.215),
    "Vatlestraumen": (5.14, 60.25, 5.26, 60.42),
    "Storstrøm": (11.75, 54.92, 12.22, 55.07),
    "Feggesund": (8.85, 56.9, 9.05, 57.02),
    "Pelješac": (16.96, 42.935, 17.2, 43.09),
    "Bonne Bay": (-58.06, 49.44, -57.87, 49.6),
    "Sandy Point": (-58.62, 48.4, -58.43, 48.475),
    "Bay d'Espoir": (-56.17, 47.685, -56.06, 47.77),
    "Discovery Passage, Johnstone Strait": (-126.0, 49.95, -125.15, 50.5),
    "Lama Passage": (-128.25, 51.97, -128.12, 52.05),
    "Dalcahue": (-73.68, -42.415, -73.49, -42.335),
    "Queilén": (-73.63, -42.945, -73.575, -42.895),
    "Queullín": (-72.92, -41.97, -72.78, -41.74),
    "Chumildén": (-72.93, -42.68, -72.84, -42.52),
    "Reloncaví": (-72.7, -41.77, -72.5, -41.68),
    "Sundarbans": (88.4, 21.45, 88.95, 21.65),
    "Dubla": (89.64, 21.70, 89.75, 21.79),
    "Kunga": (89.84, 21.84, 89.93, 22.07),
    "Breueh": (95.12, 5.635, 95.18, 5.685),
    "Clarence Strait": (55.67, 26.765, 55.8, 26.85),
    "Kaminoseki": (132.07, 33.8, 132.16, 33.9),
    "Kap Shui Mun": (114.035, 22.32, 114.085, 22.36),
    "Flores": (122.95, -8.39, 123.06, -8.16),
    "Buton": (122.5, -5.45, 122.72, -5.05),
    "Molo": (119.79, -8.68, 119.815, -8.6),
    "Trusan Treacher": (118.28, 4.5, 118.52, 4.7),
    "East River": (-74.03, 40.695, -73.77, 40.83),
    "Stone Island": (148.22, -20.11, 148.335, -19.945),
}
"""Narrows that Natural Earth alone closes or draws aside: west, south, east, north.

Each is passed as any water, a mile off OpenStreetMap's land alone, or less.
"""
COSTLY = {
    "Tjeldsund": (16.1, 68.5, 16.6, 68.58),
    "Rognsund": (22.7, 70.28, 23.1, 70.42),
    "Little Belt": (9.65, 55.45, 9.95, 55.6),
    "Kyle Akin": (-5.8, 57.2, -5.55, 57.3),
    "Tihi Channel": (14.5, 45.2, 14.65, 45.28),
    "Yugorsky Shar": (60.0, 69.5, 60.7, 69.8),
    "Wrangell Narrows": (-133.05, 56.5, -132.7, 56.85),
    "Île d'Orléans": (-71.2, 46.8, -70.8, 46.97),
    "Sansum Narrows": (-123.58, 48.745, -123.54, 48.785),
    "Orca Inlet": (-145.86, 60.59, -145.72, 60.635),
    "Stokksundet": (5.2, 59.75, 5.4, 59.99),
    "Megara": (23.39, 37.965, 23.47, 38.0),
    "San Juanico": (124.96, 11.29, 125.0, 11.41),
    "Air Hitam": (102.92, 0.84, 103.05, 0.93),
    "Deception Pass": (-122.74, 48.37, -122.59, 48.44),
    "Vân Đồn": (107.36, 21.02, 107.385, 21.06),
    "Skogerøya": (29.69, 69.775, 29.79, 69.825),
}
"""Others, which stay its land, and are passed where that saves many times what lies over it.

There the two maps are off each other by about a strait's width: either has it open.
"""
DEAR = {"Victoria Harbour": (114.19, 22.26, 114.28, 22.31)}
"""One that is opened in the same way, but round which it is not far: passed at need alone."""
FLATS = {"Indus": (67.8, 23.6, 68.2, 24.0)}
"""Deltas that Natural Earth is right to draw as land, by name: west, south, east, north."""
WIDE = ("Río de la Plata", "Pará", "Amazon", "Patos", "Saint Lawrence", "Meghna", "Gambia")
"""Estuaries much wider than Natural Earth's banks are off; all others are opened, at a cost."""
TOWN_GRID = 0.25
"""Degrees that towns are read to."""
LEAST_WATER = 2e-4
"""Square degrees of the least water that others are joined to."""
_FIRST, _TOUCH = 0.005, 1e-7
"""A lane that joins waters is opened so many degrees about the smaller one, at least."""
_FAR, _BACK = 0.04, 1.6
"""Degrees (4.5 km) from open water from which an inlet is cut off; what of it is opened."""
_LEAST_FAR = 1.5e-4
"""Square degrees of the least far part that is opened."""
_MEETS, _MOUTH = 1e-4, 5.0
"""What lies as near to open water meets it; so many times as wide as deep, it is no inlet."""


def opened(
    waters: Sequence[BaseGeometry], inlets: Sequence[BaseGeometry], towns: np.ndarray
) -> Iterator[BaseGeometry]:
    """List the waters that Natural Earth alone closes, though ships pass there.

    Those are the ones that join waters which do not meet, what lies in ``NARROWS``, in
    ``COSTLY``, in ``DEAR`` or in an estuary that is not ``WIDE``, and of the ones with a town
    that reach far from open water (estuaries, fjords) the far part and what leads there.
    """
    area = shapely.area(waters)
    parts, labels = [], []
    for label in np.flatnonzero(area > LEAST_WATER).tolist():
        pieces = [valid(part) for part in halved([waters[label]], SPAN)]
        parts += pieces
        labels += [label] * len(pieces)
    tree, named = shapely.STRtree(parts), np.array(labels)
    lanes = np.array([part for part in inlets if part.area > 1e-6], dtype=object)
    at, met = tree.query(lanes, predicate="intersects")
    for lane in np.unique(at):
        meets = met[at == lane]
        labels_met = np.unique(named[meets])
        if len(labels_met) < 2:
            continue
        yield from _joining(
            lanes[lane],
            [
                shapely.union_all([parts[part] for part in meets[named[meets] == label]])
                for label in labels_met
            ],
        )
    yield from _named(np.array(inlets, dtype=object))
    seas = shapely.STRtree(
        [p for p, label in zip(parts, labels, strict=True) if area[label] > 0.5]
    )
    near = shapely.STRtree([shapely.Point(town).buffer(TOWN_GRID) for town in towns])
    flats = boxes(FLATS)
    for lane in lanes:
        yield from (
            part
            for part in _far(lane, seas)
            if near.query(part, "intersects").size and not part.intersects(flats)
        )


def _named(inlets: np.ndarray) -> list[Polygon]:
    """List what lies in narrows and rivers: slivers, too, as a river has one in every bend."""
    rivers = {name: box for name, box in ESTUARIES.items() if name not in WIDE}
    narrow = boxes(NARROWS | COSTLY | DEAR | rivers)
    there = np.sort(shapely.STRtree(inlets).query(narrow, "intersects"))
    return polygons(shapely.intersection(shapely.union_all(inlets[there]), narrow))


def _joining(lane: BaseGeometry, waters: Sequence[BaseGeometry]) -> Iterator[BaseGeometry]:
    """Give the part of a lane about each of the waters that joins it to a larger one."""
    waters = sorted(waters, key=shapely.area)
    west, south, east, north = lane.bounds
    box = (west - _FIRST, south - _FIRST, east + _FIRST, north + _FIRST)
    for at, small in enumerate(waters[:-1]):
        others = shapely.union_all(waters[at + 1 :])
        near = shapely.clip_by_rect(small, *box)
        reach = 1.2 * shapely.distance(near, others) + _FIRST
        found: list[Polygon] = []
        while not found and reach < SIZE:
            about = shapely.buffer(near, reach, quad_segs=4)
            found = [
                part
                for part in polygons(shapely.intersection(lane, about))
                if part.dwithin(near, _TOUCH) and part.dwithin(others, _TOUCH)
            ]
            reach *= 1.5
        yield from found or polygons(lane)


def boxes(named: dict[str, Box]) -> BaseGeometry:
    """Unite boxes that have names."""
    return shapely.union_all([shapely.box(*box) for box in named.values()])


def _far(lane: BaseGeometry, seas: shapely.STRtree) -> Iterator[BaseGeometry]:
    """Give the part of an inlet that lies far from open water, and what leads there."""
    west, south, east, north = lane.bounds
    box = (west - 0.1, south - 0.05, east + 0.1, north + 0.05)
    near = seas.geometries[seas.query(shapely.box(*box))]
    if not len(near):
        return
    scale = (float(np.cos(np.radians(min(abs((south + north) / 2), 80)))), 1.0)
    level = shapely.transform(lane, lambda p: p * scale)
    if level.area <= _LEAST_FAR:
        return
    open_ = shapely.union_all(
        [
            shapely.transform(shapely.clip_by_rect(part, *box), lambda p: p * scale)
            for part in near
        ]
    )
    out = level.difference(shapely.buffer(open_, _FAR))
    if out.area > _LEAST_FAR:
        led = level.intersection(shapely.buffer(out, _FAR * _BACK))
        inlets = [part for part in polygons(led) if _is_inlet(part, open_)]
        yield from (shapely.transform(part, lambda p: p / scale) for part in inlets)


def _is_inlet(part: BaseGeometry, open_: BaseGeometry) -> bool:
    """Tell an inlet from a strip along a coast that Natural Earth draws too far out."""
    about = shapely.buffer(open_, _MEETS)
    mouth = shapely.length(shapely.intersection(shapely.boundary(part), about))
    depth = shapely.distance(shapely.points(shapely.get_coordinates(part)), open_).max()
    return bool(mouth < _MOUTH * depth)
