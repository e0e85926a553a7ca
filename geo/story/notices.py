"""Say what an export leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from babel import Locale

from geo.story.bidi import isolate
from geo.story.values import MapPlace, Story
from geo.story.voice import Voice


def left_out(story: Story, places: Iterable[MapPlace]) -> tuple[str, ...]:
    """Say whose names in their own script no font can draw, in one sentence a language."""
    voice = Voice(story.lang, story.units)
    by_language: dict[str, list[str]] = defaultdict(list)
    for place in places:
        by_language[_language(place.name.own_lang, story.lang)].append(place.name.text)
    return tuple(
        voice.say(
            "The picture leaves out the {language} name of {places}: no font for its script is "
            "shipped.",
            language=language,
            places=", ".join(names),
        )
        for language, names in by_language.items()
    )


def unwritten(story: Story, words: Iterable[str]) -> tuple[str, ...]:
    """Say which words no font can draw, so that their author names them in English too."""
    told = ", ".join(map(isolate, words))
    if not told:
        return ()
    voice = Voice(story.lang, story.units)
    return (
        voice.say(
            "Pictures and briefings have “…” for {words}: no font for that script is shipped. "
            "Write it in English too, such as {example}.",
            words=told,
            example="publisher: {en: …, zh: …}",
        ),
    )


def _language(tag: str, lang: str) -> str:
    """Name a language by its tag, or give the tag where it has no name."""
    return str(Locale(lang).languages.get(tag.partition("-")[0]) or isolate(tag))
