"""The kinds of value that a case file is made of, each with what would be right."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal
from urllib.parse import urlsplit

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, Field

from geo.case.countries import COUNTRIES
from geo.case.limits import RADIUS_KM
from geo.case.strict import wrong
from geo.case.text import unprintable
from geo.case.tree import Parted
from geo.errors import nearest
from geo.model import Basis, Mode, Seen
from geo.nations import meant

LEAST = 1e-6
"""The least number above 0 that a source may print."""

LONGEST_NAME = 60
"""No country has a longer name."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_GRADE = re.compile(r"[A-F][1-6]")
_BORDER_LINE = re.compile(r"[a-z_]+(:[A-Z]{3})?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def _plain(text: str) -> str:
    """Fold white space and refuse control characters; bidirectional ones may stay."""
    folded = " ".join(re.split(r"[ \t\r\n\x85\u2028\u2029]+", text)).strip(" ")
    if found := unprintable(folded):
        raise wrong(f"the control character U+{ord(found.group()):04X} is not text; delete it")
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in folded):
        raise wrong("the text is empty; write it or leave the key out")
    return folded


def is_slug(text: object) -> bool:
    """Tell whether a value may be an id: no path, no markup, no spaces."""
    return isinstance(text, str) and len(text) <= 64 and bool(_SLUG.fullmatch(text))


def _slug(text: str) -> str:
    if not is_slug(text):
        raise wrong(
            f"{text[:64]!r} is not an id; use small letters a to z, digits and single hyphens"
            " or underscores, at most 64"
        )
    return text


def _tag(text: str) -> str:
    if not _TAG.fullmatch(text) or text.partition("-")[0] not in _languages():
        raise wrong(
            f"{text[:20]!r} is not a language tag; use one such as en, id, ko, ru or uk"
        )
    return text


@cache
def _languages() -> frozenset[str]:
    return frozenset(str(tag).partition("_")[0] for tag in Locale("en").languages)


def country(text: str) -> str:
    """Check the code of a country.

    Raises
    ------
    ValueError
        If it is none; it names the nearest right one.
    """
    if text not in COUNTRIES:
        right = meant(text[:LONGEST_NAME], COUNTRIES)
        right = right or "; use three letters of ISO 3166, such as UKR"
        raise wrong(f"{text[:20]!r} is not a country's code{right}")
    return text


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise wrong("this must be a date written year-month-day, such as 2023-09-01")
    year, month, day = (int(part) for part in found.groups())
    if not (1 <= month <= 12 and year >= 1):
        raise wrong(f"{value} is not in the calendar; the month goes from 01 to 12")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise wrong(f"{value} is not in the calendar; that month has {last} days")
    return date(year, month, day)


def _weekday(value: object) -> object:
    word = value.lower() if isinstance(value, str) else ""
    if word not in WEEKDAYS:
        raise wrong(f"this must be a day of the week{nearest(word, WEEKDAYS)}")
    return WEEKDAYS.index(word)


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"[!-~]+", text):
        raise wrong("this must be a web address that begins with https:// or http://, or null")
    return text


def _sha256(text: str) -> str:
    if not _SHA256.fullmatch(text.lower()):
        raise wrong("this must be a SHA-256 checksum: 64 digits 0 to 9 and a to f")
    return text.lower()


def _grade(text: str) -> str:
    if not _GRADE.fullmatch(text):
        raise wrong("this must look like B2: a letter A to F and a digit 1 to 6")
    return text


def _border_line(text: str) -> str:
    if not _BORDER_LINE.fullmatch(text):
        raise wrong(
            f"{text!r} is not a line of a border; write its name in small letters, such as"
            " recognised, or land: and a neighbour's code, such as land:RUS"
        )
    return text


def one_of(kind: type[StrEnum]) -> Callable[[object], object]:
    """Read a word as a member of an enumeration."""

    def read(value: object) -> object:
        words = [member.value for member in kind]
        if not isinstance(value, str) or value not in words:
            near = nearest(value, words) if isinstance(value, str) else ""
            near = near if "mean" in near else ""
            raise wrong(f"this must be one of {', '.join(words)}{near}")
        return kind(value)

    return read


def _bare(value: object) -> object:
    """Read a bare text as English."""
    return {"en": value} if isinstance(value, str) else value


def _english(texts: dict[str, str]) -> dict[str, str]:
    if "en" not in texts:
        raise wrong("the English text is missing; add `en:`")
    return texts


def _unparted(number: object) -> object:
    if isinstance(number, Parted):
        raise wrong(
            f"{number:.3f} may be {number * 1000:.0f} or {number:g}; write which is meant"
        )
    return number


def _sizeable(number: float) -> float:
    if 0 < number < LEAST:
        raise wrong("this is less than a millionth; give the figure in a smaller unit")
    return number


Slug = Annotated[
    str, AfterValidator(_slug), Field(json_schema_extra={"pattern": f"^{_SLUG.pattern}$"})
]
BorderLine = Annotated[
    str,
    Field(max_length=64, json_schema_extra={"pattern": f"^{_BORDER_LINE.pattern}$"}),
    AfterValidator(_border_line),
]
Tag = Annotated[str, AfterValidator(_tag)]
Line = Annotated[str, Field(max_length=200), AfterValidator(_plain)]
Prose = Annotated[str, Field(max_length=2000), AfterValidator(_plain)]
Words = Annotated[
    dict[Tag, Prose],
    BeforeValidator(_bare, json_schema_input_type=str | dict[Tag, Prose]),
    AfterValidator(_english),
]
Names = Annotated[
    dict[Tag, Line],
    BeforeValidator(_bare, json_schema_input_type=str | dict[Tag, Line]),
    AfterValidator(_english),
]
Country = Annotated[
    str, AfterValidator(country), Field(json_schema_extra={"pattern": "^[A-Z]{3}$"})
]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
Weekday = Annotated[int, BeforeValidator(_weekday, json_schema_input_type=Literal[WEEKDAYS])]
Url = Annotated[str, Field(max_length=2000), AfterValidator(_url)]
Sha256 = Annotated[
    str,
    AfterValidator(_sha256),
    Field(json_schema_extra={"pattern": "^[0-9a-fA-F]{64}$"}),
]
Grade = Annotated[
    str, AfterValidator(_grade), Field(json_schema_extra={"pattern": f"^{_GRADE.pattern}$"})
]
Number = Annotated[
    float,
    Field(allow_inf_nan=False, ge=0, le=1e12),
    AfterValidator(_sizeable),
    BeforeValidator(_unparted),
]
Rate = Annotated[
    float,
    Field(allow_inf_nan=False, gt=0, le=1e12),
    AfterValidator(_sizeable),
    BeforeValidator(_unparted),
]
Lat = Annotated[float, Field(allow_inf_nan=False, ge=-90, le=90)]
Lon = Annotated[float, Field(allow_inf_nan=False, ge=-180, le=180)]
Radius = Annotated[float, Field(allow_inf_nan=False, ge=0, le=RADIUS_KM)]
ModeWord = Annotated[Mode, BeforeValidator(one_of(Mode))]
BasisWord = Annotated[Basis, BeforeValidator(one_of(Basis))]
SeenWord = Annotated[Seen, BeforeValidator(one_of(Seen))]
