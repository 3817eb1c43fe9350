"""How a run goes, on standard error: a bar on a terminal, a plain line now and then elsewhere.

No thread draws it: worker processes are forked, and a fork must not meet a thread. The bar is Rich's, which is loaded
when it is drawn first, once a run takes longer than a moment.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from grader.cli.output import is_lively, tell
from grader.cli.tally import Tally
from grader.course.messages import Step

DELAY = 1.0  # seconds before a bar is shown
PAUSE = 0.1  # seconds between two drawings
PLAIN_PAUSE = 30.0  # seconds between two lines where there is no terminal


class Progress:
    """Shows how far a run is, by the steps of its desk, which a tally counts."""

    def __init__(self, total: int, tally: Tally) -> None:
        self._total = total
        self._tally = tally
        self._is_lively = is_lively(sys.stderr)
        self._bar: Bar | None = None
        self._start = time.monotonic()
        self._pause = PAUSE if self._is_lively else PLAIN_PAUSE
        self._next = self._start + (DELAY if self._is_lively else PLAIN_PAUSE)

    def step(self, step: Step) -> None:
        """Count what happened, and show it if it is time."""
        self._tally.add(step)
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + self._pause
        said = self._tally.words(self._total, now - self._start)
        if self._is_lively:
            self._bar = self._bar or drawn_by_rich(self._total)
            self._bar(self._tally.answers, said)
        else:
            tell(said)

    def clear(self) -> None:
        """Take the bar away, before something else is written."""
        if self._bar is not None:
            self._bar(None, "")

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *raised: object) -> None:
        self.clear()


Bar = Callable[[int | None, str], None]  # draws so many answers with what is said of them; takes all away for None


def drawn_by_rich(total: int) -> Bar:
    """Return what draws a bar up to `total`."""
    from grader.cli.bar import RichBar  # noqa: PLC0415  (most runs need no bar)

    return RichBar(total)
