"""Positions as a person writes them: decimal degrees, or degrees, minutes and seconds."""

from __future__ import annotations

import re

import click

from geo.model import LatLon

MINUS = "\N{MINUS SIGN}"
_NEGATIVE = re.compile(r"-\.?[0-9][^,°º\s]*[,°º\s]")

_NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_PART = r"[0-9]+(?:\.[0-9]+)?"
_COMMA = r"\s*,\s*"
_DEGREE, _MINUTE, _SECOND = "[°ºd]", "[′'’m]", "(?:[″\"”s]|''|′′|’’)"


def _angle(name: str, degree: str) -> str:
    """Match an angle of up to three parts; a part begins where no other goes on."""
    return (
        rf"(?P<{name}d>{_PART})\s*{degree}"
        rf"(?:\s*(?<![0-9.])(?P<{name}m>{_PART})\s*{_MINUTE}?"
        rf"(?:\s*(?<![0-9.])(?P<{name}s>{_PART})\s*{_SECOND}?)?)?"
    )


_LAT, _LON = _angle("lat_", f"{_DEGREE}?"), _angle("lon_", f"{_DEGREE}?")
_NS, _EW = "(?P<lat_side>[NS])", "(?P<lon_side>[EW])"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<lat_d>{_NUMBER}){_COMMA}(?P<lon_d>{_NUMBER})",
        rf"{_LAT}\s*{_NS}(?:{_COMMA}|\s*){_LON}\s*{_EW}",
        rf"{_NS}\s*{_LAT}(?:{_COMMA}|\s*){_EW}\s*{_LON}",
        rf"(?P<lat_side>[-+]?){_angle('lat_', _DEGREE)}(?:{_COMMA}|\s+)"
        rf"(?P<lon_side>[-+]?){_angle('lon_', _DEGREE)}",
    )
)
"""All that is read, each as a whole: ``LAT,LON``; letters after, and before; signs alone."""


def read(text: str) -> LatLon:
    """Read a position, latitude first.

    Parameters
    ----------
    text : str
        ``LAT,LON`` in decimal degrees; or degrees, minutes and seconds, told apart by
        their signs or by spaces, with N or S and E or W either after or before them.
        Where each has its degree sign, a minus may stand for the letter.

    Raises
    ------
    ValueError
        If the text as a whole has no such form, or the position lies on no globe.
    """
    text = text.strip().replace(MINUS, "-")
    found = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if found is None:
        raise ValueError(
            f"{text!r} is no position; write latitude and longitude in degrees, a comma "
            "between them and a point before decimals, such as 45.886,40.041 or -33.85,151.3; "
            "or with letters, such as 33°51′0″S 151°18′0″E or 33 51 0 S, 151 18 0 E."
        )
    parts = found.groupdict()
    lat, lon = (
        _degrees(text, *(parts.get(f"{name}_{part}") or "" for part in ("side", *"dms")))
        for name in ("lat", "lon")
    )
    return _on_globe(lat, lon)


def _degrees(text: str, side: str, *parts: str) -> float:
    """Add up the parts of an angle."""
    given = [part for part in parts if part]
    if any("." in part for part in given[:-1]):
        raise ValueError(
            f"{text!r} has decimals before its last part; write 45.5 N or 45 30 N, say."
        )
    whole, minutes, seconds = (float(part or 0) for part in (*given, "", "")[:3])
    if max(minutes, seconds) >= 60:
        raise ValueError(f"{text!r}: minutes and seconds are under 60.")
    if minutes or seconds:
        from geopy import units  # noqa: PLC0415 - slow to import, and few write minutes

        whole += units.degrees(arcminutes=minutes, arcseconds=seconds)
    return -whole if side in {"S", "W", "-"} else whole


def _on_globe(lat: float, lon: float) -> LatLon:
    if abs(lat) <= 90 and abs(lon) <= 180:
        return LatLon(lat, lon)
    hint = ""
    if abs(lat) <= 180 and abs(lon) <= 90:
        hint = f" Latitude comes first; did you mean {lon:g},{lat:g}?"
    raise ValueError(
        f"{lat:g},{lon:g} lies on no globe: latitude is -90 to 90, longitude -180 to 180.{hint}"
    )


class PositionCommand(click.Command):
    """A command whose positions may begin with a minus, unquoted and without ``--``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Turn the hyphen of a negative latitude into a minus sign, so it is no option."""
        return super().parse_args(
            ctx, [MINUS + arg[1:] if _NEGATIVE.match(arg) else arg for arg in args]
        )


class PositionType(click.ParamType[LatLon]):
    """``LAT,LON`` in degrees, latitude first; degrees, minutes and seconds are read too."""

    name = "LAT,LON"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> LatLon:
        """Read a position, and refuse what is none or may be another."""
        try:
            return read(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


POSITION = PositionType()
