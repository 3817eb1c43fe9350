"""What a run of `grade` needs before it looks at any submission: what is set, for whom, and by which rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.cli.by_hand import ByHand
from grader.cli.problems import loaded
from grader.problems.assignment import Assignment, all_of
from grader.reports.texts import many
from grader.verdict import Verdict


@dataclass(frozen=True)
class Course:
    """The assignment, and what is to be said of it."""

    assignment: Assignment
    notes: tuple[str, ...] = ()
    hands: ByHand | None = None

    def by_hand(self, student: str, verdict: Verdict) -> Verdict:
        """Return a verdict with what people decided about it."""
        return verdict if self.hands is None else self.hands.applied(student, verdict)


def opened(folder: Path) -> Course:
    """Return what the files of the instructor say; raises ProblemError with all their faults."""
    problems = loaded(folder)
    number = many(len(problems), "problem")
    return Course(all_of(problems), (f"no assignment given: all of the {number} under {folder} are set",))
