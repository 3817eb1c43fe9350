"""Signals that ask the command to end: whoever closes a terminal or a machine wants what Ctrl-C wants."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def let_signals_interrupt() -> Callable[[], None]:
    """Let the first signal that ends a process interrupt it as Ctrl-C does, and return what ends that.

    Those that follow are ignored, and stay so: the command ends with what it was interrupted in, and a signal on the
    way out would take the place of its code.
    """
    if threading.current_thread() is not threading.main_thread():  # only there may signals be dealt with
        return lambda: None
    ending = [one for one in ENDING if signal.getsignal(one) is not signal.SIG_IGN]  # `nohup` wants to be left alone
    before = {one: signal.signal(one, _interrupt) for one in ending}

    def restore() -> None:
        for one, handler in before.items():
            if signal.getsignal(one) is _interrupt:
                signal.signal(one, handler)

    return restore


def ignore_signals() -> None:
    """Let nothing interrupt what is left to be done."""
    for one in ENDING:
        signal.signal(one, signal.SIG_IGN)


def _interrupt(number: int, frame: FrameType | None) -> None:
    ignore_signals()
    raise KeyboardInterrupt
