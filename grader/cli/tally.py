"""What is counted while a run goes: answers, outcomes, what took long, what was missed; and what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from grader.course.messages import Step
from grader.reports.clean import safe_line
from grader.reports.texts import many
from grader.verdict import Outcome

MISSED = (Outcome.INCORRECT, Outcome.MISSING)
SLOW_SECONDS = 1.0  # of an answer that is worth a word
CLASS_STUDENTS = 10  # of whom something can be said in general
SHOWN = 3  # problems that a line names


class Tally:
    """Counts the steps of a run."""

    def __init__(self) -> None:
        self.answers = 0
        self._waiting = 0  # answers that a person must look at
        self._students = 0
        self._outcomes: Counter[Outcome] = Counter()
        self._missed: Counter[str] = Counter()
        self._slowest: dict[str, float] = {}

    def add(self, step: Step) -> None:
        """Count a step."""
        self.answers += step.answers
        for question, seconds in step.slow:
            if seconds > max(SLOW_SECONDS, self._slowest.get(question, 0.0)):
                self._slowest[question] = seconds
        for student in step.students:
            self._waiting += student.waiting
            self._students += bool(student.outcomes)
            self._outcomes.update(student.outcomes.values())
            self._missed.update(key for key, outcome in student.outcomes.items() if outcome in MISSED)

    def words(self, total: int, seconds: float) -> str:
        """Return how far a run is after so many seconds, in one line."""
        rate = self.answers / seconds if seconds else 0.0
        parts = [f"{self.answers:,}/{total:,} answers"]
        if rate:
            parts += [f"{rate:.0f} a second" if rate >= 1 else f"{seconds / self.answers:.0f} s each"]
            parts += [f"about {_duration((total - self.answers) / rate)} left"]
        failed = self._outcomes[Outcome.FAILED]
        parts += [f"{self._outcomes[Outcome.CORRECT]:,} correct"] if self._outcomes[Outcome.CORRECT] else []
        parts += [f"{self._waiting - failed:,} open"] if self._waiting > failed else []
        parts += [f"{failed:,} failed"] if failed else []
        parts += [f"slowest {one}" for one in self._slow()[:1]]
        return ", ".join(parts)

    def _slow(self) -> list[str]:
        ordered = sorted(self._slowest.items(), key=lambda pair: (-pair[1], pair[0]))
        return [f"{safe_line(question)} ({seconds:.1f} s)" for question, seconds in ordered[:SHOWN]]

    def ending(self, reports: Path | None) -> Iterator[str]:
        """Yield what is worth knowing at the end: which problems were missed, which took long, what to do next."""
        if self._students >= CLASS_STUDENTS and self._missed:
            most = (f"{safe_line(key)} ({count} of {self._students})" for key, count in self._missed.most_common(SHOWN))
            yield f"most missed: {', '.join(most)}"
        if self._slow():
            yield f"slowest: {', '.join(self._slow())}"
        if self._waiting and reports is not None:
            are = "are" if self._waiting > 1 else "is"
            yield f"next: {many(self._waiting, 'answer')} {are} open; `grader queue {reports}` lists them for a person"


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"
