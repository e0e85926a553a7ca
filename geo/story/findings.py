"""What the figure of a card came to: by its first reported figure, and by how many others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from geo.model import Interval, Verdict
from geo.story import verdicts
from geo.story.values import Finding, LineRow, Row
from geo.story.voice import Voice

OTHERS_NAMED = 2
"""So many other figures are named; of more it is said how many they are."""
COUNTED = (Verdict.AGREES, Verdict.COMPATIBLE, Verdict.DIFFERS)


def finding(
    voice: Voice, first: Row | LineRow, claim: str, stated: str, others: Iterable[Row]
) -> Finding:
    """Tell what a reported figure came to, and what other figures of the same came to.

    Parameters
    ----------
    first : Row or LineRow
        Its verdict.
    claim : str
        The claim that reports it.
    stated : str
        The figure in words.
    others : iterable of Row
        Claims about the same; one figure counts once, however many print it.
    """
    apart = [row for row in others if row.reported != stated]
    told = {(row.reported, row.verdict) for row in apart}
    tally = Counter(verdict for _, verdict in told)
    said = ", ".join(
        f"{verdicts.SYMBOLS[verdict]} {voice.number(tally[verdict])} "
        f"{verdicts.counted(voice, verdict, tally[verdict])}"
        for verdict in COUNTED
        if tally[verdict]
    )
    words = (
        voice.say("{stated} reported; others: {verdicts}", stated=stated, verdicts=said)
        if said
        else voice.say("{stated} reported", stated=stated)
    )
    figures = tuple((row.claim, row.reported) for row in apart)
    return Finding(first.verdict, first.word, first.symbol, words, claim, figures)


def are_one(here: Interval | None, there: Interval | None) -> bool:
    """Tell whether two reported figures are one, as "about 125 mi" is "about 200 km"."""
    if here is None or there is None:
        return False
    return here.low <= there.value <= here.high and there.low <= here.value <= there.high
