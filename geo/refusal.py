"""Say why there is no such country or line, and what would be right."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from geo.errors import MeasureError
from geo.nations import country_name, meant


def no_country(word: str, known: Collection[str]) -> MeasureError:
    """Say that a country is not in the data, and which was meant."""
    return MeasureError(
        f"There is no border of {word!r} in the data; a country goes by its ISO 3166 alpha-3 "
        f"code{meant(word, known) or '.'}"
    )


def no_land_border(
    country: str, line: str, across: Mapping[str, str], part: str
) -> MeasureError:
    """Say that a country has no land border, or none with another, and with whom it has one.

    ``across`` gives the alpha-2 codes of its neighbours by their alpha-3 codes; ``part`` is
    the code of the other where that is a territory of the country's own beside it.
    """
    if part:
        return MeasureError(
            f"{country} has no line {line!r}: {part} is a part of {country} in the data; "
            f"their border is the line 'land:{country}' of {part}."
        )
    said = f"{country} has no line {line!r}: the data have no land border"
    if not across:
        return MeasureError(f"{said} of this country.")
    having = [f"land:{code} ({country_name(iso2, 'en')})" for code, iso2 in across.items()]
    return MeasureError(f"{said} between the two; known are {', '.join(having)}")


def not_drawn(country: str, line: str, area: str) -> MeasureError:
    """Say that a disputed area is known, but nothing in the data bounds it."""
    return MeasureError(f"{country} has no line {line!r}: the data do not draw {area} apart.")
