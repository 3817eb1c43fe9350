"""How what was handed in would be read, by public problems alone: for students, before they hand it in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grader.course.handed_in import answers_of
from grader.course.sheets import remarks_of
from grader.marking.answer import Answer
from grader.marking.preview import Previewed, preview
from grader.problems.assignment import Assignment, all_of
from grader.problems.assignment_file import load_assignment
from grader.problems.public import load_public
from grader.records import replace
from grader.reports.previews import SubmissionPreview
from grader.submissions import find_submissions, read_submission
from grader.submissions.model import Submission, SubmissionFiles


def previews(path: Path, public: Path, assignment: Path | None = None) -> Iterator[SubmissionPreview]:
    """Yield how the one submission at a path would be read; none where nothing is there. Raises ProblemError."""
    problems = load_public(public)
    rules = load_assignment(assignment, problems) if assignment else all_of(problems)
    found, _ = find_submissions([path], single=True)
    for files in found:
        yield _previewed(files, rules)


def _previewed(files: SubmissionFiles, rules: Assignment) -> SubmissionPreview:
    submission = read_submission(files, rules.reading, rules.tree, rules.sheet)
    questions: dict[str, tuple[Previewed, ...]] = {}
    for problem in rules.problems.values():
        answers = answers_of(submission, problem)
        for question in problem.questions:
            questions[question.id] = preview(question, _placed(answers.get(question.id, Answer()), submission))
    return SubmissionPreview(files.name, questions, remarks_of(submission.notices), files.folder)


def _placed(answer: Answer, submission: Submission) -> Answer:
    """Return an answer that is spoiled by something loose with the place of that."""
    if answer.error is None or answer.source is not None:
        return answer
    return replace(answer, source=next((one.source for one in submission.loose if not one.questions), None))
