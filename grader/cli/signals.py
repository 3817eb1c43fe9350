"""Signals that ask the command to end: whoever closes a terminal or a machine wants what Ctrl-C wants."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def signals_as_interruption() -> Iterator[None]:
    """Let the signals that end a process interrupt it as Ctrl-C does, within this context.

    Signals that are ignored by its end stay ignored: the command ends with what it was interrupted in, and a signal
    between this and the exit code would take the code's place.
    """
    if threading.current_thread() is not threading.main_thread():  # only there may signals be dealt with
        yield
        return
    ending = [one for one in ENDING if signal.getsignal(one) is not signal.SIG_IGN]  # `nohup` wants to be left alone
    before = {one: signal.signal(one, _interrupt) for one in ending}
    try:
        yield
    finally:
        for one, handler in before.items():
            if signal.getsignal(one) is _interrupt:
                signal.signal(one, handler)


def ignore_signals() -> None:
    """Let nothing interrupt what is left to be done."""
    for one in (signal.SIGINT, *ENDING):
        signal.signal(one, signal.SIG_IGN)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
