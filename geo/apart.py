"""Do one piece of work in a process of its own, beside what this process does meanwhile."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")
Step = Callable[[str], None]
"""Called with the name of each piece of work as it begins."""
Work = Callable[[Step], T]
"""It tells its steps, and gives what can be pickled."""


def unseen(_: str) -> None:
    """Pass over a step that nobody watches."""


class Apart(Generic[T]):
    """A work that has begun; without a process of its own it is done when it is asked for.

    A process is forked on Linux alone, where that is safe, and while no other thread runs,
    whose locks the fork would keep for ever; what is forked forks no more.
    """

    def __init__(self, work: Work[T]) -> None:
        self._work = work
        self._told: Connection | None = None
        alone = threading.active_count() == 1 and multiprocessing.parent_process() is None
        if sys.platform == "linux" and alone:
            with suppress(OSError):  # no other process is to be had
                self._told = _begun(work)

    def result(self, step: Step = unseen) -> T:
        """Wait for what the work gives, or raise what it raised.

        A process that ended without a word leaves the work to this one.
        """
        if self._told is not None:
            try:
                return cast("T", _hear(self._told, step))
            except EOFError:
                pass
            finally:
                self._told.close()
                self._told = None
        return self._work(step)


def _begun(work: Work[Any]) -> Connection:
    """Begin in another process, and give what it is heard by."""
    context = multiprocessing.get_context("fork")
    told, end = context.Pipe(duplex=False)
    with end:
        # A daemon is ended with this process.
        context.Process(target=_do, args=(work, told, end), daemon=True).start()
    return told


def _do(work: Work[Any], told: Connection, end: Connection) -> None:
    """Work, and tell every step and the end; the keyboard interrupts the parent alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    told.close()  # else this process, once alone, would wait for itself to read
    with suppress(BrokenPipeError):  # nobody waits any more
        try:
            end.send(("done", work(lambda piece: end.send(("step", piece)))))
        except BrokenPipeError:
            raise
        except Exception as error:  # whoever waits raises it
            end.send(("failed", error))


def _hear(told: Connection, step: Step) -> Any:  # noqa: ANN401 - whatever the work gives
    while True:
        kind, what = told.recv()
        if kind == "done":
            return what
        if kind == "failed":
            raise what
        step(what)
