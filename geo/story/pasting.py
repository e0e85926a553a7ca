"""The words around what is pasted into an article: which piece is for which system."""

from __future__ import annotations

from collections.abc import Mapping

from geo.story.values import Story
from geo.story.voice import Voice


def words(story: Story) -> Mapping[str, str]:
    """Give the words of the pieces to paste, by key, in the story's language."""
    voice = Voice(story.lang, story.units)
    return {
        "upload": voice.say(
            "Upload the files of this folder as they are; they ask nothing of any other server."
        ),
        "relative": voice.say(
            "The addresses below are relative. Put the address of the uploaded folder before "
            "them, or export again with --url and that address: a shared link shows its "
            "picture only then."
        ),
        "plain": voice.say(
            "A frame of fixed height, which needs no script of the article's; on a phone, what "
            "it has no room for scrolls in it"
        ),
        "resizing": voice.say(
            "A frame that takes the height of the map, where the article may carry scripts "
            "or listens for Datawrapper's messages"
        ),
        "picture": voice.say(
            "A picture with a link, where frames and scripts are stripped, and for mail"
        ),
        "leg": voice.say("The map opens on one card where its address ends in"),
        "alt": voice.say("The picture in words"),
    }


def alt(story: Story) -> str:
    """Say what a story's picture shows: its author's words, or the finding and each map."""
    return (
        story.alt or " ".join((story.verdict_line, *(card.alt for card in story.cards))).strip()
    )
