"""A submission is read: its documents one after the other, their answers by question."""

from __future__ import annotations

from grader.problems.question import Problems
from grader.submissions.attribution import attribute
from grader.submissions.discovery import summary
from grader.submissions.documents import read_document
from grader.submissions.ledger import Ledger
from grader.submissions.matching import index
from grader.submissions.model import Notice, Submission, SubmissionFiles, cell_of, document_of


def read_submission(files: SubmissionFiles, problems: Problems, others: frozenset[str] = frozenset()) -> Submission:
    """Return the answers of a submission to the questions of the problems.

    What is written for `others`, problems and parts that are not set, is left aside with a note.
    Nothing is raised, whatever the files hold: what cannot be read is an error of the field it stands in, and what
    cannot even be attributed is said by `damaged`. Files are opened here, one after the other, and closed again.
    """
    ledger = Ledger(index(problems), others)
    notices = list(files.notices)
    damages = [files.damaged] if files.damaged else []
    size = 0
    for document in files.documents:
        content = read_document(document, size)
        size += content.size
        notices += content.notices
        damages += [content.damaged] if content.damaged else []
        attribute(ledger, content)
    ledger.settle()
    order = {document.name: number for number, document in enumerate(files.documents)}
    notices += ledger.notices
    notices.sort(key=lambda notice: (order.get(document_of(notice.file), -1), cell_of(notice.file), notice.line))
    if ledger.untold:
        notices.append(Notice(files.name, 0, "warning", f"{ledger.untold} more notices are not shown"))
    return Submission(files.name, ledger.answers(), tuple(notices), summary([*damages, *ledger.damages]))
