"""What the command line shows a person."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from geo.bulk import Done
from geo.errors import DatelineError
from geo.model import Distance, LatLon, Route
from geo.story import plain
from geo.story.values import Card, Row, Story
from geo.story.voice import Voice

WIDTH_WHEN_PIPED = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys, turning text around too, and no words of ours have."""


def refusal(error: DatelineError, *, err: bool = True) -> None:
    """Print what is wrong; what it quotes of a stranger's file is shown and never obeyed."""
    click.echo(_CONTROL.sub(lambda sign: ascii(sign[0])[1:-1], str(error)), err=err)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show which piece of work is under way; quiet when not a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("…") as status:
        yield lambda piece: status.update(Text(piece))


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(width=WIDTH_WHEN_PIPED, highlight=False)


def story(told: Story) -> None:
    """Print a story: cards with their claims, the border lines, every other claim."""
    out = _console()
    out.print(Text(told.title, style="bold"))
    for line in filter(None, (told.summary, told.verdict_line, told.viewpoint)):
        out.print(Text(line))
    for card in told.cards:
        _card(out, card)
    for question in told.borders:
        out.print()
        out.print(Text(question.heading, style="bold"))
        rows = Table.grid(padding=(0, 2))
        for row in question.rows:
            rows.add_row(*map(Text, (row.name, row.figure, f"{row.symbol} {row.word}")))
        out.print(Padding(rows, (0, 0, 0, 2)))
        for remark in (*question.remarks, *_guesses(told, question.guesses)):
            out.print(Text(remark))
    on_cards = {row.claim for card in told.cards for row in card.rows}
    if rest := [claim for claim in told.table if claim.claim not in on_cards]:
        out.print()
        out.print(Text(told.ui["every_claim"], style="bold"))
        for claim in rest:
            _row(out, claim)
    for words in (*told.conflicts, *told.credits):
        out.print(Text(words))


def _guesses(told: Story, guesses: tuple[str, ...]) -> Iterator[str]:
    return (f"{told.ui['guess']}: {words}" for words in guesses)


def _card(out: Console, card: Card) -> None:
    out.print()
    out.print(Text(f"{card.number}  {card.heading}", style="bold"))
    out.print(Text(f"   {card.figure}  ({card.aside})"))
    for note in card.notes:
        out.print(Padding(Text(note, style="dim"), (0, 0, 0, 3)))
    for row in card.rows:
        _row(out, row)


def _row(out: Console, row: Row) -> None:
    said = Text.assemble(
        (f"{row.symbol} {row.word}", "bold"), f"  {row.text} ", (row.by, "dim")
    )
    out.print(Padding(said, (0, 0, 0, 3)))
    out.print(Padding(Text(row.sentence), (0, 0, 0, 5)))
    if row.disagree:
        out.print(Padding(Text(row.disagree), (0, 0, 0, 5)))


def data(found: object) -> None:
    """Print JSON; what the output has no signs for is escaped."""
    known = sys.stdout.encoding if sys.stdout else ""  # none where it was closed
    whole = (known or "").lower().startswith("utf")
    click.echo(json.dumps(found, ensure_ascii=not whole, indent=1))


def distance(voice: Voice, found: Distance, at: LatLon) -> None:
    """Print one distance from a point to a border."""
    for sentence in plain.distance(voice, found, at):
        _console().print(Text(sentence))


def measured(voice: Voice, output: Path, done: Done, country: str, line: str) -> None:
    """Print how many points were measured, to what, and which comes closest."""
    click.echo(f"{output}: {plain.points(voice, done.rows, done.before)}")
    if done.closest is not None:
        click.echo(plain.closest(voice, done.closest))
    for sentence in plain.measured_to(voice, country, line):
        _console().print(Text(sentence))


def route(voice: Voice, found: Route) -> None:
    """Print one route."""
    for sentence in plain.route(voice, found):
        _console().print(Text(sentence))
