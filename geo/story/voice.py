"""Numbers, dates, names and sentences in one language and one unit of length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isinf

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from geo.errors import DatelineError, nearest
from geo.model import Interval, LatLon, Place, Text, Window
from geo.nations import WITH_ARTICLE, country_name
from geo.story.bidi import isolate
from geo.story.catalogue import translations
from geo.story.rounding import (
    MOST_DECIMALS,
    apart,
    decimals,
    floored,
    magnitude,
    outward,
    written,
)
from geo.story.script import in_other_script
from geo.story.values import Name
from geo.territory import alpha2
from geo.units import READER_UNITS, convert

RANGE = "\u2013"
LEAST_RADIUS = 0.1
"""A radius below it, in the story's unit, would read as none with one decimal."""
FINEST, TENTHS, WIDE = -2, -1, 0.5
"""A rounded length has no more than two decimals, ten metres in kilometres, and no more than
one where it is known to no better than half of its unit either way."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Says things in a language (``en``, ``id``) and a unit (``km``, ``mi``, ``nm``)."""

    lang: str
    units: str = "km"

    def __post_init__(self) -> None:
        translations(self.lang)
        if self.units not in READER_UNITS:
            raise DatelineError(f"No unit {self.units!r}{nearest(self.units, READER_UNITS)}")

    # --- sentences ---------------------------------------------------------

    def say(self, message: str, **values: object) -> str:
        """Translate a sentence and fill it in; values are text, never patterns."""
        return translations(self.lang).gettext(message).format(**values)

    def word(self, message: str) -> str:
        """Translate a word or pattern as it stands, filling in nothing."""
        return translations(self.lang).gettext(message)

    def count(self, one: str, many: str, number: float, **values: object) -> str:
        """Translate a sentence with a count in it, by the language's plural."""
        pattern = translations(self.lang).ngettext(one, many, 1 if number == 1 else 2)
        return pattern.format(n=self.number(number), **values)

    def text(self, text: Text) -> str:
        """Choose the case's own words in this language, else in English, else any."""
        words = text.get(self.lang) or text.get("en") or next(iter(text.values()), "")
        return isolate(words)

    # --- numbers -----------------------------------------------------------

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number as the language does, with a fixed number of decimals."""
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return format_decimal(
            value, format=pattern, locale=self.lang, decimal_quantization=True
        )

    def plain(self, value: float) -> str:
        """Write a number with the decimals it has, three at the most or two digits."""
        shown = "#" * decimals(value, 3)
        return format_decimal(value, format=f"#,##0.{shown}", locale=self.lang)

    def percent(self, fraction: float) -> str:
        """Write a fraction as a percentage, whole or, below one, to its first digit."""
        shown = "#" * self._shown(100 * fraction, 0)
        return format_percent(fraction, format=f"#,##0.{shown}%", locale=self.lang)

    def unit(self, unit: str, value: float = 2) -> str:
        """Name a unit as the language abbreviates it, by the plural that a value takes."""
        words = {
            "km": self.say("km"),
            "mi": self.say("mi"),
            "nm": self.say("nmi"),
            "m": self.say("m"),
            "km_per_day": self.say("km a day"),
            "mi_per_day": self.say("mi a day"),
            "nm_per_day": self.say("nmi a day"),
            "km_per_hour": self.say("km/h"),
            "mi_per_hour": self.say("mph"),
            "knots": self.count("knot", "knots", value),
            "days": self.count("day", "days", value),
            "weeks": self.count("week", "weeks", value),
            "months": self.count("month", "months", value),
        }
        return words.get(unit, isolate(unit))

    def amount(self, value: float, unit: str, digits: int | None = None) -> str:
        """Write a number with its unit; without digits, with the decimals it has."""
        number = self.plain(value) if digits is None else self.number(value, digits)
        return f"{number} {self.unit(unit, value)}"

    def fine(self, value: float, unit: str) -> str:
        """Write a number to two digits, or whole, with its unit: "0.27 km", "1 day"."""
        return self.amount(written(value, decimals(value)), unit)

    def value(self, km: float) -> float:
        """Convert kilometres to the story's unit."""
        return convert(km, "km", self.units)

    def _in_units(self, km: Interval) -> Interval:
        return Interval(self.value(km.value), self.value(km.low), self.value(km.high))

    def length(self, km: float, digits: int | None = None) -> str:
        """Write a length with its unit: one decimal below 1,000, none above.

        What that would write as nothing has the decimals of its first digit: "0.05 km".
        """
        value = self.value(km)
        return f"{self.number(value, self._shown(value, digits))} {self.unit(self.units)}"

    def _shown(self, value: float, digits: int | None = None) -> int:
        shown = digits if digits is not None else int(abs(value) < 1000)
        return -magnitude(value) if 10**-MOST_DECIMALS <= abs(value) < 10**-shown else shown

    def radius(self, km: float) -> str:
        """Write how far off a place may be: to a tenth where it has one, or two digits."""
        value = self.value(km)
        if value < LEAST_RADIUS:
            return self.fine(value, self.units)
        return self.amount(written(value, 1), self.units)

    def known(self, radius_km: float) -> str:
        """Say how well a place is known: "known to within 1.5 km"."""
        if not radius_km:
            return self.say("taken as exact")
        return self.say("known to within {radius}", radius=self.radius(radius_km))

    def measured(self, km: Interval) -> tuple[str, str]:
        """Write a length and its bounds, these rounded outward, finely enough to tell apart."""
        shown = self._in_units(km)
        digits = apart(shown, max(int(abs(shown.low) < 1000), self._shown(shown.value)))
        told = outward(shown, digits)
        return self.length(km.value, digits), self.span(told.low, told.high, self.units, digits)

    def span(self, low: float, high: float, unit: str, digits: int = 0) -> str:
        """Write two bounds in a unit, fine enough to tell apart; the upper may be infinite."""
        if isinf(high):
            least = self.amount(low, unit, digits) if digits else self.fine(low, unit)
            return self.say("{low} and more", low=least)
        first, last = self.number(low, digits), self.number(high, digits)
        if first != last:
            return f"{first}{RANGE}{last} {self.unit(unit)}"
        if digits < MOST_DECIMALS and low != high:
            return self.span(low, high, unit, digits + 1)
        return self.amount(low, unit, digits)

    def rounded(self, km: Interval) -> str:
        """Write a length no finer than its bounds allow, but to two digits: "195 km"."""
        value, step = self.value(km.value), self._step(km)
        return f"{self.number(written(value, -step), max(0, -step))} {self.unit(self.units)}"

    def least(self, km: Interval) -> str:
        """Write the least that a length may be as ``rounded`` does, but never more than it."""
        low, step = self.value(km.low), self._step(Interval(km.low, km.low, km.low))
        return f"{self.number(floored(low, -step), max(0, -step))} {self.unit(self.units)}"

    def rounded_bounds(self, km: Interval) -> str:
        """Write the bounds of a length, rounded outward: they never promise more than measured.

        They are as fine as the length itself, or finer by a digit where that is coarse.
        """
        if isinf(km.high):
            return self.say("{low} and more", low=self.least(km))
        step = self._step(km)
        digits = -step if step < 1 else 1 - step
        told = outward(self._in_units(km), digits)
        return self.span(told.low, told.high, self.units, max(0, digits))

    def _step(self, km: Interval) -> int:
        """Tell to which power of ten of the story's unit a length is rounded."""
        value, low, high = (self.value(end) for end in (km.value, km.low, km.high))
        half = value - low if isinf(high) else (high - low) / 2
        step = 2 if half >= 50 else 1 if half >= 10 else 0
        while step and not low <= written(value, -step) <= high:
            step -= 1
        finest = TENTHS if half >= WIDE else FINEST
        return min(step, max(magnitude(value) - 1, finest)) if value > 0 else step

    # --- dates, places -----------------------------------------------------

    def day(self, day: date) -> str:
        """Write a date in full: "13 October 2023"."""
        return format_date(day, "d MMMM y", locale=self.lang)

    def month(self, day: date) -> str:
        """Write the month of a date: "February 2024"."""
        return format_date(day, "MMMM y", locale=self.lang)

    def weekday(self, number: int) -> str:
        """Name a weekday; Monday is 0."""
        return str(Locale(self.lang).days["format"]["wide"][number])

    def window(self, window: Window) -> str:
        """Write a span of days, what both ends share once: "7-12 September 2023"."""
        start, end = window.start, window.end
        if start == end:
            return self.day(start)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}{RANGE}{self.day(end)}"
        first = format_date(start, "d MMMM", locale=self.lang)
        first = first if start.year == end.year else self.day(start)
        return f"{first} {RANGE} {self.day(end)}"

    def position(self, at: LatLon, digits: int = 2) -> str:
        """Write a position, latitude first: "47.07° N, 38.17° E"."""
        lat, lon = (self.number(abs(degrees), digits) for degrees in at)
        say = self.say
        north = (
            say("{degrees}° N", degrees=lat)
            if at.lat >= 0
            else say("{degrees}° S", degrees=lat)
        )
        east = (
            say("{degrees}° E", degrees=lon)
            if at.lon >= 0
            else say("{degrees}° W", degrees=lon)
        )
        return f"{north}, {east}"

    def country(self, alpha3: str) -> str:
        """Name a country by its ISO 3166 alpha-3 code."""
        return country_name(alpha2(alpha3), self.lang)

    def the_country(self, alpha3: str) -> str:
        """Name a country as a sentence does: "the Netherlands"."""
        name = self.country(alpha3)
        return self.say("the {country}", country=name) if alpha3 in WITH_ARTICLE else name

    def name(self, place: Place) -> Name:
        """Name a place in the language, with its own script where that is not Latin."""
        text = pick(place.names, self.lang) or place.id
        own = next((pair for pair in place.names.items() if in_other_script(pair[1])), ("", ""))
        hint = self.text(place.note) if place.note else ""
        return Name(isolate(text), isolate(own[1]), own[0], hint)


def capital(text: str) -> str:
    """Begin a text with a capital, as a label or a sentence does."""
    return text[:1].upper() + text[1:]


def pick(names: Mapping[str, str], lang: str) -> str:
    """Choose a name in a language, else in English, else the first."""
    return names.get(lang) or names.get("en") or next(iter(names.values()), "")
