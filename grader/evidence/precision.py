"""FLINT keeps one precision for the whole process; a decision has it for itself.

`flint.ctx.prec` is global, not of a thread: what one thread sets between two steps of another changes the other's
balls. So decisions of several threads wait for each other (they compute in Python, one at a time, anyway), start with
the same precision and leave what they found. A thread that sets FLINT's precision on its own can make balls wider,
which leaves open what would be decided, and never makes them wrong.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flint import ctx

P = ParamSpec("P")
T = TypeVar("T")

BITS = 53  # of what is computed where no precision is named


class _Turn:
    """Whose turn it is; a child process starts with a free one, whatever its parent's threads held."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        self.lock = threading.RLock()


_TURN = _Turn()
os.register_at_fork(after_in_child=_TURN.renew)


def own_precision(decide: Callable[P, T]) -> Callable[P, T]:
    """Return a function that has FLINT's precision alone, from the same start; it leaves the one that it found."""

    @wraps(decide)
    def alone(*args: P.args, **named: P.kwargs) -> T:
        with _TURN.lock:
            before = ctx.prec
            ctx.prec = BITS
            try:
                return decide(*args, **named)
            finally:
                ctx.prec = before

    return alone
