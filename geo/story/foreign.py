"""Tell which of a case's own words are in another language than its story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from geo.model import Case, Text
from geo.story.voice import Voice, capital

_NAMES = frozenset({"names", "publisher", "asserted_by", "seen_at", "noun"})
"""Fields that hold names, which are no words of a language, or words of a few letters."""


def foreign(voice: Voice, case: Case) -> Mapping[str, str]:
    """Give what the case says in another language than the voice's, each with its tag."""
    found: dict[str, str] = {}
    for text in _texts(case):
        tag = next((tag for tag in (voice.lang, "en", *text) if text.get(tag)), voice.lang)
        if tag != voice.lang:
            words = voice.text(text)
            found |= {words: tag, capital(words): tag}
    return found


def _texts(value: object) -> Iterator[Text]:
    """Find the texts of a value of the model, and of all that it holds."""
    if isinstance(value, Mapping):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NAMES:
                yield from _texts(getattr(value, field.name))
