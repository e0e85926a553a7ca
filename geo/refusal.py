"""Say why there is no such country or line, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from geo.errors import MeasureError
from geo.nations import country_name


def no_country(word: str, known: Mapping[str, Mapping[str, Any]]) -> MeasureError:
    """Say that a country is not in the data, and which was meant."""
    names = {row["name"].casefold(): code for code, row in known.items() if row["name"]}
    names |= {row["iso2"].casefold(): code for code, row in known.items() if row["iso2"]}
    names |= {code.casefold(): code for code in known}
    close = get_close_matches(word.casefold(), names, cutoff=0.65)
    # Of codes that are equally close, the one that begins alike is likelier.
    close.sort(key=lambda name: name[:1] != word[:1].casefold())
    meant = f" (did you mean {names[close[0]]!r}?)" if close else ""
    return MeasureError(
        f"There is no border of {word!r} in the data{meant}; "
        "a country goes by its ISO 3166 alpha-3 code."
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
