"""Say in plain words what pydantic found wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from geo.case.tree import Tree, Where
from geo.errors import nearest

_GIVEN = (
    (bool, "true or false"),
    (str, "text"),
    (int | float, "a number"),
    (list, "a list"),
    (dict, "keys with values"),
)
_WANTED = {
    "string_type": "text",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list, each item after a `-`",
    "dict_type": "text, or texts by language such as {en: …, id: …}",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "date_type": "a date such as 2023-09-01",
}
_UNITS = {
    "km": ("kilometer", "kilometers", "kilometre", "kilometres"),
    "mi": ("mile", "miles", "statute mile", "statute miles"),
    "nm": ("nautical mile", "nautical miles", "nmi", "nm"),
    "m": ("meter", "meters", "metre", "metres"),
    "knots": ("kn", "kt", "kts", "knot"),
    "km_per_hour": ("km/h", "kmh", "kph"),
    "mi_per_hour": ("mph", "mi/h"),
}
"""What units of a case are called elsewhere, in small letters."""
_OTHERS = {
    "a foot is 0.3048 m": ("ft", "foot", "feet"),
    "a yard is 0.9144 m": ("yd", "yard", "yards"),
    "a Chinese li is 0.5 km": ("li", "里"),
    "a verst is 1.0668 km": ("verst", "versts"),
}
"""Units of lengths that no case takes."""
_COMMA = re.compile(r"-?\d+,\d+")
_PARTED = re.compile(r"-?[1-9]\d{0,2},\d{3}")
_RANGE = re.compile(r"[\d.]+ *(?:-|\u2013|to) *[\d.]+")
_DEGREES = re.compile(r"\d[\d.° '\"\u2032\u2033]*(?:[NSEW]|[°'\"\u2032\u2033])")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u066b": "."})
"""The minus sign, the dash and the hyphen of typography, and the Arabic decimal point."""
_LIMITS = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
}
_LENGTHS = {
    "string_too_long": "the text is too long; it may have {max_length} characters",
    "too_long": "the list is too long; it may have {max_length} items",
    "too_short": "the list is too short; it must have {min_length} or more items",
    "finite_number": "this must be a finite number",
    "missing": "this is missing; add it",
    "union_tag_not_found": "the key `kind` is missing; it says what would check the claim",
    "extra_forbidden": "there is no such key here",
}


def locate(tree: Tree, loc: Where) -> Where:
    """Turn pydantic's location into a path of the file.

    Its marks for the kind of a check and for a key are no part of the file.
    """
    path: list[str | int] = []
    for before, part in zip(("", *loc), loc, strict=False):
        if part != "[key]" and before != "check":
            path.append(part)
    while path[:-1] and not isinstance(_at(tree, tuple(path[:-1])), dict | list):
        path.pop()
    return tuple(path)


def plain(tree: Tree, path: Where, error: Mapping[str, Any]) -> str:
    """Say what is wrong at a path, and what would be right."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "dateline":
        return str(context["words"])
    if kind in _WANTED:
        return _mistyped(_WANTED[kind], error["input"])
    if kind in _LIMITS:
        name, words = _LIMITS[kind]
        return f"this must be {words} {context[name]:g}{_swapped(tree, path)}"
    if kind in {"literal_error", "union_tag_invalid"}:
        return _choice(error)
    if kind in _LENGTHS:
        return _LENGTHS[kind].format(**context)
    return str(error["msg"])


def _at(tree: Tree, path: Where) -> Any:  # noqa: ANN401 - any YAML value
    value: Any = tree.value
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _mistyped(wanted: str, given: object) -> str:
    if given is None:
        return f"nothing stands here; it must be {wanted}"
    found = next((words for kind, words in _GIVEN if isinstance(given, kind)), "something else")
    if isinstance(given, float):
        found = f"{given:g}"
    hint = ""
    if wanted.startswith("text") and type(given) in {int, float, bool}:
        hint = "; put it in quotes"
    elif "number" in wanted and isinstance(given, str):
        hint = _number_meant(given)
    return f"this must be {wanted}, not {found}{hint}"


def _number_meant(text: str) -> str:
    """Say how a number is written that was given as text, as the end of a sentence."""
    if _PARTED.fullmatch(text):
        whole, point = text.replace(",", ""), float(text.replace(",", "."))
        return f"; write no comma: {whole}, or {point:g} if decimals stand after it"
    if _COMMA.fullmatch(text):
        return f"; write a point before decimals, as in {text.replace(',', '.')}, and no comma"
    if _RANGE.fullmatch(text):
        return "; a range has `low` and `high`, and no `value`"
    if _DEGREES.fullmatch(text):
        return "; write degrees with decimals and no letters, south and west negative"
    plain = _ascii(text)
    if plain != text and _PLAIN.fullmatch(plain):
        return f"; write it in plain digits and signs: {plain}"
    return "; write it without quotes, units or separators"


def _ascii(text: str) -> str:
    """Write the digits of any script, and the signs of typography, as a number has them."""
    digits = (unicodedata.decimal(sign, None) for sign in text)
    plain = (
        sign if digit is None else str(digit) for sign, digit in zip(text, digits, strict=True)
    )
    return "".join(plain).translate(_SIGNS)


def _choice(error: Mapping[str, Any]) -> str:
    context = error.get("ctx", {})
    words = re.findall(r"'([^']*)'", context.get("expected") or context["expected_tags"])
    given = error["input"]
    if isinstance(given, dict):
        to_border = {"from", "country"} <= given.keys() and "border_distance" in words
        given = "border_distance" if to_border else given.get("kind")
    near = _near(given, words) if isinstance(given, str) else ""
    what = "`kind`" if "expected_tags" in context else "this"
    return f"{what} must be one of {', '.join(words)}{near}"


def _near(given: str, words: list[str]) -> str:
    """Name the word that was meant, as the end of a sentence: a unit by what it is called."""
    key = given.casefold().replace("_", " ")
    unit = next((unit for unit, called in _UNITS.items() if key in called), "")
    told = next((told for told, called in _OTHERS.items() if key in called), "")
    if told and "km" in words:
        return f"; {told}; convert the figure, and keep the printed one in `figure`"
    near = f"; did you mean {unit!r}?" if unit in words else nearest(given, words)
    return near if "mean" in near else ""


def _swapped(tree: Tree, path: Where) -> str:
    """Ask whether a latitude beyond the poles is a longitude."""
    holder = _at(tree, path[:-1])
    if path[-1] != "lat" or not isinstance(holder, dict):
        return ""
    lat, lon = holder.get("lat"), holder.get("lon")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return ""
    fits = abs(lat) <= 180 and abs(lon) <= 90
    return "; latitude and longitude look swapped" if fits else ""
