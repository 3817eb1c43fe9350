"""A submission is read: its documents one after the other, their answers by question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from grader.problems.assignment import Sheet
from grader.problems.question import Problems
from grader.submissions.attribution.keyed import attribute_keyed
from grader.submissions.attribution.names import Names
from grader.submissions.attribution.running import regions
from grader.submissions.discovery.walk import ARRAYS
from grader.submissions.extraction.finding import extract
from grader.submissions.forms.formats import Form
from grader.submissions.forms.reading import Content, read_document
from grader.submissions.ledger.ledger import Ledger
from grader.submissions.ledger.matching import index
from grader.submissions.model import Loose, Notice, Submission, SubmissionFiles, cell_of, document_of
from grader.submissions.weights.arrays import ArrayError
from grader.submissions.weights.files import place_of, references, running_references
from grader.verdict import Source


def read_submission(
    files: SubmissionFiles, problems: Problems, tree: Problems | None = None, sheet: Sheet | None = None
) -> Submission:
    """Return the answers of a submission to the questions of the problems.

    `tree` are all problems that there are; what is written for one, or for a part, that is not set is left aside with
    a note. `sheet` says what students call the problems; without it there are no numbers.
    Nothing is raised, whatever the files hold: what cannot be read is an error of the field it stands in, and what
    cannot even be attributed is `loose`. Files are opened here, one after the other, and closed again.
    """
    ledger = Ledger(index(problems), index(tree or problems))
    names = Names(ledger.index, ledger.tree, sheet)
    notices = list(files.notices)
    loose = list(files.lost)
    contents = list(_contents(files))
    named = _named(contents)
    for content in contents:
        if content.form is Form.JSON and content.document.path in named and not _answers(content, ledger):
            continue
        notices += content.notices
        loose += [content.lost] if content.lost else []
        _take(ledger, names, content)
    ledger.settle()
    notices = [notice for notice in notices if notice.message != ARRAYS or PurePosixPath(notice.file) not in named]
    loose += [Loose(Source(one.file, 0), ARRAYS) for one in notices if one.message == ARRAYS]
    order = {document.name: number for number, document in enumerate(files.documents)}
    notices += ledger.notices
    notices.sort(key=lambda notice: (order.get(document_of(notice.file), -1), cell_of(notice.file), notice.line))
    if ledger.untold:
        notices.append(Notice(files.name, 0, "warning", f"{ledger.untold} more notices are not shown"))
    return Submission(files.name, ledger.answers(), tuple(notices), (*loose, *ledger.loose))


def _take(ledger: Ledger, names: Names, content: Content) -> None:
    """Attribute what stands in a document, and write down the answers; later documents count before earlier ones."""
    ledger.document, ledger.file, ledger.form = content.document, content.document.name, content.form
    if content.running is not None:
        ledger.macros = content.running.macros
        for region in regions(ledger, names, content.running.blocks):
            extract(ledger, region)
    attribute_keyed(ledger, names, content)


def _contents(files: SubmissionFiles) -> Iterator[Content]:
    size = 0
    for document in files.documents:
        content = read_document(document, size)
        size += content.size
        yield content


def _named(contents: Iterable[Content]) -> set[PurePosixPath]:
    """Return the files that documents name as holding their arrays, relative to the submission."""
    found = set()
    for content in contents:
        names = references(content.mapping) if content.mapping else iter(())
        if content.running:
            names = running_references(content.running.blocks)
        for name in names:
            with suppress(ArrayError):
                found.add(place_of(content.document, name))
    return found


def _answers(content: Content, ledger: Ledger) -> bool:
    """Whether a document has the answer to a problem, so that it is no file of arrays."""
    entries = content.mapping.entries if content.mapping else ()
    return any(entry.key.value.strip() in ledger.index.targets for entry in entries)
