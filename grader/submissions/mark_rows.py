"""Rows of `marks.csv` that a person has filled."""

from __future__ import annotations

from grader.records import dataclass
from grader.verdict import HandMark, Source


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A filled row of `marks.csv`: the mark of one student's answer, or of everyone's that is equal to `answer`.

    `student` is empty for everyone; `problem` is the id of a question, complete for a part. The mark's `source` is
    the row's place, which tells rows apart.
    """

    student: str
    problem: str
    answer: str
    mark: HandMark


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of `marks.csv` in which a person typed how an answer is to be read.

    As in a `MarkRow`, `student` may be empty. Where `problem` is empty, `answer` is the place of something that belongs
    to no question, and `read_as` says what it is: `q3: 2x`, a line for each question, or `nothing`.
    """

    student: str
    problem: str
    answer: str
    read_as: str
    by: str = ""
    date: str = ""
    source: Source | None = None
    remark: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what is said beside an answer that is read so: who read it, and the remark to the student."""
        who = f" by {self.by}" if self.by else ""
        when = f" on {self.date}" if self.date else ""
        said = f"read by hand{who}{when}"
        return (f"{said}: {self.remark}" if self.remark else said,)
