"""A submission is read: its documents one after the other, their answers by question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import suppress
from pathlib import PurePosixPath

from grader.problems.assignment import Sheet
from grader.problems.question import Problems
from grader.records import replace
from grader.submissions.attribution.code_files import asked_for
from grader.submissions.attribution.keyed import attribute_keyed
from grader.submissions.attribution.named_files import with_names_of_files
from grader.submissions.attribution.naming.names import Names, names_of
from grader.submissions.attribution.naming.records_listed import unwrapped
from grader.submissions.attribution.naming.resolving import named_by_key
from grader.submissions.attribution.running import regions
from grader.submissions.discovery.walk import ARRAYS, ASIDE
from grader.submissions.extraction.finding import extract
from grader.submissions.extraction.keyed import read_sentences
from grader.submissions.extraction.keyed_comments import hear_comments
from grader.submissions.extraction.left_over import keep_left_over
from grader.submissions.extraction.parts.parts_within import regions_in_parts
from grader.submissions.extraction.worded.beside.spoken_heads import with_spoken_heads
from grader.submissions.forms.formats import Form
from grader.submissions.forms.reading import Content, read_document
from grader.submissions.ledger.ledger import Ledger
from grader.submissions.limits import NOTICES
from grader.submissions.model import Document, Notice, Submission, SubmissionFiles, cell_of, document_of
from grader.submissions.weights.files import place_of, references, running_references
from grader.submissions.weights.loose import is_arrays, take_arrays
from grader.submissions.weights.texts import ArrayError
from grader.wording import file_notices


def read_submission(
    files: SubmissionFiles,
    problems: Problems,
    tree: Problems | None = None,
    sheet: Sheet | None = None,
    begin: Callable[[int], None] = lambda place: None,
) -> Submission:
    """Return the answers of a submission to the questions of the problems.

    `tree` are all problems that there are; what is written for one, or for a part, that is not set is left aside with
    a note. `sheet` says what students call the problems; without it there are no numbers.
    Nothing is raised, whatever the files hold: what cannot be read is an error of the field it stands in, and what
    cannot even be attributed is `loose`. Files are opened here, one after the other, and closed again.
    `begin` is told of each document that is begun, by its number from 1.
    """
    names = names_of(problems, tree or problems, sheet)
    ledger = Ledger(names.index, names.tree)
    notices, loose = list(files.notices), list(files.lost)
    contents = with_names_of_files(names, list(_contents(files, begin)))
    named = _named(contents)
    for number, content in enumerate(contents, 1):
        begin(number)
        is_json = content.form is Form.JSON and not _answers(content, names)
        if is_json and (content.document.path in named or _takes_arrays(ledger, content)):
            continue
        notices += content.notices[:NOTICES]
        ledger.untold += len(content.notices[NOTICES:])
        loose += [content.lost] if content.lost else []
        _take(ledger, names, content)
    taken = {one.name for one in files.arrays if one.path in named or take_arrays(ledger, one)}
    programs = {one.name for one in files.code if _take_code(ledger, names, one)}
    loose = [each for each in loose if each.source.file not in programs]
    ledger.settle()
    told = _in_order(files, [*_without_taken(notices, taken | programs), *ledger.notices], ledger.untold)
    return Submission(files.name, ledger.answers(), tuple(told), (*loose, *ledger.loose))


def _without_taken(notices: list[Notice], taken: Set[str]) -> list[Notice]:
    """Return notices without those that a file may be no answer, where it was one."""
    return [notice for notice in notices if notice.message not in {ARRAYS, ASIDE} or notice.file not in taken]


def _takes_arrays(ledger: Ledger, content: Content) -> bool:
    return is_arrays(ledger, content) and take_arrays(ledger, content.document)


def _in_order(files: SubmissionFiles, notices: list[Notice], untold: int) -> list[Notice]:
    """Return notices in the order of the documents, and how many more there were."""
    order = {document.name: number for number, document in enumerate(files.documents)}
    notices.sort(key=lambda notice: (order.get(document_of(notice.file), -1), cell_of(notice.file), notice.line))
    if untold:
        said = file_notices.MORE_NOTICES_NOT_SHOWN.format(untold=untold)
        notices.append(Notice(files.name, 0, "warning", said))
    return notices


def _take(ledger: Ledger, names: Names, content: Content) -> None:
    """Attribute what stands in a document, and write down the answers; later documents count before earlier ones."""
    ledger.document, ledger.file, ledger.form = content.document, content.document.name, content.form
    if content.running is not None:
        ledger.macros = content.running.macros
        for region in map(with_spoken_heads, regions(ledger, names, content.running.blocks, regions_in_parts)):
            first = len(ledger.strays)
            extract(ledger, region)
            keep_left_over(ledger, region, ledger.strays[first:])
    attribute_keyed(ledger, names, content)
    if content.mapping is not None:
        read_sentences(ledger, content.document.name)
        hear_comments(ledger, content)


def _take_code(ledger: Ledger, names: Names, document: Document) -> bool:
    """Take what a file of code holds under the names of problems that ask for code; return whether there is any."""
    content = read_document(document)
    blocks = asked_for(names, content.running.blocks) if content.running is not None else ()
    if not blocks or content.running is None:
        return False
    _take(ledger, names, replace(content, running=replace(content.running, blocks=blocks)))
    return True


def _contents(files: SubmissionFiles, begin: Callable[[int], None]) -> Iterator[Content]:
    size = 0
    for number, document in enumerate(files.documents, 1):
        begin(number)
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


def _answers(content: Content, names: Names) -> bool:
    """Whether a document has the answer to a problem, so that it is no file of arrays."""
    entries = unwrapped(content.mapping.entries, names) if content.mapping else ()
    found = (named_by_key(names, entry.key.value) for entry in entries)
    return any(naming is not None and any(map(names.is_set, naming.targets)) for naming in found)
