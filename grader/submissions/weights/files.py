"""Answers that stand in another file of the submission: arrays by field name from `.npz`, `.npy` and JSON files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.problems.texts.jsontext import read_json
from grader.problems.texts.located import Located, MappingNode, SequenceNode, Text, located_children
from grader.records import dataclass, replace
from grader.submissions.forms.blocks import Block, Given, Listing, Prose
from grader.submissions.forms.formats import is_ignored
from grader.submissions.forms.texts import clipped, field_answer
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, find_field
from grader.submissions.limits import KEY_CHARACTERS
from grader.submissions.model import Document
from grader.submissions.opening.documents import DocumentError, read_bytes
from grader.submissions.weights.stored import Arrays, renamed
from grader.submissions.weights.texts import ArrayError, ArrayText, of_rows
from grader.verdict import Source
from grader.wording import file_notices

FORMS = (".npz", ".npy", ".safetensors", ".json")
LINE = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*)?[Ff]ile(?:\*\*)?\s*[:=](?:\*\*)?\s*[`\"']?([^\s`\"']+?)[`\"']?[.;,]?\s*")
VALUE = re.compile(r"`?(?:\{\s*)?file\s*:\s*[`\"']?([^\s`\"'{}]+)[`\"']?\s*\}?`?")
ALONE = ""  # the name of an array that has none


@dataclass(frozen=True)
class Weights:
    """The arrays of a file by name; an array by itself has the name `ALONE`."""

    arrays: Arrays
    size: int


def referenced(node: Located) -> str | None:
    """Return the file that `{file: …}` names, None where a node is anything else."""
    if isinstance(node, MappingNode) and [entry.key.value.strip() for entry in node.entries] == ["file"]:
        value = node.entries[0].value
        return value.value.strip() if isinstance(value, Text) else None
    return None


def references(node: Located) -> Iterator[str]:
    """Yield the files that are named in a document of keys and values."""
    name = referenced(node)
    if name:
        yield name
    for _, inner in located_children(node):
        yield from references(inner)


def running_references(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the files that are named in a running document."""
    for block in blocks:
        match block:
            case Prose(text=text) | Given(text=text):
                for line in text.split("\n"):
                    match = LINE.fullmatch(line) or VALUE.search(line)
                    if match:
                        yield match[1]
            case Listing(items=items):
                for item in items:
                    yield from running_references(item)
            case _:
                continue


def place_of(document: Document, name: str) -> PurePosixPath:
    """Return where a file stands that a document names. Raises ArrayError where that may lead out of the submission."""
    path = PurePosixPath(name)
    if len(name) > 4 * KEY_CHARACTERS or not name.isprintable():
        raise ArrayError(file_notices.NO_NAME_FILE)
    if path.is_absolute() or "\\" in name or ":" in name or name.startswith("~") or ".." in path.parts:
        raise ArrayError(file_notices.MAY_LIE_OUTSIDE_SUBMISSION)
    if any(is_ignored(part) for part in path.parts):
        raise ArrayError(file_notices.HIDDEN_NO_PART_SUBMISSION)
    beside = dict(document.beside)
    if document.alone and not document.beside:
        raise ArrayError(file_notices.NOT_OPENED_SUBMISSION_ONE)
    if document.alone and name not in beside:
        raise ArrayError(file_notices.NOT_AMONG_FILES_SUBMISSION)
    if path.suffix.casefold() not in FORMS:
        raise ArrayError(file_notices.NOT_READ_ARRAYS_READ.format(listed=", ".join(FORMS[:-1]), value=FORMS[-1]))
    return beside.get(name) or document.path.parent / path


def read_weights(document: Document, before: int) -> Weights:
    """Return the arrays in a file. Raises ArrayError. `before` bytes of such files were read before it."""
    try:
        data = read_bytes(document, before, "WEIGHT_BYTES")
    except DocumentError as error:
        raise ArrayError(str(error)) from None
    return Weights(_arrays(document.path.suffix.casefold(), data, document.name), len(data))


def _arrays(form: str, data: bytes, name: str) -> Arrays:
    """Return the arrays in the bytes of a file. NumPy is loaded where one of its forms is read. Raises ArrayError."""
    if form == ".json":
        return _json_arrays(data, name)
    from grader.submissions.weights import arrays, safetensors  # noqa: PLC0415 - NumPy is slow to import

    match form:
        case ".npz":
            return arrays.read_npz(data)
        case ".npy":
            return {ALONE: arrays.read_npy(data)}
        case _:
            return safetensors.read_safetensors(data)


def _json_arrays(data: bytes, name: str) -> dict[str, ArrayText | ArrayError]:
    read = read_json(data, name)
    match read.root:
        case _ if read.faults:
            raise ArrayError(
                file_notices.NOT_JSON_LINE.format(line=read.faults[0].line, message=read.faults[0].message)
            )
        case MappingNode(entries=entries):
            return {entry.key.value: _json_array(entry.value) for entry in entries}
        case SequenceNode() | Text() as node:
            return {ALONE: _json_array(node)}
        case _:
            raise ArrayError(file_notices.HOLDS_NO_ARRAYS)


def _json_array(node: Located) -> ArrayText | ArrayError:
    answer = field_answer(node, Source(""))
    if answer.error is not None:
        return ArrayError(file_notices.HOLDS_NO_ARRAY.format(error=answer.error))
    rows = _rows(node)
    return ArrayText(answer.text) if rows is None else replace(of_rows(rows), text=answer.text)


def _rows(node: Located) -> tuple[tuple[str, ...], ...] | None:
    """Return a list of lists of texts, all of one length, as rows of a matrix."""
    rows = [row.items for row in node.items if isinstance(row, SequenceNode)] if isinstance(node, SequenceNode) else []
    texts = tuple(tuple(item.value for item in row if isinstance(item, Text)) for row in rows)
    is_matrix = isinstance(node, SequenceNode) and 0 < len(node.items) == len(rows) and len({*map(len, rows)}) == 1
    return texts if is_matrix and [*map(len, texts)] == [*map(len, rows)] else None


def write_file(ledger: Ledger, question: Question, name: str, source: Source) -> None:
    """Write the arrays of a file that an answer names into the fields of their names."""
    write_weights(ledger, question, name, _load(ledger, name), source)


def write_weights(ledger: Ledger, question: Question, name: str, found: Weights | ArrayError, source: Source) -> None:
    """Write the arrays of a file; where they cannot be had, or told apart, that is the error of the whole answer."""
    try:
        if isinstance(found, ArrayError):
            raise found
        _write_arrays(ledger, question, name, renamed(question, found.arrays), source)
    except ArrayError as error:
        ledger.write_whole(question, FieldAnswer(f"file: {name}", source, f"{name} {error}", file=name))


def _write_arrays(ledger: Ledger, question: Question, name: str, arrays: Arrays, source: Source) -> None:
    fields = list(question.fields)
    if ALONE in arrays:
        if len(fields) > 1:
            raise ArrayError(file_notices.HOLDS_ONE_ARRAY_WRITE.format(value=fields[0], name=name))
        ledger.write(question, fields[0], _answer(name, arrays[ALONE], source))
        return
    for key, array in arrays.items():
        field = find_field(question, key)
        if field is not None:
            ledger.write(question, field, _answer(name, array, source))
            continue
        meant: dict[str, tuple[Target, ...]] = {one: ((question.id, one),) for one in fields}
        every = tuple(target for targets in meant.values() for target in targets)
        said = file_notices.HOLDS_HAS_NO_SUCH.format(
            name=name, key=clipped(key), id=question.id, listed=", ".join(fields[:12])
        )
        ledger.stray(Stray(key, f"file: {name}", source, said, meant, every))


def write_field_file(ledger: Ledger, question: Question, field: str, name: str, source: Source) -> None:
    """Write one field from a file: the array that it holds alone, or the one of the field's name."""
    found = _load(ledger, name)
    if isinstance(found, ArrayError):
        ledger.write(question, field, FieldAnswer(f"file: {name}", source, f"{name} {found}", file=name))
        return
    named = [array for key, array in found.arrays.items() if key == ALONE or find_field(question, key) == field]
    if len(named) == 1:
        ledger.write(question, field, _answer(name, named[0], source))
        return
    holds = ", ".join(clipped(key) for key in list(found.arrays)[:6])
    said = (
        file_notices.HOLDS_NO_ARRAY_BUT.format(name=name, field=field, holds=holds)
        if not named
        else file_notices.HOLDS_TWICE_2.format(name=name, field=field)
    )
    ledger.write(question, field, FieldAnswer(f"file: {name}", source, said, file=name))


def _answer(name: str, array: ArrayText | ArrayError, source: Source) -> FieldAnswer:
    if isinstance(array, ArrayError):
        return FieldAnswer(f"file: {name}", source, f"{name} {array}", file=name)
    return FieldAnswer(array.text, source, notes=(array.note,) if array.note else (), file=name)


def _load(ledger: Ledger, name: str) -> Weights | ArrayError:
    """Return the arrays of a file that the present document names, or why they cannot be had."""
    assert ledger.document
    try:
        path = place_of(ledger.document, name)
    except ArrayError as error:
        return error
    return load(ledger, Document(ledger.document.root, path, name))


def load(ledger: Ledger, document: Document) -> Weights | ArrayError:
    """Return a file's arrays, read once, or why they cannot be had."""
    key = (document.root, document.path)
    found = ledger.loaded.get(key)
    if not isinstance(found, Weights | ArrayError):
        try:
            found = read_weights(document, ledger.weighed)
            ledger.weighed += found.size
        except ArrayError as error:
            found = error
        ledger.loaded[key] = found
    return found
