"""A line of progress on standard error, on a terminal only, once a run takes longer than a moment.

No thread draws it: worker processes are forked, and a fork must not meet a thread.
"""

from __future__ import annotations

import sys
import time

from grader.cli.output import is_lively
from grader.course.desk import Step
from grader.verdict import Outcome

DELAY = 1.0  # seconds before anything is shown
PAUSE = 0.1  # seconds between two drawings
BAR = 24  # columns of the bar


class Progress:
    """Counts answers up to `total`."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = self._failed = 0
        self._shown = is_lively(sys.stderr)
        self._drawn = False
        self._start = time.monotonic()
        self._next = self._start + DELAY

    def step(self, step: Step) -> None:
        """Count the answers of a step."""
        self._done += step.answers
        self._failed += sum(one.outcomes.get(Outcome.FAILED.value, 0) for one in step.students)
        now = time.monotonic()
        if self._shown and now >= self._next:
            self._next = now + PAUSE
            self._draw(now)

    def _draw(self, now: float) -> None:
        filled = BAR * self._done // max(1, self._total)
        left = (now - self._start) / max(1, self._done) * (self._total - self._done)
        failed = f", {self._failed} failed" if self._failed else ""
        bar = "#" * filled + "." * (BAR - filled)
        sys.stderr.write(f"\r[{bar}] {self._done}/{self._total} answers, about {left:.0f} s left{failed}\x1b[K")
        sys.stderr.flush()
        self._drawn = True

    def clear(self) -> None:
        """Take the line away, before something else is written."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *raised: object) -> None:
        self.clear()
