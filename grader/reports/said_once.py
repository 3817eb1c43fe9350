"""What is said of a document stands once on a student's page, not at each question that it keeps open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from grader.marking.feedback.telling import Said
from grader.marking.feedback.views import UNREADABLE, View, student_views
from grader.problems.assignment import Assignment
from grader.records import replace
from grader.reports.class_lines import noticed
from grader.reports.classes import Student, leaves
from grader.reports.clean import in_line
from grader.verdict import Verdict
from grader.wording import sentences


def page_views(student: Student, verdict: Verdict, assignment: Assignment) -> Iterator[View]:
    """Yield what a page for a student shows of a verdict: what is said of the files only points to the page's end."""
    shared = _of_documents(student)
    for view in student_views(verdict, assignment):
        kept = tuple(one for one in view.said if in_line(one.text) not in shared)
        pointed = () if len(kept) == len(view.said) else (Said(sentences.SEE_YOUR_FILES, UNREADABLE),)
        yield replace(view, said=(*pointed, *kept))


def _of_documents(student: Student) -> frozenset[str]:
    """Return the sentences that keep several questions open, where a notice about a file says the same."""
    verdicts = (leaf for verdict in student.verdicts.values() for leaf in leaves(verdict))
    said = Counter(
        text for leaf in verdicts for text in {in_line(item.text) for item in leaf.feedback if item.code == UNREADABLE}
    )
    several = {text for text, count in said.items() if count > 1}
    return frozenset(several.intersection(map(noticed, student.remarks)))
