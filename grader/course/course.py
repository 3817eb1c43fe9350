"""What a run of `grade` needs before it looks at any submission: what is set, for whom, and by which rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from grader.course.by_hand import ByHand, News
from grader.course.handed_in import HandedIn
from grader.errors import Diagnostic, ProblemError
from grader.problems.assignment import Assignment, all_of
from grader.problems.assignment_file import load_assignment
from grader.problems.load import load_tree
from grader.problems.question import Problems
from grader.records import dataclass, field
from grader.reports.texts import many
from grader.submissions import Submission
from grader.submissions.discovery import ClassFolder
from grader.submissions.metadata import Metadata, load_metadata
from grader.submissions.roster import Roster, load_roster
from grader.verdict import Verdict

Loaded = TypeVar("Loaded")


@dataclass(frozen=True)
class Paths:
    """The files of the instructor; `folders` are class folders, which may hold `submissions.csv`."""

    problems: Path
    assignment: Path | None = None
    roster: Path | None = None
    metadata: Path | None = None
    folders: Sequence[ClassFolder] = ()


@dataclass(frozen=True)
class Course:
    """What is set, who takes part, what is known of submissions, and what is to be said of all that."""

    assignment: Assignment
    roster: Roster | None = None
    metadata: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()
    hands: ByHand | None = None

    def read(self, student: str, submission: Submission) -> HandedIn:
        """Return what a student handed in, as people have settled and typed it."""
        return HandedIn(submission) if self.hands is None else self.hands.read(student, submission)

    def news(self) -> News | None:
        """Return what rows of marks have come to in this process since it was asked last."""
        return None if self.hands is None else self.hands.news()

    def by_hand(self, student: str, verdict: Verdict) -> Verdict:
        """Return a verdict with what people decided about it."""
        return verdict if self.hands is None else self.hands.applied(student, verdict)


def opened(paths: Paths) -> Course:
    """Return what the files of the instructor say; raises one ProblemError with the faults of all of them."""
    problems, found = load_tree(paths.problems)
    faults = list(found)
    of_assignment: list[Diagnostic] = []
    assignment = _or_faults(lambda: _assignment(paths.assignment, problems), of_assignment)
    faults += [one for one in of_assignment if not (found and one.field.startswith("problems["))]  # they may be lacking
    roster = _or_faults(lambda: load_roster(paths.roster) if paths.roster else None, faults)
    metadata = _or_faults(lambda: load_metadata(paths.metadata, paths.folders), faults)
    if faults or assignment is None or metadata is None:
        raise ProblemError(faults)
    return Course(assignment, roster, metadata, tuple(_notes(paths, assignment, metadata)))


def _assignment(path: Path | None, problems: Problems) -> Assignment:
    return load_assignment(path, problems) if path else all_of(problems)


def _or_faults(load: Callable[[], Loaded], faults: list[Diagnostic]) -> Loaded | None:
    try:
        return load()
    except ProblemError as error:
        faults += error.diagnostics
        return None


def _notes(paths: Paths, assignment: Assignment, metadata: Metadata) -> list[str]:
    number = many(len(assignment.problems), "problem")
    notes = [] if assignment.given else [f"no assignment given: all of the {number} under {paths.problems} are set"]
    if metadata.files:
        notes.append(f"who handed in what and when is taken from {', '.join(metadata.files)}")
    elif assignment.due is not None:
        notes.append("lateness is not known, and nothing is deducted for it: no file says when what was handed in")
    return notes
