"""The languages that a story can be told in; English is written in the code."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO, StringIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geo.errors import DatelineError, nearest

LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}
"""Language tags, each with the language's own name."""


@cache
def translations(lang: str) -> NullTranslations:
    """Load a language's sentences from ``geo/locale``, once.

    Raises
    ------
    DatelineError
        If there is no such language.
    """
    if lang not in LANGUAGES:
        raise DatelineError(f"No language {lang!r}{nearest(lang, LANGUAGES)}")
    if lang == "en":
        return NullTranslations()
    words = (files("geo") / "locale" / f"{lang}.po").read_text(encoding="utf-8")
    compiled = BytesIO()
    write_mo(compiled, read_po(StringIO(words), locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)
