"""A document becomes a mapping of located texts, with notices of all that cannot be read. One reader for each form."""

from __future__ import annotations

from grader.errors import Diagnostic
from grader.problems.texts import located
from grader.problems.texts.jsontext import read_json
from grader.problems.texts.located import Damaged, Entry, Located, MappingNode, SequenceNode, Text
from grader.problems.texts.source import BOMS
from grader.problems.texts.yamlcomments import YamlComment, yaml_comments
from grader.problems.texts.yamltext import read_yaml
from grader.records import dataclass, replace
from grader.submissions.forms.formats import RUNNING, Form, form_of
from grader.submissions.forms.latex.comments import NOTHING
from grader.submissions.forms.running import Running, read_running
from grader.submissions.model import Document, Loose, Notice
from grader.submissions.opening.characters import UnreadableError
from grader.submissions.opening.documents import DocumentError, read_bytes
from grader.verdict import Source
from grader.wording import file_notices

LISTED = "answers"  # the key below which a list of records stands that is all of a document
UTF8_MARK = b"\xef\xbb\xbf"
EMPTY = file_notices.NO_ANSWERS_STAND_FILE
EXPECTED = file_notices.EXPECTED_ANSWERS_PROBLEM_SUCH


@dataclass(frozen=True)
class Content:
    """What a document holds, a mapping or a running text.

    `lost` says what of it is lost beyond single fields.
    """

    document: Document
    form: Form
    mapping: MappingNode | None = None
    running: Running | None = None
    notices: tuple[Notice, ...] = ()
    lost: Loose | None = None
    size: int = 0
    comments: tuple[YamlComment, ...] = ()


def read_document(document: Document, before: int = 0) -> Content:
    """Return the content of a document; whatever its bytes are, nothing is raised.

    `before` bytes of the same submission were read before it.
    """
    form = form_of(document.name)
    try:
        data = read_bytes(document, before, "NOTEBOOK_BYTES" if form is Form.NOTEBOOK else "DOCUMENT_BYTES")
    except DocumentError as error:
        return _lost(document, form, 0, str(error))
    if form in RUNNING:
        return replace(_running(document, form, data), size=0 if form is Form.NOTEBOOK else len(data))
    source, notices = _characters(document, data)
    if form is Form.JSON:
        read, told = _json(document, source)
    else:
        read, told = read_yaml(source, document.name), ()
    comments = yaml_comments(source) if form is Form.YAML and isinstance(source, str) else ()
    return replace(_content(document, form, read, (*notices, *told)), size=len(data), comments=comments)


def _running(document: Document, form: Form, data: bytes) -> Content:
    try:
        running = read_running(data, document.name, form)
    except UnreadableError as error:
        return _lost(document, form, error.line, str(error))
    notices = tuple(replace(notice, message=printable(notice.message)) for notice in running.notices)
    if not running.blocks:
        notices = (*notices, Notice(document.name, 0, "warning", EMPTY))
    return Content(document, form, None, running, notices)


def _characters(document: Document, data: bytes) -> tuple[bytes | str, tuple[Notice, ...]]:
    """Return what to read: bytes that are no UTF-8 are kept as stand-ins, which damage only the fields they are in."""
    data = data.removeprefix(UTF8_MARK)
    if any(data.startswith(bom) for bom, _ in BOMS) or data.count(0) * 3 >= max(len(data), 1):
        return data, ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = file_notices.HOLDS_SUCH_BYTES.format(byte=_byte(data[error.start]))
        return data.decode("utf-8", "surrogateescape"), (Notice(document.name, line, "error", message),)


def _json(document: Document, source: bytes | str) -> tuple[located.Document, tuple[Notice, ...]]:
    """Read JSON; what is none, but YAML all the same (a comma after the last entry), is read as that."""
    read = read_json(source, document.name)
    if not read.faults:
        return read, ()
    fault, other = read.faults[0], read_yaml(source, document.name)
    if other.faults or not isinstance(other.root, MappingNode):
        return read, ()
    message = file_notices.FILE_NOT_JSON_READ.format(message=printable(fault.message))
    return other, (Notice(document.name, fault.line, "warning", message),)


def _byte(byte: int) -> str:
    return file_notices.BYTE_NOT_UTF.format(byte=byte)


def _content(document: Document, form: Form, read: located.Document, notices: tuple[Notice, ...]) -> Content:
    match read.root:
        case _ if read.faults:
            fault: Diagnostic = read.faults[0]
            return _lost(document, form, fault.line, fault.message, notices)
        case root if root is None or (isinstance(root, Text) and is_nothing(root, form)):
            notice = Notice(document.name, 0, "warning", file_notices.FILE_EMPTY.format(expected=EXPECTED))
            return Content(document, form, None, None, (*notices, notice))
        case MappingNode():
            return Content(document, form, read.root, None, notices)
        case Damaged():
            return _lost(document, form, read.root.line, damage(read.root), notices)
        case SequenceNode(items=items, line=line) if any(map(_is_record, items)) and all(map(_is_labelled, items)):
            entry = Entry(Text(LISTED, line, read.root.column), read.root)
            return Content(document, form, MappingNode((entry,), line, read.root.column), None, notices)
        case Text() | SequenceNode():
            what = file_notices.LIST if isinstance(read.root, SequenceNode) else file_notices.TEXT
            return _lost(
                document, form, read.root.line, file_notices.FILE.format(what=what, expected=EXPECTED), notices
            )


def _is_record(node: Located) -> bool:
    """Whether a node of a list gives several things by their names: a problem, and its answer."""
    return isinstance(node, MappingNode) and len(node.entries) > 1


def _is_labelled(node: Located) -> bool:
    """Whether a node of a list is a record, perhaps one that gives no answer: `{problem: 3}`."""
    return isinstance(node, MappingNode) and len(node.entries) > 0


def _lost(document: Document, form: Form, line: int, message: str, notices: tuple[Notice, ...] = ()) -> Content:
    message = printable(message)
    notice = Notice(document.name, line, "error", message)
    return Content(document, form, None, None, (*notices, notice), Loose(Source(document.name, line), message))


def damage(node: Damaged) -> str:
    """Return why a place cannot be read; stand-ins for bytes are called what they are."""
    byte = next((ord(c) - 0xDC00 for c in node.raw if "\udc80" <= c <= "\udcff"), None)
    return printable(node.message) if byte is None else file_notices.SAVE_FILE_UTF_2.format(byte=_byte(byte))


def without_stand_ins(text: str) -> str:
    """Return a text as it may be written out: nothing where a comment stood, a sign for a byte that is no character."""
    return text.replace(NOTHING, "").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def printable(text: str) -> str:
    """Return a text on one line that may be shown anywhere, signs for all else."""
    return "".join(c if c.isprintable() else "�" for c in without_stand_ins(text))


def is_nothing(node: Located, form: Form) -> bool:
    """Whether nothing was written: no value, only blanks, an empty block, or `null` in JSON."""
    match node:
        case Text():
            return not node.value.strip() or (form is Form.JSON and node.style == "plain" and node.value == "null")
        case MappingNode(entries=(), text=None):
            return True
        case _:
            return False
