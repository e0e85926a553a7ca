"""The Earth as directions from its middle: great ellipses, turns and lengths in bulk.

A position is the unit vector from the middle of the WGS 84 ellipsoid towards it. The
plane through two positions and the middle cuts the ellipsoid in a great ellipse, which
is straight in the gnomonic projection: whether two arcs cross is a matter of signs.
Such an arc is longer than the geodesic by less than a millionth.
"""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from geo.model import LatLon

Floats = npt.NDArray[np.float64]
"""Vectors of shape (n, 3), positions in degrees of shape (n, 2), or lengths of shape (n,)."""
Singles = npt.NDArray[np.float32]
"""The same in half the room, good to half a metre."""
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int32]
"""Whole numbers that are kept in half the room, or positions in units of a chart."""
_Real = TypeVar("_Real", np.float32, np.float64)

RADIUS_KM = 6371.0088
LEAST_KM = 6335.0
"""No turn of a radian on the ellipsoid, seen from its middle, is shorter."""
_FLATNESS = 0.0066943799901413165
"""The first eccentricity of WGS 84, squared."""
_EQUATOR_KM = 6378.137
_FLATTEST_KM = 6400.0
_ROUNDED_KM = 0.01
"""Lengths in single precision are good to this."""
_FEW, _MANY = 200, 2000
_BY_ONE = 2**17
"""OpenBLAS does products of twice as many numbers in one thread."""


def units(degrees: Floats) -> Floats:
    """Turn positions in degrees (longitude first) into unit vectors.

    Parameters
    ----------
    degrees : array of shape (n, 2)

    Returns
    -------
    array of shape (n, 3)
        Of single precision where the positions are, else of double.
    """
    lon = np.radians(degrees[:, 0])
    lat = np.arctan((1 - _FLATNESS) * np.tan(np.radians(degrees[:, 1])))
    across = np.cos(lat)
    found = np.empty((len(degrees), 3), dtype=across.dtype)
    found[:, 0] = across * np.cos(lon)
    found[:, 1] = across * np.sin(lon)
    found[:, 2] = np.sin(lat)
    return found


def unit(place: LatLon) -> Floats:
    """Turn one position into a unit vector of shape (3,)."""
    return np.asarray(units(np.array([[place.lon, place.lat]]))[0])


def degrees(vectors: Floats) -> Floats:
    """Turn vectors of any length into positions in degrees (longitude first)."""
    x, y, z = vectors.T
    lat = np.arctan(z / np.hypot(x, y) / (1 - _FLATNESS))
    return np.asarray(np.degrees(np.stack([np.arctan2(y, x), lat], axis=1)))


def place(vector: Floats) -> LatLon:
    """Turn one vector into a position."""
    ((lon, lat),) = degrees(vector[None])
    return LatLon(float(lat), float(lon))


def on_ellipsoid_km(vectors: Floats) -> Floats:
    """Stretch unit vectors to the ellipsoid, in kilometres from its middle."""
    x, y, z = vectors.T
    radius = _EQUATOR_KM / np.sqrt(x * x + y * y + z * z / (1 - _FLATNESS))
    return np.asarray(vectors * radius[:, None])


def lengths_km(here: Floats, there: Floats) -> Floats:
    """Measure arcs between positions on the ellipsoid, good to a thousandth of each.

    Parameters
    ----------
    here, there : array of shape (n, 3)
        From ``on_ellipsoid_km``; one of them may have n = 1.
    """
    x, y, z = (here - there).T
    chord = np.sqrt(x * x + y * y + z * z)
    return np.asarray(2 * RADIUS_KM * np.arcsin(np.minimum(chord / (2 * RADIUS_KM), 1.0)))


def steps_km(line: Floats) -> Floats:
    """Measure the arcs of a line of unit vectors of shape (n, 3), as ``lengths_km`` does."""
    spots = on_ellipsoid_km(line)
    return lengths_km(spots[1:], spots[:-1])


def fine(line: Floats, step_km: float) -> Floats:
    """Lay vectors along the arcs between unit vectors, those included.

    Parameters
    ----------
    line : array of shape (n, 3)
        Each but the last starts an arc, shorter than half the Earth's girth.
    step_km : float
        The longest step.
    """
    here, there = line[:-1], line[1:]
    angle = angles(here, there)
    steps = np.maximum(1, np.ceil(angle * (RADIUS_KM / step_km))).astype(np.int64)
    at = np.repeat(np.arange(len(here)), steps)
    step = np.arange(len(at)) - np.repeat(np.cumsum(steps) - steps, steps)
    turn = step * (angle / steps)[at]
    near, far = np.sin(angle[at] - turn), np.sin(turn)
    whole = np.maximum(np.sin(angle), 1e-15)[at]
    found = here[at] * (near / whole)[:, None] + there[at] * (far / whole)[:, None]
    found[step == 0] = here
    return np.concatenate([found, line[-1:]])


def gnomonic(middle: Floats, vectors: Floats) -> Floats:
    """Lay vectors flat about a middle, in kilometres; great ellipses are straight.

    Parameters
    ----------
    middle : array of shape (3,)
    vectors : array of shape (n, 3)
        Less than a quarter of the Earth away.
    """
    x, y, z = middle.tolist()
    east = np.array([-y, x, 0.0])
    east /= max(math.sqrt(east @ east), 1e-12)
    a, b, _ = east.tolist()
    north = np.array([-z * b, z * a, x * b - y * a])
    scale = RADIUS_KM / dots(vectors, middle)
    found = np.empty((len(vectors), 2))
    found[:, 0] = dots(vectors, east) * scale
    found[:, 1] = dots(vectors, north) * scale
    return found


def dots(vectors: Floats, vector: Floats) -> Floats:
    """Give the products of many vectors with one; by many, BLAS threads would wait in turn."""
    if len(vectors) < _MANY:
        return np.asarray(vectors @ vector)
    x, y, z = vectors.T
    return np.asarray(x * vector[0] + y * vector[1] + z * vector[2])


def products(rows: Singles, columns: Singles) -> Singles:
    """Multiply matrices, so few rows at a time that BLAS needs no threads, which would wait."""
    step = max(1, _BY_ONE // columns.size)
    found = np.empty((len(rows), columns.shape[1]), dtype=rows.dtype)
    for at in range(0, len(rows), step):
        np.matmul(rows[at : at + step], columns, out=found[at : at + step])
    return found


def norms(vectors: Floats) -> Floats:
    """Give the lengths of vectors of shape (n, 3); faster than NumPy's."""
    return np.sqrt(each_dot(vectors, vectors))


def chords(vectors: Floats, vector: Floats) -> Floats:
    """Give how far vectors of shape (n, 3) lie from one; by columns, the soonest way."""
    x, y, z = vectors.T
    return np.asarray(
        np.sqrt((x - vector[0]) ** 2 + (y - vector[1]) ** 2 + (z - vector[2]) ** 2)
    )


def arcs(chords_: Floats) -> Floats:
    """Give the arcs between unit vectors, in radians, by their chords."""
    return np.asarray(2 * np.arcsin(chords_ / 2))


def normalised(vectors: Floats) -> Floats:
    """Stretch vectors of shape (n, 3) to unit vectors."""
    return np.asarray(vectors / np.maximum(norms(vectors), 1e-15)[:, None])


def angles(here: Floats, there: Floats) -> Floats:
    """Measure the angles between vectors of shape (n, 3), in radians."""
    return np.asarray(np.arctan2(norms(cross(here, there)), each_dot(here, there)))


def each_dot(here: npt.NDArray[_Real], there: npt.NDArray[_Real]) -> npt.NDArray[_Real]:
    """Give the products of vectors of shape (n, k), each with its own, the soonest way."""
    if len(here) < _FEW:
        return np.asarray(np.vecdot(here, there))
    each = here * there
    found = each[:, 0] + each[:, 1]
    for column in each.T[2:]:
        found += column
    return np.asarray(found)


def cross(here: Floats, there: Floats) -> Floats:
    """Give the cross products of vectors of shape (..., 3); faster than NumPy's on few."""
    a, b, c = here[..., 0], here[..., 1], here[..., 2]
    x, y, z = there[..., 0], there[..., 1], there[..., 2]
    first = b * z - c * y
    found = np.empty((*first.shape, 3))
    found[..., 0] = first
    found[..., 1] = c * x - a * z
    found[..., 2] = a * y - b * x
    return found


def least_km(chords_km: npt.NDArray[_Real]) -> npt.NDArray[_Real]:
    """Give how long geodesics are at least, by the straight lines through the Earth.

    The surface is bent nowhere less than a circle of 6,400 km, and of two curves over one
    chord the one that is bent less is the shorter (Schur's theorem).
    """
    across = 2 * _FLATTEST_KM
    return np.asarray(np.arcsin(np.minimum(chords_km / across, 1.0)) * across)


def columns(vectors: Floats) -> Singles:
    """Lay vectors of shape (n, 3) out by columns in single precision, which is fast."""
    return vectors.T.astype(np.float32, order="C")


def about_km(here: Singles, there: Singles) -> Singles:
    """Give little less than ``least_km``, sooner: by the first terms of the arc sine's series.

    Parameters
    ----------
    here, there : array of shape (3, n) and (3, k)
        Columns of positions in kilometres from the Earth's middle.

    Returns
    -------
    array of shape (k, n)
    """
    x, y, z = np.square(here[:, None] - there[:, :, None])
    squares = x + y + z
    share = squares / (2 * _FLATTEST_KM) ** 2
    found = np.sqrt(squares) * (1 + share * (1 / 6 + share * (3 / 40)))
    return np.asarray(found - _ROUNDED_KM)
