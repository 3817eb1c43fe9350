"""A row of `marks.csv` that a person has filled."""

from __future__ import annotations

from dataclasses import dataclass

from grader.verdict import HandMark


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
