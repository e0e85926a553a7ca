"""The base map: what a map shows beneath a story, chosen for a view."""

from geo.base.atlas import Area, Country, Extent, Town, Water
from geo.base.packing import pack
from geo.base.selection import DETAIL_KM, SHARP, Base, prepare, select

__all__ = [
    "DETAIL_KM",
    "SHARP",
    "Area",
    "Base",
    "Country",
    "Extent",
    "Town",
    "Water",
    "pack",
    "prepare",
    "select",
]
