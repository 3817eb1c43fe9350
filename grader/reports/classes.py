"""A class: students with their verdicts, as every report on many answers takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Literal

from grader.marking.rounding import rounded
from grader.problems.assignment import Assignment
from grader.records import dataclass, field
from grader.reports.scores import Total, total
from grader.verdict import Outcome, Source, Verdict


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know about a file of a submission; `line` is 0 where there is none."""

    file: str
    line: int
    level: str
    message: str


@dataclass(frozen=True)
class Lateness:
    """A submission against its due date.

    `by` is how long after the due date it was handed in, 0 where it was in time, None where nobody knows. `days` are
    the begun days after the grace, `deduction` the share from 0 to 1 of what was earned that is taken off, and `text`
    says all that in words.
    """

    due: datetime
    submitted: datetime | None
    by: timedelta | None
    days: int
    deduction: Fraction
    text: str
    status: Literal["in time", "late", "not known"] = "in time"


@dataclass(frozen=True)
class Student:
    """One student: a name and verdicts by problem id, fewer than are set where a run was interrupted.

    `submission` is the name of what counts of what they `handed_in`, `folder` where its files lie. `stranger`: there is
    a roster, and they are not on it. Who is excused counts in no mean. `known_as` are a platform that they handed
    in on and the number by which it knows them, empty texts where that is not known.
    """

    name: str
    verdicts: Mapping[str, Verdict]
    remarks: tuple[Remark, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    submission: str = ""
    handed_in: bool = True
    lateness: Lateness | None = None
    excused: bool = False
    stranger: bool = False
    folder: str = ""
    email: str = ""
    known_as: tuple[str, str] = ("", "")

    @cached_property
    def total(self) -> Total:
        """Return the total of what was marked."""
        return total(self.verdicts.values())


@dataclass(frozen=True)
class ClassReport:
    """All of one run. `problems` maps the ids of what was set to their points, `assignment` has the rules.

    `students` may lie on the disk: who goes through them more than once reads them more than once. `every_name` names
    all students of the class, where these are only some of them.
    `notes` are about the run, `remarks` about files that belong to no submission. `asked` is the number of answers
    that a run which was interrupted would have marked, None for one that came to its end. `counts` are the verdicts of
    each outcome, where whoever made the report has counted them.
    """

    problems: Mapping[str, Fraction]
    students: Sequence[Student]
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    asked: int | None = None
    assignment: Assignment | None = None
    every_name: Sequence[str] = ()
    counts: Mapping[Outcome, int] | None = None

    @property
    def names(self) -> Sequence[str]:
        """Return the names of all students of the class."""
        return self.every_name or [student.name for student in self.students]

    def total(self, student: Student) -> Total:
        """Return a student's total; what was set and not yet marked counts as open."""
        found = student.total
        if len(student.verdicts) == len(self.problems):
            return found
        undone = (rounded(points) for key, points in self.problems.items() if key not in student.verdicts)
        worth = sum(undone, Fraction())
        return Total(found.low, found.high + worth, found.points + worth)

    def outcomes(self) -> dict[Outcome, int]:
        """Return how many verdicts there are of each outcome that occurs, in the order of `Outcome`."""
        every = self.counts
        if every is None:
            every = Counter(verdict.outcome for student in self.students for verdict in student.verdicts.values())
        return {outcome: every[outcome] for outcome in Outcome if outcome in every}


def leaves(verdict: Verdict) -> Iterator[Verdict]:
    """Yield the verdict itself, or those on its parts where it has parts."""
    if not verdict.parts:
        yield verdict
    for part in verdict.parts:
        yield from leaves(part)


def source_of(verdict: Verdict) -> Source | None:
    """Return the place of the first field that has one."""
    return next((field.source for field in verdict.fields.values() if field.source is not None), None)
