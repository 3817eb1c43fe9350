"""What people decided, for one run of `grade`: the marks file, and the process that compares answers with its rows."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from grader.batch.equal_answers import Comparer
from grader.course.handed_in import HandedIn
from grader.course.marks import MarkNews, Marks
from grader.course.read_as import ReadAs, ReadNews
from grader.errors import RefusedError
from grader.marking.answer import Answer
from grader.problems.question import Problems
from grader.records import dataclass
from grader.reports.classes import Remark
from grader.submissions import Submission
from grader.submissions.marks_file import NAME, MarksFile, read_marks
from grader.verdict import Verdict


def marks_path(named: Path | None, reports: Path | None) -> Path | None:
    """Return the marks file of a run: the one that is named, or that of the reports where there is one.

    Raises RefusedError where something else has its name: marks are not passed over.
    """
    if named is not None:
        return named
    kept = None if reports is None else reports / NAME
    if kept is None or not os.path.lexists(kept):
        return None
    if not kept.is_file():
        raise RefusedError(kept, "no file that can be read; the marks by people belong there")
    return kept


@dataclass(frozen=True)
class News:
    """What rows of marks and of readings have come to since it was last asked, in one process of a run."""

    marks: MarkNews
    readings: ReadNews


class ByHand:
    """The marks that people gave, applied to verdicts as they come. Raises OSError where the file cannot be read."""

    def __init__(self, path: Path | None, problems: Problems) -> None:
        self._name = NAME if path is None else path.as_posix()
        self._file = MarksFile() if path is None else read_marks(path.read_bytes(), self._name)
        self._comparer = Comparer(problems)
        self._marks = Marks(self._file.rows, problems, self._comparer.proved)
        self._questions = [question for problem in problems.values() for question in problem.questions]
        self._read_as = ReadAs(self._file.readings, problems)

    def applied(self, student: str, verdict: Verdict) -> Verdict:
        """Return a student's verdict with what people decided about it."""
        return self._marks.applied(student, verdict)

    def read(self, student: str, submission: Submission) -> HandedIn:
        """Return what a student handed in, without what people settled, and with what they typed for answers."""
        submission, found = self._read_as.settled(student, submission)
        for question in self._questions:
            answer = submission.answers.get(question.id, Answer(error=submission.damaged))
            typed = None if question.id in found else self._read_as.of_answer(student, question, answer)
            if typed is not None:
                found[question.id] = typed
                submission = submission.without_errors_at(typed.source)
        return HandedIn(submission, found)

    @property
    def has_marks(self) -> bool:
        """Whether any row gives a score, so that answers are compared with it."""
        return bool(self._file.rows)

    @property
    def has_rows(self) -> bool:
        """Whether any row says anything about an answer."""
        return bool(self._file.rows or self._file.readings)

    def news(self) -> News | None:
        """Return what there is of news, None where there is none, and forget it: for another process to take."""
        marks, readings = self._marks.news(), self._read_as.news()
        return News(marks or MarkNews(), readings or ReadNews()) if marks or readings else None

    def take(self, news: News) -> None:
        """Take the news of another process."""
        self._marks.take(news.marks)
        self._read_as.take(news.readings)

    def remarks(self, students: Collection[str], *, is_whole: bool) -> tuple[Remark, ...]:
        """Return what is wrong with the file, and which rows were not applied; `is_whole`: all verdicts have come."""
        found = [Remark(one.file, one.line, one.level, one.message) for one in self._file.notices]
        whole = students if is_whole else None
        for one in (*self._marks.said(whole), *self._read_as.said(whole)):
            place = (one.source.file, one.source.line) if one.source else (self._name, 0)
            found.append(Remark(*place, "note" if one.applied else "warning", one.message))
        return tuple(sorted(found, key=lambda remark: (remark.line, remark.message)))

    def __enter__(self) -> ByHand:
        return self

    def __exit__(self, *raised: object) -> None:
        self._comparer.close()
