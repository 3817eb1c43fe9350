"""Answers that stand in another file of the submission: arrays by field name from `.npz`, `.npy` and JSON files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader.marking.answer import FieldAnswer
from grader.problems.jsontext import read_json
from grader.problems.located import Located, MappingNode, SequenceNode, Text, located_children
from grader.problems.question import Question
from grader.submissions.forms.blocks import Block, Given, Listing, Prose
from grader.submissions.forms.texts import clipped, field_answer
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, find_field
from grader.submissions.limits import KEY_CHARACTERS
from grader.submissions.model import Document
from grader.submissions.opening.documents import DocumentError, read_bytes
from grader.submissions.weights.arrays import ArrayError, ArrayText, read_npy, read_npz
from grader.verdict import Source

FORMS = (".npz", ".npy", ".json")
LINE = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*)?[Ff]ile(?:\*\*)?\s*[:=](?:\*\*)?\s*[`\"']?([^\s`\"']+?)[`\"']?[.;,]?\s*")
VALUE = re.compile(r"`?\{?\s*file\s*:\s*[`\"']?([^\s`\"'{}]+)[`\"']?\s*\}?`?")
ALONE = ""  # the name of an array that has none


@dataclass(frozen=True)
class Weights:
    """The arrays of a file by name; an array by itself has the name `ALONE`."""

    arrays: Mapping[str, ArrayText | ArrayError]
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
        raise ArrayError("is no name of a file")
    if path.is_absolute() or "\\" in name or ":" in name or name.startswith("~") or ".." in path.parts:
        raise ArrayError("may lie outside of the submission, and is not opened; name a file in the same folder")
    if document.alone:
        raise ArrayError("is not opened: this submission is one file, and has no others; hand in a folder")
    if path.suffix.casefold() not in FORMS:
        raise ArrayError(f"is not read; arrays are read from {', '.join(FORMS[:-1])} and {FORMS[-1]} files")
    return document.path.parent / path


def read_weights(document: Document, name: str, before: int) -> Weights:
    """Return the arrays in a file that a document names. Raises ArrayError."""
    path = place_of(document, name)
    try:
        data = read_bytes(Document(document.root, path, name), before, "WEIGHT_BYTES")
    except DocumentError as error:
        raise ArrayError(str(error)) from None
    match path.suffix.casefold():
        case ".npz":
            return Weights(read_npz(data), len(data))
        case ".npy":
            return Weights({ALONE: read_npy(data)}, len(data))
        case _:
            return Weights(_json_arrays(data, name), len(data))


def _json_arrays(data: bytes, name: str) -> dict[str, ArrayText | ArrayError]:
    read = read_json(data, name)
    match read.root:
        case _ if read.faults:
            raise ArrayError(f"is not JSON: line {read.faults[0].line}: {read.faults[0].message}")
        case MappingNode(entries=entries):
            return {entry.key.value: _json_array(entry.value) for entry in entries}
        case SequenceNode() | Text() as node:
            return {ALONE: _json_array(node)}
        case _:
            raise ArrayError("holds no arrays")


def _json_array(node: Located) -> ArrayText | ArrayError:
    answer = field_answer(node, Source(""))
    return ArrayText(answer.text) if answer.error is None else ArrayError(f"holds what is no array: {answer.error}")


def write_file(ledger: Ledger, question: Question, name: str, source: Source) -> None:
    """Write the arrays of a file into the fields of their names."""
    found = _load(ledger, name)
    fields = list(question.fields)
    if isinstance(found, ArrayError):
        ledger.write_whole(question, FieldAnswer(f"file: {name}", source, f"{name} {found}", file=name))
        return
    arrays = dict(found.arrays)
    if ALONE in arrays:
        if len(fields) > 1:
            said = f"{name} holds one array; write `{fields[0]}: {{file: {name}}}` for the field that it is"
            ledger.write_whole(question, FieldAnswer(f"file: {name}", source, said, file=name))
        else:
            ledger.write(question, fields[0], _answer(name, arrays[ALONE], source))
        return
    for key, array in arrays.items():
        field = find_field(question, key)
        if field is not None:
            ledger.write(question, field, _answer(name, array, source))
            continue
        meant: dict[str, tuple[Target, ...]] = {one: ((question.id, one),) for one in fields}
        every = tuple(target for targets in meant.values() for target in targets)
        said = (
            f"{name} holds {clipped(key)}, and {question.id} has no such field; its fields are {', '.join(fields[:12])}"
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
    said = f"{name} holds no array {field}, but {holds}" if not named else f"{name} holds {field} twice"
    ledger.write(question, field, FieldAnswer(f"file: {name}", source, said, file=name))


def _answer(name: str, array: ArrayText | ArrayError, source: Source) -> FieldAnswer:
    if isinstance(array, ArrayError):
        return FieldAnswer(f"file: {name}", source, f"{name} {array}", file=name)
    return FieldAnswer(array.text, source, notes=(array.note,) if array.note else (), file=name)


def _load(ledger: Ledger, name: str) -> Weights | ArrayError:
    """Return a file's arrays, read once, or why they cannot be had."""
    assert ledger.document
    key = (ledger.document.root, ledger.document.path.parent / name)
    found = ledger.loaded.get(key)
    if not isinstance(found, Weights | ArrayError):
        try:
            found = read_weights(ledger.document, name, ledger.weighed)
            ledger.weighed += found.size
        except ArrayError as error:
            found = error
        ledger.loaded[key] = found
    return found
